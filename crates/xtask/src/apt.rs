//! Debian's packages, installed as root or through sudo; otherwise the error tells the user what to do.

use std::process::Command;
use std::sync::Once;

use anyhow::{Context, Result, bail, ensure};

use crate::process;

/// Whether this machine has apt.
pub(crate) fn is_here() -> bool {
    which::which("apt-get").is_ok()
}

/// Whether a package is installed.
pub(crate) fn has(package: &str) -> bool {
    let mut query = process::command("dpkg-query");
    query.args(["--show", "--showformat=${db:Status-Status}", package]);
    process::probe(&mut query).is_some_and(|status| status == "installed")
}

/// The version of an installed package.
pub(crate) fn version(package: &str) -> Result<String> {
    let mut query = process::command("dpkg-query");
    process::output(query.args(["--show", "--showformat=${Version}", package]))
}

/// Installs those of `packages` that are missing.
pub(crate) fn install(packages: &[&str]) -> Result<()> {
    let missing: Vec<_> = packages.iter().copied().filter(|package| !has(package)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    println!("Installing Debian's {} (about a minute)", missing.join(", "));
    let by_hand =
        format!("apt-get update && apt-get install --no-install-recommends {}", missing.join(" "));
    static UPDATE: Once = Once::new();
    let mut update = as_root("apt-get", &by_hand)?;
    UPDATE.call_once(|| {
        // One broken source among several fails the update, which may still be enough for the others.
        if process::run(update.args(["-qq", "update"])).is_err() {
            println!("apt-get update failed; going on with the lists that are there");
        }
    });
    let mut install = as_root("apt-get", &by_hand)?;
    // `--no-remove`, because a rustup that came from apt conflicts with Debian's Rust, and we must not
    // remove it.
    install
        .args(["-qq", "install", "-y", "--no-remove", "--no-install-recommends"])
        .args(["-o", "DPkg::Lock::Timeout=300", "-o", "Dpkg::Use-Pty=0"])
        .args(&missing);
    process::run(&mut install).with_context(|| {
        format!(
            "Debian's packages could not be installed; try `{by_hand}` as root, and start again"
        )
    })
}

/// Makes sure that a program is on PATH; where there is apt, by installing the package of its name.
pub(crate) fn program(name: &str) -> Result<()> {
    if which::which(name).is_err() && is_here() {
        install(&[name])?;
    }
    ensure!(which::which(name).is_ok(), "`{name}` is not on PATH; install it and start again");
    Ok(())
}

/// A command that runs as root. If that is impossible, the error asks the user to run `by_hand`.
pub(crate) fn as_root(program: &str, by_hand: &str) -> Result<Command> {
    let is_root =
        process::probe(process::command("id").arg("-u")).is_some_and(|user| user.trim() == "0");
    let mut command = if is_root {
        process::command(program)
    } else if process::probe(process::command("sudo").args(["-n", "true"])).is_some() {
        let mut sudo = process::command("sudo");
        // sudo clears the environment, so the variable is an argument.
        sudo.args(["-n", "DEBIAN_FRONTEND=noninteractive", program]);
        sudo
    } else {
        bail!(
            "this needs root, and sudo asks for a password; run `{by_hand}` as root, and start again"
        );
    };
    command.env("DEBIAN_FRONTEND", "noninteractive");
    Ok(command)
}

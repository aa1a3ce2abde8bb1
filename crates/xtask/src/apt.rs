//! Debian's packages, as root, through sudo, or as a sentence to the user.

use std::path::PathBuf;
use std::process::Command;
use std::sync::Once;

use crate::error::{Error, Result};
use crate::{lookup, process};

/// Whether this machine has apt.
pub fn is_here() -> bool {
    lookup::on_path(&["apt-get"]).is_some()
}

/// Whether a package is installed.
pub fn has(package: &str) -> bool {
    let mut query = process::command("dpkg-query");
    query.args(["--show", "--showformat=${db:Status-Status}", package]);
    process::probe(&mut query).is_some_and(|status| status == "installed")
}

/// The version of an installed package.
pub fn version(package: &str) -> Result<String> {
    let mut query = process::command("dpkg-query");
    process::output(query.args(["--show", "--showformat=${Version}", package]))
}

/// Installs those of `packages` that are missing.
pub fn install(packages: &[&str]) -> Result<()> {
    let missing: Vec<_> = packages.iter().copied().filter(|package| !has(package)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    println!("Installing Debian's {} (about a minute)", missing.join(", "));
    let by_hand = by_hand(&missing);
    static UPDATE: Once = Once::new();
    let mut update = privileged("apt-get", &by_hand)?;
    UPDATE.call_once(|| {
        // One broken source among several fails an update that does for the rest.
        if process::run(update.args(["-qq", "update"])).is_err() {
            println!("apt-get update failed; going on with the lists that are there");
        }
    });
    let mut install = privileged("apt-get", &by_hand)?;
    // --no-remove: a rustup that came from apt conflicts with Debian's Rust, and
    // nobody's rustup is ours to remove.
    install
        .args(["-qq", "install", "-y", "--no-remove", "--no-install-recommends"])
        .args(["-o", "DPkg::Lock::Timeout=300", "-o", "Dpkg::Use-Pty=0"])
        .args(&missing);
    process::run(&mut install).map_err(|error| {
        Error::new(format!(
            "{error} Check the network and the sources of apt, install the packages by hand with \
             `{by_hand}`, and start again."
        ))
    })
}

/// A program that is on PATH, or that apt installs by a package of its name; none where neither is so.
pub fn program(name: &str) -> Result<Option<PathBuf>> {
    if lookup::on_path(&[name]).is_none() && is_here() {
        install(&[name])?;
    }
    Ok(lookup::on_path(&[name]))
}

/// A command that runs as root. Where that cannot be had, the error asks for
/// `by_hand` to be run instead.
pub fn privileged(program: &str, by_hand: &str) -> Result<Command> {
    let is_root =
        process::probe(process::command("id").arg("-u")).is_some_and(|user| user.trim() == "0");
    let mut command = if is_root {
        process::command(program)
    } else if process::probe(process::command("sudo").args(["-n", "true"])).is_some() {
        let mut sudo = process::command("sudo");
        // The variable would not come through sudo's clean environment.
        sudo.args(["-n", "DEBIAN_FRONTEND=noninteractive", program]);
        sudo
    } else {
        return Err(Error::new(format!(
            "this needs root, and sudo would ask for a password. Run `{by_hand}`, then start again."
        )));
    };
    command.env("DEBIAN_FRONTEND", "noninteractive");
    Ok(command)
}

fn by_hand(packages: &[&str]) -> String {
    format!(
        "sudo apt-get update && sudo apt-get install --no-install-recommends {}",
        packages.join(" ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_to_run_by_hand_names_the_packages() {
        assert!(by_hand(&["chromium", "chromium-driver"]).ends_with(" chromium chromium-driver"));
    }
}

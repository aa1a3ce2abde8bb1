//! Debian's own Rust with the wasm32 standard library built once into it: the way
//! to the target on a machine where rustup can add nothing.

use std::env;
use std::ffi::OsString;
use std::path::Path;

use crate::error::{Error, Result};
use crate::{apt, cache, files, lookup, process};

/// The name under which rustup is told of Debian's toolchain.
pub const NAME: &str = "debian";

const SYSROOT: &str = "/usr/lib/rustlib/wasm32-unknown-unknown";

const PACKAGES: [&str; 6] =
    ["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm", "rust-web-clippy", "rustfmt-web"];

/// PATH with /usr/bin first, so that Debian's cargo finds Debian's rustc.
pub fn path() -> OsString {
    let old = env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once("/usr/bin".into()).chain(env::split_paths(&old));
    env::join_paths(folders).unwrap_or(old)
}

/// Whether Debian's cargo and rustc are there.
pub fn is_here() -> bool {
    ["/usr/bin/cargo", "/usr/bin/rustc"].iter().all(|file| lookup::is_program(Path::new(file)))
        && apt::has("cargo-web")
}

/// Installs Debian's Rust and gives it the wasm32 target.
pub fn install() -> Result<()> {
    apt::install(&PACKAGES)?;
    let depends = process::output(process::command("apt-cache").args([
        "depends",
        "--important",
        "rust-web-llvm",
    ]))?;
    let lld = lld_package(&depends).ok_or_else(|| {
        Error::new(
            "this Debian's rust-web-llvm package does not say which LLVM it uses, so its linker \
             cannot be chosen; use rustup and `rustup target add wasm32-unknown-unknown` instead.",
        )
    })?;
    apt::install(&[&lld])?;

    // By the package's version: a rebuild of the same rustc wants another std.
    let std = cache::tool("wasm32-std", &apt::version("rustc-web")?)?;
    if !std.is_dir() {
        println!(
            "Building the standard library for wasm32-unknown-unknown into {}, once: about a \
             minute",
            std.display()
        );
        files::make_whole(&std, build_std)?;
    }
    copy_into_sysroot(&std)?;
    if lookup::on_path(&["rustup"]).is_some() {
        let mut link = process::command("rustup");
        process::run(link.args(["toolchain", "link", NAME, "/usr"]))?;
    }
    Ok(())
}

/// The package of the linker of the same LLVM as the compiler's, from what
/// `apt-cache depends` prints of rust-web-llvm.
fn lld_package(depends: &str) -> Option<String> {
    let mut words = depends.split_whitespace();
    words.find_map(|word| word.strip_prefix("llvm-")).map(|number| format!("lld-{number}"))
}

fn build_std(folder: &Path) -> Result<()> {
    let scratch = folder.join("scratch");
    files::create(&scratch)?;
    let manifest = "[package]\nname = \"scratch\"\nedition = \"2021\"\n\n[lib]\npath = \"lib.rs\"\n\n[workspace]\n";
    files::write(&scratch.join("Cargo.toml"), manifest.as_bytes())?;
    files::write(&scratch.join("lib.rs"), b"#![no_std]\n")?;
    let mut build = process::command("/usr/bin/cargo");
    build
        .args(["build", "--release", "-Zbuild-std=std,panic_abort,test"])
        .args(["--target", "wasm32-unknown-unknown"])
        .current_dir(&scratch)
        .env("PATH", path())
        .env("CARGO_TARGET_DIR", scratch.join("target"))
        .env("RUSTC_BOOTSTRAP", "1")
        // Without bitcode a release build with fat LTO does not link.
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .env_remove("RUSTUP_TOOLCHAIN");
    process::run(&mut build).map_err(|error| {
        Error::new(format!(
            "{error} It needs crates.io: where that can be reached, start again; with rustup and \
             network, `rustup target add wasm32-unknown-unknown` gives the same."
        ))
    })?;
    for file in files::list(&scratch.join("target/wasm32-unknown-unknown/release/deps"))? {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        if name.ends_with(".rlib") && !name.starts_with("libscratch") {
            files::copy(&file, &folder.join("lib").join(&*name))?;
        }
    }
    files::remove(&scratch)
}

fn copy_into_sysroot(std: &Path) -> Result<()> {
    let partial = format!("{SYSROOT}.partial");
    let lib = std.join("lib");
    let by_hand =
        format!("sudo rm -rf {SYSROOT} && sudo cp -rT {} {SYSROOT}", std.to_string_lossy());
    // Renamed when complete: an interrupted copy must not look like a target.
    for (program, args) in [
        ("rm", vec!["-rf".as_ref(), partial.as_ref()]),
        ("mkdir", vec![partial.as_ref()]),
        ("cp", vec!["-r".as_ref(), lib.as_os_str(), partial.as_ref()]),
        ("rm", vec!["-rf".as_ref(), SYSROOT.as_ref()]),
        ("mv", vec![partial.as_ref(), SYSROOT.as_ref()]),
    ] {
        process::run(apt::privileged(program, &by_hand)?.args(args))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_linker_follows_the_compiler() {
        let depends = "rust-web-llvm\n  Depends: libc6\n  Depends: llvm-22\n  Conflicts: <x>\n";
        assert_eq!(lld_package(depends).as_deref(), Some("lld-22"));
        assert_eq!(lld_package("rust-web-llvm\n  Depends: libc6\n"), None);
    }

    #[cfg(unix)]
    #[test]
    fn debians_programs_come_first() {
        assert_eq!(env::split_paths(&path()).next(), Some("/usr/bin".into()));
    }
}

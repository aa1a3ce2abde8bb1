//! Debian's own Rust, with the wasm32 standard library built once into it: the way to the target on a
//! machine where rustup cannot add one.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::project::WASM;
use crate::{apt, files, process};

/// The name of Debian's toolchain in rustup.
pub(crate) const NAME: &str = "debian";

const SYSROOT: &str = "/usr/lib/rustlib/wasm32-unknown-unknown";

const PACKAGES: [&str; 6] =
    ["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm", "rust-web-clippy", "rustfmt-web"];

/// PATH with /usr/bin first, so that Debian's cargo finds Debian's rustc.
pub(crate) fn path() -> OsString {
    let old = env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once("/usr/bin".into()).chain(env::split_paths(&old));
    env::join_paths(folders).unwrap_or(old)
}

/// Whether Debian's cargo and rustc are installed.
pub(crate) fn is_here() -> bool {
    Path::new("/usr/bin/cargo").exists() && apt::has("cargo-web")
}

/// Installs Debian's Rust and gives it the wasm32 target.
pub(crate) fn install() -> Result<()> {
    apt::install(&PACKAGES)?;
    let mut depends = process::command("apt-cache");
    let depends = process::output(depends.args(["depends", "--important", "rust-web-llvm"]))?;
    let lld = lld_package(&depends).context(
        "Debian's rust-web-llvm does not say which LLVM it uses, so its linker is unknown",
    )?;
    apt::install(&[&lld])?;

    // The version of the package is the key, because a rebuild of the same rustc needs another std.
    let std = files::cache("wasm32-std", &apt::version("rustc-web")?)?;
    if !std.is_dir() {
        println!(
            "Building the standard library for {WASM} into {}, once: about a minute",
            std.display()
        );
        files::make_whole(&std, build_std)?;
    }
    copy_into_sysroot(&std.join("lib"))?;
    if which::which("rustup").is_ok() {
        let mut link = process::command("rustup");
        process::run(link.args(["toolchain", "link", NAME, "/usr"]))?;
    }
    Ok(())
}

/// The package with the linker of the compiler's LLVM, from the output of `apt-cache depends` for
/// rust-web-llvm.
fn lld_package(depends: &str) -> Option<String> {
    let mut words = depends.split_whitespace();
    words.find_map(|word| word.strip_prefix("llvm-")).map(|number| format!("lld-{number}"))
}

/// Builds std by building an empty library that needs it.
fn build_std(folder: &Path) -> Result<()> {
    let scratch = folder.join("scratch");
    files::create(&scratch)?;
    let manifest = "[package]\nname = \"scratch\"\n[lib]\npath = \"lib.rs\"\n[workspace]\n";
    files::write(&scratch.join("Cargo.toml"), manifest.as_bytes())?;
    files::write(&scratch.join("lib.rs"), b"#![no_std]\n")?;
    let mut build = process::command("/usr/bin/cargo");
    build
        .args(["build", "--release", "-Zbuild-std=std,panic_abort,test", "--target", WASM])
        .current_dir(&scratch)
        .env("PATH", path())
        .env("CARGO_TARGET_DIR", scratch.join("target"))
        .env("RUSTC_BOOTSTRAP", "1")
        // Without bitcode a release build with fat LTO does not link.
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .env_remove("RUSTUP_TOOLCHAIN");
    process::run(&mut build)?;
    let built = scratch.join("target").join(WASM).join("release/deps");
    for file in fs::read_dir(&built).context("cargo built no standard library")? {
        let file = file?.path();
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        if name.ends_with(".rlib") && !name.starts_with("libscratch") {
            files::copy(&file, &folder.join("lib").join(&*name))?;
        }
    }
    files::remove(&scratch)
}

/// Copies std to the place where Debian's own package for the target would have it.
fn copy_into_sysroot(lib: &Path) -> Result<()> {
    // The copy is renamed when it is complete: an interrupted copy must not look like a target.
    let copy = format!(
        "set -e; rm -rf {SYSROOT}.partial; mkdir {SYSROOT}.partial; cp -r '{}' {SYSROOT}.partial; \
         rm -rf {SYSROOT}; mv {SYSROOT}.partial {SYSROOT}",
        lib.display()
    );
    process::run(apt::as_root("sh", &copy)?.args(["-c", &copy]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_linker_is_of_the_compilers_llvm() {
        let depends = "rust-web-llvm\n  Depends: libc6\n  Depends: llvm-22\n  Depends: clang-22\n";
        assert_eq!(lld_package(depends).as_deref(), Some("lld-22"));
        assert_eq!(lld_package("rust-web-llvm\n"), None);
    }
}

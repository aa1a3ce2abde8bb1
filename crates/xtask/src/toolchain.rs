//! The Rust toolchain for everything in the project: the one that runs this program if it has the
//! wasm32 target or can be given it, else Debian's.

use std::env;
use std::ffi::{OsStr, OsString};
use std::process::Command;
use std::sync::Once;

use anyhow::{Context, Result, bail};

use crate::project::WASM;
use crate::{apt, debian, files, process};

/// A toolchain, as the environment variables that its programs need.
#[derive(Clone, Debug, Default)]
pub(crate) struct Toolchain {
    env: Option<(&'static str, OsString)>,
}

impl Toolchain {
    /// The toolchain that is in use already.
    pub(crate) fn current() -> Self {
        Self::default()
    }

    /// A toolchain that builds for [`WASM`], which is installed if necessary.
    pub(crate) fn find() -> Result<Self> {
        let current = Self::current();
        if current.builds_wasm()? {
            return Ok(current);
        }
        // If an earlier run has installed Debian's, rustup has failed before.
        let debian = Self::debian();
        if debian::is_here() && debian.builds_wasm()? {
            return Ok(debian);
        }
        if which::which("rustup").is_ok() {
            println!("Running `rustup target add {WASM}` (under a minute)");
            let added = process::run(process::command("rustup").args(["target", "add", WASM]));
            if added.is_ok() && current.builds_wasm()? {
                return Ok(current);
            }
        }
        let advice = format!(
            "this Rust cannot build for {WASM}; with rustup (https://rustup.rs) and network, run \
             `rustup target add {WASM}` and start again"
        );
        if !apt::is_here() {
            bail!(advice);
        }
        println!("Trying Debian's own Rust");
        debian::install().with_context(|| advice.clone())?;
        if debian.builds_wasm()? { Ok(debian) } else { bail!(advice) }
    }

    fn debian() -> Self {
        let variable = match which::which("rustup") {
            Ok(_) => ("RUSTUP_TOOLCHAIN", debian::NAME.into()),
            Err(_) => ("PATH", debian::path()),
        };
        Self { env: Some(variable) }
    }

    /// Makes sure that it has rustfmt and clippy, which rustup adds if they are missing.
    pub(crate) fn bring_checkers(&self) -> Result<()> {
        let is_here =
            |name: &str| process::probe(self.command("cargo").args([name, "--version"])).is_some();
        if is_here("fmt") && is_here("clippy") {
            return Ok(());
        }
        let mut add = self.command("rustup");
        process::run(add.args(["component", "add", "rustfmt", "clippy"]))
            .context("this Rust has no rustfmt or no clippy")
    }

    /// A command that runs with this toolchain.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = process::command(program);
        command.envs(self.env.clone());
        command
    }

    /// A command that runs with this toolchain and builds for [`WASM`]. Flags from the environment are
    /// removed, because they would replace those of .cargo/config.toml, which turn on simd128.
    pub(crate) fn wasm_command(&self, program: impl AsRef<OsStr>) -> Command {
        static SAID: Once = Once::new();
        let mut command = self.command(program);
        for name in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS"] {
            if env::var_os(name).is_some() {
                SAID.call_once(|| {
                    println!("{name} would drop simd128 from the page; wasm is built without it");
                });
                command.env_remove(name);
            }
        }
        command
    }

    /// Compiles a test: a folder of the target's name may hold the standard library of another
    /// compiler.
    fn builds_wasm(&self) -> Result<bool> {
        let folder = env::temp_dir().join(format!("downhill-probe-{}", std::process::id()));
        files::create(&folder)?;
        let source = folder.join("probe.rs");
        files::write(&source, b"#[unsafe(no_mangle)] pub extern \"C\" fn probe() {}\n")?;
        let mut rustc = self.command("rustc");
        rustc.args(["--edition=2024", "--crate-type=cdylib", "--target", WASM, "-o"]);
        let is_built = process::probe(rustc.arg(folder.join("probe.wasm")).arg(&source)).is_some();
        files::remove(&folder)?;
        Ok(is_built)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_toolchains_environment_reaches_its_commands() {
        let toolchain = Toolchain { env: Some(("RUSTUP_TOOLCHAIN", "debian".into())) };
        let command = toolchain.wasm_command("cargo");
        let value = command.get_envs().find(|(name, _)| *name == "RUSTUP_TOOLCHAIN");
        assert_eq!(value.and_then(|(_, value)| value), Some("debian".as_ref()));
    }

    #[test]
    fn a_toolchain_without_a_compiler_builds_nothing() {
        let empty = Toolchain { env: Some(("PATH", "".into())) };
        assert!(!empty.builds_wasm().unwrap());
    }
}

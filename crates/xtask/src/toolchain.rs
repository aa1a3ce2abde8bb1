//! The Rust that everything of the project is built with: the one that runs this
//! program where it has, or can be given, the wasm32 target, else Debian's.

use std::env;
use std::ffi::OsString;
use std::process::Command;
use std::sync::Once;

use crate::error::{Error, Result};
use crate::{apt, debian, files, lookup, process};

/// The target of the page.
pub const WASM: &str = "wasm32-unknown-unknown";

/// Something that a toolchain may lack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// A standard library and a linker for [`WASM`].
    Wasm,
    /// `cargo fmt`.
    Rustfmt,
    /// `cargo clippy`.
    Clippy,
}

impl Need {
    /// Its name in a sentence.
    fn name(self) -> &'static str {
        match self {
            Self::Wasm => WASM,
            Self::Rustfmt => "rustfmt",
            Self::Clippy => "clippy",
        }
    }

    /// What `rustup` is asked for.
    fn rustup_args(self) -> [&'static str; 3] {
        match self {
            Self::Wasm => ["target", "add", WASM],
            Self::Rustfmt => ["component", "add", "rustfmt"],
            Self::Clippy => ["component", "add", "clippy"],
        }
    }
}

fn names(needs: &[Need]) -> String {
    needs.iter().map(|need| need.name()).collect::<Vec<_>>().join(", ")
}

/// A toolchain, as what its programs need in their environment.
#[derive(Clone, Debug, Default)]
pub struct Toolchain {
    env: Vec<(&'static str, OsString)>,
}

impl Toolchain {
    /// The toolchain that is in use without our doing.
    pub fn current() -> Self {
        Self::default()
    }

    /// A toolchain that has all of `needs`, installed if need be.
    pub fn find(needs: &[Need]) -> Result<Self> {
        let current = Self::current();
        let missing = current.missing(needs)?;
        if missing.is_empty() {
            return Ok(current);
        }
        // Where Debian's was set up by an earlier run, rustup has failed before.
        let debian = Self::debian();
        if debian::is_here() && debian.missing(needs)?.is_empty() {
            return Ok(debian);
        }
        if lookup::on_path(&["rustup"]).is_some() {
            for need in &missing {
                let args = need.rustup_args();
                println!("Running `rustup {}` (under a minute)", args.join(" "));
                if process::run(process::command("rustup").args(args)).is_err() {
                    println!("rustup could not; trying Debian's own Rust instead");
                    break;
                }
            }
            if current.missing(needs)?.is_empty() {
                return Ok(current);
            }
        }
        if !apt::is_here() {
            return Err(Error::new(format!(
                "this Rust lacks {}, which could not be added. With the Rust of https://rustup.rs \
                 and network, run `rustup target add {WASM}` and `rustup component add rustfmt \
                 clippy`, then start again.",
                names(&missing)
            )));
        }
        debian::install().map_err(|error| {
            Error::new(format!(
                "{error} With rustup and network, `rustup target add {WASM}` does as well."
            ))
        })?;
        let missing = debian.missing(needs)?;
        if missing.is_empty() {
            Ok(debian)
        } else {
            Err(Error::new(format!(
                "Debian's Rust still lacks {} after its installation; use the Rust of \
                 https://rustup.rs and `rustup target add {WASM}` instead.",
                names(&missing)
            )))
        }
    }

    fn debian() -> Self {
        let variable = if lookup::on_path(&["rustup"]).is_some() {
            ("RUSTUP_TOOLCHAIN", debian::NAME.into())
        } else {
            ("PATH", debian::path())
        };
        Self { env: vec![variable] }
    }

    /// A command that runs with this toolchain.
    pub fn command(&self, program: &str) -> Command {
        let mut command = process::command(program);
        command.envs(self.env.iter().map(|(name, value)| (name, value)));
        command
    }

    /// A command that runs with this toolchain and builds for [`WASM`]. Flags from
    /// the environment are taken away: they would replace those of
    /// .cargo/config.toml, where simd128 is.
    pub fn wasm_command(&self, program: &str) -> Command {
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

    fn missing(&self, needs: &[Need]) -> Result<Vec<Need>> {
        let mut missing = Vec::new();
        for need in needs {
            let is_here = match need {
                Need::Wasm => self.builds_wasm()?,
                Need::Rustfmt => self.answers("fmt"),
                Need::Clippy => self.answers("clippy"),
            };
            if !is_here {
                missing.push(*need);
            }
        }
        Ok(missing)
    }

    fn answers(&self, subcommand: &str) -> bool {
        process::probe(self.command("cargo").args([subcommand, "--version"])).is_some()
    }

    /// Tries it: a folder of the target's name may hold a standard library of
    /// another compiler, or half of one.
    fn builds_wasm(&self) -> Result<bool> {
        let mut libdir = self.command("rustc");
        let libdir = process::probe(libdir.args(["--print", "target-libdir", "--target", WASM]));
        if !libdir.is_some_and(|folder| std::path::Path::new(folder.trim()).is_dir()) {
            return Ok(false);
        }
        let folder = env::temp_dir().join(format!("downhill-probe-{}", std::process::id()));
        files::create(&folder)?;
        let source = folder.join("probe.rs");
        files::write(&source, b"#[unsafe(no_mangle)] pub extern \"C\" fn probe() {}\n")?;
        let mut rustc = self.command("rustc");
        rustc
            .args(["--edition=2024", "--crate-type=cdylib", "--target", WASM, "-o"])
            .arg(folder.join("probe.wasm"))
            .arg(&source);
        let is_built = process::probe(&mut rustc).is_some();
        files::remove(&folder)?;
        Ok(is_built)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_named_as_rustup_names_it() {
        assert_eq!(names(&[Need::Wasm, Need::Clippy]), "wasm32-unknown-unknown, clippy");
        assert_eq!(Need::Wasm.rustup_args(), ["target", "add", WASM]);
    }

    #[test]
    fn a_toolchains_environment_reaches_its_commands() {
        let toolchain = Toolchain { env: vec![("RUSTUP_TOOLCHAIN", "debian".into())] };
        let command = toolchain.wasm_command("cargo");
        let value = command.get_envs().find(|(name, _)| *name == "RUSTUP_TOOLCHAIN");
        assert_eq!(value.and_then(|(_, value)| value), Some("debian".as_ref()));
    }

    #[test]
    fn a_need_that_no_program_answers_is_missing() {
        let empty = Toolchain { env: vec![("PATH", "".into())] };
        let missing = empty.missing(&[Need::Wasm, Need::Rustfmt]);
        assert_eq!(missing, Ok(vec![Need::Wasm, Need::Rustfmt]));
    }
}

//! The tools that are Rust programs. Each is looked for in the cache, then on PATH in the pinned
//! version, and otherwise installed into the cache by cargo.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::project::Project;
use crate::toolchain::Toolchain;
use crate::{files, process};

/// A program in a version that the project pins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tool {
    /// `wasm-bindgen` and, beside it, `wasm-bindgen-test-runner`.
    WasmBindgen,
    /// `trunk`.
    Trunk,
    /// `geckodriver`.
    Geckodriver,
    /// `cargo-deny`.
    CargoDeny,
}

/// How cargo compiles a tool. The tools' own profiles are for programs that are downloaded often and
/// built rarely. Here they are built, and run for a second at a time.
const QUICK_TO_BUILD: [(&str, &str); 5] = [
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0"),
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_RELEASE_DEBUG", "0"),
    ("CARGO_PROFILE_RELEASE_STRIP", "symbols"),
];

impl Tool {
    /// The name of its package on crates.io.
    fn package(self) -> &'static str {
        match self {
            Self::WasmBindgen => "wasm-bindgen-cli",
            Self::Trunk => "trunk",
            Self::Geckodriver => "geckodriver",
            Self::CargoDeny => "cargo-deny",
        }
    }

    fn program(self) -> &'static str {
        match self {
            Self::WasmBindgen => "wasm-bindgen",
            Self::Trunk | Self::Geckodriver | Self::CargoDeny => self.package(),
        }
    }

    /// More arguments for `cargo install`.
    fn arguments(self) -> &'static [&'static str] {
        match self {
            // Not `--locked`: its lock file names a crate version that not every mirror of the registry
            // serves.
            Self::WasmBindgen => &[],
            // Without its default features it neither looks for a newer version of itself nor downloads
            // other tools.
            Self::Trunk => &["--locked", "--no-default-features"],
            Self::Geckodriver | Self::CargoDeny => &["--locked"],
        }
    }

    fn version(self, project: &Project) -> Result<String> {
        match self {
            Self::WasmBindgen => project.wasm_bindgen(),
            Self::Trunk | Self::Geckodriver | Self::CargoDeny => project.pinned(self.package()),
        }
    }

    /// The program of this tool, which is installed if necessary.
    pub(crate) fn get(self, project: &Project, toolchain: &Toolchain) -> Result<PathBuf> {
        let version = self.version(project)?;
        let folder = files::cache(self.package(), &version)?;
        let program = folder.join("bin").join(executable(self.program()));
        if program.is_file() {
            return Ok(program);
        }
        if let Some(program) = self.on_path(&version) {
            return Ok(program);
        }
        println!(
            "Installing {} {version} into {}, once: one to three minutes",
            self.package(),
            folder.display()
        );
        files::make_whole(&folder, |partial| {
            let mut install = toolchain.command("cargo");
            install.args(["install", self.package(), "--version", &version, "--root"]).arg(partial);
            // It is built in a temporary folder and not among the user's own builds, and run outside of
            // the checkout, whose cargo configuration is not for tools.
            install.args(self.arguments()).env_remove("CARGO_TARGET_DIR").current_dir(partial);
            process::run(install.envs(QUICK_TO_BUILD))
        })
        .with_context(|| {
            format!(
                "{} {version} could not be installed; put this version of `{}` on PATH, or start again \
                 when crates.io can be reached",
                self.package(),
                self.program()
            )
        })?;
        Ok(program)
    }

    fn on_path(self, version: &str) -> Option<PathBuf> {
        let program = which::which(self.program()).ok()?;
        let printed = process::probe(process::command(&program).arg("--version"))?;
        let is_whole = self != Self::WasmBindgen || test_runner(&program).is_file();
        (is_whole && is_version(&printed, version)).then_some(program)
    }
}

/// The test runner that comes with `wasm-bindgen`.
pub(crate) fn test_runner(wasm_bindgen: &Path) -> PathBuf {
    wasm_bindgen.with_file_name(executable("wasm-bindgen-test-runner"))
}

fn executable(name: &str) -> String {
    format!("{name}{}", env::consts::EXE_SUFFIX)
}

/// Whether the output of `--version` names exactly this version.
fn is_version(printed: &str, version: &str) -> bool {
    printed.split_whitespace().any(|word| word == version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tool_has_a_version() {
        let project = Project::open().unwrap();
        for tool in [Tool::WasmBindgen, Tool::Trunk, Tool::Geckodriver, Tool::CargoDeny] {
            assert!(tool.version(&project).unwrap().starts_with("0."), "{tool:?}");
        }
    }

    #[test]
    fn a_printed_version_must_match_whole() {
        assert!(is_version("wasm-bindgen 0.2.130\n", "0.2.130"));
        assert!(!is_version("trunk 0.21.140", "0.21.14"));
    }
}

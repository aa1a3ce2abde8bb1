//! The tools that are not part of Rust: looked for in the cache, then on PATH in
//! the pinned version, then installed into the cache.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::{Error, Result};
use crate::project::Project;
use crate::toolchain::Toolchain;
use crate::{cache, files, lookup, process, versions};

/// A tool, at a pinned version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    /// `wasm-bindgen` and, beside it, `wasm-bindgen-test-runner`.
    WasmBindgen,
    /// `trunk`.
    Trunk,
    /// `wasm-opt`.
    WasmOpt,
    /// `geckodriver`.
    Geckodriver,
    /// `tsc`.
    TypeScript,
    /// `esbuild`.
    Esbuild,
    /// `vite`.
    Vite,
    /// `webpack`.
    Webpack,
    /// `publint`.
    Publint,
    /// `attw`.
    Attw,
}

/// How a tool is installed.
enum From {
    /// `cargo install` with these further arguments.
    Cargo(&'static [&'static str]),
    /// `npm install`.
    Npm,
}

impl Tool {
    /// The name of its package in its registry, and in the pins.
    fn package(self) -> &'static str {
        match self {
            Self::WasmBindgen => "wasm-bindgen-cli",
            Self::Trunk => "trunk",
            Self::WasmOpt => "binaryen",
            Self::Geckodriver => "geckodriver",
            Self::TypeScript => "typescript",
            Self::Esbuild => "esbuild",
            Self::Vite => "vite",
            Self::Webpack => "webpack-cli",
            Self::Publint => "publint",
            Self::Attw => "@arethetypeswrong/cli",
        }
    }

    /// A package that it does not work without and does not bring.
    fn companion(self) -> Option<&'static str> {
        (self == Self::Webpack).then_some("webpack")
    }

    fn program(self) -> &'static str {
        match self {
            Self::WasmBindgen => "wasm-bindgen",
            Self::Trunk => "trunk",
            Self::WasmOpt => "wasm-opt",
            Self::Geckodriver => "geckodriver",
            Self::TypeScript => "tsc",
            Self::Esbuild => "esbuild",
            Self::Vite => "vite",
            Self::Webpack => "webpack",
            Self::Publint => "publint",
            Self::Attw => "attw",
        }
    }

    fn from(self) -> From {
        match self {
            // Not --locked: its lock file names a crate version that not every
            // mirror of the registry serves.
            Self::WasmBindgen => From::Cargo(&[]),
            // Without default features it needs neither OpenSSL nor its updater.
            Self::Trunk => {
                From::Cargo(&["--locked", "--no-default-features", "--features", "rustls"])
            }
            Self::Geckodriver => From::Cargo(&["--locked"]),
            _ => From::Npm,
        }
    }

    fn duration(self) -> &'static str {
        match self {
            Self::WasmBindgen => "2 to 5 minutes",
            Self::Trunk => "5 to 10 minutes",
            Self::Geckodriver => "2 to 5 minutes",
            _ => "a few seconds",
        }
    }

    fn version(self, project: &Project) -> Result<String> {
        match self {
            Self::WasmBindgen => project.wasm_bindgen(),
            _ => project.pinned(self.package()).map(str::to_owned),
        }
    }

    /// Where the program lies in the tool's folder of the cache.
    fn program_in(self, folder: &Path) -> PathBuf {
        let file = format!("{}{}", self.program(), std::env::consts::EXE_SUFFIX);
        match self.from() {
            From::Cargo(_) => folder.join("bin").join(file),
            // npm's own wrapper on Windows ends in .cmd.
            From::Npm if cfg!(windows) => {
                folder.join("node_modules/.bin").join(format!("{}.cmd", self.program()))
            }
            From::Npm => folder.join("node_modules/.bin").join(file),
        }
    }

    /// The program of this tool, which is installed if need be.
    pub fn get(self, project: &Project, toolchain: &Toolchain) -> Result<PathBuf> {
        let version = self.version(project)?;
        let folder = cache::tool(self.package(), &version)?;
        let program = self.program_in(&folder);
        if lookup::is_program(&program) {
            return Ok(program);
        }
        if let Some(program) = self.on_path(&version) {
            return Ok(program);
        }
        println!(
            "Installing {} {version} into {}, once: {}",
            self.package(),
            folder.display(),
            self.duration()
        );
        files::make_whole(&folder, |partial| self.install(&version, project, partial, toolchain))
            .map_err(|error| {
            Error::new(format!(
                "{} {version} could not be installed: {error} Check that the package registry \
                     can be reached, then start again; or put this version of `{}` on PATH.",
                self.package(),
                self.program()
            ))
        })?;
        Ok(program)
    }

    fn on_path(self, version: &str) -> Option<PathBuf> {
        let program = lookup::on_path(&[self.program()])?;
        let printed = process::probe(process::command(program.to_str()?).arg("--version"))?;
        let is_whole = self != Self::WasmBindgen || lookup::is_program(&test_runner(&program));
        (is_whole && versions::is_version(&printed, version)).then_some(program)
    }

    fn install(
        self,
        version: &str,
        project: &Project,
        folder: &Path,
        toolchain: &Toolchain,
    ) -> Result<()> {
        let package = self.package();
        let mut command = match self.from() {
            From::Cargo(args) => {
                let mut cargo = toolchain.command("cargo");
                cargo.args(["install", package, "--version", version, "--root"]).arg(folder);
                // Built in a temporary folder, not among the user's own builds.
                cargo.args(args).env_remove("CARGO_TARGET_DIR");
                cargo
            }
            From::Npm => {
                let mut npm = npm_install(package, version, folder);
                if let Some(companion) = self.companion() {
                    npm.arg(format!("{companion}@{}", project.pinned(companion)?));
                }
                npm
            }
        };
        // Outside the checkout, whose cargo configuration is not meant for tools.
        process::run(command.current_dir(folder))
    }
}

fn npm_install(package: &str, version: &str, folder: &Path) -> Command {
    let mut npm = process::npm();
    npm.args(["install", "--loglevel=error", "--no-audit", "--no-fund", "--prefix"])
        .arg(folder)
        .arg(format!("{package}@{version}"));
    npm
}

/// The folder of a JavaScript library of npm's, which is installed beside the tools if need be. In
/// the name of its pin, an `@` and what follows tell apart versions of one library.
pub fn library(pin: &str, project: &Project) -> Result<PathBuf> {
    let version = project.pinned(pin)?;
    let package = pin.split('@').next().unwrap_or(pin);
    let folder = cache::tool(package, version)?;
    let library = folder.join("node_modules").join(package);
    if !library.is_dir() {
        println!("Installing {package} {version} into {}, once", folder.display());
        files::make_whole(&folder, |partial| {
            process::run(npm_install(package, version, partial).current_dir(partial))
        })
        .map_err(|error| {
            Error::new(format!(
                "{package} {version} could not be installed: {error} Check that the package \
                 registry can be reached, then start again."
            ))
        })?;
    }
    Ok(library)
}

/// The test runner that comes with `wasm-bindgen`.
pub fn test_runner(wasm_bindgen: &Path) -> PathBuf {
    wasm_bindgen.with_file_name(format!("wasm-bindgen-test-runner{}", std::env::consts::EXE_SUFFIX))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn programs_lie_where_their_installers_put_them() {
        let folder = Path::new("/cache/tool");
        for (tool, path) in [
            (Tool::WasmBindgen, "/cache/tool/bin/wasm-bindgen"),
            (Tool::Trunk, "/cache/tool/bin/trunk"),
            (Tool::WasmOpt, "/cache/tool/node_modules/.bin/wasm-opt"),
            (Tool::Geckodriver, "/cache/tool/bin/geckodriver"),
            (Tool::TypeScript, "/cache/tool/node_modules/.bin/tsc"),
            (Tool::Esbuild, "/cache/tool/node_modules/.bin/esbuild"),
            (Tool::Webpack, "/cache/tool/node_modules/.bin/webpack"),
        ] {
            assert_eq!(tool.program_in(folder), Path::new(path));
        }
        let runner = test_runner(&Tool::WasmBindgen.program_in(folder));
        assert_eq!(runner, Path::new("/cache/tool/bin/wasm-bindgen-test-runner"));
    }

    #[test]
    fn every_tool_has_a_version() {
        let project = Project::open().unwrap();
        for tool in [
            Tool::WasmBindgen,
            Tool::Trunk,
            Tool::WasmOpt,
            Tool::Geckodriver,
            Tool::TypeScript,
            Tool::Esbuild,
            Tool::Vite,
            Tool::Webpack,
            Tool::Publint,
            Tool::Attw,
        ] {
            assert!(!tool.version(&project).unwrap().is_empty());
        }
    }
}

//! `cargo xtask`: get the tools, build, serve, test and package Downhill.
//!
//! # What the package is made of
//!
//! `cargo xtask package-folder` makes `target/npm/`: the modules, the scripts and styles that
//! `www/build.mjs` makes by esbuild, the files of `www/` that ship as they are, and the poster, an SVG from
//! `downhill-plot`. A module is `downhill-bundle` under one feature, through cargo, `wasm-bindgen --target web`
//! and `wasm-opt -Oz`, as these tools write it:
//!
//! | feature | files | who loads it |
//! | --- | --- | --- |
//! | `runner` | `downhill.js`, `downhill_bg.wasm`; `jobs.js` and `worker.js` for sweeps and maps | programs: the JavaScript API, without DOM; the page, for some panels |
//! | `figure` | `define.js` or `element.js`, later `engine.js`, `engine_bg.wasm` | posts: the element |
//! | `playground` | `page.js`, `playground_bg.wasm` | the page: the same element with the page's controls |
//! | `export` | `export.js`, `export_bg.wasm` | the page's worker, when a picture or data is exported |
//!
//! Trunk runs this task as its `pre_build` hook and copies the folder, so the page and the package are the
//! same bytes. What browsers load is weighed against `crates/xtask/budget.txt`, which names the files; the
//! end-to-end tests compare the names with what browsers request.
//!
//! # Where versions are pinned
//!
//! - Trunk, geckodriver and cargo-deny: in Cargo.toml (`[workspace.metadata.tools]`). cargo installs them into a cache
//!   outside the checkout, compiled without optimisation.
//! - wasm-bindgen's program: by Cargo.lock, since it has to have the version of the crate. wasm-bindgen's crates
//!   name each other's exact versions, so they move as a family: `cargo update`, or
//!   `cargo update --recursive web-sys wasm-bindgen-test`.
//! - npm's tools: by the lock files of `www/` (esbuild, wasm-opt, TypeScript: what makes the package) and of
//!   `tests/` (what it is tested and measured with).
//! - Rust: where neither an installed target nor rustup gives wasm32, Debian's Rust is installed and its std
//!   built once into its own sysroot ([`debian`]); everything then runs under that one toolchain.

mod apt;
mod bench;
mod browsers;
mod debian;
mod files;
mod npm;
mod package;
mod preview;
mod process;
mod project;
mod serve;
mod sizes;
mod suite;
mod tally;
mod toolchain;
mod tools;

use std::process::ExitCode;

use anyhow::Result;
use clap::Parser;

use crate::project::Project;

/// Builds, serves, tests and measures Downhill. Missing tools are fetched once.
#[derive(Parser)]
#[command(name = "cargo xtask")]
enum Task {
    /// Build the page and serve it on 127.0.0.1
    Serve {
        #[arg(long, default_value_t = 8080, value_parser = clap::value_parser!(u16).range(1..))]
        port: u16,
    },
    /// Run every check and test; the last line is the tally
    Test {
        /// Run all end-to-end tests in Firefox and WebKit too, not only their core
        #[arg(long)]
        engines: bool,
        /// Build and open sites of the slower frameworks too, as before a release
        #[arg(long)]
        frameworks: bool,
        /// Let the random user do 10,000 things, not some hundred
        #[arg(long)]
        long: bool,
    },
    /// Build the page into dist/ and the package folder target/npm/
    Build,
    /// Build the package folder alone, as Trunk's hook does
    PackageFolder,
    /// Pack target/npm/ into an npm archive in target/
    Package,
    /// Build the page and measure it
    Bench {
        /// Parts of the benchmark; all of them unless some are named
        parts: Vec<String>,
    },
    /// Print what the built page weighs, against its budget
    Sizes,
}

fn main() -> ExitCode {
    match run(Task::parse()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> Result<ExitCode> {
    let project = Project::open()?;
    match task {
        Task::Serve { port } => serve::run(&project, port)?,
        Task::Test { engines, frameworks, long } => {
            return suite::run(&project, suite::More { engines, frameworks, long });
        }
        Task::Build => package::build_page(&project)?,
        Task::PackageFolder => package::make_folder(&project)?,
        Task::Package => package::pack(&project)?,
        Task::Bench { parts } => bench::run(&project, &parts)?,
        Task::Sizes => {
            sizes::check(&project)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        Task::command().debug_assert();
    }
}

//! `cargo xtask bench`.

use crate::browsers;
use crate::error::Result;
use crate::page;
use crate::process;
use crate::project::Project;
use crate::toolchain::{Need, Toolchain};

/// Builds the page and runs the benchmark on it in Chromium. `args` are passed on.
pub fn run(project: &Project, args: &[String]) -> Result<()> {
    page::build(project)?;
    let toolchain = Toolchain::find(&[Need::Wasm])?;
    let driver = browsers::chromium()?;
    let mut bench = toolchain.command("cargo");
    bench
        .args(["run", "--release", "--package", "downhill-tests", "--bin", "bench", "--"])
        .args(args)
        .env("CHROMEDRIVER", &driver.program)
        .env("DOWNHILL_DIST", project.dist())
        .current_dir(&project.root);
    process::run(&mut bench)
}

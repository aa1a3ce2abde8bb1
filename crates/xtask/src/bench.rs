//! `cargo xtask bench`.

use std::path::PathBuf;

use crate::error::Result;
use crate::project::Project;
use crate::toolchain::{Need, Toolchain, WASM};
use crate::tools::Tool;
use crate::{browsers, files, page, process, sizes};

/// Builds the page and runs the benchmark on it in Chromium. `args` are passed on.
pub fn run(project: &Project, args: &[String]) -> Result<()> {
    page::build(project)?;
    let toolchain = Toolchain::find(&[Need::Wasm])?;
    let sweep = build_sweep(project, &toolchain)?;
    let driver = browsers::chromium()?;
    let mut bench = toolchain.command("cargo");
    // Not in the profile of benchmarks: what is measured is compiled for release, the program
    // that measures it need not be, and is there already after a run of the tests.
    bench
        .args(["bench", "--profile", "dev", "--package", "downhill-tests", "--bench", "bench"])
        .arg("--")
        .args(args)
        .env("DOWNHILL_DIST", project.dist())
        .env("DOWNHILL_SWEEP", sweep)
        .current_dir(&project.root);
    driver.choose(&mut bench);
    process::run(&mut bench)?;
    println!();
    sizes::print(project)
}

/// Makes the module with the sweep, which is not in the shipped one, as that one is made.
fn build_sweep(project: &Project, toolchain: &Toolchain) -> Result<PathBuf> {
    let wasm_bindgen = Tool::WasmBindgen.get(project, toolchain)?;
    let wasm_opt = Tool::WasmOpt.get(project, toolchain)?;

    let mut build = toolchain.wasm_command("cargo");
    build.args(["build", "--release", "--target", WASM]);
    build.args(["--package", "downhill-tests", "--example", "sweep"]);
    process::run(build.current_dir(&project.root))?;
    let built = project.target.join(WASM).join("release/examples/sweep.wasm");

    let folder = project.target.join("bench-sweep");
    files::make_whole(&folder, |folder| {
        let mut bindgen = process::command(&wasm_bindgen.to_string_lossy());
        bindgen.args(["--target", "web", "--no-typescript", "--out-name", "sweep", "--out-dir"]);
        process::run(bindgen.arg(folder).arg(&built))?;
        let module = folder.join("sweep_bg.wasm");
        let mut optimise = process::command(&wasm_opt.to_string_lossy());
        process::run(optimise.args(["-Oz", "-o"]).arg(&module).arg(&module))
    })?;
    Ok(folder)
}

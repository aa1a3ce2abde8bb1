//! `cargo xtask bench`.

use std::path::PathBuf;

use crate::error::Result;
use crate::package::SMALL;
use crate::project::Project;
use crate::toolchain::{Need, Toolchain, WASM};
use crate::tools::{self, Tool};
use crate::{browsers, files, page, process, sizes};

/// Builds the page and runs the benchmark on it in Chromium. `args` are passed on.
pub fn run(project: &Project, args: &[String]) -> Result<()> {
    page::build(project)?;
    let toolchain = Toolchain::find(&[Need::Wasm])?;
    let modules = make_modules(project, &toolchain)?;
    let driver = browsers::chromium()?;
    let mut bench = toolchain.command("cargo");
    // Not in the profile of benchmarks: what is measured is compiled for release, the program
    // that measures it need not be, and is there already after a run of the tests.
    bench
        .args(["bench", "--profile", "dev", "--package", "downhill-tests", "--bench", "bench"])
        .arg("--")
        .args(args)
        .env("DOWNHILL_DIST", project.dist())
        .env("DOWNHILL_MODULES", modules)
        .current_dir(&project.root);
    driver.choose(&mut bench);
    process::run(&mut bench)?;
    println!();
    sizes::print(project)
}

/// A module that is not shipped, of an example of the tests.
struct Made {
    example: &'static str,
    profile: &'static str,
    /// For cargo, which builds it.
    cargo: &'static [&'static str],
    /// For wasm-opt.
    optimise: &'static [&'static str],
}

const MADE: [Made; 3] = [
    Made { example: "sweep", profile: "release", cargo: &[], optimise: &["-Oz"] },
    // Quick also where functions of the core are compiled as parts of the example.
    Made {
        example: "formulas",
        profile: "release",
        cargo: &["--config", "profile.release.package.downhill-tests.opt-level=3"],
        optimise: &["-Oz"],
    },
    // As the module that a page loads.
    Made {
        example: "field",
        profile: "page",
        cargo: &["--no-default-features", "--features", "page"],
        optimise: &SMALL,
    },
];

/// What a page that draws with d3 4 loads: pins, and files of the libraries.
const D3: [(&str, &str); 3] = [
    ("d3", "build/d3.min.js"),
    ("d3-contour@1", "dist/d3-contour.min.js"),
    ("d3-scale-chromatic", "dist/d3-scale-chromatic.min.js"),
];

/// Makes the modules that are measured and not shipped, and puts beside them the libraries that they
/// and the figure are measured against.
fn make_modules(project: &Project, toolchain: &Toolchain) -> Result<PathBuf> {
    let wasm_bindgen = Tool::WasmBindgen.get(project, toolchain)?;
    let wasm_opt = Tool::WasmOpt.get(project, toolchain)?;
    let esbuild = Tool::Esbuild.get(project, toolchain)?;
    let d3_contour = tools::library("d3-contour", project)?;

    let folder = project.target.join("bench-modules");
    files::make_whole(&folder, |folder| {
        for made in &MADE {
            let built = build(project, toolchain, made)?;
            let mut bindgen = process::command(&wasm_bindgen.to_string_lossy());
            bindgen.args(["--target", "web", "--no-typescript", "--out-name", made.example]);
            process::run(bindgen.arg("--out-dir").arg(folder).arg(&built))?;
            let module = folder.join(format!("{}_bg.wasm", made.example));
            let mut optimise = process::command(&wasm_opt.to_string_lossy());
            optimise.args(made.optimise).arg("-o");
            process::run(optimise.arg(&module).arg(&module))?;
        }
        let bundled = folder.join("d3-contour.js");
        let mut bundle = process::command(&esbuild.to_string_lossy());
        bundle.args(["--bundle", "--format=esm", "--log-level=warning"]);
        bundle.arg(d3_contour).arg(format!("--outfile={}", bundled.display()));
        process::run(&mut bundle)?;
        for (pin, file) in D3 {
            let file = tools::library(pin, project)?.join(file);
            files::copy(&file, &folder.join(file.file_name().unwrap_or_default()))?;
        }
        Ok(())
    })?;
    Ok(folder)
}

fn build(project: &Project, toolchain: &Toolchain, made: &Made) -> Result<PathBuf> {
    let Made { example, profile, cargo, .. } = made;
    let mut build = toolchain.wasm_command("cargo");
    build.args(["build", "--profile", profile, "--target", WASM]);
    build.args(["--package", "downhill-tests", "--example", example]).args(*cargo);
    process::run(build.current_dir(&project.root))?;
    let examples = project.target.join(WASM).join(profile).join("examples");
    Ok(examples.join(example).with_extension("wasm"))
}

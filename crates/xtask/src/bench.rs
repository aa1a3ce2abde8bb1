//! `cargo xtask bench`.

use std::path::PathBuf;

use anyhow::Result;

use crate::project::{Project, WASM};
use crate::toolchain::Toolchain;
use crate::tools::Tool;
use crate::{browsers, files, npm, package, process, sizes};

/// Builds the page, and runs the benchmark in Chromium, or the named parts of it.
pub(crate) fn run(project: &Project, parts: &[String]) -> Result<()> {
    package::build_page(project)?;
    npm::install(&project.root.join("tests"))?;
    let toolchain = Toolchain::find()?;
    let modules = make_modules(project, &toolchain)?;
    let driver = browsers::chromium()?;
    let mut bench = toolchain.command("cargo");
    // This is not the profile of benchmarks. The code that is measured is compiled for release; the
    // program that measures it need not be, and exists already after a run of the tests.
    bench
        .args(["bench", "--profile", "dev", "--package", "downhill-tests", "--bench", "bench"])
        .arg("--")
        .args(parts)
        .env("DOWNHILL_DIST", project.dist())
        .env("DOWNHILL_MODULES", modules)
        .current_dir(&project.root);
    driver.choose(&mut bench);
    process::run(&mut bench)?;
    println!();
    sizes::check(project).map(|_| ())
}

/// A module that is not shipped, made from an example of the tests.
struct Made {
    example: &'static str,
    profile: &'static str,
    /// Arguments for cargo.
    cargo: &'static [&'static str],
}

const MADE: [Made; 3] = [
    Made { example: "sweep", profile: "release", cargo: &[] },
    // Compiled for speed, also functions of the core that are compiled as parts of the example.
    Made {
        example: "formulas",
        profile: "release",
        cargo: &["--config", "profile.release.package.downhill-tests.opt-level=3"],
    },
    // Compiled like the module that a page loads.
    Made {
        example: "field",
        profile: "page",
        cargo: &["--no-default-features", "--features", "page"],
    },
];

/// The files that a page loads that draws with d3 4, from the packages of tests/.
const D3: [&str; 3] = [
    "d3/build/d3.min.js",
    "d3-contour-1/dist/d3-contour.min.js",
    "d3-scale-chromatic/dist/d3-scale-chromatic.min.js",
];

/// Makes the modules that are measured and not shipped, and puts the libraries beside them that they
/// and the figure are compared with.
fn make_modules(project: &Project, toolchain: &Toolchain) -> Result<PathBuf> {
    let wasm_bindgen = Tool::WasmBindgen.get(project, toolchain)?;
    let libraries = project.root.join("tests/node_modules");

    let folder = project.target.join("bench-modules");
    files::make_whole(&folder, |folder| {
        for made in &MADE {
            let built = build(project, toolchain, made)?;
            let mut bindgen = process::command(&wasm_bindgen);
            bindgen.args(["--target", "web", "--no-typescript", "--out-name", made.example]);
            process::run(bindgen.arg("--out-dir").arg(folder).arg(&built))?;
            package::optimise(project, &folder.join(format!("{}_bg.wasm", made.example)))?;
        }
        let mut bundle = npm::program(&project.www(), "esbuild");
        bundle.args(["--bundle", "--format=esm", "--log-level=warning"]);
        bundle.arg(libraries.join("d3-contour"));
        process::run(bundle.arg(format!("--outfile={}", folder.join("d3-contour.js").display())))?;
        for file in D3 {
            let file = libraries.join(file);
            files::copy(&file, &folder.join(file.file_name().unwrap_or_default()))?;
        }
        Ok(())
    })?;
    Ok(folder)
}

fn build(project: &Project, toolchain: &Toolchain, made: &Made) -> Result<PathBuf> {
    let Made { example, profile, cargo } = made;
    let mut build = package::cargo_build(project, toolchain, profile);
    process::run(build.args(["--package", "downhill-tests", "--example", example]).args(*cargo))?;
    let examples = project.target.join(WASM).join(profile).join("examples");
    Ok(examples.join(example).with_extension("wasm"))
}

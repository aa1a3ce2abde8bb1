//! The package folder, and the page that contains it.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;
use downhill::{OptimizerRunner, RunConfig};
use downhill_plot::SceneStyle;

use crate::project::{Project, WASM};
use crate::toolchain::Toolchain;
use crate::tools::Tool;
use crate::{files, npm, preview, process};

/// A module of the package: the bundle with one of its features.
pub(crate) struct Module {
    pub(crate) feature: &'static str,
    /// The cargo profile.
    profile: &'static str,
}

/// The JavaScript API, the element in a post, in a frame, and on the page, and what the page exports by. Each is a module of its own,
/// so that nobody loads the others.
pub(crate) const MODULES: [Module; 5] = [
    Module { feature: "runner", profile: "release" },
    Module { feature: "figure", profile: "page" },
    Module { feature: "frame", profile: "page" },
    Module { feature: "playground", profile: "page" },
    Module { feature: "export", profile: "release" },
];

/// The width and height of the package's poster in CSS px, those of the article's picture.
const POSTER: [f64; 2] = [576.0, 432.0];

/// The files of www/ that stand in the folder as they are. Everything else there is an input of build.mjs.
const SHIPPED: [&str; 13] = [
    "README.md",
    "custom-elements.json",
    "define.d.ts",
    "downhill.d.ts",
    "downhill_bg.wasm.d.ts",
    "element.d.ts",
    "favicon.svg",
    "hugo/downhill.html",
    "jekyll/downhill.html",
    "package.json",
    "preact.d.ts",
    "react.d.ts",
    "vue.d.ts",
];

/// Builds the page into dist/. Trunk's `pre_build` hook makes the package folder on the way, so that a
/// plain `trunk build` does the same.
pub(crate) fn build_page(project: &Project) -> Result<()> {
    let toolchain = Toolchain::find()?;
    let trunk = Tool::Trunk.get(project, &toolchain)?;
    // The hook would install these too, but its messages would be mixed with Trunk's.
    Tool::WasmBindgen.get(project, &toolchain)?;
    npm::install(&project.www())?;

    println!("Building the page (cold a minute or two, then seconds)");
    let mut command = toolchain.wasm_command(trunk);
    // `--offline`, so that Trunk downloads no tools of its own.
    command.args(["build", "--release", "--offline"]).current_dir(&project.root);
    if env::var_os("NO_COLOR").is_some() {
        // Trunk accepts no other value, though the convention allows any.
        command.env("NO_COLOR", "true");
    }
    process::run(&mut command)?;
    println!("The page is in {}", project.dist().display());
    Ok(())
}

/// Makes the package folder anew.
pub(crate) fn make_folder(project: &Project) -> Result<()> {
    let toolchain = Toolchain::find()?;
    let www = project.www();
    npm::install(&www)?;
    let wasm_bindgen = Tool::WasmBindgen.get(project, &toolchain)?;
    for module in &MODULES {
        let built = build(project, &toolchain, module)?;
        make_module(project, &wasm_bindgen, &built, &project.glue().join(module.feature))?;
    }
    files::make_whole(&project.npm(), |folder| {
        let mut scripts = process::command("node");
        process::run(scripts.arg(www.join("build.mjs")).arg(project.glue()).arg(folder))?;
        for name in SHIPPED {
            files::copy(&www.join(name), &folder.join(name))?;
        }
        let types = project.glue().join("runner/glue.d.ts");
        files::copy(&types, &folder.join("downhill.glue.d.ts"))?;
        for licence in ["LICENSE-APACHE", "LICENSE-MIT"] {
            files::copy(&project.root.join(licence), &folder.join(licence))?;
        }
        files::write(&folder.join("poster.svg"), poster().as_bytes())?;
        files::write(&folder.join("preview.png"), &preview::preview()?)
    })
}

/// The package's picture where no script runs: the end of the article's race, for a light page.
fn poster() -> String {
    let mut runner = OptimizerRunner::new(RunConfig::default());
    // This cannot fail for lack of memory, since 100 steps need very little.
    let _ = runner.advance(|| true);
    let style = SceneStyle { axes: true, ..SceneStyle::default() };
    downhill_plot::poster(&runner, runner.step_count(), POSTER, style)
}

/// Packs the package folder as `npm publish` would, into target/.
pub(crate) fn pack(project: &Project) -> Result<()> {
    make_folder(project)?;
    let into = project.root.join("target");
    let mut npm = npm::command("npm");
    npm.args(["pack", "--silent", "--pack-destination"]).arg(&into);
    let name = process::output(npm.current_dir(project.npm()))?;
    println!("Packed {}", into.join(name.trim()).display());
    Ok(())
}

/// Compiles the bundle with one of its features. The next build overwrites the result.
fn build(project: &Project, toolchain: &Toolchain, module: &Module) -> Result<PathBuf> {
    let Module { feature, profile } = module;
    let mut build = cargo_build(project, toolchain, profile);
    process::run(build.args(["--package", "downhill-bundle", "--features", feature]))?;
    Ok(project.target.join(WASM).join(profile).join("downhill_bundle.wasm"))
}

/// The start of a build for the browser in that profile. The locations in panics name no folder of this
/// machine, so that every machine makes the same bytes.
pub(crate) fn cargo_build(project: &Project, toolchain: &Toolchain, profile: &str) -> Command {
    let mut build = toolchain.wasm_command("cargo");
    build.args(["build", "--profile", profile, "--target", WASM]).current_dir(&project.root);
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    if let Some(home) = home.or_else(|| env::home_dir().map(|home| home.join(".cargo"))) {
        // cargo joins this flag to those of .cargo/config.toml.
        let flag = format!("--remap-path-prefix={}=cargo", home.display());
        build.args(["--config", &format!("target.{WASM}.rustflags = ['{flag}']")]);
    }
    build
}

/// Makes the script `glue.js` and the module `glue_bg.wasm` in the folder `into`, from cargo's output.
fn make_module(project: &Project, wasm_bindgen: &Path, built: &Path, into: &Path) -> Result<()> {
    let mut bindgen = process::command(wasm_bindgen);
    // The scripts of www/ know where the module is.
    bindgen.args(["--target", "web", "--omit-default-module-path", "--out-name", "glue"]);
    process::run(bindgen.arg("--out-dir").arg(into).arg(built))?;
    optimise(project, &into.join("glue_bg.wasm"))
}

/// Makes a module smaller by wasm-opt, which reads the target's features from a section of the module.
pub(crate) fn optimise(project: &Project, module: &Path) -> Result<()> {
    let mut optimise = npm::program(&project.www(), "wasm-opt");
    process::run(optimise.arg("-Oz").arg("-o").arg(module).arg(module))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_poster_is_the_end_of_the_articles_race() {
        assert!(poster().contains("after 100 steps") && poster().contains("width=\"576\""));
    }

    #[test]
    fn the_package_has_the_version_of_the_workspace() {
        let manifest = include_str!("../../../www/package.json");
        let manifest: serde_json::Value = serde_json::from_str(manifest).unwrap();
        assert_eq!(manifest["version"], env!("CARGO_PKG_VERSION"));
    }
}

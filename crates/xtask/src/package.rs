//! The package folder: the modules, their glue, and what ships as it is.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::project::Project;
use crate::scripts::Scripts;
use crate::toolchain::{Need, Toolchain, WASM};
use crate::tools::Tool;
use crate::{files, pack, places, poster, process, shorten, traps};

/// A module of the package: a feature of the bundle, and the name of its files.
pub struct Module {
    /// The feature.
    pub feature: &'static str,
    /// The profile that it is built in.
    pub profile: &'static str,
    /// `downhill` for `downhill.js` and `downhill_bg.wasm`.
    pub name: &'static str,
}

/// The JavaScript API, what the element shows in a post, and what it shows on the page: whoever
/// loads one does not pay for the others.
pub const MODULES: [Module; 3] = [
    Module { feature: "runner", profile: "release", name: "downhill" },
    Module { feature: "figure", profile: "page", name: "engine" },
    Module { feature: "lab", profile: "page", name: "lab" },
];

/// Makes the package folder from nothing.
pub fn make_folder(project: &Project) -> Result<()> {
    let toolchain = Toolchain::find(&[Need::Wasm])?;
    let wasm_bindgen = Tool::WasmBindgen.get(project, &toolchain)?;
    let wasm_opt = Tool::WasmOpt.get(project, &toolchain)?;
    let scripts =
        Scripts { esbuild: Tool::Esbuild.get(project, &toolchain)?, www: project.root.join("www") };
    files::make_whole(&project.npm(), |folder| {
        for Module { feature, profile, name } in MODULES {
            let built = build(project, &toolchain, feature, profile)?;
            let is_api = feature == "runner";
            let glue = if is_api { folder.to_owned() } else { project.glue().join(name) };
            let out = if is_api { name } else { "glue" };
            let mut bindgen = process::command(&wasm_bindgen.to_string_lossy());
            bindgen.args(["--target", "web", "--out-name", out, "--out-dir"]);
            process::run(bindgen.arg(&glue).arg(&built))?;
            let module = glue.join(format!("{out}_bg.wasm"));
            if is_api {
                optimise(&wasm_opt, &glue, out)?;
                let path = glue.join(format!("{out}.d.ts"));
                let types = files::read(&path)?;
                files::write(&path, shorten::types(&types)?.as_bytes())?;
            } else {
                cut_panics(&module)?;
                optimise(&wasm_opt, &glue, out)?;
                if feature == "lab" {
                    let bytes =
                        fs::read(&module).map_err(|error| Error::file("read", &module, &error))?;
                    files::write(&folder.join("lab.bin"), &pack::module(&bytes)?)?;
                    scripts.engine(&glue, "lab.bin", "page", folder)?;
                } else {
                    files::copy(&module, &folder.join("engine_bg.wasm"))?;
                    scripts.engine(&glue, "engine_bg.wasm", name, folder)?;
                    scripts.elements(&glue, &["define", "element"], folder)?;
                }
            }
        }
        copy_shipped(&scripts.www, folder)?;
        for licence in ["LICENSE-APACHE", "LICENSE-MIT"] {
            files::copy(&project.root.join(licence), &folder.join(licence))?;
        }
        scripts.classic(&project.glue().join("engine"), folder)?;
        scripts.bundled(&project.glue().join("engine"), folder)?;
        scripts.program(folder)?;
        scripts.minify(folder)?;
        files::write(&folder.join("poster.svg"), poster::poster().as_bytes())
    })
}

/// Packs the package folder as `npm publish` would, into target/.
pub fn pack(project: &Project) -> Result<()> {
    let manifest = project.root.join("www/package.json");
    if !manifest.is_file() {
        return Err(Error::new(
            "www/package.json, the manifest of the npm package, is missing; restore it from \
             version control.",
        ));
    }
    make_folder(project)?;
    println!("Packed {}", archive(project, &project.root.join("target"))?.display());
    Ok(())
}

/// Packs the package folder as it stands, and returns the archive in the folder `into`.
pub fn archive(project: &Project, into: &Path) -> Result<PathBuf> {
    let mut npm = process::npm();
    npm.args(["pack", "--silent", "--pack-destination"]).arg(into);
    let name = process::output(npm.current_dir(project.npm()))?;
    Ok(into.join(name.trim()))
}

/// Compiles the bundle with one of its features. The next one takes its place.
fn build(
    project: &Project,
    toolchain: &Toolchain,
    feature: &str,
    profile: &str,
) -> Result<PathBuf> {
    let mut build = toolchain.wasm_command("cargo");
    build.args(["build", "--package", "downhill-bundle", "--features", feature]);
    build.args(["--profile", profile, "--target", WASM]);
    process::run(build.current_dir(&project.root))?;
    Ok(project.target.join(WASM).join(profile).join("downhill_bundle.wasm"))
}

fn cut_panics(module: &Path) -> Result<()> {
    let bytes = fs::read(module).map_err(|error| Error::file("read", module, &error))?;
    files::write(module, &places::blank(traps::cut(&bytes)?)?)
}

/// How wasm-opt makes a module small. Functions of one caller that are longer than 15 compress better
/// where they are. The stack lies at the bottom of the memory and grows down, so the first 1024 bytes
/// are used only when it is all but exhausted. Control flow made anew is shorter than what the compiler
/// wrote, and once more a little; it wants to be tidied after.
/// `--ignore-implicit-traps` would save 0.05 kB, and makes loads that lie behind a check run before it: the
/// field of Goldstein–Price died of that.
pub const SMALL: [&str; 11] = [
    "-Oz",
    "-Oz",
    "--one-caller-inline-max-function-size=15",
    "--low-memory-unused",
    "--flatten",
    "--rereloop",
    "-Oz",
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
];

/// Makes a module small, and the glue fit its new names.
fn optimise(wasm_opt: &Path, folder: &Path, name: &str) -> Result<()> {
    let module = folder.join(format!("{name}_bg.wasm"));
    let glue = folder.join(format!("{name}.js"));
    let mut command = process::command(&wasm_opt.to_string_lossy());
    // It takes the features from the module's own target_features section.
    command.args(SMALL);
    command.args(["--strip-producers", "--strip-target-features"]);
    command.args(["--minify-imports-and-exports-and-modules", "-o"]);
    let map = process::output(command.arg(&module).arg(&module))?;
    let text = files::read(&glue)?;
    files::write(&glue, shorten::glue(&text, &map)?.as_bytes())?;
    // It describes the names that the module no longer has.
    let types = folder.join(format!("{name}_bg.wasm.d.ts"));
    fs::remove_file(&types).map_err(|error| Error::file("remove", &types, &error))
}

/// The script of www/ that ships as it is; all others are parts of those that are made.
const SCRIPT: &str = "embed-height.js";
/// The type checker's settings.
const SETTINGS: &str = "tsconfig.json";

/// What is built into a module.
const BUILT_IN: &str = "fragments";

/// Copies what ships beside the modules: the files of www/, but for what is only a part of others
/// and the type checker's settings.
fn copy_shipped(www: &Path, folder: &Path) -> Result<()> {
    if !fs::exists(www).unwrap_or(false) {
        return Err(Error::new("the folder www/ is missing; restore it from version control."));
    }
    for file in files::list(www)? {
        let name = file.strip_prefix(www).unwrap_or(&file);
        let is_part =
            name.extension().is_some_and(|kind| kind == "js") && name != Path::new(SCRIPT);
        if !is_part && !name.starts_with(BUILT_IN) && name != Path::new(SETTINGS) {
            files::copy(&file, &folder.join(name))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_package_has_the_version_of_the_workspace() {
        let manifest = include_str!("../../../www/package.json");
        let manifest: serde_json::Value = serde_json::from_str(manifest).unwrap();
        assert_eq!(manifest["version"], env!("CARGO_PKG_VERSION"));
    }

    #[test]
    fn what_is_built_in_or_is_the_type_checkers_does_not_ship() {
        let scratch = std::env::temp_dir().join(format!("xtask-package-{}", std::process::id()));
        let (www, folder) = (scratch.join("www"), scratch.join("npm"));
        for name in ["a.js", SCRIPT, "fragments/b.html", "jekyll/c.html", SETTINGS] {
            let file = www.join(name);
            files::create(file.parent().unwrap()).unwrap();
            files::write(&file, name.as_bytes()).unwrap();
        }
        copy_shipped(&www, &folder).unwrap();
        let copied = files::list(&folder).unwrap();
        assert_eq!(copied, [folder.join(SCRIPT), folder.join("jekyll/c.html")]);
        assert!(copy_shipped(&scratch.join("none"), &folder).is_err());
        files::remove(&scratch).unwrap();
    }
}

//! One site, as a static server has it and as bundlers make it, without any configuration.

use std::path::{Path, PathBuf};
use std::process::Command;

use downhill::{OptimizerRunner, RunConfig};
use serde::Deserialize;

use super::installed::installed;
use crate::files::{copy, copy_replaced, run, write};
use crate::served::Served;
use crate::session::{Session, Wishes, browse_with};

/// Where Adam is after the article's 100 steps, as text.
pub(super) fn expected() -> String {
    let mut runner = OptimizerRunner::new(RunConfig::default());
    runner.step(100).unwrap();
    let path = runner.trajectory(4).unwrap();
    path[200..].iter().map(f64::to_string).collect::<Vec<_>>().join(",")
}

/// A place, from its text.
pub(super) fn place(text: &str) -> Vec<f64> {
    text.split(',').map(|number| number.parse().unwrap()).collect()
}

#[derive(Deserialize)]
struct Found {
    own: bool,
    places: [String; 2],
}

/// Asserts that the site's figure gets ready and that its programs compute, here and in a worker; and
/// that the module that the package has as a file is served, where the site has its address.
fn check(page: &Session) {
    page.goto("");
    page.until("window.found && ready()");
    let found: Found = page.get("return await window.found()");
    assert!(found.own);
    assert_eq!(found.places.map(|text| place(&text)), [place(&expected()), place(&expected())]);
    page.run("await race.ready; race.seek(60); await until(() => step() === 60);");
    assert!(page.get::<bool>("return await window.fetched()"));
    assert!(page.get::<bool>("return await window.swept()"));
    let files: [String; 2] = page.get(
        "const files = await Promise.all([race.exportAs('svg', { view: 'surface' }), race.exportAs('csv')]);
         return [files[0].name, (await files[1].text()).slice(0, 10)];",
    );
    assert_eq!(files, ["downhill-gaussian-surface-5-racers-step-60.svg", "step,racer"]);
    // What stands beneath a picture has a module of its own, and maps of basins have workers.
    let painted = |canvas: &str| {
        format!("pixels(race.shadowRoot.querySelector('{canvas}')).some((part) => part > 0)")
    };
    for (panel, is_shown) in [
        ("rates", "race.shadowRoot.querySelectorAll('.rates-dot').length === 5".to_owned()),
        ("basins", painted(".basin canvas")),
        ("surface", painted("[data-name=surface-canvas]")),
    ] {
        page.run(&format!("race.panel = '{panel}';"));
        page.until(&is_shown);
    }
}

/// The site in a folder of its own, where it is `address` that has the address of that module. Every
/// bundler has another word for a file that is only to be found.
fn site_with(address: &str, name: &str) -> PathBuf {
    let site = installed().beside(name);
    copy(&installed().site, &site);
    write(&site.join("address.js"), address);
    site
}

/// The script of the programs, from where it is.
const PROGRAM: &str = "\"./node_modules/downhill-race/downhill.js\"";
const BY_VITE: &str = "export { default } from \"downhill-race/wasm?url\";";

fn check_folder(folder: PathBuf) {
    browse_with(&Wishes { folders: &[("/", folder)], ..Wishes::default() }, check);
}

#[test]
fn from_a_static_server() {
    let made = installed().beside("plain");
    let map = r#"<script type="importmap">{ "imports": {
        "downhill-race": "./node_modules/downhill-race/downhill.js",
        "downhill-race/define": "./node_modules/downhill-race/define.js",
        "downhill-race/element": "./node_modules/downhill-race/element.js"
    } }</script>"#;
    let site = &installed().site;
    copy_replaced(&site.join("index.html"), &made.join("index.html"), "<!--map-->", map);
    copy(&site.join("main.js"), &made.join("main.js"));
    copy(&site.join("worker.js"), &made.join("worker.js"));
    // A worker knows nothing of the map.
    copy_replaced(&site.join("place.js"), &made.join("place.js"), "\"downhill-race\"", PROGRAM);
    copy(&site.join("address.js"), &made.join("address.js"));
    let folders = &[("/", made), ("/node_modules", site.join("node_modules"))];
    browse_with(&Wishes { folders, ..Wishes::default() }, check);
}

#[test]
fn built_by_vite() {
    let site = site_with(BY_VITE, "vite-site");
    let made = installed().beside("vite");
    let mut vite = installed().program("vite");
    run(vite.current_dir(site).args(["build", "--outDir"]).arg(&made));
    check_folder(made);
}

#[test]
fn built_by_webpack() {
    let address = "export default new URL(\"downhill-race/wasm\", import.meta.url).href;";
    let site = site_with(address, "webpack-site");
    let made = installed().beside("webpack");
    let mut webpack = installed().program("webpack");
    run(webpack
        .current_dir(site)
        .args(["--mode", "production", "--entry", "./main.js", "-o"])
        .arg(&made));
    copy(&installed().site.join("index.html"), &made.join("index.html"));
    check_folder(made);
}

#[test]
fn built_by_esbuild() {
    let address = "import address from \"downhill-race/wasm\";
        export default new URL(address, import.meta.url).href;";
    let site = site_with(address, "esbuild-site");
    let made = installed().beside("esbuild");
    let mut esbuild = installed().program("esbuild");
    esbuild.current_dir(site).arg("--loader:.wasm=file");
    // Workers are entries of their own to esbuild.
    esbuild.args(["main.js", "worker.js", "--bundle", "--splitting", "--format=esm"]);
    run(esbuild.arg(format!("--outdir={}", made.display())));
    copy(&installed().site.join("index.html"), &made.join("index.html"));
    check_folder(made);
}

/// Where Adam is, as a file of a bundler's says in Node.
fn printed_by(file: &Path) -> Vec<f64> {
    place(run(Command::new("node").arg(file)).trim())
}

#[test]
fn bundled_for_node() {
    let made = installed().beside("esbuild-node");
    let mut esbuild = installed().program("esbuild");
    esbuild.args(["node.mjs", "--bundle", "--platform=node", "--format=esm"]);
    let file = made.join("node.mjs");
    run(esbuild.arg("--conditions=module").arg(format!("--outfile={}", file.display())));
    assert_eq!(printed_by(&file), place(&expected()));
}

#[test]
fn a_copy_of_the_programs_script_can_be_bundled() {
    let site = site_with("", "copied");
    let script = r#"import { place } from "./place.js"; place().then(console.log);"#;
    write(&site.join("copied.mjs"), script);
    copy_replaced(&site.join("place.js"), &site.join("place.js"), "\"downhill-race\"", PROGRAM);
    let mut esbuild = installed().program("esbuild");
    esbuild.current_dir(&site).args(["copied.mjs", "--bundle", "--format=esm"]);
    run(esbuild.arg("--outfile=esbuild.mjs"));
    // The module stays where it was: beside the script.
    let module = "node_modules/downhill-race/downhill_bg.wasm";
    copy(&site.join(module), &site.join("downhill_bg.wasm"));
    assert_eq!(printed_by(&site.join("esbuild.mjs")), place(&expected()));
    let mut webpack = installed().program("webpack");
    webpack.current_dir(&site).args(["--mode", "production", "--entry", "./copied.mjs"]);
    run(webpack.args(["-o", "webpack"]));
}

#[test]
fn served_by_vite_while_one_works_on_it() {
    let mut vite = installed().program("vite");
    vite.current_dir(site_with(BY_VITE, "vite-served"));
    vite.args(["--host", "127.0.0.1", "--strictPort", "--port"]);
    let vite = Served::start(vite);
    browse_with(&Wishes { origin: Some(&vite.origin), ..Wishes::default() }, check);
}

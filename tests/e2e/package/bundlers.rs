//! One site, as a static server has it and as bundlers make it, without any configuration.

use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use downhill::{OptimizerRunner, RunConfig};
use serde::Deserialize;
use xtask::files;
use xtask::tools::Tool;

use super::installed::{copy_replaced, installed, run};
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

/// Asserts that the site's figure gets ready and that its programs compute, here and in a worker.
fn check(page: &Session) {
    page.goto("");
    page.until("window.found && ready()");
    let found: Found = page.get("return await window.found()");
    assert!(found.own);
    assert_eq!(found.places.map(|text| place(&text)), [place(&expected()), place(&expected())]);
    page.run("await race.ready; race.seek(60); await until(() => step() === 60);");
}

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
    files::copy(&site.join("main.js"), &made.join("main.js")).unwrap();
    files::copy(&site.join("worker.js"), &made.join("worker.js")).unwrap();
    // A worker knows nothing of the map.
    let path = "\"./node_modules/downhill-race/downhill.js\"";
    copy_replaced(&site.join("place.js"), &made.join("place.js"), "\"downhill-race\"", path);
    let folders = &[("/", made), ("/node_modules", site.join("node_modules"))];
    browse_with(&Wishes { folders, ..Wishes::default() }, check);
}

#[test]
fn built_by_vite() {
    let made = installed().beside("vite");
    run(installed().command(Tool::Vite).args(["build", "--outDir"]).arg(&made));
    check_folder(made);
}

#[test]
fn built_by_webpack() {
    let made = installed().beside("webpack");
    let mut webpack = installed().command(Tool::Webpack);
    run(webpack.args(["--mode", "production", "--entry", "./main.js", "-o"]).arg(&made));
    files::copy(&installed().site.join("index.html"), &made.join("index.html")).unwrap();
    check_folder(made);
}

#[test]
fn built_by_esbuild() {
    let made = installed().beside("esbuild");
    let mut esbuild = installed().command(Tool::Esbuild);
    // Workers are entries of their own to esbuild.
    esbuild.args(["main.js", "worker.js", "--bundle", "--splitting", "--format=esm"]);
    run(esbuild.arg(format!("--outdir={}", made.display())));
    files::copy(&installed().site.join("index.html"), &made.join("index.html")).unwrap();
    check_folder(made);
}

/// A program that is ended with its test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn served_by_vite_while_one_works_on_it() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let mut vite = installed().command(Tool::Vite);
    vite.args(["--host", "127.0.0.1", "--strictPort", "--port", &port.to_string()]);
    let vite = Running(vite.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap());
    let begun = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(begun.elapsed() < Duration::from_secs(30), "vite does not listen at port {port}");
        thread::sleep(Duration::from_millis(20));
    }
    let origin = format!("http://127.0.0.1:{port}/");
    browse_with(&Wishes { origin: Some(&origin), ..Wishes::default() }, check);
    drop(vite);
}

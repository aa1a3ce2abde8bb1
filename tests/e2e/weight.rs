//! What the size budget counts is what a page loads.

use std::collections::BTreeSet;
use std::fs;

use xtask::sizes::{Sizes, loaded};

use crate::session::{Session, browse, dist};

/// The files that are weighed with `entry`, without it.
fn weighed(entry: &str) -> BTreeSet<String> {
    let dist = dist();
    let files = loaded(&dist, entry).unwrap();
    let names = files
        .iter()
        .map(|file| file.strip_prefix(&dist).unwrap().to_string_lossy().replace('\\', "/"));
    names.filter(|file| file != entry).collect()
}

/// The files of the built page that have been requested.
fn requested(page: &Session) -> BTreeSet<String> {
    page.get(
        "return performance.getEntriesByType('resource')
           .map(({ name }) => new URL(name))
           .filter(({ protocol, pathname }) => protocol !== 'data:' && pathname.startsWith('/downhill/'))
           .map(({ pathname }) => pathname.slice(1));",
    )
}

#[test]
fn the_page_requests_the_files_that_are_weighed_and_no_others() {
    let weighed = weighed("index.html");
    browse(|page| {
        page.goto("");
        page.until("ready() && step() > 0");
        assert_eq!(requested(page), weighed);
        for file in ["downhill/downhill_bg.wasm", "downhill/engine_bg.wasm"] {
            assert!(!weighed.contains(file), "{weighed:?}");
        }
    });
}

#[test]
fn so_does_an_embed() {
    let mut weighed = weighed("downhill/define.js");
    weighed.insert("downhill/define.js".to_owned());
    browse(|page| {
        page.open_figure(&serde_json::json!({"controls": "full"}));
        assert_eq!(requested(page), weighed);
        assert!(!weighed.contains("downhill/lab.bin"), "{weighed:?}");
    });
}

#[test]
fn what_loads_before_a_figure_comes_near_is_small() {
    let define = fs::read(dist().join("downhill/define.js")).unwrap();
    let sizes = Sizes::of_files([("define.js", &define[..])]);
    assert!(sizes.gzip("js") <= 5000, "{} bytes", sizes.gzip("js"));
}

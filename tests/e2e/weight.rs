//! What the size budget counts is what the page loads.

use std::collections::BTreeSet;

use xtask::sizes::loaded;

use crate::session::{browse, dist};

#[test]
fn the_page_requests_the_files_that_are_weighed_and_no_others() {
    let dist = dist();
    let weighed: BTreeSet<String> = loaded(&dist, "index.html")
        .unwrap()
        .iter()
        .map(|file| file.strip_prefix(&dist).unwrap().to_string_lossy().replace('\\', "/"))
        .filter(|file| file != "index.html")
        .collect();
    browse(|page| {
        page.goto("");
        page.until("ready() && step() > 0");
        let requested: BTreeSet<String> = page.get(
            "return performance.getEntriesByType('resource')
               .map(({ name }) => new URL(name))
               .filter(({ protocol }) => protocol !== 'data:')
               .map(({ pathname }) => pathname.slice(1));",
        );
        assert_eq!(requested, weighed);
        for file in ["downhill/downhill_bg.wasm", "downhill/engine_bg.wasm"] {
            assert!(!weighed.contains(file), "{weighed:?}");
        }
    });
}

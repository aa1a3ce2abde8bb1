//! The files that the size budget weighs are those that are loaded.

use std::collections::BTreeSet;

use crate::session::{Session, browse};

/// The files of the built page that the budget names for `what`.
fn weighed(what: &str) -> BTreeSet<String> {
    let budget = include_str!("../../crates/xtask/budget.txt");
    let line = budget.lines().find(|line| line.split_whitespace().next() == Some(what));
    line.unwrap().split_whitespace().skip(2).map(str::to_owned).collect()
}

/// The files of the built page that have been requested, the document too if it is one of them.
fn requested(page: &Session) -> BTreeSet<String> {
    page.get(
        "return [location.href, ...performance.getEntriesByType('resource').map(({ name }) => name)]
           .map((name) => new URL(name))
           .filter(({ protocol, pathname }) => protocol !== 'data:' && !pathname.startsWith('/fixtures/'))
           .map(({ pathname }) => pathname.slice(1) || 'index.html')
           // What a browser asks for by itself is not the file's.
           .filter((path) => path !== 'downhill/poster.svg' && path !== 'favicon.ico');",
    )
}

#[test]
fn the_page_requests_the_files_that_are_weighed_and_no_others() {
    browse(|page| {
        page.goto("");
        page.until("ready() && step() > 0");
        assert_eq!(requested(page), weighed("page"));
    });
}

#[test]
fn so_does_a_frame() {
    browse(|page| {
        page.goto("downhill/embed.html?autoplay");
        page.until("ready() && step() > 0");
        assert_eq!(requested(page), weighed("frame"));
    });
}

#[test]
fn so_does_a_frame_in_one_file() {
    browse(|page| {
        page.expect_in_console("favicon.ico");
        page.goto("downhill/race.html?autoplay");
        page.until("ready() && step() > 0");
        assert_eq!(requested(page), weighed("file"));
    });
}

#[test]
fn so_does_an_embed_and_before_it_comes_near_its_class_alone() {
    browse(|page| {
        page.goto("fixtures/far.html");
        page.run("await customElements.whenDefined('downhill-race'); await frames(6);");
        assert_eq!(requested(page), weighed("element"));
        page.run("race.scrollIntoView();");
        page.until("ready()");
        assert_eq!(requested(page), weighed("embed"));
    });
}

#[test]
fn so_does_what_a_bundler_takes() {
    browse(|page| {
        page.goto("fixtures/undefined.html");
        page.run("await import('/downhill/define.bundled.js'); await race.ready;");
        assert_eq!(requested(page), weighed("bundled"));
    });
}

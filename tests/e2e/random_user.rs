//! A user who does anything, by a seed: clicks, drags, keys, hostile texts, storms of undo, history, sizes. The
//! page throws nothing, leads back to its first run, and its link gives the run that is shown.
//!
//! `DOWNHILL_LONG`, which `cargo xtask test --long` sets, makes it 10,000 actions in place of some hundred.

use std::env;

use serde_json::{Value, json};

use crate::engines::Capability;
use crate::session::{Session, browse};

const USER: &str = include_str!("fixtures/random-user.js");

/// How many actions are done with each seed, and how many seeds there are.
fn length() -> (u32, u32) {
    if env::var_os("DOWNHILL_LONG").is_some() { (2500, 4) } else { (150, 2) }
}

fn act(page: &Session, seed: u32, count: u32, travels: bool) -> f64 {
    // A field of numbers says so when a script puts in what no keys could.
    page.expect_in_console("cannot be parsed, or is out of range");
    page.with(
        // Only a person may fill the screen.
        &format!("{USER}; Element.prototype.requestFullscreen = async () => {{}}; return await randomUser(given[0]).act(given[1], given[2]);"),
        json!([seed, count, travels]),
    )
}

fn open(page: &Session) {
    page.goto("");
    page.until("ready() && part('undo')");
}

fn config(page: &Session) -> Value {
    page.get("return race.config")
}

#[test]
fn whatever_was_done_undo_leads_back_to_the_first_run() {
    browse(|page| {
        let (count, seeds) = length();
        for seed in 1..=seeds {
            open(page);
            let first = config(page);
            let longest = act(page, seed, count, false);
            println!("seed {seed}: the longest of {count} actions took {longest:.0} ms");
            page.run(
                "// A gesture of the wheel or of keys ends when they have rested.
                 await pause(1000);
                 const undo = () => part('undo');
                 await until(() => {
                   undo().click();
                   return undo().getAttribute('aria-disabled') === 'true' || undo().disabled;
                 }, 60000);
                 await rendered();",
            );
            assert_eq!(config(page), first, "seed {seed}");
        }
    });
}

#[test]
fn whatever_was_opened_the_link_gives_the_run_that_is_shown() {
    browse(|page| {
        let (count, seeds) = length();
        for seed in 101..101 + seeds {
            open(page);
            act(page, seed, count, true);
            // A link that is refused stands in the address, and says so.
            page.run("part('undo')?.click(); part('redo')?.click(); await frames(30);");
            let (link, shown): (String, Value) = page.get(
                "part('share').click();
                 // It may have been open before, with the link of then.
                 await rendered();
                 const link = await until(() => document.querySelector('[data-share=link]')?.value);
                 return [link, race.config];",
            );
            page.visit("about:blank");
            page.visit(&link);
            page.until("ready()");
            assert_eq!(config(page), shown, "seed {seed}: {link}");
        }
    });
}

#[test]
fn the_memory_of_the_page_is_level() {
    browse(|page| {
        page.chromium(Capability::Memory, "Performance.enable", &json!({}));
        let hold = || {
            page.run("await frames(5);");
            for _ in 0..3 {
                page.chromium(Capability::Memory, "HeapProfiler.collectGarbage", &json!({}));
            }
            let metrics = page.chromium(Capability::Memory, "Performance.getMetrics", &json!({}));
            let all = metrics["metrics"].as_array().unwrap();
            let heap = all.iter().find(|metric| metric["name"] == "JSHeapUsedSize").unwrap();
            heap["value"].as_f64().unwrap()
        };
        open(page);
        let (count, _) = length();
        // At first code is compiled, and panels are built that stay.
        act(page, 7, count, false);
        let before = hold();
        act(page, 7, count, false);
        let after = hold();
        println!("{before} bytes, {after} after the same once more");
        assert!(after <= 1.3 * before + 1e6, "{before} bytes, then {after}");
    });
}

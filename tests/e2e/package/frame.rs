//! The sandboxed frame of the documents, from the packed package: it runs in every engine, and where it
//! cannot, it says so.

use std::path::PathBuf;

use super::installed::installed;
use crate::engines::Capability;
use crate::files::{copy, copy_replaced};
use crate::session::{Session, Wishes, browse_with};

/// What the sentence begins with that the script takes away.
const SENTENCE: &str = "The race has not loaded yet.";

/// Puts the frame of the documents into a page without scripts of its own, from that folder.
fn open(page: &Session, folder: &str) {
    page.goto("fixtures/plain.html");
    let _: () = page.with(
        "document.querySelector('main').innerHTML = `<iframe src='/${given}/embed.html?objective=rosenbrock&racers=sgd,adam(lr=0.1)%23mine&autoplay'
           sandbox='allow-scripts' width='100%' height='700'></iframe>`;
         const frame = document.querySelector('iframe');
         await new Promise((done) => (frame.onload = done));",
        folder,
    );
}

/// Runs a test on the frame as it stands in a folder.
fn visit(folder: PathBuf, test: impl FnOnce(&Session)) {
    let folders = &[("/packed", folder)];
    browse_with(&Wishes { folders, ..Wishes::default() }, test);
}

/// Asserts that the sentence is seen in the frame, and soon.
fn assert_sentence(page: &Session) {
    page.in_frame(0, || {
        page.until(
            "getComputedStyle(document.querySelector('#late')).visibility === 'visible'
               && document.querySelector('#late').getBoundingClientRect().height > 10",
        );
        let sentence: String = page.get("return document.body.innerText");
        assert!(sentence.trim().starts_with(SENTENCE), "{sentence}");
    });
}

#[test]
fn the_frame_of_the_documents_plays_in_its_sandbox() {
    visit(installed().package(), |page| {
        open(page, "packed");
        page.in_frame(0, || {
            page.until("ready() && playing() && step() > 3");
            let found: (String, u32, Option<String>) = page.get(
                "const drawn = canvases().filter((canvas) => pixels(canvas).some((part) => part > 0));
                 return [text('label1'), drawn.length, document.querySelector('#late')?.textContent];",
            );
            assert_eq!(found, ("mine".to_owned(), 3, None));
        });
    });
}

#[test]
fn the_frame_says_that_its_script_is_missing() {
    let folder = installed().beside("no-script");
    copy(&installed().package().join("embed.html"), &folder.join("embed.html"));
    visit(folder, |page| {
        page.expect_in_console("Failed to load resource");
        open(page, "packed");
        assert_sentence(page);
    });
}

#[test]
fn the_frame_says_that_its_script_is_blocked() {
    let folder = installed().beside("blocked");
    for name in ["embed.html", "embed.js"] {
        copy(&installed().package().join(name), &folder.join(name));
    }
    copy_replaced(&folder.join("embed.html"), &folder.join("embed.html"), "'strict-dynamic'", "");
    visit(folder, |page| {
        page.expect_in_console("Content Security Policy");
        page.expect_in_console("embed.js - Failed to load resource");
        open(page, "packed");
        assert_sentence(page);
    });
}

#[test]
fn the_frame_says_that_its_scripts_are_off() {
    visit(installed().package(), |page| {
        page.chromium(
            Capability::ScriptsOff,
            "Emulation.setScriptExecutionDisabled",
            &serde_json::json!({"value": true}),
        );
        page.goto("packed/embed.html");
        let found = page.chromium(
            Capability::ScriptsOff,
            "Runtime.evaluate",
            &serde_json::json!({"returnByValue": true, "expression":
                "[getComputedStyle(document.querySelector('#late')).visibility, document.body.innerText.trim()]"}),
        );
        let found = &found["result"]["value"];
        assert_eq!(found[0], "visible");
        assert!(found[1].as_str().unwrap().starts_with(SENTENCE), "{found}");
        page.chromium(
            Capability::ScriptsOff,
            "Emulation.setScriptExecutionDisabled",
            &serde_json::json!({"value": false}),
        );
    });
}

//! A blog built by Jekyll, with a post that embeds three figures by the package's include file.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::sync::LazyLock;

use serde::Deserialize;
use serde_json::json;

use super::installed::installed;
use crate::engines::Capability;
use crate::files::{copy, copy_replaced, folder, run};
use crate::session::{Session, Wishes, browse_with};

/// The built blog, whose address begins with /notes.
static BLOG: LazyLock<PathBuf> = LazyLock::new(|| {
    let site = installed().beside("blog");
    copy(&folder("blog"), &site);
    let package = installed().package();
    copy(&package, &site.join("assets/downhill"));
    copy(&package.join("jekyll/downhill.html"), &site.join("_includes/downhill.html"));
    let mut build = Command::new("jekyll");
    run(build.args(["build", "--quiet", "--destination", "built"]).current_dir(&site));
    let built = site.join("built");
    let post = built.join(POST).join("index.html");
    let without = built.join("plain/index.html");
    copy_replaced(&post, &without, SCRIPT, "");
    built
});

const POST: &str = "how-optimizers-move";
const SCRIPT: &str = "<script type=\"module\" src=\"/notes/assets/downhill/define.js\"></script>";
const QUOTED: &str = "On Rosenbrock's function, \"SGD\" creeps & Adam runs: x < y, then *x > y*.";

/// Opens the blog's pages in a small window, so that there is something to scroll.
fn visit(test: impl FnOnce(&Session)) {
    let folders = &[("/notes", BLOG.clone())];
    browse_with(&Wishes { folders, ..Wishes::default() }, |page| {
        page.screen([900, 460]);
        test(page);
    });
}

/// Opens the post and brings each of its figures near, where it gets ready. What is far sleeps.
fn open(page: &Session) {
    page.goto(&format!("notes/{POST}/"));
    page.run(
        "for (const race of document.querySelectorAll('downhill-race')) {
           race.scrollIntoView({ behavior: 'instant', block: 'center' });
           await race.ready;
           await until(() => ready(race));
         }",
    );
}

#[test]
fn the_include_writes_the_script_once_and_figures_with_their_settings() {
    let post = fs::read_to_string(BLOG.join(POST).join("index.html")).unwrap();
    assert_eq!(post.matches("<script").count(), 1);
    let other = fs::read_to_string(BLOG.join("without-figures/index.html")).unwrap();
    assert!(!other.contains("downhill"), "{other}");
    visit(|page| {
        open(page);
        let first: [bool; 3] = page.get("return [race.autoplay, race.loop, race.playing]");
        assert_eq!(first, [true; 3]);
        let found: Vec<Vec<Option<String>>> = page.get(
            "return [...document.querySelectorAll('downhill-race')].map((race) =>
               [race.objective ?? race.formula, race.racers, race.start, race.controls, race.alt])",
        );
        let race =
            |fields: [Option<&str>; 5]| fields.map(|field| field.map(str::to_owned)).to_vec();
        let article = "Five optimizers reach the minimum of an inverted Gaussian.";
        assert_eq!(
            found,
            [
                race([None, None, None, Some("full"), Some(article)]),
                race([
                    Some("rosenbrock"),
                    Some("sgd adam(lr=0.1)"),
                    None,
                    Some("full"),
                    Some(QUOTED)
                ]),
                race([Some("x^2 + 3*y^2"), None, Some("1,-1"), Some("minimal"), None]),
            ]
        );
        // What the site's styles would hide or spoil in figures is as the figures have it.
        let widths: Vec<f64> = page.get(
            "const widths = [];
             for (const race of document.querySelectorAll('downhill-race')) {
               race.scrollIntoView({ behavior: 'instant', block: 'center' });
               await until(() => ready(race));
               const [canvas] = canvases(race);
               widths.push(canvas.getBoundingClientRect().width / race.getBoundingClientRect().width);
             }
             return widths;",
        );
        assert_eq!(widths, [1.0; 3]);
    });
}

#[test]
fn the_post_scrolls_by_wheel_and_keys_over_every_figure() {
    visit(|page| {
        open(page);
        for figure in 0..3 {
            let place = || -> [i32; 2] {
                page.with(
                    "// Whatever scrolled before is to come to rest.
                     for (let y; y !== scrollY; await frames(8)) y = scrollY;
                     const race = document.querySelectorAll('downhill-race')[given];
                     race.scrollIntoView({ behavior: 'instant', block: 'center' });
                     await until(() => ready(race));
                     const picture = part('picture', race);
                     picture.scrollIntoView({ behavior: 'instant', block: 'center' });
                     await nextFrame();
                     window.from = scrollY;
                     const { x, y, width, height } = picture.getBoundingClientRect();
                     return [Math.round(x + width / 2), Math.round(y + height / 2)];",
                    figure,
                )
            };
            for distance in [120, -120] {
                let [x, y] = place();
                page.actions(json!({"actions": [{"type": "wheel", "id": "wheel", "actions": [
                    {"type": "scroll", "x": x, "y": y, "deltaX": 0, "deltaY": distance,
                     "origin": "viewport"},
                ]}]}));
                page.until(&format!("Math.abs(scrollY - from - {distance}) < 2"));
            }
            // PageDown, PageUp, ArrowDown, ArrowUp, and the space bar, after a click on the picture.
            for (key, sign) in
                [("\u{e00f}", 1), ("\u{e00e}", -1), ("\u{e015}", 1), ("\u{e013}", -1), (" ", 1)]
            {
                let [x, y] = place();
                page.actions(json!({"actions": [{"type": "pointer", "id": "mouse", "actions": [
                    {"type": "pointerMove", "x": x, "y": y},
                    {"type": "pointerDown", "button": 0},
                    {"type": "pointerUp", "button": 0},
                ]}]}));
                page.press(key);
                page.until(&format!(
                    "(scrollY - from) * {sign} > 20 /* {key:?} on figure {figure} */"
                ));
            }
        }
    });
}

/// What an element outside the figures looks like, and where it is.
#[derive(Debug, Deserialize, PartialEq)]
struct Look {
    name: String,
    place: [f64; 4],
    styles: BTreeMap<String, String>,
}

/// All that is outside the figures; the names that scripts have given to the window; the document's
/// own styles.
type Page = (Vec<Look>, Vec<String>, usize);

fn look(page: &Session) -> Page {
    page.get(
        "scrollTo({ top: 0, behavior: 'instant' });
         const names = Object.keys(window).filter((name) => name !== 'from').sort();
         const outside = [...document.querySelectorAll('body, body *')].filter(
           (element) => !element.closest('downhill-race') && element.localName !== 'script');
         const looks = outside.map((element) => {
           const { x, y, width, height } = element.getBoundingClientRect();
           const styles = getComputedStyle(element);
           return {
             name: element.localName,
             place: [x, y, width, height],
             styles: Object.fromEntries([...styles].map((name) => [name, styles.getPropertyValue(name)])),
           };
         });
         return [looks, names, document.adoptedStyleSheets.length + document.styleSheets.length];",
    )
}

#[test]
fn nothing_else_on_the_page_changes_its_look() {
    visit(|page| {
        open(page);
        let heights: Vec<f64> = page.get(
            "return [...document.querySelectorAll('downhill-race')].map((race) => {
               race.pause();
               return race.getBoundingClientRect().height;
             })",
        );
        let with = look(page);
        page.goto("notes/plain/");
        page.run("await until(() => document.readyState === 'complete')");
        let before = look(page);
        // The figures' places, as high as the figures.
        let _: Option<()> = page.with(
            "document.querySelectorAll('downhill-race').forEach((race, index) =>
               Object.assign(race.style, { display: 'flow-root', overflow: 'hidden', height: `${given[index]}px` }));",
            heights,
        );
        let without = look(page);
        assert_ne!(before.0, without.0, "the comparison sees nothing");
        assert_eq!((with.0.len(), &with.1, with.2), (without.0.len(), &without.1, without.2));
        assert!(with.0.len() > 40);
        for (with, without) in with.0.iter().zip(&without.0) {
            assert_eq!((&with.name, with.place), (&without.name, without.place));
            for (property, value) in &without.styles {
                assert_eq!(with.styles.get(property), Some(value), "{property} of {}", with.name);
            }
        }
    });
}

#[test]
fn without_scripts_there_are_poster_and_text() {
    visit(|page| {
        page.chromium(
            Capability::ScriptsOff,
            "Emulation.setScriptExecutionDisabled",
            &json!({"value": true}),
        );
        page.goto(&format!("notes/{POST}/"));
        let found = page.chromium(
            Capability::ScriptsOff,
            "Runtime.evaluate",
            &json!({"returnByValue": true, "expression":
                "[...document.querySelectorAll('downhill-race')].map((race) => {
                   const [child] = race.children;
                   const seen = child.getBoundingClientRect().height > 10;
                   return [seen, race.shadowRoot === null, child.alt ?? child.innerText];
                 })"}),
        );
        let expected = json!([
            [true, true, "Five optimizers reach the minimum of an inverted Gaussian."],
            [true, true, QUOTED],
            [true, true, "A race of optimizers down x^2 + 3*y^2."],
        ]);
        assert_eq!(found["result"]["value"], expected);
        page.chromium(
            Capability::ScriptsOff,
            "Emulation.setScriptExecutionDisabled",
            &json!({"value": false}),
        );
    });
}

#[test]
fn the_feed_and_the_front_page_hold_poster_and_text() {
    visit(|page| {
        page.goto("notes/");
        let found: Vec<(Option<String>, String)> = page.get(
            "const text = await (await fetch('feed.xml')).text();
             const feed = new DOMParser().parseFromString(text, 'application/xml');
             if (feed.querySelector('parsererror')) throw new Error(feed.documentElement.textContent);
             const content = feed.querySelector('content').textContent;
             const read = new DOMParser().parseFromString(content, 'text/html');
             return [...read.querySelectorAll('downhill-race')].map((race) =>
               [race.querySelector('img')?.getAttribute('src') ?? null,
                race.querySelector('img')?.alt ?? race.textContent.trim()]);",
        );
        let poster = "/notes/assets/downhill/poster.svg".to_owned();
        let article = "Five optimizers reach the minimum of an inverted Gaussian.".to_owned();
        let formula = "A race of optimizers down x^2 + 3*y^2.".to_owned();
        let expected = [(Some(poster), article), (None, QUOTED.to_owned()), (None, formula)];
        assert_eq!(found, expected);
        // The front page has the posts whole.
        page.until("document.querySelectorAll('downhill-race').length === 3 && ready()");
    });
}

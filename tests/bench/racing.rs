//! The part `racing`: what a race costs while it runs, against the same race as d3 4 draws it.
//!
//! Of each page the same span of its race is measured, once it has begun:
//!
//! - the processor time of the whole browser, user and system of all its processes, less what it uses
//!   in as long a span with a blank page. That is what a reader's battery pays. Without a GPU a canvas
//!   is painted on the page's main thread and SVG in other threads, so the main thread alone says more
//!   about the machine than about the page;
//! - the main thread's tasks, and of them script, layout and style.
//!
//! All are told by the frame, as if 60 were drawn in a second, whether the page draws as many or not.
//! A round measures every page once, one after the other; a ratio is one of the same round. The pages
//! are the element with its picture alone, which is as large as theirs and shows the same; the element
//! with all its controls; and Downhill's own page as it opens, at the width of the window.
//! Processor time is read from /proc, so on other systems than Linux this part is left out.

use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use crate::embed::{RACES, open_race};
use crate::metrics;
use crate::session::{Outcome, Session};
use crate::table::{Pairs, print_pairs, print_single};

/// How often each page is measured.
const ROUNDS: usize = 11;
/// How long a race is left alone before, and how long it is then measured. Together with the time in
/// which it opens that is less than the six seconds that it lasts.
const SETTLING: Duration = Duration::from_millis(500);
const RACED: Duration = Duration::from_millis(3000);
const FRAMES_PER_SECOND: f64 = 60.0;

const BLANK: &str = "bench/embed/blank.html";

/// A page with a race.
struct Page {
    what: &'static str,
    address: &'static str,
    /// The figure's attribute, set once the first picture stands.
    controls: Option<&'static str>,
    /// Whether the race goes on, in JavaScript.
    goes_on: &'static str,
}

/// Theirs, and what is measured against it.
const PAGES: [Page; 4] = [
    Page {
        what: "d3",
        address: RACES[1],
        controls: None,
        goes_on: "d3.active(document.querySelector('circle')) !== null",
    },
    Page { what: "picture alone", address: RACES[0], controls: Some("none"), goes_on: PLAYING },
    Page { what: "with controls", address: RACES[0], controls: Some("full"), goes_on: PLAYING },
    Page { what: "the whole page", address: "", controls: None, goes_on: PLAYING },
];
const PLAYING: &str = "document.querySelector('downhill-race').playing";

/// The main thread's times, by Chromium's names and ours.
const TIMES: [(&str, &str); 4] = [
    ("TaskDuration", "main thread"),
    ("ScriptDuration", "script"),
    ("LayoutDuration", "layout"),
    ("RecalcStyleDuration", "style"),
];

/// What a page used for each frame of its race (ms).
#[derive(Clone, Copy, Debug, Default)]
struct Used {
    browser: f64,
    main_thread: [f64; TIMES.len()],
}

pub(crate) fn racing(session: &Session) -> Outcome<()> {
    if !cfg!(target_os = "linux") {
        println!("racing: left out, for only Linux tells processor time by /proc");
        return Ok(());
    }
    let mut blanks = Vec::new();
    let mut rounds = Vec::new();
    for round in 0..ROUNDS {
        let blank = session.in_new_tab(|| {
            session.visit(BLANK)?;
            used(session)
        })?;
        let mut all = [Used::default(); PAGES.len()];
        for at in 0..PAGES.len() {
            // To and fro, so that no page always comes after the same one.
            let at = if round % 2 == 0 { at } else { PAGES.len() - 1 - at };
            let mut found = session.in_new_tab(|| raced(session, &PAGES[at]))?;
            found.browser -= blank.browser;
            all[at] = found;
        }
        blanks.push(blank.browser);
        rounds.push(all);
    }
    print_single("a blank page, a frame: the browser's processes", &blanks, "ms");
    for (at, page) in PAGES.iter().enumerate().skip(1) {
        let print = |what: &str, wanted: &str, value: &dyn Fn(&Used) -> f64| {
            let ours = rounds.iter().map(|all| value(&all[at])).collect();
            let theirs = rounds.iter().map(|[theirs, ..]| value(theirs)).collect();
            let what = format!("{}, a frame: {what}", page.what);
            print_pairs(&what, &Pairs { ours, theirs }, 1.0, "ms", wanted);
        };
        print("the browser's processes", "0.5 at most", &|used| used.browser);
        for (index, (_, what)) in TIMES.iter().enumerate() {
            print(what, "", &|used| used.main_thread[index]);
        }
    }
    Ok(())
}

/// What a page uses for a frame of its race.
fn raced(session: &Session, page: &Page) -> Outcome<Used> {
    open_race(session, page.address)?;
    if let Some(controls) = page.controls {
        let choose = "document.querySelector('downhill-race').controls = given;";
        session.run::<Value>(choose, json!(controls))?;
    }
    let used = used(session)?;
    if session.run(&format!("return {};", page.goes_on), Value::Null)? {
        Ok(used)
    } else {
        Err(format!("{}: the race ended before it was measured", page.what).into())
    }
}

/// What the page that is open uses for a frame. Nothing is asked of it meanwhile.
fn used(session: &Session) -> Outcome<Used> {
    metrics::enable(session)?;
    thread::sleep(SETTLING);
    let names = TIMES.map(|(name, _)| name);
    let main_thread = metrics::read(session, names)?;
    let browser = session.processes()?;
    thread::sleep(RACED);
    let browser = session.processes()?.since(&browser);
    let after = metrics::read(session, names)?;

    let frames = RACED.as_secs_f64() * FRAMES_PER_SECOND;
    let main_thread = std::array::from_fn(|at| (after[at] - main_thread[at]) * 1000.0 / frames);
    Ok(Used { browser: browser / frames, main_thread })
}

//! The part `embed`: a figure on someone else's page.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};

use crate::metrics;
use crate::session::{Outcome, Session};
use crate::table::{Pairs, print_added, print_pairs, print_single};

/// The same race by the element, and as d3 4 draws it.
pub(crate) const RACES: [&str; 2] = ["bench/embed/race.html", "bench/embed/d3.html"];
/// The first, with the engine named in the head.
const PRELOADED: &str = "bench/embed/preloaded.html";
/// How often each page is opened; and where only its first picture counts, which takes as long as what
/// else the machine does lets it.
const VISITS: u32 = 11;
const OPENINGS: u32 = 25;
/// A post is watched for so long (ms), and so much longer where the processor is slower.
const WATCHED: u32 = 1500;
/// How often figures come and go before, and while, it is counted what they leave.
const WARM_UPS: u32 = 10;
const MOUNTS: u32 = 1000;

/// Waits for the picture that first.js notes.
const FIRST_PICTURE: &str = "while (window.firstPicture === undefined) {
  await new Promise((done) => setTimeout(done, 5));
}
return firstPicture;";

pub(crate) fn embed(session: &Session) -> Outcome<()> {
    weights(session)?;
    // A file that the page learns of only by another one waits for the network once more. As fast as
    // can be, for this server does not compress.
    let far = json!({
        "offline": false, "latency": 40, "downloadThroughput": -1, "uploadThroughput": -1,
    });
    for (what, network) in [("near", None), ("40 ms away", Some(&far))] {
        first_pictures(session, what, network, RACES[0])?;
        first_pictures(session, &format!("{what}, preloaded"), network, PRELOADED)?;
    }
    opening(session)?;
    for slower in [1, 4] {
        blocking(session, slower)?;
    }
    leaks(session)
}

/// Measures ours and theirs in turns, each in a tab of its own.
fn in_turns<const N: usize>(
    session: &Session,
    rounds: u32,
    measure: impl Fn(bool) -> Outcome<[f64; N]>,
) -> Outcome<[Pairs; N]> {
    let mut all = [(); N].map(|()| Pairs::default());
    for round in 0..rounds {
        for ours in [round % 2 == 0, round % 2 != 0] {
            let found = session.in_new_tab(|| measure(ours))?;
            for (pairs, value) in all.iter_mut().zip(found) {
                if ours { &mut pairs.ours } else { &mut pairs.theirs }.push(value);
            }
        }
    }
    Ok(all)
}

fn race(ours: bool) -> &'static str {
    RACES[usize::from(!ours)]
}

/// What each page has loaded when its race runs.
fn weights(session: &Session) -> Outcome<()> {
    let [gzip, plain] = in_turns(session, 1, |ours| weight(session, ours))?;
    for (what, pairs) in [("gzip -9", gzip), ("plain", plain)] {
        print_pairs(&format!("bytes to the first running frame, {what}"), &pairs, 1e-3, "kB", "");
    }
    Ok(())
}

fn weight(session: &Session, ours: bool) -> Outcome<[f64; 2]> {
    open_race(session, race(ours))?;
    let loaded: BTreeSet<String> = session.run(
        "const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
         return [location.href, ...loaded].filter((name) => !name.startsWith('data:'));",
        Value::Null,
    )?;
    let mut sizes = [0.0; 2];
    for url in loaded {
        let content = fs::read(session.file(&url)?)?;
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(&content)?;
        for (sum, bytes) in sizes.iter_mut().zip([gzip.finish()?, content]) {
            *sum += f64::from(u32::try_from(bytes.len())?);
        }
    }
    Ok(sizes)
}

/// Opens a race; the time from the beginning of the navigation until its first picture is shown (ms).
pub(crate) fn open_race(session: &Session, race: &str) -> Outcome<f64> {
    session.before_scripts(include_str!("pages/embed/first.js"))?;
    session.visit(race)?;
    session.run(FIRST_PICTURE, Value::Null)
}

fn first_pictures(
    session: &Session,
    what: &str,
    network: Option<&Value>,
    race: &str,
) -> Outcome<()> {
    let [pairs] = in_turns(session, OPENINGS, |ours| {
        if let Some(network) = network {
            session.chromium("Network.enable", &json!({}))?;
            session.chromium("Network.emulateNetworkConditions", network)?;
        }
        Ok([open_race(session, if ours { race } else { RACES[1] })?])
    })?;
    print_pairs(&format!("navigation to first picture, {what}"), &pairs, 1.0, "ms", "1 at most");
    Ok(())
}

/// The page itself, which has nothing to be compared with.
fn opening(session: &Session) -> Outcome<()> {
    let times = (0..OPENINGS).map(|_| session.in_new_tab(|| open_race(session, "")));
    let times = times.collect::<Outcome<Vec<f64>>>()?;
    print_single("the page: navigation to first picture, near", &times, "ms");
    Ok(())
}

/// How long a post with a figure is deaf, against the same post without its script. A task counts by
/// what it has above 50 ms.
fn blocking(session: &Session, slower: u32) -> Outcome<()> {
    let [sums, longest] = in_turns(session, VISITS, |ours| tasks(session, ours, slower))?;
    let name = |what: &str| match slower {
        1 => format!("post with a figure, and none: {what}"),
        _ => format!("the same {slower} times slower: {what}"),
    };
    print_added(&name("blocking"), &sums, "ms", "");
    print_added(&name("longest task"), &longest, "ms", "");
    Ok(())
}

fn tasks(session: &Session, ours: bool, slower: u32) -> Outcome<[f64; 2]> {
    if !ours {
        session.chromium("Network.enable", &json!({}))?;
        session.chromium("Network.setBlockedURLs", &json!({"urls": ["*/downhill/*"]}))?;
    }
    session.chromium("Emulation.setCPUThrottlingRate", &json!({"rate": slower}))?;
    session.goto("bench/embed/post.html")?;
    let has_figure: bool = session.run(
        "while (performance.now() < given) await new Promise((done) => setTimeout(done, 50));
         return document.querySelector('downhill-race').shownStep > 0;",
        json!(WATCHED * slower),
    )?;
    if has_figure != ours {
        return Err(format!("the figure runs: {has_figure}, and should: {ours}").into());
    }
    session.run(
        "const tasks = await new Promise((done) => {
           new PerformanceObserver((list) => done(list.getEntries())).observe({ type: 'longtask', buffered: true });
           setTimeout(() => done([]), 200);
         });
         const times = tasks.map(({ duration }) => duration);
         return [times.reduce((sum, ms) => sum + ms - 50, 0), Math.max(0, ...times)];",
        Value::Null,
    )
}

/// What is left after a thousand figures that came and went, against after the first ten.
fn leaks(session: &Session) -> Outcome<()> {
    let [before, after] = session.in_new_tab(|| {
        session.before_scripts(include_str!("../e2e/fixtures/memory.js"))?;
        session.open()?;
        metrics::enable(session)?;
        let mut counts = [[0.0; 3]; 2];
        for (count, found) in [WARM_UPS, MOUNTS].into_iter().zip(&mut counts) {
            for _ in 0..count / WARM_UPS {
                session.call::<Value>("embed/mounts", "comeAndGo", json!({"count": WARM_UPS}))?;
            }
            metrics::collect_garbage(session)?;
            let [listeners, nodes] = metrics::read(session, ["JSEventListeners", "Nodes"])?;
            *found = [session.run("return memoryPages();", Value::Null)?, listeners, nodes];
        }
        Ok(counts)
    })?;
    for (index, what) in ["wasm pages", "listeners", "nodes"].into_iter().enumerate() {
        let pairs = Pairs { ours: vec![after[index]], theirs: vec![before[index]] };
        let what = format!("{what} after {MOUNTS} more figures, against {WARM_UPS}");
        print_added(&what, &pairs, "", "0 at most");
    }
    Ok(())
}

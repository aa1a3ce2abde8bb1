//! What is measured, part by part.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::drag::drag;
use crate::embed::embed;
use crate::racing::racing;
use crate::session::{Outcome, Session};
use crate::surface::surface;
use crate::table::{Pairs, print_head, print_pairs, print_single};

const OPTIMIZERS: [&str; 12] = [
    "sgd", "momentum", "adagrad", "rmsprop", "adam", "adamw", "nadam", "radam", "adamax",
    "adadelta", "rprop", "lion",
];
/// How often each pair is measured.
const ROUNDS: u32 = 41;
/// How often maps of basins are made.
const MAPS: u32 = 7;
/// How often each field is made.
const FIELDS: u32 = 21;
/// How often each file is made.
const EXPORTS: u32 = 5;
/// How often a million steps are redrawn.
const REDRAWS: u32 = 7;
/// How often a stretch of frames is played at each of two steps.
const STRETCHES: u32 = 11;
const MILLION: f64 = 1e-6;

type Part = (&'static str, fn(&Session) -> Outcome<()>);

const PARTS: [Part; 11] = [
    ("steps", steps),
    ("sweeps", sweeps),
    ("basins", basins),
    ("formulas", formulas),
    ("field", field),
    ("frames", frames),
    ("embed", embed),
    ("racing", racing),
    ("drag", drag),
    ("surface", surface),
    ("export", export),
];

/// Runs the parts that are `named`; all of them if none is.
pub(crate) fn run(named: &[String]) -> Outcome<()> {
    if let Some(unknown) = named.iter().find(|name| PARTS.iter().all(|(part, _)| part != name)) {
        let names = PARTS.map(|(name, _)| name).join(", ");
        return Err(format!("there is no part `{unknown}`; choose of {names}.").into());
    }
    let session = Session::start()?;
    print_head();
    let outcome = PARTS
        .iter()
        .filter(|(name, _)| named.is_empty() || named.iter().any(|wanted| wanted == name))
        .try_for_each(|(_, part)| part(&session));
    session.close();
    outcome
}

/// What a worker takes for a file, and how long the file is.
#[derive(Debug, Deserialize)]
struct Exported {
    seconds: f64,
    kilobytes: f64,
}

/// The article's race as files, by one worker. The article's own GIF has 1,964 kB.
fn export(session: &Session) -> Outcome<()> {
    for kind in ["png", "svg", "gif", "csv", "json"] {
        let (mut seconds, mut sizes) = (Vec::new(), Vec::new());
        for _ in 0..EXPORTS {
            session.open()?;
            let given = json!({
                "kind": kind, "run": "preset=article-gif", "width": 576, "height": 432, "scale": 1,
                "isDark": false, "isArticle": false, "axes": false, "labels": true,
                "title": false, "steps": [1, 100], "rate": 50.0 / 3.0,
            });
            let found: Exported = session.call("export", "exported", given)?;
            seconds.push(found.seconds);
            sizes.push(found.kilobytes);
        }
        print_single(&format!("the article's race as {kind}"), &seconds, "s");
        print_single(&format!("the {kind}"), &sizes, "kB");
    }
    Ok(())
}

/// One racer through the shipped package, every iterate and loss stored.
fn steps(session: &Session) -> Outcome<()> {
    // What a step costs depends on where it is. Near (0, 0) V8's exp takes a short cut, and within
    // some thousand steps SGD's numbers are subnormal, which processors compute slowly, whoever
    // asks: hence runs of three lengths.
    for (what, steps, restarts, reads, wanted) in [
        ("100,000 steps", 100_000, 1, false, "0.9 at least"),
        ("50 times 2,000 steps", 2_000, 50, false, "0.9 at least"),
        ("1,000 times 100 steps", 100, 1_000, false, "0.9 at least"),
        ("100,000 steps, read by JavaScript", 100_000, 1, true, ""),
    ] {
        for optimizer in OPTIMIZERS {
            session.open()?;
            let given = json!({
                "optimizer": optimizer, "steps": steps, "restarts": restarts, "reads": reads,
                "rounds": ROUNDS,
            });
            let pairs: Pairs = session.call("steps", "steps", given)?;
            print_pairs(&format!("{optimizer}, {what}"), &pairs, MILLION, "M/s", wanted);
        }
    }
    Ok(())
}

/// Many starts side by side, nothing stored.
fn sweeps(session: &Session) -> Outcome<()> {
    for (what, steps) in [("100 steps", 100), ("1,000 steps", 1_000)] {
        for optimizer in OPTIMIZERS {
            session.open()?;
            let given =
                json!({"optimizer": optimizer, "across": 8, "steps": steps, "rounds": ROUNDS});
            let pairs: Pairs = session.call("sweeps", "sweeps", given)?;
            let what = format!("{optimizer}, 64 starts in blocks, {what}");
            print_pairs(&what, &pairs, MILLION, "M/s", "4 at least");
        }
    }
    Ok(())
}

/// Rates of maps of basins, in steps per second.
#[derive(Debug, Deserialize)]
struct BasinRates {
    theirs: Vec<f64>,
    one: Vec<f64>,
    two: Vec<f64>,
    /// How long a map took on one worker (ms).
    times: Vec<f64>,
    /// The part of the steps that were taken: racers that arrive take no more.
    taken: f64,
}

/// How long a large map takes.
#[derive(Debug, Deserialize)]
struct BasinSize {
    /// In ms.
    spent: f64,
    /// The memory of the page's module after it, in MB.
    memory: f64,
}

/// Maps of basins of the article's race, in workers.
fn basins(session: &Session) -> Outcome<()> {
    session.open()?;
    let given = json!({"side": 512, "rounds": MAPS});
    let BasinRates { theirs, one, two, times, taken } = session.call("basins", "basins", given)?;
    let pairs = Pairs { ours: one.clone(), theirs };
    print_pairs("map of 512 × 512, one worker", &pairs, MILLION, "M/s", "4 at least");
    let pairs = Pairs { ours: two, theirs: one };
    print_pairs("two workers, against one", &pairs, MILLION, "M/s", "1.7 at least");
    print_single("steps that are not taken", &[100.0 * (1.0 - taken)], "%");
    session.open()?;
    let BasinSize { spent, memory } = session.call("basins", "size", json!({"side": 1024}))?;
    let pairs = Pairs { ours: vec![spent; times.len()], theirs: times };
    print_pairs("1024 × 1024, against 512 × 512", &pairs, 1.0, "ms", "3.6 to 4.4");
    print_single("1024 × 1024: memory of the page's module", &[memory], "MB");
    session.open()?;
    let spent: Vec<f64> = session.call("basins", "abort", json!({"rounds": MAPS}))?;
    print_single("from an abort to the next map's result", &spent, "ms");
    Ok(())
}

/// One function at many points: its formula against two other ways.
#[derive(Debug, Deserialize)]
struct Formula {
    /// The function compiled.
    built: Pairs,
    /// JavaScript with derivatives written by hand.
    script: Pairs,
}

/// Gradients of typed formulas, in blocks.
fn formulas(session: &Session) -> Outcome<()> {
    // A transcendental function takes so long that running the formula around it costs little. Of
    // polynomials a point takes few operations, each of which is found anew.
    for (names, built, script) in [
        (
            &["gaussian", "ackley", "rastrigin", "two-gaussians", "easom", "waves"][..],
            "0.4 at least",
            "0.8 at least",
        ),
        (&["rosenbrock", "himmelblau", "beale", "goldstein-price"], "0.12 at least", ""),
    ] {
        for name in names {
            session.open()?;
            let given = json!({"name": name, "rounds": ROUNDS});
            let found: Formula = session.call("formulas", "formulas", given)?;
            let print = |theirs: &str, pairs: &Pairs, wanted: &str| {
                let what = format!("{name}, formula against {theirs}");
                print_pairs(&what, pairs, MILLION, "M/s", wanted);
            };
            print("compiled", &found.built, built);
            print("JavaScript", &found.script, script);
        }
    }
    Ok(())
}

/// Times of one field.
#[derive(Debug, Deserialize)]
struct FieldTimes {
    whole: Pairs,
    samples: Pairs,
    rest: Pairs,
}

/// Bands and isolines as a page makes them, against d3-contour.
fn field(session: &Session) -> Outcome<()> {
    for (name, line) in [
        ("gaussian", "objective=gaussian&levels=0,0.12,0.24,0.36,0.48,0.6,0.72,0.84,0.96"),
        ("rosenbrock", "objective=rosenbrock"),
        ("himmelblau", "objective=himmelblau"),
        ("goldstein-price", "objective=goldstein-price"),
        ("waves", "formula=sin(1.3*x)*cos(0.7*y)+0.05*(x^2+y^2)"),
    ] {
        session.open()?;
        let given = json!({"name": name, "line": line, "rounds": FIELDS});
        let found: FieldTimes = session.call("field", "field", given)?;
        let print = |what: &str, pairs: &Pairs, wanted: &str| {
            print_pairs(&format!("{name}, {what}"), pairs, 1.0, "ms", wanted);
        };
        print("field of 400 × 300 samples", &found.whole, "0.75 at most");
        print("the samples of it", &found.samples, "");
        print("the contours and the rest of it", &found.rest, "");
    }
    Ok(())
}

/// How long a full redraw held the main thread (ms).
#[derive(Debug, Deserialize)]
struct Held {
    /// The longest frame.
    frame: f64,
    /// The longest answer to a change of size, which comes between frames.
    resize: f64,
    total: f64,
    frames: u32,
}

/// Figures of a million steps: the picture drawn anew, and the frames while they play.
fn frames(session: &Session) -> Outcome<()> {
    session.open()?;
    session.call::<Value>("frames", "begin", Value::Null)?;
    for name in ["resize", "seek"] {
        let held = (0..REDRAWS)
            .map(|_| session.call("frames", name, Value::Null))
            .collect::<Outcome<Vec<Held>>>()?;
        let print = |what: &str, unit: &str, value: fn(&Held) -> f64| {
            let values: Vec<f64> = held.iter().map(value).collect();
            print_single(&format!("redraw of a million steps, {name}: {what}"), &values, unit);
        };
        print("longest frame", "ms", |held| held.frame);
        if name == "resize" {
            print("field", "ms", |held| held.resize);
        }
        print("in all", "ms", |held| held.total);
        print("frames", "", |held| f64::from(held.frames));
    }
    session.call::<Value>("frames", "join", Value::Null)?;
    let pairs: Pairs = session.call("frames", "frames", json!({"rounds": STRETCHES}))?;
    print_pairs("frame at step 990,000, against step 100", &pairs, 1.0, "ms", "1.2 at most");
    Ok(())
}

//! What is measured, part by part.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::session::{Outcome, Session};
use crate::table::{Pairs, print_head, print_pairs, print_single};

const OPTIMIZERS: [&str; 5] = ["sgd", "momentum", "adagrad", "rmsprop", "adam"];
/// How often each pair is measured.
const ROUNDS: u32 = 15;
/// How often a million steps are redrawn.
const REDRAWS: u32 = 3;
/// How often a stretch of frames is played.
const STRETCHES: u32 = 3;
const MILLION: f64 = 1e-6;

type Part = (&'static str, fn(&Session) -> Outcome<()>);

const PARTS: [Part; 3] = [("steps", steps), ("sweeps", sweeps), ("frames", frames)];

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

/// One racer through the shipped package, every iterate and loss stored.
fn steps(session: &Session) -> Outcome<()> {
    // SGD with and without momentum comes so near to (0, 0) within some thousand steps that its
    // numbers are subnormal, which processors compute slowly, whoever asks. The second
    // measurement ends before that.
    for (what, steps, restarts, reads, wanted) in [
        ("100,000 steps", 100_000, 1, false, "0.7 at least"),
        ("50 times 2,000 steps", 2_000, 50, false, "0.7 at least"),
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
    for optimizer in OPTIMIZERS {
        session.open()?;
        let given = json!({"optimizer": optimizer, "across": 8, "steps": 1_000, "rounds": ROUNDS});
        let pairs: Pairs = session.call("sweeps", "sweeps", given)?;
        let what = format!("{optimizer}, 64 starts, 1,000 steps, in blocks");
        print_pairs(&what, &pairs, MILLION, "M/s", "3 at least");
    }
    Ok(())
}

/// How long a figure held the main thread (ms).
#[derive(Debug, Deserialize)]
struct Held {
    longest: f64,
    total: f64,
    calls: u32,
}

/// A figure of a million steps: its frames, and its picture drawn anew.
fn frames(session: &Session) -> Outcome<()> {
    session.open()?;
    session.call::<Value>("frames", "open", Value::Null)?;
    for (what, name) in [("resized", "resize"), ("sought", "seek")] {
        let held = (0..REDRAWS)
            .map(|_| session.call("frames", name, Value::Null))
            .collect::<Outcome<Vec<Held>>>()?;
        let print = |what: &str, unit, values: Vec<f64>| print_single(what, &values, unit, "");
        let longest = held.iter().map(|held| held.longest).collect();
        print(&format!("redraw of 1,000,000 steps, {what}: longest"), "ms", longest);
        let total = held.iter().map(|held| held.total).collect();
        print(&format!("redraw of 1,000,000 steps, {what}: in all"), "ms", total);
        let calls = held.iter().map(|held| f64::from(held.calls)).collect();
        print(&format!("redraw of 1,000,000 steps, {what}: slices"), "", calls);
    }
    let play = |step: u32| session.call::<f64>("frames", "play", json!({"step": step}));
    let mut pairs = Pairs { ours: Vec::new(), theirs: Vec::new() };
    for _ in 0..STRETCHES {
        pairs.theirs.push(play(100)?);
        pairs.ours.push(play(999_000)?);
    }
    print_pairs("frame at step 999,000 (ours), 100 (theirs)", &pairs, 1.0, "ms", "1.2 at most");
    Ok(())
}

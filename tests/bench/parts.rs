//! What is measured, part by part.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::session::{Outcome, Session};
use crate::table::{Pairs, print_head, print_pairs, print_single};

const OPTIMIZERS: [&str; 5] = ["sgd", "momentum", "adagrad", "rmsprop", "adam"];
/// How often each pair is measured.
const ROUNDS: u32 = 41;
/// How often a million steps are redrawn.
const REDRAWS: u32 = 7;
/// How often a stretch of frames is played at each of two steps.
const STRETCHES: u32 = 11;
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
    // What a step costs depends on where it is. Near (0, 0) V8's exp takes a short cut, and within
    // some thousand steps SGD's numbers are subnormal, which processors compute slowly, whoever
    // asks: hence runs of three lengths.
    for (what, steps, restarts, reads, wanted) in [
        ("100,000 steps", 100_000, 1, false, "0.7 at least"),
        ("50 times 2,000 steps", 2_000, 50, false, "0.7 at least"),
        ("1,000 times 100 steps", 100, 1_000, false, "0.7 at least"),
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
            print_pairs(&what, &pairs, MILLION, "M/s", "3 at least");
        }
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

//! The part `surface`: the surface turned under the mouse, with five racers of a thousand steps each on it, and the
//! same race played beside the map.

use serde_json::{Value, json};

use crate::metrics;
use crate::session::{Outcome, Session};
use crate::table::{Pairs, print_pairs};

/// The runs whose surfaces are turned: the article's, and two with more to be hidden.
const RUNS: [(&str, &str); 3] = [
    ("gaussian", "#v1&steps=1000"),
    ("rosenbrock", "#v1&objective=rosenbrock&steps=1000"),
    ("himmelblau", "#v1&objective=himmelblau&steps=1000"),
];
/// How often each is turned, over so many frames.
const ROUNDS: u32 = 5;
const MOVES: u32 = 60;
const FRAME: f64 = 1000.0 / 60.0;

/// Opens the run, shows its surface alone, and waits until it stands.
const OPEN: &str = "const race = document.querySelector('downhill-race');
await race.ready;
race.pause();
race.seek(1000);
document.querySelector('[data-name=layout-surface]').click();
await new Promise((done) => setTimeout(done, 1500));";

/// Turns the surface by the mouse, a move a frame; how many of the moves painted it anew.
const TURN: &str = "const box = document.querySelector('[data-name=surface]');
box.setPointerCapture = () => {};
const send = (kind, turn) => box.dispatchEvent(new PointerEvent(kind, {
  bubbles: true, isPrimary: true, pointerId: 7, pointerType: 'mouse', buttons: kind === 'pointerup' ? 0 : 1,
  clientX: 400 + 4 * turn, clientY: 300 + 30 * Math.sin(turn / 9),
}));
// Each picture begins with a canvas of a new size.
const ground = document.querySelector('[data-name=surface-canvas]');
let painted = 0;
const { set } = Object.getOwnPropertyDescriptor(HTMLCanvasElement.prototype, 'width');
Object.defineProperty(ground, 'width', { set(width) { painted += 1; set.call(this, width); } });
send('pointerdown', 0);
for (let move = 1; move <= given; move++) {
  await new Promise(requestAnimationFrame);
  send('pointermove', move);
}
await new Promise(requestAnimationFrame);
send('pointerup', given);
delete ground.width;
return painted;";

/// What a turn costs the main thread, all told: projecting, painting, the browser's own; and of it what scripts
/// and the module take.
pub(crate) fn surface(session: &Session) -> Outcome<()> {
    for (name, hash) in RUNS {
        let (mut all, mut script) = (Pairs::default(), Pairs::default());
        for _ in 0..ROUNDS {
            let found = session.in_new_tab(|| {
                session.goto(hash)?;
                session.run::<Value>(OPEN, Value::Null)?;
                metrics::enable(session)?;
                let before = metrics::read(session, ["TaskDuration", "ScriptDuration"])?;
                let painted: f64 = session.run(TURN, json!(MOVES))?;
                if painted < f64::from(MOVES) / 2.0 {
                    return Err(format!("the surface was painted {painted} times only").into());
                }
                let after = metrics::read(session, ["TaskDuration", "ScriptDuration"])?;
                Ok([0, 1].map(|index| (after[index] - before[index]) * 1000.0 / painted))
            })?;
            for (pairs, ms) in [&mut all, &mut script].into_iter().zip(found) {
                pairs.ours.push(ms);
                pairs.theirs.push(FRAME);
            }
        }
        print_pairs(
            &format!("turning the surface, {name}, of 16.7 ms"),
            &all,
            1.0,
            "ms",
            "1 at most",
        );
        print_pairs(&format!("  of it scripts, {name}"), &script, 1.0, "ms", "0.5 at most");
    }
    Ok(())
}

//! The part `drag`: the page's start under the mouse, with five racers of a thousand steps each.

use serde_json::{Value, json};

use crate::metrics;
use crate::session::{Outcome, Session};
use crate::table::{Pairs, print_pairs, print_single};

/// The runs that are dragged about: the article's, and a longer way.
const RUNS: [(&str, &str); 3] = [
    ("gaussian", "#v1&steps=1000"),
    ("rosenbrock", "#v1&objective=rosenbrock&steps=1000"),
    ("rastrigin", "#v1&objective=rastrigin&steps=1000"),
];
/// How often each is dragged, over so many frames.
const ROUNDS: u32 = 7;
const MOVES: u32 = 60;
const FRAME: f64 = 1000.0 / 60.0;

/// Opens the run and waits until it stands, drawn and told.
const OPEN: &str = "const race = document.querySelector('downhill-race');
await race.ready;
race.pause();
race.seek(1000);
await new Promise((done) => setTimeout(done, 1500));";

/// Drags the start over the field by its handle, a move a frame; how many moves a second were drawn.
const DRAG: &str = "const race = document.querySelector('downhill-race');
const field = document.querySelector('[data-name=cursor]');
const { left, top, width, height } = field.getBoundingClientRect();
const handle = document.querySelector('[data-name=start]');
handle.setPointerCapture = () => {};
const send = (kind, turn) => handle.dispatchEvent(new PointerEvent(kind, {
  bubbles: true, composed: true, isPrimary: true, pointerType: 'mouse',
  clientX: left + width * (0.5 + 0.35 * Math.cos(turn)),
  clientY: top + height * (0.5 + 0.35 * Math.sin(turn)),
}));
// Each picture begins with a topmost canvas that is cleared.
const heads = race.shadowRoot.querySelector('[data-name=picture]').lastElementChild.getContext('2d');
let drawn = 0;
heads.clearRect = (...rect) => {
  drawn += 1;
  CanvasRenderingContext2D.prototype.clearRect.apply(heads, rect);
};
send('pointerdown', 0);
const before = JSON.stringify(race.config.start);
const begun = performance.now();
for (let move = 1; move <= given; move++) {
  await new Promise(requestAnimationFrame);
  send('pointermove', move / 10);
}
await new Promise(requestAnimationFrame);
const ms = performance.now() - begun;
send('lostpointercapture', 0);
return JSON.stringify(race.config.start) === before ? 0 : (1000 * Math.min(drawn, given)) / ms;";

/// What a move costs the main thread, all told: computing, drawing, text, the browser's own.
pub(crate) fn drag(session: &Session) -> Outcome<()> {
    for (name, hash) in RUNS {
        let mut pairs = Pairs::default();
        let mut rates = Vec::new();
        for _ in 0..ROUNDS {
            let (spent, rate) = session.in_new_tab(|| {
                session.goto(hash)?;
                session.run::<Value>(OPEN, Value::Null)?;
                metrics::enable(session)?;
                let [before] = metrics::read(session, ["TaskDuration"])?;
                let rate: f64 = session.run(DRAG, json!(MOVES))?;
                if rate == 0.0 {
                    return Err("the start did not move".into());
                }
                let [after] = metrics::read(session, ["TaskDuration"])?;
                Ok(((after - before) * 1000.0 / f64::from(MOVES), rate))
            })?;
            rates.push(rate);
            pairs.ours.push(spent);
            pairs.theirs.push(FRAME);
        }
        print_pairs(
            &format!("dragging the start, {name}, of 16.7 ms"),
            &pairs,
            1.0,
            "ms",
            "1 at most",
        );
        print_single(&format!("pictures drawn while dragging, {name}"), &rates, "/s");
    }
    Ok(())
}

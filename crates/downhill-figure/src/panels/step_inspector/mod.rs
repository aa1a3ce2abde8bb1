//! Inside a step: what a racer's rule did with its numbers, as equations beside the picture and as
//! arrows on it.

mod equations;
mod template;

pub use self::equations::{Equation, equations};

use downhill::anatomy::Anatomy;
use downhill_plot::{Arrows, arrows};
use serde::Serialize;

use crate::panel::{Context, Overlay, Panel, Response};
use crate::readout::Teller;
use crate::texts::{add_sentence, fill};

/// What its controls ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InspectorCommand {
    /// Takes steps of the racer of that index apart; of none without.
    Inspect(Option<usize>),
}

/// What the panel shows.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct InspectorView {
    /// Which step it is, and how its arrows are drawn; or why there is none.
    pub taken: String,
    /// The rule's equations with the step's numbers, as HTML with MathML: names and numbers of our own,
    /// and nothing that anybody has typed.
    pub equations: String,
    /// The rule in Python.
    pub python: &'static str,
    /// The rule in Rust.
    pub rust: &'static str,
}

/// See the [module](self).
#[derive(Debug, Default)]
pub struct StepInspector {
    racer: Option<usize>,
}

/// The arrows of a step.
fn drawn(anatomy: &Anatomy, context: &Context<'_>) -> Option<Arrows> {
    let negative = |[x, y]: [f64; 2]| [-x, -y];
    // What is not drawn has no length.
    let (followed, name) =
        anatomy.follows.map_or(([0.0; 2], ""), |(vector, name)| (negative(vector), name));
    let (scale, root) = anatomy.root.unwrap_or_default();
    // With what a decay takes from the iterate.
    let step =
        [0, 1].map(|axis| (anatomy.base[axis] - anatomy.iterate[axis]) + anatomy.change[axis]);
    let vectors = [negative(anatomy.gradient), followed, step];
    Some(arrows(&context.view?, anatomy.iterate, vectors, [name, root], scale))
}

impl StepInspector {
    /// The racer whose step is taken apart and the step from which it leads on, while nothing plays.
    fn inspected(&self, context: &Context<'_>) -> Option<(usize, u32)> {
        // The last step is the one that led there.
        let from = context.step.min(context.runner.config().steps - 1);
        let can_inspect = !context.is_playing && from < context.runner.step_count();
        self.racer.filter(|_| can_inspect).map(|racer| (racer, from))
    }
}

impl Panel for StepInspector {
    type View = InspectorView;
    type Command = InspectorCommand;

    fn command(&mut self, _: &Context<'_>, command: InspectorCommand) -> Response {
        let InspectorCommand::Inspect(racer) = command;
        self.racer = racer;
        Response::default()
    }

    fn overlay(&self, context: &Context<'_>) -> Option<Overlay> {
        let (racer, from) = self.inspected(context)?;
        let anatomy = Anatomy::of(context.runner, racer, from)?;
        Some(Overlay { shapes: drawn(&anatomy, context)?.shapes, peeked: None })
    }

    fn view(&self, context: &Context<'_>) -> InspectorView {
        let Some((racer, from)) = self.inspected(context) else { return InspectorView::default() };
        let texts = &context.texts.inspector;
        let numbers = context.numbers;
        let Some(anatomy) = Anatomy::of(context.runner, racer, from) else {
            let teller =
                Teller { runner: context.runner, arrivals: None, texts: context.texts, numbers };
            let why = teller.stop(racer, from + 1).unwrap_or_default();
            return InspectorView {
                taken: fill(texts.no_step, &[&why]),
                ..InspectorView::default()
            };
        };
        let [arrows, cross] = drawn(&anatomy, context).map_or([1.0; 2], |drawn| drawn.factors);
        let [before, after] = [from, from + 1].map(|step| numbers.integer(step));
        let mut taken = fill(texts.taken, &[&before, &after, &numbers.told(arrows)]);
        if let Some((_, root)) = anatomy.root {
            add_sentence(&mut taken, &fill(texts.cross, &[root, &numbers.told(cross)]));
        }
        if context.runner.config().noise.sigma > 0.0 {
            add_sentence(&mut taken, texts.noisy);
        }
        let about = anatomy.optimizer.kind().about();
        InspectorView {
            taken,
            equations: equations::markup(&anatomy, &|number| numbers.precise(number)),
            python: about.python,
            rust: about.rust,
        }
    }
}

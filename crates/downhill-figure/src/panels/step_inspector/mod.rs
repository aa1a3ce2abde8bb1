//! Inside a step: what a racer's rule did with its numbers, as equations beside the picture and as
//! arrows on it.

mod equations;
mod template;

pub use self::equations::{Equation, equations};

use downhill::anatomy::Anatomy;
use downhill::{Schedule, code};
use downhill_plot::{Arrows, Identity, Point, Vectors, arrows};
use serde::Serialize;

use crate::panel::{Context, Overlay, Panel, Response};
use crate::readout::ReadoutWriter;
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
    /// Whose step it is, and which: "Adam, step 12 to 13"; empty while nothing is inspected.
    pub step: String,
    /// How its arrows are drawn, where that is not as they are, or why there is no step; may be empty.
    pub note: String,
    /// The rule's equations with the step's numbers, as HTML with MathML: names and numbers of our own,
    /// and nothing that anybody has typed.
    pub equations: String,
    /// The rule in Python with the racer's own settings, and its call.
    pub python: String,
    /// The rule in Rust, and its call with the racer's own settings.
    pub rust: String,
}

/// See the [module](self).
#[derive(Debug, Default)]
pub struct StepInspector {
    racer: Option<usize>,
}

/// The arrows of a racer's step.
fn drawn(anatomy: &Anatomy, racer: usize, context: &Context<'_>) -> Option<Arrows> {
    let negative = |[x, y]: [f64; 2]| [-x, -y];
    // What is not drawn has no length.
    let memory = anatomy.follows.map_or(([0.0; 2], ""), |(vector, name)| (negative(vector), name));
    // With what a decay takes from the iterate.
    let step =
        [0, 1].map(|axis| (anatomy.base[axis] - anatomy.iterate[axis]) + anatomy.change[axis]);
    let gradient = negative(anatomy.gradient);
    let root = anatomy.root.unwrap_or_default();
    let vectors = Vectors { at: anatomy.iterate, gradient, memory, step, root };
    let (view, runner, palette) = (context.view?, context.runner, context.palette);
    let shown = |racer: usize| !runner.config().racers[racer].off;
    let heads: Vec<Point> = (0..runner.racer_count())
        .filter(|racer| shown(*racer))
        .filter_map(|racer| Some(view.to_px(runner.iterate(racer, context.step)?)))
        .collect();
    let identity = Identity::of(runner.config(), palette).into_iter().nth(racer)?;
    Some(arrows(&view, &vectors, &identity, palette, &heads))
}

/// How arrows are drawn that are not as long as they are.
fn about_lengths(arrows: &Arrows, anatomy: &Anatomy, context: &Context<'_>) -> String {
    let texts = &context.texts.inspector;
    let times = |factor: f64| context.numbers.short(factor);
    let mut note = String::new();
    if arrows.factor == arrows.step {
        if arrows.factor != 1.0 {
            note = fill(texts.arrows, &[&times(arrows.factor)]);
        }
    } else {
        if arrows.factor != 1.0 {
            let text = match anatomy.follows {
                Some((_, letter)) => fill(texts.two, &["−g", letter, &times(arrows.factor)]),
                None => fill(texts.one, &["−g", &times(arrows.factor)]),
            };
            note.push_str(&text);
        }
        if arrows.step != 1.0 {
            add_sentence(&mut note, &fill(texts.one, &["Δ", &times(arrows.step)]));
        }
    }
    if let Some((_, root)) = anatomy.root
        && arrows.cross != 1.0
    {
        add_sentence(&mut note, &fill(texts.one, &[root, &times(arrows.cross)]));
    }
    note
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
        Some(Overlay { shapes: drawn(&anatomy, racer, context)?.shapes, peeked: None })
    }

    fn view(&self, context: &Context<'_>) -> InspectorView {
        let config = context.runner.config();
        let Some(racer) = self.racer.filter(|racer| *racer < config.racers.len()) else {
            return InspectorView::default();
        };
        let training = config.racers[racer].training();
        let code = InspectorView {
            python: code::python(training, config.start, config.steps),
            rust: code::rust(training, config.start, config.steps),
            ..InspectorView::default()
        };
        let Some((racer, from)) = self.inspected(context) else { return code };
        let (texts, numbers) = (&context.texts.inspector, context.numbers);
        let writer =
            ReadoutWriter { runner: context.runner, arrivals: None, texts: context.texts, numbers };
        let label = writer.label(racer);
        let Some(anatomy) = Anatomy::of(context.runner, racer, from) else {
            let why = writer.stop(racer, from + 1).unwrap_or_default();
            let note = fill(texts.no_step, &[&why]);
            return InspectorView { step: label, note, ..code };
        };
        let [before, after] = [from, from + 1].map(|step| numbers.integer(step));
        let mut note = drawn(&anatomy, racer, context)
            .map(|arrows| about_lengths(&arrows, &anatomy, context))
            .unwrap_or_default();
        if config.noise.sigma > 0.0 {
            add_sentence(&mut note, texts.noisy);
        }
        let short = |number: f64| numbers.short(number);
        if anatomy.unclipped != anatomy.gradient {
            let [given, seen] = [anatomy.unclipped, anatomy.gradient].map(|of| of.map(short));
            let sentence = fill(texts.clipped, &[&given[0], &given[1], &seen[0], &seen[1]]);
            add_sentence(&mut note, &sentence);
        }
        let training = config.racers[racer].training();
        if training.schedule != Schedule::Constant {
            let rate = numbers.precise(training.rate(from));
            add_sentence(&mut note, &fill(texts.rate, &[&rate]));
        }
        InspectorView {
            step: fill(texts.step, &[&label, &before, &after]),
            note,
            equations: equations::markup(&anatomy, &|number| numbers.precise(number)),
            ..code
        }
    }
}

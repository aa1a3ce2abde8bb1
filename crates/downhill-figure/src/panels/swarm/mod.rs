//! One racer from many starts at once, as dots that move with the step, between the field and the trails,
//! and their values of f, sorted. It is another look at the run and no part of it, so no link has it.

mod values;

use downhill::{MAX_SWARM, Noise, Objective, Status, Swarm as Racers, Training};
use downhill_plot::{Identity, Shape, Stroke, View};
use serde::Serialize;

use self::values::Values;
use crate::effect::{Painting, Surface};
use crate::panel::{Context, Panel, Response, Work};
use crate::scheduler::Deadline;
use crate::session::Changed;
use crate::texts::fill;

/// The least number of starts, and the usual one.
const LEAST: u32 = 12;
const USUAL: u32 = 432;
/// How often a racer takes a few steps at most while a step is only marked.
const MARKED: u32 = 4000;
/// How wide a dot is, and by how much less where there are many, with what lies around it (CSS px).
const DOT: f64 = 5.4;
const LESS: f64 = 1.0 / 1000.0;
const AROUND: f64 = 1.6;

/// What its controls ask for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum SwarmCommand {
    /// Shows the racer of that index from many starts; none without.
    Racer(Option<usize>),
    /// From about so many starts.
    Count(u32),
    /// The chart of values is now so wide and high, in CSS px.
    Resize([f64; 2]),
}

/// What the panel shows.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SwarmView {
    /// The racer that is shown so.
    pub racer: Option<usize>,
    /// How many there are, and what became of those that are not under way.
    pub text: String,
    /// What the chart shows of each.
    pub measure: &'static str,
    /// The chart for those who do not see it.
    pub values: String,
}

/// What a swarm depends on.
#[derive(Clone, Debug, PartialEq)]
struct Key {
    racer: usize,
    count: u32,
    training: Training,
    objective: Objective,
    view: downhill::Bounds,
    noise: Noise,
    steps: u32,
}

impl Key {
    fn of(context: &Context<'_>, racer: usize, count: u32) -> Option<Self> {
        let config = context.runner.config();
        Some(Self {
            racer,
            count,
            training: config.racers.get(racer)?.training(),
            objective: config.objective.clone(),
            view: config.view,
            noise: config.noise,
            steps: config.steps,
        })
    }
}

/// See the [module](self).
pub struct Swarm {
    racer: Option<usize>,
    count: u32,
    racers: Option<(Key, Racers)>,
    values: Values,
    /// The step that is painted.
    painted: Option<u32>,
    /// Whether something is on the canvas.
    is_painted: bool,
    /// Whether the step that is shown is still to be computed.
    is_behind: bool,
    /// How many racers are outside the view, and have stopped, at the step that is painted.
    outside: u32,
    stopped: u32,
}

impl Default for Swarm {
    fn default() -> Self {
        Self {
            racer: None,
            count: USUAL,
            racers: None,
            values: Values::default(),
            painted: None,
            is_painted: false,
            is_behind: false,
            outside: 0,
            stopped: 0,
        }
    }
}

impl Swarm {
    /// Begins anew where the run asks for another swarm.
    fn restart(&mut self, context: &Context<'_>) {
        let config = context.runner.config();
        self.racer = self.racer.filter(|racer| *racer < config.racers.len());
        let key = self.racer.and_then(|racer| Key::of(context, racer, self.count));
        if self.racers.as_ref().map(|(key, _)| key) != key.as_ref() {
            self.racers = key.and_then(|key| {
                let racers = Racers::of(config, key.racer, lattice(key.count))?;
                Some((key, racers))
            });
            let racers = self.racers.as_ref().map(|(_, racers)| racers);
            self.values.restart(&config.objective, racers);
        }
        self.painted = None;
        self.is_behind = true;
    }

    /// Goes to the step that is shown while `goes_on`, and paints it.
    fn follow(
        &mut self,
        context: &Context<'_>,
        goes_on: impl FnMut() -> bool,
        paint: &mut dyn FnMut(Painting),
    ) {
        let Some(view) = context.view else { return };
        let size = [view.width, view.height];
        self.is_behind = false;
        let Some((_, racers)) = &mut self.racers else {
            if std::mem::take(&mut self.is_painted) {
                paint(Painting::anew(Surface::Swarm, size, Vec::new()));
                self.values.clear(paint);
            }
            return;
        };
        if self.painted == Some(context.step) {
            return;
        }
        if !racers.go_to(context.step, goes_on) {
            self.is_behind = true;
            return;
        }
        let racers = self.racers.as_ref().map(|(_, racers)| racers);
        if let (Some(racers), Some(identity)) = (racers, self.identity(context)) {
            let (shapes, outside, stopped) = dots(context, racers, &identity, view);
            paint(Painting::anew(Surface::Swarm, size, shapes));
            self.values.paint(context, racers, &identity, paint);
            [self.outside, self.stopped] = [outside, stopped];
            self.painted = Some(context.step);
            self.is_painted = true;
        }
    }

    fn identity(&self, context: &Context<'_>) -> Option<Identity> {
        Identity::of(context.runner.config(), context.palette).into_iter().nth(self.racer?)
    }

    /// How many racers there are, and what became of those that are not under way.
    fn text(&self, context: &Context<'_>) -> String {
        let (Some((_, racers)), Some(step), Some(identity)) =
            (&self.racers, self.painted, self.identity(context))
        else {
            return String::new();
        };
        let texts = &context.texts.swarm;
        let count = u32::try_from(racers.starts().len()).unwrap_or(u32::MAX);
        let [count, step] = [count, step].map(|number| context.numbers.integer(number));
        let mut parts = vec![fill(texts.counts, &[&identity.label, &count, &step])];
        for (count, text) in [(self.outside, texts.outside), (self.stopped, texts.stopped)] {
            if count > 0 {
                parts.push(fill(text, &[&context.numbers.integer(count)]));
            }
        }
        [&parts.join(", "), "."].concat()
    }
}

/// The lattice of about so many starts, a third more columns than rows.
fn lattice(count: u32) -> [u32; 2] {
    let mut rows = 1;
    while (rows + 1) * (rows + 1) * 4 <= 3 * count {
        rows += 1;
    }
    [(count / rows).max(1), rows]
}

/// The racers as dots, those that have stopped in another colour; how many are outside the view, and how
/// many have stopped.
fn dots(
    context: &Context<'_>,
    racers: &Racers,
    identity: &Identity,
    view: View,
) -> (Vec<Shape>, u32, u32) {
    let (mut outside, mut stopped) = (0, 0);
    let (mut running_at, mut stopped_at) = (Vec::new(), Vec::new());
    for walker in racers.walkers() {
        let at = view.to_px(walker.point());
        let has_stopped = walker.status() != Status::Running;
        stopped += u32::from(has_stopped);
        if view.contains(at) {
            if has_stopped { stopped_at.push(at) } else { running_at.push(at) }
        } else if !has_stopped {
            outside += 1;
        }
    }
    let count = u32::try_from(racers.starts().len()).unwrap_or(u32::MAX);
    let width = (DOT - f64::from(count) * LESS) * view.scale();
    let palette = context.palette;
    let mut shapes = Vec::new();
    for (places, color, width) in [
        (&stopped_at, palette.muted(), 0.6 * width),
        (&running_at, palette.halo(), width + AROUND),
        (&running_at, identity.color, width),
    ] {
        shapes.extend(places.iter().map(|[x, y]| Shape::Line {
            // Too short to be seen as a line: a dot by its round ends.
            points: vec![[*x, *y], [*x + 0.01, *y]],
            stroke: Stroke::solid(color, width),
        }));
    }
    (shapes, outside, stopped)
}

impl Panel for Swarm {
    type View = SwarmView;
    type Command = SwarmCommand;

    fn changed(&mut self, context: &Context<'_>, _: &Changed) {
        self.restart(context);
    }

    fn command(&mut self, context: &Context<'_>, command: SwarmCommand) -> Response {
        match command {
            SwarmCommand::Racer(racer) => self.racer = racer,
            SwarmCommand::Count(count) => self.count = count.clamp(LEAST, MAX_SWARM),
            SwarmCommand::Resize(size) => self.values.resize(size),
        }
        self.restart(context);
        Response::default()
    }

    fn work(
        &mut self,
        context: &Context<'_>,
        until: Deadline,
        paint: &mut dyn FnMut(Painting),
    ) -> Work {
        self.follow(context, || !until.has_passed(), paint);
        if self.is_behind { Work::Unfinished } else { Work::Done }
    }

    fn mark(&mut self, context: &Context<'_>, paint: &mut dyn FnMut(Painting)) -> Work {
        let mut left = MARKED;
        self.follow(
            context,
            || {
                left -= 1;
                left > 0
            },
            paint,
        );
        if self.is_behind { Work::Unfinished } else { Work::Done }
    }

    fn view(&self, context: &Context<'_>) -> SwarmView {
        SwarmView {
            racer: self.racer,
            text: self.text(context),
            measure: self.values.measure(context),
            values: self.values.text(context),
        }
    }
}

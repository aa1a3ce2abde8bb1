//! How the race depends on one number: a curve of each racer over learning rates or another
//! hyper-parameter, the best value of each by a stated rule, and a map over two of them.
//!
//! It computes nothing: its view says what is to be computed, and slices of it come back as commands.

mod map;
mod table;
mod varied;

pub use self::table::RatesRow;
pub use self::varied::ParameterView;

use downhill::sweep::{SweepOptions, SweepPlan, around, value_of};
use downhill::{RunConfig, Value};
use downhill_plot::{CHART_INSETS, Curve, Identity, Measured, Sensitivity};
use serde::Serialize;

use crate::edit::Edit;
use crate::effect::{Painting, Surface};
use crate::job::JobView;
use crate::panel::{Context, Panel, Response, Work};
use crate::scheduler::Deadline;
use crate::session::Changed;
use crate::texts::fill;

/// While slices arrive, it is painted so often at most (ms).
const PAINT_MS: f64 = 100.0;
/// Its size before the page has said how large it is, and its least size (CSS px).
const SIZE: [f64; 2] = [640.0, 260.0];
const LEAST: [f64; 2] = [200.0, 140.0];
/// The rate that all racers have in the article.
const ARTICLES_RATE: f64 = 0.02;

/// What a curve measures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum RatesMeasure {
    /// Steps until the racer has arrived.
    #[default]
    Steps,
    /// f after the last step.
    Loss,
}

/// What its controls ask for, and results of its job.
#[derive(Clone, Debug, PartialEq)]
pub enum RatesCommand {
    /// Whether it is seen. What nobody sees is not computed.
    Open(bool),
    /// It is now so wide and high, in CSS px.
    Resize([f64; 2]),
    /// Measures something else.
    Measure(RatesMeasure),
    /// Runs from nine starts around the run's, or from that alone.
    NineStarts(bool),
    /// Varies another hyper-parameter.
    Vary(String),
    /// A map of one racer over this hyper-parameter, too; curves without.
    Against(Option<String>),
    /// The racer of the map, by its index.
    MapOf(usize),
    /// The racer of the map gets the values at that place of it, in CSS px.
    Choose([f64; 2]),
    /// The numbers of a slice of the job of that number.
    Slice(u32, usize, Vec<f64>),
    /// Every racer gets its best value, when all are known.
    Best,
    /// All racers get the same learning rate.
    OneRate,
}

/// A racer's dot on its curve.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RatesDot {
    /// The racer's index.
    pub racer: usize,
    /// What it is called.
    pub label: String,
    /// Where it is, in CSS px from the upper left corner.
    pub at: [f64; 2],
    /// The racer's present value,
    pub value: f64,
    /// and in words.
    pub text: String,
}

/// What the panel shows beside the curves.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct RatesView {
    /// What is to be computed.
    pub job: Option<JobView>,
    /// How much of it is known, 0 to 1.
    pub progress: f64,
    /// What the curves measure.
    pub measure: RatesMeasure,
    /// Whether it runs from nine starts.
    pub has_nine_starts: bool,
    /// What is varied, `lr`, `betas[0]`, …
    pub parameter: String,
    /// What else could be.
    pub parameters: Vec<ParameterView>,
    /// What the map varies beside it; none where there are curves.
    pub against: Option<String>,
    /// What else it could vary.
    pub others: Vec<ParameterView>,
    /// The racer of the map, where there is one, and those that could be.
    pub map_of: Option<usize>,
    /// The racers' dots.
    pub dots: Vec<RatesDot>,
    /// The values that are tried, ascending.
    pub values: Vec<f64>,
    /// How far the first value is from the left edge and the last from the right edge, in CSS px.
    pub insets: [f64; 2],
    /// Whether the values are spread by their logarithms.
    pub is_logarithmic: bool,
    /// A row for each racer.
    pub rows: Vec<RatesRow>,
    /// The rule by which a value is the best.
    pub rule: String,
    /// What was set by it last; empty where nothing was.
    pub chosen: String,
    /// What "one rate for all" sets.
    pub one_rate: String,
    /// The picture for those who do not see it.
    pub description: String,
}

/// See the [module](self).
#[derive(Default)]
pub struct Rates {
    is_open: bool,
    size: Option<[f64; 2]>,
    measure: RatesMeasure,
    has_one_start: bool,
    /// None for the learning rate.
    parameter: Option<String>,
    against: Option<String>,
    map_of: usize,
    plan: Option<SweepPlan>,
    id: u32,
    /// Whether the best values are wanted as soon as they are known.
    wants_best: bool,
    chosen: String,
    /// What was set by it: racers, names and values.
    chosen_values: Vec<(usize, String, f64)>,
    /// The rate that all had, before each got its own.
    one_rate: Option<f64>,
    is_stale: bool,
    painted_ms: f64,
}

impl Rates {
    /// Has computed what the run needs, unless it is.
    fn follow(&mut self, context: &Context<'_>) {
        if !self.is_open || context.in_gesture && !self.is_of(context) {
            // A gesture that changes the curves has to end first.
            return;
        }
        let Some((config, options)) = self.wanted(context) else {
            self.plan = None;
            return;
        };
        let is_same = self
            .plan
            .as_ref()
            .is_some_and(|plan| *plan.config() == config && *plan.options() == options);
        if !is_same {
            self.plan = Some(SweepPlan::new(config, options));
            self.id = self.id.wrapping_add(1);
            self.is_stale = true;
        }
    }

    fn is_of(&self, context: &Context<'_>) -> bool {
        let wanted = self.wanted(context);
        self.plan.as_ref().zip(wanted).is_some_and(|(plan, (config, options))| {
            *plan.config() == config && *plan.options() == options
        })
    }

    /// The run without what curves do not depend on, and what is wanted of it; none where no racer that is
    /// shown has the hyper-parameter.
    fn wanted(&self, context: &Context<'_>) -> Option<(RunConfig, SweepOptions)> {
        let config = context.runner.config();
        let parameter = self.parameter.as_deref().unwrap_or("lr");
        let mut fields: Vec<(&str, Value)> = vec![("parameter", parameter.into())];
        let starts =
            if self.has_one_start { vec![config.start] } else { around(config.start, config.view) };
        let starts = starts.iter().map(|start| Value::from(start.as_slice())).collect();
        fields.push(("starts", Value::List(starts)));
        if let Some(against) = &self.against {
            fields.push(("racers", Value::List(vec![number(self.map_of)])));
            fields.push(("against", Value::map(vec![("parameter", against.as_str().into())])));
        }
        let mut options = SweepOptions::from_value(config, &Value::map(fields)).ok()?;
        for varied in std::iter::once(&mut options.varied).chain(&mut options.against) {
            varied::shorten(&mut varied.values, self.against.is_some());
        }
        let mut plain = RunConfig { start: [0.0; 2], levels: None, ..config.clone() };
        for racer in &mut plain.racers {
            racer.optimizer = options.varied.applied(racer.optimizer, 0);
            if let Some(against) = &options.against {
                racer.optimizer = against.applied(racer.optimizer, 0);
            }
            (racer.label, racer.color) = (None, None);
        }
        (!options.racers.is_empty()).then_some((plain, options))
    }

    fn size(&self) -> [f64; 2] {
        self.size.unwrap_or(SIZE)
    }

    /// The chart of the curves.
    fn chart(&self, context: &Context<'_>) -> Option<Sensitivity<'_>> {
        let plan = self.plan.as_ref().filter(|_| self.against.is_none())?;
        let config = context.runner.config();
        let SweepOptions { racers, varied, .. } = plan.options();
        let curves = racers.iter().enumerate().filter_map(|(place, racer)| {
            let optimizer = config.racers.get(*racer)?.optimizer;
            let now = value_of(optimizer, &varied.name)?;
            Some(Curve { racer: *racer, cells: plan.cells(place), now })
        });
        let measured = match (self.measure, plan.lowest()) {
            (RatesMeasure::Steps, _) => Measured::Steps(plan.options().steps),
            (RatesMeasure::Loss, Some(lowest)) => Measured::Above(lowest),
            (RatesMeasure::Loss, None) => Measured::Loss(config.objective.value(config.start)),
        };
        Some(Sensitivity {
            size: self.size(),
            values: &varied.values,
            is_logarithmic: varied::is_logarithmic(&varied.values),
            measured,
            curves: curves.collect(),
        })
    }

    fn paint(&self, context: &Context<'_>, paint: &mut dyn FnMut(Painting)) {
        let numbers = context.numbers;
        let texts = &context.texts.rates;
        let racers = Identity::of(context.runner.config(), context.palette.beside());
        let write = |number: f64, is_count: bool| {
            if is_count { numbers.integer(number) } else { numbers.brief(number) }
        };
        let mut shapes = Vec::new();
        if let Some(chart) = self.chart(context) {
            shapes = chart.grid(context.palette, &write, [texts.stops, texts.never]);
            shapes.append(&mut chart.lines(&racers));
            shapes.append(&mut chart.dots(&racers));
        } else if let Some(plan) = &self.plan {
            shapes = map::shapes(plan, context, &racers, self.size(), &write);
        }
        paint(Painting::anew(Surface::Rates, self.size(), shapes));
    }

    /// Sets every racer to its best value, if all are known.
    fn set_best(&mut self, context: &Context<'_>) -> Response {
        let Some(plan) = self.plan.as_ref().filter(|plan| plan.progress() >= 1.0) else {
            return Response::default();
        };
        self.wants_best = false;
        let SweepOptions { racers, varied, .. } = plan.options();
        let config = context.runner.config();
        let labels = config.labels();
        let (mut values, mut words) = (Vec::new(), Vec::new());
        for swept in (0..racers.len()).filter_map(|place| plan.racer(place)) {
            if let Some(best) = swept.best {
                let value = varied.values[best.index];
                values.push((swept.racer, varied.name.clone(), value));
                words.push(format!("{} {}", labels[swept.racer], context.numbers.short(value)));
            }
        }
        if values.is_empty() {
            return Response::default();
        }
        if varied.name == "lr" {
            self.one_rate = common_rate(config).or(self.one_rate);
        }
        self.chosen = fill(context.texts.rates.chosen, &[&words.join(", ")]);
        Response {
            edit: Some(Edit::Values(values)),
            announcement: Some(self.chosen.clone()),
            ..Response::default()
        }
    }

    fn one_rate(&self, config: &RunConfig) -> f64 {
        self.one_rate.or_else(|| common_rate(config)).unwrap_or(ARTICLES_RATE)
    }
}

/// The learning rate of all racers, if they have the same.
fn common_rate(config: &RunConfig) -> Option<f64> {
    let mut rates = config.racers.iter().map(|racer| *racer.optimizer.clone().learning_rate_mut());
    let first = rates.next()?;
    rates.all(|rate| rate.to_bits() == first.to_bits()).then_some(first)
}

fn number(index: usize) -> Value {
    Value::Number(f64::from(u32::try_from(index).unwrap_or(u32::MAX)))
}

impl Panel for Rates {
    type View = RatesView;
    type Command = RatesCommand;

    fn changed(&mut self, context: &Context<'_>, changed: &Changed) {
        let config = context.runner.config();
        if changed.racer_count {
            self.map_of = self.map_of.min(config.racers.len().saturating_sub(1));
        }
        let is_set = |(racer, name, value): &(usize, String, f64)| {
            let racer = config.racers.get(*racer);
            racer.and_then(|racer| value_of(racer.optimizer, name)) == Some(*value)
        };
        if !self.chosen_values.iter().all(is_set) {
            self.chosen.clear();
        }
        self.is_stale = true;
        self.follow(context);
    }

    fn command(&mut self, context: &Context<'_>, command: RatesCommand) -> Response {
        match command {
            RatesCommand::Open(is_open) => {
                self.is_open = is_open;
                if !is_open {
                    self.wants_best = false;
                }
            }
            RatesCommand::Resize(size) => {
                if size.iter().all(|length| length.is_finite()) {
                    self.size = Some([0, 1].map(|axis| size[axis].max(LEAST[axis])));
                }
            }
            RatesCommand::Measure(measure) => self.measure = measure,
            RatesCommand::NineStarts(is_nine) => self.has_one_start = !is_nine,
            RatesCommand::Vary(name) => {
                if self.against.as_ref() == Some(&name) {
                    self.against = None;
                }
                self.parameter = Some(name);
                if self.wanted(context).is_none() {
                    self.parameter = None;
                }
            }
            RatesCommand::Against(name) => {
                self.against = name;
                self.map_of = self.racer_with_both(context).unwrap_or(self.map_of);
                if self.wanted(context).is_none() {
                    self.against = None;
                }
            }
            RatesCommand::MapOf(racer) => {
                if racer < context.runner.racer_count() {
                    self.map_of = racer;
                }
            }
            RatesCommand::Choose(at) => {
                let edit = self
                    .plan
                    .as_ref()
                    .and_then(|plan| map::values_at(plan, self.size(), at).map(Edit::Values));
                return Response { edit, ..Response::default() };
            }
            RatesCommand::Slice(id, slice, numbers) => {
                if let Some(plan) = self.plan.as_mut().filter(|_| id == self.id) {
                    plan.put(slice, &numbers);
                    self.is_stale = true;
                }
                return if self.wants_best { self.set_best(context) } else { Response::default() };
            }
            RatesCommand::Best => {
                self.against = None;
                self.is_open = true;
                self.wants_best = true;
                self.follow(context);
                return self.set_best(context);
            }
            RatesCommand::OneRate => {
                let config = context.runner.config();
                let rate = self.one_rate(config);
                let racers = 0..config.racers.len();
                let values = racers.map(|racer| (racer, "lr".to_owned(), rate)).collect();
                return Response { edit: Some(Edit::Values(values)), ..Response::default() };
            }
        }
        self.is_stale = true;
        self.follow(context);
        Response::default()
    }

    fn work(
        &mut self,
        context: &Context<'_>,
        _: Deadline,
        paint: &mut dyn FnMut(Painting),
    ) -> Work {
        if !self.is_open || !self.is_stale {
            return Work::Done;
        }
        let since = context.frame_ms - self.painted_ms;
        let is_growing = self.plan.as_ref().is_some_and(|plan| plan.progress() < 1.0);
        if is_growing && (0.0..PAINT_MS).contains(&since) {
            return Work::Unfinished;
        }
        self.painted_ms = context.frame_ms;
        self.is_stale = false;
        self.paint(context, paint);
        Work::Done
    }

    fn view(&self, context: &Context<'_>) -> RatesView {
        let texts = &context.texts.rates;
        let config = context.runner.config();
        let parameter = self.parameter.clone().unwrap_or_else(|| "lr".to_owned());
        let plan = self.plan.as_ref().filter(|_| self.is_open);
        let job = plan.map(|plan| JobView {
            id: self.id,
            config: Value::from(plan.config()),
            options: options_value(plan.options()),
        });
        let chart = plan.and_then(|_| self.chart(context));
        let labels = config.labels();
        let dots = chart.iter().flat_map(|chart| {
            chart.curves.iter().zip(chart.dot_places()).map(|(curve, at)| RatesDot {
                racer: curve.racer,
                label: labels[curve.racer].clone(),
                at,
                value: curve.now,
                text: context.numbers.short(curve.now),
            })
        });
        let rows = plan.map_or_else(Vec::new, |plan| table::rows(plan, context));
        let description = match (plan, &self.against) {
            (None, _) => String::new(),
            (Some(plan), Some(_)) => map::description(plan, context),
            (Some(_), None) => table::description(&rows, context),
        };
        RatesView {
            progress: plan.map_or(1.0, SweepPlan::progress),
            measure: self.measure,
            has_nine_starts: !self.has_one_start,
            parameters: varied::choices(config, None),
            others: varied::choices(config, Some(&parameter)),
            parameter,
            against: self.against.clone(),
            map_of: self.against.as_ref().map(|_| self.map_of),
            dots: dots.collect(),
            values: plan.map_or_else(Vec::new, |plan| plan.options().varied.values.clone()),
            insets: CHART_INSETS,
            is_logarithmic: plan
                .is_some_and(|plan| varied::is_logarithmic(&plan.options().varied.values)),
            rows,
            rule: texts.rule.to_owned(),
            chosen: self.chosen.clone(),
            one_rate: context.numbers.short(self.one_rate(config)),
            description,
            job,
        }
    }
}

impl Rates {
    /// The racer of the map, or the first that has both hyper-parameters.
    fn racer_with_both(&self, context: &Context<'_>) -> Option<usize> {
        let config = context.runner.config();
        let names = [Some(self.parameter.as_deref().unwrap_or("lr")), self.against.as_deref()];
        let has_both = |racer: &usize| {
            let racer = &config.racers[*racer];
            let mut names = names.into_iter().flatten();
            !racer.off && names.all(|name| value_of(racer.optimizer, name).is_some())
        };
        std::iter::once(self.map_of).chain(0..config.racers.len()).find(has_both)
    }
}

/// The options of a job as they are handed over.
fn options_value(options: &SweepOptions) -> Value {
    let SweepOptions { racers, varied, against, starts, steps, .. } = options;
    let numbers =
        |values: &[f64]| Value::List(values.iter().map(|value| Value::Number(*value)).collect());
    let mut fields = vec![
        ("racers", Value::List(racers.iter().map(|racer| number(*racer)).collect())),
        ("parameter", varied.name.as_str().into()),
        ("values", numbers(&varied.values)),
        ("starts", Value::List(starts.iter().map(|start| numbers(start)).collect())),
        ("steps", Value::Number(f64::from(*steps))),
    ];
    if let Some(against) = against {
        let fields_of = vec![
            ("parameter", Value::from(against.name.as_str())),
            ("values", numbers(&against.values)),
        ];
        fields.push(("against", Value::map(fields_of)));
    }
    Value::map(fields)
}

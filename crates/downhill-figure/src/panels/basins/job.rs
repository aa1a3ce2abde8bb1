//! What is to be computed for maps of basins.

use downhill::basin::BasinOptions;
use downhill::{OptimizerKind, RacerConfig, RunConfig, Value};

use crate::job::JobView;

/// The size of a map among others, and of one alone, in pixels.
const AMONG_OTHERS: [u32; 2] = [160, 120];
const ALONE: [u32; 2] = [400, 300];

/// What the maps of a run depend on.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Wanted {
    /// The run without what does not matter here: start, levels, and how racers look.
    pub(super) config: RunConfig,
    /// The tolerance is 0: whoever computes finds it, as it does the minima.
    pub(super) options: BasinOptions,
}

impl Wanted {
    /// What the maps of the racers that are shown need, or the map of one alone.
    pub(super) fn of(config: &RunConfig, alone: Option<usize>) -> Self {
        let shown = (0..config.racers.len()).filter(|racer| !config.racers[*racer].off);
        let racers = alone.map_or_else(|| shown.collect(), |racer| vec![racer]);
        let [columns, rows] = if alone.is_some() { ALONE } else { AMONG_OTHERS };
        let plain = |racer: &RacerConfig| RacerConfig {
            label: None,
            color: None,
            off: false,
            ..racer.clone()
        };
        let middle = |[low, high]: [f64; 2]| low / 2.0 + high / 2.0;
        let options = BasinOptions {
            racers,
            columns,
            rows,
            view: config.view,
            steps: config.steps,
            tolerance: 0.0,
            minima: None,
        };
        // Racers without a map keep their place: noise depends on it. What they are does not matter.
        let unseen = RacerConfig::new(OptimizerKind::Sgd.with_learning_rate(0.01));
        let each = config.racers.iter().enumerate();
        let racers =
            each.map(
                |(index, racer)| {
                    if options.racers.contains(&index) { plain(racer) } else { unseen.clone() }
                },
            );
        let config = RunConfig {
            start: [config.view.x, config.view.y].map(middle),
            levels: None,
            racers: racers.collect(),
            ..config.clone()
        };
        Self { config, options }
    }

    /// Whether the picture of a racer's map can stand for that of another run: the same starts, and the same rule.
    pub(super) fn looks_like(&self, other: &Self, racer: usize) -> bool {
        let size = |BasinOptions { columns, rows, .. }: &BasinOptions| [*columns, *rows];
        let rule =
            |wanted: &Self| wanted.config.racers.get(racer).map(|racer| racer.optimizer.label());
        self.config.objective == other.config.objective
            && self.options.view == other.options.view
            && size(&self.options) == size(&other.options)
            && self.config.racers.len() == other.config.racers.len()
            && rule(self) == rule(other)
    }

    /// Whether the map of a racer is that of another run, which looks like it.
    pub(super) fn has_same_map(&self, other: &Self, racer: usize) -> bool {
        let rest = |config: &RunConfig| RunConfig { racers: Vec::new(), ..config.clone() };
        rest(&self.config) == rest(&other.config)
            && self.config.racers.get(racer) == other.config.racers.get(racer)
    }

    /// The options of one racer's map.
    pub(super) fn options_of(&self, racer: usize) -> BasinOptions {
        BasinOptions { racers: vec![racer], ..self.options.clone() }
    }

    /// The job of that number, of these racers' maps, with these minima if they are known.
    pub(super) fn job(
        &self,
        id: u32,
        racers: impl Iterator<Item = usize>,
        minima: Option<&[[f64; 2]]>,
    ) -> JobView {
        let number = |number: u32| Value::Number(f64::from(number));
        let racers = racers.map(|racer| number(u32::try_from(racer).unwrap_or(u32::MAX)));
        let mut options = vec![
            ("racers", Value::List(racers.collect())),
            ("columns", number(self.options.columns)),
            ("rows", number(self.options.rows)),
        ];
        if let Some(minima) = minima {
            let minima = minima.iter().map(|at| Value::from(at.as_slice()));
            options.push(("minima", Value::List(minima.collect())));
        }
        JobView { id, config: Value::from(&self.config), options: Value::map(options) }
    }
}

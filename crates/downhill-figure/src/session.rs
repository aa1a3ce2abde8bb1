//! The run that is shown, and the one place where it changes.

use downhill::{InputError, OptimizerRunner, Preset, RunConfig};

use crate::edit::Edit;
use crate::history::{History, Phase};
use crate::scheduler::Deadline;

/// What is committed: a run, and the preset that a reset leads to on the article's objective.
#[derive(Clone, Debug, PartialEq)]
struct Committed {
    config: RunConfig,
    base: Preset,
}

/// What a change of the run has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Changed {
    /// Whether the run will change again.
    pub phase: Phase,
    /// Whether the racers are back at the start, to take other ways.
    pub trajectories: bool,
    /// Whether the racers, how they look, or how many steps they take are other ones.
    pub racers: bool,
    /// Whether there are more or fewer racers.
    pub racer_count: bool,
    /// Whether there are more or fewer steps.
    pub steps: bool,
    /// Whether what lies beneath the trails is another: objective, view or levels.
    pub field: bool,
    /// Whether size or colours of the picture are other ones.
    pub appearance: bool,
}

impl Changed {
    /// Nothing has changed but that a gesture has ended.
    #[must_use]
    pub fn nothing(phase: Phase) -> Self {
        Self {
            phase,
            trajectories: false,
            racers: false,
            racer_count: false,
            steps: false,
            field: false,
            appearance: false,
        }
    }
}

/// A run, its runner, and the way back.
pub(crate) struct Session {
    runner: OptimizerRunner,
    base: Preset,
    history: History<Committed>,
}

impl Session {
    pub(crate) fn new(config: RunConfig) -> Self {
        let base = base_of(&config);
        let history = History::new(Committed { config: config.clone(), base });
        Self { runner: OptimizerRunner::new(config), base, history }
    }

    pub(crate) fn runner(&self) -> &OptimizerRunner {
        &self.runner
    }

    pub(crate) fn config(&self) -> &RunConfig {
        self.runner.config()
    }

    /// How many steps of the run are computed.
    pub(crate) fn computed(&self) -> u32 {
        self.runner.step_count().min(self.config().steps)
    }

    pub(crate) fn is_computed(&self) -> bool {
        self.runner.step_count() >= self.config().steps
    }

    /// Computes on towards the end of the run.
    pub(crate) fn compute(&mut self, until: Deadline) -> Result<(), InputError> {
        self.runner.advance(|| !until.has_passed()).map(|_| ())
    }

    /// The run as an edit makes it.
    pub(crate) fn edited(&self, edit: &Edit) -> Result<RunConfig, InputError> {
        edit.apply(self.config(), &self.history.present().config, self.base)
    }

    /// Shows another run from its start.
    pub(crate) fn start_run(&mut self, config: RunConfig, phase: Phase) -> Changed {
        self.base = base_of(&config);
        self.runner = OptimizerRunner::new(config);
        let changed = Changed {
            phase,
            trajectories: true,
            racers: true,
            racer_count: true,
            steps: true,
            field: true,
            appearance: false,
        };
        self.commit_if(phase);
        changed
    }

    /// Changes the run that is shown; what is computed stays as far as that is possible.
    pub(crate) fn replace_config(&mut self, config: RunConfig, phase: Phase) -> Changed {
        let before = self.config();
        let has_same_field = config.objective == before.objective
            && config.view == before.view
            && config.levels == before.levels;
        let steps = config.steps != before.steps;
        let racers = config.racers != before.racers;
        let racer_count = config.racers.len() != before.racers.len();
        let trajectories = !self.runner.replace_config(config);
        self.commit_if(phase);
        Changed {
            phase,
            trajectories,
            racers,
            racer_count,
            steps,
            field: !has_same_field,
            appearance: false,
        }
    }

    fn commit_if(&mut self, phase: Phase) {
        if phase == Phase::Commit {
            self.commit();
        }
    }

    /// The run stays as it is now: undo leads to what it was at the last commit.
    pub(crate) fn commit(&mut self) {
        self.history.commit(Committed { config: self.config().clone(), base: self.base });
    }

    /// Forgets the way back: this is where it begins.
    pub(crate) fn clear_history(&mut self) {
        self.history.clear(Committed { config: self.config().clone(), base: self.base });
    }

    /// The run before the last commit, now present again; none where there is none. What is previewed is a
    /// step of its own.
    pub(crate) fn undo(&mut self) -> Option<RunConfig> {
        self.commit();
        let Committed { config, base } = self.history.undo()?.clone();
        self.base = base;
        Some(config)
    }

    /// The run after what was undone last, now present again; none where there is none, or another is
    /// previewed.
    pub(crate) fn redo(&mut self) -> Option<RunConfig> {
        self.commit();
        let Committed { config, base } = self.history.redo()?.clone();
        self.base = base;
        Some(config)
    }

    pub(crate) fn can_undo(&self) -> bool {
        self.history.can_undo()
    }

    pub(crate) fn can_redo(&self) -> bool {
        self.history.can_redo()
    }
}

/// The preset that a reset leads to on the article's objective.
fn base_of(config: &RunConfig) -> Preset {
    if *config == Preset::ArticleGif.config() { Preset::ArticleGif } else { Preset::Article }
}

/// The article's preset whose race a run is, however it is looked at.
pub(crate) fn article_preset(config: &RunConfig) -> Option<Preset> {
    Preset::ALL.into_iter().find(|preset| {
        let RunConfig { view, levels, .. } = config;
        RunConfig { view: *view, levels: levels.clone(), ..preset.config() } == *config
    })
}

/// Whether a run is one of the article's, however it is looked at.
pub(crate) fn is_articles(config: &RunConfig) -> bool {
    article_preset(config).is_some()
}

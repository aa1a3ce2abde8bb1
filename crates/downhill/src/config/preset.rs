use downhill_math::{Objective, Optimizer};

use super::RunConfig;

/// A run with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preset {
    /// `article`: the article's race as its published code runs. The default.
    Article,
    /// `article-gif`: the race as the article's animation was drawn: RMSProp with alpha 0.9 instead of
    /// the printed 0.99, Adam with β₂ = 0.99 (fitted to its pixels), bands from −0.05 on, and lines in
    /// matplotlib's colours.
    ArticleGif,
}

/// Matplotlib's first five colours, in which it draws the lines of the article's animation.
const MATPLOTLIB: [&str; 5] = ["#1f77b4", "#ff7f0e", "#2ca02c", "#d62728", "#9467bd"];

/// The levels of the article's code, as matplotlib chooses them.
const CODE_LEVELS: [f64; 8] = [0.0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9, 1.05];

/// The levels of the article's animation.
const GIF_LEVELS: [f64; 8] = [-0.05, 0.1, 0.25, 0.4, 0.55, 0.7, 0.85, 1.0];

/// The momentum of the article's code: what it holds back of the gradient, and that this begins at the
/// first step. The usual one, as torch's, holds nothing back.
const DAMPED: (f64, bool) = (0.9, true);

impl RunConfig {
    /// Whether its bands are those of the article's animation, so that it should have its colours.
    #[must_use]
    pub fn has_the_articles_bands(&self) -> bool {
        self.levels.as_deref() == Some(&GIF_LEVELS) && self.objective == Objective::gaussian()
    }
}

impl Preset {
    /// Every preset.
    pub const ALL: [Self; 2] = [Self::Article, Self::ArticleGif];

    /// The name by which a run chooses it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::ArticleGif => "article-gif",
        }
    }

    /// The preset's run.
    #[must_use]
    pub fn config(self) -> RunConfig {
        let mut config = RunConfig::on(Objective::gaussian());
        config.levels = Some(CODE_LEVELS.to_vec());
        for racer in &mut config.racers {
            if let Optimizer::Momentum(rule) = &mut racer.optimizer {
                (rule.dampening, rule.damp_first_step) = DAMPED;
            }
        }
        if self == Self::ArticleGif {
            config.levels = Some(GIF_LEVELS.to_vec());
            for (racer, color) in config.racers.iter_mut().zip(MATPLOTLIB) {
                racer.color = Some(color.to_owned());
                match &mut racer.optimizer {
                    Optimizer::RmsProp(rule) => rule.alpha = 0.9,
                    Optimizer::Adam(rule) => rule.betas[1] = 0.99,
                    _ => {}
                }
            }
        }
        config
    }
}

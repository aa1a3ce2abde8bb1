use downhill_math::{Objective, Optimizer};

use super::RunConfig;

/// A run with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preset {
    /// `article`: the article's race as its published code runs. The default.
    Article,
    /// `article-gif`: the race as the article's animation was drawn: RMSProp with alpha 0.9 instead
    /// of the printed 0.99, Adam with β₂ = 0.99 (a fit to its pixels), bands from −0.05 on.
    ArticleGif,
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

    /// The run itself.
    #[must_use]
    pub fn config(self) -> RunConfig {
        let mut config = RunConfig::on(Objective::gaussian());
        // As matplotlib chose them for the article.
        config.levels = Some(vec![0.0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9, 1.05]);
        if self == Self::ArticleGif {
            config.levels = Some(vec![-0.05, 0.1, 0.25, 0.4, 0.55, 0.7, 0.85, 1.0]);
            for racer in &mut config.racers {
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

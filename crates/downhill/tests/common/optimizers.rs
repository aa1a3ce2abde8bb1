//! Arbitrary optimizers, made from what their rules tell of their settings.

use downhill::{HyperParameter, Optimizer, OptimizerKind, Range, Setting};
use proptest::prelude::*;

/// The kinds of numbers that settings take, as a test wants them.
pub(crate) struct Sizes {
    /// Any finite number.
    pub(crate) any: BoxedStrategy<f64>,
    /// 0 or more.
    pub(crate) not_negative: BoxedStrategy<f64>,
    /// From 0 up to, but not including, 1.
    pub(crate) share: BoxedStrategy<f64>,
}

/// What a setting can become.
#[derive(Clone, Debug)]
struct Draw {
    stays: bool,
    is_on: bool,
    any: f64,
    not_negative: [f64; 2],
    shares: [f64; 2],
}

impl Draw {
    fn number(&self, parameter: &HyperParameter, place: usize) -> f64 {
        let Range { least, most, .. } = parameter.range;
        if most <= 1.0 {
            self.shares[place]
        } else if least >= 0.0 {
            // A pair of them can be one on each side of 1, as Rprop's.
            let is_beyond = self.is_on && place == 1;
            // In few digits, which JSON's reader needs.
            let beyond = 1.0 + (self.shares[1] * 1024.0).floor() / 1024.0;
            if is_beyond { beyond } else { self.not_negative[place] }
        } else {
            self.any
        }
    }
}

/// Any optimizer of any rule with any of its settings.
pub(crate) fn optimizer(sizes: &Sizes) -> BoxedStrategy<Optimizer> {
    let Sizes { not_negative, share, .. } = sizes;
    let draw = (
        any::<bool>(),
        any::<bool>(),
        sizes.any.clone(),
        [not_negative.clone(), not_negative.clone()],
        [share.clone(), share.clone()],
    )
        .prop_map(|(stays, is_on, any, not_negative, shares)| Draw {
            stays,
            is_on,
            any,
            not_negative,
            shares,
        });
    (prop::sample::select(OptimizerKind::ALL.to_vec()), prop::collection::vec(draw, 12))
        .prop_map(|(kind, draws)| with_settings(kind, &draws))
        .boxed()
}

fn with_settings(kind: OptimizerKind, draws: &[Draw]) -> Optimizer {
    let mut optimizer = kind.with_defaults();
    for (place, draw) in draws.iter().enumerate() {
        if let Some((parameter, setting)) = optimizer.setting(place)
            && !draw.stays
        {
            match setting {
                Setting::Number(number) => *number = draw.number(parameter, 0),
                Setting::Pair(pair) => *pair = [0, 1].map(|part| draw.number(parameter, part)),
                Setting::Switch(is_on) => *is_on = draw.is_on,
            }
        }
    }
    // What does not go with the others has its default.
    while let Some(conflict) = optimizer.conflict() {
        let mut defaults = kind.with_defaults();
        for place in 0..draws.len() {
            if let (Some((parameter, setting)), Some((_, default))) =
                (optimizer.setting(place), defaults.setting(place))
                && parameter.name == conflict.name
            {
                match (setting, default) {
                    (Setting::Number(now), Setting::Number(usual)) => *now = *usual,
                    (Setting::Pair(now), Setting::Pair(usual)) => *now = *usual,
                    (Setting::Switch(now), Setting::Switch(usual)) => *now = *usual,
                    _ => {}
                }
            }
        }
    }
    optimizer
}

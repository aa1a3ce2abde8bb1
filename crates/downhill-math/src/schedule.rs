//! Schedules of the learning rate, as `torch.optim.lr_scheduler` has them.

use std::f64::consts::PI;

use crate::arithmetic::Real;
use crate::rules::{AboutParameter, HyperParameter, Range, Slider};

/// How the learning rate of a racer changes from step to step. `lr` is the racer's own, and t counts the
/// steps that have been taken, from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Schedule {
    /// It stays.
    #[default]
    Constant,
    /// Every so many steps it is multiplied by `gamma` (`StepLR`): `lr·gamma^⌊t/step_size⌋`.
    Step {
        /// After how many steps, 1 or more.
        step_size: u32,
        /// By what it is multiplied.
        gamma: f64,
    },
    /// Every step multiplies it by `gamma` (`ExponentialLR`): lr·gammaᵗ.
    Exponential {
        /// By what it is multiplied.
        gamma: f64,
    },
    /// It falls along a cosine, and rises again after its end (`CosineAnnealingLR`):
    /// `eta_min + (lr − eta_min)·(1 + cos(π·t/t_max))/2`.
    Cosine {
        /// After how many steps it is lowest, 1 or more.
        t_max: u32,
        /// How low it falls.
        eta_min: f64,
    },
    /// It rises linearly from `start_factor`·lr to lr, then falls along a cosine (`SequentialLR` of
    /// `LinearLR` and `CosineAnnealingLR`).
    WarmupCosine {
        /// How many steps it rises.
        total_iters: u32,
        /// Which part of lr it starts at.
        start_factor: f64,
        /// How many steps after that it is lowest, 1 or more.
        t_max: u32,
        /// How low it falls.
        eta_min: f64,
    },
    /// It rises along a cosine to lr, which torch calls `max_lr`, then falls far below its start
    /// (`OneCycleLR` with `cycle_momentum=False`). At the end it stays.
    OneCycle {
        /// How many steps the cycle has, 1 or more.
        total_steps: u32,
        /// Which part of them it rises.
        pct_start: f64,
        /// It starts at lr divided by this.
        div_factor: f64,
        /// It ends at its start divided by this.
        final_div_factor: f64,
    },
}

/// The value of a schedule's setting, as a reference into it.
#[derive(Debug, PartialEq)]
pub enum ScheduleSetting<'a> {
    /// A number.
    Number(&'a mut f64),
    /// A count of steps.
    Steps(&'a mut u32),
}

/// A count of steps.
const STEPS: Range = Range { least: 1.0, most: 1e6, allowed: "a whole number from 1 to 1000000" };
/// What divides.
const DIVISOR: Range =
    Range { least: f64::MIN_POSITIVE, most: f64::MAX, allowed: "a finite number above 0" };

const fn parameter(
    name: &'static str,
    range: Range,
    label: &'static [&'static str],
    what: &'static str,
    slider: Slider,
) -> HyperParameter {
    HyperParameter::new(name, range, AboutParameter { labels: label, what, torch: None, slider })
}

const GAMMA: HyperParameter = parameter(
    "gamma",
    Range::NOT_NEGATIVE,
    &["Factor γ"],
    "by what the rate is multiplied",
    Slider::NearOne(-4.0),
);
const STEP_SIZE: HyperParameter = parameter(
    "stepSize",
    STEPS,
    &["Every … steps"],
    "after how many steps the rate is multiplied",
    Slider::Logarithmic([0.0, 3.0]),
);
const T_MAX: HyperParameter = parameter(
    "tMax",
    STEPS,
    &["Length"],
    "after how many steps the rate is lowest",
    Slider::Logarithmic([0.0, 4.0]),
);
const ETA_MIN: HyperParameter = parameter(
    "etaMin",
    Range::NOT_NEGATIVE,
    &["Lowest rate"],
    "how low the rate falls",
    Slider::Logarithmic([-8.0, 0.0]),
);
const TOTAL_ITERS: HyperParameter = parameter(
    "totalIters",
    STEPS,
    &["Warm-up"],
    "how many steps the rate rises",
    Slider::Logarithmic([0.0, 3.0]),
);
const START_FACTOR: HyperParameter = parameter(
    "startFactor",
    Range::SHARE,
    &["First rate, of lr"],
    "which part of the rate the first step has",
    Slider::Linear([0.0, 1.0]),
);
const TOTAL_STEPS: HyperParameter = parameter(
    "totalSteps",
    STEPS,
    &["Length"],
    "how many steps the cycle has",
    Slider::Logarithmic([0.0, 4.0]),
);
const PCT_START: HyperParameter = parameter(
    "pctStart",
    Range::SHARE,
    &["Rising part"],
    "which part of the cycle the rate rises",
    Slider::Linear([0.0, 1.0]),
);
const DIV_FACTOR: HyperParameter = parameter(
    "divFactor",
    DIVISOR,
    &["First rate, lr over"],
    "the first rate is lr divided by this",
    Slider::Logarithmic([0.0, 4.0]),
);
const FINAL_DIV_FACTOR: HyperParameter = parameter(
    "finalDivFactor",
    DIVISOR,
    &["Last rate, first over"],
    "the last rate is the first one divided by this",
    Slider::Logarithmic([0.0, 6.0]),
);

impl Schedule {
    /// Every schedule over so many steps, with torch's defaults where it has some.
    #[must_use]
    pub fn all(steps: u32) -> [Self; 6] {
        let steps = steps.max(1);
        let warmup = (steps / 10).max(1);
        [
            Self::Constant,
            Self::Step { step_size: (steps / 3).max(1), gamma: 0.1 },
            Self::Exponential { gamma: 0.98 },
            Self::Cosine { t_max: steps, eta_min: 0.0 },
            Self::WarmupCosine {
                total_iters: warmup,
                start_factor: 1.0 / 3.0,
                t_max: (steps - warmup).max(1),
                eta_min: 0.0,
            },
            Self::OneCycle {
                total_steps: steps,
                pct_start: 0.3,
                div_factor: 25.0,
                final_div_factor: 1e4,
            },
        ]
    }

    /// The name in a racer's `schedule` field.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Constant => "constant",
            Self::Step { .. } => "step",
            Self::Exponential { .. } => "exponential",
            Self::Cosine { .. } => "cosine",
            Self::WarmupCosine { .. } => "warmupCosine",
            Self::OneCycle { .. } => "oneCycle",
        }
    }

    /// What it is called, in a few plain words.
    #[must_use]
    pub fn label(&self) -> &'static str {
        match self {
            Self::Constant => "Constant",
            Self::Step { .. } => "Steps down",
            Self::Exponential { .. } => "Exponential",
            Self::Cosine { .. } => "Cosine",
            Self::WarmupCosine { .. } => "Warm-up, then cosine",
            Self::OneCycle { .. } => "One cycle",
        }
    }

    /// The learning rate of the step that is taken after `taken` ones.
    #[must_use]
    pub fn rate(&self, lr: f64, taken: u32) -> f64 {
        let t = f64::from(taken);
        match *self {
            Self::Constant => lr,
            Self::Step { step_size, gamma } => {
                lr * Real::pow(gamma, f64::from(taken / step_size.max(1)))
            }
            Self::Exponential { gamma } => lr * Real::pow(gamma, t),
            Self::Cosine { t_max, eta_min } => cosine(lr, taken, t_max, eta_min),
            Self::WarmupCosine { total_iters, start_factor, t_max, eta_min } => {
                if taken < total_iters {
                    lr * (start_factor + (1.0 - start_factor) * t / f64::from(total_iters))
                } else {
                    cosine(lr, taken - total_iters, t_max, eta_min)
                }
            }
            Self::OneCycle { total_steps, pct_start, div_factor, final_div_factor } => {
                let total = f64::from(total_steps.max(1));
                let (first, last) = (lr / div_factor, total - 1.0);
                let peak = pct_start * total - 1.0;
                let now = if t < last { t } else { last };
                if now <= peak && peak > 0.0 {
                    return annealed(first, lr, now / peak);
                }
                // A top before the first step is passed, not left out, as in torch.
                let part = if last > peak { (now - peak) / (last - peak) } else { 1.0 };
                annealed(lr, first / final_div_factor, part)
            }
        }
    }

    /// The setting at this index, with its value; none past the last.
    pub fn setting(
        &mut self,
        place: usize,
    ) -> Option<(&'static HyperParameter, ScheduleSetting<'_>)> {
        use ScheduleSetting::{Number, Steps};
        match (self, place) {
            (Self::Step { step_size, .. }, 0) => Some((&STEP_SIZE, Steps(step_size))),
            (Self::Step { gamma, .. }, 1) | (Self::Exponential { gamma }, 0) => {
                Some((&GAMMA, Number(gamma)))
            }
            (Self::WarmupCosine { total_iters, .. }, 0) => Some((&TOTAL_ITERS, Steps(total_iters))),
            (Self::WarmupCosine { start_factor, .. }, 1) => {
                Some((&START_FACTOR, Number(start_factor)))
            }
            (Self::Cosine { t_max, .. }, 0) | (Self::WarmupCosine { t_max, .. }, 2) => {
                Some((&T_MAX, Steps(t_max)))
            }
            (Self::Cosine { eta_min, .. }, 1) | (Self::WarmupCosine { eta_min, .. }, 3) => {
                Some((&ETA_MIN, Number(eta_min)))
            }
            (Self::OneCycle { total_steps, .. }, 0) => Some((&TOTAL_STEPS, Steps(total_steps))),
            (Self::OneCycle { pct_start, .. }, 1) => Some((&PCT_START, Number(pct_start))),
            (Self::OneCycle { div_factor, .. }, 2) => Some((&DIV_FACTOR, Number(div_factor))),
            (Self::OneCycle { final_div_factor, .. }, 3) => {
                Some((&FINAL_DIV_FACTOR, Number(final_div_factor)))
            }
            _ => None,
        }
    }
}

/// The rate of cosine annealing, in torch's closed form.
fn cosine(lr: f64, taken: u32, t_max: u32, eta_min: f64) -> f64 {
    let angle = PI * f64::from(taken) / f64::from(t_max.max(1));
    eta_min + (lr - eta_min) * (1.0 + Real::cos(angle)) / 2.0
}

/// Between two rates, along a half cosine.
fn annealed(from: f64, to: f64, part: f64) -> f64 {
    to + (from - to) / 2.0 * (Real::cos(PI * part) + 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schedule_begins_and_ends_as_it_says() {
        let near =
            |rate: f64, wanted: f64| assert!((rate - wanted).abs() < 1e-12, "{rate} {wanted}");
        let [constant, step, exponential, cosine, warmup, cycle] = Schedule::all(100);
        near(constant.rate(0.2, 77), 0.2);
        near(step.rate(0.2, 32), 0.2);
        near(step.rate(0.2, 33), 0.02);
        near(exponential.rate(0.2, 1), 0.196);
        near(cosine.rate(0.2, 0), 0.2);
        near(cosine.rate(0.2, 50), 0.1);
        near(cosine.rate(0.2, 100), 0.0);
        near(warmup.rate(0.3, 0), 0.1);
        near(warmup.rate(0.3, 5), 0.2);
        near(warmup.rate(0.3, 10), 0.3);
        near(warmup.rate(0.3, 100), 0.0);
        near(cycle.rate(0.5, 0), 0.02);
        near(cycle.rate(0.5, 29), 0.5);
        near(cycle.rate(0.5, 99), 2e-6);
        near(cycle.rate(0.5, 1000), 2e-6);
    }

    #[test]
    fn short_ones_have_rates_too() {
        for steps in 0..5 {
            for schedule in Schedule::all(steps) {
                for taken in 0..10 {
                    let rate = schedule.rate(1.0, taken);
                    assert!((0.0..=1.0).contains(&rate), "{schedule:?} {taken}: {rate}");
                }
            }
        }
        let cycle = Schedule::OneCycle {
            total_steps: 10,
            pct_start: 0.1,
            div_factor: 25.0,
            final_div_factor: 1e4,
        };
        assert!(cycle.rate(1.0, 0).is_finite());
    }
}

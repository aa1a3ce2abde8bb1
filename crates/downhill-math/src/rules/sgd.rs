use super::Explanation;
use super::seen::{explain_seen, seen};
use super::{About, Family, Field, HyperParameter, Info, LEARNING_RATE, Marker, Rule};
use crate::arithmetic::Real;

/// Gradient descent, x ← x − lr·g (`torch.optim.SGD` without momentum).
///
/// Nothing here is stochastic unless the gradient is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sgd {
    /// The learning rate. Usually the objective's own (torch: 1e-3).
    pub lr: f64,
    /// The share of the iterate that is added to its gradient.
    pub weight_decay: f64,
    /// Whether it goes uphill.
    pub maximize: bool,
}

/// SGD remembers nothing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SgdState;

impl Rule for Sgd {
    type State<R: Real> = SgdState;
    type Constants = ();

    const DEFAULT: Self = Self { lr: LEARNING_RATE, weight_decay: 0.0, maximize: false };

    const INFO: Info = Info::new(["sgd", "SGD"], (Family::Plain, Marker::Circle), &[]);

    const ABOUT: About = About {
        what: "Goes against the gradient, by a fixed share of it.",
        source: "Cauchy 1847; stochastic: Robbins & Monro 1951",
        torch: "torch.optim.SGD",
        python: include_str!("code/sgd.py"),
        rust: include_str!("code/sgd.rs"),
    };

    const PARAMETERS: &'static [(HyperParameter, Field<Self>)] = &[
        (HyperParameter::learning_rate("1e-3"), Field::Number(|rule| &mut rule.lr)),
        (HyperParameter::weight_decay(), Field::Number(|rule| &mut rule.weight_decay)),
        (HyperParameter::maximize(), Field::Switch(|rule| &mut rule.maximize)),
    ];

    fn start<R: Real>(&self) -> SgdState {
        SgdState
    }

    fn constants<R: Real>(&self, _: &SgdState, _: u32) {}

    #[cfg_attr(feature = "simd-batch", inline(always))]
    fn step_with<R: Real>(&self, (): (), _: &mut SgdState, x: R, gradient: R) -> R {
        x - R::splat(self.lr) * seen(gradient, x, self.weight_decay, self.maximize)
    }

    fn parts<R: Real>(_: &mut SgdState) -> impl IntoIterator<Item = &mut R> {
        []
    }

    fn explain(&self, x: f64, gradient: f64, _: &SgdState, _: &SgdState) -> Explanation {
        const EQUATIONS: &str = concat!(plain!("{g<mi>g</mi>}"), next!());
        let seen = seen(gradient, x, self.weight_decay, self.maximize);
        let found = Explanation::plain(EQUATIONS, Vec::new(), x, -(self.lr * seen));
        explain_seen(found, seen, self.weight_decay, self.maximize)
    }
}

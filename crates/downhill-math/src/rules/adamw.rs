use super::Explanation;
use super::{
    About, Adam, AdamState, Family, Field, HyperParameter, Info, LEARNING_RATE, Marker,
    OptimizerKind, Rule,
};
use crate::arithmetic::Real;

/// AdamW, Adam with decoupled weight decay: x ← x·(1 − lr·weightDecay), then a step of [`Adam`] with
/// bias correction (Loshchilov & Hutter 2019, Algorithm 2; `torch.optim.AdamW`).
///
/// The gradient is that of the iterate before the decay, and the means never see the decay. The decay
/// draws every iterate towards (0, 0), whether the minimum is there or not.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AdamW {
    /// The learning rate. Usually the objective's own for Adam (torch: 1e-3).
    pub lr: f64,
    /// β₁ and β₂: the shares of the two running means that are kept at each step.
    pub betas: [f64; 2],
    /// Added to the root, so that nothing is divided by zero.
    pub eps: f64,
    /// The share of the iterate, times the learning rate, that is subtracted at each step.
    pub weight_decay: f64,
    /// Whether the root is that of the greatest mean of squares so far.
    pub amsgrad: bool,
}

impl AdamW {
    /// The rule without its weight decay.
    fn adam(&self) -> Adam {
        Adam {
            lr: self.lr,
            betas: self.betas,
            eps: self.eps,
            amsgrad: self.amsgrad,
            ..Adam::DEFAULT
        }
    }

    fn decayed<R: Real>(&self, x: R) -> R {
        x * R::splat(1.0 - self.lr * self.weight_decay)
    }
}

impl Rule for AdamW {
    type State<R: Real> = AdamState<R>;
    type Constants = [f64; 2];

    const DEFAULT: Self = Self {
        lr: LEARNING_RATE,
        betas: [0.9, 0.999],
        eps: 1e-8,
        weight_decay: 0.01,
        amsgrad: false,
    };

    const INFO: Info =
        Info::new(["adamw", "AdamW"], (Family::Adam, Marker::DownTriangleW), Adam::INFO.state)
            .with_rate_of(OptimizerKind::Adam);

    const ABOUT: About = About {
        what: "Adam that also draws every iterate towards (0, 0), by a share of itself.",
        source: "Loshchilov & Hutter 2019",
        torch: "torch.optim.AdamW",
        python: include_str!("code/adamw.py"),
        rust: include_str!("code/adamw.rs"),
    };

    const PARAMETERS: &'static [(HyperParameter, Field<Self>)] = &[
        (HyperParameter::learning_rate("1e-3"), Field::Number(|rule| &mut rule.lr)),
        (HyperParameter::betas(), Field::Pair(|rule| &mut rule.betas)),
        (HyperParameter::eps(None), Field::Number(|rule| &mut rule.eps)),
        (HyperParameter::decoupled_weight_decay(), Field::Number(|rule| &mut rule.weight_decay)),
        (HyperParameter::amsgrad(), Field::Switch(|rule| &mut rule.amsgrad)),
    ];

    fn start<R: Real>(&self) -> AdamState<R> {
        self.adam().start()
    }

    fn constants<R: Real>(&self, state: &AdamState<R>, ahead: u32) -> [f64; 2] {
        self.adam().constants(state, ahead)
    }

    #[cfg_attr(feature = "simd-batch", inline(always))]
    fn step_with<R: Real>(
        &self,
        constants: [f64; 2],
        state: &mut AdamState<R>,
        x: R,
        gradient: R,
    ) -> R {
        self.adam().step_with(constants, state, self.decayed(x), gradient)
    }

    fn parts<R: Real>(state: &mut AdamState<R>) -> impl IntoIterator<Item = &mut R> {
        Adam::parts(state)
    }

    fn remembers(&self, place: usize) -> bool {
        self.adam().remembers(place)
    }

    fn set_step<R: Real>(state: &mut AdamState<R>, step: u32) {
        Adam::set_step(state, step);
    }

    fn squares<R: Real>(&self, state: &AdamState<R>) -> Option<(R, f64)> {
        self.adam().squares(state)
    }

    fn explain(
        &self,
        x: f64,
        gradient: f64,
        before: &AdamState<f64>,
        after: &AdamState<f64>,
    ) -> Explanation {
        const DECAY: &str = concat!(
            "{c<mover><mi>x</mi><mo>~</mo></mover>}|{x<mi>x</mi>}<mo>·</mo>",
            open!(),
            "<mn>1</mn><mo>−</mo>{l<mi>lr</mi>}<mo>·</mo>{w<mi>weightDecay</mi>}",
            close!(),
            "\n"
        );
        const NEXT: &str =
            "{X<mi>x</mi>}|{c<mover><mi>x</mi><mo>~</mo></mover>}<mo>+</mo>{D<mi>Δx</mi>}";
        let base = self.decayed(x);
        let mut found = self.adam().explain(base, gradient, before, after);
        found.letters.extend([('c', base), ('w', self.weight_decay)]);
        let adams = found.equations.strip_suffix(next!()).unwrap_or(&found.equations);
        Explanation { equations: [DECAY, adams, NEXT].concat(), ..found }
    }
}

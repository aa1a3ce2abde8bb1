use super::Explanation;
use super::decay::{Decays, number_of_next};
use super::lerp::lerp;
use super::{
    About, AboutParameter, Family, Field, HyperParameter, Info, LEARNING_RATE, Marker,
    OptimizerKind, Range, Rule, Slider,
};
use crate::arithmetic::Real;

/// NAdam, Adam with Nesterov's look ahead (Dozat 2016; `torch.optim.NAdam`):
/// μₜ = β₁·(1 − 0.96^(t·`momentum_decay`)/2), m and s as in Adam,
/// x ← x − lr·((1 − μₜ)/(1 − μ₁…μₜ)·g + μₜ₊₁/(1 − μ₁…μₜ₊₁)·m)/(√(s/(1 − β₂ᵗ)) + eps).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NAdam {
    /// The learning rate. Usually the objective's own for Adam (torch: 2e-3).
    pub lr: f64,
    /// β₁ and β₂: the shares of the two running means that are kept at each step.
    pub betas: [f64; 2],
    /// Added to the root, so that nothing is divided by zero.
    pub eps: f64,
    /// How fast the momentum grows to β₁, of half of which it starts.
    pub momentum_decay: f64,
}

/// What NAdam remembers of one coordinate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NAdamState<R> {
    /// The running mean m of the gradients (torch: `exp_avg`).
    pub first_moment: R,
    /// The running mean s of the squared gradients (torch: `exp_avg_sq`).
    pub second_moment: R,
    /// The product μ₁…μₜ of all momenta so far (torch: `mu_product`), 1 before the first step.
    pub momentum_product: R,
    /// How many steps have been taken.
    pub step: u32,
    /// 1 − 0.96^(t·`momentum_decay`) for the number t of the next step.
    missing: f64,
    /// The logarithms of β₂ and of 0.96^`momentum_decay`.
    decays: Decays,
}

/// What a step of NAdam takes from the number of steps alone.
#[derive(Clone, Copy, Debug)]
pub struct NAdamConstants {
    /// 1 − 0.96^(t·`momentum_decay`) for the number t of the step after it.
    missing_ahead: f64,
    /// 1 − β₂ᵗ
    of_squares: f64,
}

impl NAdam {
    /// μₜ and μₜ₊₁, the momenta of a step and of the one after it, whose 1 − 0.96^(t·`momentum_decay`) is `missing`.
    fn momenta(&self, missing: [f64; 2]) -> [f64; 2] {
        missing.map(|missing| self.betas[0] * (1.0 - 0.5 * (1.0 - missing)))
    }
}

impl Rule for NAdam {
    type State<R: Real> = NAdamState<R>;
    type Constants = NAdamConstants;

    const DEFAULT: Self =
        Self { lr: LEARNING_RATE, betas: [0.9, 0.999], eps: 1e-8, momentum_decay: 0.004 };

    const INFO: Info = Info::new(
        ["nadam", "NAdam"],
        (Family::Adam, Marker::DownTriangleN),
        &["firstMoment", "secondMoment", "momentumProduct"],
    )
    .with_rate_of(OptimizerKind::Adam);

    const ABOUT: About = About {
        what: "Adds Nesterov’s look ahead to Adam.",
        source: "Dozat 2016",
        torch: "torch.optim.NAdam",
        python: include_str!("code/nadam.py"),
        rust: include_str!("code/nadam.rs"),
    };

    const PARAMETERS: &'static [(HyperParameter, Field<Self>)] = &[
        (HyperParameter::learning_rate("2e-3"), Field::Number(|rule| &mut rule.lr)),
        (HyperParameter::betas(), Field::Pair(|rule| &mut rule.betas)),
        (HyperParameter::eps(None), Field::Number(|rule| &mut rule.eps)),
        (
            HyperParameter::new(
                "momentumDecay",
                Range::NOT_NEGATIVE,
                AboutParameter {
                    labels: &["Momentum’s growth"],
                    what: "how fast the momentum grows to β₁, of half of which it starts",
                    torch: None,
                    slider: Slider::Logarithmic([-5.0, 1.0]),
                },
            ),
            Field::Number(|rule| &mut rule.momentum_decay),
        ),
    ];

    fn start<R: Real>(&self) -> NAdamState<R> {
        let decays = Decays::with_power(self.betas[1], 0.96, self.momentum_decay);
        NAdamState {
            first_moment: R::splat(0.0),
            second_moment: R::splat(0.0),
            momentum_product: R::splat(1.0),
            step: 0,
            missing: decays.missing(1)[1],
            decays,
        }
    }

    fn constants<R: Real>(&self, state: &NAdamState<R>, ahead: u32) -> NAdamConstants {
        let step = number_of_next(state.step, ahead);
        let [of_squares, missing_ahead] =
            state.decays.missing_after([step, step.saturating_add(1)]);
        NAdamConstants { of_squares, missing_ahead }
    }

    #[cfg_attr(feature = "simd-batch", inline(always))]
    fn step_with<R: Real>(
        &self,
        constants: NAdamConstants,
        state: &mut NAdamState<R>,
        x: R,
        gradient: R,
    ) -> R {
        let [beta1, beta2] = self.betas;
        state.step = state.step.saturating_add(1);
        let NAdamConstants { of_squares, missing_ahead } = constants;
        let [momentum, momentum_ahead] = self.momenta([state.missing, missing_ahead]);
        state.missing = missing_ahead;
        state.first_moment = lerp(state.first_moment, gradient, 1.0 - beta1);
        state.second_moment =
            R::splat(beta2) * state.second_moment + R::splat(1.0 - beta2) * gradient * gradient;
        // As in torch it is one number: all lanes have taken as many steps.
        let product = state.momentum_product.first() * momentum;
        state.momentum_product = R::splat(product);
        let of_gradient = R::splat(-self.lr * (1.0 - momentum) / (1.0 - product));
        let of_mean = R::splat(-self.lr * momentum_ahead / (1.0 - product * momentum_ahead));
        let root = (state.second_moment / R::splat(of_squares)).sqrt() + R::splat(self.eps);
        x + (of_gradient * gradient / root + of_mean * state.first_moment / root)
    }

    fn parts<R: Real>(state: &mut NAdamState<R>) -> impl IntoIterator<Item = &mut R> {
        [&mut state.first_moment, &mut state.second_moment, &mut state.momentum_product]
    }

    fn set_step<R: Real>(state: &mut NAdamState<R>, step: u32) {
        state.step = step;
        state.missing = state.decays.missing(step.saturating_add(1))[1];
    }

    fn squares<R: Real>(&self, state: &NAdamState<R>) -> Option<(R, f64)> {
        Some((state.second_moment, self.eps))
    }

    fn explain(
        &self,
        x: f64,
        gradient: f64,
        before: &NAdamState<f64>,
        after: &NAdamState<f64>,
    ) -> Explanation {
        const EQUATIONS: &str = concat!(
            means!(),
            "{n<mover><mi>m</mi><mo>^</mo></mover>}|<mfrac><mrow><mn>1</mn><mo>−</mo>",
            "{o<msub><mi>μ</mi><mi>t</mi></msub>}</mrow><mrow><mn>1</mn><mo>−</mo>{P<mi>π</mi>}</mrow></mfrac>",
            "<mo>·</mo>{g<mi>g</mi>}<mo>+</mo><mfrac>",
            "{q<msub><mi>μ</mi><mrow><mi>t</mi><mo>+</mo><mn>1</mn></mrow></msub>}<mrow><mn>1</mn><mo>−</mo>{P<mi>π</mi>}<mo>·</mo>",
            "{q<msub><mi>μ</mi><mrow><mi>t</mi><mo>+</mo><mn>1</mn></mrow></msub>}</mrow></mfrac><mo>·</mo>{V<mi>m</mi>}\n",
            "{r<mover><mi>s</mi><mo>^</mo></mover>}|<mfrac>{S<mi>s</mi>}",
            "{B<mrow><mn>1</mn><mo>−</mo><msubsup><mi>β</mi><mn>2</mn><mi>t</mi></msubsup></mrow>}</mfrac>\n",
            scaled!(
                "{n<mover><mi>m</mi><mo>^</mo></mover>}",
                "{r<mover><mi>s</mi><mo>^</mo></mover>}"
            ),
            next!()
        );
        let (mean, squares) = (after.first_moment, after.second_moment);
        let NAdamConstants { of_squares, .. } = self.constants(before, 0);
        let [now, ahead] = self.momenta([before.missing, after.missing]);
        let product = after.momentum_product;
        let follows =
            (1.0 - now) / (1.0 - product) * gradient + ahead / (1.0 - product * ahead) * mean;
        let root = (squares / of_squares).sqrt();
        let letters = vec![
            ('v', before.first_moment),
            ('V', mean),
            ('s', before.second_moment),
            ('S', squares),
            ('a', self.betas[0]),
            ('b', self.betas[1]),
            ('B', of_squares),
            ('n', follows),
            ('o', now),
            ('q', ahead),
            ('P', product),
            ('r', squares / of_squares),
            ('e', self.eps),
        ];
        let of_gradient = -self.lr * (1.0 - now) / (1.0 - product);
        let of_mean = -self.lr * ahead / (1.0 - product * ahead);
        let divisor = root + self.eps;
        let change = of_gradient * gradient / divisor + of_mean * mean / divisor;
        Explanation {
            root: Some((root, "√ŝ")),
            follows: Some((follows, "−m̂")),
            ..Explanation::plain(EQUATIONS, letters, x, change)
        }
    }
}

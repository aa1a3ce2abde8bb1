use super::Explanation;
use super::decay::{Decays, number_of_next};
use super::lerp::lerp;
use super::{
    About, Family, Field, HyperParameter, Info, LEARNING_RATE, Marker, OptimizerKind, Rule,
};
use crate::arithmetic::Real;

/// Adamax, Adam with the greatest gradient in place of the root of their squares (Kingma & Ba 2015,
/// Algorithm 2; `torch.optim.Adamax`): m as in Adam, u ← max(β₂·u, |g| + eps),
/// x ← x − lr/(1 − β₁ᵗ)·m/u.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Adamax {
    /// The learning rate. Usually the objective's own for Adam (torch: 2e-3).
    pub lr: f64,
    /// β₁, the share of the running mean that is kept, and β₂, that of the greatest gradient.
    pub betas: [f64; 2],
    /// Added to the size of the gradient, so that nothing is divided by zero.
    pub eps: f64,
}

/// What Adamax remembers of one coordinate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AdamaxState<R> {
    /// The running mean m of the gradients (torch: `exp_avg`).
    pub first_moment: R,
    /// The greatest size u of a gradient, of which a share is kept at each step (torch: `exp_inf`).
    pub greatest_gradient: R,
    /// How many steps have been taken.
    pub step: u32,
    /// The logarithms of β₁ and β₂.
    decays: Decays,
}

impl Rule for Adamax {
    type State<R: Real> = AdamaxState<R>;
    type Constants = f64;

    const DEFAULT: Self = Self { lr: LEARNING_RATE, betas: [0.9, 0.999], eps: 1e-8 };

    const INFO: Info = Info::new(
        ["adamax", "Adamax"],
        (Family::Adam, Marker::DownTriangleX),
        &["firstMoment", "greatestGradient"],
    )
    .with_rate_of(OptimizerKind::Adam);

    const ABOUT: About = About {
        what: "Adam that divides by the greatest gradient of late, not by a mean of squares.",
        source: "Kingma & Ba 2015",
        torch: "torch.optim.Adamax",
        python: include_str!("code/adamax.py"),
        rust: include_str!("code/adamax.rs"),
    };

    const PARAMETERS: &'static [(HyperParameter, Field<Self>)] = &[
        (HyperParameter::learning_rate("2e-3"), Field::Number(|rule| &mut rule.lr)),
        (HyperParameter::betas(), Field::Pair(|rule| &mut rule.betas)),
        (HyperParameter::eps(None), Field::Number(|rule| &mut rule.eps)),
    ];

    fn start<R: Real>(&self) -> AdamaxState<R> {
        let zero = R::splat(0.0);
        let decays = Decays::new(self.betas);
        AdamaxState { first_moment: zero, greatest_gradient: zero, step: 0, decays }
    }

    /// The rate with the mean's correction.
    fn constants<R: Real>(&self, state: &AdamaxState<R>, ahead: u32) -> f64 {
        let [of_mean, _] = state.decays.missing(number_of_next(state.step, ahead));
        self.lr / of_mean
    }

    #[cfg_attr(feature = "simd-batch", inline(always))]
    fn step_with<R: Real>(
        &self,
        constants: f64,
        state: &mut AdamaxState<R>,
        x: R,
        gradient: R,
    ) -> R {
        let [beta1, beta2] = self.betas;
        state.step = state.step.saturating_add(1);
        state.first_moment = lerp(state.first_moment, gradient, 1.0 - beta1);
        let size = Real::abs(gradient) + R::splat(self.eps);
        state.greatest_gradient = Real::max(state.greatest_gradient * R::splat(beta2), size);
        x - R::splat(constants) * state.first_moment / state.greatest_gradient
    }

    fn parts<R: Real>(state: &mut AdamaxState<R>) -> impl IntoIterator<Item = &mut R> {
        [&mut state.first_moment, &mut state.greatest_gradient]
    }

    fn set_step<R: Real>(state: &mut AdamaxState<R>, step: u32) {
        state.step = step;
    }

    fn explain(
        &self,
        x: f64,
        _: f64,
        before: &AdamaxState<f64>,
        after: &AdamaxState<f64>,
    ) -> Explanation {
        const EQUATIONS: &str = concat!(
            "{V<mi>m</mi>}|",
            mixed!(
                "{a<msub><mi>β</mi><mn>1</mn></msub>}",
                "{v<mi>m</mi>}",
                "{a<msub><mi>β</mi><mn>1</mn></msub>}",
                "{g<mi>g</mi>}"
            ),
            "\n{U<mi>u</mi>}|<mi>max</mi>",
            open!(),
            "{b<msub><mi>β</mi><mn>2</mn></msub>}<mo>·</mo>{u<mi>u</mi>}<mo>,</mo>",
            "<mo stretchy='false'>|</mo>{g<mi>g</mi>}<mo stretchy='false'>|</mo><mo>+</mo>{e<mi>eps</mi>}",
            close!(),
            "\n{n<mover><mi>m</mi><mo>^</mo></mover>}|<mfrac>{V<mi>m</mi>}",
            "{A<mrow><mn>1</mn><mo>−</mo><msubsup><mi>β</mi><mn>1</mn><mi>t</mi></msubsup></mrow>}</mfrac>\n",
            "{D<mi>Δx</mi>}|<mo>−</mo><mfrac><mrow>{l<mi>lr</mi>}<mo>·</mo>",
            "{n<mover><mi>m</mi><mo>^</mo></mover>}</mrow>{U<mi>u</mi>}</mfrac>\n",
            next!()
        );
        let (mean, greatest) = (after.first_moment, after.greatest_gradient);
        let [of_mean, _] = after.decays.missing(after.step);
        let letters = vec![
            ('v', before.first_moment),
            ('V', mean),
            ('u', before.greatest_gradient),
            ('U', greatest),
            ('a', self.betas[0]),
            ('b', self.betas[1]),
            ('A', of_mean),
            ('n', mean / of_mean),
            ('e', self.eps),
        ];
        Explanation {
            root: Some((greatest, "u")),
            follows: Some((mean, "−m")),
            ..Explanation::plain(EQUATIONS, letters, x, -(self.lr / of_mean * mean / greatest))
        }
    }
}

use super::Explanation;
use super::{
    About, AboutParameter, Conflict, Family, Field, HyperParameter, Info, LEARNING_RATE, Marker,
    OptimizerKind, Range, Rule, Slider,
};
use crate::arithmetic::Real;

/// Rprop, resilient backpropagation (Riedmiller & Braun 1993; `torch.optim.Rprop`). Only the signs of
/// gradients count. Each coordinate has a step size of its own, which starts at lr: it is multiplied by
/// η₊ where the gradient keeps its sign, and by η₋ where the sign turns; there the coordinate waits for a
/// step, and forgets its gradient.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rprop {
    /// The step size at the start. Usually the objective's own for Adam (torch: 1e-2).
    pub lr: f64,
    /// η₋ and η₊, by which the step size is multiplied.
    pub etas: [f64; 2],
    /// The least and the greatest step size.
    pub step_sizes: [f64; 2],
}

/// What Rprop remembers of one coordinate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RpropState<R> {
    /// The gradient of the step before (torch: `prev`), 0 where its sign had turned.
    pub previous_gradient: R,
    /// The step size (torch: `step_size`).
    pub step_size: R,
}

impl Rprop {
    /// By what the step size is multiplied, for the product of both gradients.
    fn eta<R: Real>(&self, product: R) -> R {
        let [shrink, grow] = self.etas.map(R::splat);
        let zero = R::splat(0.0);
        product.if_less(zero, shrink, zero.if_less(product, grow, R::splat(1.0)))
    }
}

impl Rule for Rprop {
    type State<R: Real> = RpropState<R>;
    type Constants = ();

    const DEFAULT: Self = Self { lr: LEARNING_RATE, etas: [0.5, 1.2], step_sizes: [1e-6, 50.0] };

    const INFO: Info = Info::new(
        ["rprop", "Rprop"],
        (Family::Sign, Marker::Cross),
        &["previousGradient", "stepSize"],
    )
    .with_rate_of(OptimizerKind::Adam);

    const ABOUT: About = About {
        what: "Goes by the sign of each coordinate’s gradient, faster while it stays the same.",
        source: "Riedmiller & Braun 1993",
        torch: "torch.optim.Rprop",
        python: include_str!("code/rprop.py"),
        rust: include_str!("code/rprop.rs"),
    };

    const PARAMETERS: &'static [(HyperParameter, Field<Self>)] = &[
        (HyperParameter::learning_rate("1e-2"), Field::Number(|rule| &mut rule.lr)),
        (
            HyperParameter::new(
                "etas",
                Range {
                    allowed: "two numbers, one above 0 and below 1, one above 1",
                    ..Range::NOT_NEGATIVE
                },
                AboutParameter {
                    labels: &["Shrink η₋", "Grow η₊"],
                    what: "by what the step size is multiplied where the gradient turns, and where it does not",
                    torch: None,
                    slider: Slider::Linear([0.05, 2.0]),
                },
            ),
            Field::Pair(|rule| &mut rule.etas),
        ),
        (
            HyperParameter::new(
                "stepSizes",
                Range {
                    allowed: "two numbers, 0 or more, the second not below the first",
                    ..Range::NOT_NEGATIVE
                },
                AboutParameter {
                    labels: &["Least step", "Greatest step"],
                    what: "the least and the greatest step size",
                    torch: None,
                    slider: Slider::Logarithmic([-8.0, 2.0]),
                },
            ),
            Field::Pair(|rule| &mut rule.step_sizes),
        ),
    ];

    fn start<R: Real>(&self) -> RpropState<R> {
        RpropState { previous_gradient: R::splat(0.0), step_size: R::splat(self.lr) }
    }

    fn constants<R: Real>(&self, _: &RpropState<R>, _: u32) {}

    #[cfg_attr(feature = "simd-batch", inline(always))]
    fn step_with<R: Real>(&self, (): (), state: &mut RpropState<R>, x: R, gradient: R) -> R {
        let [least, greatest] = self.step_sizes.map(R::splat);
        let product = gradient * state.previous_gradient;
        let size = state.step_size * self.eta(product);
        let size = size.if_less(least, least, size);
        state.step_size = greatest.if_less(size, greatest, size);
        let gradient = product.if_less(R::splat(0.0), R::splat(0.0), gradient);
        state.previous_gradient = gradient;
        x - Real::sign(gradient) * state.step_size
    }

    fn parts<R: Real>(state: &mut RpropState<R>) -> impl IntoIterator<Item = &mut R> {
        [&mut state.previous_gradient, &mut state.step_size]
    }

    fn conflict(&self) -> Option<Conflict> {
        let [shrink, grow] = self.etas;
        if !(shrink > 0.0 && shrink < 1.0 && grow > 1.0) {
            let allowed = "two numbers, one above 0 and below 1, one above 1";
            return Some(Conflict { name: "etas", allowed });
        }
        let [least, greatest] = self.step_sizes;
        let allowed = "two numbers, 0 or more, the second not below the first";
        (least > greatest).then_some(Conflict { name: "stepSizes", allowed })
    }

    fn explain(
        &self,
        x: f64,
        gradient: f64,
        before: &RpropState<f64>,
        after: &RpropState<f64>,
    ) -> Explanation {
        const SAME: &str =
            "{K<mi>size</mi>}|{k<mi>size</mi>}<mo>·</mo>{n<msub><mi>η</mi><mo>+</mo></msub>}\n";
        const TURNED: &str =
            "{K<mi>size</mi>}|{k<mi>size</mi>}<mo>·</mo>{n<msub><mi>η</mi><mo>−</mo></msub>}\n";
        const FIRST: &str = "{K<mi>size</mi>}|{k<mi>size</mi>}\n";
        const STEP: &str = concat!(
            "{D<mi>Δx</mi>}|<mo>−</mo><mi>sign</mi>",
            open!(),
            "{h<mi>g</mi>}",
            close!(),
            "<mo>·</mo>{K<mi>size</mi>}\n",
            next!()
        );
        let product = gradient * before.previous_gradient;
        let equations = if product < 0.0 {
            TURNED
        } else if product > 0.0 {
            SAME
        } else {
            FIRST
        };
        let letters = vec![
            ('k', before.step_size),
            ('K', after.step_size),
            ('n', self.eta(product)),
            ('h', after.previous_gradient),
        ];
        let change = -(Real::sign(after.previous_gradient) * after.step_size);
        Explanation::plain([equations, STEP].concat(), letters, x, change)
    }
}

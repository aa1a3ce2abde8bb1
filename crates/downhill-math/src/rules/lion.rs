use super::Explanation;
use super::{
    About, Family, Field, HyperParameter, Info, LEARNING_RATE, Marker, OptimizerKind, Rule,
};
use crate::arithmetic::Real;

/// Lion (Chen et al. 2023, Algorithm 2): c = β₁·m + (1 − β₁)·g,
/// x ← x − lr·(sign(c) + `weight_decay`·x), m ← β₂·m + (1 − β₂)·g.
///
/// Every step is one learning rate long in each coordinate, so that it never comes to rest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lion {
    /// The learning rate. Usually a quarter of the objective's own for Adam (the paper: 1e-4).
    pub lr: f64,
    /// β₁, the share of the mean in the direction of a step, and β₂, that of it that is kept.
    pub betas: [f64; 2],
    /// The share of the iterate, times the learning rate, that is subtracted at each step.
    pub weight_decay: f64,
}

/// What Lion remembers of one coordinate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LionState<R> {
    /// The running mean m of the gradients.
    pub first_moment: R,
}

impl Lion {
    /// What decides the direction of a step.
    fn direction<R: Real>(&self, mean: R, gradient: R) -> R {
        let [beta1, _] = self.betas;
        R::splat(beta1) * mean + R::splat(1.0 - beta1) * gradient
    }
}

impl Rule for Lion {
    type State<R: Real> = LionState<R>;
    type Constants = ();

    const DEFAULT: Self = Self { lr: 0.25 * LEARNING_RATE, betas: [0.9, 0.99], weight_decay: 0.0 };

    const INFO: Info = Info::new(["lion", "Lion"], (Family::Sign, Marker::Star), &["firstMoment"])
        .with_rate_of_times(OptimizerKind::Adam, 0.25);

    const ABOUT: About = About {
        what: "Goes by the sign of a momentum: every step is one learning rate long.",
        source: "Chen et al. 2023",
        torch: "not in torch.optim",
        python: include_str!("code/lion.py"),
        rust: include_str!("code/lion.rs"),
    };

    const PARAMETERS: &'static [(HyperParameter, Field<Self>)] = &[
        (HyperParameter::learning_rate("1e-4"), Field::Number(|rule| &mut rule.lr)),
        (HyperParameter::betas(), Field::Pair(|rule| &mut rule.betas)),
        (HyperParameter::decoupled_weight_decay(), Field::Number(|rule| &mut rule.weight_decay)),
    ];

    fn start<R: Real>(&self) -> LionState<R> {
        LionState { first_moment: R::splat(0.0) }
    }

    fn constants<R: Real>(&self, _: &LionState<R>, _: u32) {}

    #[cfg_attr(feature = "simd-batch", inline(always))]
    fn step_with<R: Real>(&self, (): (), state: &mut LionState<R>, x: R, gradient: R) -> R {
        let [_, beta2] = self.betas;
        let sign = Real::sign(self.direction(state.first_moment, gradient));
        state.first_moment =
            R::splat(beta2) * state.first_moment + R::splat(1.0 - beta2) * gradient;
        let step =
            if self.weight_decay == 0.0 { sign } else { sign + R::splat(self.weight_decay) * x };
        x - R::splat(self.lr) * step
    }

    fn parts<R: Real>(state: &mut LionState<R>) -> impl IntoIterator<Item = &mut R> {
        [&mut state.first_moment]
    }

    fn explain(
        &self,
        x: f64,
        gradient: f64,
        before: &LionState<f64>,
        after: &LionState<f64>,
    ) -> Explanation {
        const MEANS: &str = concat!(
            "{c<mi>c</mi>}|",
            mixed!(
                "{a<msub><mi>β</mi><mn>1</mn></msub>}",
                "{v<mi>m</mi>}",
                "{a<msub><mi>β</mi><mn>1</mn></msub>}",
                "{g<mi>g</mi>}"
            ),
            "\n{V<mi>m</mi>}|",
            mixed!(
                "{b<msub><mi>β</mi><mn>2</mn></msub>}",
                "{v<mi>m</mi>}",
                "{b<msub><mi>β</mi><mn>2</mn></msub>}",
                "{g<mi>g</mi>}"
            ),
            "\n"
        );
        const SIGN: &str = concat!("<mi>sign</mi>", open!(), "{c<mi>c</mi>}", close!());
        let direction = self.direction(before.first_moment, gradient);
        let mut letters = vec![
            ('v', before.first_moment),
            ('V', after.first_moment),
            ('a', self.betas[0]),
            ('b', self.betas[1]),
            ('c', direction),
        ];
        let mut step = Real::sign(direction);
        let of = if self.weight_decay == 0.0 {
            SIGN.to_owned()
        } else {
            letters.push(('w', self.weight_decay));
            step += self.weight_decay * x;
            let decay = "<mo>+</mo>{w<mi>weightDecay</mi>}<mo>·</mo>{x<mi>x</mi>}";
            [open!(), SIGN, decay, close!()].concat()
        };
        let change = ["{D<mi>Δx</mi>}|<mo>−</mo>{l<mi>lr</mi>}<mo>·</mo>", &of, "\n"].concat();
        Explanation {
            follows: Some((direction, "−c")),
            ..Explanation::plain([MEANS, &change, next!()].concat(), letters, x, -(self.lr * step))
        }
    }
}

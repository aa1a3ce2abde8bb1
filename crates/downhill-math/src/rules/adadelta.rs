use super::Explanation;
use super::{
    About, AboutParameter, Family, Field, HyperParameter, Info, Marker, OptimizerKind, Range, Rule,
    Slider,
};
use crate::arithmetic::Real;

/// Adadelta (Zeiler 2012; `torch.optim.Adadelta`): s ← rho·s + (1 − rho)·g²,
/// Δ = √(u + eps)/√(s + eps)·g, u ← rho·u + (1 − rho)·Δ², x ← x − lr·Δ.
///
/// Its steps are as long as its steps have been, so that it needs no learning rate; the first ones are
/// tiny, about √eps. torch multiplies them by lr all the same.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Adadelta {
    /// By what its steps are multiplied. Usually 100 times Adam's rate (torch: 1).
    pub lr: f64,
    /// The share of both running means that is kept at each step.
    pub rho: f64,
    /// Added under both roots.
    pub eps: f64,
}

/// What Adadelta remembers of one coordinate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AdadeltaState<R> {
    /// The running mean s of the squared gradients (torch: `square_avg`).
    pub mean_of_squares: R,
    /// The running mean u of the squared steps, without lr (torch: `acc_delta`).
    pub mean_of_squared_steps: R,
}

impl Adadelta {
    /// The step without lr, from the means that it is computed from.
    fn delta<R: Real>(&self, squares: R, steps: R, gradient: R) -> R {
        let eps = R::splat(self.eps);
        (steps + eps).sqrt() / (squares + eps).sqrt() * gradient
    }
}

impl Rule for Adadelta {
    type State<R: Real> = AdadeltaState<R>;
    type Constants = ();

    const DEFAULT: Self = Self { lr: 2.0, rho: 0.9, eps: 1e-6 };

    const INFO: Info = Info::new(
        ["adadelta", "Adadelta"],
        (Family::MeanOfSquares, Marker::FramedDiamond),
        &["meanOfSquares", "meanOfSquaredSteps"],
    )
    .with_rate_of_times(OptimizerKind::Adam, 100.0);

    const ABOUT: About = About {
        what: "RMSProp that scales its steps by how long they have been.",
        source: "Zeiler 2012",
        torch: "torch.optim.Adadelta",
        python: include_str!("code/adadelta.py"),
        rust: include_str!("code/adadelta.rs"),
    };

    const PARAMETERS: &'static [(HyperParameter, Field<Self>)] = &[
        (HyperParameter::learning_rate("1"), Field::Number(|rule| &mut rule.lr)),
        (
            HyperParameter::new(
                "rho",
                Range::SHARE,
                AboutParameter {
                    labels: &["Memory ρ"],
                    what: "share of both running means that is kept",
                    torch: None,
                    slider: Slider::NearOne(-4.0),
                },
            ),
            Field::Number(|rule| &mut rule.rho),
        ),
        (HyperParameter::eps(None), Field::Number(|rule| &mut rule.eps)),
    ];

    fn start<R: Real>(&self) -> AdadeltaState<R> {
        AdadeltaState { mean_of_squares: R::splat(0.0), mean_of_squared_steps: R::splat(0.0) }
    }

    fn constants<R: Real>(&self, _: &AdadeltaState<R>, _: u32) {}

    #[cfg_attr(feature = "simd-batch", inline(always))]
    fn step_with<R: Real>(&self, (): (), state: &mut AdadeltaState<R>, x: R, gradient: R) -> R {
        let (kept, new) = (R::splat(self.rho), R::splat(1.0 - self.rho));
        state.mean_of_squares = kept * state.mean_of_squares + new * gradient * gradient;
        let delta = self.delta(state.mean_of_squares, state.mean_of_squared_steps, gradient);
        state.mean_of_squared_steps = kept * state.mean_of_squared_steps + new * delta * delta;
        x - R::splat(self.lr) * delta
    }

    fn parts<R: Real>(state: &mut AdadeltaState<R>) -> impl IntoIterator<Item = &mut R> {
        [&mut state.mean_of_squares, &mut state.mean_of_squared_steps]
    }

    fn squares<R: Real>(&self, state: &AdadeltaState<R>) -> Option<(R, f64)> {
        Some((state.mean_of_squares, self.eps))
    }

    fn explain(
        &self,
        x: f64,
        gradient: f64,
        before: &AdadeltaState<f64>,
        after: &AdadeltaState<f64>,
    ) -> Explanation {
        const EQUATIONS: &str = concat!(
            "{S<mi>s</mi>}|",
            mixed!(
                "{b<mi>rho</mi>}",
                "{s<mi>s</mi>}",
                "{b<mi>rho</mi>}",
                "<msup>{g<mi>g</mi>}<mn>2</mn></msup>"
            ),
            "\n{d<mi>Δ</mi>}|<mfrac><msqrt><mrow>{u<mi>u</mi>}<mo>+</mo>{e<mi>eps</mi>}</mrow></msqrt>",
            "<msqrt><mrow>{S<mi>s</mi>}<mo>+</mo>{e<mi>eps</mi>}</mrow></msqrt></mfrac><mo>·</mo>{g<mi>g</mi>}\n",
            "{U<mi>u</mi>}|",
            mixed!(
                "{b<mi>rho</mi>}",
                "{u<mi>u</mi>}",
                "{b<mi>rho</mi>}",
                "<msup>{d<mi>Δ</mi>}<mn>2</mn></msup>"
            ),
            "\n",
            plain!("{d<mi>Δ</mi>}"),
            next!()
        );
        let delta = self.delta(after.mean_of_squares, before.mean_of_squared_steps, gradient);
        let letters = vec![
            ('s', before.mean_of_squares),
            ('S', after.mean_of_squares),
            ('u', before.mean_of_squared_steps),
            ('U', after.mean_of_squared_steps),
            ('d', delta),
            ('b', self.rho),
            ('e', self.eps),
        ];
        Explanation {
            root: Some(((after.mean_of_squares + self.eps).sqrt(), "√s")),
            ..Explanation::plain(EQUATIONS, letters, x, -(self.lr * delta))
        }
    }
}

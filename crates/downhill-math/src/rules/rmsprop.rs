use super::Explanation;
use super::{
    About, AboutParameter, Family, Field, HyperParameter, Info, LEARNING_RATE, Marker, Range, Rule,
    Slider,
};
use crate::arithmetic::Real;

/// RMSProp, s ← alpha·s + (1 − alpha)·g², x ← x − lr·g/(√s + eps)
/// (Tieleman & Hinton 2012; `torch.optim.RMSprop`). There is no bias correction, so its first step
/// is lr/√(1 − alpha): ten learning rates at alpha = 0.99.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RmsProp {
    /// The learning rate. Usually the objective's own (torch: 1e-2).
    pub lr: f64,
    /// The share of the running mean that is kept at each step. Elsewhere called beta or decay.
    pub alpha: f64,
    /// Added to the root, so that nothing is divided by zero.
    pub eps: f64,
}

/// What RMSProp remembers of one coordinate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RmsPropState<R> {
    /// The running mean s of the squared gradients (torch: `square_avg`).
    pub mean_of_squares: R,
}

impl Rule for RmsProp {
    type State<R: Real> = RmsPropState<R>;
    type Parts<R: Real> = [R; 1];

    const DEFAULT: Self = Self { lr: LEARNING_RATE, alpha: 0.99, eps: 1e-8 };

    const INFO: Info = Info::new(
        ["rmsprop", "RMSProp"],
        (Family::MeanOfSquares, Marker::Diamond),
        &["meanOfSquares"],
    );

    const ABOUT: About = About {
        what: "Divides each coordinate's gradient by the root of a running mean of its squares.",
        source: "Tieleman & Hinton 2012",
        torch: "torch.optim.RMSprop",
        python: include_str!("code/rmsprop.py"),
        rust: include_str!("code/rmsprop.rs"),
    };

    const PARAMETERS: &'static [(HyperParameter, Field<Self>)] = &[
        (HyperParameter::learning_rate("1e-2"), Field::Number(|rule| &mut rule.lr)),
        (
            HyperParameter::new(
                "alpha",
                Range::SHARE,
                AboutParameter {
                    labels: &["Memory α"],
                    what: "share of the running mean that is kept; the article's beta",
                    torch: None,
                    slider: Slider::NearOne(-4.0),
                },
            ),
            Field::Number(|rule| &mut rule.alpha),
        ),
        (HyperParameter::eps(None), Field::Number(|rule| &mut rule.eps)),
    ];

    fn start<R: Real>(&self) -> RmsPropState<R> {
        RmsPropState { mean_of_squares: R::splat(0.0) }
    }

    fn step<R: Real>(&self, state: &mut RmsPropState<R>, x: R, gradient: R) -> R {
        state.mean_of_squares = R::splat(self.alpha) * state.mean_of_squares
            + R::splat(1.0 - self.alpha) * gradient * gradient;
        x - R::splat(self.lr) * gradient / (state.mean_of_squares.sqrt() + R::splat(self.eps))
    }

    fn parts<R: Real>(state: &RmsPropState<R>) -> [R; 1] {
        [state.mean_of_squares]
    }

    fn resume<R: Real>(&self, _: u32, [mean_of_squares]: [R; 1]) -> RmsPropState<R> {
        RmsPropState { mean_of_squares }
    }

    fn squares<R: Real>(&self, state: &RmsPropState<R>) -> Option<(R, f64)> {
        Some((state.mean_of_squares, self.eps))
    }

    fn explain(
        &self,
        x: f64,
        gradient: f64,
        before: &RmsPropState<f64>,
        after: &RmsPropState<f64>,
    ) -> Explanation {
        const EQUATIONS: &str = concat!(
            "{S<mi>s</mi>}|",
            mixed!(
                "{b<mi>alpha</mi>}",
                "{s<mi>s</mi>}",
                "{b<mi>alpha</mi>}",
                "<msup>{g<mi>g</mi>}<mn>2</mn></msup>"
            ),
            "\n",
            scaled!("{g<mi>g</mi>}", "{S<mi>s</mi>}"),
            next!()
        );
        let letters = vec![
            ('s', before.mean_of_squares),
            ('S', after.mean_of_squares),
            ('b', self.alpha),
            ('e', self.eps),
        ];
        let root = after.mean_of_squares.sqrt();
        let change = -(self.lr * gradient / (root + self.eps));
        Explanation {
            root: Some((root, "√s")),
            ..Explanation::plain(EQUATIONS, letters, x, change)
        }
    }
}

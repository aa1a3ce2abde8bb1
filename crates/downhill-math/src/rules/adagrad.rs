use super::Explanation;
use super::{About, Family, Field, HyperParameter, Info, LEARNING_RATE, Marker, Rule};
use crate::arithmetic::Real;

/// AdaGrad, s ← s + g², x ← x − lr·g/(√s + eps)
/// (Duchi, Hazan & Singer 2011; `torch.optim.Adagrad`, whose own eps is 1e-10).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AdaGrad {
    /// The learning rate. Usually the objective's own (torch: 1e-2).
    pub lr: f64,
    /// Added to the root, so that nothing is divided by zero. Usually 1e-8 (torch: 1e-10).
    pub eps: f64,
}

/// What AdaGrad remembers of one coordinate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AdaGradState<R> {
    /// The sum s of the squared gradients (torch: `sum`).
    pub sum_of_squares: R,
}

impl Rule for AdaGrad {
    type State<R: Real> = AdaGradState<R>;
    type Parts<R: Real> = [R; 1];

    const DEFAULT: Self = Self { lr: LEARNING_RATE, eps: 1e-8 };

    const INFO: Info = Info::new(
        ["adagrad", "AdaGrad"],
        (Family::SumOfSquares, Marker::Triangle),
        &["sumOfSquares"],
    );

    const ABOUT: About = About {
        what: "Divides each coordinate's gradient by the root of all its squares so far.",
        source: "Duchi, Hazan & Singer 2011",
        torch: "torch.optim.Adagrad",
        python: include_str!("code/adagrad.py"),
        rust: include_str!("code/adagrad.rs"),
    };

    const PARAMETERS: &'static [(HyperParameter, Field<Self>)] = &[
        (HyperParameter::learning_rate("1e-2"), Field::Number(|rule| &mut rule.lr)),
        (HyperParameter::eps(Some("1e-10")), Field::Number(|rule| &mut rule.eps)),
    ];

    fn start<R: Real>(&self) -> AdaGradState<R> {
        AdaGradState { sum_of_squares: R::splat(0.0) }
    }

    fn step<R: Real>(&self, state: &mut AdaGradState<R>, x: R, gradient: R) -> R {
        state.sum_of_squares = state.sum_of_squares + gradient * gradient;
        x - R::splat(self.lr) * gradient / (state.sum_of_squares.sqrt() + R::splat(self.eps))
    }

    fn parts<R: Real>(state: &AdaGradState<R>) -> [R; 1] {
        [state.sum_of_squares]
    }

    fn resume<R: Real>(&self, _: u32, [sum_of_squares]: [R; 1]) -> AdaGradState<R> {
        AdaGradState { sum_of_squares }
    }

    fn squares<R: Real>(&self, state: &AdaGradState<R>) -> Option<(R, f64)> {
        Some((state.sum_of_squares, self.eps))
    }

    fn explain(
        &self,
        x: f64,
        gradient: f64,
        before: &AdaGradState<f64>,
        after: &AdaGradState<f64>,
    ) -> Explanation {
        const EQUATIONS: &str = concat!(
            "{S<mi>s</mi>}|{s<mi>s</mi>}<mo>+</mo><msup>{g<mi>g</mi>}<mn>2</mn></msup>\n",
            scaled!("{g<mi>g</mi>}", "{S<mi>s</mi>}"),
            next!()
        );
        let letters =
            vec![('s', before.sum_of_squares), ('S', after.sum_of_squares), ('e', self.eps)];
        let root = after.sum_of_squares.sqrt();
        let change = -(self.lr * gradient / (root + self.eps));
        Explanation {
            root: Some((root, "√s")),
            ..Explanation::plain(EQUATIONS, letters, x, change)
        }
    }
}

use super::Explanation;
use super::seen::{explain_seen, seen};
use super::{
    About, AboutParameter, Family, Field, HyperParameter, Info, LEARNING_RATE, Marker, Range, Rule,
    Slider,
};
use crate::arithmetic::Real;

/// AdaGrad, s ← s + g², x ← x − lr/(1 + (t − 1)·`lr_decay`)·g/(√s + eps)
/// (Duchi, Hazan & Singer 2011; `torch.optim.Adagrad`, whose own eps is 1e-10).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AdaGrad {
    /// The learning rate. Usually the objective's own (torch: 1e-2).
    pub lr: f64,
    /// Added to the root, so that nothing is divided by zero. Usually 1e-8 (torch: 1e-10).
    pub eps: f64,
    /// How fast the learning rate becomes smaller, beside the sum. Usually 0.
    pub lr_decay: f64,
    /// Where the sum starts. Usually 0.
    pub initial_accumulator_value: f64,
    /// The share of the iterate that is added to its gradient.
    pub weight_decay: f64,
}

/// What AdaGrad remembers of one coordinate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AdaGradState<R> {
    /// The sum s of the squared gradients (torch: `sum`).
    pub sum_of_squares: R,
    /// How many steps have been taken.
    pub step: u32,
}

impl AdaGrad {
    /// The learning rate of a step that is taken after `taken` ones.
    fn rate(&self, taken: u32) -> f64 {
        if self.lr_decay == 0.0 {
            self.lr
        } else {
            self.lr / (1.0 + f64::from(taken) * self.lr_decay)
        }
    }
}

impl Rule for AdaGrad {
    type State<R: Real> = AdaGradState<R>;
    type Constants = f64;

    const DEFAULT: Self = Self {
        lr: LEARNING_RATE,
        eps: 1e-8,
        lr_decay: 0.0,
        initial_accumulator_value: 0.0,
        weight_decay: 0.0,
    };

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
        (
            HyperParameter::new(
                "lrDecay",
                Range::NOT_NEGATIVE,
                AboutParameter {
                    labels: &["Rate decay"],
                    what: "step t has the learning rate lr/(1 + (t − 1)·lrDecay)",
                    torch: None,
                    slider: Slider::Logarithmic([-5.0, 1.0]),
                },
            )
            .left_out(),
            Field::Number(|rule| &mut rule.lr_decay),
        ),
        (
            HyperParameter::new(
                "initialAccumulatorValue",
                Range::NOT_NEGATIVE,
                AboutParameter {
                    labels: &["Sum at the start"],
                    what: "where the sum of the squares starts",
                    torch: None,
                    slider: Slider::Logarithmic([-5.0, 1.0]),
                },
            )
            .left_out(),
            Field::Number(|rule| &mut rule.initial_accumulator_value),
        ),
        (HyperParameter::weight_decay(), Field::Number(|rule| &mut rule.weight_decay)),
    ];

    fn start<R: Real>(&self) -> AdaGradState<R> {
        AdaGradState { sum_of_squares: R::splat(self.initial_accumulator_value), step: 0 }
    }

    /// The rate after its decay.
    fn constants<R: Real>(&self, state: &AdaGradState<R>, ahead: u32) -> f64 {
        self.rate(state.step.saturating_add(ahead))
    }

    #[cfg_attr(feature = "simd-batch", inline(always))]
    fn step_with<R: Real>(
        &self,
        constants: f64,
        state: &mut AdaGradState<R>,
        x: R,
        gradient: R,
    ) -> R {
        let gradient = seen(gradient, x, self.weight_decay, false);
        state.step = state.step.saturating_add(1);
        state.sum_of_squares = state.sum_of_squares + gradient * gradient;
        x - R::splat(constants) * gradient / (state.sum_of_squares.sqrt() + R::splat(self.eps))
    }

    fn parts<R: Real>(state: &mut AdaGradState<R>) -> impl IntoIterator<Item = &mut R> {
        [&mut state.sum_of_squares]
    }

    fn set_step<R: Real>(state: &mut AdaGradState<R>, step: u32) {
        state.step = step;
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
        const RATE: &str = "{k<msub><mi>lr</mi><mi>t</mi></msub>}|<mfrac>{l<mi>lr</mi>}<mrow><mn>1</mn><mo>+</mo>{t<mrow><mi>t</mi><mo>−</mo><mn>1</mn></mrow>}<mo>·</mo>{d<mi>lrDecay</mi>}</mrow></mfrac>\n";
        let gradient = seen(gradient, x, self.weight_decay, false);
        let mut letters =
            vec![('s', before.sum_of_squares), ('S', after.sum_of_squares), ('e', self.eps)];
        let mut equations = EQUATIONS.to_owned();
        let rate = self.rate(before.step);
        if self.lr_decay != 0.0 {
            letters.extend([('k', rate), ('t', f64::from(before.step)), ('d', self.lr_decay)]);
            let decayed =
                EQUATIONS.replace("{l<mi>lr</mi>}", "{k<msub><mi>lr</mi><mi>t</mi></msub>}");
            equations = [RATE, &decayed].concat();
        }
        let root = after.sum_of_squares.sqrt();
        let change = -(rate * gradient / (root + self.eps));
        let found = Explanation {
            root: Some((root, "√s")),
            ..Explanation::plain(equations, letters, x, change)
        };
        explain_seen(found, gradient, self.weight_decay, false)
    }
}

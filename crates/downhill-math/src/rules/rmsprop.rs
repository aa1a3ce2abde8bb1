use super::Explanation;
use super::lerp::lerp;
use super::seen::{explain_seen, seen};
use super::{
    About, AboutParameter, Family, Field, HyperParameter, Info, LEARNING_RATE, Marker, Range, Rule,
    Slider,
};
use crate::arithmetic::Real;

/// RMSProp, s ← alpha·s + (1 − alpha)·g², x ← x − lr·g/(√s + eps)
/// (Tieleman & Hinton 2012; `torch.optim.RMSprop`). There is no bias correction, so its first step
/// is lr/√(1 − alpha): ten learning rates at alpha = 0.99.
///
/// With `centered`, the square of the running mean of the gradients is taken from s, so that what is left
/// is their variance (Graves 2013). As in torch, rounding can make it negative where the gradient is
/// constant, and its root is then no number. With `momentum`, the scaled gradients add up to a velocity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RmsProp {
    /// The learning rate. Usually the objective's own (torch: 1e-2).
    pub lr: f64,
    /// The share of the running mean that is kept at each step. Elsewhere called beta or decay.
    pub alpha: f64,
    /// Added to the root, so that nothing is divided by zero.
    pub eps: f64,
    /// The share of the velocity that is kept at each step. Usually 0: there is none.
    pub momentum: f64,
    /// Whether the gradients are scaled by their variance.
    pub centered: bool,
    /// The share of the iterate that is added to its gradient.
    pub weight_decay: f64,
}

impl RmsProp {
    /// What the gradient is scaled by the root of.
    fn spread<R: Real>(&self, state: &RmsPropState<R>) -> R {
        let mean = state.mean_of_gradients;
        if self.centered { state.mean_of_squares - mean * mean } else { state.mean_of_squares }
    }
}

/// What RMSProp remembers of one coordinate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RmsPropState<R> {
    /// The running mean s of the squared gradients (torch: `square_avg`).
    pub mean_of_squares: R,
    /// The velocity (torch: `momentum_buffer`), with momentum.
    pub velocity: R,
    /// The running mean of the gradients (torch: `grad_avg`), where it is centered.
    pub mean_of_gradients: R,
}

impl Rule for RmsProp {
    type State<R: Real> = RmsPropState<R>;
    type Constants = ();

    const DEFAULT: Self = Self {
        lr: LEARNING_RATE,
        alpha: 0.99,
        eps: 1e-8,
        momentum: 0.0,
        centered: false,
        weight_decay: 0.0,
    };

    const INFO: Info = Info::new(
        ["rmsprop", "RMSProp"],
        (Family::MeanOfSquares, Marker::Diamond),
        &["meanOfSquares", "velocity", "meanOfGradients"],
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
        (
            HyperParameter::new(
                "momentum",
                Range::NOT_NEGATIVE,
                AboutParameter {
                    labels: &["Momentum"],
                    what: "share of the velocity that is kept; with 0 there is no velocity",
                    torch: None,
                    slider: Slider::NearOne(-4.0),
                },
            )
            .left_out(),
            Field::Number(|rule| &mut rule.momentum),
        ),
        (
            HyperParameter::new(
                "centered",
                Range::SWITCH,
                AboutParameter {
                    labels: &["Centered"],
                    what: "whether the gradients are scaled by their variance",
                    torch: None,
                    slider: Slider::Switch,
                },
            )
            .left_out(),
            Field::Switch(|rule| &mut rule.centered),
        ),
        (HyperParameter::weight_decay(), Field::Number(|rule| &mut rule.weight_decay)),
    ];

    fn start<R: Real>(&self) -> RmsPropState<R> {
        let zero = R::splat(0.0);
        RmsPropState { mean_of_squares: zero, velocity: zero, mean_of_gradients: zero }
    }

    fn constants<R: Real>(&self, _: &RmsPropState<R>, _: u32) {}

    #[cfg_attr(feature = "simd-batch", inline(always))]
    fn step_with<R: Real>(&self, (): (), state: &mut RmsPropState<R>, x: R, gradient: R) -> R {
        let gradient = seen(gradient, x, self.weight_decay, false);
        state.mean_of_squares = R::splat(self.alpha) * state.mean_of_squares
            + R::splat(1.0 - self.alpha) * gradient * gradient;
        if self.centered {
            state.mean_of_gradients = lerp(state.mean_of_gradients, gradient, 1.0 - self.alpha);
        }
        let root = self.spread(state).sqrt() + R::splat(self.eps);
        if self.momentum == 0.0 {
            return x - R::splat(self.lr) * gradient / root;
        }
        state.velocity = R::splat(self.momentum) * state.velocity + gradient / root;
        x - R::splat(self.lr) * state.velocity
    }

    fn parts<R: Real>(state: &mut RmsPropState<R>) -> impl IntoIterator<Item = &mut R> {
        [&mut state.mean_of_squares, &mut state.velocity, &mut state.mean_of_gradients]
    }

    fn remembers(&self, place: usize) -> bool {
        match place {
            1 => self.momentum != 0.0,
            2 => self.centered,
            _ => true,
        }
    }

    fn squares<R: Real>(&self, state: &RmsPropState<R>) -> Option<(R, f64)> {
        Some((self.spread(state), self.eps))
    }

    fn explain(
        &self,
        x: f64,
        gradient: f64,
        before: &RmsPropState<f64>,
        after: &RmsPropState<f64>,
    ) -> Explanation {
        const SQUARES: &str = concat!(
            "{S<mi>s</mi>}|",
            mixed!(
                "{b<mi>alpha</mi>}",
                "{s<mi>s</mi>}",
                "{b<mi>alpha</mi>}",
                "<msup>{g<mi>g</mi>}<mn>2</mn></msup>"
            ),
            "\n"
        );
        const CENTERED: &str = concat!(
            "{M<mi>m</mi>}|",
            mixed!("{b<mi>alpha</mi>}", "{m<mi>m</mi>}", "{b<mi>alpha</mi>}", "{g<mi>g</mi>}"),
            "\n{r<mi>r</mi>}|{S<mi>s</mi>}<mo>−</mo><msup>{M<mi>m</mi>}<mn>2</mn></msup>\n"
        );
        const STEP: &str = concat!(scaled!("{g<mi>g</mi>}", "{S<mi>s</mi>}"), next!());
        const VELOCITY: &str = concat!(
            "{V<mi>v</mi>}|{o<mi>momentum</mi>}<mo>·</mo>{v<mi>v</mi>}<mo>+</mo><mfrac>{g<mi>g</mi>}",
            "<mrow><msqrt>{S<mi>s</mi>}</msqrt><mo>+</mo>{e<mi>eps</mi>}</mrow></mfrac>\n",
            plain!("{V<mi>v</mi>}"),
            next!()
        );
        let gradient = seen(gradient, x, self.weight_decay, false);
        let mut letters = vec![
            ('s', before.mean_of_squares),
            ('S', after.mean_of_squares),
            ('b', self.alpha),
            ('e', self.eps),
        ];
        let spread = self.spread(after);
        let root = spread.sqrt();
        let has_velocity = self.momentum != 0.0;
        let change = if has_velocity {
            letters.extend([('v', before.velocity), ('V', after.velocity), ('o', self.momentum)]);
            -(self.lr * after.velocity)
        } else {
            -(self.lr * gradient / (root + self.eps))
        };
        let mut step = if has_velocity { VELOCITY } else { STEP }.to_owned();
        if self.centered {
            let means = [before.mean_of_gradients, after.mean_of_gradients];
            letters.extend([('m', means[0]), ('M', means[1]), ('r', spread)]);
            step = [CENTERED, &step.replace("{S<mi>s</mi>}", "{r<mi>r</mi>}")].concat();
        }
        let found = Explanation {
            root: Some((root, if self.centered { "√r" } else { "√s" })),
            follows: has_velocity.then_some((after.velocity, "−v")),
            ..Explanation::plain([SQUARES, &step].concat(), letters, x, change)
        };
        explain_seen(found, gradient, self.weight_decay, false)
    }
}

use super::Explanation;
use super::decay::{Decays, number_of_next};
use super::lerp::lerp;
use super::seen::{explain_seen, seen};
use super::{
    About, AboutParameter, Family, Field, HyperParameter, Info, LEARNING_RATE, Marker, Range, Rule,
    Slider,
};
use crate::arithmetic::Real;

/// Adam (Kingma & Ba 2015, Algorithm 1; `torch.optim.Adam`):
/// m ← β₁·m + (1 − β₁)·g, s ← β₂·s + (1 − β₂)·g²,
/// x ← x − (lr/(1 − β₁ᵗ))·m/(√s/√(1 − β₂ᵗ) + eps).
///
/// It is computed in torch's order: the first mean as m + (1 − β₁)·(g − m), and the root of s before
/// the correction, so that a correction does not make it overflow. torch computes 1 − βᵗ from a rounded
/// βᵗ; here it is right to a unit in the last place.
///
/// With `amsgrad`, the root is that of the greatest s so far (Reddi, Kale & Kumar 2018).
///
/// Without bias correction both 1 − βᵗ are left out. The first step is then lr·(1 − β₁)/√(1 − β₂),
/// which is 3.16 learning rates with the usual betas, instead of one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Adam {
    /// The learning rate. Usually the objective's own (torch: 1e-3).
    pub lr: f64,
    /// β₁ and β₂: the shares of the two running means that are kept at each step.
    pub betas: [f64; 2],
    /// Added to the root, so that nothing is divided by zero.
    pub eps: f64,
    /// Whether the means are corrected for having started at zero.
    pub bias_correction: bool,
    /// Whether the root is that of the greatest s so far.
    pub amsgrad: bool,
    /// The share of the iterate that is added to its gradient, before the means see it.
    pub weight_decay: f64,
}

/// What Adam remembers of one coordinate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AdamState<R> {
    /// The running mean m of the gradients (torch: `exp_avg`).
    pub first_moment: R,
    /// The running mean s of the squared gradients (torch: `exp_avg_sq`).
    pub second_moment: R,
    /// The greatest s so far (torch: `max_exp_avg_sq`), with amsgrad.
    pub greatest_second_moment: R,
    /// How many steps have been taken.
    pub step: u32,
    /// The logarithms of β₁ and β₂, from which their powers are computed.
    pub(super) decays: Decays,
}

impl<R: Real> AdamState<R> {
    /// Takes the gradient of the next step into both means.
    #[inline]
    pub(super) fn observe(&mut self, [beta1, beta2]: [f64; 2], gradient: R) {
        self.step = self.step.saturating_add(1);
        self.first_moment = lerp(self.first_moment, gradient, 1.0 - beta1);
        self.second_moment =
            R::splat(beta2) * self.second_moment + R::splat(1.0 - beta2) * gradient * gradient;
    }
}

impl Adam {
    /// 1 − β₁ᵗ and 1 − β₂ᵗ, by which the means are divided after `step` steps, 1 or more; both are 1
    /// without bias correction.
    #[must_use]
    pub fn corrections(&self, step: u32) -> [f64; 2] {
        self.corrections_of(Decays::new(self.betas), step)
    }

    fn corrections_of(&self, decays: Decays, step: u32) -> [f64; 2] {
        if self.bias_correction { decays.missing(step) } else { [1.0; 2] }
    }
}

impl Rule for Adam {
    type State<R: Real> = AdamState<R>;
    type Constants = [f64; 2];

    const DEFAULT: Self = Self {
        lr: LEARNING_RATE,
        betas: [0.9, 0.999],
        eps: 1e-8,
        bias_correction: true,
        amsgrad: false,
        weight_decay: 0.0,
    };

    const INFO: Info = Info::new(
        ["adam", "Adam"],
        (Family::Adam, Marker::DownTriangle),
        &["firstMoment", "secondMoment", "greatestSecondMoment"],
    );

    const ABOUT: About = About {
        what: "Divides a running mean of the gradients by the root of one of their squares.",
        source: "Kingma & Ba 2015",
        torch: "torch.optim.Adam",
        python: include_str!("code/adam.py"),
        rust: include_str!("code/adam.rs"),
    };

    const PARAMETERS: &'static [(HyperParameter, Field<Self>)] = &[
        (HyperParameter::learning_rate("1e-3"), Field::Number(|rule| &mut rule.lr)),
        (HyperParameter::betas(), Field::Pair(|rule| &mut rule.betas)),
        (HyperParameter::eps(None), Field::Number(|rule| &mut rule.eps)),
        (
            HyperParameter::new(
                "biasCorrection",
                Range::SWITCH,
                AboutParameter {
                    labels: &["Bias correction"],
                    what: "whether the means are corrected for having started at zero",
                    torch: Some("always"),
                    slider: Slider::Switch,
                },
            ),
            Field::Switch(|rule| &mut rule.bias_correction),
        ),
        (HyperParameter::amsgrad(), Field::Switch(|rule| &mut rule.amsgrad)),
        (HyperParameter::weight_decay(), Field::Number(|rule| &mut rule.weight_decay)),
    ];

    fn start<R: Real>(&self) -> AdamState<R> {
        let zero = R::splat(0.0);
        AdamState {
            first_moment: zero,
            second_moment: zero,
            greatest_second_moment: zero,
            step: 0,
            decays: Decays::new(self.betas),
        }
    }

    /// The rate with the mean's correction, and the root of the squares' correction.
    fn constants<R: Real>(&self, state: &AdamState<R>, ahead: u32) -> [f64; 2] {
        let [of_mean, of_squares] =
            self.corrections_of(state.decays, number_of_next(state.step, ahead));
        [self.lr / of_mean, of_squares.sqrt()]
    }

    #[cfg_attr(feature = "simd-batch", inline(always))]
    fn step_with<R: Real>(
        &self,
        constants: [f64; 2],
        state: &mut AdamState<R>,
        x: R,
        gradient: R,
    ) -> R {
        let gradient = seen(gradient, x, self.weight_decay, false);
        state.observe(self.betas, gradient);
        let mut squares = state.second_moment;
        if self.amsgrad {
            squares = Real::max(state.greatest_second_moment, squares);
            state.greatest_second_moment = squares;
        }
        let [rate, of_root] = constants.map(R::splat);
        let root = squares.sqrt() / of_root;
        x - rate * state.first_moment / (root + R::splat(self.eps))
    }

    fn parts<R: Real>(state: &mut AdamState<R>) -> impl IntoIterator<Item = &mut R> {
        [&mut state.first_moment, &mut state.second_moment, &mut state.greatest_second_moment]
    }

    fn remembers(&self, place: usize) -> bool {
        place < 2 || self.amsgrad
    }

    fn set_step<R: Real>(state: &mut AdamState<R>, step: u32) {
        state.step = step;
    }

    fn squares<R: Real>(&self, state: &AdamState<R>) -> Option<(R, f64)> {
        let squares = if self.amsgrad { state.greatest_second_moment } else { state.second_moment };
        Some((squares, self.eps))
    }

    fn explain(
        &self,
        x: f64,
        gradient: f64,
        before: &AdamState<f64>,
        after: &AdamState<f64>,
    ) -> Explanation {
        const MEANS: &str = means!();
        const GREATEST: &str = "{U<msub><mi>s</mi><mi>max</mi></msub>}";
        const MAXIMUM: &str = concat!(
            "{U<msub><mi>s</mi><mi>max</mi></msub>}|<mi>max</mi>",
            open!(),
            "{u<msub><mi>s</mi><mi>max</mi></msub>}<mo>,</mo>{S<mi>s</mi>}",
            close!(),
            "\n"
        );
        const CORRECTED: &str = concat!(means!(), corrected!(), next!());
        const UNCORRECTED: &str =
            concat!(means!(), scaled!("{V<mi>m</mi>}", "{S<mi>s</mi>}"), next!());
        let gradient = seen(gradient, x, self.weight_decay, false);
        let mean = after.first_moment;
        let squares = if self.amsgrad { after.greatest_second_moment } else { after.second_moment };
        let corrections = self.corrections_of(after.decays, after.step);
        let [of_mean, of_squares] = corrections;
        // In the rule's own order: each correction by itself, so that neither makes the root overflow.
        let root = squares.sqrt() / of_squares.sqrt();
        let change = -(self.lr / of_mean * mean / (root + self.eps));
        let mut letters = vec![
            ('v', before.first_moment),
            ('V', mean),
            ('s', before.second_moment),
            ('S', after.second_moment),
            ('a', self.betas[0]),
            ('b', self.betas[1]),
            ('A', of_mean),
            ('B', of_squares),
            ('n', mean / of_mean),
            ('r', squares / of_squares),
            ('e', self.eps),
        ];
        let mut equations = if self.bias_correction { CORRECTED } else { UNCORRECTED }.to_owned();
        if self.amsgrad {
            letters.extend([('u', before.greatest_second_moment), ('U', squares)]);
            // What follows the means is computed from the greatest.
            if let Some(rest) = equations.strip_prefix(MEANS) {
                let rest = rest.replace("{S<mi>s</mi>}", GREATEST);
                equations = [MEANS, MAXIMUM, &rest].concat();
            }
        }
        let found = Explanation {
            root: Some((root, if self.bias_correction { "√ŝ" } else { "√s" })),
            follows: Some((mean, "−m")),
            corrections: self.bias_correction.then_some(corrections),
            ..Explanation::plain(equations, letters, x, change)
        };
        explain_seen(found, gradient, self.weight_decay, false)
    }
}

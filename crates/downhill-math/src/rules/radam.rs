use super::Explanation;
use super::decay::number_of_next;
use super::{
    About, Adam, AdamState, Family, Field, HyperParameter, Info, LEARNING_RATE, Marker,
    OptimizerKind, Rule,
};
use crate::arithmetic::Real;

/// RAdam, rectified Adam (Liu et al. 2020; `torch.optim.RAdam`): m and s as in Adam. The step is
/// lr·m/(1 − β₁ᵗ), without s, for as long as s is the mean of too few squares to be trusted:
/// ρ∞ = 2/(1 − β₂) − 1, ρₜ = ρ∞ − 2t·β₂ᵗ/(1 − β₂ᵗ). Once ρₜ is above 5, it is multiplied by
/// √(1 − β₂ᵗ)/(√s + eps) and by √((ρₜ − 4)(ρₜ − 2)ρ∞/((ρ∞ − 4)(ρ∞ − 2)ρₜ)).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RAdam {
    /// The learning rate. Usually twice the objective's own for SGD (torch: 1e-3).
    pub lr: f64,
    /// β₁ and β₂: the shares of the two running means that are kept at each step.
    pub betas: [f64; 2],
    /// Added to the root, so that nothing is divided by zero.
    pub eps: f64,
}

/// What a step of RAdam takes from the number of steps alone.
#[derive(Clone, Copy, Debug)]
pub struct RAdamConstants {
    /// 1 − β₁ᵗ
    of_mean: f64,
    /// √(1 − β₂ᵗ)
    of_root: f64,
    /// 0 for as long as s is not trusted.
    rectification: f64,
}

impl RAdam {
    /// Adam, which keeps the same means.
    fn adam(&self) -> Adam {
        Adam { lr: self.lr, betas: self.betas, eps: self.eps, ..Adam::DEFAULT }
    }

    /// By what the scaled step is multiplied at step `step`, where 1 − β₂ᵗ is `of_squares`; none while the
    /// step is not scaled.
    fn rectification(&self, step: u32, of_squares: f64) -> Option<f64> {
        let most = 2.0 / (1.0 - self.betas[1]) - 1.0;
        let now = most - 2.0 * f64::from(step) * (1.0 - of_squares) / of_squares;
        let part = (now - 4.0) * (now - 2.0) * most / ((most - 4.0) * (most - 2.0) * now);
        (now > 5.0).then(|| part.sqrt())
    }
}

impl Rule for RAdam {
    type State<R: Real> = AdamState<R>;
    type Constants = RAdamConstants;

    const DEFAULT: Self = Self { lr: LEARNING_RATE, betas: [0.9, 0.999], eps: 1e-8 };

    const INFO: Info = Info::new(
        ["radam", "RAdam"],
        (Family::Adam, Marker::DownTriangleR),
        &["firstMoment", "secondMoment"],
    )
    // Its first steps are as plain as SGD's, and Adam's rates are too great for those.
    .with_rate_of_times(OptimizerKind::Sgd, 2.0);

    const ABOUT: About = About {
        what: "Adam that takes plain steps until it can trust its mean of squares.",
        source: "Liu et al. 2020",
        torch: "torch.optim.RAdam",
        python: include_str!("code/radam.py"),
        rust: include_str!("code/radam.rs"),
    };

    const PARAMETERS: &'static [(HyperParameter, Field<Self>)] = &[
        (HyperParameter::learning_rate("1e-3"), Field::Number(|rule| &mut rule.lr)),
        (HyperParameter::betas(), Field::Pair(|rule| &mut rule.betas)),
        (HyperParameter::eps(None), Field::Number(|rule| &mut rule.eps)),
    ];

    fn start<R: Real>(&self) -> AdamState<R> {
        self.adam().start()
    }

    /// The mean's correction, the root of the squares' correction, and the rectification.
    fn constants<R: Real>(&self, state: &AdamState<R>, ahead: u32) -> RAdamConstants {
        let step = number_of_next(state.step, ahead);
        let [of_mean, of_squares] = state.decays.missing(step);
        let rectification = self.rectification(step, of_squares).unwrap_or(0.0);
        RAdamConstants { of_mean, of_root: of_squares.sqrt(), rectification }
    }

    #[cfg_attr(feature = "simd-batch", inline(always))]
    fn step_with<R: Real>(
        &self,
        constants: RAdamConstants,
        state: &mut AdamState<R>,
        x: R,
        gradient: R,
    ) -> R {
        let RAdamConstants { of_mean, of_root, rectification } = constants;
        state.observe(self.betas, gradient);
        let mean = state.first_moment / R::splat(of_mean) * R::splat(self.lr);
        if rectification == 0.0 {
            return x - mean;
        }
        let root = state.second_moment.sqrt() + R::splat(self.eps);
        x - mean * (R::splat(of_root) / root) * R::splat(rectification)
    }

    fn parts<R: Real>(state: &mut AdamState<R>) -> impl IntoIterator<Item = &mut R> {
        [&mut state.first_moment, &mut state.second_moment]
    }

    fn set_step<R: Real>(state: &mut AdamState<R>, step: u32) {
        Adam::set_step(state, step);
    }

    fn squares<R: Real>(&self, state: &AdamState<R>) -> Option<(R, f64)> {
        let of_squares = self.adam().corrections(state.step.max(1))[1];
        let is_scaled = self.rectification(state.step, of_squares).is_some();
        is_scaled.then_some((state.second_moment, self.eps))
    }

    fn explain(
        &self,
        x: f64,
        _: f64,
        before: &AdamState<f64>,
        after: &AdamState<f64>,
    ) -> Explanation {
        const CORRECTED: &str = concat!(
            "{n<mover><mi>m</mi><mo>^</mo></mover>}|<mfrac>{V<mi>m</mi>}",
            "{A<mrow><mn>1</mn><mo>−</mo><msubsup><mi>β</mi><mn>1</mn><mi>t</mi></msubsup></mrow>}</mfrac>\n"
        );
        const PLAIN: &str = concat!(
            means!(),
            "{n<mover><mi>m</mi><mo>^</mo></mover>}|<mfrac>{V<mi>m</mi>}",
            "{A<mrow><mn>1</mn><mo>−</mo><msubsup><mi>β</mi><mn>1</mn><mi>t</mi></msubsup></mrow>}</mfrac>\n",
            plain!("{n<mover><mi>m</mi><mo>^</mo></mover>}"),
            next!()
        );
        const SCALED: &str = concat!(
            "{r<mover><mi>s</mi><mo>^</mo></mover>}|<mfrac>{S<mi>s</mi>}",
            "{B<mrow><mn>1</mn><mo>−</mo><msubsup><mi>β</mi><mn>2</mn><mi>t</mi></msubsup></mrow>}</mfrac>\n",
            "{D<mi>Δx</mi>}|<mo>−</mo>{k<mi>rect</mi>}<mo>·</mo><mfrac><mrow>{l<mi>lr</mi>}<mo>·</mo>",
            "{n<mover><mi>m</mi><mo>^</mo></mover>}</mrow><mrow><msqrt>{r<mover><mi>s</mi><mo>^</mo></mover>}</msqrt><mo>+</mo>{e<mi>eps</mi>}</mrow></mfrac>\n",
            next!()
        );
        let (mean, squares) = (after.first_moment, after.second_moment);
        let corrections @ [of_mean, of_squares] = self.adam().corrections(after.step);
        let mut letters = vec![
            ('v', before.first_moment),
            ('V', mean),
            ('s', before.second_moment),
            ('S', squares),
            ('a', self.betas[0]),
            ('b', self.betas[1]),
            ('A', of_mean),
            ('n', mean / of_mean),
        ];
        let scaled = mean / of_mean * self.lr;
        let Some(rectification) = self.rectification(after.step, of_squares) else {
            return Explanation {
                follows: Some((mean, "−m")),
                corrections: Some(corrections),
                ..Explanation::plain(PLAIN, letters, x, -scaled)
            };
        };
        letters.extend([
            ('B', of_squares),
            ('r', squares / of_squares),
            ('e', self.eps),
            ('k', rectification),
        ]);
        let change = -(scaled * (of_squares.sqrt() / (squares.sqrt() + self.eps)) * rectification);
        Explanation {
            root: Some((squares.sqrt() / of_squares.sqrt(), "√ŝ")),
            follows: Some((mean, "−m")),
            corrections: Some(corrections),
            ..Explanation::plain([means!(), CORRECTED, SCALED].concat(), letters, x, change)
        }
    }
}

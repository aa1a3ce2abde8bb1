//! Arbitrary valid runs.

use downhill::{
    AdaGrad, Adam, AdamW, Bounds, MAX_RACERS, MAX_STEPS, Momentum, Noise, Objective, Optimizer,
    RacerConfig, RmsProp, RunConfig, Sgd, objectives,
};
use proptest::option::of;
use proptest::prelude::*;

/// The numbers of which a run is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Numbers {
    /// Every finite f64.
    All,
    /// Those that `serde_json` reads back exactly: few digits and small exponents. (Without its
    /// feature `float_roundtrip` it is a unit in the last place off for some others.)
    Short,
}

impl Numbers {
    fn any(self) -> BoxedStrategy<f64> {
        let short = (-999_999_i32..=999_999, 0..=6_usize)
            .prop_map(|(digits, shift)| {
                let units = [1.0, 10.0, 100.0, 1e3, 1e4, 1e5, 1e6];
                f64::from(digits) / units[shift]
            })
            .boxed();
        let extremes = [0.0, -0.0, 1e-7, 1e21, 5e-324, f64::MIN_POSITIVE, f64::MAX, f64::MIN];
        let all = prop::num::f64::NORMAL | prop::num::f64::SUBNORMAL | prop::num::f64::ZERO;
        match self {
            Self::Short => prop_oneof![9 => short, 1 => Just(-0.0)].boxed(),
            Self::All => {
                prop_oneof![2 => short, 3 => all, 1 => prop::sample::select(extremes.to_vec())]
                    .boxed()
            }
        }
    }

    fn at_least_zero(self) -> BoxedStrategy<f64> {
        self.any().prop_map(|number| if number < 0.0 { -number } else { number }).boxed()
    }

    /// From 0 up to, but not including, 1.
    fn share(self) -> BoxedStrategy<f64> {
        let short = (0..1_000_000_i32).prop_map(|digits| f64::from(digits) / 1e6);
        let edges = [0.0, -0.0, 0.9, 1.0 - f64::EPSILON / 2.0, 5e-324];
        match self {
            Self::Short => short.boxed(),
            Self::All => {
                prop_oneof![short, 0.0..1.0_f64, prop::sample::select(edges.to_vec())].boxed()
            }
        }
    }

    fn ascending(self, count: impl Into<prop::collection::SizeRange>) -> BoxedStrategy<Vec<f64>> {
        prop::collection::vec(self.any(), count)
            .prop_map(|mut numbers| {
                numbers.sort_by(f64::total_cmp);
                numbers.dedup();
                numbers
            })
            .boxed()
    }

    fn range(self) -> BoxedStrategy<[f64; 2]> {
        self.ascending(2)
            .prop_filter_map("a range of finite width", |numbers| match numbers[..] {
                [low, high] if (high - low).is_finite() => Some([low, high]),
                _ => None,
            })
            .boxed()
    }

    fn optimizer(self) -> BoxedStrategy<Optimizer> {
        let lr = self.at_least_zero();
        let eps = self.at_least_zero();
        prop_oneof![
            lr.clone().prop_map(|lr| Optimizer::Sgd(Sgd { lr })),
            (lr.clone(), self.at_least_zero(), self.any(), any::<bool>()).prop_map(
                |(lr, momentum, dampening, damp_first_step)| {
                    let rule =
                        Momentum { lr, momentum, dampening, damp_first_step, nesterov: false };
                    Optimizer::Momentum(rule)
                }
            ),
            (lr.clone(), self.at_least_zero().prop_filter("above 0", |lr| *lr > 0.0)).prop_map(
                |(lr, momentum)| {
                    let (dampening, damp_first_step) = (0.0, false);
                    let rule =
                        Momentum { lr, momentum, dampening, damp_first_step, nesterov: true };
                    Optimizer::Momentum(rule)
                }
            ),
            (lr.clone(), [self.share(), self.share()], eps.clone(), self.at_least_zero()).prop_map(
                |(lr, betas, eps, weight_decay)| {
                    Optimizer::AdamW(AdamW { lr, betas, eps, weight_decay })
                }
            ),
            (lr.clone(), eps.clone()).prop_map(|(lr, eps)| Optimizer::AdaGrad(AdaGrad { lr, eps })),
            (lr.clone(), prop_oneof![self.share(), Just(1.0)], eps.clone())
                .prop_map(|(lr, alpha, eps)| Optimizer::RmsProp(RmsProp { lr, alpha, eps })),
            (lr, [self.share(), self.share()], eps, any::<bool>()).prop_map(
                |(lr, betas, eps, bias_correction)| {
                    Optimizer::Adam(Adam { lr, betas, eps, bias_correction })
                }
            ),
        ]
        .boxed()
    }

    fn noise(self) -> BoxedStrategy<Noise> {
        // -0 is no noise either, and is not written.
        let sigma = self.at_least_zero().prop_map(|number| number + 0.0);
        let seed = prop_oneof![any::<u32>(), Just(0), Just(u32::MAX)];
        let noise = (sigma, seed, any::<bool>());
        noise.prop_map(|(sigma, seed, shared)| Noise { sigma, seed, shared }).boxed()
    }

    fn racer(self) -> impl Strategy<Value = RacerConfig> {
        (self.optimizer(), of(label()), of(0..0x100_0000_u32), any::<bool>()).prop_map(
            |(optimizer, label, color, off)| RacerConfig {
                optimizer,
                label,
                color: color.map(|color| format!("#{color:06x}")),
                off,
            },
        )
    }
}

/// Any label, with a preference for characters that mean something in a line of text.
fn label() -> impl Strategy<Value = String> {
    let marks = " %#&,()+=:;?/\\\"'<>~._-\u{a0}\u{2028}\u{200d}";
    let letter = prop_oneof![
        2 => prop::sample::select(marks.chars().collect::<Vec<_>>()),
        2 => prop::char::range('a', 'z'),
        1 => prop::sample::select(vec!['ß', 'é', '学', 'א', 'ǅ', '٣', '👟', '\u{301}', '\u{fffd}']),
        2 => any::<char>().prop_filter("one line", |letter| !letter.is_control()),
    ];
    let whole = ["%", "%41", "%2", "100 %", "a+b", "true", "1e5", "  ", "👩‍🔬 (β₂ = 0.9)"];
    prop_oneof![
        5 => prop::collection::vec(letter, 1..=60).prop_map(|letters| letters.into_iter().collect()),
        1 => prop::sample::select(whole.to_vec()).prop_map(str::to_owned),
    ]
}

/// An objective of the library with any allowed parameter, or a formula.
fn objective(numbers: Numbers) -> impl Strategy<Value = Objective> {
    // Some of them have characters that mean something in a line, a link or JSON.
    let formulas = [
        "x^2 + 3*y^2",
        "sin(x)*cos(y)",
        "-x y",
        "max(x, y) + 1e-3*abs(x)",
        "2x^2 − 1",
        "where(x < 0, -x, x^2)",
        "x <= 0 ? |y| : x%20",
        "f(x, y) := x² + 2⁢π;",
        "\"y*x\"",
        "{x>=1: x, y}",
        "=IF(X<0;-X;Y)",
        "$\\frac{x}{2} + \\left|y\\right|$",
        "x[0]**2 + x[1]**2",
        "\u{feff}𝑥·y\u{200b}",
    ];
    prop_oneof![
        (prop::sample::select(objectives().to_vec()), numbers.any()).prop_map(|(entry, number)| {
            let parameter = entry
                .parameter
                .map(|parameter| number.clamp(parameter.range[0], parameter.range[1]));
            Objective::from_library(entry, parameter)
        }),
        prop::sample::select(formulas.to_vec())
            .prop_filter_map("a formula", |text| Objective::typed(text).ok()),
    ]
}

/// Any allowed run with such numbers.
pub(crate) fn config(numbers: Numbers) -> impl Strategy<Value = RunConfig> {
    let levels =
        numbers.ascending(2..=64).prop_filter("two levels at least", |levels| levels.len() > 1);
    let levels = of(levels);
    (
        objective(numbers),
        numbers.range(),
        numbers.range(),
        levels,
        [numbers.any(), numbers.any()],
        prop::collection::vec(numbers.racer(), 1..=MAX_RACERS),
        prop_oneof![1..=MAX_STEPS, Just(1), Just(MAX_STEPS)],
        prop_oneof![Just(Noise::NONE), numbers.noise()],
    )
        .prop_map(|(objective, x, y, levels, start, racers, steps, noise)| RunConfig {
            objective,
            view: Bounds { x, y },
            levels,
            start,
            racers,
            steps,
            noise,
        })
}

//! Arbitrary valid runs.

use downhill::{
    Bounds, Clipping, MAX_RACERS, MAX_STEPS, Noise, Objective, Optimizer, RacerConfig, RunConfig,
    Schedule, ScheduleSetting, objectives,
};
use proptest::option::of;
use proptest::prelude::*;

#[path = "optimizers.rs"]
mod optimizers;

use optimizers::Sizes;

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
        optimizers::optimizer(&Sizes {
            any: self.any(),
            not_negative: self.at_least_zero(),
            share: self.share(),
        })
    }

    /// Any schedule with any lengths and factors.
    fn schedule(self) -> BoxedStrategy<Schedule> {
        let above_zero = self.at_least_zero().prop_map(|number| number.max(1e-6));
        let numbers = [self.share(), self.share(), above_zero.clone().boxed(), above_zero.boxed()];
        (0..6_usize, 1..=MAX_STEPS, numbers, 1..=MAX_STEPS)
            .prop_map(|(which, steps, numbers, count)| {
                let mut schedule = Schedule::all(steps)[which];
                for (place, drawn) in numbers.into_iter().enumerate() {
                    match schedule.setting(place) {
                        Some((_, ScheduleSetting::Number(number))) => *number = drawn,
                        Some((_, ScheduleSetting::Steps(steps))) => *steps = count,
                        None => {}
                    }
                }
                schedule
            })
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
        let most = self.at_least_zero().prop_map(|number| number.max(1e-6));
        let clipping = (of(most.clone()), of(most));
        let schedule = prop_oneof![Just(Schedule::Constant), self.schedule()];
        let looks = (of(label()), of(0..0x100_0000_u32), any::<bool>());
        (self.optimizer(), schedule, clipping, looks).prop_map(
            |(optimizer, schedule, (norm, value), (label, color, off))| RacerConfig {
                schedule,
                clipping: Clipping { norm, value },
                label,
                color: color.map(|color| format!("#{color:06x}")),
                off,
                ..RacerConfig::new(optimizer)
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

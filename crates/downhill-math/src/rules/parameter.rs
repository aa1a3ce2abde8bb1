//! The properties of a hyper-parameter beside its value.

/// A hyper-parameter of a rule.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HyperParameter {
    /// Its name: `torch.optim`'s in camelCase, `weightDecay`.
    pub name: &'static str,
    /// The allowed values; for a pair, of each of both.
    pub range: Range,
    /// Whether a written run leaves it out if it has its default. This is so for parameters that were
    /// added later, so that links of earlier releases stay as they were.
    pub is_left_out: bool,
    /// Texts about it for people, and its slider.
    pub about: AboutParameter,
}

/// Texts about a hyper-parameter for people, and how a page lets them change it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AboutParameter {
    /// What it is called; of a pair, what each of both is called.
    pub labels: &'static [&'static str],
    /// What it is, in a few plain words.
    pub what: &'static str,
    /// `torch.optim`'s default where it differs from ours.
    pub torch: Option<&'static str>,
    /// The scale of its slider.
    pub slider: Slider,
}

/// The values that are allowed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// The least.
    pub least: f64,
    /// The greatest.
    pub most: f64,
    /// Both in words, as errors say it.
    pub allowed: &'static str,
}

impl Range {
    /// Not negative.
    pub const NOT_NEGATIVE: Self =
        Self { least: 0.0, most: f64::MAX, allowed: "a finite number, 0 or more" };
    /// Any finite number.
    pub const FINITE: Self = Self { least: f64::MIN, most: f64::MAX, allowed: "a finite number" };
    /// A share.
    pub const SHARE: Self = Self { least: 0.0, most: 1.0, allowed: "a number from 0 to 1" };
    /// Two shares, each less than the whole.
    pub const SHARES_BELOW_ONE: Self = Self {
        least: 0.0,
        most: 1.0_f64.next_down(),
        allowed: "two numbers from 0 up to, but not including, 1",
    };
    /// A switch: 0 is false, 1 is true.
    pub const SWITCH: Self = Self { least: 0.0, most: 1.0, allowed: "true or false" };
}

/// The scale of a slider.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Slider {
    /// Linear, between these values.
    Linear([f64; 2]),
    /// Logarithmic, between these powers of ten.
    Logarithmic([f64; 2]),
    /// By the distance of the value from 1: from 1 − 10⁰ to 1 minus this power of ten.
    NearOne(f64),
    /// No slider: it is a switch.
    Switch,
}

impl HyperParameter {
    /// A hyper-parameter of that name.
    #[must_use]
    pub const fn new(name: &'static str, range: Range, about: AboutParameter) -> Self {
        Self { name, range, is_left_out: false, about }
    }

    /// The same, [left out](Self::is_left_out) where it has its default.
    #[must_use]
    pub const fn left_out(self) -> Self {
        Self { is_left_out: true, ..self }
    }

    /// The learning rate, which is the first parameter of every rule, with torch's default.
    #[must_use]
    pub const fn learning_rate(torch: &'static str) -> Self {
        let slider = Slider::Logarithmic([-5.0, 1.0]);
        let about = AboutParameter {
            labels: &["Learning rate"],
            what: "learning rate",
            torch: Some(torch),
            slider,
        };
        Self::new("lr", Range::NOT_NEGATIVE, about)
    }

    /// What is added to a root, so that nothing is divided by zero, with torch's default if it differs.
    #[must_use]
    pub const fn eps(torch: Option<&'static str>) -> Self {
        let slider = Slider::Logarithmic([-16.0, 0.0]);
        let about =
            AboutParameter {
                labels: &["Safety term ε"], what: "added to the root", torch, slider
            };
        Self::new("eps", Range::NOT_NEGATIVE, about)
    }

    /// How much of the iterate is added to its gradient.
    #[must_use]
    pub const fn weight_decay() -> Self {
        let about = AboutParameter {
            labels: &["Weight decay"],
            what: "share of the iterate that is added to its gradient, which draws towards (0, 0)",
            torch: None,
            slider: Slider::Logarithmic([-5.0, 1.0]),
        };
        Self::new("weightDecay", Range::NOT_NEGATIVE, about).left_out()
    }

    /// How much of the iterate, times the learning rate, each step takes from it; the gradient never sees it.
    #[must_use]
    pub const fn decoupled_weight_decay() -> Self {
        let about = AboutParameter {
            labels: &["Weight decay"],
            what: "share of the iterate, times lr, that each step takes from it",
            torch: None,
            slider: Slider::Logarithmic([-5.0, 1.0]),
        };
        Self::new("weightDecay", Range::NOT_NEGATIVE, about)
    }

    /// Whether a rule of Adam's family divides by the root of the greatest mean of squares so far.
    #[must_use]
    pub const fn amsgrad() -> Self {
        let about = AboutParameter {
            labels: &["AMSGrad"],
            what: "whether the root is that of the greatest mean of squares so far",
            torch: None,
            slider: Slider::Switch,
        };
        Self::new("amsgrad", Range::SWITCH, about).left_out()
    }

    /// Whether a rule goes uphill.
    #[must_use]
    pub const fn maximize() -> Self {
        let about = AboutParameter {
            labels: &["Maximize"],
            what: "whether it goes uphill, with the gradient",
            torch: None,
            slider: Slider::Switch,
        };
        Self::new("maximize", Range::SWITCH, about).left_out()
    }

    /// The shares of Adam's two running means that are kept at each step.
    #[must_use]
    pub const fn betas() -> Self {
        let about = AboutParameter {
            labels: &["Momentum β₁", "Memory β₂"],
            what: "shares of both running means that are kept",
            torch: None,
            slider: Slider::NearOne(-4.0),
        };
        Self::new("betas", Range::SHARES_BELOW_ONE, about)
    }
}

/// Where a rule keeps the value of a hyper-parameter.
#[derive(Clone, Copy, Debug)]
pub enum Field<U> {
    /// A number.
    Number(fn(&mut U) -> &mut f64),
    /// Two numbers.
    Pair(fn(&mut U) -> &mut [f64; 2]),
    /// True or false.
    Switch(fn(&mut U) -> &mut bool),
}

/// The value of a hyper-parameter, as a reference into its rule.
#[derive(Debug, PartialEq)]
pub enum Setting<'a> {
    /// A number.
    Number(&'a mut f64),
    /// Two numbers.
    Pair(&'a mut [f64; 2]),
    /// True or false.
    Switch(&'a mut bool),
}

impl<U> Field<U> {
    /// The value that `rule` has.
    pub(crate) fn of<'a>(&self, rule: &'a mut U) -> Setting<'a> {
        match self {
            Self::Number(place) => Setting::Number(place(rule)),
            Self::Pair(place) => Setting::Pair(place(rule)),
            Self::Switch(place) => Setting::Switch(place(rule)),
        }
    }
}

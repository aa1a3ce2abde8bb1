//! What is to be said of a hyper-parameter beside its value.

/// A hyper-parameter of a rule.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HyperParameter {
    /// Its name: `torch.optim`'s in camelCase, `weightDecay`.
    pub name: &'static str,
    /// Which values are allowed; of a pair, for each of both.
    pub range: Range,
    /// Whether a run that is written out leaves it out where it has its default: so does what was
    /// added later, and links of earlier releases remain as they were.
    pub is_left_out: bool,
    /// What people are told of it.
    #[cfg(feature = "descriptions")]
    pub about: AboutParameter,
}

/// What people are told of a hyper-parameter, and how a page lets them change it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AboutParameter {
    /// What it is, in a few plain words.
    pub label: &'static str,
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
    /// Both in words, as an error says it.
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
    /// From this value to that.
    Linear([f64; 2]),
    /// From this power of ten to that.
    Logarithmic([f64; 2]),
    /// By how near the value is to 1: from 1 − 10⁰ on, down to this power of ten that is missing.
    NearOne(f64),
    /// No slider: it is a switch.
    Switch,
}

impl HyperParameter {
    /// A hyper-parameter of that name.
    #[must_use]
    pub const fn new(name: &'static str, range: Range, about: AboutParameter) -> Self {
        // A module that tells nothing does not carry the words.
        #[cfg(not(feature = "descriptions"))]
        let _ = about;
        Self {
            name,
            range,
            is_left_out: false,
            #[cfg(feature = "descriptions")]
            about,
        }
    }

    /// The same, [left out](Self::is_left_out) where it has its default.
    #[must_use]
    pub const fn left_out(self) -> Self {
        Self { is_left_out: true, ..self }
    }

    /// The learning rate, which every rule has first; torch's default for it.
    #[must_use]
    pub const fn learning_rate(torch: &'static str) -> Self {
        let slider = Slider::Logarithmic([-5.0, 1.0]);
        let about = AboutParameter { label: "learning rate", torch: Some(torch), slider };
        Self::new("lr", Range::NOT_NEGATIVE, about)
    }

    /// What is added to a root, so that nothing is divided by zero; torch's default where it differs.
    #[must_use]
    pub const fn eps(torch: Option<&'static str>) -> Self {
        let slider = Slider::Logarithmic([-16.0, 0.0]);
        let about = AboutParameter { label: "added to the root", torch, slider };
        Self::new("eps", Range::NOT_NEGATIVE, about)
    }

    /// The shares of Adam's two running means that are kept at each step.
    #[must_use]
    pub const fn betas() -> Self {
        let label = "shares of both running means that are kept";
        let about = AboutParameter { label, torch: None, slider: Slider::NearOne(-4.0) };
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

/// The value of a hyper-parameter, in its place.
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
    pub(super) fn of<'a>(&self, rule: &'a mut U) -> Setting<'a> {
        match self {
            Self::Number(place) => Setting::Number(place(rule)),
            Self::Pair(place) => Setting::Pair(place(rule)),
            Self::Switch(place) => Setting::Switch(place(rule)),
        }
    }
}

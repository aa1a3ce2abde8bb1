use crate::bounds::Bounds;
#[cfg(feature = "simd-batch")]
use crate::evaluation::Eight;
use crate::evaluation::Evaluation;
use crate::rules::{OptimizerKind, Slider};

/// An objective of the library: its formula, and the defaults of a race on it.
#[derive(Debug)]
pub struct LibraryObjective {
    /// The name by which a run chooses it: `six-hump-camel`.
    pub name: &'static str,
    /// Its formula, as [`Formula`](crate::Formula) reads it; `#` stands for the parameter.
    pub formula: &'static str,
    /// What to look for in its default race, in one sentence that is true of that race.
    pub look_for: &'static str,
    /// Its parameter, if it has one.
    pub parameter: Option<Parameter>,
    /// The part of the plane that is shown by default.
    pub view: Bounds,
    /// Where racers start by default, `[x, y]`.
    pub start: [f64; 2],
    /// How many steps a race has by default.
    pub steps: u32,
    /// Every global minimum in the usual domain, `[x, y]`.
    pub minima: &'static [[f64; 2]],
    /// The default learning rates, by optimizer.
    /// [`Objective::learning_rate`](crate::Objective::learning_rate) says what optimizers take that are
    /// not listed.
    pub learning_rates: &'static [(OptimizerKind, f64)],
    /// The compiled function; none if its formula is run.
    pub(crate) compiled: Option<Compiled>,
}

/// A number in an objective's formula that a run can set.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    /// The name by which a run sets it.
    pub name: &'static str,
    /// What a page calls it.
    pub label: &'static str,
    /// Its default value.
    pub value: f64,
    /// The least and the greatest value allowed.
    pub range: [f64; 2],
    /// Its slider, which may span a part of the range only.
    pub slider: Slider,
}

impl Parameter {
    /// The condition number of a ravine's Hessian. Beyond 1000, the end of its slider, the ravine is
    /// narrower than a line of the picture.
    pub(super) const CONDITION: Self = Self {
        name: "condition",
        label: "condition number",
        value: 20.0,
        range: [1.0, 1e6],
        slider: Slider::Logarithmic([0.0, 3.0]),
    };
}

/// A function compiled for the widths at which it is evaluated.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Compiled {
    /// The function at one point.
    pub(crate) point: fn([f64; 2]) -> Evaluation<f64>,
    /// The function at many points, eight by eight.
    #[cfg(feature = "simd-batch")]
    pub(crate) eights: fn(&mut [Eight]),
}

#[cfg(feature = "simd-batch")]
impl Compiled {
    /// The function at eight points.
    #[inline]
    pub(crate) fn at_eight(&self, point: [crate::Block; 2]) -> Evaluation<crate::Block> {
        let mut eights = [Eight::unknown(point)];
        (self.eights)(&mut eights);
        eights[0].found
    }
}

/// Evaluates a function at many points, eight by eight.
#[cfg(feature = "simd-batch")]
#[inline(always)]
pub(super) fn at_all(
    eights: &mut [Eight],
    function: impl Fn([crate::Block; 2]) -> Evaluation<crate::Block>,
) {
    for eight in eights {
        eight.found = function(eight.point);
    }
}

/// The function of that name, compiled if the feature `simd-batch` is on. It is off for pages, where
/// running the formula instead keeps the module small. The bits are the same.
macro_rules! compiled {
    ($function:ident) => {{
        #[cfg(feature = "simd-batch")]
        let compiled = Some($crate::objectives::library_objective::Compiled {
            point: |point| $crate::evaluation::Evaluation::at(point, $function, $function),
            eights: |eights| {
                use $crate::objectives::library_objective::{at_all, differentiated};
                at_all(eights, |point| differentiated($function, point));
            },
        });
        #[cfg(not(feature = "simd-batch"))]
        let compiled = None;
        compiled
    }};
}
pub(super) use compiled;

/// f and ∇f where `function` is f on dual numbers.
#[cfg(feature = "simd-batch")]
#[inline(always)]
pub(super) fn differentiated<L: crate::Lanes>(
    function: fn([crate::Dual<L>; 2]) -> crate::Dual<L>,
    point: [L; 2],
) -> Evaluation<L> {
    let found = function(crate::Dual::variables(point));
    Evaluation { value: found.value, gradient: found.gradient() }
}

//! The default view and start of a race, the objective's own or found by sampling a formula; and the
//! levels and minima of a map.

use downhill_math::{Bounds, Objective};

use crate::levels::{Levels, automatic};
use crate::minima::{Found, Minimum};
use crate::samples::Samples;

/// The number of steps of a race on a typed formula.
const STEPS: u32 = 200;

/// Half the widths of the views around the origin that are tried.
const SIZES: [f64; 5] = [1.0, 2.0, 5.0, 10.0, 100.0];
/// Half the width of the view if none of them has its lowest point inside.
const USUAL_SIZE: f64 = 2.0;
/// The number of samples along each side of a view. It is odd, so that the axes are among them.
const SAMPLES: u32 = 41;
/// The starts that are tried, as parts of a view from its middle. The first is the article's.
const PLACES: [[f64; 2]; 7] = [
    [0.75, -0.75],
    [0.75, 0.75],
    [-0.75, 0.75],
    [-0.75, -0.75],
    [0.4, -0.3],
    [0.3, 0.4],
    [0.1, 0.1],
];

/// The objective's own view, or the smallest view around the origin whose lowest sample lies well
/// inside.
pub(crate) fn view(objective: &Objective) -> Bounds {
    if let Some(entry) = objective.entry() {
        return entry.view;
    }
    let inside = |size: f64| {
        let samples = objective.sample(around(size), SAMPLES, SAMPLES);
        let lowest = samples
            .iter()
            .enumerate()
            .filter(|(_, value)| value.is_finite())
            .min_by(|lhs, rhs| lhs.1.total_cmp(rhs.1));
        lowest.is_some_and(|(index, _)| {
            let index = u32::try_from(index).unwrap_or(0);
            // At least a tenth of the width from the edge.
            let margin = SAMPLES / 10..SAMPLES - SAMPLES / 10;
            margin.contains(&(index % SAMPLES)) && margin.contains(&(index / SAMPLES))
        })
    };
    around(SIZES.iter().copied().find(|size| inside(*size)).unwrap_or(USUAL_SIZE))
}

fn around(size: f64) -> Bounds {
    Bounds { x: [-size, size], y: [-size, size] }
}

/// The objective's own start, or a place in the view from which there is a way down: the first of the
/// places at which f and its gradient are finite, and the gradient is not zero. The first is where the
/// article's start lies in its view.
pub(crate) fn start(objective: &Objective, view: Bounds) -> [f64; 2] {
    if let Some(entry) = objective.entry() {
        return entry.start;
    }
    let along =
        |[low, high]: [f64; 2], part: f64| low * (0.5 - part / 2.0) + high * (0.5 + part / 2.0);
    let place = |[x, y]: &[f64; 2]| [along(view.x, *x), along(view.y, *y)];
    let leads_down = |at: &[f64; 2]| {
        let found = objective.evaluate(*at);
        let [x, y] = found.gradient;
        found.value.is_finite() && x.is_finite() && y.is_finite() && (x != 0.0 || y != 0.0)
    };
    PLACES.iter().map(place).find(leads_down).unwrap_or(place(&PLACES[0]))
}

/// The default number of steps of a race on the objective.
pub(crate) fn steps(objective: &Objective) -> u32 {
    objective.entry().map_or(STEPS, |entry| entry.steps)
}

/// The levels and minima on the map of an objective.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Survey {
    /// The values at which bands change.
    pub levels: Levels,
    /// The minima inside the view ([`minima`](crate::minima)).
    pub minima: Vec<Minimum>,
}

impl Survey {
    /// Levels and minima of an objective in a view, from the same samples. If levels are `chosen`,
    /// these are used.
    #[must_use]
    pub fn of(objective: &Objective, view: Bounds, chosen: Option<&[f64]>) -> Self {
        let samples = Samples::of(objective, view);
        let found = Found::of(&samples);
        let levels = chosen.map_or_else(|| automatic(&samples, &found), Levels::chosen);
        Self { levels, minima: found.minima }
    }
}

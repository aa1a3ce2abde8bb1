//! The values of a hyper-parameter that are tried.

use downhill_math::{Bounds, HyperParameter, Real, Slider};

/// So many values are tried in each power of ten.
const PER_DECADE: u32 = 20;
/// Learning rates are tried between these powers of ten.
const RATES: [f64; 2] = [-5.0, 1.5];
/// So many values are tried of what has no powers of ten.
const LINEAR: u32 = 81;

/// `count` values from the first power of ten to the second, evenly in the logarithm.
pub(crate) fn logarithmic([from, to]: [f64; 2], count: u32) -> Vec<f64> {
    let part = |index: u32| f64::from(index) / f64::from(count.max(2) - 1);
    (0..count).map(|index| Real::pow(10.0, from * (1.0 - part(index)) + to * part(index))).collect()
}

/// The values of a hyper-parameter that are tried where none are chosen: learning rates from 10⁻⁵ to
/// 10^1.5, others over the range of their slider; twenty in each power of ten.
#[must_use]
pub fn standard_values(parameter: &HyperParameter) -> Vec<f64> {
    let over = |powers: [f64; 2]| {
        let decades = (powers[1] - powers[0]).abs();
        logarithmic(powers, crate::cast::whole(decades * f64::from(PER_DECADE)) + 1)
    };
    match parameter.about.slider {
        _ if parameter.name == "lr" => over(RATES),
        Slider::Linear([from, to]) => {
            let part = |index: u32| f64::from(index) / f64::from(LINEAR - 1);
            (0..LINEAR).map(|index| from * (1.0 - part(index)) + to * part(index)).collect()
        }
        Slider::Logarithmic(powers) => over(powers),
        Slider::NearOne(power) => over([0.0, power]).iter().map(|rest| 1.0 - rest).collect(),
        Slider::Switch => Vec::new(),
    }
}

/// A start and eight others around it, a twentieth of the view away: what is true of all of them is no
/// luck of one.
#[must_use]
pub fn around([x, y]: [f64; 2], view: Bounds) -> Vec<[f64; 2]> {
    let [across, up] = [view.x, view.y].map(|[low, high]| (high - low) / 20.0);
    let mut starts = vec![[x, y]];
    for [right, above] in [
        [1.0, 0.0],
        [0.7, 0.7],
        [0.0, 1.0],
        [-0.7, 0.7],
        [-1.0, 0.0],
        [-0.7, -0.7],
        [0.0, -1.0],
        [0.7, -0.7],
    ] {
        starts.push([x + across * right, y + up * above]);
    }
    starts
}

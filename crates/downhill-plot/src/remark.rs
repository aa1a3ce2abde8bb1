//! Why a field shows little, in words, because the picture cannot say it.

use downhill::{Bounds, Objective};

use crate::grid::{Grid, number};
use crate::holes::Hatching;
use crate::palette::Palette;
use crate::shape::{Shape, Text};

/// Differences of up to this many units in the last place are rounding errors.
const ROUNDING: f64 = 64.0;
/// The gradient is evaluated at this many places along x and along y.
const PLACES: u32 = 5;
/// The view is made [`LARGER`] this many times in search of a change of f.
const ENLARGEMENTS: u32 = 100;
const LARGER: f64 = 8.0;

const SIZE: f64 = 12.0;
const PADDING: f64 = 7.0;

/// Why there is little to see in a view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remark {
    /// f has the same value everywhere.
    Constant,
    /// Coordinates or values differ only by rounding.
    TooSmall,
    /// f overflows everywhere.
    TooFar,
    /// f is defined nowhere.
    Undefined,
}

impl Remark {
    /// The remark as a sentence.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::Constant => "f is constant in this view.",
            Self::TooSmall => "This view is too small: rounding hides how f changes.",
            Self::TooFar => "This view is too far out: f is beyond the range of numbers.",
            Self::Undefined => "f is not defined anywhere in this view.",
        }
    }
}

/// The remark on a view of `bounds`, of which `grid` has samples. `hatching` says why some of them are
/// not finite.
pub(crate) fn remark(
    objective: &Objective,
    grid: &Grid,
    bounds: Bounds,
    hatching: Option<Hatching>,
) -> Option<Remark> {
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    for value in &grid.values {
        if value.is_finite() {
            // f64::min would be a call.
            low = if *value < low { *value } else { low };
            high = if *value > high { *value } else { high };
        }
    }
    if low > high {
        let overflows = hatching == Some(Hatching::Overflow);
        return Some(if overflows { Remark::TooFar } else { Remark::Undefined });
    }
    let [right, top] = grid.far();
    if too_close(bounds.x, right) || too_close(bounds.y, top) {
        return Some(Remark::TooSmall);
    }
    if high / 2.0 - low / 2.0 > ROUNDING / 2.0 * unit(low.abs().max(high.abs())) {
        return None;
    }
    let is_flat = low == high && is_flat(objective, bounds);
    let changes = !is_flat && changes_farther_out(objective, bounds, low);
    Some(if changes { Remark::TooSmall } else { Remark::Constant })
}

/// Whether neighbouring samples along an axis are closer than f64 can distinguish.
fn too_close([low, high]: [f64; 2], steps: f64) -> bool {
    high / steps - low / steps < 2.0 * unit(low.abs().max(high.abs()))
}

/// One unit in the last place.
fn unit(size: f64) -> f64 {
    let next = size.next_up();
    if next.is_finite() { next - size } else { size - size.next_down() }
}

/// Whether the gradient is 0 in the whole view.
fn is_flat(objective: &Objective, bounds: Bounds) -> bool {
    let along = |[low, high]: [f64; 2], place: u32| {
        let part = (f64::from(place) + 0.37) / f64::from(PLACES);
        low * (1.0 - part) + high * part
    };
    (0..PLACES * PLACES).all(|place| {
        let point = [along(bounds.x, place % PLACES), along(bounds.y, place / PLACES)];
        objective.evaluate(point).gradient == [0.0; 2]
    })
}

/// Whether f has another value in a larger view.
fn changes_farther_out(objective: &Objective, bounds: Bounds, value: f64) -> bool {
    let middle = [bounds.x, bounds.y].map(|[low, high]| low / 2.0 + high / 2.0);
    let mut reach = [bounds.x, bounds.y].map(|[low, high]| high / 2.0 - low / 2.0);
    for _ in 0..ENLARGEMENTS {
        reach = reach.map(|half| LARGER * half);
        for [right, up] in [[1.0, 0.7], [-0.9, 1.0], [-1.0, -0.6], [0.8, -1.0]] {
            let point = [middle[0] + right * reach[0], middle[1] + up * reach[1]];
            let found = objective.evaluate(point).value;
            let change = (found - value).abs();
            if change > ROUNDING * unit(value.abs().max(found.abs())) {
                return true;
            }
        }
    }
    false
}

/// A remark at the lower edge of a picture of `width` × `height` CSS px.
#[must_use]
pub(crate) fn remark_shapes(text: &str, palette: Palette, [width, height]: [f64; 2]) -> Vec<Shape> {
    let length = (number(text.chars().count()) * SIZE * 0.6).min(width - 4.0 * PADDING);
    let (left, bottom) = (PADDING, height - PADDING);
    let (right, top) = (left + length + 2.0 * PADDING, bottom - SIZE - PADDING);
    let corners = vec![[left, top], [right, top], [right, bottom], [left, bottom]];
    let at = [left + PADDING, (top + bottom) / 2.0];
    let text = Text::plain(at, text.to_owned(), SIZE, length);
    vec![
        Shape::Area { rings: vec![corners], color: palette.halo(), opacity: 0.86 },
        Shape::Text(Text { color: palette.ink(), ..text }),
    ]
}

#[cfg(test)]
mod tests {
    use crate::field::field;
    use crate::view::View;
    use downhill::RunConfig;

    use super::*;

    fn said_of(formula: &str, view: &str) -> Option<Remark> {
        let config: RunConfig =
            format!("formula={}&view={view}", formula.replace('+', "%2B")).parse().unwrap();
        let view = View { bounds: config.view, width: 576.0, height: 432.0 };
        field(&config, &view, &Palette::default()).remark
    }

    #[test]
    fn usual_views_are_without_a_remark() {
        for (formula, view) in [
            ("x^2 + y^2", "-1:1,-1:1"),
            ("x^2 + y^2 + 1e6", "-1:1,-1:1"),
            ("x*y", "-1e-9:1e-9,-1e-9:1e-9"),
            ("x + y", "1e6:1000001,0:1"),
            ("floor(x)", "-2:2,-2:2"),
            ("sqrt(x) + y", "-1:1,-1:1"),
            ("x^2 + y^2", "-1e150:1e150,-1e150:1e150"),
        ] {
            assert_eq!(said_of(formula, view), None, "{formula} in {view}");
        }
    }

    #[test]
    fn a_constant_is_said_to_be_one() {
        for formula in ["3", "x - x", "0*x*y", "sin(x)^2 + cos(x)^2", "floor(x/100)", "1e300"] {
            assert_eq!(said_of(formula, "0.1:4,0.1:3"), Some(Remark::Constant), "{formula}");
        }
    }

    #[test]
    fn a_view_that_rounding_spoils_is_said_to_be_too_small() {
        for (formula, view) in [
            ("x^2 + y^2 + 1", "-1e-20:1e-20,-1e-20:1e-20"),
            ("x^2 + y^2", "1:1.0000000000000004,0:1"),
            ("x + y", "1e16:10000000000000100,0:1"),
            ("x + 1e20", "-1:1,-1:1"),
        ] {
            assert_eq!(said_of(formula, view), Some(Remark::TooSmall), "{formula} in {view}");
        }
    }

    #[test]
    fn a_view_without_any_value_says_why() {
        assert_eq!(said_of("x^2 + y^2", "1e200:2e200,1e200:2e200"), Some(Remark::TooFar));
        assert_eq!(said_of("log(-1 - x^2) + y", "-1:1,-1:1"), Some(Remark::Undefined));
    }
}

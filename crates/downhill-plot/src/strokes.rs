//! Strokes that are joined to few long ones: a trail is drawn in hundreds of pieces, and is to be a line that
//! can be taken hold of in a drawing program.

use crate::shape::{Point, Stroke};

/// How many of the last strokes are looked at for one that a piece belongs to.
const LOOKED_AT: usize = 12;
/// Edges are smoothed over this many px beyond a line.
const SMOOTHED: f64 = 0.5;

/// Lines that are drawn in one way.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Joined {
    pub(crate) stroke: Stroke,
    pub(crate) lines: Vec<Vec<Point>>,
    /// What each piece of them covers.
    covered: Vec<Cover>,
}

/// A rectangle, `[low, high]`.
type Cover = [Point; 2];

/// Strokes that have not been written yet, the lowest first.
#[derive(Debug, Default)]
pub(crate) struct Strokes(Vec<Joined>);

impl Strokes {
    /// Draws a line above all others. It is joined with an earlier stroke of its kind if that looks the same, which
    /// it does if nothing between them lies where the line is. Dashes are never joined.
    pub(crate) fn add(&mut self, line: &[Point], stroke: &Stroke) {
        let cover = cover(line, stroke.width);
        let earlier = self.0.iter_mut().rev().take(LOOKED_AT);
        for joined in earlier {
            if joined.stroke == *stroke && stroke.dash.is_none() {
                joined.add(line, cover);
                return;
            }
            if joined.covered.iter().any(|other| touch(other, &cover)) {
                break;
            }
        }
        let (lines, covered) = (vec![line.to_vec()], vec![cover]);
        self.0.push(Joined { stroke: stroke.clone(), lines, covered });
    }

    /// Removes all, the lowest first.
    pub(crate) fn take(&mut self) -> Vec<Joined> {
        std::mem::take(&mut self.0)
    }
}

impl Joined {
    fn add(&mut self, line: &[Point], cover: Cover) {
        self.covered.push(cover);
        // The line that it goes on with is one of the last, those of the other pieces that are drawn at a time.
        let mut earlier = self.lines.iter_mut().rev().take(LOOKED_AT);
        match earlier.find(|earlier| earlier.last() == line.first()) {
            Some(earlier) => earlier.extend(line.iter().skip(1)),
            None => self.lines.push(line.to_vec()),
        }
    }
}

fn cover(line: &[Point], width: f64) -> Cover {
    let reach = width / 2.0 + SMOOTHED;
    let bound = |axis: usize, start: f64, choose: fn(f64, f64) -> f64| {
        line.iter().map(|point| point[axis]).fold(start, choose)
    };
    let low = [0, 1].map(|axis| bound(axis, f64::INFINITY, f64::min) - reach);
    let high = [0, 1].map(|axis| bound(axis, f64::NEG_INFINITY, f64::max) + reach);
    [low, high]
}

fn touch([low, high]: &Cover, [other_low, other_high]: &Cover) -> bool {
    (0..2).all(|axis| low[axis] <= other_high[axis] && other_low[axis] <= high[axis])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::color::{DARK, LIGHT};

    fn drawn(pieces: &[(&[Point], &Stroke)]) -> Vec<(Vec<Vec<Point>>, Stroke)> {
        let mut strokes = Strokes::default();
        for (line, stroke) in pieces {
            strokes.add(line, stroke);
        }
        strokes.take().into_iter().map(|joined| (joined.lines, joined.stroke)).collect()
    }

    #[test]
    fn the_pieces_of_two_trails_become_two_lines() {
        let (dark, light) = (Stroke::solid(DARK, 2.0), Stroke::solid(LIGHT, 2.0));
        let (above, below) =
            ([[0.0, 0.0], [9.0, 0.0], [18.0, 0.0]], [[0.0, 9.0], [9.0, 9.0], [18.0, 9.0]]);
        let found = drawn(&[
            (&above[..2], &dark),
            (&below[..2], &light),
            (&above[1..], &dark),
            (&below[1..], &light),
        ]);
        assert_eq!(found, [(vec![above.to_vec()], dark), (vec![below.to_vec()], light)]);
    }

    #[test]
    fn what_lies_above_another_line_stays_above_it() {
        let (dark, light) = (Stroke::solid(DARK, 2.0), Stroke::solid(LIGHT, 2.0));
        let (across, along) = ([[0.0, 0.0], [9.0, 0.0]], [[4.0, -5.0], [4.0, 5.0]]);
        let again = [[4.5, 0.0], [9.0, 4.0]];
        let found = drawn(&[(&across, &dark), (&along, &light), (&again, &dark)]);
        assert_eq!(found.len(), 3);
        // Beside it there is nothing to be covered.
        let beside = [[20.0, 0.0], [29.0, 4.0]];
        let found = drawn(&[(&across, &dark), (&along, &light), (&beside, &dark)]);
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn dashes_and_widths_stay_apart() {
        let dash = Some(crate::shape::Dash { pattern: vec![4.0, 2.0], offset: 0.0 });
        let dashed = Stroke { dash, ..Stroke::solid(DARK, 2.0) };
        let line = [[0.0, 0.0], [9.0, 0.0]];
        assert_eq!(drawn(&[(&line, &dashed), (&line, &dashed)]).len(), 2);
        assert_eq!(
            drawn(&[(&line, &Stroke::solid(DARK, 2.0)), (&line, &Stroke::solid(DARK, 3.0))]).len(),
            2
        );
    }
}

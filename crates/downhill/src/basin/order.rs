//! The order in which pixels are computed: from coarse to fine.

/// The distance of the first pixels, which is halved again and again.
const COARSEST: usize = 16;

/// The pixels of a map in the order in which they are computed: first every sixteenth of every sixteenth
/// row, then those between, and so on. Each stands for its square until the squares within it are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    columns: usize,
    /// Each pixel with the side of the square that it stands for.
    pixels: Vec<(usize, usize)>,
}

impl Order {
    /// That of a map of this size.
    #[must_use]
    pub fn new(columns: usize, rows: usize) -> Self {
        let mut pixels = Vec::with_capacity(columns * rows);
        let mut side = COARSEST;
        while side > 0 {
            for row in (0..rows).step_by(side) {
                for column in (0..columns).step_by(side) {
                    let is_new =
                        side == COARSEST || row % (2 * side) != 0 || column % (2 * side) != 0;
                    if is_new {
                        pixels.push((row * columns + column, side));
                    }
                }
            }
            side /= 2;
        }
        Self { columns, pixels }
    }

    /// How many pixels there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.pixels.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pixels.is_empty()
    }

    /// How many pixels make a first, coarse picture: those that stand for squares of this side or greater ones.
    #[must_use]
    pub fn count_of_side(&self, least: usize) -> usize {
        self.pixels.partition_point(|(_, side)| *side >= least)
    }

    /// The pixel at a place of the order, as `row · columns + column`, and the side of the square that it
    /// stands for; none past the last.
    #[must_use]
    pub fn pixel(&self, place: usize) -> Option<(usize, usize)> {
        self.pixels.get(place).copied()
    }

    /// The pixel that stands for another one while only some are known: the nearest corner that is. None if
    /// there is none.
    #[must_use]
    pub fn standing_for(&self, pixel: usize, is_known: impl Fn(usize) -> bool) -> Option<usize> {
        let (row, column) = (pixel / self.columns.max(1), pixel % self.columns.max(1));
        let mut side = 1;
        while side <= COARSEST {
            let corner = (row - row % side) * self.columns + column - column % side;
            if is_known(corner) {
                return Some(corner);
            }
            side *= 2;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pixel_comes_once_and_coarse_ones_come_first() {
        for (columns, rows) in [(1, 1), (16, 16), (40, 33), (7, 100)] {
            let order = Order::new(columns, rows);
            let mut seen = vec![false; columns * rows];
            let mut last = COARSEST;
            for place in 0..order.len() {
                let (pixel, side) = order.pixel(place).unwrap();
                assert!(!std::mem::replace(&mut seen[pixel], true));
                assert!(side <= last && pixel / columns % side == 0 && pixel % columns % side == 0);
                last = side;
            }
            assert!(seen.iter().all(|seen| *seen));
        }
        assert!(Order::new(0, 5).is_empty());
        let order = Order::new(160, 120);
        assert_eq!([16, 8, 1].map(|side| order.count_of_side(side)), [80, 300, 19200]);
    }

    #[test]
    fn what_is_not_known_is_shown_as_the_pixel_that_stands_for_it() {
        let order = Order::new(40, 33);
        let known = |pixel: usize| pixel == 0 || pixel == 2 * 40 + 4;
        assert_eq!(order.standing_for(15 * 40 + 15, known), Some(0));
        assert_eq!(order.standing_for(3 * 40 + 5, known), Some(2 * 40 + 4));
        assert_eq!(order.standing_for(16 * 40, known), None);
    }
}

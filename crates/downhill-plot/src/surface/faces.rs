//! The cells of a surface, from the farthest to the nearest.

use super::camera::{Place, Projection};
use super::mesh::Mesh;
use crate::color::Rgb;
use crate::grid::number;
use crate::shape::{Point, Shape};
use crate::view::distance;

/// How far a face reaches beneath the faces that are drawn over it, in CSS px. Without that, the background
/// would shine through the seams.
const SEAM: f64 = 0.6;

/// The faces of a surface as areas, each drawn over what is farther away. A surface over a plane needs no
/// sorting: of two columns of cells the one that is farther from the eye's column never hides the other, and
/// so with rows.
///
/// Neighbours are drawn as one area if none of their channels differs by more than `tolerance`: the fewer areas
/// there are, the less a browser has to do.
pub(crate) fn faces(mesh: &Mesh, projection: &Projection, tolerance: u8) -> Vec<Shape> {
    let nodes = mesh.cells + 1;
    let mut places = Vec::with_capacity(nodes * nodes);
    for row in 0..nodes {
        places.extend((0..nodes).map(|column| {
            let place = mesh.node(column, row);
            if place[2].is_finite() { projection.px(place) } else { [f64::NAN; 2] }
        }));
    }
    let by_columns = {
        let [x, y] = [0, 1].map(|axis| (projection.eye[axis] - 0.5).abs());
        x > y
    };
    // Cells side by side in a strip across the direction of sight are seldom behind each other.
    let [strips, cells] = if by_columns { [0, 1] } else { [1, 0] }
        .map(|axis| order(mesh.cells, projection.eye[axis]));
    let mut faces =
        Faces { tolerance, mesh, projection, places, by_columns, shapes: Vec::new(), run: None };
    for strip in &strips {
        for cell in &cells {
            faces.add(*strip, *cell);
        }
        faces.end();
    }
    faces.shapes
}

/// The indices of cells along a side, from those farthest from the eye to those nearest, each with the side
/// on which the eye is.
fn order(count: usize, eye: f64) -> Vec<Step> {
    let before =
        (0..count).take_while(|index| (number(*index) + 0.5) / number(count) < eye).count();
    let ascending = (0..before).map(|index| Step { index, is_ascending: true });
    let descending = (before..count).rev().map(|index| Step { index, is_ascending: false });
    ascending.chain(descending).collect()
}

/// A column or row of cells, and whether the eye is beyond its upper side.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Step {
    index: usize,
    is_ascending: bool,
}

impl Step {
    /// The nodes on the far and on the near side of the cells.
    const fn sides(self) -> [usize; 2] {
        if self.is_ascending { [self.index, self.index + 1] } else { [self.index + 1, self.index] }
    }
}

/// Cells side by side that are drawn as one area.
struct Run {
    color: Rgb,
    is_below: bool,
    /// The last cell.
    last: Step,
    /// The points on the far and on the near side of the strip.
    far: Vec<Point>,
    near: Vec<Point>,
}

struct Faces<'a> {
    tolerance: u8,
    mesh: &'a Mesh,
    projection: &'a Projection,
    /// The nodes in the picture.
    places: Vec<Point>,
    by_columns: bool,
    shapes: Vec<Shape>,
    run: Option<Run>,
}

impl Faces<'_> {
    /// Adds a cell of a strip.
    fn add(&mut self, strip: Step, cell: Step) {
        let (column, row) =
            if self.by_columns { (strip.index, cell.index) } else { (cell.index, strip.index) };
        let Some(tint) = self.mesh.tint(column, row) else {
            self.end();
            return;
        };
        let corners = self.mesh.corners(column, row);
        if corners.iter().any(|corner| !(0.0..=1.0).contains(&corner[2])) {
            self.end();
            let ring = self.cut(&corners);
            let color = if is_below(&ring) { tint.below } else { tint.above };
            if ring.len() > 2 {
                self.shapes.push(area(grown(&ring), color));
            }
            return;
        }
        let node = |strip: usize, cell: usize| {
            let (column, row) = if self.by_columns { (strip, cell) } else { (cell, strip) };
            self.places[row * (self.mesh.cells + 1) + column]
        };
        let ([far, near], [from, to]) = (strip.sides(), cell.sides());
        let quad = [node(far, from), node(far, to), node(near, to), node(near, from)];
        let nodes = self.mesh.cells + 1;
        let first = row * nodes + column;
        let around = [first, first + 1, first + nodes + 1, first + nodes];
        let is_below = is_below(&around.map(|node| self.places[node]));
        let color = if is_below { tint.below } else { tint.above };
        let goes_on = self.run.as_ref().is_some_and(|run| {
            is_near(run.color, color, self.tolerance)
                && run.is_below == is_below
                && run.last.is_ascending == cell.is_ascending
                && run.last.index.abs_diff(cell.index) == 1
        });
        if !goes_on {
            self.end();
        }
        let run = self.run.get_or_insert_with(|| Run {
            color,
            is_below,
            last: cell,
            far: vec![quad[0]],
            near: vec![quad[3]],
        });
        run.last = cell;
        run.far.push(quad[1]);
        run.near.push(quad[2]);
    }

    /// Ends the run of cells that are drawn as one.
    fn end(&mut self) {
        let Some(Run { color, mut far, mut near, .. }) = self.run.take() else { return };
        // The next strip is drawn over the near side, and the next cell over the end.
        for (near, far) in near.iter_mut().zip(&far) {
            *near = beyond(*far, *near);
        }
        for side in [&mut far, &mut near] {
            if let [.., before, last] = side.as_mut_slice() {
                *last = beyond(*before, *last);
            }
        }
        near.reverse();
        far.append(&mut near);
        self.shapes.push(area(far, color));
    }

    /// What of a cell lies inside of the box, in CSS px.
    fn cut(&self, corners: &[Place; 4]) -> Vec<Point> {
        let mut ring = corners.to_vec();
        for (sign, edge) in [(1.0, 0.0), (-1.0, -1.0)] {
            ring = clipped(&ring, &|place| sign * place[2] - edge);
        }
        ring.into_iter().map(|place| self.projection.px(place)).collect()
    }
}

/// The part of a ring in which a linear function is not negative (Sutherland and Hodgman 1974).
fn clipped(ring: &[Place], inside: &dyn Fn(Place) -> f64) -> Vec<Place> {
    let mut kept = Vec::new();
    for (index, place) in ring.iter().enumerate() {
        let next = ring[(index + 1) % ring.len()];
        let (here, there) = (inside(*place), inside(next));
        if here >= 0.0 {
            kept.push(*place);
        }
        if (here < 0.0) != (there < 0.0) {
            let part = here / (here - there);
            kept.push([0, 1, 2].map(|axis| place[axis] + part * (next[axis] - place[axis])));
        }
    }
    kept
}

/// Whether no channel of two colours differs by more than `tolerance`.
fn is_near(Rgb(lhs): Rgb, Rgb(rhs): Rgb, tolerance: u8) -> bool {
    lhs.iter().zip(rhs).all(|(lhs, rhs)| lhs.abs_diff(rhs) <= tolerance)
}

/// Whether a ring that goes around to the left on the floor goes around to the right in the picture: then
/// it is seen from below.
fn is_below(ring: &[Point]) -> bool {
    let next = ring.iter().cycle().skip(1);
    let twice: f64 =
        ring.iter().zip(next).map(|(from, to)| from[0] * to[1] - to[0] * from[1]).sum();
    // y is down in the picture.
    twice > 0.0
}

/// A point a little farther on.
fn beyond(from: Point, to: Point) -> Point {
    let part = SEAM / distance(from, to).max(SEAM);
    [0, 1].map(|axis| to[axis] + part * (to[axis] - from[axis]))
}

/// A ring that is a little larger.
fn grown(ring: &[Point]) -> Vec<Point> {
    let count = number(ring.len());
    let middle = [0, 1].map(|axis| ring.iter().map(|at| at[axis]).sum::<f64>() / count);
    ring.iter().map(|at| beyond(middle, *at)).collect()
}

fn area(ring: Vec<Point>, color: Rgb) -> Shape {
    Shape::Area { rings: vec![ring], color, opacity: 1.0 }
}

#[cfg(test)]
mod tests {
    use super::super::camera::Camera;
    use super::*;
    use crate::surface::sight::Sight;
    use downhill::Real;
    use proptest::prelude::*;

    const SIZE: [f64; 2] = [600.0, 450.0];
    const CELLS: usize = 16;

    fn hills([u, v]: Point) -> f64 {
        0.5 + 0.25 * (Real::sin(11.0 * u + 2.0 * v) + Real::cos(9.0 * v - 3.0 * u))
    }

    fn camera(elevation: f64, azimuth: f64) -> Projection {
        Projection::new(Camera { elevation, azimuth, zoom: 1.0 }, SIZE, [20.0; 2])
    }

    /// The number of the cell that an area shows.
    fn cell_of(shape: &Shape) -> usize {
        let Shape::Area { color: Rgb([_, high, low]), .. } = shape else { panic!("{shape:?}") };
        usize::from(u16::from_be_bytes([*high, *low]))
    }

    proptest! {
        #[test]
        fn what_hides_a_place_is_drawn_after_it(
            elevation in 0.0..90.0_f64,
            azimuth in -180.0..180.0_f64,
            places in prop::collection::vec(prop::array::uniform2(0.0..1.0_f64), 20),
        ) {
            let mesh = Mesh::of(CELLS, &hills);
            let projection = camera(elevation, azimuth);
            let order: Vec<usize> = faces(&mesh, &projection, 0).iter().map(cell_of).collect();
            // Each cell has a colour of its own, so no two are drawn as one.
            prop_assert_eq!(order.len(), CELLS * CELLS);
            let rank = |[u, v]: Point| {
                let index = |part: f64| {
                    let is_before = |index: &usize| number(*index) <= part * number(CELLS);
                    (0..CELLS).rev().find(is_before).unwrap()
                };
                order.iter().position(|cell| *cell == index(v) * CELLS + index(u)).unwrap()
            };
            for [u, v] in places {
                let place = [u, v, mesh.height([u, v])];
                let eye = projection.eye;
                // Along the line of sight, wherever the surface is above it.
                for step in 1..2000 {
                    let part = f64::from(step) / 10_000.0;
                    let at = [0, 1, 2].map(|axis| place[axis] + part * (eye[axis] - place[axis]));
                    let height = mesh.height([at[0], at[1]]);
                    if height > at[2] {
                        prop_assert!(
                            rank([at[0], at[1]]) >= rank([u, v]), "{:?} hides {:?}", at, place
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn a_cell_is_seen_from_below_where_the_surface_turns_away() {
        // A roof whose ridge runs along x, seen from the side of negative y.
        let roof = |[_, v]: Point| 1.0 - 2.0 * (v - 0.5).abs();
        let mesh = Mesh::of(CELLS, &roof);
        let shapes = faces(&mesh, &camera(20.0, -90.0), 0);
        let is_above = |shape: &Shape| matches!(shape, Shape::Area { color: Rgb([1, ..]), .. });
        for shape in &shapes {
            let is_front = cell_of(shape) / CELLS < CELLS / 2;
            assert_eq!(is_above(shape), is_front, "{shape:?}");
        }
        // From above both sides are seen.
        assert!(faces(&mesh, &camera(80.0, -90.0), 0).iter().all(is_above));
    }

    #[test]
    fn what_is_beyond_the_box_is_cut_off() {
        let spike = |[u, v]: Point| 3.0 - 8.0 * ((u - 0.5).abs() + (v - 0.5).abs());
        let mesh = Mesh::of(CELLS, &spike);
        let projection = camera(0.0, -90.0);
        let shapes = faces(&mesh, &projection, 0);
        assert!(!shapes.is_empty() && shapes.len() < CELLS * CELLS);
        // From the side, all lies between the floor and the top, but for the seams.
        let [top, bottom] = [1.0, 0.0].map(|height| {
            let corners = [[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]];
            corners.map(|[u, v]| projection.px([u, v, height])[1])
        });
        let top = top.iter().copied().fold(f64::INFINITY, f64::min) - 1.0;
        let bottom = bottom.iter().copied().fold(0.0, f64::max) + 1.0;
        for shape in &shapes {
            let Shape::Area { rings, .. } = shape else { panic!("{shape:?}") };
            for [_, y] in rings.iter().flatten() {
                assert!((top..=bottom).contains(y), "{y}");
            }
        }
    }

    #[test]
    fn a_hole_stays_open() {
        let hole = |[u, v]: Point| if u < 0.4 && v < 0.4 { f64::NAN } else { 0.5 };
        let mesh = Mesh::of(CELLS, &hole);
        let projection = camera(50.0, -50.0);
        let cells: Vec<usize> = faces(&mesh, &projection, 0).iter().map(cell_of).collect();
        assert_eq!(cells.len(), CELLS * CELLS - 49);
        assert!(cells.iter().all(|cell| cell % CELLS > 6 || cell / CELLS > 6));
        let sight = Sight { mesh: &mesh, projection: &projection, reach: 0.0 };
        assert_eq!(sight.place([0.2, 0.2]), None);
        assert!(sight.place([0.6, 0.2]).is_some());
        assert_eq!(sight.visible(&[[0.1, 0.1], [0.3, 0.3]]), Vec::<Vec<Point>>::new());
    }

    #[test]
    fn neighbours_of_one_colour_are_one_area() {
        let mut mesh = Mesh::of(CELLS, &|_| 0.5);
        mesh.paint_all();
        assert_eq!(faces(&mesh, &camera(50.0, -50.0), 0).len(), CELLS);
    }
}

use crate::color::Rgb;
use crate::palette::{Palette, Theme};
use crate::shape::{Point, Shape};

/// The background of a hatched area, and the strokes on it. Neither is a colour of a band.
pub(crate) const fn hatch_colors(palette: Palette) -> [Rgb; 2] {
    match palette.theme {
        Theme::Dark if !palette.is_article => [Rgb([24, 29, 36]), Rgb([55, 63, 73])],
        _ => [Rgb([247, 247, 249]), Rgb([201, 203, 209])],
    }
}

/// The width of a stroke from side to side, in CSS px; it is three quarters of a px across.
const STROKE_WIDTH: f64 = 1.06;
/// The distance of strokes in diagonals of cells: about 12 px.
const EVERY: usize = 4;

/// Hatching over the cells of a grid, as shapes: the background in strips along the rows, then strokes
/// along diagonals. No shapes if no cell is hatched.
///
/// `mask` holds the cells row by row, `width` to a row, of which the last is never hatched; `place`
/// maps a node to the picture.
pub(crate) fn hatch(
    mask: &[bool],
    width: usize,
    place: &dyn Fn(usize) -> Point,
    palette: Palette,
) -> Vec<Shape> {
    let set = |cell: usize| mask.get(cell) == Some(&true);
    let mut shapes = Vec::new();
    for (color, is_ground) in hatch_colors(palette).into_iter().zip([true, false]) {
        let step = if is_ground { 1 } else { width + 1 };
        let mut rings = Vec::new();
        for cell in 0..mask.len() {
            let is_drawn =
                is_ground || (cell % width + (EVERY - 1) * (cell / width)).is_multiple_of(EVERY);
            // Indices before the first cell wrap around to cells that are not hatched.
            if !is_drawn || !set(cell) || set(cell.wrapping_sub(step)) {
                continue;
            }
            let mut end = cell;
            while set(end) {
                end += step;
            }
            let mut ring = vec![place(cell), place(end)];
            for node in &[end, cell] {
                let [x, y] = place(*node);
                ring.push(if is_ground { place(node + width) } else { [x + STROKE_WIDTH, y] });
            }
            rings.push(ring);
        }
        if !rings.is_empty() {
            shapes.push(Shape::Area { rings, color, opacity: 1.0 });
        }
    }
    shapes
}

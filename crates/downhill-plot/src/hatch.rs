use crate::color::Rgb;
use crate::item::{Item, Point};

/// The ground of a hatched area, and the strokes on it: neither is a colour of a band.
const GROUND: Rgb = Rgb([232, 232, 236]);
const STROKE: Rgb = Rgb([112, 116, 132]);
/// How wide a stroke is from side to side, in CSS px.
const STROKE_WIDTH: f64 = 1.4;
/// Every so many diagonals of cells one is a stroke.
const EVERY: usize = 3;

/// Hatching over the cells of a grid, as items: the ground in strips along the rows, then strokes
/// along diagonals. None where no cell is hatched.
///
/// `mask` holds the cells row by row, `width` to a row, of which the last is never hatched; `place`
/// maps a node to the picture.
pub(crate) fn hatch(mask: &[bool], width: usize, place: &dyn Fn(usize) -> Point) -> Vec<Item> {
    let set = |cell: usize| mask.get(cell) == Some(&true);
    let mut items = Vec::new();
    for (step, color) in [(1, GROUND), (width + 1, STROKE)] {
        let mut rings = Vec::new();
        for cell in 0..mask.len() {
            // Numbers of cells before the first wrap, and are not hatched.
            if !set(cell) || set(cell.wrapping_sub(step)) {
                continue;
            }
            let is_ground = step == 1;
            if !is_ground && !(cell % width + (EVERY - 1) * (cell / width)).is_multiple_of(EVERY) {
                continue;
            }
            let mut end = cell;
            while set(end) {
                end += step;
            }
            let side = |node: usize| {
                let [x, y] = place(node);
                if is_ground { place(node + width) } else { [x + STROKE_WIDTH, y] }
            };
            rings.push(vec![place(cell), place(end), side(end), side(cell)]);
        }
        if !rings.is_empty() {
            items.push(Item::Area { rings, color, opacity: 1.0 });
        }
    }
    items
}

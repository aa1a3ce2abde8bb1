use crate::color::Rgb;
use crate::item::{Item, Point};

/// The ground of a hatched area, and the strokes on it: neither is a colour of a band.
const GROUND: Rgb = Rgb([232, 232, 236]);
const STROKE: Rgb = Rgb([112, 116, 132]);
const STROKE_WIDTH: f64 = 1.0;
/// Every so many diagonals of cells one is a stroke.
const EVERY: usize = 3;

/// Hatching over the cells of a grid, as items: the ground in rectangles, then the strokes.
///
/// `mask` holds the cells row by row, `columns` to a row, of which the last is never hatched;
/// `place` maps a corner (column, row) to the picture.
pub(crate) fn hatch(
    mask: &[bool],
    columns: usize,
    place: &dyn Fn(usize, usize) -> Point,
) -> Vec<Item> {
    let set = |cell: usize| mask.get(cell).is_some_and(|set| *set);
    // Whether the cells `from..to` are a run: all of them, and none beside. Numbers of cells before
    // the first wrap, and are not hatched.
    let is_run =
        |from: usize, to: usize| !set(from.wrapping_sub(1)) && !set(to) && (from..to).all(set);
    let corner = |node: usize| place(node % columns, node / columns);
    let mut rings = Vec::new();
    let mut strokes = Vec::new();
    for cell in (0..mask.len()).filter(|cell| set(*cell)) {
        if !set(cell.wrapping_sub(1)) {
            let mut to = cell;
            while set(to) {
                to += 1;
            }
            // One rectangle for the same run in several rows.
            if !is_run(cell.wrapping_sub(columns), to.wrapping_sub(columns)) {
                let mut up = columns;
                while is_run(cell + up, to + up) {
                    up += columns;
                }
                rings.push([cell, to, to + up, cell + up].map(corner).to_vec());
            }
        }
        let on_stroke = (cell % columns + (EVERY - 1) * (cell / columns)).is_multiple_of(EVERY);
        if on_stroke && !set(cell.wrapping_sub(columns + 1)) {
            let mut end = cell;
            while set(end) {
                end += columns + 1;
            }
            let points = vec![corner(cell), corner(end)];
            strokes.push(Item::Line { points, color: STROKE, width: STROKE_WIDTH, dash: None });
        }
    }
    let mut items = Vec::new();
    if !rings.is_empty() {
        items.push(Item::Area { rings, color: GROUND, opacity: 1.0 });
    }
    items.append(&mut strokes);
    items
}

use crate::color::Rgb;
use crate::item::{Item, Point};

/// The ground of a hatched area, and the strokes on it: neither is a colour of a band.
const GROUND: Rgb = Rgb([232, 232, 236]);
const STROKE: Rgb = Rgb([112, 116, 132]);
const STROKE_WIDTH: f64 = 1.0;
/// Every so many diagonals of cells one is a stroke.
const EVERY: usize = 3;

/// Hatching over the cells of a grid, as items: the ground in strips, then the strokes.
///
/// `mask` holds the cells row by row, `columns` to a row, of which the last is never hatched;
/// `place` maps a corner (column, row) to the picture.
pub(crate) fn hatch(
    mask: &[bool],
    columns: usize,
    place: &dyn Fn(usize, usize) -> Point,
) -> Vec<Item> {
    let set = |cell: usize| mask.get(cell).is_some_and(|set| *set);
    // Where a run of hatched cells ends; none if one before it belongs to it. Numbers of cells
    // before the first wrap, and are not hatched.
    let run = |cell: usize, step: usize| {
        if !set(cell) || set(cell.wrapping_sub(step)) {
            return None;
        }
        let mut end = cell;
        while set(end) {
            end += step;
        }
        Some(end)
    };
    let corner = |node: usize| place(node % columns, node / columns);
    let mut rings = Vec::new();
    let mut strokes = Vec::new();
    for cell in 0..mask.len() {
        if let Some(end) = run(cell, 1) {
            rings.push([cell, end, end + columns, cell + columns].map(corner).to_vec());
        }
        let on_stroke = (cell % columns + (EVERY - 1) * (cell / columns)).is_multiple_of(EVERY);
        if on_stroke && let Some(end) = run(cell, columns + 1) {
            let points = [cell, end].map(corner).to_vec();
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

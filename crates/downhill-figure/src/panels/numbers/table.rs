//! A table of numbers as a page shows it.

use downhill::table::{Column, Row, Table};
use serde::Serialize;

use crate::numbers::Numbers;

/// A table, or a part of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TableView {
    /// The quantities of the rule, before the iterate and f.
    pub columns: Vec<ColumnView>,
    /// The coordinates that each quantity has: x and y, or x alone.
    pub axes: &'static [&'static str],
    /// Whether the last column is f.
    #[serde(rename = "hasLoss")]
    pub has_loss: bool,
    /// The rows.
    pub rows: Vec<RowView>,
}

/// What a quantity is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ColumnView {
    /// As MathML: names of our own, and nothing that anybody has typed.
    pub symbol: String,
    /// As text.
    pub name: String,
}

/// The numbers of a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RowView {
    /// How many steps have been taken.
    pub step: u32,
    /// The numbers, of each coordinate; the iterate and f last. Empty where there is none.
    pub cells: Vec<String>,
}

impl TableView {
    /// A table with so many coordinates, 1 or 2.
    pub(super) fn new(table: &Table, axes: usize, numbers: &Numbers) -> Self {
        let cells = |row: &Row| {
            let all = row.cells.iter().copied().chain([Some(row.iterate)]);
            let mut cells = Vec::new();
            for cell in all {
                for axis in 0..axes {
                    let number = cell.and_then(|both| both.get(axis).copied());
                    cells.push(number.map_or_else(String::new, |number| numbers.measured(number)));
                }
            }
            cells.extend(row.loss.map(|loss| numbers.measured(loss)));
            cells
        };
        let columns = table.columns.iter().map(|Column { symbol, name, .. }| ColumnView {
            symbol: ["<math>", symbol, "</math>"].concat(),
            name: name.clone(),
        });
        Self {
            columns: columns.collect(),
            axes: if axes == 1 { &["x"] } else { &["x", "y"] },
            has_loss: table.rows.iter().any(|row| row.loss.is_some()),
            rows: table
                .rows
                .iter()
                .map(|row| RowView { step: row.step, cells: cells(row) })
                .collect(),
        }
    }
}

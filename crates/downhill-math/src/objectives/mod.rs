//! The objectives, one file each.

mod gaussian;

use crate::objective::{Evaluation, Objective};
use crate::real::Block;

pub(crate) use gaussian::GAUSSIAN;

/// The function of an objective on blocks of points. It is not kept with the objective, so that
/// what never sweeps (the page) does not carry it.
pub(crate) fn block_of(_objective: &Objective) -> fn([Block; 2]) -> Evaluation<Block> {
    // One objective so far.
    gaussian::gaussian
}

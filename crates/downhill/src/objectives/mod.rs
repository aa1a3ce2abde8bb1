//! The objectives, one file each.

mod gaussian;

pub(crate) use gaussian::GAUSSIAN;

//! What determines a race, read from JSON or from one line of text, and written as both.

mod bounds;
mod error;
mod fields;
mod numerals;
mod preset;
mod racer;
mod run;
mod text;
mod value;

pub use bounds::Bounds;
pub use error::{InputError, Problem, Refusal};
pub(crate) use fields::{
    Fields, boolean, finite, list_of_numbers, name_among, not_whole, number_in, pair_in,
};
pub use fields::{pair, whole_number};
pub use numerals::Numerals;
pub use preset::Preset;
pub use racer::RacerConfig;
pub use run::{MAX_RACERS, MAX_STEPS, RunConfig};
pub use value::Value;

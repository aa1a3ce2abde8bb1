//! What determines a race, read from JSON or from one line of text, and written as both.
//!
//! All sources (JSON, text, attributes, JavaScript) become a [`Value`] first. One reader makes a
//! [`RunConfig`] of it, so that all are understood and refused alike: an [`InputError`] names the
//! field, the value and what is allowed, and for a text the column. A [`RunConfig`] is complete:
//! defaults are put in while reading, and printing writes them out.

mod bounds;
mod error;
mod fields;
mod grammar;
mod json;
mod labels;
mod link;
mod objective;
mod percent;
mod preset;
mod print;
mod racer;
mod racers;
mod run;
mod settings;
mod state;
mod text;
mod value;

pub(crate) use bounds::{read_bounds, write_bounds};
pub use error::{InputError, Problem, Refusal};
pub(crate) use fields::{
    FINITE, Fields, InputField, boolean, name_among, not_whole, number_in, pair_in, two_numbers,
    whole_number_in,
};
pub use fields::{pair, whole_number};
pub(crate) use json::{not_finite, write_json, write_number};
pub use link::{Link, Reading};
pub(crate) use objective::{read_objective, write_objective};
pub use preset::Preset;
pub use racer::RacerConfig;
pub(crate) use racers::{indices, read_racers};
pub use run::{MAX_RACERS, MAX_STEPS, RunConfig};
pub(crate) use settings::{Settings, print_settings, read_settings, write_settings};
pub(crate) use state::read_state;
pub use value::Value;
pub(crate) use value::points;

//! The package as those have it who install it: packed, installed, and used by what they use.

mod blog;
mod bundlers;
mod checks;
mod frame;
mod hugo;
mod iframes;
pub(crate) mod installed;
mod isolated;
mod notebooks;
mod program;
mod react;

//! The package as those have it who install it: packed, installed, and used by what they use.

mod blog;
mod bundlers;
mod checks;
mod frame;
mod installed;
mod program;

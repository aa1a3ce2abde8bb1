//! Errors as sentences that say what to do.

use std::fmt;
use std::io;
use std::path::Path;

/// What went wrong, in words for the person at the terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error(String);

/// The result of a task.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// An error that reads as `sentence`.
    pub fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }

    /// An error of the file system at `path`; `doing` completes "could not …".
    pub fn file(doing: &str, path: &Path, error: &io::Error) -> Self {
        Self(format!("could not {doing} {}: {error}", path.display()))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for Error {}

use std::fmt;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use downhill::{InputError, Problem};
use downhill_export::ExportError;

/// Why nothing came of it.
#[derive(Debug)]
pub(crate) enum Failure {
    /// What was asked for is not allowed.
    Input(String),
    /// Something could not be read or written, or there was no memory for it.
    System(String),
    /// Whoever was to read the output has closed it, as `head` does.
    NobodyReads,
}

impl Failure {
    /// 2 as for any wrong use of a command, and 1 for everything else.
    pub(crate) fn code(&self) -> ExitCode {
        match self {
            Self::Input(_) => ExitCode::from(2),
            Self::System(_) => ExitCode::from(1),
            Self::NobodyReads => ExitCode::SUCCESS,
        }
    }

    /// A file that could not be read or written: `cannot write a/b.svg: No such file or directory`.
    pub(crate) fn file(doing: &str, path: &Path, error: &io::Error) -> Self {
        Self::System(format!("cannot {doing} {}: {error}", path.display()))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Input(text) | Self::System(text) => formatter.write_str(text),
            Self::NobodyReads => Ok(()),
        }
    }
}

impl From<InputError> for Failure {
    fn from(error: InputError) -> Self {
        match error.problem {
            Problem::Memory => Self::System(error.to_string()),
            _ => Self::Input(error.to_string()),
        }
    }
}

impl From<ExportError> for Failure {
    fn from(error: ExportError) -> Self {
        match error {
            ExportError::Input(error) => error.into(),
            other => Self::System(other.to_string()),
        }
    }
}

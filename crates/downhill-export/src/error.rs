use std::fmt;
use std::io;

use downhill::InputError;

/// Why there is no picture.
#[derive(Debug)]
pub enum ExportError {
    /// What was asked for is not allowed.
    Input(InputError),
    /// It was cancelled.
    Cancelled,
    /// It could not be written.
    Write(io::Error),
}

impl fmt::Display for ExportError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Input(error) => error.fmt(formatter),
            Self::Cancelled => formatter.write_str("the export was cancelled"),
            Self::Write(error) => write!(formatter, "the picture could not be written: {error}"),
        }
    }
}

impl std::error::Error for ExportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Input(error) => Some(error),
            Self::Cancelled => None,
            Self::Write(error) => Some(error),
        }
    }
}

impl From<InputError> for ExportError {
    fn from(error: InputError) -> Self {
        Self::Input(error)
    }
}

impl From<io::Error> for ExportError {
    fn from(error: io::Error) -> Self {
        Self::Write(error)
    }
}

impl From<::png::EncodingError> for ExportError {
    fn from(error: ::png::EncodingError) -> Self {
        Self::Write(error.into())
    }
}

impl From<::gif::EncodingError> for ExportError {
    fn from(error: ::gif::EncodingError) -> Self {
        match error {
            ::gif::EncodingError::Io(error) => Self::Write(error),
            other => Self::Write(io::Error::other(other)),
        }
    }
}

//! Where results go.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// The formats of data.
#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Csv,
    Json,
}

/// The formats of what can also be told in a few lines.
#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    /// A few lines for people
    Table,
    Csv,
    Json,
}

impl From<Format> for Told {
    fn from(format: Format) -> Self {
        match format {
            Format::Csv => Self::Csv,
            Format::Json => Self::Json,
        }
    }
}

/// The format that a file's ending names.
pub(crate) fn format_of(path: &Path) -> Result<Format, Failure> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("csv") => Ok(Format::Csv),
        Some("json") => Ok(Format::Json),
        _ => Err(Failure::Input(format!(
            "the file is {}; its name must end in .csv or .json, or --format must be given",
            path.display()
        ))),
    }
}

/// Text that goes to a file, or to standard output.
pub(crate) struct Output {
    writer: BufWriter<Box<dyn Write>>,
    path: Option<PathBuf>,
}

impl Output {
    pub(crate) fn open(path: Option<&Path>) -> Result<Self, Failure> {
        let writer: Box<dyn Write> = match path {
            Some(path) => {
                Box::new(File::create(path).map_err(|error| Failure::file("write", path, &error))?)
            }
            None => Box::new(io::stdout().lock()),
        };
        Ok(Self { writer: BufWriter::new(writer), path: path.map(Path::to_owned) })
    }

    pub(crate) fn write(&mut self, text: &str) -> Result<(), Failure> {
        let written = self.writer.write_all(text.as_bytes());
        written.map_err(|error| self.failure(&error))
    }

    /// Writes what is still kept back.
    pub(crate) fn finish(mut self) -> Result<(), Failure> {
        let flushed = self.writer.flush();
        flushed.map_err(|error| self.failure(&error))
    }

    fn failure(&self, error: &io::Error) -> Failure {
        match &self.path {
            Some(path) => Failure::file("write", path, error),
            None if error.kind() == io::ErrorKind::BrokenPipe => Failure::NobodyReads,
            None => Failure::System(format!("cannot write standard output: {error}")),
        }
    }
}

/// Writes a whole file.
pub(crate) fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    fs::write(path, bytes).map_err(|error| Failure::file("write", path, &error))
}

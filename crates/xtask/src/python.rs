//! Python, which runs the code that the page shows in the tests.

use crate::error::{Error, Result};
use crate::{apt, lookup};

/// Sees to it that Python is on PATH; Debian's apt installs it if need be.
pub fn get() -> Result<()> {
    const NAME: [&str; 1] = ["python3"];
    if lookup::on_path(&NAME).is_none() && apt::is_here() {
        apt::install(&NAME)?;
    }
    match lookup::on_path(&NAME) {
        Some(_) => Ok(()),
        None => Err(Error::new(
            "`python3` is not on PATH; install it as https://www.python.org/downloads/ says and \
             start again.",
        )),
    }
}

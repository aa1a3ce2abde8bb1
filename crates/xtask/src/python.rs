//! Python, which runs the code that the page shows in the tests.

use crate::apt;
use crate::error::{Error, Result};

/// Sees to it that Python is on PATH; Debian's apt installs it if need be.
pub fn get() -> Result<()> {
    match apt::program("python3")? {
        Some(_) => Ok(()),
        None => Err(Error::new(
            "`python3` is not on PATH; install it as https://www.python.org/downloads/ says and \
             start again.",
        )),
    }
}

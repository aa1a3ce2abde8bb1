//! Jekyll, which the blog of the tests is built with.

use std::path::PathBuf;

use crate::apt;
use crate::error::{Error, Result};

/// Jekyll's program, which Debian's apt installs if need be.
pub fn program() -> Result<PathBuf> {
    apt::program("jekyll")?.ok_or_else(|| {
        Error::new(
            "`jekyll` is not on PATH; install it as https://jekyllrb.com/docs/installation/ says \
             (`gem install jekyll`) and start again.",
        )
    })
}

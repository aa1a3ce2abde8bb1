//! Jekyll, which the blog of the tests is built with.

use std::path::PathBuf;

use crate::error::{Error, Result};
use crate::{apt, lookup};

/// Jekyll's program, which Debian's apt installs if need be.
pub fn program() -> Result<PathBuf> {
    const NAME: [&str; 1] = ["jekyll"];
    if let Some(program) = lookup::on_path(&NAME) {
        return Ok(program);
    }
    if apt::is_here() {
        apt::install(&NAME)?;
    }
    lookup::on_path(&NAME).ok_or_else(|| {
        Error::new(
            "`jekyll` is not on PATH; install it as https://jekyllrb.com/docs/installation/ says \
             (`gem install jekyll`) and start again.",
        )
    })
}

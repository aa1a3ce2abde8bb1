//! How far long work is.

use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Work that ends before this has no bar.
const SHORT: Duration = Duration::from_millis(500);
const PARTS: f64 = 1000.0;

/// A bar on standard error for work that takes long, if that is a terminal.
pub(crate) struct Progress {
    what: &'static str,
    /// None if no bar is ever shown.
    start: Option<Instant>,
    bar: Option<ProgressBar>,
}

impl Progress {
    /// For work that is called so.
    pub(crate) fn of(what: &'static str) -> Self {
        let start = io::stderr().is_terminal().then(Instant::now);
        Self { what, start, bar: None }
    }

    /// Without a bar.
    #[cfg(test)]
    pub(crate) fn hidden() -> Self {
        Self { what: "", start: None, bar: None }
    }

    /// Shows which part of the work is done.
    pub(crate) fn show(&mut self, part: f64) {
        let Some(start) = self.start.filter(|start| start.elapsed() > SHORT) else { return };
        let bar = self.bar.get_or_insert_with(|| {
            let bar = ProgressBar::with_draw_target(Some(1000), ProgressDrawTarget::stderr());
            let template = "{msg} {bar:40} {percent}% {eta}";
            if let Ok(style) = ProgressStyle::with_template(template) {
                bar.set_style(style);
            }
            bar.with_message(self.what).with_elapsed(start.elapsed())
        });
        bar.set_position(thousandths(part));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the part is clamped to 0 and 1"
)]
fn thousandths(part: f64) -> u64 {
    (part.clamp(0.0, 1.0) * PARTS) as u64
}

//! How long a frame may work, and whether another one is wanted.

/// How long a frame may compute, and twice as long as it may draw at most (ms).
const SLICE_MS: f64 = 8.0;
/// A frame that comes so long after the one before (ms) is late: without a GPU, painting what was drawn
/// takes three to six times as long as drawing it.
const LATE_MS: f64 = 30.0;
/// A late frame shortens the time for drawing by this factor; one in time lengthens it by that.
const SLOWER: f64 = 0.5;
const FASTER: f64 = 1.25;
/// Drawing has at least so long in a frame (ms).
const SHORTEST_MS: f64 = 1.0;

/// Milliseconds since some moment that stays the same.
pub type Clock = fn() -> f64;

/// The moment at which work is to be left for the next frame.
#[derive(Clone, Copy)]
pub struct Deadline {
    clock: Clock,
    at: f64,
}

impl Deadline {
    /// Whether it has come.
    #[must_use]
    pub fn has_passed(&self) -> bool {
        (self.clock)() >= self.at
    }
}

/// Shares out the time of frames.
pub(crate) struct Scheduler {
    clock: Clock,
    /// When the last frame was (ms), by the browser's time for frames.
    frame_ms: f64,
    /// How long a frame may draw, so that the next is not late (ms).
    drawing_ms: f64,
}

impl Scheduler {
    pub(crate) fn new(clock: Clock) -> Self {
        // The first picture is to be whole.
        Self { clock, frame_ms: 0.0, drawing_ms: 2.0 * SLICE_MS }
    }

    /// A frame begins at `now` (ms). Where the picture is still being drawn, it learns from how late the
    /// frame is.
    pub(crate) fn start_frame(&mut self, now: f64, is_drawing: bool) {
        if is_drawing {
            let factor = if now - self.frame_ms > LATE_MS { SLOWER } else { FASTER };
            self.drawing_ms = (factor * self.drawing_ms).clamp(SHORTEST_MS, SLICE_MS / 2.0);
        }
        self.frame_ms = now;
    }

    /// When the last frame was (ms).
    pub(crate) fn frame_ms(&self) -> f64 {
        self.frame_ms
    }

    /// The present moment (ms), by the clock.
    pub(crate) fn now(&self) -> f64 {
        (self.clock)()
    }

    /// So many milliseconds from now.
    pub(crate) fn after(&self, ms: f64) -> Deadline {
        Deadline { clock: self.clock, at: self.now() + ms }
    }

    /// Until when a frame that begins now computes.
    pub(crate) fn computing(&self) -> Deadline {
        self.after(SLICE_MS)
    }

    /// Until when a frame draws that does so from now on.
    pub(crate) fn drawing(&self) -> Deadline {
        self.after(self.drawing_ms)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    thread_local! {
        static NOW: Cell<f64> = const { Cell::new(0.0) };
    }

    fn clock() -> f64 {
        NOW.get()
    }

    #[test]
    fn a_deadline_passes_when_its_time_has_come() {
        let scheduler = Scheduler::new(clock);
        NOW.set(100.0);
        let deadline = scheduler.computing();
        NOW.set(107.9);
        assert!(!deadline.has_passed());
        NOW.set(108.0);
        assert!(deadline.has_passed());
    }

    #[test]
    fn late_frames_shorten_the_time_for_drawing_and_others_lengthen_it() {
        let mut scheduler = Scheduler::new(clock);
        assert_eq!(scheduler.drawing_ms, 16.0);
        scheduler.start_frame(1000.0, true);
        assert_eq!(scheduler.drawing_ms, 4.0);
        scheduler.start_frame(1031.0, true);
        scheduler.start_frame(1062.0, true);
        scheduler.start_frame(1093.0, true);
        assert_eq!(scheduler.drawing_ms, 1.0);
        scheduler.start_frame(1109.0, true);
        assert_eq!(scheduler.drawing_ms, 1.25);
        scheduler.start_frame(2000.0, false);
        assert_eq!(scheduler.drawing_ms, 1.25);
    }
}

//! What has been spoken to a screen reader, and what is still to be spoken.

/// Remembers what has been announced, so that nothing is said twice.
#[derive(Debug, Default)]
pub(crate) struct Announcer {
    /// Whether each racer's stop has been announced.
    stops: Vec<bool>,
    /// Whether the end has been announced since the user last did something.
    end: bool,
    /// What is to be said before the status of the step that was asked for, once that is shown.
    pending: Option<&'static str>,
}

impl Announcer {
    /// A run of so many racers begins. Its end is `known` where it is shown first.
    pub(crate) fn start_run(&mut self, racers: usize, known: bool) {
        self.forget_stops(racers);
        self.end = known;
    }

    /// Every racer's stop is news again.
    pub(crate) fn forget_stops(&mut self, racers: usize) {
        self.stops = vec![false; racers];
    }

    /// The end is news again: the user has done something.
    pub(crate) fn forget_end(&mut self) {
        self.end = false;
    }

    /// Has the status be spoken of the step that was asked for, after this sentence.
    pub(crate) fn request(&mut self, before: &'static str) {
        self.pending = Some(before);
    }

    /// Whether something was requested.
    pub(crate) fn has_request(&self) -> bool {
        self.pending.is_some()
    }

    /// The sentence that was requested last, once.
    pub(crate) fn take_request(&mut self) -> Option<&'static str> {
        self.pending.take()
    }

    /// Whether a racer's stop has not been announced.
    pub(crate) fn is_stop_new(&self, racer: usize) -> bool {
        self.stops.get(racer) == Some(&false)
    }

    /// A racer's stop is being announced.
    pub(crate) fn announce_stop(&mut self, racer: usize) {
        if let Some(stop) = self.stops.get_mut(racer) {
            *stop = true;
        }
    }

    /// The end is being announced; true where it had not been.
    pub(crate) fn announce_end(&mut self) -> bool {
        !std::mem::replace(&mut self.end, true)
    }

    /// The racers whose stops have been announced, a bit for each.
    pub(crate) fn announced_stops(&self) -> u32 {
        self.stops.iter().rev().fold(0, |bits, stop| bits << 1 | u32::from(*stop))
    }

    /// The stops of these racers have been announced in an earlier life of the figure.
    pub(crate) fn restore_stops(&mut self, bits: u32) {
        for (racer, stop) in self.stops.iter_mut().enumerate() {
            *stop = bits >> racer & 1 == 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stop_is_news_once_and_again_after_another_run() {
        let mut announcer = Announcer::default();
        announcer.start_run(3, false);
        assert!(announcer.is_stop_new(2) && !announcer.is_stop_new(3));
        announcer.announce_stop(2);
        assert!(announcer.is_stop_new(0) && !announcer.is_stop_new(2));
        assert_eq!(announcer.announced_stops(), 0b100);
        announcer.forget_stops(3);
        assert!(announcer.is_stop_new(2));
        announcer.restore_stops(0b101);
        assert_eq!(announcer.announced_stops(), 0b101);
    }

    #[test]
    fn the_end_is_news_once_until_the_user_does_something() {
        let mut announcer = Announcer::default();
        announcer.start_run(1, true);
        assert!(!announcer.announce_end());
        announcer.forget_end();
        assert!(announcer.announce_end() && !announcer.announce_end());
    }

    #[test]
    fn a_request_is_met_once() {
        let mut announcer = Announcer::default();
        assert_eq!(announcer.take_request(), None);
        announcer.request("Paused.");
        assert!(announcer.has_request());
        assert_eq!(announcer.take_request(), Some("Paused."));
        assert!(!announcer.has_request());
    }
}

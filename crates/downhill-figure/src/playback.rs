//! The clock of a figure: which step is shown now. It never computes, and time is given to it.

/// The article's pace: one step every 60 ms.
const STEP_MS: f64 = 60.0;
/// How long the last step stands before the race begins again.
const REST_MS: f64 = 1000.0;
/// How long "the whole run in ten seconds" takes.
const WHOLE_MS: f64 = 10_000.0;
/// A run whose speed is chosen for it takes about as long, but no step of it stands longer than this (ms),
const LONGEST_STEP_MS: f64 = 150.0;
/// unless the run would take less than this (ms).
const SHORTEST_RUN_MS: f64 = 3000.0;
/// A stall of the browser counts as no more than this.
const LONGEST_FRAME_MS: f64 = 250.0;
/// The clock is looked at this often.
const LONGEST_WAIT_MS: f64 = 200.0;

/// How fast a run is played.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Speed {
    /// So many times the article's pace.
    Times(f64),
    /// The whole run in ten seconds.
    Whole,
    /// The whole run in about ten seconds, sooner where steps are few; the article's at its own pace.
    Auto,
}

/// The speeds that can be chosen: the one that is chosen for each run, and the others, slowest first.
pub const SPEEDS: [(&str, Speed); 9] = [
    ("auto", Speed::Auto),
    ("0.25", Speed::Times(0.25)),
    ("0.5", Speed::Times(0.5)),
    ("1", Speed::Times(1.0)),
    ("2", Speed::Times(2.0)),
    ("4", Speed::Times(4.0)),
    ("8", Speed::Times(8.0)),
    ("16", Speed::Times(16.0)),
    ("whole", Speed::Whole),
];

impl Speed {
    /// The speed of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        SPEEDS.iter().find(|(own, _)| *own == name).map(|(_, speed)| *speed)
    }

    /// The name of the speed.
    #[must_use]
    pub fn name(self) -> &'static str {
        SPEEDS.iter().find(|(_, speed)| *speed == self).map_or("", |(name, _)| name)
    }

    /// The next faster speed; the fastest is its own.
    #[must_use]
    pub fn faster(self) -> Self {
        SPEEDS[(self.rank() + 1).min(SPEEDS.len() - 1)].1
    }

    /// The next slower speed; the slowest is its own.
    #[must_use]
    pub fn slower(self) -> Self {
        SPEEDS[self.rank().saturating_sub(1).max(1)].1
    }

    fn rank(self) -> usize {
        // The speed that is chosen for a run is near the usual one.
        let speed = if self == Self::Auto { Self::Times(1.0) } else { self };
        SPEEDS.iter().position(|(_, other)| *other == speed).unwrap_or_default()
    }
}

/// Which step of a run is shown now.
#[derive(Clone, Debug)]
pub(crate) struct Playback {
    steps: u32,
    /// Whether the race begins again after its end.
    pub(crate) loops: bool,
    pub(crate) speed: Speed,
    /// Whether the run is one of the article's, which have a pace of their own.
    pub(crate) is_articles: bool,
    is_playing: bool,
    /// The step shown, and how much of the time to the next has passed.
    step: u32,
    fraction: f64,
    /// When the clock was last looked at while playing (ms).
    last_tick: Option<f64>,
    /// Whether the last step is wanted as soon as it is computed.
    waits_for_end: bool,
}

/// What a frame brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tick {
    /// Nothing worth a word.
    Quiet,
    /// The last step has just been reached.
    Ended,
}

impl Playback {
    /// Stands at the first step of a run of `steps` steps.
    pub(crate) fn new(steps: u32) -> Self {
        Self {
            steps,
            loops: false,
            speed: Speed::Times(1.0),
            is_articles: false,
            is_playing: false,
            step: 0,
            fraction: 0.0,
            last_tick: None,
            waits_for_end: false,
        }
    }

    /// The run has `steps` steps now; who stood at its end does so again.
    pub(crate) fn resize(&mut self, steps: u32) {
        let at_end = self.is_at_end() && !self.is_playing;
        self.steps = steps;
        self.step = self.step.min(steps);
        self.waits_for_end = at_end;
    }

    /// The step to show.
    pub(crate) fn step(&self) -> u32 {
        self.step
    }

    pub(crate) fn is_playing(&self) -> bool {
        self.is_playing
    }

    /// Whether it stands at the last step, or will.
    pub(crate) fn is_at_end(&self) -> bool {
        self.step >= self.steps || self.waits_for_end
    }

    /// Whether the step to show waits for being computed.
    pub(crate) fn is_waiting(&self) -> bool {
        self.waits_for_end
    }

    /// Plays on; from the start when it stands at the end.
    pub(crate) fn play(&mut self) {
        if self.is_at_end() {
            self.show(0);
        }
        self.is_playing = true;
        self.last_tick = None;
    }

    pub(crate) fn pause(&mut self) {
        self.is_playing = false;
    }

    /// What passed until now does not count: nobody has seen it.
    pub(crate) fn wake(&mut self) {
        self.last_tick = None;
    }

    /// Shows a step, or the last one if there are fewer; playing goes on from there.
    pub(crate) fn show(&mut self, step: u32) {
        self.step = step.min(self.steps);
        self.fraction = 0.0;
        self.waits_for_end = false;
    }

    /// Stands at the last step, as soon as it is computed.
    pub(crate) fn show_end(&mut self) {
        self.is_playing = false;
        self.waits_for_end = true;
    }

    /// Lets the clock run to `now` (ms); steps up to `computed` can be shown.
    pub(crate) fn tick(&mut self, now: f64, computed: u32) -> Tick {
        if self.waits_for_end {
            self.step = computed.min(self.steps);
            self.waits_for_end = self.step < self.steps;
            return Tick::Quiet;
        }
        if !self.is_playing {
            return Tick::Quiet;
        }
        let passed = self.last_tick.map_or(0.0, |last| (now - last).clamp(0.0, LONGEST_FRAME_MS));
        self.last_tick = Some(now);
        if self.step >= self.steps {
            self.fraction += passed / REST_MS;
            if self.fraction >= 1.0 {
                // That it ended has been told when it did.
                self.is_playing = self.loops;
                if self.loops {
                    self.show(0);
                }
            }
            return Tick::Quiet;
        }
        self.fraction += passed / self.step_ms();
        let whole = self.fraction.floor();
        let due = f64::from(self.step) + whole;
        self.fraction -= whole;
        let reachable = computed.min(self.steps);
        if due >= f64::from(reachable) {
            // Time does not run ahead of what there is to show.
            self.step = reachable.max(self.step);
            self.fraction = 0.0;
        } else {
            self.step = whole_steps(due);
        }
        if self.step >= self.steps {
            if !self.loops {
                self.is_playing = false;
            }
            return Tick::Ended;
        }
        Tick::Quiet
    }

    /// How long after the last tick there may be something else to show (ms).
    pub(crate) fn wait(&self) -> f64 {
        let stands = if self.step >= self.steps { REST_MS } else { self.step_ms() };
        // Time that counts as a stall would be lost.
        ((1.0 - self.fraction) * stands).min(LONGEST_WAIT_MS)
    }

    /// How long a step stands.
    fn step_ms(&self) -> f64 {
        match self.speed {
            Speed::Times(times) => STEP_MS / times,
            Speed::Whole => WHOLE_MS / f64::from(self.steps),
            Speed::Auto if self.is_articles => STEP_MS,
            Speed::Auto => {
                let steps = f64::from(self.steps);
                (WHOLE_MS / steps).min(LONGEST_STEP_MS).max(SHORTEST_RUN_MS / steps)
            }
        }
    }

    /// How long the run takes, in whole seconds, at least one.
    pub(crate) fn seconds(&self) -> f64 {
        (self.step_ms() * f64::from(self.steps) / 1000.0).round().max(1.0)
    }
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a whole number below a u32"
)]
fn whole_steps(due: f64) -> u32 {
    due as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn playing(steps: u32) -> Playback {
        let mut player = Playback::new(steps);
        player.play();
        player.tick(1000.0, steps);
        player
    }

    #[test]
    fn a_step_stands_for_sixty_ms_whatever_the_refresh_rate() {
        for hz in [30.0, 60.0, 144.0, 240.0_f64] {
            let mut player = playing(100);
            let frames = (1..).map(|frame| 1000.0 + f64::from(frame) * 1000.0 / hz);
            for now in frames.take_while(|now| *now <= 4001.0) {
                player.tick(now, 100);
            }
            // 3 s at 60 ms.
            assert!((49..=50).contains(&player.step()), "{hz} Hz: {}", player.step());
        }
    }

    #[test]
    fn after_a_stall_it_goes_on_where_it_was() {
        let mut player = playing(100);
        player.tick(60_000.0, 100);
        assert_eq!(player.step(), 4);
    }

    #[test]
    fn at_the_end_it_rests_a_second_and_begins_again() {
        let mut player = playing(2);
        player.loops = true;
        assert_eq!(player.tick(1060.0, 2), Tick::Quiet);
        assert_eq!(player.tick(1120.0, 2), Tick::Ended);
        for now in 1..=9 {
            assert_eq!(player.tick(1120.0 + f64::from(now) * 100.0, 2), Tick::Quiet);
            assert_eq!(player.step(), 2);
        }
        player.tick(2121.0, 2);
        assert_eq!(player.step(), 0);
        player.tick(2182.0, 2);
        assert_eq!(player.step(), 1);
    }

    #[test]
    fn without_a_loop_it_stops_at_the_end_and_plays_from_the_start_when_asked() {
        let mut player = playing(1);
        assert_eq!(player.tick(1060.0, 1), Tick::Ended);
        assert!(!player.is_playing());
        player.play();
        assert_eq!(player.step(), 0);
    }

    #[test]
    fn it_waits_for_what_is_not_computed_yet() {
        let mut player = playing(100);
        player.tick(1240.0, 2);
        assert_eq!(player.step(), 2);
        player.tick(1300.0, 100);
        assert_eq!(player.step(), 3);
    }

    #[test]
    fn the_whole_run_takes_ten_seconds_however_long_it_is() {
        for steps in [10, 1_000_000] {
            let mut player = playing(steps);
            player.speed = Speed::Whole;
            for frame in 1..=299 {
                player.tick(1000.0 + f64::from(frame) * 1000.0 / 30.0, steps);
            }
            assert!(player.is_playing());
            player.tick(11_001.0, steps);
            assert_eq!(player.step(), steps);
        }
    }

    #[test]
    fn a_speed_that_is_chosen_for_a_run_lets_it_take_three_to_ten_seconds() {
        for (steps, seconds) in [(1, 3.0), (20, 3.0), (40, 6.0), (200, 10.0), (1_000_000, 10.0)] {
            let mut player = playing(steps);
            player.speed = Speed::Auto;
            assert_eq!(player.seconds(), seconds, "{steps}");
            let frames = 60 * whole_steps(seconds);
            for frame in 1..frames {
                player.tick(1000.0 + f64::from(frame) * 1000.0 / 60.0, steps);
            }
            assert!(player.is_playing(), "{steps}");
            player.tick(1000.0 + seconds * 1000.0 + 20.0, steps);
            assert_eq!(player.step(), steps);
        }
        let mut articles = playing(100);
        (articles.speed, articles.is_articles) = (Speed::Auto, true);
        assert_eq!((articles.step_ms(), articles.seconds()), (60.0, 6.0));
    }

    #[test]
    fn keys_lead_from_the_chosen_speed_to_those_beside_the_usual_one() {
        assert_eq!(Speed::Auto.faster(), Speed::Times(2.0));
        assert_eq!(Speed::Auto.slower(), Speed::Times(0.5));
        assert_eq!(Speed::Times(0.25).slower(), Speed::Times(0.25));
        assert_eq!(Speed::Whole.faster(), Speed::Whole);
    }

    #[test]
    fn a_loop_that_is_switched_off_stays_at_the_end() {
        let mut player = playing(1);
        player.loops = true;
        player.tick(1060.0, 1);
        player.loops = false;
        for now in 1..=10 {
            player.tick(1060.0 + f64::from(now) * 200.0, 1);
        }
        assert_eq!((player.is_playing(), player.step()), (false, 1));
    }

    #[test]
    fn standing_at_the_end_follows_the_computation() {
        let mut player = Playback::new(100);
        player.show_end();
        player.tick(0.0, 40);
        assert!(player.is_waiting());
        player.tick(16.0, 100);
        assert_eq!(player.step(), 100);
        assert!(!player.is_waiting());
    }
}

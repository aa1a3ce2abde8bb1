//! Which steps an animation shows, and how long.

use std::ops::RangeInclusive;

use downhill::{InputError, OptimizerRunner, RunConfig, Value};

/// How many frames an animation shows each second. Browsers show what is faster than 50 more slowly.
pub const FRAME_RATES: RangeInclusive<f64> = 1.0..=50.0;

/// How many frames an animation can have.
pub const MOST_FRAMES: u32 = 1000;

/// How many frames an animation of a long run has, unless another number is asked for.
const USUAL_FRAMES: u32 = 150;
/// The article shows a step for 60 ms.
const USUAL_RATE: f64 = 100.0 / 6.0;
/// How long the last frame stays, in seconds.
const USUAL_HOLD: f64 = 1.5;
const LONGEST_HOLD: f64 = 60.0;

/// What an animation shows of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Animation {
    /// The first step and the last.
    pub steps: [u32; 2],
    /// How many frames there are, at equal distances of steps. There are no more than steps.
    pub frames: u32,
    /// How many frames are shown each second, one of [`FRAME_RATES`].
    pub frame_rate: f64,
    /// For how many seconds the last frame stays, before the animation begins again.
    pub hold: f64,
    /// How many pixels wide a CSS px is, one of [`SCALES`](crate::SCALES).
    pub scale: u32,
}

impl Animation {
    /// The animation of a whole run. It shows every step of a run of up to 150 steps, at the article's
    /// pace.
    #[must_use]
    pub fn of(config: &RunConfig) -> Self {
        Self {
            steps: [0, config.steps],
            frames: USUAL_FRAMES.min(config.steps.saturating_add(1)),
            frame_rate: USUAL_RATE,
            hold: USUAL_HOLD,
            scale: 1,
        }
    }

    /// Checks it against a run whose steps have been taken.
    pub(crate) fn check(&self, runner: &OptimizerRunner) -> Result<(), InputError> {
        crate::png::check_scale(self.scale)?;
        let not_allowed = |field, given: f64, allowed: &str| {
            Err(InputError::not_allowed(field, &Value::Number(given), allowed))
        };
        let [first, last] = self.steps;
        let count = runner.step_count();
        if first > last || last > count {
            let given = Value::from(self.steps.map(f64::from).as_slice());
            let allowed =
                format!("two whole numbers from 0 to {count}, the second not below the first");
            return Err(InputError::not_allowed("steps", &given, &allowed));
        }
        if !(1..=MOST_FRAMES).contains(&self.frames) {
            let allowed = format!("a whole number from 1 to {MOST_FRAMES}");
            return not_allowed("frames", f64::from(self.frames), &allowed);
        }
        if !FRAME_RATES.contains(&self.frame_rate) {
            return not_allowed("frame rate", self.frame_rate, "a number from 1 to 50");
        }
        if !(0.0..=LONGEST_HOLD).contains(&self.hold) {
            return not_allowed("hold", self.hold, "a number of seconds from 0 to 60");
        }
        Ok(())
    }

    /// The step of each frame.
    pub(crate) fn shown(&self) -> Vec<u32> {
        let [first, last] = self.steps.map(u64::from);
        let count = u64::from(self.frames).min(last - first + 1);
        let step = |frame: u64| {
            let between =
                if count > 1 { (last - first) * frame / (count - 1) } else { last - first };
            u32::try_from(first + between).unwrap_or(u32::MAX)
        };
        (0..count).map(step).collect()
    }

    /// How long each of `count` frames stays, in hundredths of a second. Rates that are no whole number of
    /// these are met on average.
    pub(crate) fn delays(&self, count: usize) -> Vec<u16> {
        let ends = (0..=count).scan(0.0, |end, _| {
            let this = *end;
            *end += 100.0 / self.frame_rate;
            Some(hundredths(this))
        });
        let ends: Vec<u16> = ends.collect();
        let mut delays: Vec<u16> =
            ends.windows(2).map(|pair| pair[1].wrapping_sub(pair[0])).collect();
        if let Some(last) = delays.last_mut() {
            *last = last.saturating_add(hundredths(100.0 * self.hold));
        }
        delays
    }
}

/// A whole number of hundredths; numbers too large for it start over, since only differences count.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "times are positive, and at most 1000 s"
)]
fn hundredths(time: f64) -> u16 {
    (time.round() as u32 & u32::from(u16::MAX)) as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    fn animation(steps: [u32; 2], frames: u32) -> Animation {
        Animation { steps, frames, ..Animation::of(&RunConfig::default()) }
    }

    #[test]
    fn frames_are_spread_from_the_first_step_to_the_last() {
        assert_eq!(animation([0, 4], 5).shown(), [0, 1, 2, 3, 4]);
        assert_eq!(animation([0, 4], 50).shown(), [0, 1, 2, 3, 4]);
        assert_eq!(animation([10, 20], 3).shown(), [10, 15, 20]);
        assert_eq!(animation([0, 1_000_000], 4).shown(), [0, 333_333, 666_666, 1_000_000]);
        assert_eq!(animation([3, 9], 1).shown(), [9]);
        assert_eq!(animation([7, 7], 9).shown(), [7]);
    }

    #[test]
    fn the_articles_pace_is_60_ms_and_others_are_met_on_average() {
        let usual = Animation { hold: 1.5, ..animation([0, 99], 100) };
        let delays = usual.delays(100);
        assert!(delays[..99].iter().all(|delay| *delay == 6) && delays[99] == 156, "{delays:?}");
        let film = Animation { frame_rate: 24.0, hold: 0.0, ..usual };
        let delays = film.delays(1000);
        assert_eq!(delays.iter().map(|delay| u32::from(*delay)).sum::<u32>(), 4167);
        assert!(delays.iter().all(|delay| [4, 5].contains(delay)));
        let slow = Animation { frame_rate: 1.0, ..film };
        assert!(slow.delays(1000).iter().all(|delay| *delay == 100));
    }

    #[test]
    fn what_is_not_allowed_is_named() {
        let mut runner = OptimizerRunner::new(RunConfig::default());
        runner.step(10).unwrap();
        let usual = animation([0, 10], 11);
        usual.check(&runner).unwrap();
        for (animation, expected) in [
            (animation([0, 11], 5), "steps is [0, 11]; it must be two whole numbers from 0 to 10"),
            (animation([6, 5], 5), "steps is [6, 5]"),
            (animation([0, 10], 0), "frames is 0; it must be a whole number from 1 to 1000"),
            (Animation { frame_rate: f64::NAN, ..usual.clone() }, "frame rate is NaN"),
            (Animation { frame_rate: 60.0, ..usual.clone() }, "from 1 to 50"),
            (Animation { hold: -1.0, ..usual.clone() }, "hold is -1"),
            (Animation { scale: 5, ..usual.clone() }, "scale is 5; it must be a whole number"),
        ] {
            let error = animation.check(&runner).unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        }
    }
}

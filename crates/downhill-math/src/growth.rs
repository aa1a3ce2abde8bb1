//! Whether a racer keeps growing: f is far above its start and has been rising for long.

use std::collections::TryReserveError;

use crate::arithmetic::Lanes;

/// f is far above its start when it is this many doublings above its scale.
const FAR: i32 = 8;

/// f along a racer's path, as far as it tells of growth: when it first stood 1, 2, 4, 8 … above its
/// start, and when as far below.
///
/// **A racer keeps growing** while all of this holds:
/// - The greatest f so far lies at least 2⁸ times the scale above the start. The scale is the greatest of
///   |f| at the start, the size of the first change of f, and how far f has fallen below its start, each
///   rounded down to a power of two.
/// - It rises as fast as before: the later half of these doublings took at most one and a half times as
///   long as the earlier half. Exponential growth does so. A racer that overshoots, climbs a hill, hops
///   about or is carried by noise rises at most like a power of the time, and each doubling takes longer
///   than the one before.
/// - It rises steadily: no doubling of the later half took longer than half the time of the whole earlier
///   half. A late leap is not growth, however high it is.
/// - It still rises: the last doubling is no longer ago than the earlier half took.
/// - The earlier half took two steps or more: a single leap is not growth.
#[derive(Clone, Debug)]
pub(crate) struct Growth {
    start: f64,
    /// The size of the first change of f, in doublings.
    first_change: i32,
    /// The steps after which f first stood so high above its start, ascending.
    heights: Vec<Record>,
    /// The steps after which f first stood so far below its start.
    depths: Vec<Record>,
    /// The next height and depth that will be recorded.
    next_height: f64,
    next_depth: f64,
}

#[derive(Clone, Copy, Debug)]
struct Record {
    step: u32,
    /// The height or depth, rounded down to a power of two.
    doublings: i32,
}

impl Growth {
    /// The record at the start, where f is `loss`.
    pub(crate) fn new(loss: f64) -> Self {
        Self {
            start: loss,
            first_change: doublings(0.0),
            heights: Vec::new(),
            depths: Vec::new(),
            next_height: f64::MIN_POSITIVE,
            next_depth: f64::MIN_POSITIVE,
        }
    }

    /// Records f after step `step`, counted from 1.
    #[inline]
    pub(crate) fn observe(&mut self, step: u32, loss: f64) {
        let height = loss - self.start;
        if step == 1 {
            self.first_change = doublings(height);
        }
        if height >= self.next_height {
            self.next_height = add_record(&mut self.heights, step, height);
        } else if -height >= self.next_depth {
            self.next_depth = add_record(&mut self.depths, step, height);
        }
    }

    /// Makes room for the records of `count` more steps.
    pub(crate) fn try_reserve(&mut self, count: u32) -> Result<(), TryReserveError> {
        let count = usize::try_from(count).unwrap_or(MOST_RECORDS);
        for records in [&mut self.heights, &mut self.depths] {
            records.try_reserve(count.min(MOST_RECORDS - records.len().min(MOST_RECORDS)))?;
        }
        Ok(())
    }

    /// Whether the racer kept growing after `step` steps.
    pub(crate) fn is_growing(&self, step: u32) -> bool {
        let mut scale = doublings(self.start);
        if step > 0 {
            scale = scale.max(self.first_change);
        }
        if let Some(depth) = until(&self.depths, step).last() {
            scale = scale.max(depth.doublings);
        }
        let heights = until(&self.heights, step);
        let Some(last) = heights.last() else { return false };
        let rise = last.doublings - scale;
        if rise < FAR {
            return false;
        }
        let reached = |height: i32| heights.partition_point(|record| record.doublings < height);
        let (first, middle) = (reached(scale), reached(scale + (rise + 1) / 2));
        let earlier = heights[middle].step - heights[first].step;
        let (later, since) = (last.step - heights[middle].step, step - last.step);
        let is_steady = heights[middle.saturating_sub(1)..]
            .windows(2)
            .all(|records| records[1].step - records[0].step <= earlier.div_ceil(2));
        let is_as_fast = u64::from(later) * 2 <= u64::from(earlier) * 3;
        earlier >= 2 && is_as_fast && is_steady && since <= earlier
    }
}

/// The number of powers of two in the range of f64.
const MOST_RECORDS: usize = 2 * 1024;

/// The records up to a step.
fn until(records: &[Record], step: u32) -> &[Record] {
    &records[..records.partition_point(|record| record.step <= step)]
}

/// Adds a record, and returns the next height to be recorded.
fn add_record(records: &mut Vec<Record>, step: u32, height: f64) -> f64 {
    let doublings = doublings(height);
    records.push(Record { step, doublings });
    if doublings < 1023 { two_to(doublings + 1) } else { f64::INFINITY }
}

/// The exponent of a number's size; for 0 and subnormal numbers, the least exponent.
fn doublings(number: f64) -> i32 {
    let exponent = number.to_bits() >> 52 & 0x7ff;
    i32::try_from(exponent).unwrap_or_default() - 1023
}

/// 2 to the power of a whole number from −1022 to 1023.
fn two_to(exponent: i32) -> f64 {
    Lanes::two_to(f64::from(exponent))
}

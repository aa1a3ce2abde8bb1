//! How much of a view ends where.

use super::outcome::Outcome;

/// How much of a view ends in one way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shares {
    /// What became of these racers.
    pub outcome: Outcome,
    /// The part of the starts, 0 to 1.
    pub part: f64,
    /// The median number of steps that it took.
    pub median_steps: u32,
}

/// How much of what is known of a map ends in each way: minima by their index, then the others. What
/// no start led to is not there.
#[must_use]
pub fn shares(outcomes: &[Option<(Outcome, u32)>]) -> Vec<Shares> {
    let mut steps: Vec<Vec<u32>> = vec![Vec::new(); 256];
    let mut known = 0_u32;
    for (outcome, taken) in outcomes.iter().flatten() {
        steps[usize::from(outcome.code())].push(*taken);
        known += 1;
    }
    let mut shares = Vec::new();
    for (code, mut steps) in (0..=u8::MAX).zip(steps) {
        if steps.is_empty() {
            continue;
        }
        let middle = (steps.len() - 1) / 2;
        let (_, median_steps, _) = steps.select_nth_unstable(middle);
        let median_steps = *median_steps;
        let count = u32::try_from(steps.len()).unwrap_or(u32::MAX);
        let part = f64::from(count) / f64::from(known);
        shares.push(Shares { outcome: Outcome::of_code(code), part, median_steps });
    }
    shares
}

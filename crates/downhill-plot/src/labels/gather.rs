use crate::labels::{Label, Subject};
use crate::view::distance;

/// Heads nearer to each other than so many of their radii share a label.
const NEAR: f64 = 2.0;
/// Those that shared one before part only when they are so far from each other.
const APART: f64 = 2.8;

/// The subjects by which of them gather: each with the others that it can be reached from over
/// short ways. `last` is how they were labelled before.
pub(crate) fn gather(subjects: &[Subject<'_>], last: &[Label]) -> Vec<Vec<usize>> {
    let mut left: Vec<usize> = (0..subjects.len()).collect();
    let mut groups = Vec::new();
    while let Some(first) = left.first().copied() {
        left.remove(0);
        let mut group = vec![first];
        let mut reached = 0;
        while let Some(from) = group.get(reached).copied() {
            reached += 1;
            left.retain(|to| {
                let is_near = are_near(&subjects[from], &subjects[*to], last);
                if is_near {
                    group.push(*to);
                }
                !is_near
            });
        }
        group.sort_unstable();
        groups.push(group);
    }
    groups
}

fn are_near(one: &Subject<'_>, other: &Subject<'_>, last: &[Label]) -> bool {
    let shared = last
        .iter()
        .any(|label| label.racers.contains(&one.racer) && label.racers.contains(&other.racer));
    let reach = if shared { APART } else { NEAR };
    distance(one.at, other.at) < reach * one.radius.max(other.radius)
}

use crate::labels::{Company, Label, Subject};
use crate::view::distance;

/// Heads nearer to each other than so many of their radii share a label.
const NEAR: f64 = 2.0;
/// Those that shared one before part only when they are so far from each other.
const APART: f64 = 2.8;

/// The subjects by which of them gather: each with the others that it can be reached from over
/// short ways, and all that are at one place with a name. `last` is how they were labelled before.
pub(crate) fn gather(subjects: &[Subject], last: &[Label]) -> Vec<Vec<usize>> {
    // Each has the lowest number of those that it can be reached from.
    let mut groups: Vec<usize> = (0..subjects.len()).collect();
    for (index, lhs) in subjects.iter().enumerate() {
        for (before, rhs) in subjects[..index].iter().enumerate() {
            let (low, high) =
                (groups[before].min(groups[index]), groups[before].max(groups[index]));
            if low < high && are_near(lhs, rhs, last) {
                for group in &mut groups {
                    if *group == high {
                        *group = low;
                    }
                }
            }
        }
    }
    let members = |group: usize| (0..groups.len()).filter(|at| groups[*at] == group).collect();
    (0..groups.len()).map(members).filter(|group: &Vec<usize>| !group.is_empty()).collect()
}

fn are_near(lhs: &Subject, rhs: &Subject, last: &[Label]) -> bool {
    if lhs.company != rhs.company {
        return false;
    }
    if matches!(lhs.company, Company::At(_)) {
        return true;
    }
    let shared = last
        .iter()
        .any(|label| label.racers.contains(&lhs.racer) && label.racers.contains(&rhs.racer));
    let reach = if shared { APART } else { NEAR };
    distance(lhs.at, rhs.at) < reach * lhs.radius.max(rhs.radius)
}

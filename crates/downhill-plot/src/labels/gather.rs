use crate::labels::{Company, Label, Subject};
use crate::view::distance;

/// Heads that are closer than this many radii share a label.
const NEAR: f64 = 2.0;
/// Heads that shared a label in the previous picture do so up to this distance.
const APART: f64 = 2.8;

/// Groups the subjects that share a label: those that are connected by short distances, and all that
/// are at the same place with a name. `last` has the labels of the previous picture.
pub(crate) fn gather(subjects: &[Subject], last: &[Label]) -> Vec<Vec<usize>> {
    // The group of a subject is the lowest index of those that it is connected with.
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
    let members =
        |group: usize| (0..groups.len()).filter(|index| groups[*index] == group).collect();
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

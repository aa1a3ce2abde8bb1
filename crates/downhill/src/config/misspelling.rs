//! Whether a name that is not known is a known one, misspelled.

/// The longest name that is looked at, in characters.
const LONGEST: usize = 20;

/// Whether `given` is `name` but for one typing error (a letter too much, too few or another one, or two
/// letters swapped), or for two in a name of six letters or more. Capitals and signs do not count.
pub(crate) fn is_misspelling(given: &str, name: &str) -> bool {
    let letters = |text: &str| -> Vec<char> {
        text.chars()
            .take(LONGEST)
            .filter(|letter| letter.is_alphanumeric())
            .map(|letter| letter.to_ascii_lowercase())
            .collect()
    };
    let (given, name) = (letters(given), letters(name));
    let allowed = match name.len() {
        0..4 => 0,
        4..6 => 1,
        _ => 2,
    };
    given.len().abs_diff(name.len()) <= allowed && distance(&given, &name) <= allowed
}

/// The number of typing errors between two words.
fn distance(one: &[char], other: &[char]) -> usize {
    let mut before = vec![0; other.len() + 1];
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (row, letter) in one.iter().enumerate() {
        let mut next = vec![row + 1];
        for (column, wanted) in other.iter().enumerate() {
            let replaced = last[column] + usize::from(letter != wanted);
            let mut least = replaced.min(last[column + 1] + 1).min(next[column] + 1);
            let is_swapped =
                row > 0 && column > 0 && one[row - 1] == *wanted && other[column - 1] == *letter;
            if is_swapped {
                least = least.min(before[column - 1] + 1);
            }
            next.push(least);
        }
        before = std::mem::replace(&mut last, next);
    }
    last[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typing_errors_are_recognised() {
        for (given, name) in [
            ("objektive", "objective"),
            ("Objective", "objective"),
            ("obejctvie", "objective"),
            ("racer", "racers"),
            ("shownStep", "shown-step"),
            ("shown_step", "shown-step"),
            ("spede", "speed"),
            ("veiw", "view"),
            ("ALT", "alt"),
        ] {
            assert!(is_misspelling(given, name), "{given}, {name}");
        }
    }

    #[test]
    fn other_words_are_none() {
        for (given, name) in [
            ("alta", "alt"),
            ("ref", "axes"),
            ("note", "noise"),
            ("sort", "start"),
            ("share", "start"),
            ("source", "racers"),
            ("", "alt"),
            ("objectiveobjectiveobjective", "objective"),
        ] {
            assert!(!is_misspelling(given, name), "{given}, {name}");
        }
    }
}

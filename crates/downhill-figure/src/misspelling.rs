//! Whether a name that is not known is a known one, misspelled.

/// The longest name that is looked at, in bytes.
const LONGEST: usize = 20;

/// Whether `given` is `name` but for one typing error (a letter too much, too few, or another one), or for
/// two in a name of six letters or more. Capitals and signs do not count.
pub(crate) fn is_misspelling(given: &str, name: &str) -> bool {
    let (given, name) = (letters(given), letters(name));
    let allowed = match name.len() {
        0..4 => 0,
        4..6 => 1,
        _ => 2,
    };
    distance(&given, &name) <= allowed
}

fn letters(text: &str) -> Vec<u8> {
    let letters = text.bytes().take(LONGEST).filter(u8::is_ascii_alphanumeric);
    letters.map(|letter| letter.to_ascii_lowercase()).collect()
}

/// The number of letters to be put in, taken out or replaced on the way from one word to the other.
fn distance(one: &[u8], other: &[u8]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (index, letter) in one.iter().enumerate() {
        let (mut before, mut left) = (index, index + 1);
        row[0] = left;
        for (wanted, above) in other.iter().zip(&mut row[1..]) {
            left = (left + 1).min(*above + 1).min(before + usize::from(letter != wanted));
            before = std::mem::replace(above, left);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typing_errors_are_recognised() {
        for (given, name) in [
            ("objektive", "objective"),
            ("Objective", "objective"),
            ("objetcive", "objective"),
            ("racer", "racers"),
            ("shownStep", "shown-step"),
            ("shown_step", "shown-step"),
            ("sped", "speed"),
            ("vieuw", "view"),
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

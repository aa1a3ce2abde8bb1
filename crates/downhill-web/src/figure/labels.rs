//! The labels of the markup, in one table a language. What the figure itself says is in downhill-figure.

/// Labels by the name under which the markup asks for them.
type Labels = &'static [(&'static str, &'static str)];

const EN: Labels = &[
    ("lang", "en"),
    ("figure", "Optimizer race"),
    ("restart", "Back to the start"),
    ("back", "One step back"),
    ("play", "Play"),
    ("pause", "Pause"),
    ("forward", "One step on"),
    ("seek", "Step"),
    ("speed", "Speed"),
    ("auto", "auto"),
    ("whole", "whole run in 10 s"),
    ("racer", "Optimizer"),
    ("loss", "f(x, y)"),
    ("note", "Remark"),
    ("caption", "Every optimizer at this step"),
];

/// The label of that name in the language that comes nearest to `lang`, a BCP 47 tag.
pub(crate) fn label(_lang: &str, name: &str) -> &'static str {
    // English is the one that ships; another table is chosen here.
    EN.iter().find(|(key, _)| *key == name).map_or("", |(_, label)| label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_of_one_label() {
        let mut names: Vec<&str> = EN.iter().map(|(name, _)| *name).collect();
        names.sort_unstable();
        assert_eq!(names.windows(2).find(|pair| pair[0] == pair[1]), None);
    }
}

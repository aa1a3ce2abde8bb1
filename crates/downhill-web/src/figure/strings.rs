//! Every text that the figure shows, in one table. In a text, `{0}`, `{1}` … stand for what the
//! figure puts in.

/// The texts of one language, by the name under which markup and code ask for them.
pub(crate) type Strings = &'static [(&'static str, &'static str)];

const EN: Strings = &[
    ("figure", "Optimizer race"),
    (
        "picture",
        "Paths of {0} optimizers down f(x, y) = {1}, drawn on its contour map. The table below the picture gives every position.",
    ),
    ("restart", "Back to the start"),
    ("back", "One step back"),
    ("play", "Play"),
    ("pause", "Pause"),
    ("forward", "One step on"),
    ("seek", "Step"),
    ("speed", "Speed"),
    ("whole", "whole run in 10 s"),
    ("computed", "computed up to step {0}"),
    ("racer", "Optimizer"),
    ("loss", "f(x, y)"),
    ("note", "Remark"),
    ("caption", "Every optimizer at this step"),
    ("leads", "lowest f now"),
    ("left", "left the picture at step {0}"),
    ("diverged", "diverged at step {0}: {1}"),
    ("undefined", "left the domain at step {0}: {1}"),
    ("step", "Step {0} of {1}"),
    ("leader", "lowest f now: {0}, {1}"),
    ("paused", "Paused."),
    ("ended", "The end of the run."),
    ("stopped", "{0} {1}."),
    ("refused", "{0}. The picture stays as it was."),
];

/// The texts of the language that comes nearest to `lang`, a BCP 47 tag.
pub(crate) fn strings(_lang: &str) -> Strings {
    // English is the one that ships; another table is chosen here.
    EN
}

/// The text called `name`.
pub(crate) fn text(strings: Strings, name: &str) -> &'static str {
    strings.iter().find(|(key, _)| *key == name).map_or("", |(_, text)| text)
}

/// The text called `name`, filled in.
pub(crate) fn filled(strings: Strings, name: &str, parts: &[&str]) -> String {
    let mut filled = String::new();
    let mut rest = text(strings, name);
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((index, after)) = after.split_once('}') else { break };
        let part = index.parse().ok().and_then(|index: usize| parts.get(index));
        filled.push_str(part.copied().unwrap_or_default());
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// The markup of the figure's shadow tree, with its texts in place.
pub(crate) fn markup(strings: Strings) -> String {
    let mut markup = include_str!("../../../../www/fragments/figure.html").to_owned();
    for (name, text) in strings {
        markup = markup.replace(&["{", name, "}"].concat(), text);
    }
    markup
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_put_where_their_numbers_stand() {
        assert_eq!(filled(EN, "step", &["7", "100"]), "Step 7 of 100");
        assert_eq!(filled(EN, "paused", &[]), "Paused.");
    }

    #[test]
    fn the_markup_has_every_text_it_asks_for() {
        let markup = markup(EN);
        assert!(markup.contains("Back to the start"));
        assert!(!markup.contains('{'), "{markup}");
    }
}

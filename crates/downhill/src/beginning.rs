/// A text, cut off with `…` if it is longer than `most` characters.
#[must_use]
pub fn beginning(text: &str, most: usize) -> String {
    match text.char_indices().nth(most).and_then(|(end, _)| text.get(..end)) {
        None => text.to_owned(),
        Some(beginning) => format!("{beginning}…"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_after_so_many_characters() {
        for (text, most, cut) in [("", 0, ""), ("äöü", 3, "äöü"), ("äöü", 2, "äö…")] {
            assert_eq!(beginning(text, most), cut);
        }
    }
}

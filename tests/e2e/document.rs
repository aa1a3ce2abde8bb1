//! What `docs/embedding.md` tells its readers to paste, as the tests take it from there.

use std::fs;

use crate::files::folder;

/// The code in a section of the document, of the language that it is said to be in; the first such piece.
pub(crate) fn snippet(section: &str, language: &str) -> String {
    snippets(section, language).into_iter().next().unwrap()
}

/// All such pieces, in order.
pub(crate) fn snippets(section: &str, language: &str) -> Vec<String> {
    let document = fs::read_to_string(folder("../docs/embedding.md")).unwrap();
    let heading = format!("\n## {section}\n");
    let (_, rest) = document
        .split_once(&heading)
        .unwrap_or_else(|| panic!("docs/embedding.md has no section {section}"));
    let section_text = rest.split("\n## ").next().unwrap_or(rest);
    let fence = format!("```{language}\n");
    let found: Vec<String> = section_text
        .split(&fence)
        .skip(1)
        .map(|piece| piece.split("```").next().unwrap_or(piece).to_owned())
        .collect();
    assert!(!found.is_empty(), "the section {section} of docs/embedding.md has no {language}");
    found
}

#[test]
fn every_place_that_the_document_links_to_is_there() {
    let document = fs::read_to_string(folder("../docs/embedding.md")).unwrap();
    let places: Vec<String> = document
        .lines()
        .filter_map(|line| line.strip_prefix("## "))
        .map(|heading| heading.to_lowercase().replace(' ', "-"))
        .collect();
    for link in document.split("](#").skip(1) {
        let place = link.split(')').next().unwrap_or_default();
        assert!(places.iter().any(|known| known == place), "no section #{place}");
    }
}

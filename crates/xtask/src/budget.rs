//! What the page may weigh.

use crate::error::{Error, Result};
use crate::sizes::{ENTRIES, Sizes};
use crate::tally::Tally;

/// One limit: of what, for which kind of file, or `total`, and its bytes.
#[derive(Debug, PartialEq, Eq)]
pub struct Limit {
    /// One of [`ENTRIES`].
    pub of: String,
    /// `total`, or a kind as in [`Sizes`].
    pub name: String,
    /// At most so many bytes, by gzip -9.
    pub bytes: u64,
}

/// The limits in the text of budget.txt: `page total 90000` (gzip -9) a line, `#` begins a comment.
pub fn parse(text: &str) -> Result<Vec<Limit>> {
    let mut limits = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let words: Vec<_> = line.split('#').next().unwrap_or_default().split_whitespace().collect();
        match words[..] {
            [] => {}
            [of, name, bytes]
                if ENTRIES.iter().any(|(entry, _)| *entry == of)
                    && Sizes::knows(name)
                    && bytes.parse::<u64>().is_ok() =>
            {
                let bytes = bytes.parse().unwrap_or_default();
                limits.push(Limit { of: of.to_owned(), name: name.to_owned(), bytes });
            }
            _ => {
                return Err(Error::new(format!(
                    "line {number} of crates/xtask/budget.txt is `{line}`; it wants embed, \
                     page or frame, a kind (bin, js, css, html or total) and a number of bytes, \
                     as in `embed total 60000`."
                )));
            }
        }
    }
    if limits.is_empty() {
        return Err(Error::new(
            "crates/xtask/budget.txt sets no limit; add `embed total <bytes>`.",
        ));
    }
    Ok(limits)
}

/// Holds the sizes of `what` against its limits and prints each verdict.
pub fn check(limits: &[Limit], what: &str, sizes: &Sizes) -> Tally {
    let mut tally = Tally::default();
    for Limit { name, bytes: limit, .. } in limits.iter().filter(|limit| limit.of == what) {
        let bytes = sizes.gzip(name);
        let percent = bytes * 100 / (*limit).max(1);
        let is_kept = bytes <= *limit;
        let verdict = if is_kept { "kept" } else { "EXCEEDED" };
        println!("budget for {what} {name}: {bytes} of {limit} bytes ({percent} %), {verdict}");
        tally += if is_kept { Tally::PASSED } else { Tally::FAILED };
    }
    tally
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_budget_in_force_is_readable() {
        let limits = parse(include_str!("../budget.txt")).unwrap();
        assert!(limits.iter().any(|limit| limit.of == "embed" && limit.name == "total"));
    }

    #[test]
    fn comments_and_blank_lines_are_passed_over() {
        let limits = parse("# a\n\npage total 60000 # all\nembed bin 50000\n").unwrap();
        assert_eq!(
            limits[1],
            Limit { of: "embed".to_owned(), name: "bin".to_owned(), bytes: 50_000 }
        );
        assert_eq!(limits.len(), 2);
    }

    #[test]
    fn a_line_that_says_nothing_is_an_error() {
        for text in [
            "",
            "# a",
            "page total",
            "total 1",
            "page total many",
            "post total 1",
            "page fonts 3",
            "page total 1 2",
            "page total -1",
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn each_limit_counts_as_one_check() {
        let limits = parse("page total 1000\npage bin 5\npage js 1000\nembed js 1").unwrap();
        let sizes = Sizes::of_files([("a.bin", &[0_u8; 6][..]), ("b.js", &[0; 3])]);
        assert_eq!(check(&limits, "page", &sizes), Tally { passed: 2, failed: 1 });
    }
}

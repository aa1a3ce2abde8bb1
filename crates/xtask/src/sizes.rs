//! The sizes of the built page, against crates/xtask/budget.txt.

use std::io::Write;

use anyhow::{Context, Result};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::files;
use crate::project::Project;
use crate::tally::Tally;

/// A line of the budget.
#[derive(Debug, PartialEq, Eq)]
struct Limit<'a> {
    /// What the files are for.
    what: &'a str,
    /// The greatest number of bytes that may be transferred, by gzip -9.
    gzip: usize,
    /// The files, in the built page's folder.
    files: Vec<&'a str>,
}

/// The size of some files: as they are, by gzip -9, and by brotli at its best.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Sizes {
    plain: usize,
    gzip: usize,
    brotli: usize,
}

/// Prints the sizes of what is loaded, and compares them with the budget.
pub(crate) fn check(project: &Project) -> Result<Tally> {
    let text = files::read(&project.root.join("crates/xtask/budget.txt"))?;
    let mut tally = Tally::default();
    print_line("", ["bytes", "gzip -9", "brotli", "budget"]);
    for Limit { what, gzip, files } in limits(&String::from_utf8_lossy(&text))? {
        let mut total = Sizes::default();
        for file in files {
            let sizes = Sizes::of(&files::read(&project.dist().join(file))?)?;
            print_line(file, sizes.columns());
            total.add(sizes);
        }
        let is_kept = total.gzip <= gzip;
        tally += if is_kept { Tally::PASSED } else { Tally::FAILED };
        let verdict = format!("{gzip} {}", if is_kept { "kept" } else { "EXCEEDED" });
        let [plain, compressed, brotli] = total.columns();
        print_line(what, [&plain, &compressed, &brotli, &verdict]);
        println!();
    }
    Ok(tally)
}

fn print_line<const N: usize>(name: &str, columns: [impl AsRef<str>; N]) {
    let columns = columns.map(|column| format!("  {:>8}", column.as_ref()));
    println!("{name:<32}{}", columns.concat());
}

/// The limits in the text of the budget.
fn limits(text: &str) -> Result<Vec<Limit<'_>>> {
    let lines = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let mut words = line.split_whitespace();
            let what = words.next();
            let gzip = words.next().and_then(|bytes| bytes.parse().ok());
            let files: Vec<_> = words.collect();
            let limit = what.zip(gzip).filter(|_| !files.is_empty());
            let (what, gzip) = limit.with_context(|| {
                format!("the budget has the line `{line}`, not a name, bytes and files")
            })?;
            Ok(Limit { what, gzip, files })
        })
        .collect()
}

impl Sizes {
    fn of(content: &[u8]) -> Result<Self> {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(content)?;
        let gzip = gzip.finish()?.len();
        let mut brotli = Vec::new();
        let best = brotli::enc::BrotliEncoderParams::default();
        brotli::BrotliCompress(&mut &content[..], &mut brotli, &best)?;
        Ok(Self { plain: content.len(), gzip, brotli: brotli.len() })
    }

    fn add(&mut self, other: Self) {
        self.plain += other.plain;
        self.gzip += other.gzip;
        self.brotli += other.brotli;
    }

    fn columns(self) -> [String; 3] {
        [self.plain, self.gzip, self.brotli].map(|bytes| bytes.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_budget_in_force_has_what_is_promised() {
        let limits = limits(include_str!("../budget.txt")).unwrap();
        let names: Vec<_> = limits.iter().map(|limit| limit.what).collect();
        assert_eq!(names, ["embed", "bundled", "page", "frame", "file", "element"]);
    }

    #[test]
    fn a_line_is_a_name_bytes_and_files() {
        let found = limits("# a comment\n\npage 60000 index.html a/b.js\n").unwrap();
        assert_eq!(
            found,
            [Limit { what: "page", gzip: 60000, files: vec!["index.html", "a/b.js"] }]
        );
        for line in ["page", "page 1", "page many index.html", "page -1 index.html"] {
            assert!(limits(line).unwrap_err().to_string().contains(line), "{line}");
        }
    }

    #[test]
    fn what_repeats_is_small_when_compressed() {
        let sizes = Sizes::of(&[7; 10_000]).unwrap();
        assert_eq!(sizes.plain, 10_000);
        assert!(sizes.gzip < 60 && sizes.brotli < 30, "{sizes:?}");
    }
}

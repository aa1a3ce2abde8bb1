//! What the built page weighs.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::budget;
use crate::error::{Error, Result};
use crate::files;
use crate::project::Project;

/// The kinds that the page loads, and so that count. A bin is a packed module.
const COUNTED: [&str; 5] = ["bin", "wasm", "js", "css", "html"];

/// A kind that is told but not counted: the still picture is for pages that do not
/// run the figure.
const TOLD: &str = "svg";

/// What has a budget, with the file in the built page's folder that loads all of it: the element in
/// a post, the same through a bundler, the page, and what is in an `<iframe>`.
pub const ENTRIES: [(&str, &str); 4] = [
    ("embed", "downhill/define.js"),
    ("bundled", "downhill/define.bundled.js"),
    ("page", "index.html"),
    ("frame", "downhill/embed.html"),
];

/// The bytes of a page by kind of file.
#[derive(Debug, Default)]
pub struct Sizes(Vec<Entry>);

#[derive(Debug)]
struct Entry {
    kind: String,
    bytes: u64,
    gzip: u64,
}

impl Sizes {
    /// Whether `name` is something that [`Sizes::bytes`] can tell.
    pub fn knows(name: &str) -> bool {
        name == "total" || COUNTED.contains(&name)
    }

    /// The sizes of files given by name and content.
    pub fn of_files<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Self {
        let mut sizes = Self::default();
        for (name, content) in files {
            sizes.add(Path::new(name), content);
        }
        sizes
    }

    /// The sizes of what is loaded in the built page's folder when `entry` is.
    pub fn of_loaded(folder: &Path, entry: &str) -> Result<Self> {
        let mut sizes = Self::default();
        for file in loaded(folder, entry)? {
            sizes.add(&file, &read(&file)?);
        }
        Ok(sizes)
    }

    fn add(&mut self, file: &Path, content: &[u8]) {
        let kind = file.extension().and_then(|kind| kind.to_str()).unwrap_or_default();
        if !COUNTED.contains(&kind) && kind != TOLD {
            return;
        }
        let (bytes, gzip) = (content.len() as u64, gzip(content));
        match self.0.iter_mut().find(|entry| entry.kind == kind) {
            Some(entry) => {
                entry.bytes += bytes;
                entry.gzip += gzip;
            }
            None => self.0.push(Entry { kind: kind.to_owned(), bytes, gzip }),
        }
    }

    /// The bytes of one counted kind, or of all of them for `total`.
    pub fn bytes(&self, name: &str) -> u64 {
        self.sum(name, |entry| entry.bytes)
    }

    /// The same by gzip -9.
    pub fn gzip(&self, name: &str) -> u64 {
        self.sum(name, |entry| entry.gzip)
    }

    fn sum(&self, name: &str, part: impl Fn(&Entry) -> u64) -> u64 {
        let is_meant = |kind: &str| {
            if name == "total" { COUNTED.contains(&kind) } else { kind == name }
        };
        self.0.iter().filter(|entry| is_meant(&entry.kind)).map(part).sum()
    }

    fn print(&self, what: &str) {
        println!("{what:<8}{:>9}{:>9}", "bytes", "gzip -9");
        for name in COUNTED.iter().chain(&["total", TOLD]) {
            let (bytes, gzip) = (self.bytes(name), self.gzip(name));
            let note = if *name == TOLD { "  (not counted)" } else { "" };
            println!("{name:<8}{bytes:>9}{gzip:>9}{note}");
        }
    }
}

/// The files in the built page's `folder` that are loaded with `entry`: itself, and whatever a file
/// that is loaded names. Only the name counts, not the folder before it, so that none is missed.
pub fn loaded(folder: &Path, entry: &str) -> Result<Vec<PathBuf>> {
    let index = folder.join(entry);
    if !index.is_file() {
        return Err(Error::new("the page is not built; run `cargo xtask build`."));
    }
    let mut left = files::list(folder)?;
    left.retain(|file| *file != index);
    let mut loaded = vec![index];
    let mut read_files = 0;
    while let Some(file) = loaded.get(read_files) {
        let content = read(file)?;
        let text = String::from_utf8_lossy(&content);
        let found = left.extract_if(.., |file| names(&text, file));
        loaded.extend(found);
        read_files += 1;
    }
    Ok(loaded)
}

/// Whether `text` names the file, as the end of an address in quotes.
fn names(text: &str, file: &Path) -> bool {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    text.match_indices(&*name).any(|(at, _)| {
        let before = text[..at].ends_with(['/', '"', '\'', '`']);
        before && text[at + name.len()..].starts_with(['"', '\'', '`', '?', '#'])
    })
}

fn read(file: &Path) -> Result<Vec<u8>> {
    fs::read(file).map_err(|error| Error::file("read", file, &error))
}

fn gzip(content: &[u8]) -> u64 {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    // Writing to memory does not fail; were it to, the size would show as 0.
    let compressed = encoder.write_all(content).and_then(|()| encoder.finish());
    compressed.map_or(0, |bytes| bytes.len() as u64)
}

/// Prints the sizes of what a post and the page load, and returns what they are against the budget.
pub fn check(project: &Project) -> Result<crate::tally::Tally> {
    let path = project.root.join("crates/xtask/budget.txt");
    let text = fs::read_to_string(&path).map_err(|error| Error::file("read", &path, &error))?;
    let limits = budget::parse(&text)?;
    let mut tally = crate::tally::Tally::default();
    for (what, entry) in ENTRIES {
        let sizes = Sizes::of_loaded(&project.dist(), entry)?;
        sizes.print(what);
        tally += budget::check(&limits, what, &sizes);
        println!();
    }
    Ok(tally)
}

/// Prints the sizes of the built page, as it stands in dist/.
pub fn print(project: &Project) -> Result<()> {
    check(project).map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_named_by_what_is_loaded_is_loaded_too() {
        let folder = std::env::temp_dir().join(format!("xtask-sizes-{}", std::process::id()));
        assert!(loaded(&folder, "index.html").is_err());
        for (name, text) in [
            ("index.html", r#"<link href="a/page.css"><script src="a/define.js?v=2"></script>"#),
            ("a/page.css", "body { color: red }"),
            ("a/define.js", r#"import{A}from"./element.js";"#),
            ("a/element.js", r#"import i from"./figure.js";const other="xdownhill.js";"#),
            ("a/figure.js", "new URL('./figure.bin',import.meta.url)"),
            ("a/figure.bin", ""),
            ("a/downhill.js", r#"new URL("downhill_bg.wasm",import.meta.url)"#),
            ("a/downhill_bg.wasm", ""),
        ] {
            let file = folder.join(name);
            files::create(file.parent().unwrap()).unwrap();
            files::write(&file, text.as_bytes()).unwrap();
        }
        let mut found = loaded(&folder, "index.html").unwrap();
        found.sort();
        let names = ["a/define.js", "a/element.js", "a/figure.bin", "a/figure.js"];
        let names = names.into_iter().chain(["a/page.css", "index.html"]);
        assert_eq!(found, names.map(|name| folder.join(name)).collect::<Vec<_>>());
        files::remove(&folder).unwrap();
    }

    #[test]
    fn only_the_kinds_that_a_running_page_needs_count() {
        let sizes = Sizes::of_files([
            ("downhill/downhill_bg.wasm", &[0_u8; 1000][..]),
            ("downhill/downhill.js", &[0; 200]),
            ("downhill/element.js", &[0; 30]),
            ("index.html", &[0; 4]),
            ("downhill/poster.svg", &[0; 5000]),
            ("downhill/downhill.d.ts", &[0; 6000]),
            ("downhill/package.json", &[0; 7000]),
            ("LICENSE", &[0; 8000]),
        ]);
        assert_eq!(sizes.bytes("total"), 1234);
        assert_eq!(sizes.bytes("js"), 230);
        assert_eq!(sizes.bytes("css"), 0);
        assert_eq!(sizes.bytes("svg"), 5000);
    }

    #[test]
    fn compression_is_that_of_gzip() {
        assert!(gzip(&[7; 10_000]) < 60);
        assert!(gzip(b"") >= 18);
    }
}

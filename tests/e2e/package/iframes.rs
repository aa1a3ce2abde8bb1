//! A site that takes a frame and nothing else, as `WordPress` and its like do: the snippet of
//! `docs/embedding.md`, and what such sites leave of it.

use super::installed::installed;
use crate::document::snippet;
use crate::files::{copy_replaced, folder};
use crate::session::{Wishes, browse_with};

/// The document's frame, from the server of the tests.
fn frame() -> String {
    let snippet = snippet("Frames", "html");
    let address = "https://example.org/";
    assert!(snippet.contains(address), "{snippet}");
    snippet.replace(address, "/")
}

/// Opens a post with that frame on a screen of that width, and looks whether all of it is seen.
fn check(name: &str, frame: &str, width: u32) {
    let site = installed().beside(name);
    let post = folder("wordpress/post.html");
    copy_replaced(&post, &site.join("post.html"), "<!--frame-->", frame);
    let folders = &[("/downhill", installed().package()), ("/", site)];
    browse_with(&Wishes { folders, ..Wishes::default() }, |page| {
        page.screen([width, 900]);
        page.goto("post.html");
        page.run("document.querySelector('iframe').scrollIntoView();");
        page.in_frame(0, || {
            page.until("ready()");
            page.until("race.config.steps === 300");
            page.run(
                "const { scrollHeight, clientHeight, scrollWidth, clientWidth } = document.documentElement;
                 if (scrollHeight > clientHeight || scrollWidth > clientWidth) throw new Error('it scrolls');
                 const { width, height } = part('picture').getBoundingClientRect();
                 // As wide as there is room, or nearly so.
                 const found = `${width} x ${height} in ${clientWidth} x ${clientHeight}`;
                 if (width < 0.9 * clientWidth || Math.abs(width / height - 4 / 3) > 0.05) throw new Error(found);
                 const { bottom } = race.getBoundingClientRect();
                 if (clientHeight - bottom > 120) throw new Error(`${found}, of which ${bottom} are used`);
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
fn the_frame_of_the_document_fits_the_column_of_a_blog() {
    check("wordpress", &frame(), 1000);
}

#[test]
fn so_it_does_a_phone() {
    check("wordpress-phone", &frame(), 390);
}

#[test]
fn so_it_does_where_a_site_takes_its_styles_and_its_sandbox_away() {
    let mut frame = frame();
    for attribute in [" style=\"border: 0\"", " sandbox=\"allow-scripts\"", " loading=\"lazy\""] {
        assert!(frame.contains(attribute), "{frame}");
        frame = frame.replace(attribute, "");
    }
    check("wordpress-plain", &frame, 1000);
}

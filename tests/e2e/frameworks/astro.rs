//! Astro, whose pages replace each other in one document.

use std::path::PathBuf;
use std::sync::LazyLock;

use super::project::Project;
use super::{check_figure, check_leaving};
use crate::session::{Wishes, browse_with};

static SITE: LazyLock<PathBuf> = LazyLock::new(|| {
    let project = Project::new("astro", &[("src/components/Race.astro", "Astro", "astro")]);
    project.run("astro", &["build"]);
    project.folder.join("dist")
});

#[test]
fn astro_runs_what_was_pasted_which_one_leaves_and_comes_back_to() {
    let folders = &[("/", SITE.clone())];
    browse_with(&Wishes { folders, ..Wishes::default() }, |page| {
        page.goto("");
        check_figure(page);
        let playing: bool = page.get("return race.playing || race.autoplay");
        assert!(!playing, "`autoplay={{false}}` plays");
        check_leaving(page, "id('other').click()", "id('home').click()");
    });
}

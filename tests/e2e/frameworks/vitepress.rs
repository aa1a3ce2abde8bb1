//! `VitePress`: Vue in Markdown, drawn by a server and taken over in the browser.

use std::path::PathBuf;
use std::sync::LazyLock;

use super::project::Project;
use super::{check_figure, check_leaving};
use crate::session::{Session, Wishes, browse_with};

static SITE: LazyLock<PathBuf> = LazyLock::new(|| {
    let pasted = [(".vitepress/config.ts", "VitePress", "ts"), ("index.md", "VitePress", "md")];
    let project = Project::new("vitepress", &pasted);
    project.run("vitepress", &["build"]);
    project.folder.join(".vitepress/dist")
});

fn visit(test: impl FnOnce(&Session)) {
    let folders = &[("/", SITE.clone())];
    browse_with(&Wishes { folders, ..Wishes::default() }, |page| {
        page.expect_in_console("favicon.ico");
        test(page);
    });
}

#[test]
fn vitepress_runs_what_was_pasted() {
    visit(|page| {
        page.goto("");
        check_figure(page);
    });
}

#[test]
fn vitepress_comes_to_the_race_and_leaves_it() {
    visit(|page| {
        page.goto("other.html");
        page.run(
            "const link = await until(() => document.querySelector('main a[href=\"/\"], main a[href=\"/index.html\"], main a[href=\"./\"]'));
             link.click();
             await until(() => ready());",
        );
        check_leaving(page, "history.back()", "history.forward()");
    });
}

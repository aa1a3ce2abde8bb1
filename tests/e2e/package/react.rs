//! React 19 with TypeScript and Vite.

use std::sync::LazyLock;

use crate::files::run;
use crate::frameworks::project::Project;
use crate::frameworks::{check_figure, check_leaving};
use crate::served::Served;
use crate::session::{Session, Wishes, browse_with};
use crate::values::check_values;

static PROJECT: LazyLock<Project> =
    LazyLock::new(|| Project::new("react", &[("src/Race.tsx", "React", "tsx")]));

/// The server that one works with: React checks more there, and mounts all twice.
fn work_on(test: impl FnOnce(&Session)) {
    let mut vite = PROJECT.program("vite");
    vite.args(["--host", "127.0.0.1", "--strictPort", "--port"]);
    let vite = Served::start(vite);
    browse_with(&Wishes { origin: Some(&vite.origin), ..Wishes::default() }, |page| {
        page.goto("");
        test(page);
    });
}

#[test]
fn react_jsx_is_typed_and_what_is_unknown_refused() {
    PROJECT.run("tsc", &["-p", "."]);
}

#[test]
fn react_runs_what_was_pasted() {
    run(PROJECT.program("vite").args(["build", "--logLevel", "warn"]));
    let folders = &[("/", PROJECT.folder.join("dist"))];
    browse_with(&Wishes { folders, ..Wishes::default() }, |page| {
        page.goto("");
        check_figure(page);
        page.until("document.querySelector('figcaption').textContent === 'Step 60'");
        let file: String = page.get(
            "return (await document.querySelector('downhill-race').exportAs('png', { view: 'surface' })).name",
        );
        assert!(file.starts_with("downhill-") && file.ends_with("-step-60.png"), "{file}");
        check_leaving(page, "id('nothing').click()", "id('race').click()");
    });
}

#[test]
fn react_in_strict_mode_hands_over_values_of_every_kind() {
    work_on(|page| {
        check_figure(page);
        check_values(page);
    });
}

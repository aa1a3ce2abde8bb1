//! `SvelteKit`, with pages made beforehand.

use std::path::PathBuf;
use std::sync::LazyLock;

use super::project::Project;
use super::{check_figure, check_leaving};
use crate::files::run;
use crate::session::{Session, Wishes, browse_with};

static SITE: LazyLock<PathBuf> = LazyLock::new(|| {
    let project = Project::new("sveltekit", &[("src/routes/+page.svelte", "SvelteKit", "svelte")]);
    project.run("vite", &["build", "--logLevel", "warn"]);
    run(project.program("svelte-check").args(["--fail-on-warnings", "--output", "machine"]));
    project.folder.join("dist")
});

fn visit(test: impl FnOnce(&Session)) {
    let folders = &[("/", SITE.clone())];
    browse_with(&Wishes { folders, ..Wishes::default() }, test);
}

#[test]
fn sveltekit_runs_what_was_pasted_which_one_leaves_and_comes_back_to() {
    visit(|page| {
        page.goto("");
        check_figure(page);
        page.until("document.querySelector('figcaption').textContent === 'Step 60'");
        check_leaving(
            page,
            "id('other').click()",
            "history.back(); await until(() => document.querySelector('figcaption'))",
        );
    });
}

#[test]
fn sveltekit_hands_over_the_same_from_a_servers_page_and_after_navigation() {
    let values = "race.config.objective === 'bowl' && race.config.steps === 50
        && race.config.racers.length === 1 && race.shownStep === 10 && !race.playing && race.axes";
    visit(|page| {
        page.goto("other/");
        page.until("ready()");
        page.until(values);
        page.goto("");
        page.until("ready()");
        page.run("id('other').click(); await until(() => location.pathname === '/other/');");
        page.until("document.querySelector('downhill-race')?.objective === 'bowl' && ready()");
        page.until(values);
    });
}

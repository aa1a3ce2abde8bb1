//! Vue 3 with TypeScript and Vite.

use std::sync::LazyLock;

use super::project::Project;
use super::{check_figure, check_leaving};
use crate::session::{Session, Wishes, browse_with};
use crate::values::check_values;

static PROJECT: LazyLock<Project> = LazyLock::new(|| {
    let pasted = [("vite.config.ts", "Vue", "ts"), ("src/Race.vue", "Vue", "vue")];
    let project = Project::new("vue", &pasted);
    project.run("vite", &["build", "--logLevel", "warn"]);
    project
});

fn open(test: impl FnOnce(&Session)) {
    let folders = &[("/", PROJECT.folder.join("dist"))];
    browse_with(&Wishes { folders, ..Wishes::default() }, |page| {
        page.goto("");
        test(page);
    });
}

#[test]
fn templates_are_typed() {
    PROJECT.run("vue-tsc", &["-p", "."]);
}

#[test]
fn what_was_pasted_runs_and_is_heard() {
    open(|page| {
        check_figure(page);
        page.until("document.querySelector('figcaption').textContent === 'Step 60'");
    });
}

#[test]
fn values_of_every_kind_are_taken() {
    open(check_values);
}

#[test]
fn what_is_left_is_given_back() {
    open(|page| check_leaving(page, "id('nothing').click()", "id('race').click()"));
}

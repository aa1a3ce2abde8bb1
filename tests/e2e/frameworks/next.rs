//! Next: pages of the server's, and going from one to the other.

use std::sync::LazyLock;

use super::project::Project;
use super::{check_figure, check_leaving};
use crate::served::Served;
use crate::session::{Session, Wishes, browse_with};

static PROJECT: LazyLock<Project> = LazyLock::new(|| {
    let pasted = [("app/race.tsx", "Next", "tsx"), ("app/page.tsx", "Next", "tsx")];
    let project = Project::new("next", &pasted);
    project.run("next", &["build"]);
    project
});

fn visit(command: &str, test: impl FnOnce(&Session)) {
    let mut next = PROJECT.program("next");
    next.args([command, "--hostname", "127.0.0.1", "--port"]);
    let next = Served::start(next);
    browse_with(&Wishes { origin: Some(&next.origin), ..Wishes::default() }, test);
}

/// The values that the other page hands over, however one comes to it.
const VALUES: &str = "race.config.objective === 'bowl' && race.config.steps === 50
    && race.shownStep === 10 && !race.playing && race.axes";

#[test]
fn next_runs_a_page_of_the_servers_which_one_leaves_and_comes_back_to() {
    visit("start", |page| {
        page.goto("");
        check_figure(page);
        check_leaving(
            page,
            "id('other').click()",
            "history.back(); await until(() => document.querySelector('downhill-race')?.objective === 'rosenbrock')",
        );
    });
}

#[test]
fn next_hands_over_the_same_from_a_servers_page_and_after_navigation() {
    visit("start", |page| {
        page.goto("other");
        page.until("ready()");
        page.until(VALUES);
        page.goto("");
        page.until("ready()");
        page.run("id('other').click(); await until(() => location.pathname === '/other');");
        page.until("document.querySelector('downhill-race')?.objective === 'bowl' && ready()");
        page.until(VALUES);
    });
}

#[test]
fn next_finds_nothing_to_warn_of_while_one_works_on_it() {
    visit("dev", |page| {
        for path in ["", "other"] {
            page.goto(path);
            page.until("ready()");
        }
    });
}

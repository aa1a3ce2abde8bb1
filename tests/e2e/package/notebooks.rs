//! `race.html`, a race in one file, as notebooks show it: by the Python in `docs/embedding.md`.

use std::path::PathBuf;
use std::process::Command;
use std::sync::LazyLock;

use super::installed::installed;
use crate::document::snippets;
use crate::files::{copy, copy_replaced, folder, run, write};
use crate::session::{Session, Wishes, browse, browse_with};

/// What nbconvert makes of a notebook whose cells show a frame of the file, one with all in it, and a figure
/// without a frame.
static NOTEBOOK: LazyLock<PathBuf> = LazyLock::new(|| {
    let made = installed().beside("notebook");
    copy(&installed().package().join("race.html"), &made.join("race.html"));
    let mut outputs = String::new();
    for (index, cell) in snippets("Notebooks", "python").iter().take(3).enumerate() {
        let file = made.join(format!("cell{index}.py"));
        write(&file, cell);
        let mut python = Command::new("python3");
        python.arg(folder("notebooks/display.py")).arg(&file).current_dir(&made);
        let html = run(&mut python);
        outputs += &format!(
            "<div class=\"jp-Cell jp-CodeCell jp-Notebook-cell\"><div class=\"jp-Cell-outputWrapper\">
             <div class=\"jp-OutputArea jp-Cell-outputArea\"><div class=\"jp-OutputArea-child\">
             <div class=\"jp-OutputPrompt\">Out[{index}]:</div>
             <div class=\"jp-RenderedHTMLCommon jp-RenderedHTML jp-OutputArea-output\"
              data-mime-type=\"text/html\" tabindex=\"0\">{html}</div></div></div></div></div>"
        );
    }
    let page = folder("notebooks/nbconvert.html");
    copy_replaced(&page, &made.join("notebook.html"), "<!--outputs-->", &outputs);
    // Without the file beside it.
    let alone = made.join("alone");
    copy(&made.join("notebook.html"), &alone.join("notebook.html"));
    made
});

fn visit(folder: PathBuf, test: impl FnOnce(&Session)) {
    browse_with(&Wishes { folders: &[("/", folder)], ..Wishes::default() }, |page| {
        page.goto("notebook.html");
        test(page);
    });
}

/// Where the race of the document's cells runs.
const RUNS: &str =
    "ready() && document.querySelector('downhill-race').config.objective === 'rosenbrock'
    && document.querySelector('downhill-race').config.racers.length === 2
    && !document.querySelector('downhill-race ~ p')";

#[test]
fn each_way_of_the_document_shows_its_race() {
    visit(NOTEBOOK.clone(), |page| {
        for frame in [0, 1] {
            page.in_frame(frame, || {
                page.until(RUNS);
                page.run(
                    "const { scrollHeight, clientHeight } = document.documentElement;
                     if (scrollHeight > clientHeight) throw new Error('it scrolls');
                     race.seek(60);
                     await until(() => step() === 60);",
                );
            });
        }
        page.run("document.querySelector('downhill-race').scrollIntoView()");
        page.until(RUNS);
        page.run("race.seek(60); await until(() => step() === 60);");
    });
}

#[test]
fn a_notebook_that_has_all_in_it_needs_no_file_and_its_page_keeps_its_looks() {
    visit(NOTEBOOK.join("alone"), |page| {
        page.expect_in_console("race.html");
        page.in_frame(1, || page.until(RUNS));
        page.run("document.querySelector('downhill-race').scrollIntoView()");
        page.until(RUNS);
        let looks: (String, String, String, String) = page.get(
            "const { display, paddingTop } = getComputedStyle(document.body);
             return [display, paddingTop, document.title, document.documentElement.className];",
        );
        let expected = ["block", "0px", "A notebook", ""].map(str::to_owned);
        assert_eq!([looks.0, looks.1, looks.2, looks.3], expected);
    });
}

/// Puts the file into a sandboxed frame by `srcdoc`, with that text for its parameters.
const IN_SRCDOC: &str = "const whole = await (await fetch('/downhill/race.html')).text();
     const frame = document.createElement('iframe');
     frame.sandbox = 'allow-scripts';
     frame.srcdoc = whole.replace('data-race=\"\"', () => `data-race=\"${given}\"`);
     Object.assign(frame, { width: 600, height: 640 });
     document.body.append(frame);
     await new Promise((done) => (frame.onload = done));";

#[test]
fn a_file_in_srcdoc_takes_what_an_address_has_and_says_what_it_ignores() {
    browse(|page| {
        page.expect_in_console("favicon.ico");
        page.goto("fixtures/watch.js");
        let text = "formula=x^2 + 3*y^2&amp;racers=adam(lr=0.1)%23my%20&quot;own&quot;&steps=9&autoplay=false&stps=3";
        let _: Option<()> = page.with(IN_SRCDOC, text);
        page.in_frame(0, || {
            page.until("ready() && document.querySelector('downhill-race ~ p')");
            let found: (String, String, u32, String) = page.get(
                "const { objective, racers, steps } = race.config;
                 return [objective.formula, racers[0].label, steps, document.querySelector('downhill-race ~ p').textContent];",
            );
            let note = "Ignored in the address: \"stps\" is not known";
            assert_eq!((&*found.0, &*found.1, found.2), ("x^2 + 3*y^2", "my \"own\"", 9));
            assert!(found.3.starts_with(note), "{}", found.3);
        });
    });
}

#[test]
fn a_file_by_itself_takes_its_address_unless_it_has_parameters_of_its_own() {
    let made = installed().beside("file");
    let file = installed().package().join("race.html");
    copy(&file, &made.join("race.html"));
    let own = "data-race=\"objective=bowl&steps=30\"";
    copy_replaced(&file, &made.join("own.html"), "data-race=\"\"", own);
    let folders = &[("/", made)];
    browse_with(&Wishes { folders, ..Wishes::default() }, |page| {
        page.expect_in_console("favicon.ico");
        for (address, objective, steps) in [
            ("race.html?objective=beale&steps=20", "beale", 20),
            ("race.html#objective=beale&steps=20", "beale", 20),
            ("own.html?_xsrf=1", "bowl", 30),
        ] {
            page.goto(address);
            page.until("ready()");
            let found: (String, u32) =
                page.get("return [race.config.objective, race.config.steps]");
            assert_eq!((&*found.0, found.1), (objective, steps), "{address}");
        }
    });
}

//! Whether the page can be used by all, as far as axe-core can tell: names, roles, contrast, order.

use std::fs;
use std::sync::LazyLock;

use crate::files::folder;
use crate::session::{Session, browse};

/// A state in which a page is examined: its name, and the script that brings the page there.
type State = (&'static str, &'static str);

/// The page's states, each from the page as it is opened and paused. One more is one line more.
const PAGE: &[State] = &[
    ("as opened", ""),
    ("at its end", "seek(100); await until(() => step() === 100);"),
    ("another objective", "await chooseObjective('himmelblau'); await until(() => step() > 0);"),
    (
        "an objective with a parameter",
        "await chooseObjective('taco'); await until(() => step() > 0);",
    ),
    (
        "an error in the formula",
        "await typeFormula('sin(x + y'); await until(() => text('formula-error') !== '');",
    ),
    (
        "a formula with hatching",
        "await typeFormula('log(x) + y^2'); await until(() => step() > 0); await leaveFormula();",
    ),
    (
        "a refused attribute",
        "race.setAttribute('steps', '0'); await until(() => !part('message').hidden);",
    ),
    ("Share open", "click('share'); await rendered();"),
    ("Export open", "click('export'); await rendered();"),
    (
        "the gallery",
        "click('objective'); await until(() => [...document.querySelectorAll('[data-objective]')].every((choice) => choice.querySelector('img')));",
    ),
    ("a step taken apart", "await openTab('step'); await until(() => text('step') !== '');"),
    ("the chart", "await openTab('chart'); await frames();"),
    (
        "the surface",
        "click('layout-surface'); await until(() => part('surface-canvas').width > 100); await frames();",
    ),
    ("code", "await openTab(id('tab-code') ? 'code' : 'more');"),
    (
        "maps of basins with a swarm",
        "if (id('tab-basins')) await openTab('basins');
         else { await openTab('more'); part('basins-fold').open = true; await rendered(); }
         choose('swarm', '4');
         await until(() => document.querySelectorAll('.basin tbody tr').length > 4 && text('basins-progress') === '');",
    ),
    ("numbers", "if (id('tab-numbers')) await openTab('numbers');"),
    (
        "a racer’s numbers",
        "await openTab(id('tab-numbers') ? 'numbers' : 'more');
         document.querySelector('[data-way=steps]').click();
         await until(() => part('steps'));",
    ),
    (
        "gradients by hand, refused",
        "await openTab(id('tab-numbers') ? 'numbers' : 'more');
         document.querySelector('[data-way=hand]').click();
         const list = await until(() => part('hand-gradients'));
         list.value = '0.1, oh';
         list.dispatchEvent(new Event('change'));
         await until(() => id('hand-gradients-error'));",
    ),
    (
        "noise with many seeds",
        "await openTab(id('tab-noise') ? 'noise' : 'more');
         await enter(id('sigma'), '0.3');
         choose('ensemble', '4');
         await until(() => text('seen') !== '' && text('grown') === '');",
    ),
    (
        "the list of stories",
        "if (id('tab-lesson')) await openTab('lesson');
         (await until(() => part('start-claims'))).click();
         await until(() => id('stories').open);",
    ),
    (
        "a story told",
        "if (id('tab-lesson')) await openTab('lesson');
         (await until(() => part('start-lessons'))).click();
         await until(() => document.querySelector('.verdict'));
         click('play');
         await until(() => !playing());",
    ),
    ("the cursor at a place", "part('cursor').focus();"),
    ("the start in focus", "part('start').focus();"),
    (
        "all settings of a racer, one of them refused",
        "id('more-4').click(); await rendered();
         await enter(id('racer-4-lr'), '-1');
         await until(() => id('racer-4-lr-error'));",
    ),
    (
        "a racer is hidden",
        "id('more-1').click(); await rendered(); document.querySelector('.settings .acts button').click(); await rendered();",
    ),
    (
        "presenting",
        "document.dispatchEvent(new KeyboardEvent('keydown', { key: 'f', bubbles: true, composed: true })); await rendered();",
    ),
];

/// The states of a post with figures.
const POST: &[State] = &[
    ("as opened", ""),
    ("playing", "click('play'); await until(() => playing() && step() > 3);"),
    (
        "a refused attribute",
        "race.setAttribute('racers', 'adma'); await until(() => !part('message').hidden);",
    ),
];

/// axe-core, as a script.
static AXE: LazyLock<String> =
    LazyLock::new(|| fs::read_to_string(folder("node_modules/axe-core/axe.min.js")).unwrap());

/// What axe-core finds, a text for each rule. What it cannot decide (a contrast, where it does not
/// see what is behind a text) counts as found, or nobody would look.
const EXAMINE: &str = r"
    const { violations, incomplete } = await axe.run(document, {
      preload: false,
      // A frame that is busy answers late.
      pingWaitTime: 15000,
      resultTypes: ['violations', 'incomplete'],
      // It is not asked for by itself: 24 px, or as much room around.
      rules: { 'target-size': { enabled: true } },
    });
    // It cannot tell of a lone sign in an equation, which has the colour of the line's own letters.
    for (const found of incomplete) found.nodes = found.nodes.filter(({ target }) => !/(^| )m[ion](:|$)/.test(target.flat().at(-1)));
    // Nor of a table's lone digit, which has the colour of its other cells.
    const isLone = ({ any, target }) => any.some(({ data }) => data?.messageKey === 'shortTextContent') && /\btd\b[^>]*$/.test(target.flat().at(-1));
    for (const found of incomplete) if (found.id === 'color-contrast') found.nodes = found.nodes.filter((node) => !isLone(node));
    // What lies over other things it cannot judge; their contrasts are measured in preferences.rs.
    const isOver = (node) => [...node.any].some(({ data }) => ['bgOverlap', 'elmPartiallyObscured', 'elmPartiallyObscuring'].includes(data?.messageKey));
    for (const found of incomplete) if (found.id === 'color-contrast') found.nodes = found.nodes.filter((node) => !isOver(node));
    // Whether a frame needs a way past repeated blocks is left to people: one figure does not.
    const open = incomplete.filter(({ id, nodes }) =>
      nodes.length > 0 && (id !== 'bypass' || nodes.some(({ target }) => target.length === 1)));
    const said = (result, { id, impact, help, nodes }) => [
      `${id} (${result}, ${impact}): ${help}`,
      ...nodes.flatMap(({ target, failureSummary, any, all, none }) => [
        `  ${target.flat().join(' >> ')}`,
        ...(failureSummary?.split('\n') ?? [...any, ...all, ...none].map(({ message }) => message)).map((line) => `    ${line}`),
      ]),
    ].join('\n');
    return [
      ...violations.map((found) => said('violated', found)),
      ...open.map((found) => said('undecided', found)),
    ];";

impl Session {
    /// Puts axe-core into the document, unless it is there. The frames of an examined document need
    /// it, too: see [`Session::in_frame`].
    pub(crate) fn bring_axe(&self) {
        if self.get("return window.axe === undefined") {
            // By the driver, since the page's policy has no place for a script of another's. Frames
            // in a sandbox are of no origin.
            let script = format!(
                "{}\naxe.configure({{ allowedOrigins: ['<unsafe_all_origins>'] }});
                 arguments[arguments.length - 1]();",
                *AXE
            );
            self.execute(&script, vec![]);
        }
    }

    /// What axe-core finds wrong with the document as it is, shadow trees included.
    pub(crate) fn violations(&self) -> Vec<String> {
        self.bring_axe();
        self.get(EXAMINE)
    }

    /// Fails the test where axe-core finds something wrong with the document as it is.
    pub(crate) fn axe(&self) {
        let found = self.violations();
        assert!(found.is_empty(), "axe-core finds:\n{}", found.join("\n"));
    }
}

/// Opens the document at an address and pauses it, for each of the states, and examines it there.
fn examine(page: &Session, address: &str, states: &[State]) -> Vec<String> {
    let mut found = Vec::new();
    for (name, script) in states {
        page.goto("fixtures/plain.html");
        page.goto(address);
        page.until("[...document.querySelectorAll('downhill-race')].every((race) => ready(race))");
        page.run(
            "if (race.hasAttribute('autoplay')) {
               await until(() => playing());
               click('play');
               await until(() => !playing());
             }",
        );
        page.run(script);
        found.extend(page.violations().iter().map(|found| format!("{name}: {found}")));
    }
    found
}

/// Examines page and posts, as `look` has the browser show them.
fn examine_all(look: impl FnOnce(&Session)) {
    browse(|page| {
        look(page);
        page.expect_in_console("downhill-race:");
        let mut found = examine(page, "", PAGE);
        found.extend(examine(page, "fixtures/post.html", POST));
        assert!(found.is_empty(), "axe-core finds:\n{}", found.join("\n"));
    });
}

#[test]
fn axe_finds_nothing_in_light_colours() {
    examine_all(|page| page.prefer("prefers-color-scheme", "light"));
}

#[test]
fn axe_finds_nothing_in_dark_colours() {
    examine_all(|page| page.prefer("prefers-color-scheme", "dark"));
}

#[test]
fn axe_finds_nothing_but_the_users_own_colours_where_colours_are_forced() {
    browse(|page| {
        page.prefer("forced-colors", "active");
        page.expect_in_console("downhill-race:");
        let mut found = examine(page, "", PAGE);
        found.extend(examine(page, "fixtures/post.html", POST));
        found.retain(|found| !found.contains("color-contrast"));
        assert!(found.is_empty(), "axe-core finds:\n{}", found.join("\n"));
    });
}

#[test]
fn axe_finds_nothing_on_a_tablet() {
    examine_all(|page| page.width(768));
}

#[test]
fn axe_finds_nothing_on_a_narrow_screen() {
    examine_all(|page| page.width(390));
}

#[test]
fn axe_finds_nothing_on_a_narrow_screen_in_dark_colours() {
    examine_all(|page| {
        page.prefer("prefers-color-scheme", "dark");
        page.width(390);
    });
}

/// Takes a button's name away.
const UNNAME: &str =
    "for (const name of ['aria-label', 'title']) part('play').removeAttribute(name);";

#[test]
fn axe_finds_nothing_in_a_frame() {
    browse(|page| {
        page.goto("fixtures/post.html");
        page.until("ready()");
        page.run(
            "const frame = document.createElement('iframe');
             Object.assign(frame, {
               title: 'Two optimizers', sandbox: 'allow-scripts',
               src: '/downhill/embed.html?steps=80', width: 600, height: 700,
             });
             document.querySelector('h1').after(frame);
             await new Promise((done) => (frame.onload = done));",
        );
        page.in_frame(0, || {
            page.until("ready()");
            page.bring_axe();
        });
        page.axe();
        // It is not that the frame was left out.
        page.in_frame(0, || page.run(UNNAME));
        let found = page.violations();
        assert!(found.len() == 1 && found[0].starts_with("button-name"), "{found:?}");
    });
}

#[test]
#[should_panic(expected = "button-name (violated, critical)")]
fn axe_finds_a_button_without_a_name() {
    browse(|page| {
        page.goto("fixtures/post.html");
        page.until("ready()");
        page.run(UNNAME);
        page.axe();
    });
}

#[test]
#[should_panic(expected = "target-size (violated, serious)")]
fn axe_finds_buttons_that_are_too_small() {
    browse(|page| {
        page.goto("fixtures/post.html");
        page.until("ready()");
        page.run(
            "for (const name of ['back', 'forward']) {
               part(name).replaceChildren();
               Object.assign(part(name).style, { width: '12px', height: '12px' });
             }",
        );
        page.axe();
    });
}

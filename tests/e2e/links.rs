//! The page's address is the run: it is read when the page opens and when it changes, and written where
//! somebody did something. What an address says, the tests of `downhill-figure` know.

use std::fs;

use downhill::{Link, RunConfig};
use serde_json::{Value, json};

use crate::files::folder;
use crate::session::{Session, browse};

/// The links of every release.
fn stored() -> Vec<String> {
    let text = fs::read_to_string(folder("links/0.1.txt")).unwrap();
    text.lines().filter(|line| line.starts_with("v1")).map(str::to_owned).collect()
}

/// Opens the page at an address and waits for its race to stand.
fn open(page: &Session, hash: &str) {
    // Another document, even where only the hash differs.
    page.goto("fixtures/blank.html");
    page.goto(&format!("#{hash}"));
    page.until("ready()");
}

fn config(page: &Session) -> RunConfig {
    page.get("return race.config")
}

/// Opens the page and pauses its race, which is one entry.
fn open_and_pause(page: &Session) {
    page.goto("");
    page.until("ready() && playing() && step() > 0");
    page.run("click('play'); await until(() => !playing() && location.hash.includes('&step='));");
}

/// Leaves the browser the time to write what it would write: entries come with the events of a task.
const WRITTEN: &str = "const written = () => frames(2);";

#[test]
fn a_link_opens_its_run_at_its_step() {
    browse(|page| {
        // With a step and without, and with letters that browsers encode.
        for link in stored().iter().step_by(4) {
            let expected = Link::read(link).link;
            open(page, link);
            assert_eq!(config(page), expected.config, "{link}");
            if let Some(step) = expected.step {
                page.until(&format!("step() === {step} && !playing()"));
            }
            let [hidden, hash]: [Value; 2] =
                page.get("return [part('message').hidden, location.hash]");
            assert_eq!([hidden, hash], [json!(true), json!(format!("#{link}"))]);
        }
    });
}

#[test]
fn what_the_user_does_is_one_entry_each_and_playing_none() {
    browse(|page| {
        page.goto("");
        page.until("ready() && playing() && step() > 5");
        let [hash, entries]: [Value; 2] = page.get("return [location.hash, history.length]");
        assert_eq!(hash, "", "nobody has done anything");
        let [added, step, shown]: [u32; 3] = page.with(
            "click('play');
             await until(() => !playing() && location.hash !== '');
             return [history.length - given, Number(location.hash.match(/&step=(\\d+)$/)[1]), step()]",
            entries.clone(),
        );
        assert_eq!((added, step), (1, shown), "a pause");
        // While a gesture lasts nothing is written.
        let written: Vec<u32> = page.with(
            "const found = [];
             for (const to of [10, 20, 30]) {
               part('seek').value = to;
               part('seek').dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
               await until(() => step() === to);
               found.push(history.length - given);
             }
             part('seek').dispatchEvent(new Event('change', { bubbles: true }));
             await until(() => location.hash.endsWith('&step=30'));
             return [...found, history.length - given];",
            entries.clone(),
        );
        assert_eq!(written, [1, 1, 1, 2], "a drag of the seek bar");
        page.run("await chooseObjective('booth');");
        // It plays: whoever opens this sees it play.
        page.until("location.hash.includes('objective=booth') && !location.hash.includes('step=')");
        page.run(
            "await until(() => playing() && step() > 3);
             const { length } = history;
             await until(() => step() > 12);
             if (history.length !== length) throw new Error('playing wrote');",
        );
        // Typing is a gesture until the field is left.
        let typed: [u32; 2] = page.get(&format!(
            "{WRITTEN}
             const before = history.length;
             for (const formula of ['x^2', 'x^2 +', 'x^2 + y^2']) {{
               await typeFormula(formula);
               await written();
             }}
             const during = history.length - before;
             await leaveFormula();
             await until(() => location.hash.includes('formula=x^2'));
             return [during, history.length - before];"
        ));
        assert_eq!(typed, [0, 1], "a formula");
        page.until("location.hash.includes('formula=x^2+y^2') || location.hash.includes('formula=x^2%20+%20y^2')");
    });
}

#[test]
fn keys_that_follow_each_other_are_one_entry() {
    browse(|page| {
        open_and_pause(page);
        page.run("seek(10); await until(() => location.hash.endsWith('&step=10'));");
        page.run(
            "part('start').focus(); window.before = [history.length, JSON.stringify(race.config)];",
        );
        for _ in 0..10 {
            page.press("\u{E012}");
        }
        let [during, start]: [f64; 2] =
            page.get("return [history.length - before[0], race.config.start[0]]");
        assert_eq!(during, 0.0, "while they follow each other");
        assert!((start - 0.25).abs() < 1e-9, "{start}");
        page.until("history.length - before[0] === 1 && location.hash.includes('start=0.25')");
        page.run("click('undo'); await until(() => JSON.stringify(race.config) === before[1]);");
        // One that comes up elsewhere ends its gesture, too.
        page.run("part('start').focus(); window.length = history.length;");
        page.press("\u{E012}");
        page.run(
            "window.dispatchEvent(new Event('blur')); await until(() => history.length > length);",
        );
    });
}

#[test]
fn back_and_forward_restore_the_run_exactly() {
    browse(|page| {
        open_and_pause(page);
        page.run(
            "window.seen = [];
             const at = (step) => until(() => location.hash.endsWith(`&step=${step}`));
             const note = async (to) => {
               seek(to);
               await at(to);
               await settled();
               seen.push([location.hash, JSON.stringify(race.config), String(await hashes()), step()]);
             };
             const stop = async () => { await until(() => playing()); click('play'); await until(() => !playing()); };
             await note(40);
             await chooseObjective('himmelblau'); await stop(); await note(25);
             await typeFormula('sin(x)*cos(y)');
             await leaveFormula();
             await stop(); await note(33);
             const go = async (way, [hash, config, picture, at]) => {
               while (location.hash !== hash) {
                 const moved = new Promise((done) => addEventListener('popstate', done, { once: true }));
                 history[way]();
                 await moved;
               }
               await until(() => step() === at);
               await settled();
               const found = [JSON.stringify(race.config) === config, String(await hashes()) === picture];
               if (String(found) !== 'true,true') throw new Error(`${way} to ${hash}: ${found}`);
             };
             for (const entry of [seen[1], seen[0]]) await go('back', entry);
             for (const entry of [seen[1], seen[2]]) await go('forward', entry);",
        );
    });
}

#[test]
fn before_the_first_entry_stands_the_pages_own_run_and_plays() {
    browse(|page| {
        page.goto("");
        page.until("ready() && playing()");
        page.run(
            "const own = JSON.stringify(race.config);
             await chooseObjective('booth');
             await until(() => location.hash !== '');
             history.back();
             await until(() => location.hash === '' && JSON.stringify(race.config) === own);
             click('play');
             await until(() => !playing() && location.hash.includes('step='));
             history.back();
             await until(() => location.hash === '' && playing() && step() > 2);",
        );
    });
}

#[test]
fn what_is_wrong_in_an_address_is_said_and_a_place_in_the_page_is_none() {
    browse(|page| {
        open(page, "v1&objective=rosenbrock&steps=70&start=1&step=20&colour=red");
        page.until("step() === 20 && !part('message').hidden");
        let message: String = page.get("return text('message')");
        assert_eq!(
            message,
            "Ignored in the address: \"colour\" is not known; start is [1]; it must be two finite numbers."
        );
        let found = config(page);
        assert_eq!((found.objective.formula(), found.steps), ("(1 - x)^2 + 100*(y - x^2)^2", 70));
        page.run(
            "const heading = document.querySelector('footer');
             heading.id = 'the-race';
             const moved = new Promise((done) => addEventListener('popstate', done, { once: true }));
             location.hash = '#the-race';
             await moved;
             await nextFrame();",
        );
        assert_eq!(config(page), found);
    });
}

#[test]
fn nothing_in_an_address_is_markup_or_keeps_the_page_from_running() {
    let links = stored();
    let parts = [
        "%00",
        "%FF",
        "<script>alert(1)</script>",
        "\u{1f600}",
        "#",
        "-1e400",
        "\"><img src=x onerror=alert(1)>",
        "v2",
        "%2528",
        "formula=1/0",
    ];
    let mut hashes = Vec::new();
    for (link, part) in links.iter().flat_map(|link| parts.map(|part| (link, part))).step_by(3) {
        for name in ["racers=", "formula="] {
            hashes.push(link.replacen(name, &format!("{name}{part}"), 1));
        }
        hashes.push(format!("{link}&{part}"));
    }
    browse(|page| {
        page.goto("");
        page.until("ready()");
        let told: usize = page.with(
            "let told = 0;
             window.alert = () => { throw new Error('a script ran'); };
             for (const hash of given) {
               const changes = location.hash !== `#${hash}`;
               const moved = new Promise((done) => addEventListener('popstate', done, { once: true }));
               location.hash = hash;
               // What differs in encoding alone is no other address.
               if (changes) await Promise.race([moved, frames(2)]);
               const { steps, racers } = race.config;
               if (!(steps >= 1 && steps <= 1e6 && racers.length >= 1)) throw new Error(`${hash}: no run`);
               if (race.shadowRoot.querySelector('script, img')) throw new Error(`${hash}: markup`);
               told += !part('message').hidden;
             }
             return told;",
            json!(hashes),
        );
        assert!(told > hashes.len() / 3, "only {told} of {} were remarked on", hashes.len());
        // In one go: a run of a few steps is soon at its end.
        page.run("if (!playing()) click('play'); await until(() => playing() && step() >= 0);");
    });
}

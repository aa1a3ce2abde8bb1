//! The page's address is the run.

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

#[test]
fn a_link_opens_its_run_at_its_step() {
    browse(|page| {
        for link in stored() {
            let expected = Link::read(&link).link;
            open(page, &link);
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
        assert_eq!(hash, "");
        page.run("click('play'); await until(() => !playing()); await pause(50);");
        let [added, step, shown]: [u32; 3] = page.with(
            "return [history.length - given, Number(location.hash.match(/&step=(\\d+)$/)[1]), step()]",
            entries.clone(),
        );
        assert_eq!((added, step), (1, shown));
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
             await pause(50);
             return [...found, history.length - given, Number(location.hash.match(/&step=(\\d+)$/)[1])];",
            entries.clone(),
        );
        assert_eq!(written, [1, 1, 1, 2, 30]);
        page.run("choose('objective', 'booth'); await pause(50);");
        // It plays: whoever opens this sees it play.
        page.until("location.hash.includes('objective=booth') && !location.hash.includes('step=')");
        page.run(
            "if (!playing()) click('play');
             await until(() => playing() && step() > 3);
             window.length = history.length;
             await until(() => step() > 12);
             if (history.length !== window.length) throw new Error('playing wrote');",
        );
        // Typing is a gesture until the field is left.
        let typed: [u32; 2] = page.get(
            "const before = history.length;
             for (const formula of ['x^2', 'x^2 +', 'x^2 + y^2']) {
               part('formula').value = formula;
               part('formula').dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
               await pause(10);
             }
             const during = history.length - before;
             part('formula').dispatchEvent(new Event('change', { bubbles: true }));
             await pause(50);
             return [during, history.length - before];",
        );
        assert_eq!(typed, [0, 1]);
        page.until("location.hash.includes('formula=x^2+y^2') || location.hash.includes('formula=x^2%20+%20y^2')");
    });
}

#[test]
fn a_key_that_is_held_down_is_one_entry() {
    browse(|page| {
        page.goto("");
        page.until("ready() && playing()");
        page.run("click('play'); await until(() => !playing()); seek(10); await until(() => step() === 10); await pause(50);");
        let found: [u32; 3] = page.get(
            "const before = history.length;
             const key = (kind, repeat) => part('figure').dispatchEvent(
               new KeyboardEvent(kind, { key: '.', repeat, bubbles: true, composed: true, cancelable: true }));
             part('figure').focus();
             key('keydown', false);
             await until(() => step() === 11);
             await pause(50);
             for (let time = 0; time < 8; time++) {
               key('keydown', true);
               await pause(30);
             }
             const during = history.length - before;
             key('keyup', false);
             await pause(50);
             return [during, history.length - before, Number(location.hash.match(/&step=(\\d+)$/)[1])];",
        );
        assert_eq!(found, [0, 1, 19]);
    });
}

#[test]
fn back_and_forward_restore_the_run_exactly() {
    browse(|page| {
        page.goto("");
        page.until("ready() && playing()");
        page.run(
            "click('play');
             await until(() => !playing());
             window.seen = [];
             const still = () => until(async () => {
               const before = String(await hashes());
               await pause(60);
               return String(await hashes()) === before;
             });
             const note = async () => { await still(); seen.push([location.hash, JSON.stringify(race.config), String(await hashes()), step()]); };
             seek(40); await note();
             choose('objective', 'himmelblau'); await until(() => playing()); click('play'); await until(() => !playing()); seek(25); await note();
             part('formula').value = 'sin(x)*cos(y)';
             part('formula').dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
             part('formula').dispatchEvent(new Event('change', { bubbles: true }));
             await until(() => playing()); click('play'); await until(() => !playing()); seek(33); await note();
             const same = async ([hash, config, picture, at]) => {
               await until(() => location.hash === hash && step() === at);
               await still();
               const found = [JSON.stringify(race.config) === config, String(await hashes()) === picture];
               if (String(found) !== 'true,true') throw new Error(`${hash}: ${found}`);
             };
             for (let at = 1; at >= 0; at--) {
               while (location.hash !== seen[at][0]) { history.back(); await pause(100); }
               await same(seen[at]);
             }
             for (let at = 1; at < 3; at++) {
               while (location.hash !== seen[at][0]) { history.forward(); await pause(100); }
               await same(seen[at]);
             }",
        );
    });
}

#[test]
fn an_entry_of_a_race_that_plays_plays_again() {
    browse(|page| {
        page.goto("");
        page.until("ready() && playing() && step() > 5");
        page.run(
            "click('play');
             await until(() => !playing() && location.hash.includes('step='));
             history.back();
             await until(() => location.hash === '' && playing() && step() > 2);",
        );
    });
}

#[test]
fn a_key_that_comes_up_elsewhere_ends_its_gesture() {
    browse(|page| {
        page.goto("");
        page.until("ready() && playing()");
        page.run(
            "click('play');
             await until(() => !playing());
             part('figure').focus();
             part('figure').dispatchEvent(
               new KeyboardEvent('keydown', { key: '.', bubbles: true, composed: true, cancelable: true }));
             await pause(50);
             window.dispatchEvent(new Event('blur'));
             click('restart');
             await until(() => location.hash.endsWith('&step=0'));",
        );
    });
}

#[test]
fn before_the_first_entry_stands_the_pages_own_run() {
    browse(|page| {
        page.goto("");
        page.until("ready() && playing()");
        page.run(
            "const own = JSON.stringify(race.config);
             choose('objective', 'booth');
             await until(() => location.hash !== '');
             history.back();
             await until(() => location.hash === '' && JSON.stringify(race.config) === own);",
        );
    });
}

#[test]
fn what_is_wrong_in_an_address_is_said_and_the_rest_is_shown() {
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
        // A place in the page is none of it.
        page.run(
            "const heading = document.querySelector('h2');
             heading.id = 'the-race';
             location.hash = '#the-race';
             await pause(100);",
        );
        assert_eq!(config(page), found);
        // The next thing that the user does is true again.
        page.run("choose('objective', 'bowl');");
        page.until("part('message').hidden");
    });
}

#[test]
fn any_address_gives_a_page_that_runs() {
    // Natively a hundred thousand are tried; here it is the page that is to hold.
    let links = stored();
    let parts = [
        "%00",
        "%FF",
        "<script>alert(1)</script>",
        "\u{1f600}",
        "99999999999999999999",
        "(((((((",
        "))))",
        "racers=",
        "&&&&",
        "=",
        "#",
        "NaN",
        "-1e400",
        "\"><img src=x onerror=alert(1)>",
        "steps=0",
        "v2",
        "%2528",
        "formula=1/0",
        "sgd(lr=",
        "step=-1",
    ];
    let mut seed = 1_u64;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % below
    };
    let mut hashes = Vec::new();
    for _ in 0..500 {
        let mut letters: Vec<char> = links[random(links.len())].chars().collect();
        for _ in 0..=random(4) {
            let at = random(letters.len());
            match random(3) {
                0 => drop(letters.drain(at..(at + 1 + random(20)).min(letters.len()))),
                1 => letters[at] = char::from(u8::try_from(32 + random(95)).unwrap()),
                _ => drop(letters.splice(at..at, parts[random(parts.len())].chars())),
            }
            if letters.is_empty() {
                letters.push('v');
            }
        }
        hashes.push(letters.into_iter().collect::<String>());
    }
    browse(|page| {
        page.goto("");
        page.until("ready()");
        let told: u32 = page.with(
            "let told = 0;
             window.alert = () => { throw new Error('a script ran'); };
             for (const hash of given) {
               location.hash = hash;
               await new Promise((done) => addEventListener('popstate', done, { once: true }) ?? setTimeout(done, 50));
               const { steps, racers } = race.config;
               if (!(steps >= 1 && steps <= 1e6 && racers.length >= 1)) throw new Error(`${hash}: no run`);
               if (race.shadowRoot.querySelector('script, img')) throw new Error(`${hash}: markup`);
               told += !part('message').hidden;
             }
             return told;",
            json!(hashes),
        );
        assert!(told > 200, "only {told} of 500 were remarked on");
        page.run("if (!playing()) click('play');");
        page.until("playing() && step() >= 0");
    });
}

#[test]
fn a_link_has_the_step_that_was_asked_for_before_it_is_computed() {
    browse(|page| {
        page.before_scripts(
            "addEventListener('downhill-change', ({ detail }) => (window.changed = detail.step));",
        );
        page.prefer("prefers-reduced-motion", "reduce");
        page.goto("");
        page.until("ready() && step() === 100");
        // Without motion a race that is chosen stands at its end at once.
        page.run(
            "choose('objective', 'rosenbrock');
             await until(() => location.hash.includes('objective=rosenbrock'));
             const { steps } = race.config;
             if (!location.hash.endsWith(`&step=${steps}`) || changed !== steps) throw new Error(location.hash);",
        );
        // So does one whose start is moved.
        open(page, "v1&objective=bowl&racers=sgd&steps=1000000&step=1000000");
        page.run("part('start').focus();");
        page.press("\u{e012}");
        page.run(
            "await until(() => location.hash.includes('start='));
             if (!location.hash.endsWith('&step=1000000')) throw new Error(location.hash);",
        );
        // And what Share offers agrees.
        open(page, "v1&objective=bowl&racers=sgd,adam&steps=1000000&step=0");
        let same: bool = page.get(
            "race.shadowRoot.querySelector('.share summary').click();
             seek(1000000);
             const field = (name) => race.shadowRoot.querySelector(`[data-share=${name}]`).value;
             await until(() => field('element').includes('shown-step=\"1000000\"'));
             return location.hash.endsWith('&step=1000000') && field('link').endsWith('&step=1000000');",
        );
        assert!(same);
    });
}

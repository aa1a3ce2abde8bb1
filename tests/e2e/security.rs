//! What embedders are promised.

use std::fs;

use serde_json::{Value, json};

use crate::session::{Session, Wishes, browse, browse_with, dist};

/// The policy under which everything works.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; \
     style-src 'self'; img-src 'self' data:; require-trusted-types-for 'script'; \
     trusted-types downhill-race downhill-jobs downhill-export lit-html";

#[test]
fn the_page_carries_the_policy_and_has_nothing_that_it_forbids() {
    let html = fs::read_to_string(dist().join("index.html")).unwrap();
    assert!(html.contains(&format!("http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\"")));
    assert!(!html.contains("style=") && !html.contains("<style"));
    assert_eq!(
        html.matches("<script").count(),
        html.matches("<script type=\"module\" src=").count()
    );
    browse(|page| {
        page.before_scripts(
            "window.violations = [];
             document.addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective));",
        );
        page.goto("");
        page.until("ready() && step() > 3");
        page.run(
            "click('share');
             id('share').close();
             await chooseObjective('booth');
             id('more-0').click();
             for (const tab of ['step', 'noise', 'numbers', 'code', 'chart']) await openTab(tab);
             (await until(() => part('start-lessons'))).click();
             await frames();",
        );
        let found: Vec<String> = page.get("return violations");
        assert_eq!(found, Vec::<String>::new());
        // The policy works: it is not that nothing was watched.
        page.expect_in_console("Content Security Policy");
        page.run(
            "const styled = document.body.appendChild(document.createElement('p'));
             styled.setAttribute('style', 'color: red');
             await until(() => violations.length > 0);",
        );
    });
}

/// The page, a post, and the page for a frame. What they request is looked at after every test.
const PLACES: [&str; 3] =
    ["", "fixtures/post.html", "downhill/embed.html?objective=himmelblau&autoplay"];

#[test]
fn nothing_is_stored() {
    for place in PLACES {
        browse(|page| {
            page.goto(place);
            page.until("ready()");
            page.run(
                "if (part('objective')) choose('objective', 'booth');
                 choose('speed', '16');
                 if (!playing()) click('play');
                 await until(() => step() > 3);
                 seek(2);
                 await frames();",
            );
            let found: Value = page.get(
                "return [document.cookie, localStorage.length, sessionStorage.length,
                   (await indexedDB.databases()).length, (await caches.keys()).length,
                   (await navigator.serviceWorker.getRegistrations()).length]",
            );
            assert_eq!(found, json!(["", 0, 0, 0, 0, 0]), "{place}");
        });
    }
}

#[test]
fn nothing_in_a_post_or_a_frame_is_against_its_policy() {
    for place in &PLACES[1..] {
        browse(|page| {
            page.before_scripts(
                "window.violations = [];
                 document.addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective));",
            );
            page.goto(place);
            let policy: String = page.get(
                "return document.querySelector('meta[http-equiv=Content-Security-Policy]').content",
            );
            // A frame may load nothing but what its script, known by its hash, loads.
            let strict = if place.contains("embed") {
                ["default-src 'none'; script-src 'sha256-", "='; img-src data:"]
            } else {
                ["default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; ", ""]
            };
            assert!(policy.starts_with(strict[0]), "{place}: {policy}");
            assert!(policy.contains(strict[1]) && !policy.contains("http"), "{place}: {policy}");
            page.until("ready()");
            page.run(
                "if (!playing()) click('play');
                 await until(() => step() > 3);
                 race.toDataURL();",
            );
            let found: Vec<String> = page.get("return violations");
            assert_eq!(found, Vec::<String>::new(), "{place}");
        });
    }
}

/// Visits a server that has another byte in a module.
fn browse_tampered(module: &str, visit: impl FnOnce(&Session)) {
    let mut bytes = fs::read(dist().join("downhill").join(module)).unwrap();
    let at = bytes.len() - 2000;
    bytes[at] ^= 1;
    // Another test may have a file of the same module.
    let test = std::thread::current().name().unwrap_or_default().replace("::", "-");
    let name = format!("downhill-{}-{test}-{module}", std::process::id());
    let file = std::env::temp_dir().join(name);
    fs::write(&file, bytes).unwrap();
    let at = format!("/downhill/{module}");
    let wishes = Wishes { folders: &[(&at, file.clone())], ..Wishes::default() };
    browse_with(&wishes, visit);
    fs::remove_file(&file).unwrap();
}

/// Opens a page with another byte in its module.
fn tampered_with(module: &str, open: impl FnOnce(&Session)) {
    browse_tampered(module, |page| {
        page.expect_in_console("downhill-race:");
        open(page);
        page.until("race.shadowRoot.querySelector('[part=message]')");
        let [message, shown]: [Value; 2] = page.get(
            "return [race.shadowRoot.querySelector('[part=message]').textContent, race.getBoundingClientRect().height > 20]",
        );
        assert_eq!(
            message,
            format!("{module} does not match this version, or is damaged. Reload the page.")
        );
        assert_eq!(shown, true);
        let refused: Value = page.get("return race.ready.then(() => '', (error) => error.message)");
        assert_eq!(refused, message);
    });
}

#[test]
fn a_module_that_was_tampered_with_does_not_run() {
    tampered_with("engine_bg.wasm", |page| {
        page.open_blank();
        page.run(
            "const made = document.createElement('downhill-race');
             made.textContent = 'a fallback';
             document.querySelector('main').append(made);",
        );
    });
}

#[test]
fn nor_does_one_that_was_loaded_beforehand() {
    tampered_with("playground_bg.wasm", |page| page.goto(""));
}

#[test]
fn nor_does_that_of_a_post_which_begins_with_a_figure() {
    tampered_with("engine_bg.wasm", |page| page.goto("fixtures/preloaded.html"));
}

#[test]
fn nor_does_that_of_a_program() {
    browse_tampered("downhill_bg.wasm", |page| {
        page.open_blank();
        let error: String = page.get(
            "const { default: init } = await import('/downhill/downhill.js');
             return init().then(() => 'none', ({ message }) => message);",
        );
        assert!(error.starts_with("downhill_bg.wasm does not match"), "{error}");
    });
}

#[test]
fn text_from_outside_is_never_markup() {
    let script = "<img src=x onerror=alert(1)><script>alert(1)</script>\"'&";
    let encoded: String = script.bytes().map(|byte| format!("%{byte:02X}")).collect();
    browse(|page| {
        page.before_scripts("window.alert = () => { window.ran = true; };");
        page.open_figure(&json!({
            "racers": format!("sgd#{encoded},adam"), "alt": script, "steps": "5",
        }));
        let found: Value = page.get(
            "return [text('label0'), part('picture').getAttribute('aria-label'),
               race.shadowRoot.querySelector('script, img') === null, window.ran === undefined]",
        );
        assert_eq!(found, json!([script, script, true, true]));
        for (name, value) in [("formula", script), ("racers", script), ("controls", script)] {
            let _: Value = page.with(
                "race.setAttribute(given[0], given[1]);
                 await until(() => !part('message').hidden && (given[0] === 'formula' || text('message').includes('<img')));
                 race.removeAttribute(given[0]);
                 await until(() => part('message').hidden);",
                json!([name, value]),
            );
        }
        let found: Value = page.get(
            "return [race.shadowRoot.querySelector('script, img') === null, window.ran === undefined]",
        );
        assert_eq!(found, json!([true, true]));
        // And so in the page, from its address.
        page.goto(&format!(
            "#v1&racers=sgd%23{}&objective={encoded}",
            encoded.replace("%22", "%2522")
        ));
        page.until("ready() && !part('message').hidden");
        page.run("click('share'); await frames();");
        let found: Value = page.get(
            "return [document.querySelectorAll('main script, dialog script, #objective img, #share img, .side img').length === 0, window.ran === undefined]",
        );
        assert_eq!(found, json!([true, true]));
    });
}

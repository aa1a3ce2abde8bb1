//! Files that are missing, broken, slow, of the wrong type or of another release: the children stay, and a
//! sentence names file and cause.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::driver::Engine;
use crate::engines::Capability;
use crate::files::{copy, run};
use crate::odd_server::{Answer, OddServer};
use crate::session::{Session, Wishes, browse, browse_with, dist};

/// Runs a test in a tab that visits a server which can answer oddly.
fn browse_oddly(test: impl FnOnce(&Session, &OddServer)) {
    let server = OddServer::start();
    let url = server.url();
    let injection = Some(server.injection.clone());
    browse_with(&Wishes { origin: Some(&url), injection, ..Wishes::default() }, |page| {
        // The browser's own words about what it did not get, and ours.
        page.expect_in_console("/downhill/");
        page.expect_in_console("downhill-race:");
        page.before_scripts(
            "window.told = [];
             addEventListener('downhill-error', ({ detail }) => told.push(detail));",
        );
        test(page, &server);
    });
}

/// Asserts that the page's figure shows its children and has said this, once and as an event too.
fn assert_said(page: &Session, case: &str, sentence: &str, reason: &str) {
    page.until("race.shadowRoot?.querySelector('[part=message]')");
    let found: Value = page.get(
        "await until(() => told.length > 0);
         const child = race.firstElementChild;
         return [race.shadowRoot.querySelector('[part=message]').innerText, child.checkVisibility() && child.getBoundingClientRect().height > 0,
           told.map(({ message, reason }) => [message, reason]), watch.errors];",
    );
    assert_eq!(found, json!([sentence, true, [[sentence, reason]], []]), "{case}");
}

/// What is said of a file that comes so, and why.
fn words(file: &str, answer: &Answer) -> (String, &'static str) {
    let (said, reason) = match answer {
        Answer::Status(404) => ("was not found (404).", "load"),
        Answer::Status(_) => ("was not given by the server (503).", "load"),
        Answer::Page => ("is an HTML page on this server, not the program.", "load"),
        Answer::Type(_) => ("is text/plain on this server, not the program.", "load"),
        // WebKit hands over what it could not decode.
        Answer::Broken if Engine::chosen() != Engine::WebKit => {
            ("did not arrive: the network or the server failed.", "load")
        }
        _ => ("does not match this version, or is damaged. Reload the page.", "version"),
    };
    (format!("{file} {said}"), reason)
}

#[test]
fn a_post_says_which_file_did_not_come_and_why() {
    browse_oddly(|page, server| {
        for file in ["engine.js", "engine_bg.wasm"] {
            for answer in [
                Answer::Status(404),
                Answer::Status(503),
                Answer::Page,
                Answer::Half,
                Answer::Broken,
                Answer::Type("text/plain"),
            ] {
                server.answer(file, answer.clone());
                page.goto("fixtures/near.html");
                if file == "engine_bg.wasm" && matches!(answer, Answer::Type(_)) {
                    // Of a module the bytes count alone.
                    page.until("ready()");
                    continue;
                }
                let (sentence, reason) = words(file, &answer);
                assert_said(page, &format!("{file}, {answer:?}"), &sentence, reason);
            }
        }
    });
}

#[test]
fn without_its_first_script_a_post_shows_the_children() {
    browse_oddly(|page, server| {
        page.expect_in_console("module script");
        page.expect_in_console("SyntaxError");
        for answer in [Answer::Status(404), Answer::Page, Answer::Broken, Answer::Half] {
            server.answer("define.js", answer.clone());
            page.goto("fixtures/near.html");
            let shown: bool = page.get("return race.querySelector('p').checkVisibility()");
            assert!(shown, "{answer:?}");
        }
    });
}

#[test]
fn what_is_slow_is_waited_for_with_the_children_shown() {
    browse_oddly(|page, server| {
        for file in ["define.js", "engine.js", "engine_bg.wasm"] {
            server.answer(file, Answer::Held);
            page.goto("fixtures/later.html");
            page.run("load(); await frames(6);");
            let shown: bool = page.get(
                "return race.querySelector('p').checkVisibility() && !race.shadowRoot?.querySelector('canvas, [part=message]')",
            );
            assert!(shown, "{file}");
            server.release();
            page.until("ready() && !race.querySelector('p').checkVisibility()");
        }
    });
}

#[test]
fn through_a_bundler_too_the_file_is_named() {
    browse_oddly(|page, server| {
        page.expect_in_console("module script");
        for (file, answer) in [
            ("module.bundled.js", Answer::Status(404)),
            ("module.bundled.js", Answer::Page),
            ("module.bundled.js", Answer::Broken),
            ("engine.js", Answer::Status(404)),
        ] {
            server.answer(file, answer.clone());
            page.goto("fixtures/undefined.html");
            page.run("await import('/downhill/define.bundled.js');");
            page.until("race.shadowRoot.querySelector('[part=message]')");
            let [message, reason]: [String; 2] = page
                .get("await until(() => told.length); return [told[0].message, told[0].reason]");
            assert!(
                message.starts_with("The figure's program could not be loaded or started (")
                    && message.contains(&format!("/downhill/{file}")),
                "{message}"
            );
            assert_eq!(reason, "load");
        }
    });
}

#[test]
fn a_frame_is_never_blank() {
    browse_oddly(|page, server| {
        page.expect_in_console("SyntaxError");
        let sentence =
            "The race has not loaded yet. It needs JavaScript, WebAssembly and the file embed.js.";
        let seen = "const late = document.querySelector('#late');
             await until(() => late.checkVisibility({ visibilityProperty: true }));
             return late.innerText;";
        for answer in [Answer::Status(404), Answer::Page, Answer::Broken, Answer::Half] {
            server.answer("embed.js", answer.clone());
            page.goto("downhill/embed.html");
            // The sentence does not flash up where the script has come, and is known at once where not.
            let at_once: bool = page.get(
                "return document.querySelector('#late').checkVisibility({ visibilityProperty: true })",
            );
            let has_come = matches!(answer, Answer::Page | Answer::Half);
            assert!(!has_come || !at_once, "{answer:?}");
            page.run("for (const animation of document.getAnimations()) animation.finish();");
            let found: String = page.get(seen);
            assert_eq!(found, sentence, "{answer:?}");
        }
    });
}

#[test]
fn the_page_is_never_blank() {
    browse_oddly(|page, server| {
        page.expect_in_console("module script");
        page.expect_in_console("SyntaxError");
        let picture = "race.querySelector('img').complete && race.querySelector('img').naturalWidth > 0 && race.querySelector('img').checkVisibility()";
        for answer in [Answer::Status(404), Answer::Page, Answer::Broken, Answer::Half] {
            server.answer("page.js", answer.clone());
            page.goto("");
            page.until(picture);
            page.run("for (const animation of document.getAnimations()) animation.finish();");
            let late: String = page.get(
                "const late = document.querySelector('.late');
                 await until(() => late.checkVisibility({ visibilityProperty: true }));
                 return late.innerText;",
            );
            assert_eq!(
                late,
                "The race has not loaded yet. It needs JavaScript, WebAssembly and the file downhill/page.js.",
                "{answer:?}"
            );
        }
        for answer in [Answer::Status(404), Answer::Page, Answer::Half, Answer::Broken] {
            server.answer("playground_bg.wasm", answer.clone());
            page.goto("");
            let (sentence, reason) = words("playground_bg.wasm", &answer);
            assert_said(page, &format!("{answer:?}"), &sentence, reason);
            page.until(picture);
        }
        server.answer("page.css", Answer::Status(404));
        page.goto("");
        page.until("ready() && part('play')");
    });
}

#[test]
fn a_program_says_which_file_did_not_come() {
    browse_oddly(|page, server| {
        for answer in [Answer::Status(404), Answer::Page, Answer::Half] {
            server.answer("downhill_bg.wasm", answer.clone());
            page.goto("fixtures/blank.html");
            let said: String = page.get(
                "const { default: init } = await import('/downhill/downhill.js');
                 return init().then(() => 'none', ({ message }) => message);",
            );
            assert_eq!(said, words("downhill_bg.wasm", &answer).0);
        }
    });
}

#[test]
fn without_a_network_it_says_so_and_tries_again_when_put_in_anew() {
    browse_oddly(|page, _| {
        let network = |offline: bool| {
            page.chromium(Capability::Network, "Network.enable", &json!({}));
            let conditions = json!({"offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1});
            page.chromium(Capability::Network, "Network.emulateNetworkConditions", &conditions);
        };
        page.goto("fixtures/far.html");
        page.run("await customElements.whenDefined('downhill-race');");
        network(true);
        page.run("race.scrollIntoView();");
        let (sentence, reason) = words("engine.js", &Answer::Broken);
        assert_said(page, "offline", &sentence, reason);
        network(false);
        page.run(
            "const home = race.parentElement;
             race.remove();
             await nextFrame();
             home.append(race);
             race.scrollIntoView();
             await until(() => ready());",
        );
    });
}

#[test]
fn a_policy_that_forbids_a_file_is_named() {
    browse(|page| {
        page.expect_in_console("Content Security Policy");
        page.expect_in_console("violates the following");
        page.expect_in_console("The page's policy (trusted-types) does not allow");
        page.expect_in_console("downhill-race:");
        page.expect_in_console("/downhill/");
        for (fixture, sentence) in [
            (
                "fixtures/unconnected.html",
                "The page's policy (connect-src) forbids engine_bg.wasm.",
            ),
            ("fixtures/unscripted.html", "The page's policy (script-src-elem) forbids engine.js."),
            (
                "fixtures/untrusted.html",
                "The page's policy (trusted-types) does not allow \"downhill-race\".",
            ),
        ] {
            page.before_scripts(
                "addEventListener('downhill-error', ({ detail }) => (window.told = detail));",
            );
            page.goto(fixture);
            page.until("race.shadowRoot?.querySelector('[part=message]')");
            let (message, reason, shown): (String, String, bool) = page.get(
                "await until(() => window.told);
                 return [race.shadowRoot.querySelector('[part=message]').innerText, told.reason, race.querySelector('p').checkVisibility()]",
            );
            assert_eq!((message.as_str(), reason.as_str(), shown), (sentence, "policy", true));
        }
    });
}

#[test]
fn it_runs_where_types_are_trusted_and_its_policy_is_allowed() {
    browse(|page| {
        page.before_scripts(
            "window.violations = [];
             document.addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective));",
        );
        page.goto("fixtures/trusted.html");
        page.until("ready()");
        page.run("click('play'); await until(() => playing());");
        assert_eq!(page.get::<Vec<String>>("return violations"), Vec::<String>::new());
    });
}

/// The package of another release: its scripts and its module have other hashes.
fn another_release(into: &Path) {
    copy(&dist().join("downhill"), into);
    let script = r#"
        const { readFileSync, writeFileSync } = require("node:fs");
        const { createHash } = require("node:crypto");
        const at = (name) => process.argv[1] + "/" + name;
        // A section of its own says nothing, but has another hash.
        const module = Buffer.concat([readFileSync(at("engine_bg.wasm")), Buffer.from([0, 3, 2, 104, 105])]);
        writeFileSync(at("engine_bg.wasm"), module);
        const hash = "sha384-" + createHash("sha384").update(module).digest("base64");
        const [version] = readFileSync(at("engine.js"), "utf8").match(/\b[0-9a-f]{12}\b/);
        for (const name of ["define.js", "engine.js"]) {
          const text = readFileSync(at(name), "utf8");
          const other = text.replaceAll(version, "another-one").replace(/sha384-[^"'`]{64}/, hash);
          if (other === text) throw new Error(name);
          writeFileSync(at(name), other);
        }"#;
    run(Command::new("node").args(["--eval", script]).arg(into));
}

pub(crate) fn folder_of_another_release(test: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("downhill-{}-{test}", std::process::id()));
    another_release(&folder);
    folder
}

#[test]
fn after_a_release_old_files_in_the_cache_are_asked_for_anew() {
    browse_oddly(|page, server| {
        let folder = folder_of_another_release("new");
        let old = |name: &str| dist().join("downhill").join(name);
        for name in ["engine.js", "engine_bg.wasm"] {
            server.and(name, Answer::Kept(old(name)));
        }
        page.goto("fixtures/near.html");
        page.until("ready()");
        for name in ["define.js", "engine.js", "engine_bg.wasm"] {
            server.and(name, Answer::File(folder.join(name)));
        }
        page.goto("fixtures/near.html");
        page.until("ready()");
        let asked: Vec<String> = page.get(
            "return performance.getEntriesByType('resource').map(({ name }) => name.split('/downhill/')[1]).filter((name) => name)",
        );
        assert!(asked.contains(&"engine.js?another-one".to_owned()), "{asked:?}");
        std::fs::remove_dir_all(folder).unwrap();
    });
}

#[test]
fn after_a_release_an_old_script_in_the_cache_says_reload_and_that_helps() {
    browse_oddly(|page, server| {
        let folder = folder_of_another_release("old");
        server.and("define.js", Answer::Kept(dist().join("downhill/define.js")));
        page.goto("fixtures/near.html");
        page.until("ready()");
        for name in ["define.js", "engine.js", "engine_bg.wasm"] {
            server.and(name, Answer::File(folder.join(name)));
        }
        page.goto("fixtures/near.html");
        let (sentence, reason) = words("engine.js", &Answer::Half);
        assert_said(page, "old define.js", &sentence, reason);
        page.goto("fixtures/near.html");
        page.until("ready()");
        std::fs::remove_dir_all(folder).unwrap();
    });
}

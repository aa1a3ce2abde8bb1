//! Where the figure cannot run: its children stay, and a sentence says why.

use std::fs;

use serde_json::{Value, json};

use crate::engines::Capability;
use crate::files::folder;
use crate::session::{Session, Wishes, browse, browse_with, dist};

/// Asserts that the page's figure shows its poster, and under it a sentence that begins so.
fn assert_poster(page: &Session, sentence: &str) {
    page.until("race.shadowRoot.querySelector('[part=message]')");
    let [message, count]: [String; 2] = page.get(
        "const messages = race.shadowRoot.querySelectorAll('[part=message]');
         return [messages[0].innerText, String(messages.length)];",
    );
    assert!(message.starts_with(sentence), "{message}");
    assert_eq!(count, "1");
    page.until("race.querySelector('img').complete");
    let seen: bool = page.get(
        "const image = race.querySelector('img');
         return image.naturalWidth > 0 && image.getBoundingClientRect().height > 100
           && image.checkVisibility();",
    );
    assert!(seen);
    let width: f64 = page.get("return race.getBoundingClientRect().width");
    assert!(width > 100.0);
}

#[test]
fn without_javascript_the_poster_and_a_sentence_are_there() {
    browse(|page| {
        page.chromium(
            Capability::ScriptsOff,
            "Emulation.setScriptExecutionDisabled",
            &json!({"value": true}),
        );
        page.goto("");
        // The page's own scripts are off, but not what the protocol evaluates.
        let found = page.chromium(
            Capability::ScriptsOff,
            "Runtime.evaluate",
            &json!({"returnByValue": true, "expression":
                "(() => {
                   const image = document.querySelector('downhill-race img');
                   const sentence = document.querySelector('downhill-race noscript p');
                   return [image.naturalWidth > 0, image.getBoundingClientRect().height > 100,
                     sentence.getBoundingClientRect().height > 0, sentence.innerText,
                     document.querySelector('downhill-race').shadowRoot === null];
                 })()"}),
        );
        let found = &found["result"]["value"];
        let expected = "A still picture: the race needs JavaScript and WebAssembly.";
        assert_eq!(*found, json!([true, true, true, expected, true]));
        page.chromium(
            Capability::ScriptsOff,
            "Emulation.setScriptExecutionDisabled",
            &json!({"value": false}),
        );
    });
}

#[test]
fn without_webassembly() {
    browse(|page| {
        page.before_scripts("delete globalThis.WebAssembly;");
        page.goto("");
        assert_poster(page, "This figure needs WebAssembly, which this browser does not have");
    });
}

#[test]
fn without_simd() {
    browse(|page| {
        page.expect_in_console("downhill-race:");
        page.before_scripts(
            "WebAssembly.instantiate = async () => { throw new WebAssembly.CompileError('SIMD'); };
             WebAssembly.validate = () => false;",
        );
        page.goto("");
        assert_poster(page, "This figure needs WebAssembly SIMD: ");
    });
}

#[test]
fn without_decompression_of_what_is_inlined() {
    browse(|page| {
        page.expect_in_console("downhill-race:");
        page.before_scripts(
            "delete globalThis.DecompressionStream;
             addEventListener('downhill-error', ({ detail }) => (window.told = detail));",
        );
        page.goto("downhill/embed.html");
        page.until("window.told && race.shadowRoot.querySelector('[part=message]')");
        let [reason, message]: [String; 2] = page.get("return [told.reason, told.message]");
        assert_eq!(reason, "decompression");
        assert!(message.starts_with("This figure needs DecompressionStream: "), "{message}");
    });
}

#[test]
fn every_module_has_the_hook_by_which_a_panic_says_what_it_is() {
    for module in ["downhill_bg.wasm", "engine_bg.wasm", "playground_bg.wasm"] {
        let bytes = fs::read(dist().join("downhill").join(module)).unwrap();
        // What the hook puts between the message and where the script was.
        let mark = b"\n\nStack:\n\n";
        assert!(bytes.windows(mark.len()).any(|part| part == mark), "{module}");
    }
}

#[test]
fn where_the_pages_policy_forbids_webassembly() {
    browse(|page| {
        page.expect_in_console("downhill-race:");
        page.expect_in_console("WebAssembly");
        page.expect_in_console("Content Security Policy");
        page.before_scripts(
            "addEventListener('downhill-error', ({ detail }) => (window.told = detail));",
        );
        page.goto("fixtures/forbidden.html");
        let why = "This figure needs WebAssembly: 'wasm-unsafe-eval' in the page's policy.";
        assert_poster(page, why);
        let told: [String; 2] = page.get("return [told.reason, told.message]");
        assert_eq!(told, ["policy", why]);
    });
}

#[test]
fn without_a_canvas() {
    browse(|page| {
        page.before_scripts("HTMLCanvasElement.prototype.getContext = () => null;");
        page.goto("");
        assert_poster(page, "This figure needs a 2-D canvas");
    });
}

#[test]
fn without_the_program() {
    let wishes = Wishes {
        folders: &[("/downhill/playground_bg.wasm", folder("no-such-folder"))],
        ..Wishes::default()
    };
    browse_with(&wishes, |page| {
        // The browser's own message about the 404, and ours about what came of it.
        page.expect_in_console("playground_bg.wasm");
        page.expect_in_console("downhill-race:");
        page.before_scripts(
            "window.unhandled = 0;
             for (const kind of ['error', 'unhandledrejection']) addEventListener(kind, () => unhandled++);",
        );
        page.goto("");
        assert_poster(page, "playground_bg.wasm was not found (404).");
        let unhandled: u32 = page.get("return unhandled");
        assert_eq!(unhandled, 0);
    });
}

#[test]
fn after_a_trap_every_figure_says_so_and_nothing_calls_in_again() {
    browse(|page| {
        page.expect_in_console("as if unreachable");
        page.goto("");
        page.until("ready() && playing()");
        page.run(
            "const other = await mount({ loading: 'eager' });
             CanvasRenderingContext2D.prototype.stroke = () => {
               // The page's own, where scripts of the driver run in a world beside it.
               throw new window.WebAssembly.RuntimeError('as if unreachable');
             };
             const message = (of) => of.shadowRoot.querySelector('[part=message]')?.textContent;
             await until(() => message(race)?.startsWith('The figure stopped'));
             await until(() => message(other)?.startsWith('The figure stopped'));",
        );
        assert_poster(page, "The figure stopped at an error in its program.");
        // Nor does one that comes later.
        page.run(
            "const late = document.createElement('downhill-race');
             late.setAttribute('loading', 'eager');
             document.querySelector('main').append(late);
             await until(() => late.shadowRoot.querySelector('[part=message]'));",
        );
    });
}

#[test]
fn the_children_stay_until_a_slow_program_has_come() {
    browse(|page| {
        // Hold back the program alone, until the test lets it come.
        page.before_scripts(
            "const fetched = window.fetch;
             window.fetch = async (...given) => {
               await new Promise((come) => { window.letCome = come; });
               return fetched(...given);
             };",
        );
        page.goto("");
        page.until("window.letCome && race.querySelector('img').complete");
        let shown: bool = page.get(
            "return race.querySelector('img').getBoundingClientRect().height > 100
               && race.shadowRoot.querySelector('canvas') === null;",
        );
        assert!(shown);
        // Meanwhile it may go, come back, and change.
        page.run(
            "const home = race.parentElement, next = race.nextSibling;
             race.remove();
             await nextFrame();
             home.insertBefore(race, next);
             race.setAttribute('steps', '50');
             letCome();",
        );
        page.until("ready() && step() > 0 && part('seek').max === '50'");
        let gone: Value = page.get("return race.querySelector('img').checkVisibility()");
        assert_eq!(gone, false);
    });
}

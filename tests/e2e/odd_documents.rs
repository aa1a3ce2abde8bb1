//! Documents in which something is missing, changed, or there twice: the figure runs, or the children stay
//! and a sentence says why.

use serde_json::{Value, json};

use crate::lost_files::folder_of_another_release;
use crate::session::{Session, Wishes, browse, browse_with};

/// Asserts that the first figure shows its child and this sentence, and has sent it with this reason.
fn assert_said(page: &Session, sentence: &str, reason: &str) {
    page.until("race.shadowRoot?.querySelector('[part=message]')");
    let found: Value = page.get(
        "await until(() => window.told);
         return [race.shadowRoot.querySelector('[part=message]').innerText, told.reason, race.querySelector('p').checkVisibility()]",
    );
    assert_eq!(found, json!([sentence, reason, true]));
}

#[test]
fn what_a_browser_lacks_is_named() {
    browse(|page| {
        page.before_scripts(
            "addEventListener('downhill-error', ({ detail }) => (window.told = detail));
             const lacks = location.hash.slice(1);
             // The tests' own clock comes back.
             window.lacking = window[lacks];
             if (lacks) delete window[lacks];",
        );
        for (lacks, reason) in [("WebAssembly", "wasm"), ("ResizeObserver", "browser")] {
            page.goto(&format!("fixtures/near.html#{lacks}"));
            page.run("window[location.hash.slice(1)] = lacking;");
            let sentence = format!(
                "This figure needs {lacks}, which this browser does not have or has switched off."
            );
            assert_said(page, &sentence, reason);
            page.goto("fixtures/blank.html");
        }
    });
}

#[test]
fn without_a_canvas_a_post_shows_the_children() {
    browse(|page| {
        page.before_scripts(
            "addEventListener('downhill-error', ({ detail }) => (window.told = detail));
             HTMLCanvasElement.prototype.getContext = () => null;",
        );
        page.goto("fixtures/near.html");
        assert_said(
            page,
            "This figure needs a 2-D canvas, which this browser does not give.",
            "canvas",
        );
    });
}

/// What libraries of old did to the browser's own objects, all of it to be found by `for … in`.
const OLD_LIBRARIES: &str = "
    const extra = function () { return 'extra'; };
    for (const { prototype } of [Object, Array, String, Number, Function, Element, Node, Event, Map, Promise]) {
      for (const name of ['extend', 'each', 'inject', 'first', 'last', 'empty', 'clone', 'toObject', 'store', 'retrieve', 'hide', 'show']) prototype[name] ??= extra;
    }
    // Prototype.js
    Array.from = (list) => {
      const all = [];
      for (let at = 0; at < (list.length ?? 0); at++) all.push(list[at]);
      return all;
    };
    Array.prototype.toJSON = String.prototype.toJSON = Object.prototype.toJSON = undefined;
    Array.prototype.toJSON = function () { return `[${this.join()}]`; };
    Object.keys = (of) => Object.getOwnPropertyNames(of).filter((name) => Object.prototype.propertyIsEnumerable.call(of, name));
    Object.values = (of) => Object.keys(of).map((name) => of[name]);
    // MooTools
    window.$ = window.$$ = extra;
    Array.prototype.contains = function (one) { return this.indexOf(one) !== -1; };
    Function.prototype.bind = function (to, ...before) {
      const call = this;
      return function (...given) { return call.apply(to, [...before, ...given]); };
    };
    // Polyfills that take the place of what is there
    window.Promise = class Polyfill extends Promise {};
    window.Map = class Polyfill extends Map {};
    window.Set = class Polyfill extends Set {};
    const { parse, stringify } = JSON;
    window.JSON = { parse: (...given) => parse(...given), stringify: (...given) => stringify(...given) };";

#[test]
fn changed_prototypes_are_no_matter() {
    browse(|page| {
        page.before_scripts(OLD_LIBRARIES);
        page.open_figure(&json!({"racers": "sgd adam(lr=0.1,betas=0.8:0.99)", "steps": "60"}));
        let found: Value = page.get(
            "const { steps, racers } = race.config;
             race.racers = 'momentum';
             await until(() => race.config.racers.length === 1);
             click('restart');
             await until(() => step() === 0);
             click('play');
             await until(() => playing() && step() > 3);
             return [steps, racers.length, racers[1].betas[0], watch.errors];",
        );
        assert_eq!(found, json!([60, 2, 0.8, []]));
        page.goto("");
        page.until("ready() && step() > 3");
        page.run("await chooseObjective('booth'); await openTab('numbers');");
        page.goto("downhill/embed.html?objective=booth&autoplay");
        page.until("ready() && step() > 3");
        assert_eq!(page.get::<Vec<String>>("return watch.errors"), Vec::<String>::new());
    });
}

#[test]
fn of_two_versions_on_a_page_the_first_one_counts() {
    let other = folder_of_another_release("second");
    let wishes = Wishes { folders: &[("/other", other.clone())], ..Wishes::default() };
    browse_with(&wishes, |page| {
        page.open_figure(&json!({"autoplay": ""}));
        let found: Value = page.get(
            "const first = customElements.get('downhill-race');
             await watch.load('/other/define.js');
             const { DownhillRace } = await watch.load('/other/element.js');
             const other = await mount({ racers: 'sgd' });
             await until(() => ready(race) && ready(other) && step(race) > 3);
             const asked = performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname);
             return [DownhillRace === first, other instanceof first, asked.filter((path) => path.startsWith('/other/')), watch.errors];",
        );
        assert_eq!(found, json!([true, true, ["/other/define.js", "/other/element.js"], []]));
        // And the other way round.
        page.goto("fixtures/undefined.html");
        page.run(
            "await watch.load('/other/define.js');
             await watch.load('/downhill/define.js');
             await race.ready;
             await watch.load('/downhill/define.bundled.js');
             const made = await mount({ racers: 'sgd' });
             await until(() => ready(made));",
        );
    });
    std::fs::remove_dir_all(other).unwrap();
}

/// Six megabytes for a module that begins with one and a half.
const LITTLE_MEMORY: &str = concat!(include_str!("fixtures/limited.js"), "limitMemory(90);");

/// More, but too little for a run of a million steps.
const SOME_MEMORY: &str = concat!(include_str!("fixtures/limited.js"), "limitMemory(300);");

#[test]
fn a_run_for_which_there_is_no_memory_ends_early_and_says_so() {
    browse(|page| {
        // What the browser says of a call into the module that was cut off.
        page.expect_in_console("nreachable");
        page.before_scripts(SOME_MEMORY);
        page.open_figure(&json!({"autoplay": "", "loop": ""}));
        let said: String = page.get(
            "const other = Object.assign(document.createElement('downhill-race'), { loading: 'eager', steps: 1000000 });
             other.style.width = '200px';
             document.querySelector('main').append(other);
             const said = await until(() => {
               const message = other.shadowRoot.querySelector('[part=message]');
               return message && !message.hidden && message.textContent;
             });
             const before = step(race);
             await until(() => step(race) !== before && playing(race));
             return said;",
        );
        // The run ends early; where the rest is too little to draw it, the figure does.
        let run = "steps is 1000000; it must be less, since memory has run out";
        let figure = "This page has no memory left for this figure.";
        assert!(said.starts_with(run) || said == figure, "{said}");
    });
}

#[test]
fn a_figure_for_which_there_is_no_memory_says_so_and_the_others_go_on() {
    browse(|page| {
        // What the browser says of a call into the module that was cut off.
        page.expect_in_console("nreachable");
        page.before_scripts(LITTLE_MEMORY);
        page.open_figure(&json!({"autoplay": "", "loop": "", "steps": "60"}));
        let found: Value = page.get(
            "const reasons = [];
             addEventListener('downhill-error', ({ detail }) => reasons.push(detail.reason));
             const all = [];
             while (!reasons.includes('memory') && all.length < 100) {
               const made = document.createElement('downhill-race');
               made.loading = 'eager';
               made.style.width = '300px';
               made.append(Object.assign(document.createElement('p'), { textContent: 'a fallback' }));
               document.querySelector('main').append(made);
               all.push(made);
               await frames(2);
             }
             const failed = all.filter((made) => !made.shadowRoot.querySelector('canvas'));
             const said = failed.map((made) => [made.shadowRoot.querySelector('[part=message]').textContent, made.firstChild.checkVisibility()]);
             const before = step(race);
             await until(() => step(race) !== before && playing(race));
             return [said[0], all.length > failed.length, await Promise.race([failed[0].ready.catch(({ message }) => message), nextFrame()])];",
        );
        let sentence = "This page has no memory left for this figure.";
        assert_eq!(found, json!([[sentence, true], true, sentence]));
    });
}

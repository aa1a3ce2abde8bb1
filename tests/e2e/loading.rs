//! When the element loads, sleeps, wakes and begins again.

use std::process::Command;

use serde_json::{Value, json};

use crate::session::{browse, dist};

#[test]
fn what_was_set_before_the_class_was_known_counts() {
    browse(|page| {
        page.goto("fixtures/undefined.html");
        page.run(
            "race.racers = 'adam';
             race.shownStep = 12;
             const script = document.createElement('script');
             Object.assign(script, { type: 'module', src: '/downhill/define.js' });
             document.head.append(script);
             await customElements.whenDefined('downhill-race');
             await race.ready;
             await settled();",
        );
        let [label, step, attribute]: [String; 3] =
            page.get("return [text('label0'), String(step()), race.getAttribute('racers')]");
        assert_eq!([label, step, attribute], ["Adam", "12", "adam"]);
    });
}

#[test]
fn what_is_asked_before_the_figure_is_ready_happens_when_it_is() {
    browse(|page| {
        page.open_blank();
        let found: Value = page.get(
            "const made = document.createElement('downhill-race');
             made.style.width = '576px';
             made.autoplay = true;
             document.querySelector('main').append(made);
             made.shownStep = 31;
             const before = [made.shownStep, made.playing, made.config === undefined, made.toDataURL()];
             await made.ready;
             await settled();
             return [...before, step(made), made.playing, made.config.steps];",
        );
        assert_eq!(found, json!([31, false, true, "data:,", 31, false, 100]));
    });
}

#[test]
fn defining_it_twice_is_harmless() {
    browse(|page| {
        page.open_figure(&json!({}));
        page.run(
            "const kind = customElements.get('downhill-race');
             await import('/downhill/define.js?again');
             if (customElements.get('downhill-race') !== kind) throw new Error('it was replaced');
             const other = await mount({ racers: 'sgd' });
             await until(() => ready(other) && ready(race));",
        );
    });
}

#[test]
fn a_server_without_elements_can_import_it() {
    let script = "await import(process.argv[1] + '/define.js');
         const { DownhillRace } = await import(process.argv[1] + '/element.js');
         console.log(typeof DownhillRace, DownhillRace.observedAttributes.length);";
    let folder = format!("file://{}", dist().join("downhill").display());
    let node = Command::new("node")
        .args(["--input-type=module", "--eval", script, &folder])
        .output()
        .unwrap();
    assert_eq!(String::from_utf8_lossy(&node.stderr), "");
    assert_eq!(String::from_utf8_lossy(&node.stdout), "function 21\n");
}

#[test]
fn nothing_but_the_small_class_is_loaded_until_the_figure_comes_near() {
    browse(|page| {
        page.goto("fixtures/far.html");
        page.run("await customElements.whenDefined('downhill-race'); await frames(6);");
        let requested = "return performance.getEntriesByType('resource')
             .map(({ name }) => new URL(name).pathname).filter((path) => path.startsWith('/downhill/'))";
        let found: Vec<String> = page.get(requested);
        assert_eq!(found, ["/downhill/define.js"]);
        // The fallback is there meanwhile.
        let shown: bool = page.get("return race.querySelector('p').checkVisibility()");
        assert!(shown);
        page.run("scrollTo(0, race.offsetTop - 1.5 * innerHeight);");
        page.until("ready()");
        let found: Vec<String> = page.get(requested);
        let mut later = found[1..].to_vec();
        later.sort();
        assert_eq!(later, ["/downhill/engine.js", "/downhill/engine_bg.wasm"]);
    });
}

#[test]
fn a_figure_far_away_gives_back_its_memory_and_comes_back_as_it_was() {
    browse(|page| {
        page.goto("fixtures/far.html");
        page.run(
            "await customElements.whenDefined('downhill-race');
             race.scrollIntoView();
             await until(() => ready());
             race.seek(37);
             await settled();
             choose('speed', '4');
             window.before = { hashes: await hashes(), height: document.documentElement.scrollHeight };
             scrollTo(0, 0);
             await until(() => race.shadowRoot.querySelector('canvas') === null);
             if (document.documentElement.scrollHeight !== before.height) throw new Error('the page jumped');
             if (race.shownStep !== 37) throw new Error('its step is lost');
             race.scrollIntoView();
             await until(() => ready());
             await settled();",
        );
        let same: bool = page.get(
            "return String(await hashes()) === String(before.hashes) && step() === 37 && part('speed').value === '4'",
        );
        assert!(same);
        // Where somebody's focus is, it stays.
        page.run(
            "part('play').focus();
             scrollTo(0, 0);
             await frames(6);
             if (race.shadowRoot.activeElement !== part('play')) throw new Error('the focus is lost');",
        );
    });
}

#[test]
fn what_is_asked_of_a_figure_that_sleeps_counts_when_it_wakes() {
    browse(|page| {
        page.goto("fixtures/far.html");
        page.run(
            "await customElements.whenDefined('downhill-race');
             race.style.padding = '30px';
             race.scrollIntoView();
             await until(() => ready() && step() === 100);
             window.asleep = async () => {
               await settled();
               const { height } = race.getBoundingClientRect();
               scrollTo(0, 0);
               await until(() => race.shadowRoot.querySelector('canvas') === null);
               if (race.getBoundingClientRect().height !== height) throw new Error('its place grew');
             };
             window.awake = async () => {
               race.scrollIntoView();
               await until(() => ready());
               await settled();
             };",
        );
        let found: Value = page.get(
            "await asleep();
             race.setAttribute('shown-step', '57');
             race.speed = '4';
             await awake();
             return [step(), part('speed').value];",
        );
        assert_eq!(found, json!([57, "4"]));
        // The end is the end of the run that is asked for now.
        let found: Value = page.get(
            "race.removeAttribute('shown-step');
             race.seek(100);
             await asleep();
             race.steps = 300;
             await awake();
             return [step(), race.config.steps];",
        );
        assert_eq!(found, json!([300, 300]));
        // What cannot be shown leaves what was shown before.
        let found: Value = page.get(
            "race.objective = 'bowl';
             await until(() => race.config.objective === 'bowl');
             race.setAttribute('steps', 'zero');
             await until(() => !part('message').hidden);
             await asleep();
             await awake();
             return [race.config.objective, race.config.steps, text('message')];",
        );
        assert_eq!(
            found,
            json!([
                "bowl",
                300,
                "steps is \"zero\"; it must be a whole number from 1 to 1000000 (column 1). The picture stays as it was."
            ])
        );
    });
}

#[test]
fn a_figure_that_sleeps_says_what_it_showed_and_wakes_without_a_word() {
    browse(|page| {
        page.goto("fixtures/far.html");
        let found: Value = page.get(
            "const said = [];
             for (const kind of ['ready', 'stop']) race.addEventListener(`downhill-${kind}`, () => said.push(kind));
             await customElements.whenDefined('downhill-race');
             race.racers = 'sgd,momentum(lr=1.7e308,momentum=4)#wild';
             const awake = async () => {
               race.scrollIntoView();
               await until(() => ready());
               await settled();
             };
             const asleep = async () => {
               scrollTo(0, 0);
               await until(() => race.shadowRoot.querySelector('canvas') === null);
               return [race.shownStep, race.config.racers[1].label];
             };
             await awake();
             const found = [await asleep()];
             await awake();
             found.push(race.shownStep, said.splice(0));
             // Another run has stops of its own.
             await asleep();
             race.steps = 50;
             await awake();
             return [...found, race.shownStep, said];",
        );
        assert_eq!(found, json!([[100, "wild"], 100, ["ready", "stop"], 50, ["stop"]]));
        // Out of the document its life ends.
        let again: u32 = page.get(
            "let again = 0;
             race.addEventListener('downhill-ready', () => again++);
             const home = race.parentElement;
             race.remove();
             await nextFrame();
             home.append(race);
             race.scrollIntoView();
             await until(() => again > 0);
             return again;",
        );
        assert_eq!(again, 1);
    });
}

#[test]
fn what_stands_for_a_figure_that_sleeps_is_whole_on_paper() {
    browse(|page| {
        page.goto("fixtures/far.html");
        page.run(
            "await customElements.whenDefined('downhill-race');
             race.firstElementChild.style.height = '2000px';
             race.scrollIntoView();
             await until(() => ready());
             scrollTo(0, 0);
             await until(() => race.shadowRoot.querySelector('canvas') === null);",
        );
        let height = "return race.getBoundingClientRect().height";
        // On the screen it has the height that the figure had.
        assert!(page.get::<f64>(height) < 2000.0);
        page.on_paper();
        assert!(page.get::<f64>(height) >= 2000.0);
    });
}

#[test]
fn a_figure_in_a_box_that_scrolls_is_loaded_before_it_is_seen() {
    browse(|page| {
        page.open_blank();
        page.run(
            "const box = document.createElement('section');
             box.style.cssText = 'height: 400px; overflow: auto';
             const above = document.createElement('div');
             above.style.height = '1000px';
             const made = document.createElement('downhill-race');
             made.style.width = '300px';
             box.append(above, made);
             document.querySelector('main').append(box);
             await frames(6);
             if (part('figure')) throw new Error('it is far away');
             box.scrollTop = 300;
             await until(() => part('figure'));
             if (made.getBoundingClientRect().top < box.getBoundingClientRect().bottom) throw new Error('it is seen');",
        );
    });
}

#[test]
fn properties_that_say_nothing_do_not_keep_it_from_starting() {
    browse(|page| {
        page.goto("fixtures/undefined.html");
        page.run(
            "race.shownStep = undefined;
             race.racers = undefined;
             const script = document.createElement('script');
             Object.assign(script, { type: 'module', src: '/downhill/define.js' });
             document.head.append(script);
             await customElements.whenDefined('downhill-race');
             await race.ready;
             await settled();",
        );
        assert_eq!(page.get::<u32>("return step()"), 100);
    });
}

#[test]
fn what_could_not_be_loaded_is_tried_again() {
    browse(|page| {
        page.expect_in_console("downhill-race:");
        page.before_scripts(
            "const fetched = window.fetch;
             window.fetch = async (...given) => {
               if (!window.online) throw new TypeError('offline');
               return fetched(...given);
             };",
        );
        page.open_blank();
        page.run(
            "const made = document.createElement('downhill-race');
             made.style.width = '576px';
             document.querySelector('main').append(made);
             const why = await made.ready.then(() => '', (error) => error.message);
             if (!why.startsWith('engine_bg.wasm did not arrive')) throw new Error(why);
             window.online = true;
             made.remove();
             await nextFrame();
             document.querySelector('main').append(made);
             await made.ready;
             await until(() => ready(made));",
        );
    });
}

#[test]
fn a_post_that_begins_with_a_figure_has_its_engine_on_the_way_at_once() {
    browse(|page| {
        page.goto("fixtures/preloaded.html");
        page.until("ready() && step() > 0");
        let loaded: Vec<(String, bool)> = page.get(
            "const known = performance.getEntriesByName(new URL('/downhill/define.js', location.href).href)[0];
             return performance.getEntriesByType('resource')
               .filter(({ name }) => name.includes('/downhill/engine'))
               .map(({ name, startTime }) => [name.split('/').pop(), startTime < known.responseEnd]);",
        );
        // What had been loaded beforehand in vain would be there a second time.
        let expected = ["engine.js", "engine_bg.wasm"].map(|name| (name.to_owned(), true));
        assert_eq!(loaded, expected);
    });
}

//! What a page's script and its author can do with the element.

use std::process::Command;

use serde_json::{Value, json};

use crate::session::{browse, dist};

#[test]
fn attributes_are_reflected_as_properties() {
    browse(|page| {
        page.open_blank();
        let found: Value = page.get(
            "const race = document.createElement('downhill-race');
             const unset = ['preset', 'objective', 'formula', 'view', 'levels', 'start', 'racers', 'noise', 'steps', 'speed', 'alt'];
             const before = [unset.map((name) => race[name]), race.controls, race.theme, race.loading, race.autoplay, race.loop];
             for (const name of unset) race[name] = name === 'steps' ? 7 : `some ${name}`;
             Object.assign(race, { autoplay: true, loop: true, controls: 'minimal', theme: 'dark', loading: 'eager' });
             const after = [...race.attributes].map(({ name, value }) => [name, value]);
             const back = [race.steps, race.objective, race.autoplay, race.controls];
             Object.assign(race, { autoplay: false, objective: null, controls: 'other' });
             return { before, after, back, cleared: [race.autoplay, race.objective, race.controls, race.hasAttribute('objective')] };",
        );
        let nothing = vec![Value::Null; 11];
        assert_eq!(found["before"], json!([nothing, "full", "auto", "lazy", false, false]));
        assert_eq!(
            found["after"],
            json!([
                ["preset", "some preset"],
                ["objective", "some objective"],
                ["formula", "some formula"],
                ["view", "some view"],
                ["levels", "some levels"],
                ["start", "some start"],
                ["racers", "some racers"],
                ["noise", "some noise"],
                ["steps", "7"],
                ["speed", "some speed"],
                ["alt", "some alt"],
                ["autoplay", ""],
                ["loop", ""],
                ["controls", "minimal"],
                ["theme", "dark"],
                ["loading", "eager"]
            ])
        );
        assert_eq!(found["back"], json!([7, "some objective", true, "minimal"]));
        // What is no choice is the usual one.
        assert_eq!(found["cleared"], json!([false, null, "full", false]));
    });
}

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
fn methods_drive_the_race_and_send_no_change() {
    browse(|page| {
        page.open_figure(&json!({}));
        let found: Value = page.get(
            "const changes = [];
             race.addEventListener('downhill-change', () => changes.push(1));
             if ((await race.ready) !== race) throw new Error('not the element');
             race.seek(40);
             await until(() => step() === 40);
             race.step();
             await until(() => step() === 41);
             race.step(-11);
             await until(() => step() === 30);
             race.shownStep = 55.4;
             await until(() => step() === 55);
             race.play();
             const played = race.playing;
             await until(() => step() > 57);
             race.pause();
             const paused = race.playing;
             race.shownStep = 1e9;
             await until(() => step() === 100);
             const last = race.shownStep;
             race.reset();
             await until(() => step() === 0);
             let refused;
             try { race.seek(NaN); } catch (error) { refused = [error.name, error.message]; }
             await pause(50);
             return { played, paused, last, refused, changes: changes.length, first: race.shownStep };",
        );
        assert_eq!(
            found,
            json!({
                "played": true, "paused": false, "last": 100, "first": 0, "changes": 0,
                "refused": ["TypeError", "step is NaN; it must be a finite number"],
            })
        );
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
fn the_configuration_is_that_of_the_programs_api() {
    browse(|page| {
        let attributes =
            json!({"objective": "taco(condition=50)", "racers": "sgd adam(lr=0.1)#mine"});
        page.open_figure(&attributes);
        let [own, api]: [Value; 2] = page.get(
            "const { default: init, OptimizerRunner } = await import('/downhill/downhill.js');
             await init();
             const runner = new OptimizerRunner({
               objective: { name: 'taco', condition: 50 },
               racers: [{ optimizer: 'sgd' }, { optimizer: 'adam', lr: 0.1, label: 'mine' }],
             });
             return [race.config, runner.config()];",
        );
        assert_eq!(own, api);
    });
}

#[test]
fn events_tell_what_happens() {
    browse(|page| {
        page.open_blank();
        let found: Value = page.get(
            "const said = [];
             for (const kind of ['ready', 'step', 'end', 'stop', 'error', 'change']) {
               document.addEventListener(`downhill-${kind}`, (event) => {
                 said.push([kind, event.detail, event.target.localName]);
               });
             }
             const made = await mount({ steps: '12', racers: 'sgd,momentum(lr=1.7e308,momentum=4)#wild' });
             await settled();
             const opened = said.splice(0);
             click('play');
             await until(() => said.some(([kind]) => kind === 'end'));
             await settled();
             const played = said.splice(0);
             seek(5);
             await until(() => said.some(([kind]) => kind === 'change'));
             await settled();
             const sought = said.splice(0);
             made.setAttribute('steps', '0');
             await until(() => said.some(([kind]) => kind === 'error'));
             return { opened, played, sought, refused: said };",
        );
        let of = |part: &str, kind: &str| -> Vec<Value> {
            let said = found[part].as_array().unwrap();
            let own = said.iter().filter(|said| said[0] == kind);
            own.inspect(|said| assert_eq!(said[2], "downhill-race"))
                .map(|said| said[1].clone())
                .collect()
        };
        assert_eq!(of("opened", "ready").len(), 1);
        assert_eq!(of("opened", "ready")[0]["config"]["steps"], 12);
        assert_eq!(of("opened", "step").last(), Some(&json!({"step": 12, "steps": 12})));
        let stop = json!({
            "racer": 1, "label": "wild", "kind": "diverged", "step": of("opened", "stop")[0]["step"],
            "reason": "the next iterate is not finite",
        });
        assert_eq!(of("opened", "stop"), [stop]);
        assert!(of("opened", "change").is_empty() && of("opened", "end").is_empty());

        // From the start to the end, in order, and no step twice.
        let steps: Vec<u64> =
            of("played", "step").iter().map(|detail| detail["step"].as_u64().unwrap()).collect();
        assert!(steps.is_sorted_by(|one, other| one < other), "{steps:?}");
        assert_eq!(steps.last(), Some(&12));
        assert_eq!(of("played", "end"), [json!({"step": 12})]);
        let change = json!({"control": "play", "step": 0, "playing": true, "speed": "1"});
        assert_eq!(of("played", "change"), [change]);

        let change = json!({"control": "seek", "step": 5, "playing": false, "speed": "1"});
        assert_eq!(of("sought", "change"), [change]);

        let error = &of("refused", "error")[0];
        assert_eq!(error["field"], "steps");
        assert_eq!(error["value"], 0);
        assert_eq!(error["allowed"], "a whole number from 1 to 1000000");
        assert!(
            error["message"].as_str().unwrap().starts_with("steps is 0; it must be"),
            "{error}"
        );
    });
}

#[test]
fn how_it_is_shown_is_chosen_by_attributes() {
    browse(|page| {
        page.open_figure(
            &json!({"controls": "minimal", "speed": "4", "alt": "Two ways down", "theme": "dark"}),
        );
        let look = "const seen = (name) => part(name) !== null && part(name).checkVisibility();
             const table = race.shadowRoot.querySelector('.rows').getBoundingClientRect();
             const style = getComputedStyle(part('figure'));
             return [seen('play'), seen('seek'), seen('forward'), seen('speed'), table.width > 100,
               part('picture').getAttribute('aria-label'), part('speed').value, style.colorScheme];";
        let found: Value = page.get(look);
        assert_eq!(found, json!([true, true, false, false, false, "Two ways down", "4", "dark"]));
        page.run(
            "race.controls = 'none'; race.theme = 'auto'; await nextFrame(); await nextFrame();",
        );
        let found: Value = page.get(look);
        assert_eq!(found[0], false);
        assert_eq!(found[7], "normal");
        // A keyboard still stops what moves.
        page.run("part('figure').focus();");
        page.press("k");
        page.until("race.playing");
        page.press("k");
        page.until("!race.playing");
        // What is not a choice changes nothing and is said.
        for (name, value, allowed) in [
            ("controls", "fancy", "one of full, minimal, none"),
            ("theme", "sepia", "one of auto, light, dark"),
            ("speed", "3", "one of 0.25, 0.5, 1, 2, 4, 8, 16, whole"),
            ("loading", "soon", "one of lazy, eager"),
        ] {
            let message: String = page.with(
                "race.setAttribute(given[0], given[1]);
                 await until(() => !part('message').hidden);
                 const message = text('message');
                 race.setAttribute(given[0], given[2]);
                 await until(() => part('message').hidden);
                 return message;",
                json!([name, value, allowed.trim_start_matches("one of ").split(',').next()]),
            );
            assert_eq!(
                message,
                format!(
                    "{name} is \"{value}\"; it must be {allowed}. The picture stays as it was."
                )
            );
        }
        page.run("race.controls = 'full'; race.alt = null; await nextFrame(); await nextFrame();");
        let found: Value = page.get(look);
        assert_eq!(found.as_array().unwrap()[..5], vec![json!(true); 5][..]);
        assert!(found[5].as_str().unwrap().starts_with("Paths of 5 optimizers"), "{found}");
    });
}

#[test]
fn a_page_can_style_trails_and_fonts() {
    browse(|page| {
        page.open_figure(&json!({"racers": "sgd"}));
        let count = "const data = pixels(canvases()[2]);
             let count = 0;
             for (let at = 3; at < data.length; at += 4) count += data[at] > 128;
             return count;";
        let usual: u32 = page.get(count);
        let before: String = page.get("return (await hashes())[0]");
        page.run(
            "race.style.setProperty('--downhill-trail', '2');
             race.style.setProperty('--downhill-font', '1rem/1.4 monospace');
             race.setAttribute('theme', 'light');
             await nextFrame();
             await settled();",
        );
        let wide: u32 = page.get(count);
        assert!(wide > usual * 3 / 2, "{usual} and {wide} pixels");
        let after: String = page.get("return (await hashes())[0]");
        assert_ne!(before, after, "the legend's letters");
    });
}

#[test]
fn the_picture_can_be_taken_as_an_image() {
    browse(|page| {
        page.open_figure(&json!({}));
        let same: bool = page.get(
            "const image = new Image();
             image.src = race.toDataURL();
             await image.decode();
             const whole = new OffscreenCanvas(image.width, image.height);
             const context = whole.getContext('2d');
             for (const layer of canvases()) context.drawImage(layer, 0, 0);
             const expected = pixels(whole);
             const found = pixels(image);
             return image.width === canvases()[0].width && found.every((part, at) => Math.abs(part - expected[at]) <= 1);",
        );
        assert!(same);
        let kind: String = page.get("return race.toDataURL('image/jpeg', 0.5).slice(0, 15)");
        assert_eq!(kind, "data:image/jpeg");
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
    assert_eq!(String::from_utf8_lossy(&node.stdout), "function 17\n");
}

#[test]
fn nothing_but_the_small_class_is_loaded_until_the_figure_comes_near() {
    browse(|page| {
        page.goto("fixtures/far.html");
        page.run("await customElements.whenDefined('downhill-race'); await pause(300);");
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
             await pause(300);
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
fn every_refusal_is_said_whatever_else_is_asked() {
    browse(|page| {
        page.open_blank();
        let found: Value = page.get(
            "const made = await mount({ theme: 'blue', speed: '3', objective: 'bowl' });
             await settled();
             return [part('message').hidden, text('message'), made.config.objective];",
        );
        assert_eq!(
            found,
            json!([
                false,
                "speed is \"3\"; it must be one of 0.25, 0.5, 1, 2, 4, 8, 16, whole. The picture stays as it was. \
                 theme is \"blue\"; it must be one of auto, light, dark. The picture stays as it was.",
                "bowl"
            ])
        );
    });
}

#[test]
fn without_controls_the_keyboard_finds_the_figure_itself() {
    browse(|page| {
        page.open_figure(&json!({"controls": "none", "autoplay": "", "loop": ""}));
        page.run(
            "const before = document.createElement('button');
             race.before(before);
             before.focus();",
        );
        page.press("\u{e004}");
        page.until("race.shadowRoot.activeElement === part('figure')");
        page.press("k");
        page.until("!race.playing");
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
fn a_language_that_is_set_again_changes_nothing() {
    browse(|page| {
        page.open_figure(&json!({"lang": "en"}));
        let same: bool = page.get(
            "const figure = part('figure');
             race.lang = 'en';
             await pause(100);
             return part('figure') === figure;",
        );
        assert!(same);
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
             if (!why.startsWith('The figure')) throw new Error(why);
             window.online = true;
             made.remove();
             await pause(20);
             document.querySelector('main').append(made);
             await made.ready;
             await until(() => ready(made));",
        );
    });
}

#[test]
fn touch_is_the_pages_and_print_shows_the_picture() {
    browse(|page| {
        page.open_figure(&json!({}));
        let free: bool = page.get(
            "return [...race.shadowRoot.querySelectorAll('*')]
               .every((element) => getComputedStyle(element).touchAction === 'auto');",
        );
        assert!(free);
        page.chromium("Emulation.setEmulatedMedia", &json!({"media": "print"}));
        let found: Value = page.get(
            "const seen = (element) => element.checkVisibility() && element.getBoundingClientRect().height > 0;
             return [seen(canvases()[0]), seen(part('status')), seen(part('racers')), seen(part('play'))];",
        );
        assert_eq!(found, json!([true, true, true, false]));
    });
}

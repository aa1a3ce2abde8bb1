//! What a page's script and its author can do with the element.

use serde_json::{Value, json};

use crate::session::browse;

#[test]
fn attributes_are_reflected_as_properties() {
    browse(|page| {
        page.open_blank();
        let found: Value = page.get(
            "const race = document.createElement('downhill-race');
             const unset = ['preset', 'objective', 'formula', 'view', 'levels', 'start', 'racers', 'noise', 'steps', 'speed', 'alt'];
             const before = [unset.map((name) => race[name]), race.controls, race.theme, race.loading, race.autoplay, race.loop];
             for (const name of unset) race[name] = name === 'steps' ? 7 : `some ${name}`;
             Object.assign(race, { autoplay: true, loop: true, controls: 'minimal', theme: 'dark', palette: 'article', loading: 'eager' });
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
                ["palette", "article"],
                ["loading", "eager"]
            ])
        );
        assert_eq!(found["back"], json!([7, "some objective", true, "minimal"]));
        // What is no choice is the usual one.
        assert_eq!(found["cleared"], json!([false, null, "full", false]));
    });
}

#[test]
fn methods_drive_the_race_send_no_change_and_tell_its_configuration() {
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
             await nextFrame();
             await nextFrame();
             return { played, paused, last, refused, changes: changes.length, first: race.shownStep };",
        );
        assert_eq!(
            found,
            json!({
                "played": true, "paused": false, "last": 100, "first": 0, "changes": 0,
                "refused": ["TypeError", "step is NaN; it must be a finite number"],
            })
        );
        // The configuration is that of the program's API.
        let [own, api]: [Value; 2] = page.get(
            "race.objective = 'taco(condition=50)';
             race.racers = 'sgd adam(lr=0.1)#mine';
             await settled();
             const { default: init, OptimizerRunner } = await import('/downhill/downhill.js');
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
        let before: String = page.get("return (await hashes())[3]");
        page.run(
            "race.style.setProperty('--downhill-trail', '2');
             race.style.setProperty('--downhill-font', '1rem/1.4 monospace');
             race.setAttribute('theme', 'light');
             await nextFrame();
             await settled();",
        );
        let wide: u32 = page.get(count);
        assert!(wide > usual * 3 / 2, "{usual} and {wide} pixels");
        let after: String = page.get("return (await hashes())[3]");
        assert_ne!(before, after, "the labels' letters");
    });
}

#[test]
fn styles_that_come_late_count_when_the_size_changes_or_it_is_seen_again() {
    browse(|page| {
        page.open_figure(&json!({"racers": "sgd"}));
        let wide: Vec<u32> = page.get(
            "const count = () => pixels(canvases()[2]).filter((part, at) => at % 4 === 3 && part > 128).length;
             const late = async (trail) => {
               const sheet = new CSSStyleSheet();
               sheet.replaceSync(`downhill-race { --downhill-trail: ${trail} }`);
               document.adoptedStyleSheets = [sheet];
               await nextFrame();
               await settled();
             };
             const found = [count()];
             await late(2);
             race.style.width = '577px';
             await nextFrame();
             await settled();
             found.push(count());
             await late(4);
             race.loading = 'eager';
             for (const display of ['none', '']) {
               race.style.display = display;
               // Until it is known whether it is seen.
               await frames();
             }
             await until(() => ready());
             await settled();
             return [...found, count()];",
        );
        assert!(wide[1] > wide[0] * 3 / 2 && wide[2] > wide[1] * 3 / 2, "{wide:?} pixels");
    });
}

#[test]
fn the_picture_can_be_taken_as_an_image_as_soon_as_the_figure_is_ready() {
    browse(|page| {
        page.open_blank();
        let found: Value = page.get(
            "const take = async (url) => {
               const image = new Image();
               image.src = url;
               await image.decode();
               const whole = new OffscreenCanvas(image.width, image.height);
               whole.getContext('2d').drawImage(image, 0, 0);
               const colors = new Set();
               const data = pixels(whole);
               for (let at = 0; at < data.length; at += 4) colors.add(data.subarray(at, at + 4).join());
               // The ring of the start has some sixty dark pixels; the labels' letters have as many even where they are thin.
               let dark = 0;
               for (let at = 0; at < data.length; at += 4) dark += Math.max(data[at], data[at + 1], data[at + 2]) < 64;
               return [image.width, image.height, data[3], colors.size > 8, dark > 100];
             };
             const made = document.createElement('downhill-race');
             made.style.width = '576px';
             const told = new Promise((done) => made.addEventListener('downhill-ready', () => done(made.toDataURL())));
             document.querySelector('main').append(made);
             await made.ready;
             const [first, second] = [made.toDataURL(), await told];
             return [await take(first), await take(second)];",
        );
        let whole = json!([576, 432, 255, true, true]);
        assert_eq!(found, json!([whole, whole]));
        // It has all layers, one over the other.
        let same: bool = page.get(
            "await settled();
             const image = new Image();
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
fn a_step_is_told_when_its_picture_is_there() {
    browse(|page| {
        page.open_figure(&json!({"objective": "rosenbrock", "steps": "20000"}));
        let same: bool = page.get(
            "race.seek(0);
             await settled();
             const told = new Promise((done) => {
               race.addEventListener('downhill-step', ({ detail }) => detail.step === 20000 && done(race.toDataURL()));
             });
             race.seek(20000);
             const url = await told;
             await settled();
             return url === race.toDataURL();",
        );
        assert!(same);
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
fn a_language_that_is_set_again_changes_nothing() {
    browse(|page| {
        page.open_figure(&json!({"lang": "en"}));
        let same: bool = page.get(
            "const figure = part('figure');
             race.lang = 'en';
             await nextFrame();
             await nextFrame();
             return part('figure') === figure;",
        );
        assert!(same);
        // Its texts are in the language that ships, and say so, whatever is asked for.
        let found: String = page.get(
            "race.lang = 'de';
             await until(() => part('figure') && text('status') !== '');
             return part('figure').lang;",
        );
        assert_eq!(found, "en");
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
        page.on_paper();
        let found: Value = page.get(
            "const seen = (element) => element.checkVisibility() && element.getBoundingClientRect().height > 0;
             return [seen(canvases()[0]), seen(part('status')), seen(part('racers')), seen(part('play'))];",
        );
        assert_eq!(found, json!([true, true, true, false]));
    });
}

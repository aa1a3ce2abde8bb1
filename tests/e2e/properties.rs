//! The element's properties as frameworks set them: before and after there is a figure, with objects, and
//! with whatever else.

use serde_json::{Value, json};

use crate::session::browse;

#[test]
fn lists_and_objects_of_a_run_are_taken_as_properties() {
    browse(|page| {
        page.open_figure(&json!({"objective": "taco(condition=50)", "racers": "adam(lr=0.1)#mine sgd", "noise": "0.1"}));
        let found: Value = page.get(
            "const other = await mount({ objective: 'booth', racers: 'sgd' });
             const { objective, racers, view, start, noise } = race.config;
             Object.assign(other, { objective, racers, view, start, noise, steps: 7, levels: [0, 1, 4] });
             await until(() => text('label0', other) && other.config.steps === 7);
             const same = { ...race.config, steps: 7, levels: [0, 1, 4] };
             const sorted = (run) => JSON.stringify(Object.entries(run).sort());
             const asked = [...other.attributes].map(({ name }) => name).sort();
             const isSame = sorted(other.config) === sorted(same);
             other.start = new Float64Array([2, 3]);
             await until(() => other.config.start[0] === 2);
             return { same: isSame, asked, racers: other.racers, start: other.start };",
        );
        assert_eq!(found["same"], true);
        assert_eq!(
            found["asked"],
            json!(["levels", "noise", "objective", "racers", "start", "steps", "style", "view"])
        );
        let racers: Value = serde_json::from_str(found["racers"].as_str().unwrap()).unwrap();
        assert_eq!(racers[0]["label"], "mine");
        assert_eq!(found["start"], "[2,3]");
    });
}

#[test]
fn a_property_that_is_wrong_is_answered_like_an_attribute() {
    browse(|page| {
        page.open_figure(&json!({}));
        for (name, wrong, field) in [
            ("racers", json!([{"optimizer": "adma"}]), "racers[0].optimizer"),
            ("racers", json!([{"optimizer": "adam", "lr": -1}]), "racers[0].lr"),
            ("view", json!({"x": [0, 1]}), "view.y"),
            ("start", json!([1, "2"]), "start"),
            ("levels", json!([2, 1]), "levels"),
            ("noise", json!({"sigma": -1}), "noise.sigma"),
            ("objective", json!({"name": "bow"}), "objective.name"),
            ("config", json!({"objectiv": "bowl"}), "objectiv"),
            ("config", json!({"steps": 0}), "steps"),
            ("config", json!("bowl"), "config"),
            ("config", json!([1]), "config"),
        ] {
            let found: Value = page.with(
                "const [name, wrong] = given;
                 const told = new Promise((done) => race.addEventListener('downhill-error', ({ detail }) => done(detail), { once: true }));
                 race[name] = wrong;
                 const { field, message } = await told;
                 const said = await until(() => !part('message').hidden && text('message'));
                 race.config = {};
                 race.config = null;
                 await until(() => part('message').hidden);
                 return [field, said.includes(message)];",
                json!([name, wrong]),
            );
            assert_eq!(found, json!([field, true]), "{name}");
        }
    });
}

#[test]
fn a_run_that_is_set_as_a_whole_becomes_the_attributes_of_the_run() {
    browse(|page| {
        page.open_figure(&json!({"formula": "x^2 + y^2", "steps": "9", "controls": "minimal"}));
        let found: Value = page.get(
            "const asked = () => Object.fromEntries([...race.attributes].filter(({ name }) => name !== 'style').map(({ name, value }) => [name, value]));
             const shown = async (test) => { await until(() => test(race.config)); return asked(); };
             race.config = { objective: 'booth', steps: 20 };
             const partial = await shown(({ objective, steps }) => objective === 'booth' && steps === 20);
             race.steps = 30;
             const later = await shown(({ objective, steps }) => objective === 'booth' && steps === 30);
             race.setAttribute('racers', 'sgd');
             const all = race.config;
             race.config = null;
             const none = await shown(({ objective }) => objective === 'gaussian');
             race.config = { ...all, objective: { formula: 'x^2 + 3*y^2' } };
             const whole = await shown(({ objective }) => objective.formula === 'x^2 + 3*y^2');
             race.objective = 'bowl';
             race.config = undefined;
             await shown(({ objective }) => objective === 'gaussian');
             race.objective = 'bowl';
             race.config = undefined;
             await shown(({ objective }) => objective === 'bowl');
             return { partial, later, none, whole: Object.keys(whole).sort() };",
        );
        assert_eq!(
            found["partial"],
            json!({"controls": "minimal", "objective": "booth", "steps": "20"})
        );
        assert_eq!(
            found["later"],
            json!({"controls": "minimal", "objective": "booth", "steps": "30"})
        );
        assert_eq!(found["none"], json!({"controls": "minimal"}));
        assert_eq!(
            found["whole"],
            json!(["controls", "objective", "racers", "start", "steps", "view"])
        );
    });
}

#[test]
fn nothing_throws_on_being_set_and_the_figure_goes_on() {
    browse(|page| {
        page.open_figure(&json!({}));
        let found: Value = page.get(
            "const own = new Set();
             for (let kind = Object.getPrototypeOf(race); kind !== HTMLElement.prototype; kind = Object.getPrototypeOf(kind)) {
               for (const [name, { get, set }] of Object.entries(Object.getOwnPropertyDescriptors(kind))) if (get || set) own.add(name);
             }
             const round = {};
             round.round = round;
             const { proxy, revoke } = Proxy.revocable({}, {});
             revoke();
             const hostile = { get x() { throw new Error('no'); }, toJSON() { throw new Error('no'); }, toString() { throw new Error('no'); }, valueOf: null };
             const values = [undefined, null, NaN, Infinity, -1, 0, 1e300, 10n, Symbol('x'), Symbol.iterator, () => 1, class {}, '', 'x'.repeat(1e6), '{', '[', '[1', '\\ud800', {}, [], round, proxy, hostile, Object.create(null), new Date(NaN), new Map(), new DataView(new ArrayBuffer(8)), [[[[]]]], race, window, { toJSON: () => undefined }];
             const ready = race.ready;
             const elements = [race, document.createElement('downhill-race')];
             const thrown = [];
             for (const element of elements) {
               for (const name of own) {
                 for (const value of values) {
                   try { element[name] = value; } catch (error) { thrown.push(`${name}: ${error}`); }
                   if (element === race && name !== 'shownStep') await nextFrame();
                 }
                 if (name !== 'ready') element[name] = null;
               }
             }
             if (race.ready !== ready) thrown.push('another promise');
             for (const name of [...race.attributes].map(({ name }) => name)) if (name !== 'style') race.removeAttribute(name);
             race.objective = 'bowl';
             race.shownStep = 5;
             await until(() => part('message').hidden && step() === 5);
             return [own.size, thrown];",
        );
        assert_eq!(found, json!([23, []]));
    });
}

#[test]
fn playing_is_set_now_or_when_the_figure_is_there() {
    browse(|page| {
        page.open_blank();
        let found: Value = page.get(
            "const made = document.createElement('downhill-race');
             made.playing = true;
             made.style.width = '576px';
             document.querySelector('main').append(made);
             const before = made.playing;
             await made.ready;
             await until(() => step(made) > 1 && step(made) < 60);
             made.playing = false;
             const paused = made.playing;
             made.playing = 'true';
             const again = made.playing;
             made.playing = undefined;
             const left = made.playing;
             made.playing = 'false';
             const told = new Promise((done) => made.addEventListener('downhill-error', ({ detail }) => done(detail.message), { once: true }));
             made.playing = 'soon';
             // As a server writes the property.
             const main = document.querySelector('main');
             main.insertAdjacentHTML('beforeend', '<downhill-race playing=\"\"></downhill-race>');
             await until(() => ready(main.lastChild) && main.lastChild.playing);
             return [before, paused, again, left, made.playing, await told];",
        );
        let message = "playing is \"soon\"; it must be true or false.";
        assert_eq!(found, json!([true, false, true, true, false, message]));
    });
}

#[test]
fn what_is_on_or_off_is_read_alike_as_attribute_and_as_property() {
    browse(|page| {
        page.open_blank();
        let found: Value = page.get(
            "const found = {};
             for (const text of ['', 'true', 'autoplay', 'false', 'False']) {
               const made = await mount({ autoplay: text, axes: text === 'autoplay' ? 'axes' : text, loop: text === 'autoplay' ? 'loop' : text });
               found[text] = [made.autoplay, made.axes, made.loop, made.playing, part('message', made).hidden];
               made.remove();
             }
             const made = await mount({});
             const set = (value) => {
               made.autoplay = value;
               return made.getAttribute('autoplay');
             };
             return { found, set: [true, 'false', 'true', 1, 0, '', null].map(set) };",
        );
        let on = json!([true, true, true, true, true]);
        let off = json!([false, false, false, false, true]);
        assert_eq!(
            found["found"],
            json!({"": on, "true": on, "autoplay": on, "false": off, "False": off})
        );
        assert_eq!(found["set"], json!(["", "false", "true", "", null, "", null]));
        let said: String = page.get(
            "const made = await mount({ autoplay: 'off' });
             await until(() => !part('message', made).hidden);
             return [part('message', made).textContent, made.playing].join(' ');",
        );
        assert!(said.starts_with("autoplay is \"off\"; it must be true or false"), "{said}");
        assert!(said.ends_with("false"), "{said}");
    });
}

#[test]
fn a_step_stands_whether_a_server_writes_it_or_a_script_sets_it() {
    browse(|page| {
        page.open_blank();
        let found: Value = page.get(
            "const main = document.querySelector('main');
             const found = [];
             for (const attribute of ['shownStep=\"10\"', 'shown-step=\"10\"', '']) {
               main.innerHTML = `<downhill-race autoplay ${attribute}></downhill-race>`;
               const made = main.firstChild;
               if (!attribute) made.shownStep = 10;
               const before = made.shownStep;
               await made.ready;
               await frames(6);
               found.push([before, step(made), made.playing, made.shownStep]);
             }
             return found;",
        );
        let stands = json!([10, 10, false, 10]);
        assert_eq!(found, json!([stands, stands, stands]));
    });
}

#[test]
fn properties_that_were_set_before_the_class_was_known_count() {
    browse(|page| {
        page.goto("fixtures/undefined.html");
        let found: Value = page.get(
            "race.racers = [{ optimizer: 'adam', lr: 0.1, label: 'mine' }];
             race.ready = 1;
             race.autoplay = 'false';
             race.playing = true;
             const script = document.createElement('script');
             Object.assign(script, { type: 'module', src: '/downhill/define.js' });
             document.head.append(script);
             await customElements.whenDefined('downhill-race');
             await race.ready;
             await until(() => race.playing && step() > 0);
             return [text('label0'), race.autoplay];",
        );
        assert_eq!(found, json!(["mine", false]));
    });
}

#[test]
fn a_figure_that_was_not_closed_says_so() {
    browse(|page| {
        page.open_blank();
        page.expect_in_console("does not close the element");
        let found: Value = page.get(
            "const said = [];
             const { warn } = console;
             console.warn = (...given) => { said.push(given[0]); warn.apply(console, given); };
             const main = document.querySelector('main');
             const lengths = [];
             for (const post of [
               '<downhill-race><img alt=\"\"></downhill-race>',
               '<downhill-race><p>One.</p><p>And <em>two</em>.</p></downhill-race><h2>Then</h2>',
               '<downhill-race><figure><picture><img alt=\"\"></picture><figcaption>So.</figcaption></figure></downhill-race>',
               '<downhill-race><svg><title>A</title><path d=\"\"/></svg><noscript><p>No.</p></noscript></downhill-race>',
               '<downhill-race racers=\"sgd\" /><p>A post.</p><h2>That</h2><p>goes on.</p>',
               '<p>In a box.</p><div><downhill-race /><p>A</p><downhill-race></downhill-race></div>',
             ]) {
               main.innerHTML = post;
               await main.querySelector('downhill-race').ready;
               lengths.push(said.length);
             }
             return [lengths, said[0].includes('</downhill-race>')];",
        );
        assert_eq!(found, json!([[0, 0, 0, 0, 1, 2], true]));
    });
}

#[test]
fn the_text_goes_on_where_a_translator_has_wrapped_it() {
    let wrap = "const wrap = (root) => {
           const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
           const found = [];
           while (texts.nextNode()) if (texts.currentNode.data.trim() && !texts.currentNode.parentElement.closest('style, option, textarea')) found.push(texts.currentNode);
           for (const text of found) {
             const font = document.createElement('font');
             const inner = document.createElement('font');
             text.replaceWith(font);
             font.append(inner);
             inner.append(text.data);
           }
           return found.length;
         };";
    browse(|page| {
        page.open_figure(&json!({}));
        let found: Value = page.get(&format!(
            "{wrap}
             wrap(race.shadowRoot);
             race.shownStep = 7;
             await until(() => step() === 7);
             race.racers = 'adam#mine';
             await until(() => text('label0') === 'mine');
             await until(() => text('x0').length > 2);
             return text('status').split('Step').length;"
        ));
        assert_eq!(found, 2);
        page.goto("#v1&preset=article&step=0");
        page.until("ready() && document.querySelectorAll('.racer').length === 5");
        page.run(&format!(
            "{wrap}
             await settled();
             if (wrap(document.body) < 20) throw new Error('nothing is wrapped');
             const before = document.querySelector('#racer-0').textContent;
             race.shownStep = 60;
             await settled();
             await until(() => document.body.textContent.includes('60'));
             await until(() => document.querySelector('#racer-0').textContent !== before);
             await until(() => step() === 60);"
        ));
    });
}

#[test]
fn without_some_parts_of_the_browser_it_runs_or_says_why_not() {
    for (missing, runs) in [("IntersectionObserver", true), ("performance", true), ("Intl", false)]
    {
        browse(|page| {
            page.before_scripts(&format!("delete globalThis.{missing}; if (globalThis.{missing}) globalThis.{missing} = undefined;"));
            page.goto("fixtures/post.html");
            // Without the clock that the tests have.
            let found: Value = page.get(
                "globalThis.performance ??= Date;
                 await until(() => race.shadowRoot.querySelector('[role=alert]:not([hidden])') || ready());
                 const alert = race.shadowRoot.querySelector('[role=alert]:not([hidden])')?.textContent ?? '';
                 if (alert) return [alert, race.querySelector('p').checkVisibility()];
                 await race.ready;
                 race.shownStep = 0;
                 race.play();
                 await until(() => step() > 4);
                 race.pause();
                 return ['', race.toDataURL().length > 1000];",
            );
            let sentence = if runs {
                ""
            } else {
                "This figure needs Intl.NumberFormat, which this browser does not have."
            };
            assert_eq!(found, json!([sentence, true]), "{missing}");
        });
    }
}

//! Playing with a run: the start under mouse and keys, the racers' settings, the view, and the way back.
//! What an edit does to a run, the tests of `downhill-figure` know.

use downhill::{OptimizerKind, Preset, RunConfig};
use serde_json::{Value, json};

use crate::session::{Session, browse};

/// Opens the page and stops its race at the end.
fn open(page: &Session) {
    page.goto("");
    page.until("ready() && playing() && step() > 0");
    page.run("click('play'); await until(() => !playing()); seek(100); await until(() => step() === 100);");
}

/// Where the start of the article's race is, in parts of the picture's width and height.
const HANDLE: [f64; 2] = [0.875, 0.875];

/// Does something with the mouse at places of the picture, in parts of its width and height.
fn mouse(page: &Session, places: &[[f64; 2]], between: impl FnOnce(), shift: bool) {
    let [left, top, width, height]: [f64; 4] = page.get(
        "scrollTo(0, 0);
         const { x, y, width, height } = part('cursor').getBoundingClientRect();
         return [x, y, width, height];",
    );
    let to = |[x, y]: [f64; 2]| {
        let (x, y) = ((left + x * width).round(), (top + y * height).round());
        json!({"type": "pointerMove", "duration": 20, "x": x, "y": y})
    };
    let send = |actions: Vec<Value>| {
        page.actions(json!({"actions": [{"type": "pointer", "id": "mouse", "actions": actions}]}));
    };
    let key = |kind: &str| {
        page.actions(json!({"actions": [{"type": "key", "id": "keyboard", "actions": [
            {"type": kind, "value": "\u{e008}"},
        ]}]}));
    };
    if shift {
        key("keyDown");
    }
    let mut way = vec![to(places[0]), json!({"type": "pointerDown", "button": 0})];
    way.extend(places[1..].iter().copied().map(to));
    send(way);
    between();
    send(vec![json!({"type": "pointerUp", "button": 0})]);
    if shift {
        key("keyUp");
    }
}

fn config(page: &Session) -> RunConfig {
    let config: Value = page.get("return race.config");
    serde_json::from_value(config).unwrap()
}

/// How many entries the page's history has had since `window.entries` was last read.
const COUNT: &str = "window.entries = 0;
    const push = history.pushState;
    history.pushState = function (...given) { window.entries++; return push.apply(this, given); };";

#[test]
fn the_start_follows_the_mouse_and_is_one_step_back() {
    browse(|page| {
        open(page);
        page.run(COUNT);
        // The handle says that it can be dragged until it has been.
        let hint = "return getComputedStyle(part('hint')).display !== 'none' && text('hint')";
        assert_eq!(page.get::<Value>(hint), json!("drag me"));
        let before = config(page);
        mouse(
            page,
            &[HANDLE, [0.2, 0.4], [0.25, 0.6]],
            || {
                // The button is down yet: nothing is in the address.
                let start = config(page).start;
                assert!(
                    (start[0] + 0.5).abs() < 0.01 && (start[1] + 0.2).abs() < 0.01,
                    "{start:?}"
                );
                let [entries, undo]: [Value; 2] = page.get(
                    "return [entries, race.shadowRoot.querySelector('[data-run=undo]').ariaDisabled]",
                );
                assert_eq!((entries, undo), (json!(0), json!("true")));
            },
            false,
        );
        page.until("entries === 1 && location.hash.includes('start=-0.')");
        assert_eq!(page.get::<Value>(hint), json!(false));
        let after = config(page);
        page.run("race.shadowRoot.querySelector('[data-run=undo]').click();");
        assert_eq!(config(page), before);
        page.run("race.shadowRoot.querySelector('[data-run=redo]').click();");
        assert_eq!(config(page), after);
        // By keys, too.
        page.run("part('play').focus();");
        for (shift, expected) in [(false, &before), (true, &after)] {
            let mut actions = vec![json!({"type": "keyDown", "value": "\u{e009}"})];
            if shift {
                actions.push(json!({"type": "keyDown", "value": "\u{e008}"}));
            }
            actions.push(json!({"type": "keyDown", "value": "z"}));
            actions.push(json!({"type": "keyUp", "value": "z"}));
            actions.push(json!({"type": "keyUp", "value": "\u{e008}"}));
            actions.push(json!({"type": "keyUp", "value": "\u{e009}"}));
            page.actions(json!({"actions": [{"type": "key", "id": "k", "actions": actions}]}));
            assert_eq!(&config(page), expected);
        }
    });
}

#[test]
fn a_click_moves_the_start_and_on_a_head_or_label_shows_its_row() {
    browse(|page| {
        open(page);
        let before = config(page);
        // AdaGrad stands alone.
        let faded = || -> bool {
            page.get("await nextFrame(); return part('picture').classList.contains('faded')")
        };
        mouse(page, &[[0.645, 0.645], [0.645, 0.645]], || assert!(faded()), false);
        let row: String = page.get("return race.shadowRoot.activeElement.dataset.name");
        assert_eq!((row.as_str(), &config(page)), ("card2", &before));
        // The row comes into view smoothly.
        page.run(
            "part('play').focus();
             let last;
             await until(async () => {
               const still = scrollY === last;
               last = scrollY;
               await frames();
               return still;
             });",
        );
        mouse(page, &[[0.3, 0.2]], || {}, false);
        let start = config(page).start;
        assert!((start[0] + 0.4).abs() < 0.01 && (start[1] - 0.6).abs() < 0.01, "{start:?}");
        assert!(!faded());
        undo(page);
        assert_eq!(config(page), before);
    });
}

#[test]
fn the_start_moves_by_arrow_keys_and_by_typed_numbers() {
    browse(|page| {
        open(page);
        page.run("part('start').focus();");
        page.press("\u{e012}");
        assert_eq!(config(page).start, [0.7, -0.75]);
        page.press("\u{e013}");
        assert_eq!(config(page).start, [0.7, -0.7]);
        page.run(
            "const field = race.shadowRoot.querySelector('[data-at=start]');
             field.focus();
             field.select();",
        );
        for letter in ["-", ".", "5", "\u{e007}"] {
            page.press(letter);
        }
        assert_eq!(config(page).start, [-0.5, -0.7]);
        // What cannot be is said, and the picture stays.
        page.run("race.shadowRoot.querySelector('[data-set=steps]').select();");
        for letter in ["0", "\u{e007}"] {
            page.press(letter);
        }
        let wrong: String = page.get("return text('wrong')");
        assert!(wrong.contains("steps is 0") && wrong.contains("1 to 1000000"), "{wrong}");
        assert_eq!(config(page).steps, 100);
    });
}

#[test]
fn a_setting_is_slid_or_typed() {
    browse(|page| {
        open(page);
        page.run(COUNT);
        page.run(
            "part('card4').querySelector('[type=range]').setAttribute('data-name', 'slider');
             part('slider').focus();",
        );
        for _ in 0..3 {
            page.press("\u{e014}");
        }
        let lr: f64 = page.get("return race.config.racers[4].lr");
        assert!((0.0215..0.025).contains(&lr), "{lr}");
        page.drag("slider", &[0.5, 0.6, 0.8]);
        let lr: f64 = page.get("return race.config.racers[4].lr");
        assert!((0.3..1.2).contains(&lr), "{lr}");
        // Three keys and a drag.
        let entries: u32 = page.get("return entries");
        assert_eq!(entries, 4);
        page.run(
            "part('card4').querySelector('summary').click();
             const beta = part('card4').querySelectorAll('[type=number]')[1];
             beta.value = '0.5';
             beta.dispatchEvent(new Event('change', { bubbles: true }));
             part('card4').querySelector('.settings [type=checkbox]').click();",
        );
        let adam: Value = page.get("return race.config.racers[4]");
        assert_eq!(adam["betas"], json!([0.5, 0.999]));
        assert_eq!(adam["biasCorrection"], false);
        page.run(
            "const field = part('card4').querySelector('[type=number]');
             field.value = '-1';
             field.dispatchEvent(new Event('change', { bubbles: true }));",
        );
        let wrong: String = page.get("return text('wrong')");
        assert!(wrong.contains("racers[4].lr is -1"), "{wrong}");
    });
}

#[test]
fn the_menu_and_the_controls_are_what_the_rules_say_of_themselves() {
    browse(|page| {
        let articles = "momentum(dampening=0.9,dampFirstStep=true)";
        page.goto(&format!("#v1&racers={articles} momentum&step=0"));
        page.until("ready() && part('card1')?.querySelector('[data-key=nesterov]')");
        let menu: Vec<String> = page.get(
            "return [...race.shadowRoot.querySelector('[data-set=add]').options].map(({ value }) => value);",
        );
        assert_eq!(menu, OptimizerKind::ALL.map(OptimizerKind::name));
        page.run(
            "const add = race.shadowRoot.querySelector('[data-set=add]');
             add.value = 'adamw';
             race.shadowRoot.querySelector('[data-do=add]').click();
             await until(() => part('card2')?.querySelector('[data-key=weightDecay]'));",
        );
        let scale: String =
            page.get("return part('card2').querySelector('[data-key=weightDecay]').dataset.scale");
        assert_eq!(scale, "power");
        // Of the article's momentum there is no Nesterov's form; the switch goes back.
        page.run("part('card0').querySelector('[data-key=nesterov]').click();");
        let [wrong, checked]: [Value; 2] = page.get(
            "return [text('wrong'), part('card0').querySelector('[data-key=nesterov]').checked];",
        );
        assert!(wrong.as_str().unwrap().contains("racers[0].nesterov is true"), "{wrong}");
        assert_eq!(checked, false);
        page.run(
            "part('card1').querySelector('[data-key=nesterov]').click();
             await until(() => race.config.racers[1].nesterov);",
        );
        let wrong: String = page.get("return text('wrong')");
        assert_eq!(wrong, "");
    });
}

#[test]
fn a_setting_that_its_slider_cannot_reach_puts_it_at_its_end() {
    browse(|page| {
        let racers = "sgd(lr=0) momentum(momentum=1.5) adagrad(eps=0) rmsprop(alpha=1) adam(betas=0.99999999:0) sgd(lr=1e5)";
        page.goto(&format!("#v1&objective=bowl&racers={racers}&step=0"));
        page.until("ready() && part('card5')?.querySelector('[type=range]')");
        let ends: Vec<String> = page.get(
            "const of = (card, key) => {
               const { value, min, max } = part(`card${card}`).querySelector(`[type=range][data-key='${key}']`);
               return value === min ? 'low' : value === max ? 'high' : value;
             };
             return [of(0, 'lr'), of(1, 'momentum'), of(2, 'eps'), of(3, 'alpha'), of(4, 'betas.0'), of(4, 'betas.1'), of(5, 'lr')];",
        );
        assert_eq!(ends, ["low", "high", "low", "high", "high", "low", "high"]);
    });
}

#[test]
fn arrow_keys_move_a_number_by_little_and_any_number_is_valid() {
    browse(|page| {
        open(page);
        page.run(
            "part('card4').querySelector('summary').click();
             const [lr, , beta] = part('card4').querySelectorAll('[type=number]');
             lr.setAttribute('data-name', 'lr');
             beta.setAttribute('data-name', 'beta');",
        );
        let press = |name: &str, key: &str| -> [f64; 2] {
            page.run(&format!("part('{name}').focus();"));
            page.press(key);
            page.get("const { lr, betas } = race.config.racers[4]; return [lr, betas[1]]")
        };
        assert_eq!(press("lr", "\u{e013}"), [0.021, 0.999]);
        assert_eq!(press("beta", "\u{e015}"), [0.021, 0.9989]);
        assert_eq!(press("beta", "\u{e013}"), [0.021, 0.999]);
        // A number that is typed is valid, and its last digit is what moves.
        page.run(
            "part('lr').value = '0.12345';
             part('lr').dispatchEvent(new Event('change', { bubbles: true }));
             await nextFrame();",
        );
        assert_eq!(press("lr", "\u{e015}"), [0.12344, 0.999]);
        let valid: bool = page.get("return !race.shadowRoot.querySelector('input:invalid')");
        assert!(valid);
    });
}

#[test]
fn racers_are_added_doubled_renamed_moved_switched_off_and_removed() {
    browse(|page| {
        open(page);
        let labels = || -> Vec<String> {
            page.get("return race.config.racers.map((_, index) => text(`label${index}`))")
        };
        let act = |card: u32, act: &str| {
            let _: Value = page.with(
                "part(`card${given[0]}`).querySelector(`[data-do=${given[1]}]`).click();
                 await nextFrame();",
                json!([card, act]),
            );
        };
        act(4, "duplicate");
        assert_eq!(labels()[4..], ["Adam", "Adam 2"]);
        let focused: String =
            page.get("return race.shadowRoot.activeElement.closest('.card').ariaLabel");
        assert_eq!(focused, "Adam 2");
        act(5, "up");
        act(4, "up");
        assert_eq!(labels()[3..], ["Adam", "RMSProp", "Adam 2"]);
        act(0, "remove");
        assert_eq!(labels(), ["SGD+Momentum", "AdaGrad", "Adam", "RMSProp", "Adam 2"]);
        page.run(
            "const add = race.shadowRoot.querySelector('[data-set=add]');
             add.value = 'sgd';
             race.shadowRoot.querySelector('[data-do=add]').click();
             await nextFrame();
             const name = race.shadowRoot.activeElement;
             name.select();",
        );
        for letter in ["h", "i", "\u{e007}"] {
            page.press(letter);
        }
        assert_eq!(labels()[5], "hi");
        let before: Vec<String> = page.get("return hashes()");
        page.run("part('card2').querySelector('[type=checkbox]').click(); await nextFrame(); await settled();");
        let config = config(page);
        assert!(config.racers[2].off);
        let [after, note]: [Value; 2] = page.get("return [await hashes(), text('note2')]");
        assert_eq!(note, "not shown");
        assert_ne!(json!(before), after);
        // What is in the link is restored.
        let hash: String = page.get("return location.hash");
        page.goto("fixtures/plain.html");
        page.goto(&hash);
        page.until("ready()");
        assert_eq!(self::config(page), config);
        // From where there is no way back.
        let undo: String =
            page.get("return race.shadowRoot.querySelector('[data-run=undo]').ariaDisabled");
        assert_eq!(undo, "true");
        // The last one stays.
        for _ in 0..6 {
            act(0, "remove");
        }
        assert_eq!(labels().len(), 1);
        let wrong: String = page.get("return text('wrong')");
        assert!(wrong.contains("a list of 1 to 16 racers"), "{wrong}");
    });
}

fn undo(page: &Session) {
    page.run("race.shadowRoot.querySelector('[data-run=undo]').click();");
}

#[test]
fn a_formula_that_is_left_as_it_was_found_is_one_step_back() {
    browse(|page| {
        open(page);
        // The field has not changed, but the race began anew as its formula's.
        page.run("choose('objective', 'bowl'); part('start').focus();");
        page.press("\u{e012}");
        let moved = config(page);
        page.run("part('formula').focus();");
        for key in ["\u{e010}", "1", "\u{e003}", "\u{e004}"] {
            page.press(key);
        }
        assert_ne!(config(page), moved);
        undo(page);
        assert_eq!(config(page), moved);
    });
}

#[test]
fn the_keyboard_adds_the_racer_that_it_chose() {
    browse(|page| {
        open(page);
        page.run("race.shadowRoot.querySelector('[data-set=add]').focus();");
        // Down to the third of them, to the button, and press it.
        for key in ["\u{e015}", "\u{e015}", "\u{e004}", "\u{e007}"] {
            page.press(key);
        }
        page.until("race.config.racers.length === 6");
        let added: [String; 2] =
            page.get("return [race.config.racers[5].optimizer, text('label5')]");
        assert_eq!(added, ["adagrad", "AdaGrad 2"]);
        // What it is called is next.
        page.until("race.shadowRoot.activeElement.placeholder === 'AdaGrad 2'");
    });
}

#[test]
fn what_was_refused_takes_no_focus_later() {
    browse(|page| {
        page.goto(&format!("#v1&racers={}&steps=50", ["sgd"; 16].join(" ")));
        page.until("ready() && part('card15')");
        for act in ["[data-do=add]", ".card [data-do=duplicate]"] {
            let (wrong, focused): (String, bool) = page.with(
                "race.shadowRoot.querySelector(given).click();
                 await frames();
                 const wrong = text('wrong');
                 part('objective').focus();
                 click('zoom-in');
                 await frames();
                 return [wrong, race.shadowRoot.activeElement === part('objective')];",
                act,
            );
            assert!(wrong.contains("a list of 1 to 16 racers"), "{wrong}");
            assert!(focused, "{act}");
        }
    });
}

#[test]
fn what_is_said_of_a_refused_number_goes_with_it() {
    browse(|page| {
        open(page);
        let said: [[String; 3]; 2] = page.get(
            "const { shadowRoot } = race;
             const lr = () => part('card4').querySelector('[type=number]');
             const sigma = shadowRoot.querySelector('.noise [type=number]');
             for (const field of [lr(), sigma]) {
               field.value = '-1';
               field.dispatchEvent(new Event('change', { bubbles: true }));
             }
             const said = () => [text('wrong'), shadowRoot.querySelector('.noise .error').textContent, lr().value];
             const before = said();
             choose('objective', 'bowl');
             await nextFrame();
             return [before, said()];",
        );
        let [[wrong, noise, _], after] = said;
        assert!(wrong.contains("lr is -1") && noise.contains("sigma is -1"), "{wrong} {noise}");
        assert_eq!(after, ["", "", "0.05"]);
    });
}

#[test]
fn all_learning_rates_move_together_and_a_button_resets_them() {
    browse(|page| {
        open(page);
        page.run(
            "race.shadowRoot.querySelector('[data-set=all]').setAttribute('data-name', 'all');",
        );
        page.drag("all", &[0.5, 0.6, 0.75]);
        let rates: Vec<f64> = page.get("return race.config.racers.map(({ lr }) => lr)");
        assert!((0.1..1.0).contains(&rates[0]), "{rates:?}");
        assert!(rates.iter().all(|rate| rate == &rates[0]), "{rates:?}");
        let back: String = page.get("return part('all').value");
        assert_eq!(back, "0");
        page.run("click('reset');");
        assert_eq!(config(page), Preset::Article.config());
    });
}

#[test]
fn the_view_is_zoomed_moved_fitted_and_put_back() {
    browse(|page| {
        open(page);
        let usual = config(page);
        page.run("click('zoom-in');");
        let near = config(page).view;
        assert_eq!(near.x, [-0.6667, 0.6667]);
        page.run("part('cursor').focus();");
        for key in ["+", "-", "0"] {
            page.press(key);
        }
        assert_eq!(config(page), usual);
        mouse(page, &[[0.5, 0.3], [0.75, 0.3]], || {}, false);
        let view = config(page).view;
        assert!((view.x[0] + 1.5).abs() < 0.01 && (view.y[0] + 1.0).abs() < 0.01, "{view:?}");
        page.run("click('fit');");
        let view = config(page).view;
        assert!(view.x[0] < -0.01 && view.x[1] > 0.75 && view.x[1] < 0.9, "{view:?}");
        page.run("click('home');");
        assert_eq!(config(page), usual);
        // The wheel scrolls the page; with a modifier it zooms about the pointer.
        let wheel = |over: &str, ctrl: bool| -> bool {
            page.with(
                "const { x, y, width, height } = part('cursor').getBoundingClientRect();
                 const event = new WheelEvent('wheel', { deltaY: -100, ctrlKey: given[1], bubbles: true,
                   cancelable: true, clientX: x + width, clientY: y });
                 part(given[0]).dispatchEvent(event);
                 return event.defaultPrevented;",
                json!([over, ctrl]),
            )
        };
        assert!(!wheel("cursor", false) && !wheel("start", false));
        assert_eq!(config(page), usual);
        // Also over what lies on the field: the browser would zoom the page.
        assert!(wheel("start", true));
        page.until("location.hash.includes('view=-0.')");
        undo(page);
        assert_eq!(config(page), usual);
        assert!(wheel("cursor", true));
        let view = config(page).view;
        let is_corner = |at: f64| (at - 1.0).abs() < 2e-3;
        assert!(view.x[0] > -0.5 && is_corner(view.x[1]) && is_corner(view.y[1]), "{view:?}");
        page.until("location.hash.includes('view=-0.')");
    });
}

#[test]
fn a_finger_scrolls_the_page_taps_the_start_and_two_fingers_zoom() {
    browse(|page| {
        open(page);
        let (page_scrolls, handle): (String, String) = page.get(
            "return ['cursor', 'start'].map((name) => getComputedStyle(part(name)).touchAction)",
        );
        assert_eq!((page_scrolls.as_str(), handle.as_str()), ("pan-x pan-y", "none"));
        let [x, y, width, height]: [f64; 4] = page.get(
            "scrollTo(0, 0);
             const { x, y, width, height } = part('cursor').getBoundingClientRect();
             return [x, y, width, height]",
        );
        let touch = |kind: &str, places: &[[f64; 2]]| {
            let points: Vec<Value> = places
                .iter()
                .enumerate()
                .map(|(id, [right, down])| {
                    json!({"x": x + right * width, "y": y + down * height, "id": id})
                })
                .collect();
            let event = json!({"type": kind, "touchPoints": points});
            page.chromium("Input.dispatchTouchEvent", &event);
        };
        page.chromium("Emulation.setTouchEmulationEnabled", &json!({"enabled": true}));
        touch("touchStart", &[[0.25, 0.5]]);
        touch("touchEnd", &[]);
        page.until("Math.abs(race.config.start[0] + 0.5) < 0.02");
        // Held, a finger is told what is under it, and moves nothing.
        touch("touchStart", &[[0.75, 0.5]]);
        page.until("text('readout').startsWith('f(0.5')");
        touch("touchEnd", &[]);
        page.run("await frames();");
        assert!((config(page).start[0] + 0.5).abs() < 0.02);
        let before = config(page).view;
        let pinch = || {
            touch("touchStart", &[[0.4, 0.5], [0.6, 0.5]]);
            for apart in [0.12, 0.16, 0.2] {
                touch("touchMove", &[[0.5 - apart, 0.5], [0.5 + apart, 0.5]]);
            }
        };
        pinch();
        touch("touchEnd", &[]);
        let after = config(page).view;
        let ratio = (after.x[1] - after.x[0]) / (before.x[1] - before.x[0]);
        assert!((0.4..0.65).contains(&ratio), "{ratio}");
        // However it ends, it is a gesture with an end: a third finger, one of them lifted, the browser.
        for (kind, places) in [
            ("touchStart", &[[0.3, 0.5], [0.7, 0.5], [0.5, 0.2]][..]),
            ("touchEnd", &[[0.3, 0.5]]),
            ("touchCancel", &[]),
        ] {
            page.until("location.hash.includes('view=')");
            page.run("click('home'); await until(() => race.config.view.x[0] === -1); window.hash = location.hash;");
            pinch();
            touch(kind, places);
            page.until("location.hash !== window.hash && race.config.view.x[0] > -0.9");
            if !places.is_empty() {
                touch("touchEnd", &[]);
            }
        }
    });
}

//! Playing with a run: the start under mouse and keys, the racers' settings, the view, and the way back.
//! What an edit does to a run, the tests of `downhill-figure` know.

use downhill::{Family, OptimizerKind, Preset, RunConfig};
use serde_json::{Value, json};

use crate::session::{Session, browse};

/// Opens the page and stops its race at the end.
fn open(page: &Session) {
    // Where labels stand, and so what a place of the picture means, depends on its size.
    page.width(1280);
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

fn undo(page: &Session) {
    page.run("click('undo'); await rendered();");
}

#[test]
fn the_start_follows_the_mouse_and_is_one_step_back() {
    browse(|page| {
        open(page);
        page.run(COUNT);
        // The handle says that it can be dragged until it has been.
        let hint = "const hint = part('start').querySelector('span');
             return getComputedStyle(hint).display !== 'none' && hint.textContent";
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
                let [entries, undo]: [Value; 2] =
                    page.get("return [entries, part('undo').ariaDisabled]");
                assert_eq!((entries, undo), (json!(0), json!("true")));
            },
            false,
        );
        page.until("entries === 1 && location.hash.includes('start=-0.')");
        assert_eq!(page.get::<Value>(hint), json!(false));
        let after = config(page);
        undo(page);
        assert_eq!(config(page), before);
        page.run("click('redo');");
        assert_eq!(config(page), after);
        // By keys, too, wherever the focus is.
        page.run("document.activeElement.blur();");
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
fn the_paths_before_a_change_stay_faintly() {
    browse(|page| {
        open(page);
        let [before, after]: [bool; 2] = page.get(
            "const ghost = () => canvases()[2];
             const blank = () => pixels(ghost()).every((part) => part === 0);
             const before = blank();
             await enter(id('racer-0-lr'), '0.1');
             await until(() => part('ghost') && !blank());
             return [before, blank()];",
        );
        assert_eq!([before, after], [true, false]);
        page.run("await chooseObjective('booth'); await until(() => !part('ghost'));");
    });
}

#[test]
fn a_click_on_a_head_shows_its_row_and_moves_no_start() {
    browse(|page| {
        open(page);
        let before = config(page);
        // AdaGrad stands alone.
        let faded = || -> bool {
            page.get("await nextFrame(); return canvases().at(-2).style.opacity !== ''")
        };
        mouse(page, &[[0.645, 0.645], [0.645, 0.645]], || assert!(faded()), false);
        let row: String = page.get("return document.activeElement.id");
        assert_eq!((row.as_str(), &config(page)), ("racer-2", &before));
        page.run("document.activeElement.blur();");
        mouse(page, &[[0.3, 0.2]], || {}, false);
        let start = config(page).start;
        assert!((start[0] + 0.4).abs() < 0.01 && (start[1] - 0.6).abs() < 0.01, "{start:?}");
        undo(page);
        assert_eq!(config(page), before);
    });
}

#[test]
fn a_click_on_the_label_beside_a_head_shows_its_row_and_moves_no_start() {
    browse(|page| {
        open(page);
        let before = config(page);
        // Where the pointer meets a racer, the farthest from the head of AdaGrad: there stands a label.
        let place: [f64; 2] = page.get(
            "await settled();
             const field = part('cursor');
             const { x, y, width, height } = field.getBoundingClientRect();
             const [head, named] = [0.645, []];
             for (let right = 0.45; right < 0.85; right += 0.01) {
               for (let down = 0.55; down < 0.75; down += 0.01) {
                 field.dispatchEvent(new PointerEvent('pointermove', { clientX: x + right * width, clientY: y + down * height }));
                 if ('named' in field.dataset) named.push([right, down]);
               }
             }
             const far = ([right, down]) => Math.hypot((right - head) * width, (down - head) * height);
             return named.sort((one, other) => far(other) - far(one))[0];",
        );
        let apart = place.map(|part| (part - 0.645).abs());
        assert!(apart[0].max(apart[1]) > 0.04, "{place:?}");
        mouse(page, &[place], || {}, false);
        let row: String = page.get("return document.activeElement.id");
        assert!(row.starts_with("racer-"), "{row}");
        assert_eq!(config(page), before);
    });
}

#[test]
fn a_right_click_on_the_picture_meets_an_image_of_it() {
    browse(|page| {
        open(page);
        let [x, y]: [f64; 2] = page.get(
            "const { x, y, width, height } = part('cursor').getBoundingClientRect();
             return [Math.round(x + width / 3), Math.round(y + height / 3)];",
        );
        let before = config(page);
        // WebKit's driver releases the first button whatever was pressed: the next test would find this one down.
        page.close_after();
        page.run("window.met = []; addEventListener('contextmenu', (event) => met.push(event.composedPath()[0].localName));");
        page.actions(json!({"actions": [{"type": "pointer", "id": "mouse", "actions": [
            {"type": "pointerMove", "x": x, "y": y},
            {"type": "pointerDown", "button": 2},
            {"type": "pointerUp", "button": 2},
        ]}]}));
        let source: String = page.get(
            "const image = await until(() => document.elementFromPoint(...given) instanceof HTMLImageElement && document.elementFromPoint(...given));
             return image.src.slice(0, 15);".replace("...given", &format!("{x}, {y}")).as_str(),
        );
        assert_eq!(source, "data:image/png;");
        assert_eq!(
            page.get::<[String; 1]>("return await until(() => met.length > 0 && met)"),
            ["img"]
        );
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
        page.run("id('start-x').select();");
        for letter in ["-", ".", "5", "\u{e007}"] {
            page.press(letter);
        }
        assert_eq!(config(page).start, [-0.5, -0.7]);
        // What cannot be is said at its field, which goes back when it is left; and the picture stays.
        page.run("id('steps').select();");
        for letter in ["0", "\u{e007}"] {
            page.press(letter);
        }
        let [said, value]: [String; 2] = page.get(
            "const said = (await until(() => id('steps-error'))).textContent;
             id('steps').blur();
             await rendered();
             return [said, id('steps').value];",
        );
        assert!(said.contains("1 to 1000000") || said.contains("1 to 1,000,000"), "{said}");
        assert_eq!((value.as_str(), config(page).steps), ("100", 100));
    });
}

#[test]
fn a_setting_is_slid_or_typed() {
    browse(|page| {
        open(page);
        page.run(COUNT);
        page.run("document.querySelector('#racer-4 .slide').dataset.name = 'slider';");
        page.drag("slider", &[0.5, 0.6, 0.8]);
        let lr: f64 = page.get("return race.config.racers[4].lr");
        assert!((0.1..3.0).contains(&lr), "{lr}");
        page.until("entries === 1");
        page.run("part('slider').focus();");
        for _ in 0..3 {
            page.press("\u{e014}");
        }
        let more: f64 = page.get("return race.config.racers[4].lr");
        assert!(more > lr, "{more} {lr}");
        page.until("entries === 2");
        page.run(
            "id('more-4').click();
             await rendered();
             await enter(id('racer-4-betas.0'), '0.5');
             document.querySelector('#racer-4 [type=checkbox]').click();",
        );
        let adam: Value = page.get("return race.config.racers[4]");
        assert_eq!(adam["betas"], json!([0.5, 0.999]));
        assert_eq!(adam["biasCorrection"], false);
        let (said, value): (String, String) = page.get(
            "const field = id('racer-4-lr');
             const before = field.value;
             await enter(field, '-1');
             const said = id('racer-4-lr-error').textContent;
             field.blur();
             await rendered();
             if (field.value !== before) throw new Error(field.value);
             return [said, field.value];",
        );
        assert_eq!(said, "Learning rate: 0 or more", "{value}");
    });
}

#[test]
fn the_menu_and_the_controls_are_what_the_rules_say_of_themselves() {
    browse(|page| {
        let articles = "momentum(dampening=0.9,dampFirstStep=true)";
        page.goto(&format!("#v1&racers={articles} momentum&step=0"));
        page.until("ready() && id('more-1')");
        let menu: Vec<String> =
            page.get("return [...part('add').options].slice(1).map(({ value }) => value);");
        // Family by family.
        let of = |family| {
            let kinds = OptimizerKind::ALL.into_iter();
            kinds.filter(move |kind| kind.info().family == family).map(OptimizerKind::name)
        };
        assert_eq!(menu, Family::ALL.into_iter().flat_map(of).collect::<Vec<_>>());
        page.run(
            "choose('add', 'adamw'); await until(() => document.activeElement.id === 'more-2');",
        );
        page.run("id('more-2').click(); await until(() => id('racer-2-weightDecay'));");
        // Of the article's momentum there is no Nesterov's form; the switch goes back.
        let (refused, checked): (String, bool) = page.get(
            "id('more-0').click();
             await rendered();
             id('racer-0-nesterov').click();
             await rendered();
             return [text('wrong'), id('racer-0-nesterov').checked];",
        );
        assert!(!refused.is_empty() && !checked, "{refused}");
        page.run(
            "id('more-1').click();
             await rendered();
             id('racer-1-nesterov').click();
             await until(() => race.config.racers[1].nesterov && text('wrong') === '');",
        );
    });
}

#[test]
fn a_setting_that_its_slider_cannot_reach_puts_it_at_its_end() {
    browse(|page| {
        let racers = "sgd(lr=0) momentum(momentum=1.5) adagrad(eps=0) rmsprop(alpha=1) adam(betas=0.99999999:0) sgd(lr=1e5)";
        page.goto(&format!("#v1&objective=bowl&racers={racers}&step=0"));
        page.until("ready() && id('more-5')");
        let ends: Vec<String> = page.get(
            "for (let row = 0; row < 6; row++) id(`more-${row}`).click();
             await rendered();
             const of = (row, key) => {
               const { value, min, max } = id(`racer-${row}-${key}`).parentElement.previousElementSibling;
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
        page.run("id('more-4').click(); await rendered();");
        let press = |field: &str, key: &str| -> [f64; 2] {
            page.run(&format!("id('{field}').focus();"));
            page.press(key);
            page.get("await rendered(); const { lr, betas } = race.config.racers[4]; return [lr, betas[1]]")
        };
        assert_eq!(press("racer-4-lr", "\u{e013}"), [0.021, 0.999]);
        assert_eq!(press("racer-4-betas.1", "\u{e015}"), [0.021, 0.9989]);
        assert_eq!(press("racer-4-betas.1", "\u{e013}"), [0.021, 0.999]);
        // A number that is typed is valid, and its last digit is what moves.
        page.run("await enter(id('racer-4-lr'), '0.12345');");
        assert_eq!(press("racer-4-lr", "\u{e015}"), [0.12344, 0.999]);
        let valid: bool = page.get("return !document.querySelector('input:invalid')");
        assert!(valid);
    });
}

#[test]
fn racers_are_added_doubled_renamed_moved_hidden_and_removed() {
    browse(|page| {
        open(page);
        let labels = || -> Vec<String> {
            page.get("await rendered(); return [...document.querySelectorAll('.racer')].map(({ ariaLabel }) => ariaLabel)")
        };
        let act = |row: u32, act: &str| {
            let _: Value = page.with(
                "const [row, act] = given;
                 if (id(`more-${row}`).ariaExpanded === 'false') id(`more-${row}`).click();
                 await rendered();
                 [...document.querySelectorAll(`#racer-${row} .acts button`)].find((button) => (button.ariaLabel ?? button.textContent) === act).click();
                 await rendered();",
                json!([row, act]),
            );
        };
        act(4, "Duplicate to compare");
        assert_eq!(labels()[4..], ["Adam", "Adam 2"]);
        let focused: String = page.get("return document.activeElement.closest('.racer').ariaLabel");
        assert_eq!(focused, "Adam 2");
        act(5, "Move up");
        act(4, "Move up");
        assert_eq!(labels()[3..], ["Adam", "RMSProp", "Adam 2"]);
        act(0, "Remove");
        assert_eq!(labels(), ["SGD+Momentum", "AdaGrad", "Adam", "RMSProp", "Adam 2"]);
        page.run(
            "choose('add', 'sgd');
             await until(() => document.activeElement.id === 'more-5');
             document.activeElement.click();
             await rendered();
             id('name-5').focus();",
        );
        for letter in ["h", "i", "\u{e007}"] {
            page.press(letter);
        }
        assert_eq!(labels()[5], "hi");
        let before: Vec<String> = page.get("return hashes()");
        act(2, "Hide");
        let config = config(page);
        assert!(config.racers[2].off);
        let (after, standing): (Value, String) = page.get(
            "await settled(); return [await hashes(), document.querySelector('#racer-2 .standing').textContent]",
        );
        assert_eq!(standing, "hidden");
        assert_ne!(json!(before), after);
        // What is in the link is restored.
        let hash: String = page.get("return location.hash");
        page.goto("fixtures/plain.html");
        page.goto(&hash);
        page.until("ready() && id('more-5')");
        assert_eq!(self::config(page), config);
        // From where there is no way back.
        let undo: String = page.get("return part('undo').ariaDisabled");
        assert_eq!(undo, "true");
        act(0, "Alone");
        let off: Vec<Option<bool>> =
            page.get("return race.config.racers.map(({ off }) => off ?? null)");
        assert_eq!(off.iter().filter(|off| **off == Some(true)).count(), 5, "{off:?}");
        // The last one stays.
        for _ in 0..6 {
            act(0, "Remove");
        }
        assert_eq!(labels().len(), 1);
        let wrong: String = page.get("return text('wrong')");
        assert!(wrong.contains("1 to 16"), "{wrong}");
    });
}

#[test]
fn a_formula_that_is_left_as_it_was_found_is_one_step_back() {
    browse(|page| {
        open(page);
        page.run("await chooseObjective('bowl'); part('start').focus();");
        page.press("\u{e012}");
        page.run("part('edit-formula').click(); await until(() => document.activeElement === id('formula'));");
        let moved = config(page);
        for key in ["\u{e010}", "1", "\u{e007}"] {
            page.press(key);
        }
        page.run("await rendered();");
        assert_ne!(config(page), moved);
        undo(page);
        assert_eq!(config(page), moved);
    });
}

#[test]
fn what_was_typed_and_not_entered_is_not_written_into_the_run_that_comes_back() {
    browse(|page| {
        open(page);
        page.run("await enter(id('racer-4-lr'), '0.3'); await rendered();");
        let before = config(page);
        page.run("choose('add', 'adamw'); await until(() => race.config.racers.length === 6);");
        // In the racer that goes, and in one that stays.
        for row in [5, 0] {
            page.run(&format!(
                "if (race.config.racers.length < 6) {{ history.forward(); await until(() => race.config.racers.length === 6); await rendered(); }}
                 const field = id('racer-{row}-lr');
                 field.focus();
                 field.select();"
            ));
            for letter in ["9", "9"] {
                page.press(letter);
            }
            page.run(
                "history.back();
                 await until(() => race.config.racers.length === 5);
                 await rendered();
                 document.activeElement.blur();
                 await rendered();",
            );
            assert_eq!(config(page), before, "row {row}");
        }
    });
}

#[test]
fn what_is_said_of_a_refused_number_goes_with_the_next_run() {
    browse(|page| {
        open(page);
        let said: [bool; 2] = page.get(
            "await enter(id('racer-4-lr'), '-1');
             const said = () => id('racer-4-lr-error') !== null;
             const before = said();
             await chooseObjective('bowl');
             return [before, said()];",
        );
        assert_eq!(said, [true, false]);
    });
}

#[test]
fn all_learning_rates_move_together_and_a_button_resets_them() {
    browse(|page| {
        open(page);
        page.run("id('all-rates').dataset.name = 'all';");
        page.drag("all", &[0.5, 0.6, 0.75]);
        let rates: Vec<f64> = page.get("return race.config.racers.map(({ lr }) => lr)");
        assert!((0.1..1.0).contains(&rates[0]), "{rates:?}");
        assert!(rates.iter().all(|rate| rate == &rates[0]), "{rates:?}");
        page.until("part('all').value === '0'");
        page.run("click('reset');");
        assert_eq!(config(page), Preset::Article.config());
    });
}

#[test]
fn presented_the_figure_fills_the_screen_and_keys_hide_racers_and_step() {
    browse(|page| {
        open(page);
        page.run("document.activeElement.blur();");
        page.press("f");
        let fills: bool = page.get(
            "await until(() => 'presenting' in document.documentElement.dataset);
             await frames(6);
             const { width, height } = id('stage').getBoundingClientRect();
             return width === innerWidth && height > innerHeight * 0.85 && !document.querySelector('.side').checkVisibility();",
        );
        assert!(fills);
        page.press("2");
        page.until("race.config.racers[1].off === true");
        page.press("2");
        page.until("!race.config.racers[1].off");
        page.press("\u{e012}");
        page.until("step() === 99");
        page.press("f");
        page.until("!('presenting' in document.documentElement.dataset) && document.querySelector('.side').checkVisibility()");
    });
}

#[test]
fn escape_ends_the_presentation_and_is_nothing_without_one() {
    browse(|page| {
        open(page);
        let before = config(page);
        page.run("document.activeElement.blur();");
        page.press("\u{e00c}");
        page.press("f");
        page.until("'presenting' in document.documentElement.dataset");
        page.press("\u{e00c}");
        page.until(
            "!('presenting' in document.documentElement.dataset) && !document.fullscreenElement",
        );
        page.until("document.querySelector('.side').checkVisibility()");
        // A number is a racer's only while the figure is presented.
        page.press("2");
        page.run("await rendered();");
        assert_eq!(config(page), before);
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
        page.run("part('cursor').blur();");
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
        assert_eq!((page_scrolls.as_str(), handle.as_str()), ("pan-y", "none"));
        let [x, y, width, height]: [f64; 4] = page.get(
            "scrollTo(0, 0);
             const { x, y, width, height } = part('cursor').getBoundingClientRect();
             return [x, y, width, height]",
        );
        let touch = |kind: &str, places: &[[f64; 2]]| {
            let places: Vec<_> =
                places.iter().map(|[right, down]| [x + right * width, y + down * height]).collect();
            page.touch(kind, &places);
        };
        page.touch_screen();
        touch("touchStart", &[[0.25, 0.5]]);
        touch("touchEnd", &[]);
        page.until("Math.abs(race.config.start[0] + 0.5) < 0.02");
        // Nothing is pointed at any more.
        let told: String = page.get("await frames(); return text('readout')");
        assert_eq!(told, "");
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

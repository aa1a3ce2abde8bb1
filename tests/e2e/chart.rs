//! The chart of the run over its steps: its controls, its place, and the pointer on the time axis.

use downhill_plot::CHART_INSETS;
use serde_json::{Value, json};

use crate::session::{Session, browse};

/// Opens a run on the page and shows its end.
fn open(page: &Session, run: &str) {
    page.goto(&format!("#v1&{run}"));
    page.until("ready() && part('chart-canvas').hasAttribute('aria-label')");
    page.run("if (playing()) click('play'); await until(() => !playing()); seek(part('seek').max); await until(() => step() === +part('seek').max);");
}

fn label(page: &Session) -> String {
    page.get("return part('chart-canvas').getAttribute('aria-label')")
}

/// Moves the pointer along parts of the time axis; `pressed` from the first to the last of them.
fn point(page: &Session, name: &str, parts: &[f64], pressed: bool) {
    let [left, width, y]: [f64; 3] = page.get(&format!(
        "part('{name}').scrollIntoView({{ block: 'center' }});
         const {{ left, top, width, height }} = part('{name}').getBoundingClientRect();
         return [left, width, Math.round(top + height / 2)];"
    ));
    let [first, last] = if name == "plot" { CHART_INSETS } else { [10.0, 10.0] };
    let mut actions = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        let x = (left + first + (width - first - last) * part).round();
        actions.push(json!({"type": "pointerMove", "x": x, "y": y}));
        if index == 0 && pressed {
            actions.push(json!({"type": "pointerDown", "button": 0}));
        }
    }
    if pressed {
        actions.push(json!({"type": "pointerUp", "button": 0}));
    }
    page.actions(json!({"actions": [{"type": "pointer", "id": "mouse", "actions": actions}]}));
}

fn away(page: &Session) {
    page.actions(json!({"actions": [{"type": "pointer", "id": "mouse", "actions": [
        {"type": "pointerMove", "x": 2, "y": 2},
    ]}]}));
}

#[test]
fn measure_and_scale_are_chosen_by_keys_and_said() {
    browse(|page| {
        open(page, "preset=article");
        assert!(label(page).starts_with("f(x, y), logarithmic; SGD from "), "{}", label(page));
        let drawn: bool = page.get(
            "const data = pixels(part('chart-canvas'));
             return data.some((part, at) => at % 4 < 3 && data[at | 3] > 0 && part !== data[at - at % 4]);",
        );
        assert!(drawn);
        page.run("part('log').focus();");
        page.press(" ");
        page.until("part('chart-canvas').ariaLabel.includes(', linear;') && !part('log').checked");
        page.press(" ");
        page.until("part('chart-canvas').ariaLabel.includes(', logarithmic;')");
        page.run("part('measure').focus();");
        page.press("\u{E015}");
        page.until("part('chart-canvas').ariaLabel.startsWith('distance')");
        page.press("\u{E004}");
        let on: bool = page.get("return document.activeElement === part('log')");
        assert!(on, "from the list Tab leads to the switch");
    });
}

#[test]
fn the_pointer_looks_at_a_step_and_leaves_the_picture_as_it_was() {
    browse(|page| {
        open(page, "objective=bowl&start=3,4&racers=sgd(lr=0.1)&steps=100");
        page.run("seek(30); await until(() => step() === 30); await settled();");
        let before: Value = page.get("return await hashes()");
        let told: String = page.get("return document.querySelector('.chart .values').textContent");
        for name in ["plot", "seek"] {
            point(page, name, &[0.1], false);
            page.until("text('peeked') === '10'");
            page.until("step() === 30");
            let (seen, now): (String, Value) =
                page.get("await settled(); return [document.querySelector('.chart .values').textContent, await hashes()]");
            assert!(seen != told && seen.ends_with(" SGD"), "{seen}");
            // Only the topmost layer.
            assert_eq!(now.as_array().unwrap()[..6], before.as_array().unwrap()[..6]);
            assert_ne!(now[6], before[6]);
            away(page);
            page.until("text('peeked') === '30'");
            let now: Value = page.get("await settled(); return await hashes()");
            assert_eq!(now, before);
        }
    });
}

#[test]
fn pressing_and_dragging_in_the_chart_seeks() {
    browse(|page| {
        open(page, "objective=bowl&start=3,4&racers=sgd(lr=0.1)&steps=100");
        point(page, "plot", &[0.25], true);
        page.until("step() === 25 && location.hash.endsWith('&step=25')");
        point(page, "plot", &[0.25, 0.4, 0.5], true);
        page.until("step() === 50 && Number(part('seek').value) === 50");
        away(page);
        page.until("location.hash.endsWith('&step=50')");
    });
}

#[test]
fn a_finger_taps_or_drags_in_the_chart_and_scrolls_the_page_across_it() {
    browse(|page| {
        page.touch_screen();
        open(page, "objective=bowl&start=3,4&racers=sgd(lr=0.1)&steps=100");
        page.run("seek(30); await until(() => step() === 30); await settled();");
        let [left, top, width, height]: [f64; 4] = page.get(
            "window.changes = [];
             race.addEventListener('downhill-change', ({ detail }) => changes.push(detail.control));
             document.querySelector('footer').style.paddingBottom = '2000px';
             part('plot').scrollIntoView({ block: 'center' });
             const { x, y, width, height } = part('plot').getBoundingClientRect();
             return [x, y, width, height];",
        );
        let [first, last] = CHART_INSETS;
        let touch = |kind: &str, place: Option<[f64; 2]>| {
            let places: Vec<_> = place
                .iter()
                .map(|[along, down]| {
                    [left + first + along * (width - first - last), top + down * height]
                })
                .collect();
            page.touch(kind, &places);
        };
        let before: Value = page.get("return [scrollY, location.hash]");
        touch("touchStart", Some([0.7, 0.9]));
        for down in [0.7, 0.5, 0.3, 0.1] {
            touch("touchMove", Some([0.71, down]));
        }
        touch("touchEnd", None);
        let after: Value = page.with(
            "await until(() => scrollY > given);
             // A finger that comes down while the page glides on would only hold it.
             let last;
             await until(async () => {
               const still = scrollY === last;
               last = scrollY;
               await frames(8);
               return still;
             });
             const after = [step(), location.hash, changes.length];
             part('plot').scrollIntoView({ block: 'center' });
             return after;",
            before[0].clone(),
        );
        assert_eq!(after, json!([30, before[1], 0]));
        // In one go: on a busy machine a finger would stay down for longer than a tap lasts.
        let [x, y] =
            [left + first + 0.6 * (width - first - last), top + height / 2.0].map(f64::round);
        page.actions(json!({"actions": [
            {"type": "pointer", "id": "finger", "parameters": {"pointerType": "touch"}, "actions": [
                {"type": "pointerMove", "x": x, "y": y},
                {"type": "pointerDown", "button": 0},
                {"type": "pointerUp", "button": 0},
            ]},
        ]}));
        page.until("step() === 60 && location.hash.endsWith('&step=60')");
        touch("touchStart", Some([0.6, 0.5]));
        for along in [0.65, 0.7, 0.75] {
            touch("touchMove", Some([along, 0.55]));
        }
        page.until("step() === 75");
        touch("touchEnd", None);
        page.until("location.hash.endsWith('&step=75')");
    });
}

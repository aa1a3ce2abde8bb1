//! What is spoken to those who cannot see the picture.

use serde_json::{Value, json};

use crate::session::{Session, browse};

/// Opens a figure of these attributes and writes down all that its live region says.
fn open(page: &Session, attributes: &Value) {
    page.open_figure(attributes);
    page.run(
        "window.said = [];
         const live = part('live');
         window.before = live.textContent;
         new MutationObserver(() => said.push(live.textContent))
           .observe(live, { childList: true, characterData: true, subtree: true });",
    );
}

fn said(page: &Session) -> Vec<String> {
    page.get("await nextFrame(); return said")
}

#[test]
fn a_playing_race_is_silent_until_it_pauses() {
    browse(|page| {
        open(page, &json!({"autoplay": ""}));
        page.until("step() > 30");
        assert_eq!(said(page), Vec::<String>::new());
        page.click("play");
        page.until("!playing() && said.length === 1");
        let [spoken, status]: [String; 2] = page.get("return [said[0], text('status')]");
        assert_eq!(spoken, format!("Paused. {status}"));
    });
}

#[test]
fn a_still_race_says_nothing_when_it_opens_and_the_step_that_was_sought() {
    browse(|page| {
        open(page, &json!({}));
        let before: String = page.get("return before");
        assert_eq!((before.as_str(), said(page)), ("", Vec::new()));
        // While the bar is dragged, only its own value is spoken.
        page.run(
            "for (const to of [10, 20, 30]) {
               part('seek').value = to;
               part('seek').dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
               await until(() => step() === to);
             }",
        );
        assert_eq!(said(page), Vec::<String>::new());
        page.run("part('seek').dispatchEvent(new Event('change', { bubbles: true }));");
        page.until("said.length === 1");
        let [spoken, status]: [String; 2] = page.get("return [said[0], text('status')]");
        assert_eq!(spoken, status);
        assert!(spoken.starts_with("Step 30 of 100"), "{spoken}");
    });
}

#[test]
fn a_step_by_button_is_spoken() {
    browse(|page| {
        open(page, &json!({}));
        page.run("await show(50); said.length = 0;");
        page.click("forward");
        page.until("step() === 51");
        let spoken = said(page);
        assert_eq!(spoken.len(), 1);
        assert!(spoken[0].starts_with("Step 51 of 100"), "{spoken:?}");
    });
}

#[test]
fn the_end_is_spoken_once_however_often_the_race_loops() {
    browse(|page| {
        open(page, &json!({"autoplay": "", "loop": "", "steps": "12"}));
        page.until("said.length > 0");
        page.run(
            "for (let loop = 0; loop < 2; loop++) {
               await until(() => step() === 12);
               await until(() => step() < 12);
             }",
        );
        let spoken = said(page);
        assert_eq!(spoken.len(), 1, "{spoken:?}");
        assert!(spoken[0].starts_with("The end of the run. Step 12 of 12"), "{spoken:?}");
    });
}

/// Opens the page at a run, and writes down all that its live region says and what it tells of stops.
fn open_page(page: &Session, run: &str) {
    page.goto(&format!("#v1&{run}"));
    page.until("ready()");
    page.run(
        "window.said = [];
         window.stops = [];
         const live = part('live');
         new MutationObserver(() => said.push(live.textContent))
           .observe(live, { childList: true, characterData: true, subtree: true });
         race.addEventListener('downhill-stop', ({ detail }) => stops.push(detail.label));",
    );
}

#[test]
fn a_racer_that_stops_after_a_change_is_spoken_of_and_once_for_each_way() {
    browse(|page| {
        open_page(page, "objective=bowl&racers=sgd(lr=0.01),momentum(lr=1e10)&steps=100&step=0");
        let said_so_far = || -> Vec<String> { page.get("return said") };
        // The view is another, the way is the same.
        page.run("click('zoom-in'); await pause(100);");
        assert_eq!(said_so_far(), Vec::<String>::new());
        page.run("seek(100);");
        page.until("stops.length === 1");
        let spoken = said_so_far();
        assert_eq!(spoken.len(), 1, "{spoken:?}");
        assert!(spoken[0].starts_with("SGD+Momentum diverged at step "), "{spoken:?}");
        // Nor are view and names another way.
        let spoken: Vec<String> = page.get(
            "said.length = 0;
             click('zoom-out');
             const name = part('card0').querySelector('[data-set=label]');
             name.value = 'slow';
             name.dispatchEvent(new Event('change', { bubbles: true }));
             await until(() => said.length > 0);
             await pause(100);
             return [...said, ...stops];",
        );
        assert_eq!(spoken.len(), 2, "{spoken:?}");
        assert!(spoken[0].starts_with("Step 100 of 100"), "{spoken:?}");
        // Another way is: at the end of the gesture.
        let spoken: Vec<String> = page.get(
            "said.length = 0;
             const rate = part('card0').querySelector('[type=range]');
             for (const power of ['-1.5', '-1.2']) {
               rate.value = power;
               rate.dispatchEvent(new InputEvent('input', { bubbles: true }));
               await pause(300);
             }
             const during = [...said];
             rate.dispatchEvent(new Event('change', { bubbles: true }));
             await until(() => said.length > during.length);
             await pause(100);
             return [String(during.length), ...said];",
        );
        assert_eq!((spoken.len(), spoken[0].as_str()), (2, "0"), "{spoken:?}");
        assert!(spoken[1].starts_with("SGD+Momentum diverged at step "), "{spoken:?}");
        page.until("stops.length === 2");
    });
}

#[test]
fn the_end_is_spoken_again_where_another_run_comes_to_it() {
    browse(|page| {
        open_page(page, "objective=bowl&racers=sgd(lr=0.01)&steps=20");
        page.until("said.some((text) => text.startsWith('The end of the run.'))");
        // While it plays, and without any of the figure's own controls.
        page.run(
            "await until(() => step() < 10);
             said.length = 0;
             const rate = part('card0').querySelector('[type=number]');
             rate.value = '0.02';
             rate.dispatchEvent(new Event('change', { bubbles: true }));",
        );
        page.until("said.some((text) => text.startsWith('The end of the run.'))");
    });
}

#[test]
fn a_racer_that_stops_is_spoken_of_once() {
    browse(|page| {
        let racers = "sgd,momentum(lr=1.7e308,momentum=4)";
        // Slow enough that the test is there before it happens.
        page.open_blank();
        page.run(
            "window.said = [];
             const made = document.createElement('downhill-race');
             made.setAttribute('steps', '40');
             made.style.width = '576px';
             document.querySelector('main').append(made);
             await settled();",
        );
        let _: Value = page.with(
            "const live = part('live');
             new MutationObserver(() => said.push(live.textContent))
               .observe(live, { childList: true, characterData: true, subtree: true });
             const race = document.querySelector('downhill-race');
             race.setAttribute('racers', given);
             await until(() => text('label1') === 'SGD+Momentum');
             await settled();
             click('play');
             await until(() => playing());
             await until(() => !playing() && step() === 40);",
            racers,
        );
        let spoken = said(page);
        let stops: Vec<&String> = spoken.iter().filter(|text| text.contains("diverged")).collect();
        assert_eq!(stops.len(), 1, "{spoken:?}");
        assert!(stops[0].starts_with("SGD+Momentum diverged at step "), "{spoken:?}");
        assert_eq!(spoken.len(), 2, "{spoken:?}");
        assert!(spoken[1].starts_with("The end of the run."), "{spoken:?}");
    });
}

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

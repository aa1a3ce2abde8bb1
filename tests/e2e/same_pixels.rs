//! The picture of a step depends on run, view, size and step alone, not on the way there.

use serde_json::{Value, json};

use crate::session::{Session, browse};

/// The hashes of all four layers at `step`, reached in one way.
fn reached(page: &Session, step: u32, way: &str) -> Vec<String> {
    page.with(
        &format!(
            "{way}; await until(() => step() === given); await settled(); return await hashes();"
        ),
        step,
    )
}

/// Asserts that a figure of these attributes has the same pixels at `step` whichever way it came
/// there, and others at the step before.
fn check(attributes: &Value, step: u32) {
    browse(|page| {
        page.open_figure(attributes);
        let sought = reached(page, step, "await show(0); seek(given)");
        assert_eq!(sought.len(), 4);
        for (name, way) in [
            ("from the end", "await show(Number(part('seek').max)); seek(given)"),
            (
                "step by step",
                "await show(Math.max(0, given - 60)); while (step() < given) { const from = step(); click('forward'); await until(() => step() > from); }",
            ),
            ("one step back", "await show(given + 1); click('back')"),
            (
                "resized there and back",
                "await show(given);
                 document.querySelector('downhill-race').style.width = '400px';
                 await until(() => canvases()[0].width === 400); await settled();
                 document.querySelector('downhill-race').style.width = '576px';
                 await until(() => canvases()[0].width === 576);",
            ),
        ] {
            assert_eq!(reached(page, step, way), sought, "{name} to step {step} of {attributes}");
        }
        // Played to wherever the pause hits it.
        let (paused, played): (u32, Vec<String>) = page.with(
            "await show(given - 40);
             choose('speed', '2');
             click('play');
             await until(() => step() >= given - 20);
             click('play');
             await until(() => !playing());
             await settled();
             return [step(), await hashes()];",
            step,
        );
        assert!(paused > step - 40, "{paused}");
        let found = reached(page, paused, "await show(0); seek(given)");
        assert_eq!(found, played, "played to step {paused} of {attributes}");
        let before = reached(page, step - 1, "seek(given)");
        assert_eq!(before[0], sought[0]);
        assert_ne!(before[3], sought[3]);
    });
}

#[test]
fn at_a_step_of_the_articles_race() {
    check(&json!({"preset": "article"}), 73);
}

#[test]
fn at_a_step_of_a_race_whose_racers_separate() {
    check(&json!({"start": "0.9,-0.35"}), 88);
}

#[test]
fn at_a_step_of_a_long_race() {
    check(&json!({"steps": "2000"}), 1500);
}

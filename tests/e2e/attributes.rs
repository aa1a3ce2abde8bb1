//! Attributes that are wrong, and runs that go wrong.

use downhill::{Objective, objectives};
use serde_json::json;

use crate::session::browse;

#[test]
fn a_wrong_attribute_is_answered_by_a_sentence_and_changes_nothing_else() {
    browse(|page| {
        page.open_figure(&json!({"start": "0.9,-0.35"}));
        page.run("await show(61); window.then = [await hashes(), part('racers').innerText];");
        for (name, value, field, given, allowed) in [
            (
                "racers",
                "sgd,adma",
                "racers[1].optimizer",
                "\"adma\"",
                "one of sgd, momentum, adagrad",
            ),
            ("racers", "sgd(lr=-1)", "racers[0].lr", "-1", "a finite number, 0 or more"),
            ("start", "0.9", "start", "[0.9]", "two finite numbers"),
            ("steps", "1e9", "steps", "1000000000", "a whole number from 1 to 1000000"),
            ("objective", "bowls", "objective", "\"bowls\"", "one of gaussian"),
        ] {
            let [message, had]: [Option<String>; 2] = page.with(
                "const had = race.getAttribute(given.name);
                 race.setAttribute(given.name, given.value);
                 await until(() => !part('message').hidden);
                 await nextFrame();
                 return [text('message'), had];",
                json!({"name": name, "value": value}),
            );
            let message = message.unwrap();
            assert!(message.starts_with(&format!("{field} is {given}; it must be ")), "{message}");
            assert!(message.contains(allowed), "{message}");
            assert!(message.ends_with("The picture stays as it was."), "{message}");
            let same: bool = page.get(
                "await settled();
                 const [hash, table] = then;
                 return String(await hashes()) === String(hash)
                   && part('racers').innerText === table && step() === 61;",
            );
            assert!(same, "{name}={value}");
            // The right value again: the sentence goes, the picture is still there.
            page.run(&match had {
                Some(had) => format!("race.setAttribute('{name}', '{had}');"),
                None => format!("race.removeAttribute('{name}');"),
            });
            page.until("part('message').hidden");
        }
        let still: bool = page.get(
            "await settled();
             return String(await hashes()) === String(then[0]) && step() === 61;",
        );
        assert!(still);
        page.run("race.setAttribute('racers', 'adam');");
        page.until(
            "part('racers').querySelectorAll('tr').length === 1 && text('label0') === 'Adam'",
        );
    });
}

#[test]
fn a_figure_that_begins_with_a_wrong_attribute_says_so_and_runs_when_it_is_put_right() {
    browse(|page| {
        page.open_blank();
        page.run(
            "const made = document.createElement('downhill-race');
             made.setAttribute('racers', 'sgd,adma');
             made.style.width = '576px';
             document.querySelector('main').append(made);
             await until(() => part('message') && !part('message').hidden);",
        );
        let message: String = page.get("return text('message')");
        assert!(message.starts_with("racers[1].optimizer is \"adma\"; it must be"), "{message}");
        // What stands there meanwhile, the usual race, has its table too.
        let rows: u32 =
            page.get("await settled(); return part('racers').querySelectorAll('tr').length");
        assert_eq!(rows, 5);
        page.run("race.setAttribute('racers', 'sgd,adam'); await settled();");
        page.until("part('message').hidden && step() === 100 && text('label1') === 'Adam'");
    });
}

#[test]
fn racers_that_leave_or_diverge_are_remarked_on_and_the_others_go_on() {
    browse(|page| {
        page.open_figure(&json!({}));
        let alone: String =
            page.get("await show(100); return text('x0') + text('y0') + text('f0')");
        page.run(
            "race.setAttribute('racers',
               'sgd,sgd(lr=1e300)#far,momentum(lr=1.7e308,momentum=4)#wild,adam');
             await until(() => text('label3') === 'Adam');
             await settled();",
        );
        let notes: [String; 4] = page.get("return [0, 1, 2, 3].map((i) => text(`note${i}`))");
        assert_eq!(notes[1], "left the picture at step 1");
        assert!(notes[2].starts_with("diverged at step "), "{notes:?}");
        assert!(notes[2].contains(": "), "{notes:?}");
        let same: String = page.get("return text('x0') + text('y0') + text('f0')");
        assert_eq!(same, alone);
        // Before it stopped nothing of that is said.
        let early: String = page.get("await show(0); return text('note2')");
        assert_eq!(early, "");
        // And the whole of it can be played.
        page.run("choose('speed', '16'); click('play'); await until(() => !playing() && step() === 100);");
    });
}

#[test]
fn every_attribute_of_a_run_is_heard() {
    browse(|page| {
        page.open_figure(&json!({
            "objective": "gaussian", "view": "-2,2,-1,1", "levels": "0 0.5 1", "start": "-0.5,0.25",
            "racers": "sgd(lr=0.1)#mine", "steps": "7",
        }));
        let [x, label, max, hidden]: [String; 4] = page.get(
            "await show(0);
             return [text('x0'), text('label0'), part('seek').max, String(part('message').hidden)];",
        );
        assert_eq!([x, label, max, hidden], ["-0.5000", "mine", "7", "true"].map(str::to_owned));
    });
}

/// How many pixels within 20 px of the upper edge have the racer's colour at the end of its run.
fn pixels_of_an_arrow(lr: &str) -> u32 {
    let mut found = 0;
    browse(|page| {
        page.open_figure(&json!({"racers": format!("sgd(lr={lr},color=1f77b4)")}));
        let note: String = page.get("return text('note0')");
        assert_eq!(note, "left the picture at step 1");
        found = page.get(
            "const heads = canvases()[3];
             const data = pixels(heads);
             let found = 0;
             for (let y = 0; y < 20; y++) {
               for (let x = 0; x < heads.width; x++) {
                 const pixel = at(data, heads.width, x, y);
                 found += String(pixel) === '31,119,180,255';
               }
             }
             return found;",
        );
    });
    found
}

#[test]
fn a_racer_that_leaves_has_an_arrow_at_the_edge() {
    assert!(pixels_of_an_arrow("100") > 20);
}

#[test]
fn a_racer_that_leaves_for_very_far_has_an_arrow_at_the_edge() {
    assert!(pixels_of_an_arrow("1e300") > 20);
}

#[test]
fn a_racer_that_leaves_beyond_all_pixels_has_its_trail_up_to_the_edge() {
    browse(|page| {
        page.open_figure(&json!({"racers": "sgd(lr=1.7e308)"}));
        let drawn: u32 = page.get(
            "const core = canvases()[2];
             return pixels(core).filter((part, index) => index % 4 === 3 && part > 0).length;",
        );
        // From the lower right to the upper edge it is over 400 px.
        assert!(drawn > 400, "{drawn} pixels");
    });
}

#[test]
fn every_objective_and_its_formula_run_in_a_post() {
    browse(|page| {
        page.open_figure(&json!({"steps": "5"}));
        for entry in objectives() {
            let objective = Objective::from_library(entry, None);
            for (name, value) in [("objective", entry.name), ("formula", objective.formula())] {
                let formula: String = page.with(
                    "for (const name of ['objective', 'formula']) race.removeAttribute(name);
                     race.setAttribute(given[0], given[1]);
                     await settled();
                     await nextFrame();
                     await settled();
                     if (!part('message').hidden) throw new Error(text('message'));
                     return race.config.objective.formula ?? race.config.objective.name ?? race.config.objective;",
                    json!([name, value]),
                );
                assert_eq!(formula, value);
            }
        }
    });
}

//! Attributes reach the figure, and what cannot be shown of them is said. What each of them means, the
//! tests of `downhill-figure` know.

use serde_json::{Value, json};

use crate::session::browse;

#[test]
fn every_attribute_of_a_run_is_heard() {
    browse(|page| {
        page.open_figure(&json!({
            "objective": "gaussian", "view": "-2,2,-1,1", "levels": "0 0.5 1", "start": "-0.5,0.25",
            "racers": "sgd(lr=0.1)#mine", "steps": "7", "noise": "sigma=0.5,seed=7",
        }));
        let [x, label, max, hidden]: [String; 4] = page.get(
            "await show(0);
             return [text('x0'), text('label0'), part('seek').max, String(part('message').hidden)];",
        );
        assert_eq!([x, label, max, hidden], ["−0.5000", "mine", "7", "true"].map(str::to_owned));
        let found: Value = page
            .get("const { view, levels, noise } = race.config; return [view, levels, noise.seed];");
        assert_eq!(found, json!([{"x": [-2, 2], "y": [-1, 1]}, [0, 0.5, 1], 7]));
        // Those that are left out before others.
        let found: Value = page.get(
            "for (const { name } of [...race.attributes]) if (name !== 'style') race.removeAttribute(name);
             race.setAttribute('formula', 'x^2 + 3*y^2');
             await until(() => part('picture').ariaLabel.includes('f(x, y) = x^2 + 3*y^2'));
             const { formula } = race.config.objective;
             race.removeAttribute('formula');
             race.setAttribute('preset', 'article-gif');
             await until(() => race.config.levels?.length > 3);
             return formula;",
        );
        assert_eq!(found, "x^2 + 3*y^2");
    });
}

#[test]
fn a_wrong_attribute_is_answered_by_a_sentence_from_the_first_on_and_goes_with_it() {
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
        page.run(
            "race.setAttribute('racers', 'sgd,adam');
             await until(() => part('message').hidden && step() === 100 && text('label1') === 'Adam');
             await settled();
             window.before = String(await hashes());",
        );
        // Later on the picture stays as it was, to the pixel.
        let same: bool = page.get(
            "race.setAttribute('racers', 'sgd(lr=-1)');
             await until(() => text('message').startsWith('racers[0].lr is -1; it must be '));
             await settled();
             const same = String(await hashes()) === before;
             race.setAttribute('racers', 'adam');
             await until(() => part('message').hidden && text('label0') === 'Adam');
             return same && part('racers').querySelectorAll('tr').length === 1;",
        );
        assert!(same);
        // Those that say how it is shown are answered like those of the run.
        for name in ["controls", "theme", "palette", "loading", "speed", "shown-step"] {
            let _: Value = page.with(
                "race.setAttribute(given, 'wrong');
                 await until(() => text('message').startsWith(`${given} is \"wrong\"; it must be `));
                 race.removeAttribute(given);
                 await until(() => part('message').hidden);",
                name,
            );
        }
    });
}

#[test]
fn racers_that_leave_are_drawn_up_to_the_edge_however_far_they_go() {
    browse(|page| {
        page.open_figure(&json!({"racers": "sgd"}));
        let opaque = |canvas: &str| -> u32 {
            page.get(&format!(
                "const data = pixels({canvas});
                 return data.filter((part, index) => index % 4 === 3 && part > 0).length;"
            ))
        };
        for lr in ["100", "1e300", "1.7e308"] {
            let _: Value = page.with(
                "race.racers = given;
                 await until(() => text('note0') !== '');
                 await settled();",
                format!("sgd(lr={lr},color=1f77b4)"),
            );
            // Within 20 px of the upper edge the arrow has the racer's colour.
            let arrow: u32 = page.get(
                "const heads = canvases()[3];
                 const data = pixels(heads);
                 let found = 0;
                 for (let y = 0; y < 20; y++) {
                   for (let x = 0; x < heads.width; x++) {
                     found += String(at(data, heads.width, x, y)) === '31,119,180,255';
                   }
                 }
                 return found;",
            );
            assert!(arrow > 20 || lr == "1.7e308", "an arrow for {lr}: {arrow} pixels");
            // From the lower right to the upper edge it is over 400 px.
            let trail = opaque("canvases()[2]");
            assert!(trail > 400, "the trail for {lr}: {trail} pixels");
            page.run(
                "race.racers = 'sgd'; await until(() => text('note0') === ''); await settled();",
            );
        }
        page.run("race.start = '5,0'; await until(() => text('note0') === 'outside the picture'); await settled();");
        let edge: u32 = page.get(
            "const canvas = canvases()[3];
             const edge = canvas.getContext('2d')
               .getImageData(canvas.width - 16, canvas.height / 2 - 10, 16, 20).data;
             return edge.filter((part, index) => index % 4 === 3 && part > 0).length;",
        );
        assert!(edge > 30, "who starts outside: {edge} pixels");
    });
}

//! The page's own controls: the choice of objectives, the formula, f and its gradient at a place.

use downhill::{Objective, OptimizerRunner, RunConfig, objectives};
use serde_json::{Value, json};

use crate::session::{Session, browse};

/// Opens the page and stops its race.
fn open(page: &Session) {
    page.goto("");
    page.until("ready() && playing() && step() > 0");
    page.run("click('play'); await until(() => !playing());");
}

/// Types a formula as a hand would, all at once.
const TYPE: &str = "const type = (formula) => {
       part('formula').value = formula;
       part('formula').dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
     };";

/// Where the first racer is shown to be after its first step.
fn first_step(page: &Session) -> [String; 2] {
    page.run(
        "if (playing()) click('play');
         await until(() => !playing());
         seek(1);
         await until(() => step() === 1);",
    );
    page.get("return [text('x0'), text('y0')]")
}

/// A number as the figure's table shows it in English.
fn shown(number: f64) -> String {
    let size = number.abs();
    if (1e-3..1e4).contains(&size) {
        format!("{number:.4}")
    } else {
        format!("{number:.2e}").replace('e', "E")
    }
}

fn expected(config: RunConfig) -> [String; 2] {
    let mut runner = OptimizerRunner::new(config);
    runner.step(1).unwrap();
    let path = runner.trajectory(0).unwrap();
    [shown(path[2]), shown(path[3])]
}

#[test]
fn every_objective_of_the_library_can_be_raced() {
    browse(|page| {
        open(page);
        for entry in objectives() {
            let objective = Objective::from_library(entry, None);
            let _: Value = page.with("choose('objective', given);", entry.name);
            let [formula, about, chosen]: [String; 3] =
                page.get("return [part('formula').value, text('about'), part('objective').value]");
            assert_eq!([formula.as_str(), &about], [objective.formula(), entry.look_for]);
            assert_eq!(chosen, entry.name);
            // It plays at once, and from the start.
            page.until("playing() && step() > 0");
            assert_eq!(first_step(page), expected(RunConfig::on(objective)), "{}", entry.name);
        }
    });
}

#[test]
fn a_typed_formula_is_raced() {
    browse(|page| {
        open(page);
        let formula = "sin(1.3*x)*cos(0.7*y) + 0.05*(x^2 + y^2)";
        page.run(&format!("{TYPE} type('{formula}');"));
        page.until("playing() && step() > 0");
        let config = RunConfig::on(Objective::typed(formula).unwrap());
        let levels = config.survey().levels.values.len();
        assert_eq!(first_step(page), expected(config));
        let [chosen, typed]: [String; 2] =
            page.get("return [part('objective').value, part('formula').value]");
        assert_eq!([chosen.as_str(), &typed], ["", formula]);
        let bands: usize = page.get("return part('scale').querySelectorAll('span').length");
        assert_eq!(bands, levels);
        let about: String = page.get("return part('picture').getAttribute('aria-label')");
        assert!(about.contains(formula) && !about.contains("hatched"), "{about}");
    });
}

#[test]
fn an_error_in_a_formula_is_shown_beneath_it_and_the_picture_stays() {
    browse(|page| {
        open(page);
        page.run("seek(50); await until(() => step() === 50); await pause(100); window.before = await hashes();");
        for (formula, message) in [
            (
                "sin(x + y",
                "Expected a closing parenthesis (the one at column 4 is open) at column 10.",
            ),
            (
                "2 + sine(x)",
                "Expected a known name instead of sine (did you mean sin?) at column 5.",
            ),
            ("", "Expected a number, x, y, a function or an opening parenthesis at column 1."),
            (
                "<img src=x onerror=alert(1)>",
                "Expected a number, x, y, a function or an opening parenthesis instead of a \
                 comparison at column 1.",
            ),
        ] {
            let _: Value = page.with(&format!("{TYPE} type(given);"), formula);
            let [error, invalid, typed]: [String; 3] = page.get(
                "return [text('error'), part('formula').getAttribute('aria-invalid'), part('formula').value]",
            );
            assert_eq!([error.as_str(), &invalid, &typed], [message, "true", formula]);
            let described: bool = page.get(
                "return part('formula').getAttribute('aria-describedby') === part('error').id",
            );
            assert!(described);
        }
        let same: bool =
            page.get("return step() === 50 && String(await hashes()) === String(window.before)");
        assert!(same);
        page.run(&format!("{TYPE} type('x^2 + y^2');"));
        let [error, invalid]: [String; 2] =
            page.get("return [text('error'), part('formula').getAttribute('aria-invalid')]");
        assert_eq!([error.as_str(), &invalid], ["", "false"]);
    });
}

#[test]
fn a_formula_that_is_not_defined_everywhere_is_hatched_and_said_to_be() {
    browse(|page| {
        open(page);
        page.run(&format!("{TYPE} type('log(x) + y^2'); await until(() => step() > 0);"));
        page.until(
            "part('picture').ariaLabel.endsWith('Where f is not defined, the map is hatched.')",
        );
        // Left of the middle no band, only the hatching's grey.
        let grey: bool = page.get(
            "const canvas = canvases()[0];
             const data = pixels(canvas);
             let count = 0;
             for (let y = canvas.height - 60; y < canvas.height - 20; y++) {
               for (let x = 20; x < 60; x++) {
                 const [r, g, b] = at(data, canvas.width, x, y);
                 if (Math.max(r, g, b) - Math.min(r, g, b) < 30) count++;
               }
             }
             return count > 1500;",
        );
        assert!(grey);
    });
}

#[test]
fn f_and_its_gradient_are_told_at_the_pointer() {
    browse(|page| {
        open(page);
        let hint: String = page.get("return text('readout')");
        assert!(hint.starts_with("Click to move the start"), "{hint}");
        let [x, y]: [f64; 2] = page.get(
            "const { x, y, width, height } = part('picture').getBoundingClientRect();
             return [Math.round(x + width * 0.75), Math.round(y + height / 4)];",
        );
        let over = |x: f64, y: f64| {
            page.actions(json!({"actions": [{"type": "pointer", "id": "mouse", "actions": [
                {"type": "pointerMove", "x": x, "y": y},
            ]}]}));
        };
        over(x, y);
        page.until("text('readout').startsWith('f(')");
        let numbers: Vec<f64> = page.get("return text('readout').match(/-?[\\d.]+/g).map(Number)");
        let [x, y, f, along_x, along_y] = numbers[..] else { panic!("{numbers:?}") };
        assert!((x - 0.5).abs() < 0.005 && (y - 0.5).abs() < 0.005, "{numbers:?}");
        let found = Objective::gaussian().evaluate([x, y]);
        for (told, exact) in
            [(f, found.value), (along_x, found.gradient[0]), (along_y, found.gradient[1])]
        {
            // The place is told to four decimals.
            assert!((told - exact).abs() < 3e-4, "{told} {exact}");
        }
        over(2.0, 2.0);
        page.until("text('readout').startsWith('Click')");
    });
}

#[test]
fn the_keyboards_cursor_tells_them_too() {
    browse(|page| {
        open(page);
        page.run("part('cursor').focus();");
        page.press("\u{E014}");
        page.until("text('readout').startsWith('f(0.0500, 0)')");
        page.press("\u{E013}");
        page.until("text('readout').startsWith('f(0.0500, 0.0500)')");
        let [read, live]: [String; 2] = page.get("return [text('readout'), text('live')]");
        assert_eq!(read, live);
        // The other keys act as everywhere, and the page does not scroll.
        let prevented: bool = page.get(
            "const event = new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, composed: true, cancelable: true });
             part('cursor').dispatchEvent(event);
             return event.defaultPrevented",
        );
        assert!(prevented);
        page.press("k");
        page.until("playing()");
        page.run("part('cursor').blur();");
        page.until("text('readout').startsWith('Click')");
    });
}

#[test]
fn an_embed_shows_none_of_them() {
    browse(|page| {
        page.open_figure(&json!({"objective": "rosenbrock"}));
        let absent: bool = page.get(
            "return ['objective', 'formula', 'cursor', 'readout'].every((name) => part(name) === null)",
        );
        assert!(absent);
    });
}

#[test]
fn attributes_choose_an_objective_or_a_formula() {
    browse(|page| {
        page.open_figure(&json!({"formula": "x^2 + 3*y^2", "steps": "50"}));
        let about: String = page.get("return part('picture').getAttribute('aria-label')");
        assert!(about.contains("f(x, y) = x^2 + 3*y^2"), "{about}");
        page.run(
            "race.setAttribute('formula', 'x^2 +'); await until(() => !part('message').hidden);",
        );
        let message: String = page.get("return text('message')");
        assert_eq!(
            message,
            "objective.formula cannot be read: expected a number, x, y, a function or an opening \
             parenthesis at column 6. The picture stays as it was."
        );
        page.run(
            "race.removeAttribute('formula');
             race.setAttribute('objective', 'taco(condition=50)');
             await until(() => part('message').hidden);",
        );
        page.until("part('picture').ariaLabel.includes('(x^2 + 50*y^2)/2')");
    });
}

#[test]
fn what_was_chosen_stays_until_the_attributes_ask_for_something_else() {
    browse(|page| {
        open(page);
        page.run("choose('objective', 'rosenbrock'); race.removeAttribute('loop');");
        page.run("await pause(200);");
        let chosen: String = page.get("return part('objective').value");
        assert_eq!(chosen, "rosenbrock");
        page.run("race.setAttribute('objective', 'booth');");
        page.until("part('objective').value === 'booth'");
        // A refusal is no longer true of the race that is chosen next.
        page.run("race.setAttribute('steps', '0'); await until(() => !part('message').hidden);");
        page.run("choose('objective', 'bowl');");
        page.until("part('message').hidden && part('objective').value === 'bowl'");
    });
}

#[test]
fn what_is_told_of_a_place_is_told_of_the_objective_that_is_shown() {
    browse(|page| {
        open(page);
        page.run("part('cursor').focus();");
        page.press("\u{E014}");
        page.until("text('readout').startsWith('f(0.0500, 0)')");
        page.run(&format!("{TYPE} type('100 + x');"));
        page.until("text('readout').includes('= 100.')");
    });
}

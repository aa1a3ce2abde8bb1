//! The page's own controls reach the run: the gallery of objectives, the formula, f and its gradient at a
//! place.

use downhill::{Objective, objectives};
use serde_json::{Value, json};

use crate::session::{Session, browse};

/// Opens the page and stops its race.
fn open(page: &Session) {
    page.goto("");
    page.until("ready() && playing() && step() > 0");
    page.run("click('play'); await until(() => !playing());");
}

#[test]
fn every_objective_of_the_library_is_in_the_gallery() {
    browse(|page| {
        open(page);
        let found: Vec<String> = page.get(
            "click('gallery');
             // Its map is drawn a frame later.
             await until(() => [...document.querySelectorAll('[data-objective]')].every((choice) => choice.querySelector('img')));
             const images = [...document.querySelectorAll('.maps img')];
             await Promise.all(images.map((image) => image.decode()));
             return [...document.querySelectorAll('[data-objective]')].map((choice) => choice.dataset.objective);",
        );
        for entry in objectives() {
            assert!(found.iter().any(|name| name == entry.name), "{}", entry.name);
        }
        for name in ["himmelblau", "taco", "article-gif"] {
            let chosen: Value =
                page.with("await chooseObjective(given); return race.config.objective.name ?? race.config.objective", name);
            let expected = if name == "article-gif" { "gaussian" } else { name };
            assert_eq!(chosen, expected);
        }
        page.until("playing() && step() > 0");
    });
}

#[test]
fn rates_that_were_changed_are_kept_after_another_objective_where_that_is_wanted() {
    browse(|page| {
        open(page);
        let [new, kept]: [f64; 2] = page.get(
            "await enter(id('racer-0-lr'), '0.7');
             await chooseObjective('rosenbrock');
             const before = race.config.racers[0].lr;
             (await until(() => part('keep-rates'))).click();
             await rendered();
             return [before, race.config.racers[0].lr];",
        );
        assert!(new < 0.1 && kept.to_bits() == 0.7_f64.to_bits(), "{new} {kept}");
    });
}

#[test]
fn a_formula_is_typed_its_error_shown_beneath_it_and_what_is_not_defined_hatched() {
    browse(|page| {
        open(page);
        let typed = "<img src=x onerror=alert(1)>";
        let [error, invalid, shown]: [String; 3] = page.with(
            "await typeFormula(given); return [text('formula-error'), id('formula').ariaInvalid, id('formula').value];",
            typed,
        );
        assert!(error.starts_with("Expected a number, x, y, "), "{error}");
        assert_eq!([invalid.as_str(), &shown], ["true", typed]);
        let described: bool = page.get(
            "return id('formula').getAttribute('aria-describedby') === part('formula-error').id",
        );
        assert!(described);
        let formula = "log(x) + y^2";
        let [error, invalid, title, reading]: [String; 4] = page.with(
            "await typeFormula(given);
             await until(() => playing() && step() > 0);
             const found = [text('formula-error'), id('formula').ariaInvalid];
             await leaveFormula();
             return [...found, part('objective').textContent, document.querySelector('.reading math').textContent];",
            formula,
        );
        assert_eq!([error.as_str(), &invalid], ["", "false"]);
        assert!(title.starts_with("Your formula") && reading.contains("ln"), "{title} {reading}");
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
        let numbers: Vec<f64> =
            page.get("return text('readout').replaceAll('−', '-').match(/-?[\\d.]+/g).map(Number)");
        let [x, y, f, along_x, along_y] = numbers[..] else { panic!("{numbers:?}") };
        assert!((x - 0.5).abs() < 0.005 && (y - 0.5).abs() < 0.005, "{numbers:?}");
        let found = Objective::gaussian().evaluate([x, y]);
        for (told, exact) in
            [(f, found.value), (along_x, found.gradient[0]), (along_y, found.gradient[1])]
        {
            // All are told to three digits, the place too.
            assert!((told - exact).abs() < 3e-3 + 5e-3 * exact.abs(), "{told} {exact}");
        }
        over(2.0, 2.0);
        page.until("text('readout') === ''");
    });
}

#[test]
fn the_keyboards_cursor_tells_them_too() {
    browse(|page| {
        open(page);
        page.run("part('cursor').focus();");
        page.press("\u{E014}");
        page.until("text('readout').startsWith('f(0.05, 0)')");
        page.press("\u{E013}");
        page.until("text('readout').startsWith('f(0.05, 0.05)')");
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
        page.until("text('readout') === ''");
    });
}

#[test]
fn an_embed_shows_none_of_the_pages_controls() {
    browse(|page| {
        page.open_figure(&json!({"objective": "rosenbrock", "noise": "sigma=0.5,seed=7"}));
        let absent: bool = page.get(
            "return ['objective', 'formula', 'cursor', 'readout', 'racer'].every((name) => part(name) === null)",
        );
        assert!(absent);
    });
}

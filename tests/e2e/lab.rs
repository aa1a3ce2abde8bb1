//! The page's own controls reach the run: the choice of objectives, the formula, f and its gradient at a
//! place.

use downhill::{Objective, RunConfig, objectives};
use serde_json::json;

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

#[test]
fn every_objective_of_the_library_can_be_chosen_from_the_list() {
    browse(|page| {
        open(page);
        for entry in objectives() {
            let objective = Objective::from_library(entry, None);
            let [formula, about, chosen]: [String; 3] = page.with(
                "choose('objective', given);
                 await until(() => part('formula').value === race.config.objective.formula || part('objective').value === given);
                 await nextFrame();
                 return [part('formula').value, text('about'), part('objective').value]",
                entry.name,
            );
            assert_eq!([formula.as_str(), &about], [objective.formula(), entry.look_for]);
            assert_eq!(chosen, entry.name);
        }
        page.until("playing() && step() > 0");
    });
}

#[test]
fn a_formula_is_typed_its_error_shown_beneath_it_and_what_is_not_defined_hatched() {
    browse(|page| {
        open(page);
        let typed = "<img src=x onerror=alert(1)>";
        let [error, invalid, shown]: [String; 3] = page.with(
            &format!("{TYPE} type(given); return [text('error'), part('formula').ariaInvalid, part('formula').value];"),
            typed,
        );
        assert!(error.starts_with("Expected a number, x, y, "), "{error}");
        assert_eq!([invalid.as_str(), &shown], ["true", typed]);
        let described: bool = page
            .get("return part('formula').getAttribute('aria-describedby') === part('error').id");
        assert!(described);
        let formula = "log(x) + y^2";
        let [error, invalid, chosen, shown]: [String; 4] = page.with(
            &format!(
                "{TYPE} type(given);
                 await until(() => playing() && step() > 0);
                 return [text('error'), part('formula').ariaInvalid, part('objective').value, part('formula').value];"
            ),
            formula,
        );
        assert_eq!([error.as_str(), &invalid, &chosen, &shown], ["", "false", "", formula]);
        page.until(
            "part('picture').ariaLabel.endsWith('Where f is not defined, the map is hatched.')",
        );
        let levels = RunConfig::on(Objective::typed(formula).unwrap()).survey().levels;
        let bands: usize = page.get("return part('scale').querySelectorAll('span').length");
        assert_eq!(bands, levels.values.len(), "the bar has a band for each level");
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
fn an_embed_shows_none_of_the_pages_controls() {
    browse(|page| {
        page.open_figure(&json!({"objective": "rosenbrock", "noise": "sigma=0.5,seed=7"}));
        let absent: bool = page.get(
            "return ['objective', 'formula', 'cursor', 'readout', 'racer'].every((name) => part(name) === null)",
        );
        assert!(absent);
    });
}

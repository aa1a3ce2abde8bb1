//! A step taken apart: how its numbers are printed, its arrows, and the way there by keys. What the
//! numbers are, the tests of `downhill-figure` know.

use serde_json::{Value, json};

use crate::session::{Session, browse};

/// Opens the page at a run, standing at a step, with the panel open.
fn open(page: &Session, hash: &str) {
    page.goto(&format!("#v1&{hash}"));
    page.until("ready() && !playing()");
    page.run(
        "await openTab('step');
         await until(() => text('step') && text('equations'));",
    );
}

/// Scripts that choose the racer of that number, and go to a step: until the picture is complete.
const PICK: &str = "const pick = async (racer) => {
       choose('inspected', String(racer));
       await nextFrame();
       await settled();
     };
     const stand = async (at) => {
       seek(at);
       await until(() => step() === at);
       await settled();
     };";

#[test]
fn its_numbers_are_printed_as_the_language_has_them() {
    browse(|page| {
        open(page, "objective=rosenbrock&racers=sgd,adam&steps=600&step=299");
        let (found, expected): (Vec<String>, Vec<String>) = page.get(&format!(
            "{PICK}
             await pick(1);
             if (!text('step').startsWith('Adam, step 299 to 300')) throw new Error(text('step'));
             const {{ default: init, OptimizerRunner }} = await import('/downhill/downhill.js');
             await init();
             const runner = new OptimizerRunner(race.config);
             runner.step(600);
             const format = (options) => new Intl.NumberFormat('en', {{ maximumSignificantDigits: 5, ...options }});
             const print = (number) => {{
               const size = Math.abs(number);
               const usual = size === 0 || (size >= 1e-4 && size < 1e5);
               const text = format(usual ? {{}} : {{ notation: 'scientific' }}).format(size);
               return number < 0 ? `−${{text}}` : text;
             }};
             const found = {{}};
             for (const line of part('equations').querySelectorAll('p')) {{
               const axis = line.querySelector('b')?.textContent;
               const math = line.querySelector('math');
               if (axis) found[math.firstElementChild.textContent + axis] = math.lastElementChild.textContent;
             }}
             const {{ firstMoment, secondMoment }} = runner.state(1, 300);
             const [x, y] = runner.trajectory(1).slice(600, 602);
             const expected = [...firstMoment, ...secondMoment, x, y].map(print);
             return [['mx', 'my', 'sx', 'sy', 'xx', 'yy'].map((name) => found[name]), expected];"
        ));
        assert_eq!(found, expected);
        assert!(found.iter().all(|number| !number.is_empty()), "{found:?}");
    });
}

#[test]
fn arrows_are_drawn_while_it_stands_and_the_panel_is_open() {
    browse(|page| {
        open(page, "preset=article&step=12");
        let topmost = "const topmost = async () => { await nextFrame(); await settled(); return (await hashes()).at(-1); };";
        let [drawn, other, closed, again, back]: [String; 5] = page.get(&format!(
            "{PICK} {topmost}
             await pick(4);
             const drawn = await topmost();
             await pick(1);
             const other = await topmost();
             await openTab('chart');
             const closed = await topmost();
             await openTab('step');
             await pick(4);
             const again = await topmost();
             const before = text('equations');
             await stand(13);
             await stand(12);
             if (text('equations') !== before) throw new Error(text('equations'));
             return [drawn, other, closed, again, await topmost()];"
        ));
        assert_eq!([&drawn; 2], [&again, &back], "a step depends on nothing but itself");
        assert!(drawn != other && drawn != closed && other != closed);
        // What was taken apart stays, faintly, while it plays.
        let passing: bool = page.get("click('play'); await until(playing); await rendered(); return part('equations').hasAttribute('data-passing')");
        assert!(passing);
    });
}

#[test]
fn it_is_reached_by_keys_and_holds_no_users_text_as_markup() {
    browse(|page| {
        page.goto("#v1&preset=article&racers=sgd%23%3Cb%20id=x%3E,adam&step=5");
        page.until("ready() && !playing()");
        // By an arrow key to the tab.
        page.run("id('tab-chart').focus();");
        page.press("\u{E014}");
        page.until(
            "text('step').includes('step 5 to 6') && document.activeElement.id === 'tab-step'",
        );
        // Tab to the choice, and the next racer by an arrow key.
        page.press("\u{E004}");
        let focused: String = page.get("return document.activeElement.dataset.name");
        assert_eq!(focused, "inspected");
        page.press("\u{E015}");
        page.until("part('equations').querySelector('mover')");
        page.press("\u{E004}");
        let [name, label]: [Value; 2] = page
            .get("const { activeElement: at } = document; return [at.dataset.name, at.ariaLabel];");
        assert_eq!([name, label], [json!("equations"), json!("The rule with this step’s numbers")]);
        let [option, marked]: [Value; 2] =
            page.get("return [part('inspected').options[0].textContent, id('x') !== null];");
        assert_eq!([option, marked], [json!("<b id=x>"), json!(false)]);
    });
}

#[test]
fn wide_equations_scroll_in_their_own_box() {
    browse(|page| {
        open(page, "preset=article&step=5");
        let wide: bool = page.get(&format!(
            "{PICK}
             await pick(4);
             const box = part('equations');
             box.style.width = '120px';
             return box.scrollWidth > box.clientWidth && document.documentElement.scrollWidth <= innerWidth;"
        ));
        assert!(wide);
        let [python, rust]: [String; 2] = page.get(
            "await openTab('code');
                 document.querySelector('.rule summary').click();
                 await until(() => text('python'));
                 return [text('python'), text('rust')]",
        );
        assert!(python.starts_with("def adam(") && rust.starts_with("fn adam("), "{python} {rust}");
    });
}

//! A step taken apart: its numbers, its arrows, and the way there by keys.

use downhill::{OptimizerRunner, RunConfig};
use serde_json::{Value, json};

use crate::session::{Session, browse};

/// Opens the page at a run, standing at a step, with the panel open.
fn open(page: &Session, hash: &str) {
    page.goto(&format!("#v1&{hash}"));
    page.until("ready() && !playing()");
    page.run(
        "const panel = part('inside-panel');
         if (!panel.open) panel.querySelector('summary').click();
         await until(() => panel.open && text('taken'));",
    );
}

/// A script that chooses the racer of that number.
const PICK: &str = "const pick = async (racer) => {
       choose('inside', String(racer));
       await pause(50);
     };
     const stand = async (at) => {
       seek(at);
       await until(() => step() === at);
       await pause(50);
     };";

/// The equations' results by symbol and coordinate, as they are printed: `vx`, `Δy`, `x`.
const RESULTS: &str = "const results = () => {
       const found = {};
       for (const line of part('equations').querySelectorAll('p')) {
         const axis = line.querySelector('b')?.textContent;
         const math = line.querySelector('math');
         if (axis) found[math.firstElementChild.textContent + axis] = math.lastElementChild.textContent;
       }
       return found;
     };";

#[test]
fn its_numbers_are_those_of_the_api_for_every_optimizer() {
    browse(|page| {
        let racers = "sgd,momentum(dampening=0.9,dampFirstStep=true),momentum(dampening=0.9),adagrad,rmsprop,adam,adam(biasCorrection=false)";
        for noise in ["", "&noise=sigma=0.1,seed=7,shared=false"] {
            let run = format!("objective=rosenbrock&racers={racers}{noise}&steps=600");
            open(page, &format!("{run}&step=0"));
            let compared: u32 = page.get(&format!(
                "{PICK} {RESULTS}
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
                 const names = {{ velocity: 'v', sumOfSquares: 's', meanOfSquares: 's', firstMoment: 'm', secondMoment: 's' }};
                 let compared = 0;
                 for (const at of [0, 1, 7, 299, 600]) {{
                   await stand(at);
                   const after = Math.min(at + 1, 600);
                   for (let racer = 0; racer < 7; racer++) {{
                     await pick(racer);
                     if (!text('taken').startsWith(`Step ${{after - 1}} to ${{after}}.`)) throw new Error(text('taken'));
                     const found = results();
                     const state = runner.state(racer, after);
                     const path = runner.trajectory(racer);
                     const expect = (name, number) => {{
                       compared++;
                       if (found[name] !== print(number)) throw new Error(`${{at}} ${{racer}} ${{name}}: ${{found[name]}}, ${{number}}`);
                     }};
                     for (const [name, both] of Object.entries(state)) {{
                       if (!names[name]) continue;
                       for (const axis of [0, 1]) expect(names[name] + 'xy'[axis], both[axis]);
                     }}
                     expect('xx', path[2 * after]);
                     expect('yy', path[2 * after + 1]);
                   }}
                 }}
                 return compared;"
            ));
            assert_eq!(compared, 5 * 2 * (7 + 1 + 1 + 1 + 1 + 2 + 2), "{noise}");
            // The cross is of what the step is divided by, under the name that it has in the rule.
            let crosses: Vec<String> = page.get(&format!(
                "{PICK}
                 const found = [];
                 for (const racer of [3, 4, 5, 6]) {{
                   await pick(racer);
                   found.push(text('taken').match(/long\\. (\\S+) is drawn/)[1]);
                 }}
                 return found;"
            ));
            assert_eq!(crosses, ["√s", "√s", "√ŝ", "√s"]);
            let noisy: bool = page.get("return text('taken').endsWith('g is with noise.')");
            assert_eq!(noisy, !noise.is_empty());
        }
    });
}

#[test]
fn arrows_are_drawn_while_it_stands_and_the_panel_is_open() {
    browse(|page| {
        open(page, "preset=article&step=12");
        let topmost =
            "const topmost = async () => { await pause(150); return (await hashes()).at(-1); };";
        let [drawn, other, closed, again]: [String; 4] = page.get(&format!(
            "{PICK} {topmost}
             await pick(4);
             const drawn = await topmost();
             await pick(1);
             const other = await topmost();
             const summary = part('inside-panel').querySelector('summary');
             summary.click();
             await until(() => !part('inside-panel').open);
             await pause(100);
             const closed = await topmost();
             summary.click();
             await pause(100);
             await pick(4);
             return [drawn, other, closed, await topmost()];"
        ));
        assert_eq!(drawn, again);
        assert!(drawn != other && drawn != closed && other != closed);
        // A step depends on nothing but itself.
        let back: String = page.get(&format!(
            "{PICK} {topmost}
             const before = text('taken');
             await stand(13);
             await stand(12);
             if (text('taken') !== before) throw new Error(text('taken'));
             return await topmost();"
        ));
        assert_eq!(back, drawn);
        page.run("click('play'); await until(playing);");
        let hidden: String = page.get("return getComputedStyle(part('equations')).visibility");
        assert_eq!(hidden, "hidden");
    });
}

#[test]
fn a_racer_that_stopped_has_no_step_to_show() {
    browse(|page| {
        open(page, "formula=log(x)&start=0.05,0&racers=sgd(lr=1),adam(lr=0.001)&steps=7&step=3");
        let note: String = page.get("return text('taken')");
        let runner = {
            let config: RunConfig =
                "formula=log(x)&start=0.05,0&racers=sgd(lr=1),adam(lr=0.001)&steps=7"
                    .parse()
                    .unwrap();
            let mut runner = OptimizerRunner::new(config);
            runner.step(7).unwrap();
            runner
        };
        let (stop, reason) = runner.status(0).unwrap().stop().unwrap();
        let expected =
            format!("No step to show: left the domain at step {stop}: {}.", reason.text());
        assert_eq!(note, expected);
        let empty: bool = page.get("return part('equations').childElementCount === 0");
        assert!(empty);
        page.run(&format!("{PICK} await pick(1);"));
        let taken: String = page.get("return text('taken')");
        assert!(taken.starts_with("Step 3 to 4."), "{taken}");
    });
}

#[test]
fn it_is_reached_by_keys_and_holds_no_users_text_as_markup() {
    browse(|page| {
        page.goto("#v1&preset=article&racers=sgd%23%3Cb%20id=x%3E,adam&step=5");
        page.until("ready() && !playing()");
        page.run("part('inside-panel').querySelector('summary').focus();");
        page.press("\u{E007}");
        page.until("text('taken').startsWith('Step 5 to 6.')");
        // Tab to the choice, and the next racer by an arrow key.
        page.press("\u{E004}");
        let focused: String = page.get("return race.shadowRoot.activeElement.dataset.name");
        assert_eq!(focused, "inside");
        page.press("\u{E015}");
        page.until("part('equations').querySelector('mover')");
        page.press("\u{E004}");
        let [name, label]: [Value; 2] = page.get(
            "const { activeElement: at } = race.shadowRoot; return [at.dataset.name, at.ariaLabel];",
        );
        assert_eq!([name, label], [json!("equations"), json!("The rule with this step’s numbers")]);
        let [option, marked]: [Value; 2] = page.get(
            "return [part('inside').options[0].textContent, race.shadowRoot.querySelector('#x') !== null];",
        );
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
             race.style.width = '320px';
             await pause(100);
             const box = part('equations');
             return box.scrollWidth > box.clientWidth && part('inside-panel').scrollWidth <= 320;"
        ));
        assert!(wide);
        let code: [String; 2] = page.get("return [text('python'), text('rust')]");
        let expected = downhill::OptimizerKind::Adam.info().about;
        assert_eq!(code, [expected.python, expected.rust]);
    });
}

//! The tabs Code and Numbers: what is copied and saved, and what a click or a typed list does there. What they
//! show, the tests of `downhill-figure` know.

use serde_json::json;

use crate::session::browse;

/// Keeps what is copied in `copied`.
const CLIPBOARD: &str = "globalThis.copied = undefined;
     Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: async (text) => (copied = text) } });";

#[test]
fn the_program_that_is_shown_is_copied_and_saved() {
    browse(|page| {
        page.goto("#v1&objective=rosenbrock&racers=sgd,adam&steps=50&step=50");
        page.until("ready() && !playing()");
        let found: Vec<bool> = page.get(&format!(
            "{CLIPBOARD}
             await openTab('code');
             const found = [];
             for (const [name, start] of [['PyTorch', 'import torch'], ['NumPy', 'import numpy'], ['Rust', 'use downhill::']]) {{
               document.querySelector(`[data-language=${{name}}]`).click();
               await until(() => text('script').includes(start));
               click('copy-code');
               await until(() => text('code-copied') === 'Copied.');
               found.push(copied === text('script'));
             }}
             let name, file;
             const [usual, make] = [HTMLAnchorElement.prototype.click, URL.createObjectURL];
             HTMLAnchorElement.prototype.click = function () {{ name = this.download; }};
             URL.createObjectURL = (blob) => make.call(URL, (file = blob));
             click('save-code');
             HTMLAnchorElement.prototype.click = usual;
             URL.createObjectURL = make;
             found.push(name === 'downhill-rosenbrock.rs', (await file.text()) === text('script'));
             return found;"
        ));
        assert_eq!(found, [true; 5]);
        // Where the browser does not copy, the text is selected.
        let selected: bool = page.get(
            "Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: async () => { throw new Error('no'); } } });
             click('copy-code');
             return until(() => getSelection().toString().startsWith('// A race'));",
        );
        assert!(selected);
    });
}

#[test]
fn a_racers_numbers_go_with_the_step_and_are_copied_with_all_digits() {
    browse(|page| {
        page.goto("#v1&objective=bowl&racers=sgd,momentum&steps=60&step=60");
        page.until("ready() && !playing()");
        let found: Vec<serde_json::Value> = page.get(&format!(
            "{CLIPBOARD}
             await openTab('numbers');
             document.querySelector('[data-way=steps]').click();
             await until(() => part('steps'));
             choose('numbers-racer', '1');
             const shown = () => document.querySelector('.steps [aria-current]')?.firstElementChild.textContent;
             await until(() => shown() === '60' && text('steps').includes('v'));
             document.querySelector('.steps tbody tr').click();
             await until(() => shown() === '50');
             const first = step();
             document.querySelector('[aria-label=\"First page\"]').click();
             await until(() => text('span') === 'Steps 0 to 24 of 60');
             click('copy-numbers');
             await until(() => copied);
             const lines = copied.trim().split('\\n');
             return [first, lines.length, lines[0], Number(lines[61].split('\\t')[7]) === (await (async () => {{
               const {{ default: init, OptimizerRunner }} = await import('/downhill/downhill.js');
               await init();
               const runner = new OptimizerRunner(race.config);
               runner.step(60);
               return runner.trajectory(1)[120];
             }})()), text('numbers-copied')];"
        ));
        let header = "t\tg_x\tg_y\tv_x\tv_y\tstep_x\tstep_y\tx\ty\tf";
        assert_eq!(
            found,
            [
                json!(50),
                json!(62),
                json!(header),
                json!(true),
                json!("Copied: 61 rows, all digits.")
            ]
        );
    });
}

#[test]
fn gradients_that_are_typed_lead_somewhere_and_what_is_refused_stays_to_be_mended() {
    browse(|page| {
        page.goto("#v1&preset=article&step=10");
        page.until("ready() && !playing()");
        let found: Vec<String> = page.get(
            "await openTab('numbers');
             document.querySelector('[data-way=hand]').click();
             await until(() => part('hand-outcome'));
             const outcomes = [text('hand-outcome')];
             const list = part('hand-gradients');
             const type = async (typed) => {
               list.value = typed;
               list.dispatchEvent(new Event('input'));
               list.dispatchEvent(new Event('change'));
               await rendered();
             };
             await type('0.1, oh, 0.3');
             outcomes.push(id('hand-gradients-error').textContent, list.value, text('hand-outcome'));
             await openTab('chart');
             await openTab('numbers');
             outcomes.push(part('hand-gradients').value);
             choose('hand-rule', 'sgd');
             await rendered();
             await enter(id('hand-sgd-lr'), '0.5');
             await until(() => text('hand-outcome').includes('= 1'));
             outcomes.push(text('hand-outcome'));
             return outcomes;",
        );
        assert_eq!(
            found,
            [
                "After 5 steps x = 0.9998000189010494",
                "Gradient 2, “oh”: a finite number. The table has the list before.",
                "0.1, oh, 0.3",
                "After 5 steps x = 0.9998000189010494",
                "0.1, oh, 0.3",
                "After 5 steps x = 1.0000000000000002",
            ]
        );
    });
}

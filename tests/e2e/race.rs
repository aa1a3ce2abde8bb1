//! The page's own race: the article's, playing.

use downhill::{OptimizerRunner, Preset};
use serde_json::{Value, json};

use crate::api::assert_same;
use crate::session::{Session, browse};

/// Opens the page and waits until its race has begun.
fn open(page: &Session) {
    page.goto("");
    page.until("ready() && playing() && step() > 0");
}

/// A number as JavaScript writes it for us, so that both sides read the same digits.
const SHOWN: &str = "const shown = (number, options) => {
       const size = Math.abs(number);
       const usual = size === 0 || (size >= 1e-3 && size < 1e4);
       const text = size === 0 ? '0' : new Intl.NumberFormat('en', { ...options, ...(!usual && { notation: 'scientific' }) }).format(size);
       const [digits, power] = text.split('E');
       const raised = power === undefined ? '' : '×10' + [...power].map((sign) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[sign] ?? '⁻').join('');
       return (number < 0 ? '−' : '') + digits + raised;
     };
     const measured = (number) => shown(number, { minimumSignificantDigits: 4, maximumSignificantDigits: 4 });
     const told = (number) => shown(number, { maximumSignificantDigits: 3 });";

/// The runner of the article's race, at its end.
fn article() -> OptimizerRunner {
    let mut runner = OptimizerRunner::new(Preset::Article.config());
    runner.step(100).unwrap();
    runner
}

#[test]
fn the_page_opens_on_the_articles_race_and_plays_it_once_or_again_and_again() {
    browse(|page| {
        open(page);
        let title: String = page.get("return document.title");
        assert_eq!(title, "Downhill: watch how optimizers move");
        let labels: Vec<String> = page.get("return [0, 1, 2, 3, 4].map((i) => race.shadowRoot.querySelector(`[data-name=label${i}]`).textContent)");
        assert_eq!(labels, ["SGD", "SGD+Momentum", "AdaGrad", "RMSProp", "Adam"]);
        let steps: String = page.get("return part('seek').max");
        assert_eq!(steps, "100");
        let config: Value = page.get(
            "const { default: init, OptimizerRunner } = await import('/downhill/downhill.js');
             await init();
             return new OptimizerRunner({ preset: race.getAttribute('preset') }).config()",
        );
        assert_same(&config, &serde_json::to_value(Preset::Article.config()).unwrap(), "config");
        // The figure's clock is the page's. A busy machine is slower, and may see the first change late; twice the
        // speed would be 30 ms.
        let each: f64 = page.get(
            "const change = async () => {
               const from = step();
               await until(() => step() !== from);
               return [step(), performance.now()];
             };
             const [from, begun] = await change();
             await until(() => step() >= from + 20);
             return (performance.now() - begun) / (step() - from);",
        );
        assert!(each > 45.0, "{each} ms a step, not 60");
        page.run(
            "choose('speed', '16');
             await until(() => step() === 100 && !playing());
             click('loop');
             await until(() => part('loop').ariaPressed === 'true');
             click('play');
             await until(() => step() === 100);
             await until(() => playing() && step() < 100);
             click('loop');
             await until(() => part('loop').ariaPressed === 'false' && step() === 100 && !playing());",
        );
    });
}

#[test]
fn status_and_table_say_what_the_runner_computes() {
    browse(|page| {
        open(page);
        let runner = article();
        page.run("click('play')");
        for step in [0_u32, 1, 42, 100] {
            let at = usize::try_from(step).unwrap();
            let losses: Vec<f64> = (0..5).map(|racer| runner.losses(racer).unwrap()[at]).collect();
            let lowest = losses.iter().copied().fold(f64::INFINITY, f64::min);
            let places: Vec<[f64; 3]> = (0..5)
                .map(|racer| {
                    let [x, y] = runner.trajectory(racer).unwrap()[2 * at..2 * at + 2] else {
                        panic!("no iterate")
                    };
                    [x, y, losses[racer]]
                })
                .collect();
            let (rows, expected, [status, spoken, leads]): (
                Vec<[String; 3]>,
                Vec<[String; 3]>,
                [String; 3],
            ) = page.with(
                &format!(
                    "{SHOWN}
                     const [at, places, lowest] = given;
                     seek(at);
                     await until(() => step() === at);
                     const of = (name, i) => race.shadowRoot.querySelector(`[data-name=${{name}}${{i}}]`).textContent;
                     const rows = [0, 1, 2, 3, 4].map((i) => ['x', 'y', 'f'].map((n) => of(n, i)));
                     const status = race.shadowRoot.querySelector('[data-name=status]').textContent;
                     await rendered();
                     return [rows, places.map((numbers) => numbers.map(measured)), [status, part('seek').getAttribute('aria-valuetext'), told(lowest)]];"
                ),
                json!([step, places, lowest]),
            );
            assert_eq!(rows, expected, "step {step}");
            let leader = losses.iter().position(|loss| *loss == lowest).unwrap();
            let label = &runner.config().labels()[leader];
            let mut expected = format!("Step {step} of 100");
            if step > 0 {
                expected += &format!(" · lowest: {label}, {leads}");
            }
            assert_eq!([&status, &spoken], [&expected; 2]);
        }
    });
}

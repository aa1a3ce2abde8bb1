//! The page's own race: the article's, playing.

use downhill::{OptimizerRunner, Preset};
use serde_json::Value;

use crate::api::assert_same;
use crate::session::{Session, browse};

/// Opens the page and waits until its race has begun.
fn open(page: &Session) {
    page.goto("");
    page.until("ready() && playing() && step() > 0");
}

/// A number as the figure's table shows it in English.
fn shown(number: f64) -> String {
    let size = number.abs();
    if number == 0.0 {
        "0".to_owned()
    } else if (1e-3..1e4).contains(&size) {
        format!("{number:.4}")
    } else {
        format!("{number:.2e}").replace('e', "E")
    }
}

/// The runner of the article's race, at its end.
fn article() -> OptimizerRunner {
    let mut runner = OptimizerRunner::new(Preset::Article.config());
    runner.step(100).unwrap();
    runner
}

#[test]
fn the_page_opens_on_the_articles_race_and_plays_it_again_and_again() {
    browse(|page| {
        open(page);
        let title: String = page.get("return document.title");
        assert_eq!(title, "Downhill: how optimizers move");
        let labels: Vec<String> = page.get("return [0, 1, 2, 3, 4].map((i) => text(`label${i}`))");
        assert_eq!(labels, ["SGD", "SGD+Momentum", "AdaGrad", "RMSProp", "Adam"]);
        let steps: String = page.get("return part('seek').max");
        assert_eq!(steps, "100");
        let config: Value = page.get(
            "const { default: init, OptimizerRunner } = await import('/downhill/downhill.js');
             await init();
             return new OptimizerRunner({ preset: race.getAttribute('preset') }).config()",
        );
        assert_same(&config, &serde_json::to_value(Preset::Article.config()).unwrap(), "config");
        // The figure's clock is the page's. A busy machine is slower, but none is faster.
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
        assert!(each > 54.0, "{each} ms a step, not 60");
        page.run(
            "choose('speed', '16');
             await until(() => step() === 100);
             await until(() => playing() && step() < 100);",
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
            let rows: Vec<[String; 4]> = page.with(
                "seek(given);
                 await until(() => step() === given);
                 return [0, 1, 2, 3, 4].map((i) => ['x', 'y', 'f', 'note'].map((n) => text(n + i)));",
                step,
            );
            let at = usize::try_from(step).unwrap();
            let losses: Vec<f64> = (0..5).map(|racer| runner.losses(racer).unwrap()[at]).collect();
            let lowest = losses.iter().copied().fold(f64::INFINITY, f64::min);
            for (racer, [x, y, f, note]) in rows.iter().enumerate() {
                let place = &runner.trajectory(racer).unwrap()[2 * at..2 * at + 2];
                let expected = [shown(place[0]), shown(place[1]), shown(losses[racer])];
                assert_eq!([x, y, f], expected.each_ref(), "racer {racer} after step {step}");
                let leads = step > 0 && losses[racer] == lowest;
                assert_eq!(note, if leads { "lowest f now" } else { "" }, "step {step}");
            }
            let status: String = page.get("return text('status')");
            let leader = losses.iter().position(|loss| *loss == lowest).unwrap();
            let label = &runner.config().labels()[leader];
            let mut expected = format!("Step {step} of 100");
            if step > 0 {
                expected += &format!(" · lowest f now: {label}, {}", shown(lowest));
            }
            assert_eq!(status, expected);
            let spoken: String = page.get("return part('seek').getAttribute('aria-valuetext')");
            assert_eq!(spoken, expected);
        }
    });
}

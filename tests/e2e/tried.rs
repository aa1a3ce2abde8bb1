//! The article's claims, tried on the page.

use downhill::{Link, OptimizerRunner, RunConfig};
use downhill_figure::panels::claims::{Reading, experiments};
use serde_json::Value;

use crate::api::assert_same;
use crate::session::{Session, browse};

fn open(page: &Session) {
    page.goto("");
    page.until("ready() && playing() && step() > 0");
    page.run(
        "click('play');
         await until(() => !playing());
         race.shadowRoot.querySelector('.tried summary').click();",
    );
}

/// What the page says of a reading.
fn told(reading: &Reading) -> String {
    let beginning = match reading.happened {
        Some(true) => "It happened: ",
        Some(false) => "It did not happen: ",
        None => "This run cannot tell: ",
    };
    [beginning, &reading.sentence].concat()
}

fn read(which: usize, config: RunConfig) -> Reading {
    let mut runner = OptimizerRunner::new(config);
    runner.step(runner.config().steps).unwrap();
    experiments()[which].read(&runner)
}

#[test]
fn every_experiment_can_be_chosen_and_is_read_as_by_the_core() {
    browse(|page| {
        open(page);
        for (which, experiment) in experiments().iter().enumerate() {
            let config: RunConfig = experiment.run().parse().unwrap();
            // A link reads the same run.
            assert_eq!(Link::read(experiment.run()).link.config, config);
            let expected = told(&read(which, config.clone()));
            let _: Value = page.with(
                "click(given[0]); await until(() => playing() && text('reading') === given[1]);",
                vec![format!("try{which}"), expected],
            );
            let found: [String; 4] = page.get(
                "return [text('look'), text('claim'), part('reading').dataset.mark, JSON.stringify(race.config)];",
            );
            assert_eq!(found[..3], [experiment.look_for(), experiment.claim(), "happened"]);
            let shown = serde_json::from_str(&found[3]).unwrap();
            assert_same(&shown, &serde_json::to_value(&config).unwrap(), experiment.name());
            let pressed: Vec<String> = page.get(
                "return [...race.shadowRoot.querySelectorAll('.tried [aria-pressed=true]')].map((button) => button.textContent);",
            );
            assert_eq!(pressed, [experiment.title()]);
        }
        // Once each, wherever one looks.
        let count: usize = page.get(
            "return part('figure').textContent.split('the run ends short of the centre').length - 1;",
        );
        assert_eq!(count, 0);
    });
}

#[test]
fn a_changed_setting_is_read_at_once_and_undo_brings_the_run_back() {
    browse(|page| {
        open(page);
        let before: String = page.get("return JSON.stringify(race.config)");
        page.run("click('try2'); await until(() => text('reading').startsWith('It happened'));");
        let changed = experiments()[2].run().replace("lr=0.09", "lr=0.02");
        let expected = read(2, changed.parse().unwrap());
        assert_eq!(expected.happened, Some(false));
        // As the page's own controls would.
        page.run(&format!("location.hash = 'v1&{changed}';"));
        let _: Value = page.with("await until(() => text('reading') === given);", told(&expected));
        let [mark, live]: [String; 2] =
            page.get("return [part('reading').dataset.mark, part('reading').ariaLive]");
        assert_eq!([mark.as_str(), &live], ["absent", "polite"]);
        page.run("choose('objective', 'bowl');");
        let told_none: String = page.get(
            "click('try9');
             await until(() => text('reading').includes('AdaGrad'));
             location.hash = 'v1&objective=bowl&racers=adam';
             await until(() => part('reading').dataset.mark === 'unread');
             return text('reading');",
        );
        assert_eq!(told_none, "This run cannot tell: This run has no SGD.");
        let after: String = page.get(
            "const undo = race.shadowRoot.querySelector('[data-run=undo]');
             for (let count = 0; count < 9 && undo.ariaDisabled === 'false'; count++) {
               undo.click();
               await pause(50);
             }
             return JSON.stringify(race.config);",
        );
        assert_eq!(after, before);
    });
}

#[test]
fn on_a_narrow_screen_the_picture_comes_into_view_and_jumps_where_motion_is_not_wanted() {
    browse(|page| {
        for motion in ["no-preference", "reduce"] {
            page.prefer("prefers-reduced-motion", motion);
            page.width(390);
            page.goto("fixtures/plain.html");
            page.goto("");
            page.until("ready() && step() > 0");
            let [before, after]: [f64; 2] = page.get(
                "race.shadowRoot.querySelector('.tried summary').click();
                 part('try4').scrollIntoView({ block: 'center', behavior: 'instant' });
                 const bottom = () => part('picture').getBoundingClientRect().bottom;
                 const before = bottom();
                 click('try4');
                 return [before, bottom()];",
            );
            assert!(before < 0.0, "{before}");
            assert!(after < 0.0 || motion == "reduce", "{after}");
            if motion == "reduce" {
                assert!(after > 0.0, "{after}");
            }
            page.until("part('picture').getBoundingClientRect().top >= -1");
        }
        // A picture that is seen stays where it is.
        page.run("scrollBy({ top: 60, behavior: 'instant' }); await pause(50); window.before = scrollY; click('try5'); await pause(100);");
        page.until("scrollY === window.before && scrollY > 0");
    });
}

#[test]
fn a_run_that_is_shortened_is_read_as_far_as_it_goes() {
    browse(|page| {
        open(page);
        let adagrad = experiments().iter().position(|it| it.title() == "AdaGrad runs out of steam");
        let which = adagrad.unwrap();
        let mut config: RunConfig = experiments()[which].run().parse().unwrap();
        page.run(&format!("click('try{which}');"));
        for steps in [100, 2] {
            config.steps = steps;
            // What is computed already stays there.
            let _: Value = page.with(
                "const field = race.shadowRoot.querySelector('[data-set=steps]');
                 field.value = given[0];
                 field.dispatchEvent(new Event('change', { bubbles: true }));
                 await until(() => text('reading') === given[1]);",
                vec![steps.to_string(), told(&read(which, config.clone()))],
            );
        }
    });
}

#[test]
fn keys_alone_are_enough() {
    browse(|page| {
        page.goto("");
        page.until("ready() && playing()");
        page.run("race.shadowRoot.querySelector('.tried summary').focus();");
        page.press("\u{E007}");
        page.press("\u{E004}");
        page.press("\u{E004}");
        page.press("\u{E007}");
        page.until("text('reading').startsWith('It happened: The least curvature')");
        let focused: String = page.get("return race.shadowRoot.activeElement.dataset.name");
        assert_eq!(focused, "try1");
    });
}

#[test]
fn where_motion_is_not_wanted_the_end_is_shown() {
    browse(|page| {
        page.prefer("prefers-reduced-motion", "reduce");
        page.goto("");
        page.until("ready()");
        page.run(
            "race.shadowRoot.querySelector('.tried summary').click();
             click('try0');
             await until(() => text('reading') && step() === 100);",
        );
        let plays: bool = page.get("return playing()");
        assert!(!plays);
    });
}

//! The article's claims, tried on the page. What is read of which run, the tests of `downhill-figure`
//! know.

use downhill::RunConfig;
use downhill_figure::panels::claims::experiments;
use serde_json::Value;

use crate::api::assert_same;
use crate::session::browse;

#[test]
fn an_experiment_is_chosen_by_its_button_and_what_is_read_is_told_of_the_run_that_is_shown() {
    browse(|page| {
        page.goto("");
        page.until("ready() && playing()");
        page.run("race.shadowRoot.querySelector('.tried summary').click();");
        // The first, the last, and one in between.
        for which in [0, 2, experiments().len() - 1] {
            let experiment = &experiments()[which];
            let _: Value = page.with(
                "click(given); await until(() => playing() && part('reading').dataset.mark === 'happened');",
                format!("try{which}"),
            );
            page.until(&format!("text('claim') === {}", Value::from(experiment.claim())));
            let (look, reading, pressed, config): (String, String, Vec<String>, Value) = page.get(
                "const pressed = race.shadowRoot.querySelectorAll('.tried [aria-pressed=true]');
                 return [text('look'), text('reading'), [...pressed].map((button) => button.textContent), race.config];",
            );
            assert_eq!(look, experiment.look_for());
            assert!(reading.starts_with("It happened: "), "{reading}");
            assert_eq!(pressed, [experiment.title()]);
            let run: RunConfig = experiment.run().parse().unwrap();
            assert_same(&config, &serde_json::to_value(&run).unwrap(), experiment.name());
        }
        // A run that was changed is read at once, and what stays is spoken.
        let changed = experiments()[2].run().replace("lr=0.09", "lr=0.02");
        let live: String = page.get(&format!(
            "click('try2');
             await until(() => text('reading').startsWith('It happened'));
             location.hash = 'v1&{changed}';
             await until(() => text('reading').startsWith('It did not happen: '));
             await until(() => part('reading').dataset.mark === 'absent');
             return part('reading').ariaLive;"
        ));
        assert_eq!(live, "polite");
        // While a gesture lasts it is not.
        page.run(
            "const rate = part('card0').querySelector('[type=range]');
             rate.value = '-1';
             rate.dispatchEvent(new InputEvent('input', { bubbles: true }));
             await until(() => part('reading').ariaLive === 'off');
             rate.dispatchEvent(new Event('change', { bubbles: true }));
             await until(() => part('reading').ariaLive === 'polite');",
        );
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
                // And the run that is chosen stands at its end.
                page.until("!playing() && text('reading') && step() === Number(part('seek').max)");
            }
            page.until("part('picture').getBoundingClientRect().top >= -1");
        }
        // A picture that is seen stays where it is.
        let [before, after]: [f64; 2] = page.get(
            "scrollBy({ top: 60, behavior: 'instant' });
             await nextFrame();
             const before = scrollY;
             click('try5');
             await frames(6);
             return [before, scrollY];",
        );
        assert!(before > 0.0 && before.to_bits() == after.to_bits(), "{before} {after}");
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

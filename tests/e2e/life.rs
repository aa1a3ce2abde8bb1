//! A figure's life on someone else's page.

use serde_json::{Value, json};

use crate::engines::Capability;
use crate::session::{Session, browse};

/// Hashes of a usual figure's layers at the end of its run.
fn usual(page: &Session) -> Vec<String> {
    page.get(
        "const made = await mount();
         await settled();
         const found = await hashes(made);
         made.remove();
         return found;",
    )
}

#[test]
fn a_figure_that_was_inserted_without_a_size_has_its_picture_when_it_is_shown() {
    browse(|page| {
        page.open_blank();
        let usual = usual(page);
        for (hide, show) in [
            ("display = 'none'", "display = ''"),
            ("width = '0px'", "width = '576px'"),
            (
                "cssText = 'width: 576px; position: absolute; left: -9999px'",
                "cssText = 'width: 576px'",
            ),
        ] {
            for loading in ["lazy", "eager"] {
                let _: Value = page.with(
                    &format!(
                        "const made = document.createElement('downhill-race');
                 made.style.width = '576px';
                 made.setAttribute('loading', given);
                 made.style.{hide};
                 document.querySelector('main').append(made);
                 if (given === 'eager') await until(() => part('seek'));
                 for (let frame = 0; frame < 4; frame++) await nextFrame();"
                    ),
                    loading,
                );
                let found: Vec<String> = page.get(&format!(
                    "race.style.{show};
                 await until(() => ready() && step() === 100);
                 await settled();
                 await nextFrame();
                 await settled();
                 const found = await hashes();
                 race.remove();
                 return found;"
                ));
                assert_eq!(found, usual, "{hide}, {loading}");
            }
        }
    });
}

#[test]
fn a_figure_without_a_size_is_ready_too() {
    browse(|page| {
        page.open_blank();
        for hidden in ["display: none", "width: 0"] {
            let url: String = page.with(
                "const made = document.createElement('downhill-race');
                 made.style.cssText = given;
                 made.loading = 'eager';
                 document.querySelector('main').append(made);
                 await until(async () => (await Promise.race([made.ready, nextFrame()])) === made);
                 const url = made.toDataURL();
                 made.remove();
                 return url;",
                hidden,
            );
            assert_eq!(url, "data:,", "{hidden}");
        }
    });
}

#[test]
fn a_race_begins_when_it_is_seen() {
    browse(|page| {
        page.open_blank();
        let found: Value = page.get(
            "const above = document.createElement('div');
             above.style.height = `${1.3 * innerHeight}px`;
             document.querySelector('main').append(above);
             const made = document.createElement('downhill-race');
             made.style.width = '576px';
             for (const [name, value] of Object.entries({ autoplay: '', speed: '16', steps: '1000' })) made.setAttribute(name, value);
             const steps = [];
             made.addEventListener('downhill-step', ({ detail }) => steps.push(detail.step));
             document.querySelector('main').append(made);
             await made.ready;
             await frames(12);
             const unseen = [made.shownStep, made.playing];
             made.scrollIntoView();
             await until(() => steps.at(-1) > 0);
             return [unseen, steps.find((step) => step > 0) < 60];",
        );
        // A stall counts as 66 steps at most.
        assert_eq!(found, json!([[0, true], true]));
    });
}

#[test]
fn a_figure_that_is_taken_out_and_put_back_works() {
    browse(|page| {
        page.open_figure(&json!({"autoplay": ""}));
        page.run(
            "await until(() => step() > 3);
             const home = race.parentElement;
             race.remove();
             await nextFrame();
             if (race.shadowRoot.querySelector('canvas')) throw new Error('it lives on');
             home.append(race);",
        );
        page.until("ready() && playing() && step() > 3");
        page.click("play");
        page.until("!playing()");
    });
}

#[test]
fn a_figure_that_is_moved_runs_on() {
    browse(|page| {
        page.open_figure(&json!({"autoplay": ""}));
        let [before, after]: [u32; 2] = page.get(
            "await until(() => step() > 20);
             const figure = part('figure');
             const before = step();
             const other = document.createElement('section');
             document.body.append(other);
             other.append(race);
             await nextFrame();
             if (part('figure') !== figure) throw new Error('it began anew');
             return [before, step()];",
        );
        assert!(after >= before, "{after} after {before}");
        page.until(&format!("playing() && step() > {after}"));
    });
}

#[test]
fn fifty_figures_that_came_and_went_leave_nothing_behind() {
    browse(|page| {
        page.before_scripts(include_str!("fixtures/memory.js"));
        page.open_blank();
        page.chromium(Capability::Memory, "Performance.enable", &json!({}));
        let come_and_go = "for (let round = 0; round < given; round++) {
             const made = await mount({ racers: 'sgd,adam', steps: '10' }, 300);
             made.remove();
             await nextFrame();
           }";
        let counts = || -> [f64; 4] {
            page.run("await nextFrame(); await nextFrame();");
            for _ in 0..2 {
                page.chromium(Capability::Memory, "HeapProfiler.collectGarbage", &json!({}));
            }
            let metrics = page.chromium(Capability::Memory, "Performance.getMetrics", &json!({}));
            let of = |name: &str| {
                let all = metrics["metrics"].as_array().unwrap();
                let metric = all.iter().find(|metric| metric["name"] == name).unwrap();
                metric["value"].as_f64().unwrap()
            };
            let pages = page.get("return memoryPages();");
            [of("JSEventListeners"), of("Nodes"), of("JSHeapUsedSize"), pages]
        };
        let _: Value = page.with(come_and_go, 10);
        let before = counts();
        let _: Value = page.with(come_and_go, 50);
        let after = counts();
        let grown = [0, 1, 2, 3].map(|index| after[index] - before[index]);
        // A figure has eight listeners and about a hundred nodes.
        assert!(grown[0] <= 16.0, "listeners: {before:?} to {after:?}");
        assert!(grown[1] <= 200.0, "nodes: {before:?} to {after:?}");
        assert!(grown[2] <= 1e6, "bytes: {before:?} to {after:?}");
        assert!(grown[3] <= 0.0, "wasm pages: {before:?} to {after:?}");
    });
}

#[test]
fn figures_share_one_request_for_a_frame() {
    browse(|page| {
        page.open_figure(&json!({"autoplay": "", "loop": ""}));
        let [asked, frames]: [f64; 2] = page.get(
            "const other = await mount({ autoplay: '', loop: '', start: '0.9,-0.35' }, 300);
             await until(() => step(race) > 0 && step(other) > 0 && playing(race) && playing(other));
             // What is asked of a figure comes at any time, also between the end of a sleep and its frame.
             for (let change = 0; change < 60; change++) {
               other.toggleAttribute('axes');
               await pause((7 * change) % 50);
             }
             const begun = { ...watch };
             await until(() => watch.frames - begun.frames >= 10);
             if (!playing(race) || !playing(other)) throw new Error('one stands');
             return [watch.asked - begun.asked, watch.frames - begun.frames];",
        );
        // The last one that was asked for may be under way.
        assert!(asked > 2.0 && asked <= frames + 1.0, "{asked} requests in {frames} frames");
    });
}

#[test]
fn a_figure_at_rest_or_out_of_sight_asks_for_no_frames() {
    browse(|page| {
        page.open_figure(&json!({"autoplay": "", "loop": ""}));
        let idle = "const begun = watch.asked;
             for (let frame = 0; frame < 10; frame++) await nextFrame();
             return watch.asked - begun;";
        // It is told that it is not seen some frames later, and between two steps it asks for none anyway.
        let unseen = "await until(async () => {
               const begun = watch.asked;
               await frames(12);
               return watch.asked === begun;
             });";
        page.click("play");
        page.run("await until(() => !playing()); await settled();");
        assert_eq!(page.get::<u32>(idle), 0);
        page.click("play");
        page.run(
            "await until(() => playing());
             const above = document.createElement('div');
             above.style.height = '4000px';
             document.body.prepend(above);",
        );
        page.run(unseen);
        assert_eq!(page.get::<u32>(idle), 0);
        let stood: u32 = page.get("return race.shownStep");
        page.run("document.body.firstElementChild.remove();");
        page.until(&format!("ready() && playing() && step() !== {stood}"));
        page.run("race.style.display = 'none';");
        page.run(unseen);
        assert_eq!(page.get::<u32>(idle), 0);
    });
}

#[test]
fn the_text_follows_while_only_the_controls_are_in_view() {
    browse(|page| {
        page.open_figure(&json!({}));
        page.run(
            "document.body.style.paddingBottom = '3000px';
             const bottom = part('picture').getBoundingClientRect().bottom + scrollY;
             scrollTo(0, bottom + 1);
             await until(() => part('picture').getBoundingClientRect().bottom <= 0);
             // Until it is known whether it is seen.
             await frames();
             click('restart');",
        );
        page.until("step() === 0");
    });
}

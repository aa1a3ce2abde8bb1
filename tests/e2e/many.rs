//! Two hundred figures on one page.

use serde_json::{Value, json};

use crate::engines::Capability;
use crate::session::{Session, browse};

/// Bytes that the page's scripts, its wasm memory and its canvases hold.
fn memory(page: &Session) -> f64 {
    page.run("for (let frame = 0; frame < 5; frame++) await nextFrame();");
    for _ in 0..3 {
        page.chromium(Capability::Memory, "HeapProfiler.collectGarbage", &json!({}));
    }
    let metrics = page.chromium(Capability::Memory, "Performance.getMetrics", &json!({}));
    let all = metrics["metrics"].as_array().unwrap();
    let heap = all.iter().find(|metric| metric["name"] == "JSHeapUsedSize").unwrap();
    let other: f64 = page.get(
        "let bytes = 0;
         for (const instance of instances) {
           for (const part of Object.values(instance.exports)) {
             if (part instanceof WebAssembly.Memory) bytes += part.buffer.byteLength;
           }
         }
         for (const race of document.querySelectorAll('downhill-race')) {
           for (const canvas of canvases(race)) bytes += 4 * canvas.width * canvas.height;
         }
         return bytes;",
    );
    heap["value"].as_f64().unwrap() + other
}

#[test]
fn of_two_hundred_figures_only_those_in_view_run_and_all_share_one_engine() {
    browse(|page| {
        page.chromium(Capability::Memory, "Performance.enable", &json!({}));
        page.before_scripts(
            "window.instances = [];
             const instantiate = WebAssembly.instantiate;
             WebAssembly.instantiate = async (...given) => {
               const made = await instantiate(...given);
               instances.push(made);
               return made;
             };",
        );
        page.open_blank();
        page.run(
            "for (let count = 0; count < 200; count++) {
               const made = document.createElement('downhill-race');
               for (const name of ['autoplay', 'loop']) made.setAttribute(name, '');
               made.setAttribute('objective', count % 2 ? 'rosenbrock' : 'himmelblau');
               made.style.width = '576px';
               made.append(Object.assign(document.createElement('p'), { textContent: 'a fallback' }));
               document.querySelector('main').append(made);
               made.before(Object.assign(document.createElement('p'), { textContent: 'some text' }));
             }
             await until(() => ready());
             await frames(12);",
        );
        let look = "const shown = [...document.querySelectorAll('downhill-race')];
             const alive = shown.filter((race) => race.shadowRoot.querySelector('canvas'));
             const seen = (race) => {
               const { top, bottom } = race.getBoundingClientRect();
               return bottom > 0 && top < innerHeight;
             };
             const steps = alive.map((race) => race.shownStep);
             const begun = watch.asked;
             let frames = 0;
             for (; frames < 30; frames++) await nextFrame();
             const asked = watch.asked - begun;
             return {
               alive: alive.length,
               // A figure at its end rests a second before it begins again.
               ran: alive.filter((race, at) => race.shownStep !== steps[at]).map(seen),
               inView: alive.filter(seen).length,
               near: alive.every((race) => {
                 const { top, bottom } = race.getBoundingClientRect();
                 return bottom > -innerHeight - 50 && top < 2 * innerHeight + 50;
               }),
               asked: asked - frames,
               instances: instances.length,
             };";
        let check = |place: &str| {
            // The least of three looks: on a busy machine figures are still coming in the first.
            let looks: [Value; 3] = std::array::from_fn(|_| page.get(look));
            let asked = |found: &&Value| found["asked"].as_i64();
            let found = looks.iter().min_by_key(asked).unwrap();
            assert_eq!(found["instances"], 1, "{place}: {found}");
            assert_eq!(found["near"], true, "{place}: {found}");
            let ran = found["ran"].as_array().unwrap();
            assert!(!ran.is_empty() && ran.iter().all(|seen| seen == true), "{place}: {found}");
            assert!(found["alive"].as_u64().unwrap() < 20, "{place}: {found}");
            // One for all at most, and none between two steps: a loop for each would ask 30 more. Some
            // are asked for in time by who has just come.
            assert!(found["asked"].as_f64().unwrap() <= 6.0, "{place}: {found}");
        };
        check("at the top");
        let before = memory(page);
        page.run(
            "for (;;) {
               const at = scrollY;
               scrollBy(0, 0.8 * innerHeight);
               await nextFrame();
               await nextFrame();
               if (scrollY === at) break;
             }
             await until(() => [...document.querySelectorAll('downhill-race')].at(-1).shadowRoot.querySelector('canvas'));
             await frames(20);",
        );
        let lowest: bool = page.get("return [...document.querySelectorAll('downhill-race')].at(-1).shadowRoot.querySelector('canvas') !== null");
        assert!(lowest);
        check("at the end");
        page.run("scrollTo(0, 0); await until(() => ready()); await frames(30);");
        check("back at the top");
        let after = memory(page);
        println!("{before} bytes, {after} after scrolling");
        assert!(after <= 1.2 * before, "{before} bytes before, {after} after");
    });
}

#[test]
fn thirty_figures_that_loop_keep_a_level_memory_and_rest_while_hidden() {
    browse(|page| {
        page.chromium(Capability::Memory, "Performance.enable", &json!({}));
        page.before_scripts(include_str!("fixtures/memory.js"));
        page.open_blank();
        page.run(
            "document.querySelector('main').style.cssText = 'display: grid; grid-template-columns: repeat(6, 150px)';
             const options = { autoplay: '', loop: '', steps: '40', speed: '16', controls: 'none' };
             for (let count = 0; count < 30; count++) await mount({ ...options, objective: ['bowl', 'booth', 'beale'][count % 3] }, 140);
             window.ends = 0;
             addEventListener('downhill-end', () => ends++);
             await until(() => ends >= 30);",
        );
        // What is under way is collected with the next frames: the least of a few counts.
        let hold = || {
            let mut least = (f64::INFINITY, 0.0);
            for _ in 0..4 {
                page.run("await frames(5);");
                page.chromium(Capability::Memory, "HeapProfiler.collectGarbage", &json!({}));
                let metrics =
                    page.chromium(Capability::Memory, "Performance.getMetrics", &json!({}));
                let all = metrics["metrics"].as_array().unwrap();
                let heap = all.iter().find(|metric| metric["name"] == "JSHeapUsedSize").unwrap();
                least.0 = f64::min(least.0, heap["value"].as_f64().unwrap());
                least.1 = page.get("return memoryPages()");
            }
            least
        };
        let before = hold();
        page.run("const begun = ends; await until(() => ends >= begun + 90);");
        let after = hold();
        assert!(after.0 <= 1.1 * before.0 + 2e5, "bytes: {before:?} to {after:?}");
        assert!(after.1 <= before.1, "wasm pages: {before:?} to {after:?}");
        page.run("document.querySelector('main').style.display = 'none';");
        let asked: u32 = page.get(
            "await until(async () => {
               const begun = watch.asked;
               await frames();
               return watch.asked === begun;
             });
             const begun = [watch.asked, ends];
             await frames(60);
             return watch.asked - begun[0] + (ends - begun[1]);",
        );
        assert_eq!(asked, 0);
        page.run("document.querySelector('main').style.display = 'grid'; const begun = ends; await until(() => ends >= begun + 30);");
    });
}

//! Sweeps and maps of basins in workers: the results have the same bits as native ones, however many workers
//! there are, and where there are none.

use downhill::basin::{BasinMap, BasinOptions, shares};
use downhill::sweep::{Band, Best, SweepOptions};
use downhill::{Minimum, RunConfig, Value as Given, basin, sweep};
use serde_json::{Value, json};

use crate::api::assert_same;
use crate::session::{Session, browse};

/// The race of `fixtures/jobs.js`.
fn config() -> RunConfig {
    "objective=himmelblau&steps=60&racers=sgd(lr=0.01),sgd(lr=0.06),adam(lr=0.1),rprop(lr=0.1)"
        .parse()
        .unwrap()
}

/// A number that may be infinite.
fn number(number: f64) -> Value {
    if number == f64::INFINITY { json!("never") } else { json!(number) }
}

fn expected_maps() -> Value {
    let config = config();
    let options = json!({"columns": 96, "rows": 80});
    let options: Given = serde_json::from_value(options).unwrap();
    let options = BasinOptions::from_value(&config, &options).unwrap();
    let (maps, minima) = basin(&config, &options);
    let labels = config.labels();
    let racer = |map: &BasinMap| {
        let known: Vec<_> = map.outcomes.iter().copied().map(Some).collect();
        let shares: Vec<Value> = shares(&known)
            .iter()
            .map(|share| {
                let name = match share.outcome.code() {
                    252 => "leftView",
                    253 => "diverged",
                    254 => "undefined",
                    255 => "underWay",
                    _ => "minimum",
                };
                let mut found =
                    json!({"outcome": name, "part": share.part, "medianSteps": share.median_steps});
                if name == "minimum" {
                    found["minimum"] = json!(share.outcome.code());
                }
                found
            })
            .collect();
        json!({
            "racer": map.racer,
            "label": labels[map.racer],
            "outcomes": map.outcomes.iter().map(|(outcome, _)| outcome.code()).collect::<Vec<_>>(),
            "steps": map.outcomes.iter().map(|(_, steps)| steps).collect::<Vec<_>>(),
            "shares": shares,
        })
    };
    let minimum = |minimum: &Minimum| {
        let Minimum { at, value, is_global, is_found } = minimum;
        json!({"at": at, "value": value, "isGlobal": is_global, "isFound": is_found})
    };
    json!({
        "columns": 96,
        "rows": 80,
        "view": {"x": config.view.x, "y": config.view.y},
        "minima": minima.iter().map(minimum).collect::<Vec<_>>(),
        "racers": maps.iter().map(racer).collect::<Vec<_>>(),
    })
}

fn expected_sweep() -> Value {
    let config = config();
    let options = json!({"starts": [[0.5, -0.0], [1.0 / 3.0, 2], [-4, 4.5], [4, -3]]});
    let options: Given = serde_json::from_value(options).unwrap();
    let options = SweepOptions::from_value(&config, &options).unwrap();
    let values = &options.varied.values;
    let labels = config.labels();
    let racers = sweep(&config, &options).into_iter().map(|swept| {
        let column = |place: usize| -> Vec<Value> {
            swept.cells.iter().map(|cell| number(cell.numbers()[place])).collect()
        };
        json!({
            "racer": swept.racer,
            "label": labels[swept.racer],
            "stepsLower": column(0), "steps": column(1), "stepsUpper": column(2),
            "lossesLower": column(3), "losses": column(4), "lossesUpper": column(5),
            "stopped": column(6),
            "usable": swept.usable.map(|band @ Band { first, last }| json!({
                "from": values[first], "to": values[last], "decades": band.decades(values),
            })),
            "best": swept.best.map(|Best { index, band, arrives }| json!({
                "value": values[index], "from": values[band.first], "to": values[band.last], "arrives": arrives,
            })),
        })
    });
    json!({
        "parameter": "lr", "values": values, "lowest": 0.0, "steps": 60, "starts": 4,
        "racers": racers.collect::<Vec<_>>(),
    })
}

/// What scripts of these tests begin with: the fixture first, which keeps every worker.
fn script(body: &str) -> String {
    format!(
        "const {{ workers, written, config, map, starts }} = await watch.load('/fixtures/jobs.js');
         const {{ default: init, OptimizerRunner, sweep, basin }} = await watch.load('/downhill/downhill.js');
         {body}"
    )
}

fn found(page: &Session, body: &str) -> Value {
    serde_json::from_str(&page.get::<String>(&script(body))).unwrap()
}

#[test]
fn any_number_of_workers_finds_what_native_code_finds() {
    browse(|page| {
        page.open_blank();
        for workers in 0..4 {
            let body =
                format!("return written(await basin(config, {{ ...map, workers: {workers} }}))");
            assert_same(&found(page, &body), &expected_maps(), &format!("maps by {workers}"));
            let body =
                format!("return written(await sweep(config, {{ starts, workers: {workers} }}))");
            assert_same(&found(page, &body), &expected_sweep(), &format!("sweep by {workers}"));
            let count: usize = page.get(&script("return workers.length"));
            assert_eq!(count, workers);
        }
    });
}

#[test]
fn a_sweep_finds_what_each_racer_does_alone() {
    browse(|page| {
        page.open_blank();
        page.run(&script(
            "const swept = await sweep(config);
             for (const { racer, losses } of swept.racers) {
               for (let at = 0; at < swept.values.length; at += 7) {
                 const racers = [{ ...config.racers[racer], lr: swept.values[at] }];
                 const runner = new OptimizerRunner({ ...config, racers });
                 runner.step(60);
                 const loss = runner.status(0).kind === 'running' ? runner.losses(0)[60] : Infinity;
                 if (!Object.is(loss, losses[at])) throw new Error(`${racer} at ${swept.values[at]}: ${losses[at]}, not ${loss}`);
                 runner.free();
               }
             }",
        ));
    });
}

#[test]
fn progress_rises_to_the_whole() {
    browse(|page| {
        page.open_blank();
        let parts: Vec<f64> = page.get(&script(
            "const parts = [];
             await basin(config, { ...map, columns: 256, onprogress: (part) => parts.push(part) });
             return parts;",
        ));
        assert!(parts.len() > 8, "{parts:?}");
        assert!(
            parts.is_sorted_by(|one, next| one < next) && parts.last() == Some(&1.0),
            "{parts:?}"
        );
    });
}

#[test]
fn an_abort_rejects_with_its_reason_and_nothing_follows() {
    for workers in [0, 2] {
        browse(|page| {
            page.open_blank();
            let body = "const reason = new Error('enough'), controller = new AbortController();
                 let calls = 0;
                 const onprogress = () => { if (++calls === 3) controller.abort(reason); };
                 const options = { columns: 512, rows: 512, workers: given, signal: controller.signal, onprogress };
                 const thrown = await basin(config, options).then(() => 'none', (error) => error);
                 const before = calls;
                 // The next one is not held up, and nothing more comes of the first.
                 const next = await basin(config, { columns: 8, rows: 8, workers: given });
                 const refused = await basin(config, { signal: controller.signal }).catch((error) => error);
                 return [thrown === reason, before, calls, next.racers.length, refused === reason];";
            let found: Value = page.with(&script(body), workers);
            assert_eq!(found, json!([true, 3, 3, 4, true]));
        });
    }
}

#[test]
fn two_jobs_share_the_workers() {
    browse(|page| {
        page.open_blank();
        let found: Value = page.get(&script(
            "const [maps, swept] = await Promise.all([basin(config, { ...map, workers: 2 }), sweep(config, { starts, workers: 2 })]);
             return { maps: written(maps), swept: written(swept), workers: workers.length };",
        ));
        let of = |name: &str| serde_json::from_str(found[name].as_str().unwrap()).unwrap();
        assert_same(&of("maps"), &expected_maps(), "maps");
        assert_same(&of("swept"), &expected_sweep(), "sweep");
        assert_eq!(found["workers"], 2);
    });
}

#[test]
fn where_a_policy_forbids_workers_the_page_computes_and_stays_free() {
    browse(|page| {
        page.expect_in_console("Content Security Policy");
        page.expect_in_console("worker");
        page.goto("fixtures/workerless.html");
        let found = found(
            page,
            "let turns = 0;
             const timer = setInterval(() => (turns += 1), 1);
             const found = await basin(config, map);
             clearInterval(timer);
             if (turns < 3) throw new Error(`${turns} turns`);
             return written(found);",
        );
        assert_same(&found, &expected_maps(), "maps");
    });
}

#[test]
fn what_a_worker_that_is_killed_had_to_do_is_done_by_another() {
    browse(|page| {
        page.open_blank();
        let found = found(
            page,
            "let isKilled = false;
             const onprogress = () => {
               if (!isKilled) Object.getPrototypeOf(Worker.prototype).terminate.call(workers[0]);
               isKilled = true;
             };
             const found = await basin(config, { ...map, workers: 1, onprogress });
             if (workers.length !== 2) throw new Error(`${workers.length} workers`);
             return written(found);",
        );
        assert_same(&found, &expected_maps(), "maps");
    });
}

#[test]
fn workers_that_have_nothing_to_do_are_ended_and_others_come_for_the_next_job() {
    browse(|page| {
        page.open_blank();
        page.run(&script(
            "for (const count of [2, 4]) {
               for (let job = 0; job < 3; job += 1) await basin(config, { ...map, workers: 2 });
               if (workers.length !== count) throw new Error(`${workers.length} workers`);
               await until(() => workers.every(({ isEnded }) => isEnded));
             }",
        ));
    });
}

#[test]
fn the_page_computes_under_its_policy_and_loads_what_it_needs_once() {
    browse(|page| {
        page.goto("");
        page.until("ready()");
        let found: Value = page.get(
            "const { workers, config, map } = await watch.load('/fixtures/jobs.js');
             const { runJob } = await watch.load('/downhill/jobs.js');
             let minima = [], slices = [];
             for (let run = 0; run < 2; run += 1) {
               slices = [];
               await runJob('basin', config, map, { workers: 2, onminima: (found) => (minima = [...found]), onslice: (slice) => slices.push(slice) });
             }
             slices.sort((one, other) => one - other);
             const loaded = performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname);
             const refused = await runJob('sweep', config, { parameter: 'rate' }, { workers: 2, onslice() {} }).catch(({ name, field, message }) => [name, field, message.length > 20]);
             return [workers.length, minima.length, slices.length > 3, slices.every((slice, at) => slice === at),
               loaded.filter((name) => ['/downhill/jobs.js', '/downhill/downhill_bg.wasm', '/downhill/downhill.js'].includes(name)), refused];",
        );
        let refused = json!(["InputError", "options.parameter", true]);
        let loaded = json!(["/downhill/jobs.js", "/downhill/downhill_bg.wasm"]);
        assert_eq!(found, json!([2, 8, true, true, loaded, refused]));
    });
}

#[test]
fn a_script_that_has_its_worker_in_it_starts_it_where_the_policy_allows() {
    for fixture in ["blobs", "workerless"] {
        browse(|page| {
            if fixture == "workerless" {
                page.expect_in_console("Content Security Policy");
                page.expect_in_console("worker");
            }
            page.goto(&format!("fixtures/{fixture}.html"));
            let found: String = page.get(
                "const { workers, written, config, map } = await watch.load('/fixtures/jobs.js');
                 const { basin } = await watch.load('/downhill/downhill.bundled.js');
                 const found = written(await basin(config, { ...map, workers: 2 }));
                 return JSON.stringify([workers.some(({ isEnded }) => !isEnded), JSON.parse(found)]);",
            );
            let found: Value = serde_json::from_str(&found).unwrap();
            assert_eq!(found[0], fixture == "blobs", "{fixture}");
            assert_same(&found[1], &expected_maps(), fixture);
        });
    }
}

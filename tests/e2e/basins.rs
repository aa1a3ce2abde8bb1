//! The panel of maps of basins: maps that appear and refine in workers, and what pointer and keys do on them.

use downhill::{RunConfig, Status, Value as Given};
use serde_json::json;

use crate::session::{Session, browse};

/// Opens a run on the page, stops it, and opens the panel.
fn open(page: &Session, run: &str) {
    page.goto(&format!("#v1&{run}"));
    page.until("ready()");
    page.run(
        "if (playing()) click('play'); await until(() => !playing()); await openTab('basins');",
    );
}

/// What scripts here have in common.
const PANEL: &str = "
    const grounds = () => [...document.querySelectorAll('.ground')];
    const alphas = (ground) => pixels(ground.querySelector('.pixels')).filter((_, at) => at % 4 === 3);
    const known = () => grounds().length > 0 && grounds().every((ground) => alphas(ground).every((alpha) => alpha === 255));
    const complete = () => known() && text('basins-progress') === '';
    const image = (index) => String(pixels(grounds()[index].querySelector('.pixels')));";

fn until(page: &Session, condition: &str) {
    page.run(&format!("{PANEL} await until(() => {condition});"));
}

fn get<T: serde::de::DeserializeOwned>(page: &Session, body: &str) -> T {
    page.get(&format!("{PANEL} {body}"))
}

/// Has the mouse go to parts of the first map's width and height, from its lower left corner, and click there.
fn point(page: &Session, [x, y]: [f64; 2], clicks: bool) {
    let [x, y]: [f64; 2] = get(
        page,
        &format!(
            "grounds()[0].scrollIntoView({{ block: 'center' }});
             const {{ left, bottom, width, height }} = grounds()[0].getBoundingClientRect();
             return [Math.round(left + {x} * width), Math.round(bottom - {y} * height)];"
        ),
    );
    let mut actions = vec![json!({"type": "pointerMove", "x": x, "y": y})];
    if clicks {
        actions.push(json!({"type": "pointerDown", "button": 0}));
        actions.push(json!({"type": "pointerUp", "button": 0}));
    }
    page.actions(json!({"actions": [{"type": "pointer", "id": "mouse", "actions": actions}]}));
}

#[test]
fn maps_appear_for_every_racer_and_become_whole() {
    browse(|page| {
        open(page, "objective=two-gaussians");
        until(page, "known()");
        until(page, "complete()");
        let labels: Vec<String> = get(
            page,
            "return [...document.querySelectorAll('.basin figcaption')].map((label) => label.textContent)",
        );
        assert_eq!(labels, ["SGD", "SGD+Momentum", "AdaGrad", "RMSProp", "Adam"]);
        let summary: String = get(page, "return text('basins-summary')");
        assert!(summary.starts_with("Starts that reach the lowest minimum, A"), "{summary}");
        // Two maps show two things.
        let differ: bool = get(page, "return image(0) !== image(4)");
        assert!(differ);
        // What the workers computed is what the racer does alone.
        let told: String = get(
            page,
            "grounds()[4].focus(); grounds()[4].dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowUp', bubbles: true }));
             const told = await until(() => text('basins-hovered').startsWith('Adam from') && text('basins-hovered'));
             grounds()[4].dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
             await frames();
             return told",
        );
        let config: Given = page.get("return race.config");
        let config = RunConfig::from_value(&config).unwrap();
        let mut runner = downhill::OptimizerRunner::new(config.clone());
        runner.step(config.steps).unwrap();
        assert_eq!(runner.status(4).unwrap(), Status::Running);
        let end = *runner.trajectory(4).unwrap().last_chunk::<2>().unwrap();
        let is_at_a = (end[0] + 1.0).abs() < 0.3 && told.contains("reaches A");
        let is_at_b = (end[0] - 1.0).abs() < 0.3 && told.contains("reaches B");
        assert!(is_at_a || is_at_b || told.contains("at no minimum"), "{told} {end:?}");
    });
}

#[test]
fn a_click_on_a_map_starts_there_and_pointing_draws_the_path() {
    browse(|page| {
        open(page, "objective=himmelblau");
        until(page, "complete()");
        let plain: Vec<String> = page.get("return await hashes()");
        point(page, [0.25, 0.25], false);
        page.until("text('basins-hovered').startsWith('SGD from')");
        page.run("await frames();");
        let drawn: Vec<String> = page.get("return await hashes()");
        assert_ne!(plain.last(), drawn.last());
        let before: String = get(page, "return image(2)");
        point(page, [0.25, 0.25], true);
        page.until("race.config.start[0] < -1 && race.config.start[1] < -1");
        // The maps are those of all starts: they stay.
        page.run("await frames(10);");
        let after: String = get(page, "return image(2) + text('basins-progress')");
        assert!(before == after, "the maps stay");
    });
}

#[test]
fn another_rate_gives_other_maps_and_gives_up_the_work_before() {
    browse(|page| {
        open(page, "objective=himmelblau&steps=20000");
        until(page, "known()");
        let running: String = get(page, "return text('basins-progress')");
        assert!(running.starts_with("refining "), "{running}");
        let before: String = get(page, "return image(0)");
        page.run("await enter(id('racer-0-lr'), '0.02');");
        page.run(&format!("{PANEL} globalThis.before = image(0);"));
        page.run("await enter(id('steps') ?? part('steps'), '60');");
        until(page, "complete()");
        let after: String = get(page, "return image(0)");
        assert!(before != after);
    });
}

#[test]
fn a_map_alone_is_finer_and_a_swarm_moves_over_the_race() {
    browse(|page| {
        open(page, "objective=two-gaussians");
        page.run("choose('basins-of', '4');");
        until(page, "complete() && grounds().length === 1");
        let size: [u32; 2] = get(
            page,
            "const canvas = grounds()[0].querySelector('.pixels'); return [canvas.width, canvas.height]",
        );
        assert_eq!(size, [400, 300]);
        page.run("choose('swarm', '4');");
        page.until("text('swarm-text').startsWith('Adam from 432 starts after ')");
        let swarm = "const dots = () => String(pixels(canvases()[3]));";
        page.run(&format!("{swarm} seek(0); await until(() => step() === 0); await frames(); globalThis.first = dots();"));
        page.run(&format!("{swarm} seek(100); await until(() => step() === 100); await until(() => dots() !== globalThis.first);"));
        let values: String = page.get("return part('swarm-values').getAttribute('aria-label')");
        assert!(values.starts_with("f above its minimum, of 432 racers sorted: "), "{values}");
    });
}

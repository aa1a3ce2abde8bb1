use super::*;
use crate::palette::Theme;
use crate::shape::Point;
use crate::view::distance;
use downhill::{RunConfig, objectives};

const SIZE: [f64; 2] = [576.0, 432.0];
/// From the far side of the article's view, where its race runs towards the eye.
pub(in crate::surface) const BEHIND: Camera = Camera { elevation: 60.0, azimuth: 130.0, zoom: 1.0 };

pub(in crate::surface) fn run(line: &str) -> OptimizerRunner {
    let config: RunConfig = line.parse().unwrap();
    let mut runner = OptimizerRunner::new(config);
    let steps = runner.config().steps;
    runner.step(steps).unwrap();
    runner
}

fn look(camera: Camera) -> SurfaceLook {
    SurfaceLook { camera, size: SIZE, trail: 1.0, axes: true, sees_through: false }
}

fn plot(runner: &OptimizerRunner, camera: Camera) -> SurfacePlot {
    let palette = Palette::of(runner.config(), Theme::Light, false);
    SurfacePlot::new(runner, 32, palette, look(camera)).unwrap()
}

fn all(plot: &mut SurfacePlot, runner: &OptimizerRunner, step: u32) -> TrailShapes {
    plot.trails(runner, step, &|| false)
}

fn points(shape: &Shape) -> Vec<Point> {
    match shape {
        Shape::Area { rings, .. } => rings.concat(),
        Shape::Line { points, .. } => points.clone(),
        Shape::Text(text) => vec![text.at],
    }
}

/// The lines in a racer's colour.
fn lines_of(plot: &SurfacePlot, shapes: &[Shape], racer: usize) -> Vec<Vec<Point>> {
    let color = plot.paths.racers[racer].color;
    let is_its =
        |shape: &&Shape| matches!(shape, Shape::Line { stroke, .. } if stroke.color == color);
    shapes.iter().filter(is_its).map(points).collect()
}

#[test]
fn nodes_are_as_high_as_the_objective() {
    let runner = run("preset=article-gif");
    let plot = plot(&runner, Camera::default());
    for [x, y] in [[0.0, 0.0], [0.75, -0.75], [-0.5, 0.25], [1.0, 1.0]] {
        let height = plot.mesh.height([0.5 * (x + 1.0), 0.5 * (y + 1.0)]);
        let expected = plot.axis.of_value(runner.config().objective.value([x, y]));
        assert!((height - expected).abs() < 3e-3, "{x} {y}: {height} {expected}");
    }
}

#[test]
fn trails_run_from_the_start_to_the_heads_on_the_surface() {
    let runner = run("preset=article&racers=sgd");
    let mut plot = plot(&runner, BEHIND);
    for step in [20, 60] {
        plot.paths.forget();
        let trails = all(&mut plot, &runner, step);
        let under_way = plot.paths.under_way(&plot.sight(), step);
        let lines = lines_of(&plot, &[trails.trails, under_way].concat(), 0).concat();
        for at in [runner.config().start, runner.iterate(0, step).unwrap()] {
            let on = at.map(|part| 0.5 * (part + 1.0));
            let px = plot.projection.px(plot.sight().place(on).unwrap());
            let nearest = lines.iter().map(|at| distance(*at, px)).fold(f64::INFINITY, f64::min);
            assert!(nearest < 0.5, "step {step}: {nearest}");
        }
    }
}

#[test]
fn a_step_looks_alike_however_one_comes_to_it() {
    for line in ["preset=article", "objective=himmelblau", "objective=rosenbrock"] {
        let runner = run(line);
        let last = runner.config().steps;
        let mut played = plot(&runner, BEHIND);
        let mut shapes = [Vec::new(), Vec::new(), Vec::new()];
        for step in 0..=last {
            let TrailShapes { is_anew, beneath, outlines, trails, is_complete } =
                all(&mut played, &runner, step);
            assert!(is_complete && is_anew == (step == 0));
            for (all, mut more) in shapes.iter_mut().zip([beneath, outlines, trails]) {
                all.append(&mut more);
            }
        }
        let mut sought = plot(&runner, BEHIND);
        let at_once = all(&mut sought, &runner, last);
        assert_eq!(shapes, [at_once.beneath, at_once.outlines, at_once.trails], "{line}");
        assert_eq!(
            played.heads(&runner, last, Some(false)),
            sought.heads(&runner, last, Some(false))
        );
        // In slices it is the same, too; and going back begins anew.
        let mut sliced = plot(&runner, BEHIND);
        let mut trails = Vec::new();
        loop {
            let mut more = sliced.trails(&runner, last, &|| true);
            trails.append(&mut more.trails);
            if more.is_complete {
                break;
            }
        }
        assert_eq!(trails, shapes[2], "{line}");
        assert!(all(&mut sliced, &runner, last / 2).is_anew);
    }
}

#[test]
fn a_long_run_takes_no_more_than_what_is_seen_of_it() {
    let count = |line: &str| {
        let runner = run(line);
        let mut plot = plot(&runner, BEHIND);
        let last = runner.config().steps;
        let shapes = plot.passing_trails(&runner, last).trails;
        let vertices: usize = shapes.iter().map(|shape| points(shape).len()).sum();
        (vertices, all(&mut plot, &runner, last).trails.len())
    };
    let (short, long) = (count("preset=article&steps=1000"), count("preset=article&steps=50000"));
    assert!(long.0 < 2 * short.0 && long.1 < 2 * short.1, "{short:?} {long:?}");
}

#[test]
fn who_is_behind_the_surface_is_told_and_seen_through_it_only_where_that_is_asked_for() {
    let runner = run("preset=article-gif");
    let last = runner.config().steps;
    let mut opaque = plot(&runner, Camera::default());
    let heads = opaque.heads(&runner, last, Some(false));
    assert_eq!(heads.hidden, [0, 1, 2, 3, 4]);
    assert!(!heads.shapes.iter().any(|shape| matches!(shape, Shape::Text(_))));
    let trails = all(&mut opaque, &runner, last);
    // From behind, AdaGrad has not come so far as to disappear.
    assert_eq!(plot(&runner, BEHIND).heads(&runner, last, Some(false)).hidden, [0, 1, 3, 4]);
    let see_through = SurfaceLook { sees_through: true, ..look(Camera::default()) };
    opaque.set_look(&runner, see_through);
    let more = all(&mut opaque, &runner, last);
    assert!(more.is_anew);
    let is_dotted =
        |shape: &&Shape| matches!(shape, Shape::Line { stroke, .. } if stroke.dash.is_some());
    assert_eq!(trails.trails.iter().filter(is_dotted).count(), 0);
    assert!(more.trails.iter().filter(is_dotted).count() > 50);
    let faint = opaque.heads(&runner, last, Some(false));
    assert_eq!(faint.hidden, [0, 1, 2, 3, 4]);
    assert!(faint.shapes.len() > heads.shapes.len());
}

#[test]
fn who_is_outside_is_shown_at_the_edge_and_who_has_no_place_on_the_surface_is_told() {
    let runner = run("objective=bowl&view=-1:1,-1:1&start=3,0&racers=sgd(lr=0)");
    let mut outside = plot(&runner, Camera { azimuth: -90.0, ..Camera::default() });
    let heads = outside.heads(&runner, 1, Some(false));
    assert_eq!((&heads.hidden[..], &heads.off_surface[..]), (&[][..], &[][..]));
    // x grows to the right from there.
    let color = outside.paths.racers[0].color;
    let marker = heads.shapes.iter().rev().find_map(|shape| match shape {
        Shape::Area { rings, color: found, .. } if *found == color => rings[0].first().copied(),
        _ => None,
    });
    assert!(marker.is_some_and(|[x, y]| x > 0.9 * SIZE[0] && y > 0.3 * SIZE[1]), "{marker:?}");
    assert!(all(&mut outside, &runner, 1).trails.is_empty());
    // Where f is not defined, there is no surface.
    let runner = run("formula=log(x)+y^2&view=-1:1,-1:1&start=-0.5,0&racers=sgd&steps=3");
    let heads = plot(&runner, Camera::default()).heads(&runner, 3, Some(false));
    assert_eq!(heads.off_surface, [0]);
    // And where f is nowhere defined there is none at all.
    let nothing = run("formula=log(-1-x^2)&view=-1:1,-1:1&steps=1");
    assert!(SurfacePlot::new(&nothing, 32, Palette::default(), look(Camera::default())).is_none());
}

#[test]
fn every_default_race_is_drawn_in_numbers_from_everywhere() {
    for entry in objectives() {
        let runner = run(&format!("objective={}", entry.name));
        let last = runner.config().steps;
        for camera in [
            Camera::default(),
            BEHIND,
            Camera { elevation: 0.0, azimuth: 180.0, zoom: 8.0 },
            Camera { elevation: 90.0, ..BEHIND },
        ] {
            let mut plot = plot(&runner, camera);
            let mut shapes = plot.ground(&runner, false);
            let faces = shapes.len();
            assert!(faces > 30, "{}", entry.name);
            let TrailShapes { beneath, outlines, trails, .. } = all(&mut plot, &runner, last);
            shapes.extend([beneath, outlines, trails].concat());
            shapes.append(&mut plot.heads(&runner, last, Some(false)).shapes);
            for point in shapes.iter().flat_map(points) {
                assert!(point.iter().all(|part| part.abs() < 1e5), "{} {point:?}", entry.name);
            }
        }
    }
}

#[test]
fn the_box_has_numbers_on_all_three_axes_in_the_picture_and_apart() {
    for (line, size) in [
        ("preset=article-gif", SIZE),
        ("objective=rosenbrock", [390.0, 276.0]),
        ("objective=branin", [412.0, 450.0]),
    ] {
        let runner = run(line);
        for turn in 0..12 {
            let camera = Camera { azimuth: 30.0 * f64::from(turn) - 175.0, ..Camera::default() };
            let mut plot = plot(&runner, camera);
            plot.set_look(&runner, SurfaceLook { size, ..look(camera) });
            let texts: Vec<crate::shape::Text> = plot
                .frame(&runner)
                .into_iter()
                .filter_map(|shape| if let Shape::Text(text) = shape { Some(text) } else { None })
                .collect();
            assert!(texts.len() >= 3 + 3 * 2, "{line} {camera:?}: {texts:?}");
            for (index, text) in texts.iter().enumerate() {
                let half = [0.5 * text.width, 0.5 * text.size];
                let is_inside = (0..2).all(|axis| {
                    text.at[axis] >= half[axis] - 1.0
                        && text.at[axis] <= size[axis] - half[axis] + 1.0
                });
                assert!(is_inside, "{line} {camera:?}: {text:?}");
                for other in &texts[..index] {
                    let apart = [0, 1].map(|axis| (text.at[axis] - other.at[axis]).abs());
                    let is_apart = apart[0] >= 0.47 * (text.width + other.width)
                        || apart[1] >= 0.45 * (text.size + other.size);
                    assert!(is_apart, "{line} {camera:?}: {text:?} {other:?}");
                }
            }
        }
    }
}

//! Maps of basins: against the racers run alone, symmetry, and minima that are found from where racers end.
#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

use downhill::basin::{BasinOptions, BasinPlan, Outcome, basin_minima, minima_at, shares};
use downhill::{Minimum, OptimizerRunner, RunConfig, Status, Value, basin};

fn run(line: &str) -> RunConfig {
    line.parse().unwrap()
}

fn options(config: &RunConfig, columns: f64, rows: f64) -> BasinOptions {
    let fields = vec![("columns", Value::Number(columns)), ("rows", Value::Number(rows))];
    BasinOptions::from_value(config, &Value::map(fields)).unwrap()
}

/// What became of a racer from a start, by its whole path.
fn by_its_path(
    config: &RunConfig,
    options: &BasinOptions,
    racer: usize,
    start: [f64; 2],
    minima: &[Minimum],
) -> (Outcome, u32) {
    let mut runner = OptimizerRunner::new(RunConfig { start, ..config.clone() });
    runner.step(options.steps).unwrap();
    let (path, losses) = (runner.trajectory(racer).unwrap(), runner.losses(racer).unwrap());
    let last = runner.status(racer).unwrap().stop().map_or(options.steps, |(step, _)| step);
    let view = options.view;
    let sizes = [view.x[1] - view.x[0], view.y[1] - view.y[0]];
    for step in 0..=options.steps.min(last) {
        let at = 2 * step as usize;
        let point = [path[at], path[at + 1]];
        let away = |minimum: &Minimum| {
            let parts = (0..2).map(|axis| (point[axis] - minimum.at[axis]).abs() / sizes[axis]);
            parts.fold(0.0, f64::max)
        };
        let near = minima.iter().enumerate().filter(|(_, minimum)| {
            (losses[step as usize] - minimum.value).abs() <= options.tolerance
                && away(minimum) <= 0.05
        });
        let nearest = near.min_by(|lhs, rhs| away(lhs.1).total_cmp(&away(rhs.1)));
        let stopped = runner.status(racer).unwrap() != Status::Running && step == last;
        if let Some((index, _)) = nearest.filter(|_| !stopped) {
            return (Outcome::Minimum(u8::try_from(index).unwrap()), step);
        }
    }
    let point = [path[path.len() - 2], path[path.len() - 1]];
    let is_inside =
        (view.x[0]..=view.x[1]).contains(&point[0]) && (view.y[0]..=view.y[1]).contains(&point[1]);
    match runner.status(racer).unwrap() {
        Status::Diverged { step, .. } => (Outcome::Diverged, step),
        Status::Undefined { step, .. } => (Outcome::Undefined, step),
        Status::Running if is_inside => (Outcome::UnderWay, options.steps),
        Status::Running => (Outcome::LeftView, options.steps),
    }
}

#[test]
fn every_pixel_is_what_the_racer_does_alone() {
    let mut seen = Vec::new();
    for line in [
        "objective=himmelblau&steps=60&racers=sgd(lr=0.01),sgd(lr=0.06),adam,rprop",
        "formula=log(x)+y^2+x&view=-1:4,-2:2&start=1,1&steps=40&racers=sgd(lr=0.3),adam(lr=0.2)",
        "objective=saddle&steps=50&racers=sgd,momentum&noise=sigma=0.2,seed=5,shared=false",
    ] {
        let config = run(line);
        let options = options(&config, 21.0, 18.0);
        let (maps, minima) = basin(&config, &options);
        assert_eq!(maps.len(), config.racers.len());
        let plan = BasinPlan::new(config.clone(), options.clone());
        for map in &maps {
            assert_eq!(map.outcomes.len(), 21 * 18);
            for (pixel, found) in map.outcomes.iter().enumerate() {
                let start = plan.start(pixel);
                let expected = by_its_path(&config, &options, map.racer, start, &minima);
                assert_eq!(*found, expected, "{line}: racer {} from {start:?}", map.racer);
                seen.push(std::mem::discriminant(&found.0));
            }
        }
    }
    let kinds: std::collections::HashSet<_> = seen.into_iter().collect();
    assert_eq!(kinds.len(), 5, "every kind of outcome is among them");
}

#[test]
fn a_start_is_the_middle_of_its_pixel() {
    let config = run("formula=x^2+y^2&view=-1:3,0:2&start=1,1");
    let plan = BasinPlan::new(config.clone(), options(&config, 4.0, 2.0));
    let starts: Vec<[f64; 2]> = (0..8).map(|pixel| plan.start(pixel)).collect();
    assert_eq!(starts[0], [-0.5, 0.5]);
    assert_eq!(starts[3], [2.5, 0.5]);
    assert_eq!(starts[4], [-0.5, 1.5]);
    assert_eq!(starts[7], [2.5, 1.5]);
}

#[test]
fn a_symmetrical_function_has_a_symmetrical_map() {
    let config = run("formula=(x^2-1)^2+y^2&view=-2:2,-1:1&start=0.5,0.5&steps=200\
                      &racers=sgd(lr=0.05),adam(lr=0.05)");
    let (maps, minima) = basin(&config, &options(&config, 40.0, 20.0));
    assert_eq!(minima.len(), 2);
    let right = usize::from(minima[1].at[0] > 0.0);
    for map in maps {
        for (pixel, (outcome, steps)) in map.outcomes.iter().enumerate() {
            let mirrored = map.outcomes[pixel / 40 * 40 + 39 - pixel % 40];
            assert_eq!(mirrored.1, *steps);
            let Outcome::Minimum(index) = outcome else { panic!("{outcome:?}") };
            assert_ne!(mirrored.0, *outcome);
            // Plain descent with small steps stays on its side.
            if map.racer == 0 {
                assert_eq!(usize::from(*index) == right, pixel % 40 >= 20);
            }
        }
        let parts = shares(&map.outcomes.iter().copied().map(Some).collect::<Vec<_>>());
        assert_eq!(parts.iter().map(|share| share.part).collect::<Vec<_>>(), [0.5, 0.5]);
    }
}

#[test]
fn minima_that_samples_miss_are_found_from_where_racers_end() {
    // Rastrigin's function has a minimum near each point of whole numbers; the library names one.
    let config = run("objective=rastrigin&steps=400&racers=sgd(lr=0.002)");
    let options = BasinOptions::of(&config).unwrap();
    let known = downhill::minima(&config.objective, config.view).len();
    let found = basin_minima(&config, &options);
    assert!(found.len() > known + 40, "{} and {known}", found.len());
    for minimum in &found[known..] {
        let gradient = config.objective.evaluate(minimum.at).gradient;
        assert!(minimum.is_found && gradient.iter().all(|part| part.abs() < 1e-6));
        for axis in 0..2 {
            let whole = minimum.at[axis].round();
            assert!((minimum.at[axis] - whole).abs() < 0.03 * whole.abs().max(1.0));
        }
    }
    let (maps, minima) = basin(&config, &options);
    assert_eq!(minima, found);
    let arrived =
        maps[0].outcomes.iter().filter(|(outcome, _)| matches!(outcome, Outcome::Minimum(_)));
    assert!(arrived.count() * 10 > maps[0].outcomes.len() * 9);
    // On a typed formula all are found numerically.
    let typed = run("formula=sin(3*x)*sin(3*y)+0.1*(x^2+y^2)&view=-2:2,-2:2&start=1,0.2&steps=300");
    let options = BasinOptions::of(&typed).unwrap();
    assert!(basin_minima(&typed, &options).iter().all(|minimum| minimum.is_found));
}

#[test]
fn slices_may_be_computed_in_any_order_by_anyone_and_the_first_are_coarse() {
    let config = run("objective=himmelblau&steps=2000");
    let mut given = options(&config, 100.0, 90.0);
    let (whole, minima) = basin(&config, &given);
    given.minima = Some(minima.iter().map(|minimum| minimum.at).collect());
    let worker = BasinPlan::new(config.clone(), given.clone());
    let mut plan = BasinPlan::new(config.clone(), given.clone());
    for slice in 0..5 {
        let numbers = worker.compute(slice);
        plan.put(slice, &numbers[2..]);
        plan.put(slice, &numbers);
    }
    // Each map is known all over, if coarsely.
    for place in 0..5 {
        let known = (0..9000).filter(|pixel| plan.shown(place, *pixel).is_some()).count();
        assert_eq!(known, 9000, "{place}");
        assert!(plan.map(place).iter().flatten().count() < 1000);
    }
    for slice in (5..plan.slices()).rev() {
        assert!(plan.progress() < 1.0);
        plan.put(slice, &worker.compute(slice));
    }
    assert_eq!(plan.progress(), 1.0);
    for map in &whole {
        let found: Vec<_> = plan.map(map.racer).iter().copied().flatten().collect();
        assert_eq!(found, map.outcomes);
    }
    assert!(plan.compute(plan.slices()).is_empty() && plan.map(5).is_empty());
}

#[test]
fn a_flat_function_counts_by_its_own_height() {
    // All of it is lower than 10⁻³.
    let config =
        run("formula=1e-5*(x^2+y^2)&view=-2:2,-2:2&start=1,1&racers=sgd(lr=1000)&steps=20");
    let options = BasinOptions::of(&config).unwrap();
    assert!(options.tolerance < 1e-6 && options.tolerance > 1e-8, "{}", options.tolerance);
    assert_eq!(BasinOptions::of(&run("objective=bowl")).unwrap().tolerance, 1e-3);
}

#[test]
fn what_is_not_allowed_is_named() {
    let config = run("racers=sgd,adam");
    let refused = |field, value| {
        let options = Value::map(vec![(field, value)]);
        BasinOptions::from_value(&config, &options).unwrap_err().to_string()
    };
    let number = Value::Number;
    for (field, value, expected) in [
        ("columns", number(0.0), "options.columns is 0; it must be a whole number from 1 to 2048"),
        ("rows", number(2049.0), "options.rows is 2049"),
        ("width", number(1.0), "options.width is not known; it must be one of racers, columns"),
        ("steps", number(1.5), "options.steps is 1.5"),
        ("tolerance", number(-1.0), "options.tolerance is -1"),
        ("minima", number(1.0), "options.minima is 1; it must be a list of at most 200 minima"),
        ("racers", Value::List(vec![]), "options.racers is []"),
        ("view", number(1.0), "options.view is 1"),
    ] {
        let found = refused(field, value);
        assert!(found.starts_with(expected), "{found}");
    }
}

#[test]
fn minima_that_were_found_elsewhere_are_the_same() {
    for line in [
        "objective=himmelblau&racers=sgd(lr=0.01),adam",
        "formula=sin(3*x)+cos(2*y)+x^2/20&view=-4:4,-4:4&start=1,1&racers=momentum(lr=0.02)",
    ] {
        let config = run(line);
        let options = BasinOptions::of(&config).unwrap();
        let found = basin_minima(&config, &options);
        let points: Vec<[f64; 2]> = found.iter().map(|minimum| minimum.at).collect();
        assert!(points.len() > 1);
        assert_eq!(minima_at(&config, options.view, &points), found);
    }
}

#[test]
fn options_that_are_written_are_read_again() {
    for line in ["preset=article", "objective=booth&racers=sgd,adam,sgd(lr=0.1)"] {
        let config = run(line);
        let mut options = options(&config, 7.0, 5.0);
        options.minima = Some(vec![[0.1, -0.0], [1.0 / 3.0, 2.0]]);
        options.racers.reverse();
        let read = BasinOptions::from_value(&config, &Value::from(&options)).unwrap();
        assert_eq!(read, options);
    }
}

#[test]
fn a_plan_that_only_computes_needs_no_room() {
    let config = run("preset=article");
    let mut plan = BasinPlan::new(config.clone(), options(&config, 40.0, 30.0));
    assert!(plan.map(0).is_empty() && plan.shown(0, 3).is_none());
    assert!(plan.make_room());
    plan.put(0, &plan.compute(0));
    assert_eq!(plan.map(0).len(), 1200);
    assert!(plan.map(1).is_empty() && plan.progress() > 0.0);
}

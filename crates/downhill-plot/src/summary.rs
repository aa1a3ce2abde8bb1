//! A run at a step in one sentence, for those who do not see the picture.

use downhill::decimal::{decimals, rounded, short, signed};
use downhill::{Bounds, OptimizerRunner, Remark, RunConfig, Status, StopReason, beginning};

/// How much of a formula is told, in characters.
const MAX_FORMULA: usize = 160;
/// So many minima are told by their places.
const MOST_MINIMA: usize = 4;

/// What a picture of the run after `step` steps shows, as a sentence: the objective, the start, and
/// of every racer where it is and how low, or where it stopped. Where `runner` has taken fewer
/// steps, it is the last of these.
#[must_use]
pub fn summary(runner: &OptimizerRunner, step: u32) -> String {
    let step = step.min(runner.step_count());
    let config = runner.config();
    let shown: Vec<usize> =
        (0..config.racers.len()).filter(|index| !config.racers[*index].off).collect();
    let optimizers = if shown.len() == 1 { "optimizer" } else { "optimizers" };
    let race = format!(
        "{} {optimizers} on f(x, y) = {} from {}",
        shown.len(),
        beginning(&config.objective.reading(), MAX_FORMULA),
        place(config.start, config.view)
    );
    if shown.is_empty() {
        return format!("{race}.");
    }
    let when = match step {
        0 => "before the first step".to_owned(),
        1 => "after 1 step".to_owned(),
        _ => format!("after {step} steps"),
    };
    let labels = config.labels();
    let label = |index: usize| labels[index].as_str();
    let racers: Vec<String> = shown
        .iter()
        .map(|index| format!("{}{}", label(*index), standing(runner, *index, step)))
        .collect();
    let leaders: Vec<&str> = runner.leaders(step).into_iter().map(label).collect();
    let lowest = match leaders.as_slice() {
        [] => String::new(),
        [only] => format!("; lowest f: {only}"),
        [others @ .., last] => format!("; lowest f: {} and {last}", others.join(", ")),
    };
    format!("{race}{}, {when}: {}{lowest}.", minima(config), racers.join("; "))
}

/// `, with its minimum at (0, 0)`: the global minima that are known and marked in the picture.
fn minima(config: &RunConfig) -> String {
    let view = config.view;
    let is_inside = |value: f64, [low, high]: [f64; 2]| low <= value && value <= high;
    let known = config.objective.entry().map_or(&[][..], |entry| entry.minima);
    let marked = known.iter().filter(|[x, y]| is_inside(*x, view.x) && is_inside(*y, view.y));
    let places: Vec<String> = marked.map(|minimum| place(*minimum, view)).collect();
    match places.as_slice() {
        [] => String::new(),
        [only] => format!(", with its minimum at {only}"),
        [others @ .., last] if others.len() < MOST_MINIMA => {
            format!(", with minima at {} and {last}", others.join(", "))
        }
        all => format!(", with {} global minima", all.len()),
    }
}

/// Where a racer is after `step` steps, and f there.
fn at(runner: &OptimizerRunner, racer: usize, step: u32) -> Option<([f64; 2], f64)> {
    let index = usize::try_from(step).ok()?;
    let &[x, y] = runner.trajectory(racer).ok()?.get(2 * index..)?.first_chunk()?;
    Some(([x, y], *runner.losses(racer).ok()?.get(index)?))
}

/// ` at (0.01, −0.02), f = 0.0003`, or what became of the racer.
fn standing(runner: &OptimizerRunner, racer: usize, step: u32) -> String {
    let (Some((position, loss)), Ok(status)) = (at(runner, racer, step), runner.status(racer))
    else {
        return String::new();
    };
    let stopped = match status.stop() {
        Some((0, reason)) => return format!(" cannot start, since {}", reason.text()),
        Some((stop, reason)) if stop <= step => {
            let stopped = match (status, reason) {
                (_, StopReason::ZeroByZero(_)) => "stopped",
                (Status::Undefined { .. }, _) => "left the domain of f",
                _ => "diverged",
            };
            format!(" {stopped} at step {stop}, last")
        }
        _ => String::new(),
    };
    let view = runner.config().view;
    let is_inside = |value: f64, [low, high]: [f64; 2]| low <= value && value <= high;
    let is_shown = is_inside(position[0], view.x) && is_inside(position[1], view.y);
    let outside = if is_shown { "" } else { " outside the picture" };
    let remark = match runner.remark(racer, step) {
        Ok(Some(Remark::Growing)) => " and growing",
        Ok(Some(Remark::Overflowed(_))) => ", standing still since g² overflowed",
        _ => "",
    };
    format!("{stopped} at {}{outside}, f = {}{remark}", place(position, view), short(loss))
}

/// `(0.75, −0.75)`, to about a hundredth of the view.
fn place([x, y]: [f64; 2], view: Bounds) -> String {
    let x = coordinate(x, view.x);
    let y = coordinate(y, view.y);
    format!("({x}, {y})")
}

fn coordinate(value: f64, [low, high]: [f64; 2]) -> String {
    if value.abs() < 1e6 {
        signed(rounded(value, decimals((high - low) / 100.0)))
    } else {
        short(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runner_of(line: &str, step: u32) -> OptimizerRunner {
        let config: RunConfig = line.parse().unwrap();
        let mut runner = OptimizerRunner::new(config);
        runner.step(step).unwrap();
        runner
    }

    fn summary_of(line: &str, step: u32) -> String {
        summary(&runner_of(line, step), step)
    }

    #[test]
    fn the_articles_race_is_told() {
        assert_eq!(
            summary_of("preset=article", 100),
            "5 optimizers on f(x, y) = 1 - exp(-(x^2/0.7 + y^2/0.3)) from (0.75, −0.75), with its \
             minimum at (0, 0), after 100 steps: SGD at (0.01, 0), f = 0.000305; SGD+Momentum at (−0.01, 0), f = 0.000333; \
             AdaGrad at (0.29, −0.29), f = 0.324; RMSProp at (0, 0), f = 0; Adam at (0, 0), \
             f = 6.7e−5; lowest f: RMSProp."
        );
        let bowl = "objective=bowl&start=0.5,0.25&racers=sgd(lr=0.1)";
        let [first, second] = [0, 1].map(|step| summary_of(bowl, step));
        let begin =
            "1 optimizer on f(x, y) = (x^2 + y^2)/2 from (0.5, 0.25), with its minimum at (0, 0)";
        assert_eq!(
            first,
            format!("{begin}, before the first step: SGD at (0.5, 0.25), f = 0.156.")
        );
        assert_eq!(second, format!("{begin}, after 1 step: SGD at (0.45, 0.23), f = 0.127."));
    }

    #[test]
    fn the_minima_in_the_view_are_told() {
        let all = summary_of("objective=himmelblau&racers=sgd", 0);
        let told = ", with minima at (3, 2), (−2.8, 3.1), (−3.8, −3.3) and (3.6, −1.8), before";
        assert!(all.contains(told), "{all}");
        let one = summary_of("objective=himmelblau&racers=sgd&view=2:4,1:3&start=3,1.5", 0);
        assert!(one.contains(", with its minimum at (3, 2), before"), "{one}");
        let none = summary_of("objective=himmelblau&racers=sgd&view=0:1,0:1&start=1,1", 0);
        assert!(!none.contains("minim"), "{none}");
    }

    #[test]
    fn where_all_sit_out_nothing_is_told_of_steps() {
        let text = summary_of("objective=bowl&start=0.5,0.25&racers=sgd(off=true)", 3);
        assert_eq!(text, "0 optimizers on f(x, y) = (x^2 + y^2)/2 from (0.5, 0.25).");
    }

    #[test]
    fn what_stopped_or_left_is_told() {
        let text = summary_of(
            "racers=sgd,momentum(lr=1.7e308,momentum=4,dampening=0.9,dampFirstStep=true)",
            10,
        );
        let end = "SGD at (0.71, −0.67), f = 0.892; SGD+Momentum diverged at step 3, last at \
                   (−1.25e307, 2.92e307) outside the picture, f = 1; lowest f: SGD.";
        assert!(text.ends_with(end), "{text}");

        let log = "formula=log(x)&view=-1:1,-1:1&racers=sgd(lr=1),adam";
        let text = summary_of(&format!("{log}&start=0.05,0.5"), 9);
        let end = "after 9 steps: SGD left the domain of f at step 1, last at (0.05, 0.5), f = −3; \
                   Adam left the domain of f at step 3, last at (0.01, 0.5), f = −4.57; lowest f: \
                   Adam.";
        assert!(text.ends_with(end), "{text}");
        let text = summary_of(&format!("{log}&start=-1,0"), 9);
        let end = "SGD cannot start, since the start is outside the domain of f; Adam cannot start, \
                   since the start is outside the domain of f.";
        assert!(text.ends_with(end), "{text}");

        let text = summary_of("formula=x^2&start=1,0&racers=adagrad(eps=0)", 9);
        assert!(text.ends_with("AdaGrad stopped at step 1, last at (1, 0), f = 1."), "{text}");
    }

    #[test]
    fn who_keeps_growing_or_is_held_is_told() {
        let growing = "formula=x^2+y^2&start=1,0&racers=sgd(lr=1.1)";
        let text = summary_of(growing, 40);
        assert!(text.ends_with(" outside the picture, f = 2.16e6 and growing."), "{text}");
        assert!(!summary_of(growing, 10).contains("growing"));
        let text = summary_of("formula=1e200*x&start=1,0&racers=adam(lr=0.1)", 3);
        assert!(text.ends_with(", f = 1e200, standing still since g² overflowed."), "{text}");
    }

    #[test]
    fn places_have_the_digits_that_the_view_shows() {
        for (view, start, place) in [
            ("0.7499995:0.7500005,0:1e300", "0.75,1e299", "(0.75, 1e299)"),
            ("0.7499995:0.7500005,-100:100", "0.74999987654,0.4", "(0.749999877, 0)"),
            ("-1e6:1e6,-5:5", "123456.7,-1.26", "(123457, −1.3)"),
        ] {
            let text = summary_of(&format!("view={view}&start={start}&racers=sgd"), 0);
            let begin = format!("1 - exp(-(x^2/0.7 + y^2/0.3)) from {place},");
            assert!(text.contains(&begin), "{text}");
        }
    }

    #[test]
    fn the_lowest_are_told_unless_all_are() {
        let two = "racers=sgd,sgd,sgd(lr=0)#still";
        assert!(
            summary_of(two, 5).ends_with("; lowest f: SGD and SGD 2."),
            "{}",
            summary_of(two, 5)
        );
        assert!(!summary_of("racers=sgd,sgd", 5).contains("lowest"));
    }

    #[test]
    fn a_long_formula_is_cut() {
        let text = summary_of(&format!("formula=x{}", "+y".repeat(400)), 1);
        assert!(text.contains('…'), "{text}");
        assert!(text.len() < 700, "{text}");
    }

    #[test]
    fn who_sits_out_is_neither_told_nor_compared() {
        let summary = summary_of("racers=sgd,rmsprop(off=true),adam", 10);
        assert!(summary.starts_with("2 optimizers"), "{summary}");
        assert!(!summary.contains("RMSProp"), "{summary}");
        assert!(summary.ends_with("lowest f: Adam."), "{summary}");
        assert_eq!(runner_of("racers=sgd,rmsprop(off=true),sgd", 5).leaders(5), [] as [usize; 0]);
    }
}

//! Every optimizer agrees with NumPy and `torch.optim` on the stored runs, step for step: on the
//! article's objective, on others of the library and on typed formulas.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "what fails to unwrap or is out of place fails the test"
)]

use std::collections::{BTreeMap, BTreeSet};

use downhill::{OptimizerKind, Schedule};
use downhill_tests::proof::Proof;
use downhill_tests::reference::{Run, load, load_all};

/// The largest distance between two paths along either axis, and the step at which it is.
fn farthest(ours: &[f64], theirs: &[f64]) -> (f64, usize) {
    let distances = ours.iter().zip(theirs).map(|(ours, theirs)| (ours - theirs).abs());
    let worst = distances.enumerate().max_by(|lhs, rhs| lhs.1.total_cmp(&rhs.1)).unwrap();
    (worst.1, worst.0 / 2)
}

/// The path that we take with the settings of a stored run.
fn our_path(name: &str) -> Vec<f64> {
    let run = load(name).unwrap();
    let mut runner = run.runner().unwrap();
    runner.step(run.steps).unwrap();
    runner.trajectory(0).unwrap().to_vec()
}

#[test]
fn one_step_from_any_stored_iterate_and_state_leads_to_the_next() {
    let mut steps = 0;
    for run in load_all().unwrap() {
        let runner = run.runner().unwrap();
        for step in 0..run.steps {
            let index = usize::try_from(step).unwrap();
            let (here, expected) = (run.iterate(index), run.iterate(index + 1));
            let found = runner.step_from(0, here, &run.state(step).unwrap()).unwrap();
            for axis in 0..2 {
                let (x, next) = (here[axis], expected[axis]);
                let error = (found.iterate[axis] - next).abs();
                // Each side rounds x + Δx once and Δx itself a few times; what the rounding of the
                // gradient makes of the step is stored, and that of β₂ᵗ where RAdam magnifies it.
                let allowed = 1e-14 * (x.abs() + next.abs() + (next - x).abs())
                    + run.apart("iterates", 2 * index + 2 + axis).unwrap_or_default();
                assert!(
                    error <= allowed,
                    "{}, step {step}, axis {axis}: {} instead of {next}, {error:e} > {allowed:e}",
                    run.name,
                    found.iterate[axis],
                );
            }
            steps += 1;
        }
    }
    assert!(steps > 30_000, "only {steps} steps were compared");
}

/// The parts of a state that may have either sign.
const SIGNED: [&str; 4] = ["velocity", "firstMoment", "meanOfGradients", "previousGradient"];

#[test]
fn the_state_after_one_step_is_the_stored_one() {
    for run in load_all().unwrap() {
        let runner = run.runner().unwrap();
        for step in 0..run.steps {
            let index = usize::try_from(step).unwrap();
            let state = run.state(step).unwrap();
            let found = runner.step_from(0, run.iterate(index), &state).unwrap().state;
            let stored = run.state(step + 1).unwrap();
            let downhill::Value::Map(stored) = stored else { panic!("{stored:?}") };
            assert_eq!(found.step, step + 1);
            assert_eq!(found.parts.len() + 1, stored.len(), "{}", run.name);
            for (name, both) in &found.parts {
                let (_, expected) = stored.iter().find(|(stored, _)| stored == name).unwrap();
                let downhill::Value::List(expected) = expected else { panic!("{expected:?}") };
                for (axis, (ours, theirs)) in both.iter().zip(expected).enumerate() {
                    let downhill::Value::Number(theirs) = theirs else { panic!("{theirs:?}") };
                    // A mean of squares is a sum without cancellation, as are the others that are
                    // never negative. In those of gradients terms of either sign may cancel: their
                    // bound is that of terms as large as 0.01.
                    let has_sign = SIGNED.contains(name);
                    let least = if has_sign { 1e-2 } else { f64::MIN_POSITIVE };
                    // What the rounding of the gradient makes of them is stored.
                    let allowed = 1e-14 * theirs.abs().max(least)
                        + run.apart(name, 2 * index + 2 + axis).unwrap_or_default();
                    let error = (ours - theirs).abs();
                    assert!(
                        error <= allowed,
                        "{}, {name} after step {step}: {ours} instead of {theirs}",
                        run.name,
                    );
                }
            }
        }
    }
}

#[test]
fn values_and_gradients_are_the_stored_ones() {
    for run in load_all().unwrap() {
        let runner = run.runner().unwrap();
        for (step, loss) in run.losses.iter().enumerate() {
            let found = runner.evaluate(run.iterate(step));
            let pairs = [
                (found.value, *loss, "losses", step),
                (found.gradient[0], run.gradients[2 * step], "gradients", 2 * step),
                (found.gradient[1], run.gradients[2 * step + 1], "gradients", 2 * step + 1),
            ];
            for (ours, theirs, name, index) in pairs {
                // A polynomial like Goldstein–Price's has terms of 1e6 that cancel, a function
                // that is flat has terms of 1e-6: what rounding can do is stored with each number.
                let allowed = run.apart(name, index).unwrap_or(1e-12 * theirs.abs().max(1.0));
                let error = (ours - theirs).abs();
                assert!(error <= allowed, "{}, step {step}: {ours} for {theirs}", run.name);
            }
        }
    }
}

#[test]
fn free_runs_agree_up_to_their_horizon() {
    for run in load_all().unwrap() {
        let mut runner = run.runner().unwrap();
        runner.step(run.steps).unwrap();
        let until = run.comparable();
        assert!(until > 0, "{} has nothing to compare", run.name);
        let ours = &runner.trajectory(0).unwrap()[..2 * until];
        let (error, step) = farthest(ours, &run.iterates[..2 * until]);
        assert!(error <= 1e-11, "{} is {error:e} away at step {step}", run.name);
    }
}

#[test]
fn at_least_two_thirds_of_the_runs_are_comparable_to_their_end() {
    let runs = load_all().unwrap();
    // Among those on the article's objective, on others of the library and on formulas alike.
    for family in ["gaussian", "library", "formula"] {
        let runs: Vec<&Run> = runs.iter().filter(|run| self::family(run) == family).collect();
        let whole = runs.iter().filter(|run| run.horizon.is_none()).count();
        assert!(
            !runs.is_empty() && 3 * whole >= 2 * runs.len(),
            "{family}: {whole} of {}",
            runs.len()
        );
    }
    for run in &runs {
        let pairs = usize::try_from(run.steps).unwrap() + 1;
        assert_eq!(run.losses.len(), pairs, "{}", run.name);
        assert_eq!([run.iterates.len(), run.gradients.len()], [2 * pairs; 2], "{}", run.name);
        assert_eq!(run.iterate(0), run.start, "{}", run.name);
        // The article's objective has the tolerances that are written here, no other but RAdam's.
        let mut rounded = BTreeMap::new();
        if family(run) != "gaussian" {
            rounded.extend([("losses", pairs), ("gradients", 2 * pairs), ("iterates", 2 * pairs)]);
            rounded.extend(run.state.keys().map(|part| (part.as_str(), 2 * pairs)));
        } else if run.racer["optimizer"] == "radam" {
            rounded.insert("iterates", 2 * pairs);
        }
        let found = run.rounding.iter().map(|(name, numbers)| (name.as_str(), numbers.len()));
        assert_eq!(found.collect::<BTreeMap<_, _>>(), rounded, "{}", run.name);
    }
}

/// What the objective of a run is: the article's, another of the library, or a typed formula.
fn family(run: &Run) -> &'static str {
    if run.objective == "gaussian" {
        "gaussian"
    } else if run.objective.get("formula").is_some() {
        "formula"
    } else {
        "library"
    }
}

#[test]
fn eight_objectives_of_the_library_and_eight_formulas_have_the_usual_optimizers_by_torch() {
    let runs = load_all().unwrap();
    let usual = ["sgd", "momentum", "adagrad", "rmsprop", "adam", "adamw"];
    for family in ["library", "formula"] {
        let mut optimizers: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        for run in &runs {
            if self::family(run) == family && run.source == "torch" {
                let optimizer = run.racer["optimizer"].as_str().unwrap();
                optimizers.entry(run.objective.to_string()).or_default().insert(optimizer);
            }
        }
        let have_all = |have: &&BTreeSet<&str>| usual.iter().all(|name| have.contains(name));
        let all = optimizers.values().filter(have_all).count();
        assert!(all >= 8, "{family}: {optimizers:?}");
    }
}

#[test]
fn four_objectives_have_every_optimizer_and_every_option_over_200_steps() {
    let runs = load_all().unwrap();
    let mut wanted: BTreeSet<String> =
        OptimizerKind::ALL.iter().map(|kind| kind.name().to_owned()).collect();
    let options = [
        "sgd weightDecay",
        "sgd maximize",
        "momentum weightDecay",
        "momentum maximize",
        "momentum nesterov weightDecay",
        "adagrad lrDecay",
        "adagrad initialAccumulatorValue",
        "adagrad weightDecay",
        "rmsprop momentum",
        "rmsprop centered",
        "rmsprop weightDecay",
        "rmsprop centered momentum",
        "adam amsgrad",
        "adam weightDecay",
        "adam amsgrad weightDecay",
        "adamw amsgrad",
    ];
    wanted.extend(options.map(str::to_owned));
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for run in runs.iter().filter(|run| run.steps == 200) {
        let of_objective = found.entry(run.objective.to_string()).or_default();
        let optimizer = run.racer["optimizer"].as_str().unwrap();
        // Lion is not torch's.
        if run.source == "torch" || optimizer == "lion" {
            of_objective.insert(optimizer.to_owned());
            of_objective.insert(with_options(run));
        }
    }
    let all = found.values().filter(|of_objective| wanted.is_subset(of_objective)).count();
    assert!(all >= 4, "{found:#?}");
}

/// The optimizer of a run with its options, in the order of the alphabet.
fn with_options(run: &Run) -> String {
    let optimizer = run.racer["optimizer"].as_str().unwrap();
    let mut options = vec![
        "amsgrad",
        "centered",
        "initialAccumulatorValue",
        "lrDecay",
        "maximize",
        "momentum",
        "nesterov",
        "weightDecay",
    ];
    // Where it is no option.
    let always = [("momentum", "momentum"), ("adamw", "weightDecay"), ("lion", "weightDecay")];
    options.retain(|option| !always.contains(&(optimizer, *option)));
    options.retain(|option| run.racer.get(option).is_some());
    [&[optimizer], options.as_slice()].concat().join(" ")
}

#[test]
fn every_schedule_and_clipping_is_in_a_run() {
    let runs = load_all().unwrap();
    let has = |field: &str, value: Option<&str>| {
        runs.iter().any(|run| match (run.racer.get(field), value) {
            (Some(found), Some(value)) => found == value,
            (found, None) => found.is_some(),
            _ => false,
        })
    };
    for schedule in Schedule::all(1) {
        let name = schedule.name();
        assert!(name == "constant" || has("schedule", Some(name)), "{name}");
    }
    assert!(has("clipNorm", None) && has("clipValue", None));
}

#[test]
fn every_name_and_every_operator_is_in_a_formula_with_reference_runs() {
    let runs = load_all().unwrap();
    let formulas: Vec<String> = runs
        .iter()
        .filter_map(|run| Some(run.objective.get("formula")?.as_str()?.to_owned()))
        .collect();
    let words: BTreeSet<&str> = formulas
        .iter()
        .flat_map(|formula| formula.split(|letter: char| !letter.is_ascii_alphanumeric()))
        .map(|word| word.trim_start_matches(|letter: char| letter.is_ascii_digit()))
        .collect();
    for name in downhill::names() {
        assert!(words.contains(name), "{name}");
    }
    // Two products without a sign and a sign in an exponent are among them, and LaTeX.
    for part in
        ["+", "-", "*", "/", "^", "**", "−", "·", "×", "π", "x y", "3y", "^-", "²", "<", "\\"]
    {
        assert!(formulas.iter().any(|formula| formula.contains(part)), "{part}");
    }
}

/// The optimizer of a run, and which of its forms it is.
fn form(run: &Run) -> String {
    let field = |name: &str| run.racer.get(name).cloned().unwrap_or_default();
    let form = match run.racer["optimizer"].as_str().unwrap() {
        "momentum" if field("nesterov") == true => "nesterov",
        "momentum" if field("dampening") == 0.0 => "undamped",
        "momentum" if field("dampFirstStep") == true => "damped",
        "momentum" => "raw first",
        "adam" if field("biasCorrection") == false => "uncorrected",
        "adagrad" if field("eps") == 1e-10 => "torch's eps",
        _ => "usual",
    };
    format!("{} {form}", run.racer["optimizer"].as_str().unwrap())
}

#[test]
fn the_articles_run_and_every_form_of_every_optimizer_from_three_more_starts_are_among_them() {
    let runs = load_all().unwrap();
    let all = [
        "sgd usual",
        "momentum damped",
        "momentum raw first",
        "momentum undamped",
        "momentum nesterov",
        "adagrad usual",
        "adagrad torch's eps",
        "rmsprop usual",
        "adam usual",
        "adam uncorrected",
        "adamw usual",
    ];
    let forms = |start: [f64; 2]| -> BTreeSet<String> {
        let of_the_article = runs.iter().filter(|run| family(run) == "gaussian");
        of_the_article.filter(|run| run.start == start).map(form).collect()
    };
    assert_eq!(forms([0.75, -0.75]), all.map(str::to_owned).into());
    for start in [[0.9, -0.35], [-0.85, -0.5], [-0.6, 0.2]] {
        assert_eq!(forms(start), all.map(str::to_owned).into(), "{start:?}");
    }
    for optimizer in
        ["sgd", "momentum-raw-first", "momentum-nesterov", "adagrad", "rmsprop", "adam", "adamw"]
    {
        for source in ["numpy", "torch"] {
            let name = format!("article-{optimizer}-{source}");
            assert!(runs.iter().any(|run| run.name == name && run.source == source), "{name}");
        }
    }
}

#[test]
fn the_first_momentum_step_is_numpys_or_torchs_by_its_setting() {
    let (numpy, torch) = ("article-momentum-damped-numpy", "article-momentum-raw-first-torch");
    let ours = [our_path(numpy), our_path(torch)];
    for (name, path) in [numpy, torch].into_iter().zip(&ours) {
        let run = load(name).unwrap();
        assert!(farthest(path, &run.iterates).0 <= 1e-11, "{name}");
    }
    // The racers differ in that one setting, and the paths by up to 0.143.
    let racers = [numpy, torch].map(|name| load(name).unwrap().racer);
    assert_eq!(racers[0]["dampFirstStep"], true);
    assert_eq!(racers[1]["dampFirstStep"], false);
    for setting in ["lr", "momentum", "dampening"] {
        assert_eq!(racers[0][setting], racers[1][setting]);
    }
    let (apart, _) = farthest(&ours[0], &ours[1]);
    assert!((apart - 0.143).abs() < 5e-4, "{apart}");
}

#[test]
fn adagrads_eps_is_the_articles_or_torchs_by_its_setting() {
    let (article, torch) = ("article-adagrad-numpy", "article-adagrad-eps1e-10-torch");
    let ours = [our_path(article), our_path(torch)];
    for (name, path) in [article, torch].into_iter().zip(&ours) {
        let run = load(name).unwrap();
        assert!(farthest(path, &run.iterates).0 <= 1e-11, "{name}");
    }
    let (apart, _) = farthest(&ours[0], &ours[1]);
    assert!((4.5e-9..5.5e-9).contains(&apart), "{apart:e}");
}

/// `UPDATE=1` writes the file.
#[test]
fn the_proof_that_the_page_shows_is_what_these_runs_give() {
    let proof = Proof::compute().unwrap();
    let text = proof.to_json().unwrap();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(Proof::path(), &text).unwrap();
    }
    assert_eq!(std::fs::read_to_string(Proof::path()).unwrap(), text);
    // The bounds of the tests above.
    assert!(proof.worst_absolute <= 1e-11);
    let readme = include_str!("../README.md");
    let words: Vec<&str> = readme.split_whitespace().collect();
    let sentence = proof.sentence();
    assert!(words.join(" ").contains(&sentence), "the README does not say: {sentence}");
}

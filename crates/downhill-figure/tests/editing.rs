//! What happens to the race when its run is changed: gestures, undo, and what stays.
#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

mod common;

use common::Page;
use downhill::{Link, Objective, OptimizerRunner, Preset, RunConfig, objectives};
use downhill_figure::{Clip, Edit, FigureEvent, Phase, Setting};
use downhill_plot::Layer;

fn learning_rate(value: f64) -> Edit {
    Edit::Hyperparameter { racer: 0, name: "lr".to_owned(), value: Setting::Number(value) }
}

#[test]
fn a_gesture_previews_and_its_end_is_one_step_of_undo_and_one_event() {
    let mut page = Page::open(&[("racers", "sgd(lr=0.02)")]);
    let before = page.run_text();
    page.take();
    for rate in [0.1, 0.2, 0.3] {
        page.figure.edit(&learning_rate(rate), Phase::Preview).unwrap();
        page.frame(16.0);
        assert!(!page.figure.can_undo());
    }
    assert_eq!(page.take().changes(), [] as [&str; 0]);
    page.figure.commit();
    page.settle();
    let notes = page.take();
    assert_eq!(notes.changes(), ["run"]);
    assert!(notes.announcements()[0].starts_with("Step 100 of 100"));
    let after = page.run_text();
    assert!(after.contains("lr=0.3"), "{after}");
    page.figure.undo();
    assert_eq!(page.run_text(), before);
    assert!(!page.figure.can_undo() && page.figure.can_redo());
    page.figure.redo();
    assert_eq!(page.run_text(), after);
    assert_eq!(page.take().changes(), ["run", "run"]);
}

#[test]
fn an_objectives_parameter_is_dragged_as_one_step_of_undo_and_the_rest_of_the_run_stays() {
    let run = [("objective", "taco"), ("start", "-1,0.5"), ("racers", "sgd(lr=0.03)")];
    let mut page = Page::open(&run);
    let before = page.run_text();
    assert_eq!(page.figure.controls().parameter.map(|parameter| parameter.value), Some(20.0));
    for condition in [30.0, 40.0, 50.0] {
        page.figure.edit(&Edit::ObjectiveParameter(condition), Phase::Preview).unwrap();
        page.frame(16.0);
        assert!(!page.figure.can_undo());
        let shown = page.figure.controls().parameter.map(|parameter| parameter.value);
        assert_eq!(shown, Some(condition));
    }
    page.figure.commit();
    page.settle();
    assert_eq!(page.run_text(), before.replace("condition=20", "condition=50"));
    let error = page.figure.edit(&Edit::ObjectiveParameter(0.0), Phase::Commit).unwrap_err();
    assert_eq!(error.field, "objective.condition");
    page.figure.undo();
    assert_eq!(page.run_text(), before);
}

#[test]
fn a_race_that_plays_stands_at_its_end_during_a_gesture_and_begins_again_after_it() {
    let mut page = Page::play(&[("preset", "article")]);
    page.run(600.0);
    page.figure.edit(&Edit::Start([0.5, 0.5]), Phase::Preview).unwrap();
    page.settle();
    assert_eq!((page.figure.is_playing(), page.figure.step()), (false, 100));
    page.figure.commit();
    assert_eq!((page.figure.is_playing(), page.figure.step()), (true, 0));
}

#[test]
fn what_is_not_another_way_leaves_a_race_that_plays_alone() {
    let mut page = Page::play(&[("preset", "article")]);
    page.run(600.0);
    let step = page.figure.step();
    assert!(step > 5);
    page.figure.edit(&Edit::Shown { racer: 0, is_shown: false }, Phase::Commit).unwrap();
    page.figure.zoom(0.5, None, Phase::Preview);
    page.figure.commit();
    assert_eq!((page.figure.is_playing(), page.figure.step()), (true, step));
}

#[test]
fn a_race_that_stands_stays_where_it_stands() {
    let mut page = Page::open(&[("preset", "article"), ("shown-step", "30")]);
    page.figure.edit(&learning_rate(0.1), Phase::Commit).unwrap();
    page.settle();
    assert_eq!((page.figure.is_playing(), page.figure.step()), (false, 30));
    // Fewer steps than that.
    page.figure.edit(&Edit::Steps(20.0), Phase::Commit).unwrap();
    page.settle();
    assert_eq!(page.figure.step(), 20);
    // Who stands at the end does so again.
    page.figure.edit(&Edit::Steps(500.0), Phase::Commit).unwrap();
    page.settle();
    assert_eq!(page.figure.step(), 500);
}

#[test]
fn what_is_refused_changes_nothing_and_names_its_field() {
    let mut page = Page::open(&[("preset", "article")]);
    page.take();
    let (before, drawn) = (page.run_text(), page.drawn(Layer::Heads));
    let error = page.figure.edit(&learning_rate(-1.0), Phase::Commit).unwrap_err();
    assert_eq!(error.field, "racers[0].lr");
    let error = page.figure.set_formula("x^2 +", Phase::Preview).unwrap_err();
    assert!(error.starts_with("Expected ") && error.ends_with(" at column 6."), "{error}");
    page.settle();
    assert_eq!(page.run_text(), before);
    assert_eq!(page.drawn(Layer::Heads), drawn);
    assert_eq!(page.take().changes(), [] as [&str; 0]);
    assert!(!page.figure.can_undo());
}

#[test]
fn a_formula_that_is_typed_is_one_step_of_undo_once_it_is_left() {
    let mut page = Page::open(&[("preset", "article")]);
    let before = page.run_text();
    for formula in ["x", "x^2", "x^2 + y^2"] {
        page.figure.set_formula(formula, Phase::Preview).unwrap();
        page.settle();
        assert!(page.run_text().contains(&format!("formula={}", formula.replace(' ', "%20"))));
    }
    page.figure.commit();
    page.figure.undo();
    assert_eq!(page.run_text(), before);
}

#[test]
fn the_start_is_put_in_as_many_digits_as_px_can_tell() {
    let mut page = Page::open(&[("objective", "bowl"), ("view", "-2:2,-1.5:1.5")]);
    page.figure.start_at([123.456, 78.9], Phase::Commit);
    assert_eq!(page.figure.config().start, [-0.765, 0.711]);
    page.figure.move_start_by([0.025, -0.025], Phase::Commit);
    assert_eq!(page.figure.config().start, [-0.665, 0.636]);
}

#[test]
fn zooming_keeps_the_place_and_panning_moves_by_px() {
    let mut page = Page::open(&[("objective", "bowl"), ("view", "-2:2,-1.5:1.5")]);
    page.figure.zoom(0.5, Some([100.0, 75.0]), Phase::Commit);
    let view = page.figure.config().view;
    assert_eq!((view.x, view.y), ([-1.5, 0.5], [-0.375, 1.125]));
    page.settle();
    page.take();
    page.figure.pan([40.0, 30.0], Phase::Preview);
    page.figure.commit();
    page.settle();
    // Of the racers there is nothing new to be said.
    let notes = page.take();
    assert_eq!((notes.changes(), notes.announcements().len()), (vec!["run"], 0));
    let view = page.figure.config().view;
    assert_eq!((view.x, view.y), ([-1.3, 0.7], [-0.525, 0.975]));
    // There is no place so near that numbers could not tell px apart.
    for _ in 0..200 {
        page.figure.zoom(0.1, Some([100.0, 75.0]), Phase::Commit);
    }
    let [low, high] = page.figure.config().view.x;
    assert!(high > low);
}

#[test]
fn a_view_fits_all_that_runs() {
    let diverging = "sgd(lr=0.1),momentum(lr=1.7e308,momentum=4)";
    let mut page = Page::open(&[("objective", "bowl"), ("racers", diverging), ("view", "5:9,5:8")]);
    page.figure.fit_view();
    let view = page.figure.config().view;
    let [x, y] = page.figure.config().start;
    for ([low, high], at) in [(view.x, x), (view.y, y), (view.x, 0.0), (view.y, 0.0)] {
        assert!(low < at && at < high && high - low < 10.0, "{view:?} {at}");
    }
}

#[test]
fn an_edit_of_a_picture_leads_to_the_same_picture_as_its_run_alone() {
    let mut page = Page::open(&[("preset", "article")]);
    for x in 0..5 {
        page.figure.start_at([200.0 + 10.0 * f64::from(x), 80.0], Phase::Preview);
        page.frame(16.0);
    }
    page.figure.commit();
    page.settle();
    let line = page.run_text();
    let mut alone = Page::open(&[("objective", "gaussian")]);
    alone.figure.edit(&Edit::Run(line), Phase::Commit).unwrap();
    alone.settle();
    for layer in Layer::ALL {
        assert_eq!(page.drawn(layer), alone.drawn(layer), "{layer:?}");
    }
}

#[test]
fn an_address_leads_back_to_run_and_step() {
    let mut page = Page::open(&[("objective", "bowl"), ("shown-step", "7")]);
    let address = page.figure.address();
    assert!(address.ends_with("&step=7"), "{address}");
    page.figure.play();
    // Whoever opens a race that plays sees it play.
    assert!(!page.figure.address().contains("&step="));
    let mut other = Page::open(&[]);
    other.take();
    other.figure.open(&format!("#{address}&colour=red"));
    other.settle();
    assert_eq!((other.run_text(), other.figure.step()), (page.run_text(), 7));
    let notes = other.take();
    assert_eq!(notes.message(), Some("Ignored in the address: \"colour\" is not known."));
    // Without an address, what the attributes asked for.
    other.figure.open("");
    assert_eq!(other.run_text(), Page::open(&[]).run_text());
}

#[test]
fn a_reset_leads_to_the_usual_race_and_can_be_undone() {
    let mut page = Page::open(&[("objective", "bowl"), ("steps", "7")]);
    let before = page.run_text();
    page.figure.edit(&Edit::Reset, Phase::Commit).unwrap();
    assert_eq!(page.run_text(), Page::open(&[("objective", "bowl")]).run_text());
    page.figure.undo();
    assert_eq!(page.run_text(), before);
}

#[test]
fn every_objective_of_the_library_is_raced_from_its_start_with_words_of_its_own() {
    let mut page = Page::play(&[("preset", "article")]);
    for entry in objectives() {
        let objective = Objective::from_library(entry, None);
        page.figure.edit(&Edit::Objective(entry.name.to_owned()), Phase::Commit).unwrap();
        let controls = page.figure.controls();
        assert_eq!((controls.objective, controls.look_for), (entry.name, entry.look_for));
        assert_eq!(controls.formula, objective.formula());
        assert_eq!((page.figure.is_playing(), page.figure.step()), (true, 0), "{}", entry.name);
        page.figure.user_toggles();
        page.figure.show_step(1);
        page.settle();
        let mut runner = OptimizerRunner::new(RunConfig::on(objective));
        runner.step(1).unwrap();
        let [x, y] = runner.iterate(0, 1).unwrap();
        let notes = page.take();
        let row = &notes.readouts().last().unwrap().rows[0];
        let shown = [x, y].map(|number| number.to_string().replace('-', "−"));
        assert_eq!([&row.x, &row.y], [&shown[0], &shown[1]], "{}", entry.name);
    }
}

#[test]
fn a_typed_formula_is_raced_from_its_start_and_is_none_of_the_library() {
    let formula = "sin(1.3*x)*cos(0.7*y) + 0.05*(x^2 + y^2)";
    let objective = Objective::typed(formula).unwrap();
    let config = RunConfig { objective, levels: None, ..Preset::Article.config() };
    let mut page = Page::play(&[("preset", "article")]);
    page.run(600.0);
    page.take();
    page.figure.set_formula(formula, Phase::Commit).unwrap();
    assert_eq!((page.figure.is_playing(), page.figure.step()), (true, 0));
    let controls = page.figure.controls();
    assert_eq!((controls.objective, controls.formula.as_str()), ("", formula));
    assert_eq!(page.figure.config(), &config);
    page.run(32.0);
    let notes = page.take();
    let picture = notes.pictures()[0];
    assert_eq!(picture.bands.len(), config.survey().levels.values.len());
    assert!(picture.alt.contains(formula) && !picture.alt.contains("hatched"), "{}", picture.alt);
}

#[test]
fn a_formula_that_cannot_be_read_is_answered_by_what_was_expected_where() {
    let mut page = Page::open(&[("preset", "article"), ("shown-step", "50")]);
    let pictures = Layer::ALL.map(|layer| page.drawn(layer));
    for (formula, message) in [
        ("sin(x + y", "Expected a closing parenthesis (the one at column 4 is open) at column 10."),
        ("2 + sine(x)", "Expected a known name instead of sine (did you mean sin?) at column 5."),
        ("", "Expected a number, x, y, a function or an opening parenthesis at column 1."),
        (
            "<img src=x onerror=alert(1)>",
            "Expected a number, x, y, a function or an opening parenthesis instead of a \
             comparison at column 1.",
        ),
    ] {
        let error = page.figure.set_formula(formula, Phase::Preview).unwrap_err();
        assert_eq!(error, message);
        page.settle();
        assert_eq!(Layer::ALL.map(|layer| page.drawn(layer)), pictures, "{formula}");
        assert_eq!(page.figure.step(), 50);
    }
}

#[test]
fn a_formula_that_is_left_as_it_was_found_is_one_step_of_undo() {
    let mut page = Page::open(&[("objective", "bowl")]);
    let formula = page.figure.controls().formula;
    page.figure.edit(&Edit::Start([0.5, 0.5]), Phase::Commit).unwrap();
    let moved = page.run_text();
    page.figure.set_formula(&format!("{formula}1"), Phase::Preview).unwrap();
    page.figure.commit();
    assert_ne!(page.run_text(), moved);
    page.figure.undo();
    assert_eq!(page.run_text(), moved);
}

#[test]
fn after_undo_a_reset_leads_to_where_that_run_began() {
    let mut page = Page::open(&[("preset", "article")]);
    let article = page.figure.config().clone();
    let zoom = |page: &mut Page| page.figure.zoom(0.5, None, Phase::Commit);
    let choose = |page: &mut Page, name: &str| {
        page.figure.edit(&Edit::Objective(name.to_owned()), Phase::Commit).unwrap();
        page.settle();
    };
    zoom(&mut page);
    choose(&mut page, "article-gif");
    zoom(&mut page);
    choose(&mut page, "bowl");
    // Back to the GIF's run as it was changed, and to the article's as it was.
    page.figure.undo();
    assert_ne!(page.figure.config(), &Preset::ArticleGif.config());
    page.figure.edit(&Edit::Reset, Phase::Commit).unwrap();
    assert_eq!(page.figure.config(), &Preset::ArticleGif.config());
    for _ in 0..3 {
        page.figure.undo();
    }
    let config = page.figure.config();
    assert!(config.racers == article.racers && *config != article);
    page.figure.edit(&Edit::Reset, Phase::Commit).unwrap();
    assert_eq!(page.figure.config(), &article);
}

#[test]
fn noise_is_undone_edit_by_edit() {
    let mut page = Page::open(&[("preset", "article")]);
    let mut runs = vec![page.run_text()];
    for (sigma, seed, is_shared) in
        [(0.5, 0.0, true), (0.5, f64::from(u32::MAX), true), (0.5, f64::from(u32::MAX), false)]
    {
        page.figure.edit(&Edit::Noise { sigma, seed, is_shared }, Phase::Commit).unwrap();
        page.settle();
        let config = page.figure.config().clone();
        let noise = config.noise;
        assert_eq!((noise.sigma, f64::from(noise.seed), noise.shared), (sigma, seed, is_shared));
        // Its numbers are those of the runner.
        let mut runner = OptimizerRunner::new(config);
        runner.step(100).unwrap();
        let notes = page.take();
        for (racer, row) in notes.readouts().last().unwrap().rows.iter().enumerate() {
            let [x, y] = runner.iterate(racer, 100).unwrap();
            let shown = [x, y].map(|number| number.to_string().replace('-', "−"));
            assert_eq!([&row.x, &row.y], [&shown[0], &shown[1]]);
        }
        runs.push(page.run_text());
    }
    runs.pop();
    while let Some(run) = runs.pop() {
        page.figure.undo();
        assert_eq!(page.run_text(), run);
    }
    assert!(!page.figure.can_undo() && !page.figure.address().contains("noise"));
}

#[test]
fn what_is_computed_of_a_long_run_is_there_with_the_next_frame() {
    let mut page = Page::open(&[("racers", "sgd"), ("shown-step", "0")]);
    page.figure.edit(&Edit::Steps(1e6), Phase::Commit).unwrap();
    page.settle();
    page.figure.show_step(1_000_000);
    page.settle();
    page.take();
    page.figure.user_seeks(900_000, Phase::Preview);
    page.frame(16.0);
    assert!(page.take().readouts()[0].status.starts_with("Step 900000 of 1000000"));
}

/// The links of every release, whose runs the tests of the whole program know.
const LINKS: &str = concat!(
    include_str!("../../../tests/links/0.1.txt"),
    include_str!("../../../tests/links/0.2.txt")
);

fn links() -> impl Iterator<Item = &'static str> {
    LINKS.lines().filter(|line| line.starts_with("v1"))
}

#[test]
fn a_link_opens_its_run_at_its_step() {
    assert!(links().count() > 24);
    for link in links() {
        let expected = Link::read(link).link;
        let mut page = Page::play(&[("preset", "article")]);
        page.run(100.0);
        page.take();
        page.figure.open(&format!("#{link}"));
        assert_eq!(page.figure.is_playing(), expected.step.is_none(), "{link}");
        assert_eq!(page.figure.config(), &expected.config, "{link}");
        assert_eq!(page.take().message(), Some(""), "{link}");
        if let Some(step) = expected.step {
            page.settle();
            assert_eq!(page.figure.step(), step, "{link}");
            let notes = page.take();
            let status = format!("Step {step} of {}", expected.config.steps);
            assert!(notes.readouts().last().unwrap().status.starts_with(&status), "{link}");
        }
    }
}

#[test]
fn an_address_without_a_step_is_a_race_that_plays() {
    let mut page = Page::play(&[("preset", "article")]);
    page.run(600.0);
    page.figure.user_toggles();
    assert!(page.figure.address().contains("&step="));
    // One entry back, the page's own run plays, from its start.
    page.figure.open("");
    assert_eq!((page.figure.is_playing(), page.figure.step()), (true, 0));
}

#[test]
fn an_address_and_what_is_offered_have_the_step_before_it_is_computed() {
    Page::slow_down(0.0);
    let mut page = Page::open(&[("preset", "article")]);
    // Without motion a race that is chosen stands at its end at once.
    page.figure.edit(&Edit::Objective("rosenbrock".to_owned()), Phase::Commit).unwrap();
    let steps = page.figure.config().steps;
    assert!(page.figure.address().ends_with(&format!("&step={steps}")));
    let notes = page.take();
    let change = notes.events().into_iter().find_map(|event| match event {
        FigureEvent::Change { step, .. } => Some(*step),
        _ => None,
    });
    assert_eq!(change, Some(steps));
    // So does one whose start is moved.
    let long = "v1&objective=bowl&racers=sgd&steps=1000000";
    Page::slow_down(0.5);
    page.figure.open(&format!("#{long}&step=1000000"));
    page.frame(16.0);
    page.figure.move_start_by([-0.025, 0.0], Phase::Commit);
    let address = page.figure.address();
    assert!(address.contains("start=") && address.ends_with("&step=1000000"), "{address}");
    let readouts = |page: &mut Page| page.take().readouts().last().map(|last| last.sought);
    assert!(readouts(&mut page).is_none_or(|sought| sought < 1_000_000));
    // And what is offered for other pages agrees.
    page.figure.open(&format!("#{long}&step=0"));
    page.figure.user_seeks(1_000_000, Phase::Preview);
    page.figure.user_seeks(1_000_000, Phase::Commit);
    let places = downhill_figure::Places { page: "https://a.example/", package: "" };
    let snippets = page.figure.snippets(&places);
    assert!(snippets.element.contains(" shown-step=\"1000000\""), "{}", snippets.element);
    assert!(snippets.link.ends_with("&step=1000000"), "{}", snippets.link);
    assert!(page.figure.address().ends_with("&step=1000000"));
    Page::slow_down(0.0);
}

#[test]
fn any_address_gives_a_figure_that_runs() {
    // Those of all kinds are read elsewhere, a hundred thousand; here it is the figure that is to hold.
    let links: Vec<&str> = links().collect();
    let parts = [
        "%00",
        "%FF",
        "<script>alert(1)</script>",
        "\u{1f600}",
        "99999999999999999999",
        "(((((((",
        "))))",
        "racers=",
        "&&&&",
        "=",
        "#",
        "NaN",
        "-1e400",
        "\"><img src=x onerror=alert(1)>",
        "steps=0",
        "v2",
        "%2528",
        "formula=1/0",
        "sgd(lr=",
        "step=-1",
    ];
    let mut seed = 1_u64;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % below
    };
    let mut page = Page::open(&[("preset", "article")]);
    let mut ignored = 0;
    for count in 0..500 {
        let mut letters: Vec<char> = links[random(links.len())].chars().collect();
        for _ in 0..=random(4) {
            let at = random(letters.len());
            match random(3) {
                0 => drop(letters.drain(at..(at + 1 + random(20)).min(letters.len()))),
                1 => letters[at] = char::from(u8::try_from(32 + random(95)).unwrap()),
                _ => drop(letters.splice(at..at, parts[random(parts.len())].chars())),
            }
            if letters.is_empty() {
                letters.push('v');
            }
        }
        let hash: String = letters.into_iter().collect();
        page.figure.open(&format!("#{hash}"));
        // A picture takes longer than all the rest.
        if count % 5 == 0 {
            page.frame(16.0);
        }
        ignored += usize::from(page.take().message().is_some_and(|message| !message.is_empty()));
        let config = page.figure.config();
        assert!((1..=1_000_000).contains(&config.steps) && !config.racers.is_empty(), "{hash}");
    }
    assert!(ignored > 200, "only {ignored} of 500 were remarked on");
    page.figure.play();
    page.run(600.0);
    assert!(page.figure.is_playing() && page.figure.step() > 0);
}

#[test]
fn a_refused_control_is_told_what_it_may_be_in_plain_words() {
    let mut page = Page::open(&[("racers", "sgd(schedule=cosine),adam")]);
    let hyperparameter =
        |racer, name: &str, value| Edit::Hyperparameter { racer, name: name.to_owned(), value };
    for (edit, sentence) in [
        (hyperparameter(0, "lr", Setting::Number(-1.0)), "Learning rate: 0 or more"),
        (hyperparameter(1, "eps", Setting::Number(-1.0)), "Safety term ε: 0 or more"),
        (
            hyperparameter(1, "betas", Setting::Part(1, 2.0)),
            "Memory β₂: from 0 up to, but not including, 1",
        ),
        (Edit::Noise { sigma: -1.0, seed: 0.0, is_shared: true }, "Noise: 0 or more"),
        (Edit::Steps(0.5), "Steps: a whole number from 1 to 1000000"),
        (
            hyperparameter(0, "tMax", Setting::Number(0.5)),
            "Length: a whole number from 1 to 1000000",
        ),
        (hyperparameter(0, "etaMin", Setting::Number(-1.0)), "Lowest rate: 0 or more"),
        (
            Edit::Clip { racer: 0, by: Clip::Norm, most: Some(0.0) },
            "Clip the gradient’s length: above 0",
        ),
        (
            Edit::Clip { racer: 0, by: Clip::Value, most: Some(f64::NAN) },
            "Clip each coordinate: above 0",
        ),
    ] {
        let error = page.figure.edit(&edit, Phase::Commit).unwrap_err();
        assert_eq!(page.figure.refusal(&error), sentence, "{}", error.field);
    }
}

#[test]
fn a_formula_that_is_edited_discards_nothing() {
    let run = "formula=x^2+3*y^2&start=0.5,0.4&view=-1:1,-2:2&racers=sgd(lr=0.3)#mine&steps=33";
    let mut page = Page::open(&[]);
    page.figure.edit(&Edit::Run(run.to_owned()), Phase::Commit).unwrap();
    page.figure.set_formula("x^2+4*y^2", Phase::Commit).unwrap();
    let expected: RunConfig = run.replace("3*", "4*").parse().unwrap();
    assert_eq!(page.figure.config(), &expected);
}

#[test]
fn rates_that_were_changed_are_offered_on_another_objective() {
    let choose = |page: &mut Page, name: &str| {
        page.figure.edit(&Edit::Objective(name.to_owned()), Phase::Commit).unwrap();
    };
    let mut page = Page::open(&[("objective", "bowl")]);
    choose(&mut page, "rosenbrock");
    assert!(!page.figure.controls().offers_rates);
    page.figure.edit(&learning_rate(0.007), Phase::Commit).unwrap();
    let mine = page.figure.config().racers.clone();
    choose(&mut page, "booth");
    assert!(page.figure.controls().offers_rates);
    let usual = page.figure.config().clone();
    page.figure.zoom(2.0, None, Phase::Commit);
    assert!(page.figure.controls().offers_rates);
    page.figure.undo();
    assert!(!page.figure.controls().offers_rates);
    choose(&mut page, "rosenbrock");
    page.figure.edit(&learning_rate(0.007), Phase::Commit).unwrap();
    choose(&mut page, "booth");
    page.figure.keep_rates();
    let kept = page.figure.config().clone();
    assert_eq!(kept, RunConfig { racers: mine, ..usual.clone() });
    assert!(!page.figure.controls().offers_rates);
    page.figure.undo();
    assert_eq!(page.figure.config(), &usual);
}

#[test]
fn an_objective_has_a_title_and_a_formula_to_read() {
    for (attributes, title) in [
        (("preset", "article"), "The article’s race"),
        (("preset", "article-gif"), "The article’s GIF"),
        (("steps", "7"), "Gaussian"),
        (("objective", "rosenbrock"), "Rosenbrock"),
        (("objective", "bounded-saddle"), "Bounded saddle"),
        (("objective", "mccormick"), "McCormick"),
        (("formula", "x^2+y^2"), "Your formula"),
    ] {
        let controls = Page::open(&[attributes]).figure.controls();
        assert_eq!(controls.title, title);
        let reading = controls.reading;
        assert!(reading.starts_with("<math") && reading.ends_with("</math>"), "{reading}");
        assert!(reading.contains("<mi>f</mi><mo stretchy=\"false\">(</mo><mi>x</mi>"), "{reading}");
    }
}

#[test]
fn a_gesture_of_several_kinds_of_edit_is_one_step_of_undo() {
    let mut page = Page::open(&[("racers", "sgd")]);
    let before = page.run_text();
    page.take();
    page.figure.edit(&learning_rate(0.1), Phase::Preview).unwrap();
    page.figure.edit(&Edit::Start([0.1, 0.2]), Phase::Preview).unwrap();
    page.figure.set_formula("x^2+y^2", Phase::Preview).unwrap();
    page.figure.zoom(2.0, None, Phase::Preview);
    page.figure.commit();
    page.settle();
    assert_eq!(page.take().changes(), ["run"]);
    page.figure.undo();
    assert_eq!(page.run_text(), before);
    assert!(!page.figure.can_undo());
}

#[test]
fn undo_and_redo_while_something_is_previewed_take_it_as_a_step() {
    let mut page = Page::open(&[("racers", "sgd(lr=0.02)")]);
    let first = page.run_text();
    page.figure.edit(&learning_rate(0.1), Phase::Commit).unwrap();
    let second = page.run_text();
    // The wheel has not come to rest.
    page.figure.zoom(2.0, None, Phase::Preview);
    let third = page.run_text();
    page.figure.undo();
    assert_eq!(page.run_text(), second);
    // Its end comes too late to count.
    page.figure.commit();
    page.figure.redo();
    assert_eq!(page.run_text(), third);
    page.figure.undo();
    page.figure.undo();
    assert_eq!(page.run_text(), first);
    page.figure.zoom(2.0, None, Phase::Preview);
    let other = page.run_text();
    page.figure.redo();
    assert_eq!(page.run_text(), other);
    page.figure.undo();
    assert_eq!(page.run_text(), first);
}

//! What the panels show of a run, and that they follow it.
#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

mod common;

use common::{Notes, Page};
use downhill::script::{Language, script};
use downhill::{OptimizerRunner, RunConfig, Value};
use downhill_figure::panels::chart::{ChartCommand, ChartView, Measure};
use downhill_figure::panels::code::{CodeCommand, CodeView};
use downhill_figure::panels::ensemble::{EnsembleCommand, EnsembleView};
use downhill_figure::panels::numbers::{NumbersCommand, NumbersView, Shown};
use downhill_figure::panels::probe::{ProbeCommand, ProbeView};
use downhill_figure::panels::step_inspector::{InspectorCommand, InspectorView};
use downhill_figure::panels::story::{
    Reading, StoryCommand, StoryView, Verdict, stories, story_choices,
};
use downhill_figure::panels::{PanelCommand, PanelView};
use downhill_figure::{Edit, Painting, Phase, Setting, SettingValue, Surface};
use downhill_plot::{Layer, Shape};
use roxmltree::Document;

/// The last view of a panel.
macro_rules! last {
    ($notes:expr, $panel:ident) => {
        $notes.panels().into_iter().rev().find_map(|view| match view {
            PanelView::$panel(view) => Some(view.clone()),
            _ => None,
        })
    };
}

fn chart(notes: &Notes) -> ChartView {
    last!(notes, Chart).unwrap()
}

fn last_story(notes: &Notes) -> StoryView {
    last!(notes, Story).unwrap()
}

/// Shows the story of that name, and says its index.
fn show(page: &mut Page, name: &str) -> usize {
    let index = stories().position(|story| story.name() == name).unwrap();
    page.figure.command(PanelCommand::Story(StoryCommand::Show(index)));
    page.settle();
    index
}

fn ensemble(notes: &Notes) -> EnsembleView {
    last!(notes, Ensemble).unwrap()
}

fn probe(notes: &Notes) -> ProbeView {
    last!(notes, Probe).unwrap()
}

fn inspector(notes: &Notes) -> InspectorView {
    last!(notes, StepInspector).unwrap()
}

/// Chooses an objective of the library.
fn choose(page: &mut Page, name: &str) {
    page.figure.edit(&Edit::Objective(name.to_owned()), Phase::Commit).unwrap();
    page.settle();
}

fn paints(notes: &Notes, surface: Surface) -> usize {
    // Each time the chart is painted in two parts, of which the first clears its canvas.
    let counts = |painting: &&Painting| {
        painting.surface == surface && (surface != Surface::Chart || painting.size.is_some())
    };
    notes.paintings().into_iter().filter(counts).count()
}

#[test]
fn the_chart_says_every_racers_number_at_the_step_that_is_shown_or_pointed_at() {
    let racers = "sgd(lr=0.1)#slow sgd(lr=0.2)";
    let run = [("objective", "bowl"), ("start", "3,4"), ("racers", racers), ("steps", "200")];
    let mut page = Page::open(&run);
    let view = chart(&page.take());
    assert_eq!(
        (view.measure, view.is_logarithmic, view.has_left_out),
        (Measure::Loss, true, false)
    );
    assert_eq!((view.shown, view.peeked, view.step.as_str()), (1.0, 1.0, "200"));
    assert!(view.description.starts_with("f(x, y), logarithmic; slow from 12.5 to "));
    page.figure.command(PanelCommand::Chart(ChartCommand::Peek(Some(0))));
    page.settle();
    let view = chart(&page.take());
    assert_eq!((view.shown, view.peeked), (1.0, 0.0));
    assert_eq!(view.values, ["12.5 slow", "12.5 SGD"]);
    // The picture shows the heads of that step.
    let peeked = page.drawn(Layer::Heads);
    page.figure.command(PanelCommand::Chart(ChartCommand::Peek(None)));
    page.settle();
    assert_ne!(page.drawn(Layer::Heads), peeked);
    page.figure.command(PanelCommand::Chart(ChartCommand::Peek(Some(201))));
    page.settle();
    assert_eq!(chart(&page.take()).step, "200");
}

#[test]
fn a_scale_is_logarithmic_where_all_can_be_shown_so_unless_another_is_chosen() {
    let mut page = Page::open(&[("formula", "x^2 + y^2 - 1"), ("start", "1,1")]);
    assert!(!chart(&page.take()).is_logarithmic);
    page.figure.command(PanelCommand::Chart(ChartCommand::Logarithmic(true)));
    page.settle();
    let view = chart(&page.take());
    assert_eq!((view.is_logarithmic, view.has_left_out), (true, true));
    // Chosen once, it stays with another run.
    page.figure.edit(&Edit::Objective("booth".to_owned()), Phase::Commit).unwrap();
    page.figure.command(PanelCommand::Chart(ChartCommand::Logarithmic(false)));
    page.settle();
    assert!(!chart(&page.take()).is_logarithmic);
    page.figure.command(PanelCommand::Chart(ChartCommand::Measure(Measure::Gradient)));
    page.settle();
    let view = chart(&page.take());
    assert_eq!((view.measure, view.is_logarithmic), (Measure::Gradient, false));
    assert!(view.description.starts_with("gradient norm, linear; SGD from "));
}

#[test]
fn the_chart_grows_in_slices_and_is_painted_less_often_the_longer_it_is() {
    let mut page = Page::play(&[("steps", "100000"), ("racers", "sgd")]);
    Page::slow_down(0.01);
    page.run(1500.0);
    Page::slow_down(0.0);
    page.figure.pause();
    page.settle();
    let notes = page.take();
    let painted = paints(&notes, Surface::Chart);
    assert!((2..30).contains(&painted), "{painted}");
    assert!(!chart(&notes).description.is_empty());
}

#[test]
fn while_a_gesture_lasts_the_chart_is_painted_four_times_a_second() {
    let mut page = Page::open(&[("preset", "article")]);
    page.take();
    for frame in 0..60 {
        page.figure.start_at([200.0 + f64::from(frame), 80.0], Phase::Preview);
        page.frame(16.0);
    }
    let painted = paints(&page.take(), Surface::Chart);
    assert!((3..=6).contains(&painted), "{painted}");
    page.figure.commit();
    page.settle();
    assert_eq!(paints(&page.take(), Surface::Chart), 1);
}

#[test]
fn a_step_is_taken_apart_while_nothing_plays() {
    let mut page = Page::open(&[("preset", "article"), ("shown-step", "3")]);
    page.take();
    let plain = page.drawn(Layer::Heads).len();
    page.figure.command(PanelCommand::StepInspector(InspectorCommand::Inspect(Some(4))));
    page.settle();
    let view = inspector(&page.take());
    assert_eq!(view.step, "Adam, step 3 to 4");
    assert!(view.note.contains("√ŝ is drawn "), "{}", view.note);
    assert!(view.equations.starts_with("<p><math>") && view.python.contains("np."));
    assert!(page.drawn(Layer::Heads).len() > plain);
    // Another step, another text; another racer too.
    page.figure.user_steps(1);
    page.settle();
    let next = inspector(&page.take());
    assert!(next.step == "Adam, step 4 to 5" && next.equations != view.equations);
    page.figure.play();
    page.frame(16.0);
    // Its code is of no step.
    let playing = inspector(&page.take());
    assert_eq!((playing.step.as_str(), playing.equations.as_str()), ("", ""));
    assert_eq!((&playing.python, &playing.rust), (&view.python, &view.rust));
    page.figure.pause();
    page.figure.show_step(3);
    page.settle();
    assert_eq!(inspector(&page.take()), view);
    page.figure.command(PanelCommand::StepInspector(InspectorCommand::Inspect(None)));
    page.settle();
    assert_eq!(page.drawn(Layer::Heads).len(), plain);
}

#[test]
fn arrows_that_are_drawn_as_they_are_are_not_spoken_of() {
    // 40 px to the unit: the gradient is 2 long, and so is the step.
    let run = [
        ("objective", "bowl"),
        ("start", "2,0"),
        ("view", "-5:5,-3.75:3.75"),
        ("racers", "sgd(lr=1)"),
        ("shown-step", "0"),
    ];
    let mut page = Page::open(&run);
    page.figure.command(PanelCommand::StepInspector(InspectorCommand::Inspect(Some(0))));
    page.settle();
    let view = inspector(&page.take());
    assert_eq!((view.step.as_str(), view.note.as_str()), ("SGD, step 0 to 1", ""));
    for (rate, note) in
        [(0.001, "Δ is drawn 500 times as long."), (100.0, "Arrows are drawn 0.01 times as long.")]
    {
        let rate = Setting::Number(rate);
        let edit = Edit::Hyperparameter { racer: 0, name: "lr".to_owned(), value: rate };
        page.figure.edit(&edit, Phase::Commit).unwrap();
        page.figure.show_step(0);
        page.settle();
        assert_eq!(inspector(&page.take()).note, note);
    }
}

#[test]
fn a_step_says_how_its_gradient_was_clipped_and_which_rate_the_schedule_gave() {
    let racers = "sgd(lr=0.1,schedule=exponential,gamma=0.5,clipNorm=2.5),sgd(clipNorm=100)";
    let run = [("objective", "bowl"), ("start", "3,4"), ("racers", racers), ("shown-step", "0")];
    let mut page = Page::open(&run);
    page.figure.command(PanelCommand::StepInspector(InspectorCommand::Inspect(Some(0))));
    page.settle();
    let first = inspector(&page.take());
    assert!(first.note.contains("∇f = ("), "{}", first.note);
    assert!(first.note.contains(") is clipped to g = ("), "{}", first.note);
    assert!(
        first.note.ends_with("The schedule’s learning rate for this step: 0.1."),
        "{}",
        first.note
    );
    page.figure.user_steps(1);
    page.settle();
    let second = inspector(&page.take());
    assert!(second.note.ends_with("for this step: 0.05."), "{}", second.note);
    assert!(second.python.starts_with("def clip(dx):\n"), "{}", second.python);
    assert!(second.rust.starts_with("fn clip(dx: [f64; 2])"), "{}", second.rust);
    page.figure.command(PanelCommand::StepInspector(InspectorCommand::Inspect(Some(1))));
    page.settle();
    let third = inspector(&page.take());
    assert!(!third.note.contains("clipped") && !third.note.contains("rate"), "{}", third.note);
}

#[test]
fn the_code_is_the_inspected_racers_own() {
    let racers = "momentum(lr=0.03,momentum=0.8,dampening=0,dampFirstStep=false,nesterov=true) adam(lr=0.2,betas=0.5:0.75,biasCorrection=false)";
    let run = [("objective", "booth"), ("start", "1,-2"), ("racers", racers), ("steps", "70")];
    let mut page = Page::open(&run);
    page.figure.command(PanelCommand::StepInspector(InspectorCommand::Inspect(Some(0))));
    page.settle();
    let view = inspector(&page.take());
    for part in [
        "lr=0.03, momentum=0.8, dampening=0.0, damp_first_step=False, nesterov=True,\n",
        "num_steps=70\n",
        "np.array([1.0, -2.0])",
    ] {
        assert!(view.python.contains(part), "{}", view.python);
    }
    assert!(view.rust.ends_with("([1.0, -2.0], 0.03, 0.8, 0.0, false, true, 0.0, false, 70);\n"));
    page.figure.command(PanelCommand::StepInspector(InspectorCommand::Inspect(Some(1))));
    page.settle();
    let view = inspector(&page.take());
    assert!(view.python.contains("lr=0.2, betas=(0.5, 0.75), eps=1e-8, bias_correction=False,"));
    assert!(view.step.starts_with("Adam, step "), "{}", view.step);
}

#[test]
fn a_racer_that_has_stopped_has_no_step_to_take_apart() {
    let mut page = Page::open(&[("racers", "momentum(lr=1.7e308,momentum=4)")]);
    page.figure.command(PanelCommand::StepInspector(InspectorCommand::Inspect(Some(0))));
    page.settle();
    let view = inspector(&page.take());
    assert!(view.note.starts_with("No step to show: flew off at step "), "{}", view.note);
    assert_eq!(view.equations, "");
}

#[test]
fn a_story_is_read_in_its_run_and_again_when_that_is_changed() {
    let mut page = Page::open(&[]);
    let index = show(&mut page, "zigzag");
    let view = last_story(&page.take());
    assert_eq!(
        (view.index, view.verdict, view.is_settled),
        (Some(index), Some(Verdict::Conditional), true)
    );
    assert!(view.reading.starts_with("SGD turns back "), "{}", view.reading);
    let rate = Setting::Number(0.001);
    let edit = Edit::Hyperparameter { racer: 0, name: "lr".to_owned(), value: rate };
    page.figure.edit(&edit, Phase::Preview).unwrap();
    page.settle();
    let view = last_story(&page.take());
    assert_eq!((view.verdict, view.is_settled), (Some(Verdict::False), false));
    page.figure.commit();
    page.settle();
    assert!(last_story(&page.take()).is_settled);
    // The way back leads through the story's run.
    page.figure.undo();
    page.settle();
    assert_eq!(last_story(&page.take()).verdict, Some(Verdict::Conditional));
    page.figure.undo();
    assert_eq!(page.run_text(), Page::open(&[]).run_text());
}

#[test]
fn a_story_stays_while_its_objective_does() {
    let mut page = Page::open(&[]);
    let index = Some(show(&mut page, "one-rate"));
    let bounds = downhill::Bounds { x: [-3.0, 3.0], y: [-2.0, 2.0] };
    for edit in [
        Edit::Start([-1.0, 0.5]),
        Edit::LearningRates(0.5),
        Edit::View(bounds),
        Edit::Steps(60.0),
        Edit::AddRacer("adam".to_owned()),
    ] {
        page.figure.edit(&edit, Phase::Commit).unwrap();
        page.settle();
        let story = last!(page.take(), Story);
        assert!(story.is_none_or(|view| view.index == index), "{edit:?}");
    }
    for edit in [
        Edit::Objective("bowl".to_owned()),
        Edit::Formula("x^2+y^2".to_owned()),
        Edit::Run("objective=booth".to_owned()),
    ] {
        show(&mut page, "one-rate");
        page.take();
        page.figure.edit(&edit, Phase::Commit).unwrap();
        page.settle();
        assert_eq!(last_story(&page.take()), StoryView::default(), "{edit:?}");
    }
    // Another story's run is on another objective, too.
    show(&mut page, "one-rate");
    let index = show(&mut page, "lag");
    assert_eq!(last_story(&page.take()).index, Some(index));
}

#[test]
fn a_story_is_left_and_its_run_stays() {
    let mut page = Page::open(&[]);
    show(&mut page, "adam");
    page.take();
    let run = page.run_text();
    page.figure.command(PanelCommand::Story(StoryCommand::Leave));
    page.settle();
    assert_eq!(last_story(&page.take()), StoryView::default());
    assert_eq!(page.run_text(), run);
    // There is none of that number.
    page.figure.command(PanelCommand::Story(StoryCommand::Show(27)));
    page.settle();
    assert_eq!(page.run_text(), run);
}

#[test]
fn a_story_knows_its_place_among_its_kind() {
    let mut page = Page::open(&[]);
    for (index, place, has_previous, has_next) in [
        (0, "Lesson 1 of 8", false, true),
        (7, "Lesson 8 of 8", true, false),
        (8, "Claim 1 of 19", false, true),
        (26, "Claim 19 of 19", true, false),
    ] {
        page.figure.command(PanelCommand::Story(StoryCommand::Show(index)));
        page.settle();
        let view = last_story(&page.take());
        assert_eq!(
            (view.place.as_str(), view.has_previous, view.has_next),
            (place, has_previous, has_next)
        );
        assert_eq!(story_choices()[index].kind, view.kind);
    }
}

/// A verdict is of the story that is shown, never of the one before.
#[test]
fn a_story_that_is_not_read_yet_has_no_verdict() {
    let mut page = Page::open(&[]);
    show(&mut page, "zigzag");
    page.take();
    page.figure.command(PanelCommand::Story(StoryCommand::Show(0)));
    let views = page.take();
    let first = views.panels().into_iter().find_map(|view| match view {
        PanelView::Story(view) => Some(view.clone()),
        _ => None,
    });
    if let Some(view) = first {
        assert!(view.verdict.is_none() || view.reading.starts_with("SGD’s first step"), "{view:?}");
    }
    page.settle();
}

#[test]
fn one_racer_is_shown_under_many_seeds_where_there_is_noise() {
    let mut page = Page::open(&[("preset", "article")]);
    page.figure.command(PanelCommand::Ensemble(EnsembleCommand::Racer(Some(0))));
    page.settle();
    let notes = page.take();
    assert_eq!(ensemble(&notes).about, "Without noise every seed takes the same path.");
    assert_eq!(paints(&notes, Surface::Ensemble), 0);
    let noise = Edit::Noise { sigma: 0.1, seed: 3.0, is_shared: true };
    page.figure.edit(&noise, Phase::Commit).unwrap();
    page.settle();
    let notes = page.take();
    let view = ensemble(&notes);
    assert!(view.about.starts_with("Faint: ") && view.progress.is_empty());
    let painted: Vec<_> = notes
        .paintings()
        .into_iter()
        .filter(|painting| painting.surface == Surface::Ensemble)
        .collect();
    // Cleared once, then the paths, then the median with its dashes.
    assert!(painted.iter().filter(|painting| painting.size.is_some()).count() == 1);
    assert!(painted[0].size.is_some());
    let is_dashed = |shape: &Shape| match shape {
        Shape::Line { stroke, .. } => {
            stroke.dash.as_ref().is_some_and(|dash| !dash.pattern.is_empty())
        }
        _ => false,
    };
    assert!(painted.last().unwrap().shapes.iter().any(is_dashed));
    // No part of the run.
    assert!(!page.run_text().contains("seeds"));
    // While a gesture lasts it is gone.
    page.figure.start_at([200.0, 80.0], Phase::Preview);
    page.frame(16.0);
    let notes = page.take();
    let last =
        notes.paintings().into_iter().rfind(|painting| painting.surface == Surface::Ensemble);
    assert!(last.is_some_and(|painting| painting.shapes.is_empty()));
    page.figure.commit();
    page.settle();
    assert!(paints(&page.take(), Surface::Ensemble) > 3);
}

#[test]
fn the_same_cloud_is_painted_however_it_is_sliced() {
    let painted = |slow: f64| {
        let noisy = [("preset", "article"), ("noise", "0.1")];
        let mut page = Page::open(&noisy);
        page.take();
        page.figure.command(PanelCommand::Ensemble(EnsembleCommand::Seeds(20)));
        page.figure.command(PanelCommand::Ensemble(EnsembleCommand::Racer(Some(1))));
        Page::slow_down(slow);
        page.settle();
        Page::slow_down(0.0);
        let notes = page.take();
        let all = notes.paintings().into_iter().cloned();
        all.filter(|painting| painting.surface == Surface::Ensemble).collect::<Vec<_>>()
    };
    assert_eq!(painted(0.0), painted(1.0));
}

#[test]
fn f_and_its_gradient_are_told_at_the_pointer_and_at_the_cursor() {
    let mut page = Page::open(&[("objective", "bowl"), ("view", "-2:2,-1.5:1.5")]);
    assert_eq!(probe(&page.take()).text, "");
    page.figure.command(PanelCommand::Probe(ProbeCommand::Point([300.0, 75.0])));
    let notes = page.take();
    assert_eq!(probe(&notes).text, "f(1, 0.75) = 0.78125, ∇f = (1, 0.75)");
    assert_eq!(notes.announcements(), [] as [&str; 0]);
    page.figure.command(PanelCommand::Probe(ProbeCommand::Leave));
    assert_eq!(probe(&page.take()).text, "");
    page.figure.command(PanelCommand::Probe(ProbeCommand::MoveCursor([1.0, -1.0])));
    let notes = page.take();
    assert_eq!(probe(&notes).cursor, [0.525, 0.475]);
    assert_eq!(notes.announcements(), [probe(&notes).text]);
    for _ in 0..40 {
        page.figure.command(PanelCommand::Probe(ProbeCommand::MoveCursor([1.0, 1.0])));
    }
    assert_eq!(probe(&page.take()).cursor, [1.0, 1.0]);
}

#[test]
fn a_scale_is_logarithmic_where_a_racer_comes_to_0_too() {
    let mut page = Page::open(&[("preset", "article")]);
    let view = chart(&page.take());
    let description = view.description;
    assert!(description.starts_with("f(x, y), logarithmic; SGD from "), "{description}");
    assert!(!view.has_left_out && view.clipped.starts_with("RMSProp falls below the chart"));
    page.figure.command(PanelCommand::Chart(ChartCommand::Logarithmic(true)));
    page.figure.command(PanelCommand::Chart(ChartCommand::Measure(Measure::Length)));
    page.settle();
    let description = chart(&page.take()).description;
    assert!(description.starts_with("step length, logarithmic; SGD from "), "{description}");
}

#[test]
fn a_typed_formula_has_no_known_distance() {
    let run = [("formula", "x^2+3*y^2"), ("racers", "sgd"), ("steps", "50")];
    let mut page = Page::open(&run);
    page.figure.command(PanelCommand::Chart(ChartCommand::Measure(Measure::Distance)));
    page.settle();
    let view = chart(&page.take());
    assert_eq!(
        view.description,
        "distance to the nearest global minimum. No minimum of this f is known."
    );
    assert!(!view.has_left_out && view.values == ["– SGD"], "{view:?}");
    choose(&mut page, "bowl");
    let view = chart(&page.take());
    assert!(view.description.contains("logarithmic") && !view.has_left_out, "{view:?}");
}

#[test]
fn a_long_run_is_charted_to_its_end_and_anew_when_it_changes() {
    let run = [
        ("objective", "bowl"),
        ("start", "3,4"),
        ("racers", "sgd(lr=0.00001)"),
        ("steps", "200000"),
    ];
    let mut page = Page::open(&run);
    page.figure.command(PanelCommand::Chart(ChartCommand::Measure(Measure::Gradient)));
    page.settle();
    let description = chart(&page.take()).description;
    let from_to = "gradient norm, logarithmic; SGD from 5 to 0.6";
    assert!(description.starts_with(from_to), "{description}");
    choose(&mut page, "rosenbrock");
    let description = chart(&page.take()).description;
    assert!(description.starts_with("gradient norm, logarithmic; SGD from "), "{description}");
    assert!(description.contains("; Adam from "), "{description}");
}

#[test]
fn every_story_shows_its_run_and_what_is_read_of_it() {
    let mut page = Page::play(&[]);
    for (index, story) in stories().enumerate() {
        page.figure.command(PanelCommand::Story(StoryCommand::Show(index)));
        let config: RunConfig = story.run().parse().unwrap();
        assert_eq!(page.figure.config(), &config, "{}", story.name());
        assert!(page.figure.is_playing());
        page.run(100.0);
        let mut runner = OptimizerRunner::new(config.clone());
        runner.step(config.steps).unwrap();
        let Reading { verdict, sentence } = story.read(&runner);
        let view = last_story(&page.take());
        assert_eq!((view.index, view.kind), (Some(index), story.kind()));
        assert_eq!((view.verdict, view.reading), (Some(verdict), sentence));
        assert_eq!([view.title, view.text], [story.title(), story.text()]);
        assert_eq!([view.quote, view.comment], [story.quote(), story.comment()]);
        assert!(view.is_settled);
    }
}

#[test]
fn a_run_that_is_shortened_is_read_as_far_as_it_goes() {
    let mut page = Page::open(&[]);
    let index = show(&mut page, "falling-rate");
    let mut config = page.figure.config().clone();
    for steps in [100, 2] {
        config.steps = steps;
        page.figure.edit(&Edit::Steps(f64::from(steps)), Phase::Commit).unwrap();
        page.settle();
        let mut runner = OptimizerRunner::new(config.clone());
        runner.step(steps).unwrap();
        let sentence = stories().nth(index).unwrap().read(&runner).sentence;
        assert_eq!(last_story(&page.take()).reading, sentence);
    }
}

#[test]
fn a_run_without_the_racer_cannot_tell() {
    let mut page = Page::open(&[]);
    show(&mut page, "flat-start");
    page.figure.open("#v1&objective=gaussian&racers=adam");
    page.settle();
    let view = last_story(&page.take());
    assert_eq!(
        (view.verdict, view.reading.as_str()),
        (Some(Verdict::Unread), "This run has no SGD.")
    );
}

/// The results of equations by symbol and coordinate: `vx`, `Δy`, `x`.
fn results(equations: &str) -> Vec<(String, f64)> {
    let mut found = Vec::new();
    for paragraph in equations.split("<p>").skip(1) {
        let paragraph = format!("<p>{paragraph}</p>");
        let document = Document::parse(&paragraph).unwrap();
        let of = |name: &str| document.descendants().find(|node| node.has_tag_name(name));
        let Some(axis) = of("b").and_then(|node| node.text()) else { continue };
        let parts: Vec<_> = of("math").unwrap().children().collect();
        let text = |node: roxmltree::Node<'_, '_>| -> String {
            node.descendants().filter_map(|node| node.text().filter(|_| node.is_text())).collect()
        };
        let symbol = text(parts[0]) + axis;
        found.push((symbol, text(parts[parts.len() - 1]).replace('−', "-").parse().unwrap()));
    }
    found
}

#[test]
fn the_numbers_of_a_step_are_the_runners_for_every_optimizer() {
    let racers = "sgd,momentum(dampening=0.9,dampFirstStep=true),momentum(dampening=0.9),adagrad,rmsprop,adam,adam(biasCorrection=false)";
    for noise in ["", "sigma=0.1,seed=7,shared=false"] {
        let mut run = vec![("objective", "rosenbrock"), ("racers", racers), ("steps", "600")];
        if !noise.is_empty() {
            run.push(("noise", noise));
        }
        let mut page = Page::open(&run);
        let mut runner = OptimizerRunner::new(page.figure.config().clone());
        runner.step(600).unwrap();
        let mut compared = 0;
        for step in [0, 1, 7, 299, 600] {
            page.figure.show_step(step);
            let after = (step + 1).min(600);
            for racer in 0..7 {
                let inspect = InspectorCommand::Inspect(Some(racer));
                page.figure.command(PanelCommand::StepInspector(inspect));
                page.settle();
                let view = inspector(&page.take());
                let which = format!(", step {} to {after}", after - 1);
                assert!(view.step.ends_with(&which), "{}", view.step);
                assert_eq!(view.note.ends_with("g is with noise."), !noise.is_empty());
                assert!(!view.note.contains(" 1 times"), "{}", view.note);
                // The cross is of what the step is divided by, under the name that it has in the rule,
                // and told of where it is not as long as it is.
                let root = ["", "", "", "√s", "√s", "√ŝ", "√s"][racer];
                for symbol in ["√s", "√ŝ"] {
                    let is_named = view.note.contains(symbol);
                    assert!(!is_named || symbol == root, "{}", view.note);
                }
                let found = results(&view.equations);
                let mut expect = |name: String, number: f64| {
                    compared += 1;
                    let result = found.iter().find(|(symbol, _)| *symbol == name);
                    assert_eq!(result.map(|(_, number)| *number), Some(number), "{racer} {name}");
                };
                let state = Value::from(&runner.state(racer, after).unwrap());
                let Value::Map(state) = state else { panic!("{state:?}") };
                for (name, both) in &state {
                    let symbol = match name.as_str() {
                        "velocity" => "v",
                        "sumOfSquares" | "meanOfSquares" | "secondMoment" => "s",
                        "firstMoment" => "m",
                        _ => continue,
                    };
                    let Value::List(both) = both else { panic!("{both:?}") };
                    for (axis, value) in ["x", "y"].into_iter().zip(both) {
                        let Value::Number(number) = value else { panic!("{value:?}") };
                        expect(symbol.to_owned() + axis, *number);
                    }
                }
                let [x, y] = runner.iterate(racer, after).unwrap();
                expect("xx".to_owned(), x);
                expect("yy".to_owned(), y);
            }
        }
        // Two coordinates of every iterate and of every memory.
        assert_eq!(compared, 5 * 2 * (7 + 1 + 1 + 1 + 1 + 2 + 2));
    }
}

#[test]
fn a_racer_that_left_the_domain_has_no_step_to_take_apart_and_another_has() {
    let run = [
        ("formula", "log(x)"),
        ("start", "0.05,0"),
        ("racers", "sgd(lr=1),adam(lr=0.001)"),
        ("steps", "7"),
        ("shown-step", "3"),
    ];
    let mut page = Page::open(&run);
    let mut runner = OptimizerRunner::new(page.figure.config().clone());
    runner.step(7).unwrap();
    let (stop, _) = runner.status(0).unwrap().stop().unwrap();
    page.figure.command(PanelCommand::StepInspector(InspectorCommand::Inspect(Some(0))));
    page.settle();
    let view = inspector(&page.take());
    assert_eq!(view.note, format!("No step to show: stopped at step {stop}: undefined here."));
    assert_eq!(view.equations, "");
    page.figure.command(PanelCommand::StepInspector(InspectorCommand::Inspect(Some(1))));
    page.settle();
    assert_eq!(inspector(&page.take()).step, "Adam, step 3 to 4");
}

#[test]
fn what_is_told_of_a_place_is_told_of_the_objective_that_is_shown() {
    let mut page = Page::open(&[("objective", "bowl")]);
    page.figure.command(PanelCommand::Probe(ProbeCommand::MoveCursor([0.0, 0.0])));
    page.figure.set_formula("100 + x", Phase::Preview).unwrap();
    page.settle();
    let text = probe(&page.take()).text;
    let place = text.trim_start_matches("f(").split(',').next().unwrap();
    let value = 100.0 + place.parse::<f64>().unwrap();
    assert!(text.ends_with(&format!(" = {value}, ∇f = (1, 0)")), "{text}");
}

fn code(notes: &Notes) -> CodeView {
    last!(notes, Code).unwrap()
}

fn numbers(notes: &Notes) -> NumbersView {
    last!(notes, Numbers).unwrap()
}

#[test]
fn the_run_is_written_as_a_program_in_the_language_that_is_chosen() {
    let mut page = Page::open(&[("objective", "bowl"), ("racers", "sgd(lr=0.1)")]);
    assert_eq!(code(&page.take()), CodeView::default());
    for language in Language::ALL {
        page.figure.command(PanelCommand::Code(CodeCommand::Show(Some(language))));
        let view = code(&page.take());
        assert_eq!(view.language, language.label());
        assert_eq!(view.script, script(page.figure.config(), language));
    }
    page.figure.command(PanelCommand::Code(CodeCommand::Show(Some(Language::PyTorch))));
    assert_eq!(code(&page.take()).file, "downhill-bowl.py");
    // It follows the run, a gesture too.
    let edit =
        |lr| Edit::Hyperparameter { racer: 0, name: "lr".to_owned(), value: Setting::Number(lr) };
    page.figure.edit(&edit(0.25), Phase::Preview).unwrap();
    page.settle();
    let view = code(&page.take());
    assert!(view.script.contains("run(torch.optim.SGD, lr=0.25)"), "{}", view.script);
    page.figure.command(PanelCommand::Code(CodeCommand::Show(None)));
    assert_eq!(code(&page.take()), CodeView::default());
}

#[test]
fn a_page_of_a_racers_numbers_is_that_of_the_step_that_is_shown_unless_another_is_asked_for() {
    let run = [("objective", "bowl"), ("racers", "sgd momentum(lr=0.1)"), ("steps", "60")];
    let mut page = Page::open(&run);
    page.figure.command(PanelCommand::Numbers(NumbersCommand::Show(Shown::Racer(1))));
    let racer = |page: &mut Page| numbers(&page.take()).racer.unwrap();
    let view = racer(&mut page);
    assert_eq!((view.step, view.page, view.pages), (60, 2, 3));
    assert_eq!((view.span.as_str(), view.note.as_str()), ("Steps 50 to 60 of 60", ""));
    let steps: Vec<u32> = view.table.rows.iter().map(|row| row.step).collect();
    assert_eq!(steps, (50..=60).collect::<Vec<u32>>());
    let names: Vec<&str> = view.table.columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!(names, ["g", "v", "step"]);
    assert!(view.table.rows.iter().all(|row| row.cells.len() == 2 * (3 + 1) + 1));
    page.figure.command(PanelCommand::Numbers(NumbersCommand::Page(Some(0))));
    let view = racer(&mut page);
    assert_eq!((view.page, view.table.rows[0].step), (0, 0));
    assert_eq!(&view.table.rows[0].cells[..6], [""; 6]);
    // Where the step goes, the page goes.
    page.figure.user_seeks(30, Phase::Preview);
    page.figure.user_seeks(30, Phase::Commit);
    page.settle();
    assert_eq!(racer(&mut page).page, 1);
    // All of it, with all digits.
    let text = page.figure.numbers_text(1);
    assert_eq!(text.lines().count(), 62);
    assert!(text.starts_with("t\tg_x\tg_y\tv_x\tv_y\tstep_x\tstep_y\tx\ty\tf\n0\t\t\t\t\t\t\t"));
    assert_eq!(page.figure.numbers_text(9), "");
}

#[test]
fn a_page_of_numbers_says_why_there_are_no_more() {
    let run = [("formula", "log(x) + y^2"), ("start", "0.1,1"), ("racers", "sgd(lr=1)")];
    let mut page = Page::open(&run);
    page.figure.command(PanelCommand::Numbers(NumbersCommand::Show(Shown::Racer(0))));
    page.figure.command(PanelCommand::Numbers(NumbersCommand::Page(Some(0))));
    let view = numbers(&page.take()).racer.unwrap();
    assert_eq!(view.table.rows.len(), 1);
    assert_eq!(view.note, "The racer stopped at step 1: undefined here.");
    page.figure.command(PanelCommand::Numbers(NumbersCommand::Show(Shown::Racer(5))));
    assert_eq!(numbers(&page.take()).racer, None);
}

#[test]
fn gradients_by_hand_lead_where_a_courses_homework_says() {
    let mut page = Page::open(&[("objective", "bowl")]);
    let mut command = |command| {
        let refusal = page.figure.command(PanelCommand::Numbers(command));
        let view = last!(page.take(), Numbers).and_then(|view| view.hand);
        (refusal, view)
    };
    let (_, view) = command(NumbersCommand::Show(Shown::ByHand));
    let view = view.unwrap();
    assert_eq!((view.optimizer, view.start), ("adam", 1.0));
    assert_eq!(view.outcome, "After 5 steps x = 0.9998000189010494");
    assert_eq!(view.table.rows.len(), 6);
    assert_eq!(view.text.lines().count(), 7);
    // What is refused changes nothing, and is named.
    let number =
        |name: &str, value| NumbersCommand::Setting(name.to_owned(), Setting::Number(value));
    for (refused, why) in [
        (NumbersCommand::Gradients("0.1, 0,2x".to_owned()), "Gradient 3, “2x”: a finite number"),
        (
            NumbersCommand::Gradients(" ".to_owned()),
            "Gradients: one number or more, as in 0.1, −0.2, 0.05",
        ),
        (NumbersCommand::Gradients("1 ".repeat(201)), "Gradients: at most 200"),
        (
            NumbersCommand::Gradients("0,1; 0,2".to_owned()),
            "Gradients: write decimals with a point, as in 0.1, −0.2",
        ),
        (NumbersCommand::Start(f64::NAN), "Start: a finite number"),
        (number("lr", -1.0), "Learning rate: 0 or more"),
        (
            NumbersCommand::Setting("betas".to_owned(), Setting::Part(1, 1.0)),
            "Memory β₂: from 0 up to, but not including, 1",
        ),
    ] {
        assert_eq!(command(refused), (Some(why.to_owned()), None));
    }
    // A rule comes with torch's rate.
    let (_, view) = command(NumbersCommand::Rule("rprop".to_owned()));
    assert_eq!(view.unwrap().settings[0].value, SettingValue::Number(0.01));
    let (refusal, view) = command(number("lr", 0.5));
    assert_eq!((refusal, view.unwrap().settings[0].value), (None, SettingValue::Number(0.5)));
    let (_, view) = command(NumbersCommand::Gradients("1\n1".to_owned()));
    assert_eq!(view.unwrap().outcome, "After 2 steps x = −0.09999999999999998");
    let (_, view) = command(NumbersCommand::Start(0.0));
    assert_eq!(view.unwrap().outcome, "After 2 steps x = −1.1");
}

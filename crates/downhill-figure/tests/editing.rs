//! What happens to the race when its run is changed: gestures, undo, and what stays.
#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

mod common;

use common::Page;
use downhill_figure::{Edit, Phase, Setting};
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

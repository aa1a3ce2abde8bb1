//! What is written and spoken of a race, and when.
#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

mod common;

use common::Page;
use downhill_figure::{FigureEvent, Phase};

const RACE: [(&str, &str); 1] = [("preset", "article")];

#[test]
fn while_it_plays_the_text_changes_four_times_a_second_and_nothing_is_spoken() {
    let mut page = Page::play(&RACE);
    page.run(2000.0);
    let notes = page.take();
    let count = notes.readouts().len();
    assert!((7..=9).contains(&count), "{count}");
    assert!(notes.readouts().iter().all(|readout| readout.is_passing));
    assert_eq!(notes.announcements(), [] as [&str; 0]);
    // Every step is an event, all the same.
    let steps =
        notes.events().into_iter().filter(|event| matches!(event, FigureEvent::Step { .. }));
    assert_eq!(steps.count(), 33);
}

#[test]
fn text_that_is_only_heard_changes_once_a_second() {
    let mut page = Page::play(&[("controls", "none")]);
    page.run(3000.0);
    let count = page.take().readouts().len();
    assert!((3..=4).contains(&count), "{count}");
}

#[test]
fn a_pause_and_a_step_are_spoken_with_the_status() {
    let mut page = Page::play(&RACE);
    page.run(1000.0);
    page.take();
    page.figure.user_toggles();
    page.settle();
    let notes = page.take();
    assert_eq!(notes.changes(), ["play"]);
    let said = notes.announcements();
    assert!(said.len() == 1 && said[0].starts_with("Paused. Step 16 of 100"), "{said:?}");
    page.figure.user_steps(-1);
    page.settle();
    let notes = page.take();
    assert_eq!(notes.changes(), ["back"]);
    assert!(notes.announcements()[0].starts_with("Step 15 of 100"));
    // A script's doings are not spoken of.
    page.figure.show_step(3);
    page.settle();
    let notes = page.take();
    assert_eq!((notes.changes().len(), notes.announcements().len()), (0, 0));
    assert_eq!(notes.readouts()[0].sought, 3);
}

#[test]
fn the_end_is_an_event_each_time_and_is_spoken_once() {
    let mut page = Page::play(&[("steps", "3"), ("speed", "16")]);
    page.run(300.0);
    let notes = page.take();
    let is_end = |event: &&&FigureEvent| matches!(event, FigureEvent::End { step: 3 });
    assert_eq!(notes.events().iter().filter(is_end).count(), 1);
    assert!(
        notes.announcements().iter().any(|said| said.starts_with("The end of the run. Step 3"))
    );
    page.figure.play();
    page.run(300.0);
    let notes = page.take();
    assert_eq!(notes.events().iter().filter(is_end).count(), 1);
    assert_eq!(notes.announcements(), [] as [&str; 0]);
    page.figure.user_toggles();
    page.run(300.0);
    assert_eq!(page.take().announcements().len(), 1);
}

#[test]
fn racers_that_stop_at_the_same_step_are_all_spoken_of_once() {
    let wild = "momentum(lr=1.7e308,momentum=4)";
    let racers = format!("{wild}#one {wild}#two sgd");
    let mut page = Page::play(&[("racers", &racers)]);
    page.run(4000.0);
    let notes = page.take();
    let said = notes.announcements().join(" ");
    assert_eq!(
        (said.matches("one diverged").count(), said.matches("two diverged").count()),
        (1, 1)
    );
    let stops: Vec<_> = notes
        .events()
        .into_iter()
        .filter_map(|event| match event {
            FigureEvent::Stop { racer, label, kind, .. } => Some((*racer, label.as_str(), *kind)),
            _ => None,
        })
        .collect();
    assert_eq!(stops, [(0, "one", "diverged"), (1, "two", "diverged")]);
    // A figure that wakes does not say it again.
    let bits = page.figure.announced_stops();
    assert_eq!(bits, 0b11);
    let mut awake = Page::open(&[]);
    awake.take();
    awake.configure(&[("racers", &racers)], false);
    awake.figure.restore_announced_stops(bits);
    awake.settle();
    assert!(!awake.take().announcements().join(" ").contains("diverged"));
}

#[test]
fn the_seek_bar_previews_silently_and_a_race_that_played_goes_on() {
    let mut page = Page::play(&RACE);
    page.run(500.0);
    page.take();
    for step in [40, 50, 60] {
        page.figure.user_seeks(step, Phase::Preview);
        page.frame(16.0);
    }
    let notes = page.take();
    assert!(!page.figure.is_playing());
    assert_eq!((notes.changes().len(), notes.announcements().len()), (0, 0));
    assert_eq!(notes.readouts().last().unwrap().sought, 60);
    page.figure.user_seeks(60, Phase::Commit);
    page.frame(16.0);
    assert!(page.figure.is_playing());
    let notes = page.take();
    assert_eq!(notes.changes(), ["seek"]);
    assert!(notes.announcements()[0].starts_with("Step 60 of 100"));
    // At the end there is nothing to go on with.
    page.figure.user_seeks(100, Phase::Preview);
    page.figure.user_seeks(100, Phase::Commit);
    assert!(!page.figure.is_playing());
}

#[test]
fn seeking_ahead_of_the_computation_is_spoken_of_once_the_step_is_there() {
    Page::slow_down(0.0);
    let mut page = Page::play(&[("steps", "1000000"), ("racers", "sgd")]);
    page.frame(16.0);
    page.figure.pause();
    page.take();
    Page::slow_down(0.5);
    page.figure.user_seeks(1_000_000, Phase::Preview);
    page.figure.user_seeks(1_000_000, Phase::Commit);
    page.frame(16.0);
    assert_eq!(page.take().announcements(), [] as [&str; 0]);
    Page::slow_down(0.0);
    page.settle();
    let notes = page.take();
    let said = notes.announcements();
    assert!(said.len() == 1 && said[0].starts_with("Step 1000000 of 1000000"), "{said:?}");
    assert_eq!(notes.readouts().last().unwrap().sought, 1_000_000);
}

#[test]
fn keys_play_step_and_change_the_speed() {
    let mut page = Page::open(&RACE);
    page.take();
    for (key, control, speed) in [
        (".", Some("forward"), "1"),
        (",", Some("back"), "1"),
        ("K", Some("play"), "1"),
        ("r", Some("restart"), "1"),
        (">", Some("speed"), "2"),
        ("<", Some("speed"), "1"),
        ("w", Some("speed"), "whole"),
        (">", Some("speed"), "whole"),
        ("x", None, "whole"),
        ("Enter", None, "whole"),
    ] {
        assert_eq!(page.figure.key(key), control.is_some(), "{key}");
        assert_eq!(page.take().changes(), control.into_iter().collect::<Vec<_>>(), "{key}");
        assert_eq!(page.figure.speed().name(), speed, "{key}");
    }
}

//! What is written and spoken of a race, and when.
#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

mod common;

use common::{Notes, Page};
use downhill_figure::{Edit, FigureEvent, Phase, Setting, Speed};

const RACE: [(&str, &str); 1] = [("preset", "article")];

/// A racer that diverges within a few steps.
const WILD: &str = "momentum(lr=1.7e308,momentum=4)";

fn learning_rate(value: f64) -> Edit {
    Edit::Hyperparameter { racer: 0, name: "lr".to_owned(), value: Setting::Number(value) }
}

/// How many `stop` events there are.
fn stops(notes: &Notes) -> usize {
    notes.events().iter().filter(|event| matches!(event, FigureEvent::Stop { .. })).count()
}

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
    let racers = format!("{WILD}#one {WILD}#two sgd");
    // Where it opens at its end, too.
    let still = Page::open(&[("racers", &racers)]).take();
    let said = still.announcements();
    assert!(said[0].contains("one flew off") && said[0].contains("two flew off"), "{said:?}");
    let mut page = Page::play(&[("racers", &racers)]);
    page.run(4000.0);
    let notes = page.take();
    let said = notes.announcements().join(" ");
    assert_eq!(
        (said.matches("one flew off").count(), said.matches("two flew off").count()),
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

#[test]
fn a_race_that_stands_is_silent_when_it_opens_and_says_the_step_that_was_sought() {
    let mut page = Page::open(&RACE);
    assert_eq!(page.take().announcements(), [] as [&str; 0]);
    for step in [10, 20, 30] {
        page.figure.user_seeks(step, Phase::Preview);
        page.settle();
        assert_eq!(page.figure.step(), step);
    }
    let notes = page.take();
    assert_eq!(notes.announcements(), [] as [&str; 0]);
    page.figure.user_seeks(30, Phase::Commit);
    page.settle();
    let notes = page.take();
    assert_eq!(notes.announcements(), [notes.readouts()[0].status.as_str()]);
    assert!(notes.announcements()[0].starts_with("Step 30 of 100"));
}

#[test]
fn the_end_of_a_race_that_loops_is_spoken_once() {
    let mut page = Page::play_in_a_loop(&[("steps", "12")]);
    page.run(3.0 * (12.0 * 60.0 + 1100.0));
    let notes = page.take();
    let ends = notes.events().into_iter().filter(|event| matches!(event, FigureEvent::End { .. }));
    assert_eq!(ends.count(), 3);
    let said = notes.announcements();
    assert!(
        said.len() == 1 && said[0].starts_with("The end of the run. Step 12 of 12"),
        "{said:?}"
    );
}

#[test]
fn a_loop_that_is_switched_off_at_its_end_has_ended_once() {
    let run = [("steps", "5"), ("speed", "16")];
    let mut page = Page::play_in_a_loop(&run);
    let mut ends = 0;
    for _ in 0..200 {
        page.frame(16.0);
        let notes = page.take();
        if notes.events().iter().any(|event| matches!(event, FigureEvent::End { .. })) {
            ends += 1;
            page.configure_with(&run, true, false);
        }
    }
    assert_eq!((ends, page.figure.is_playing(), page.figure.step()), (1, false, 5));
}

#[test]
fn a_racer_that_stops_after_an_edit_is_spoken_of_once_for_each_way() {
    let racers = "sgd(lr=0.01),momentum(lr=1e10)";
    let run = [("objective", "bowl"), ("racers", racers), ("steps", "100"), ("shown-step", "0")];
    let mut page = Page::open(&run);
    page.take();
    // The view is another, the way is the same.
    page.figure.zoom(0.5, None, Phase::Commit);
    page.settle();
    assert_eq!(page.take().announcements(), [] as [&str; 0]);
    page.figure.user_seeks(100, Phase::Preview);
    page.figure.user_seeks(100, Phase::Commit);
    page.settle();
    let notes = page.take();
    let said = notes.announcements();
    assert!(said.len() == 1 && said[0].starts_with("SGD+Momentum flew off at step "), "{said:?}");
    assert_eq!(stops(&notes), 1);
    // Nor are view and labels another way.
    page.figure.zoom(2.0, None, Phase::Commit);
    page.figure.edit(&Edit::Label { racer: 0, label: "slow".to_owned() }, Phase::Commit).unwrap();
    page.settle();
    let notes = page.take();
    let said = notes.announcements();
    assert!(said.len() == 1 && said[0].starts_with("Step 100 of 100"), "{said:?}");
    assert_eq!(stops(&notes), 0);
    // Another way is: at the end of the gesture.
    for rate in [0.03, 0.06] {
        page.figure.edit(&learning_rate(rate), Phase::Preview).unwrap();
        page.run(300.0);
    }
    let notes = page.take();
    assert_eq!((notes.announcements().len(), stops(&notes)), (0, 0));
    page.figure.commit();
    page.settle();
    let notes = page.take();
    let said = notes.announcements();
    assert!(said.len() == 1 && said[0].starts_with("SGD+Momentum flew off at step "), "{said:?}");
    assert_eq!(stops(&notes), 1);
}

#[test]
fn the_end_is_spoken_again_where_another_run_comes_to_it() {
    let run = [("objective", "bowl"), ("racers", "sgd(lr=0.01)"), ("steps", "20")];
    let mut page = Page::play_in_a_loop(&run);
    page.run(20.0 * 60.0 + 500.0);
    assert!(page.take().announcements()[0].starts_with("The end of the run."));
    // It plays again, and none of the figure's own controls is used.
    page.run(1000.0);
    assert!(page.figure.is_playing() && page.figure.step() < 20);
    page.figure.edit(&learning_rate(0.02), Phase::Commit).unwrap();
    page.run(20.0 * 60.0 + 500.0);
    let notes = page.take();
    let said = notes.announcements();
    let ends = said.iter().filter(|text| text.starts_with("The end of the run."));
    assert_eq!(ends.count(), 1, "{said:?}");
}

#[test]
fn a_racer_that_stopped_is_not_spoken_of_again_when_its_run_is_played() {
    let mut page = Page::open(&[("steps", "40")]);
    page.take();
    let racers = format!("sgd,{WILD}");
    page.configure(&[("steps", "40"), ("racers", &racers)], false);
    page.settle();
    page.figure.user_toggles();
    page.run(40.0 * 60.0 + 500.0);
    assert_eq!((page.figure.is_playing(), page.figure.step()), (false, 40));
    let notes = page.take();
    let said = notes.announcements();
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said[0].starts_with("SGD+Momentum flew off at step "), "{said:?}");
    assert!(said[1].starts_with("The end of the run."), "{said:?}");
}

#[test]
fn steps_by_button_stay_within_the_run_and_stop_a_race_that_plays() {
    let mut page = Page::open(&RACE);
    for (by, step) in [(1, 100), (-1, 99), (-1, 98), (1, 99)] {
        page.figure.user_steps(by);
        page.settle();
        assert_eq!(page.figure.step(), step);
    }
    page.figure.user_restarts();
    for (by, step) in [(-1, 0), (1, 1)] {
        page.figure.user_steps(by);
        page.settle();
        assert_eq!(page.figure.step(), step);
    }
    page.figure.user_toggles();
    page.run(300.0);
    assert!(page.figure.is_playing());
    // Whoever steps wants to look.
    page.figure.user_steps(1);
    assert!(!page.figure.is_playing());
}

#[test]
fn a_button_plays_from_where_it_stands_and_from_the_start_at_the_end() {
    let mut page = Page::open(&RACE);
    page.figure.user_toggles();
    page.run(600.0);
    let step = page.figure.step();
    assert!(page.figure.is_playing() && (8..=10).contains(&step), "{step}");
    page.figure.user_toggles();
    page.run(600.0);
    assert_eq!((page.figure.is_playing(), page.figure.step()), (false, step));
    page.figure.user_toggles();
    page.run(600.0);
    assert!((step + 8..=step + 10).contains(&page.figure.step()));
}

#[test]
fn a_speed_is_so_many_times_the_articles_pace() {
    let mut page = Page::play_in_a_loop(&[("steps", "2000")]);
    page.run(500.0);
    // "whole" takes ten seconds for any run.
    for (speed, steps) in [("0.5", 16), ("1", 33), ("4", 133), ("whole", 400), ("16", 533)] {
        page.figure.user_chooses_speed(Speed::named(speed).unwrap());
        page.figure.user_seeks(100, Phase::Preview);
        page.figure.user_seeks(100, Phase::Commit);
        page.frame(16.0);
        page.run(2000.0);
        let taken = page.figure.step() - 100;
        assert!(taken.abs_diff(steps) <= steps / 50 + 1, "{speed}: {taken}, not {steps}");
    }
}

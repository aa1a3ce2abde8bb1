//! What attributes ask for, and what stays where they are not understood.
#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

mod common;

use common::Page;
use downhill::{Objective, RunConfig, objectives};
use downhill_figure::{Edit, FigureEvent, Phase, Style};
use downhill_plot::Layer;

#[test]
fn a_first_run_that_is_refused_is_replaced_and_a_later_one_leaves_the_picture() {
    let mut page = Page::open(&[("objective", "bow")]);
    let notes = page.take();
    let message = notes.message().unwrap();
    assert!(message.starts_with("objective is \"bow\"; it must be "), "{message}");
    assert!(message.ends_with(". The usual race is shown instead."), "{message}");
    let usual = Page::open(&[]).run_text();
    assert_eq!(page.run_text(), usual);

    page.configure(&[("racers", "sgd(lr=-1)"), ("speed", "fast")], false);
    page.settle();
    let notes = page.take();
    assert_eq!(page.run_text(), usual);
    let fields: Vec<_> = notes
        .events()
        .into_iter()
        .filter_map(|event| match event {
            FigureEvent::Error { field, message, .. } => Some((field.as_str(), message.as_str())),
            _ => None,
        })
        .collect();
    assert_eq!(
        fields.iter().map(|(field, _)| *field).collect::<Vec<_>>(),
        ["speed", "racers[0].lr"]
    );
    assert!(fields.iter().all(|(_, message)| message.ends_with(". The picture stays as it was.")));
}

#[test]
fn what_was_chosen_in_the_page_stays_until_attributes_ask_for_something_else() {
    let mut page = Page::open(&[("objective", "bowl")]);
    page.figure.edit(&Edit::Steps(7.0), Phase::Commit).unwrap();
    page.configure(&[("objective", "bowl"), ("theme", "dark")], false);
    assert_eq!(page.figure.config().steps, 7);
    page.configure(&[("objective", "bowl"), ("steps", "9")], false);
    assert_eq!(page.figure.config().steps, 9);
}

#[test]
fn a_changed_run_begins_again_where_it_played_and_else_stands_where_it_stood() {
    let mut page = Page::play(&[("preset", "article")]);
    page.run(600.0);
    page.configure(&[("preset", "article-gif")], true);
    assert_eq!((page.figure.is_playing(), page.figure.step()), (true, 0));
    page.run(600.0);
    page.figure.user_toggles();
    page.settle();
    let step = page.figure.step();
    assert!(step > 5);
    page.configure(&[("preset", "article")], true);
    page.settle();
    assert_eq!((page.figure.is_playing(), page.figure.step()), (false, step));
}

#[test]
fn a_picture_says_what_it_is_or_what_it_is_told_to_be() {
    let mut page = Page::open(&[("formula", "log(x) + y^2")]);
    let alt = page.take().pictures()[0].alt.clone();
    assert!(alt.starts_with("Paths of 5 optimizers down f(x, y) = log(x) + y^2"), "{alt}");
    assert!(alt.contains("Where f is not defined, the map is hatched."), "{alt}");
    page.configure(&[("formula", "log(x) + y^2"), ("alt", "A valley.")], false);
    page.settle();
    assert_eq!(page.take().pictures()[0].alt, "A valley.");
}

#[test]
fn the_bar_has_a_colour_above_each_level() {
    let mut page = Page::open(&[("preset", "article-gif")]);
    let notes = page.take();
    let picture = notes.pictures()[0];
    let numbers: Vec<&str> = picture.bands.iter().map(|band| band.number.as_str()).collect();
    assert_eq!(numbers, ["−0.05", "0.1", "0.25", "0.4", "0.55", "0.7", "0.85", "1"]);
    assert_eq!(
        picture.bar,
        "Colours from low to high f; they change at −0.05 0.1 0.25 0.4 0.55 0.7 0.85 1"
    );
    assert_ne!(picture.below, picture.bands[7].color);
}

#[test]
fn another_style_is_another_picture_and_the_same_one_is_none() {
    let mut page = Page::open(&[("objective", "bowl")]);
    let light = page.drawn(Layer::Field);
    page.take();
    page.figure.set_style(Style::default());
    page.settle();
    assert!(page.take().pictures().is_empty());
    page.figure.set_style(Style { is_dark: true, ..Style::default() });
    page.settle();
    assert_ne!(page.drawn(Layer::Field), light);
    assert_eq!(page.take().pictures().len(), 1);
    page.figure.set_style(Style::default());
    page.settle();
    assert_eq!(page.drawn(Layer::Field), light);
}

#[test]
fn a_figure_without_a_size_waits_and_one_out_of_sight_rests() {
    let mut page = Page::open(&[("preset", "article")]);
    assert_eq!(page.figure.next_frame(), None);
    page.figure.play();
    page.frame(16.0);
    assert!(page.figure.next_frame().is_some_and(|ms| ms > 0.0));
    page.figure.set_visible(false);
    page.settle();
    assert_eq!(page.figure.next_frame(), None);
    let step = page.figure.step();
    page.run(1000.0);
    assert_eq!(page.figure.step(), step);
    page.figure.set_visible(true);
    // What passed meanwhile does not count.
    page.frame(5000.0);
    assert_eq!(page.figure.step(), step);
    page.figure.resize([0.0, 0.0], [0, 0]);
    assert_eq!(page.figure.next_frame(), None);
}

#[test]
fn hidden_steps_are_cut_in_slices_and_counted() {
    let mut page = Page::play(&[("steps", "1000000"), ("racers", "sgd")]);
    Page::slow_down(1.0);
    page.frame(16.0);
    let first = page.figure.next_frame();
    assert_eq!(first, Some(0.0));
    Page::slow_down(0.0);
    page.frame(16.0);
    page.frame(16.0);
    assert!(page.figure.next_frame().is_some_and(|ms| ms > 0.0));
}

#[test]
fn every_refusal_is_said_whatever_else_is_asked() {
    let mut page = Page::open(&[("theme", "blue"), ("speed", "3"), ("objective", "bowl")]);
    assert_eq!(
        page.take().message(),
        Some(
            "theme is \"blue\"; it must be one of auto, light, dark. The picture stays as it was. \
             speed is \"3\"; it must be one of auto, 0.25, 0.5, 1, 2, 4, 8, 16, whole. The picture stays as it was."
        )
    );
    assert_eq!(page.run_text(), Page::open(&[("objective", "bowl")]).run_text());
    page.take();
    for (name, value, allowed) in [
        ("controls", "fancy", "one of full, minimal, none"),
        ("palette", "warm", "one of auto, article"),
        ("loading", "soon", "one of lazy, eager"),
    ] {
        page.configure(&[("objective", "bowl"), (name, value)], false);
        let said =
            format!("{name} is \"{value}\"; it must be {allowed}. The picture stays as it was.");
        assert_eq!(page.take().message(), Some(said.as_str()));
    }
}

#[test]
fn a_wrong_attribute_is_answered_by_a_sentence_and_changes_nothing_else() {
    let right = [("start", "0.9,-0.35"), ("shown-step", "61")];
    let mut page = Page::open(&right);
    let rows = page.take().readouts().last().unwrap().rows.clone();
    let pictures = Layer::ALL.map(|layer| page.drawn(layer));
    for (name, value, beginning, allowed) in [
        (
            "racers",
            "sgd,adma",
            "racers[1].optimizer is \"adma\"; it must be ",
            "one of sgd, momentum, adagrad",
        ),
        ("racers", "sgd(lr=-1)", "racers[0].lr is -1; it must be ", "a finite number, 0 or more"),
        ("start", "0.9", "start is [0.9]; it must be ", "two finite numbers"),
        ("steps", "1e9", "steps is 1000000000; it must be ", "a whole number from 1 to 1000000"),
        ("objective", "bowls", "objective is \"bowls\"; it must be ", "one of gaussian"),
        (
            "formula",
            "x^2 +",
            "objective.formula cannot be read: expected a number, x, y, a function or an opening \
             parenthesis at column 6.",
            "",
        ),
    ] {
        let mut asked: Vec<_> = right.into_iter().filter(|(own, _)| *own != name).collect();
        asked.push((name, value));
        for (asked, is_right) in [(&*asked, false), (&right, true)] {
            page.configure(asked, false);
            page.settle();
            let notes = page.take();
            let message = notes.message().unwrap();
            if is_right {
                assert_eq!(message, "");
            } else {
                assert!(message.starts_with(beginning) && message.contains(allowed), "{message}");
                assert!(message.ends_with(" The picture stays as it was."), "{message}");
            }
            assert!(notes.readouts().iter().all(|readout| readout.rows == rows), "{message}");
            assert_eq!(Layer::ALL.map(|layer| page.drawn(layer)), pictures, "{message}");
            assert_eq!(page.figure.step(), 61, "{message}");
        }
    }
}

#[test]
fn a_refusal_is_no_longer_said_of_the_race_that_is_chosen_next() {
    let mut page = Page::open(&[("objective", "booth")]);
    for asked in
        [[("objective", "booth"), ("steps", "0")], [("objective", "booth"), ("racers", "x")]]
    {
        page.configure(&asked, false);
        assert_ne!(page.take().message(), Some(""));
        page.figure.edit(&Edit::Objective("bowl".to_owned()), Phase::Commit).unwrap();
        assert_eq!(page.take().message(), Some(""));
    }
    page.figure.open("#v1&objective=booth&colour=red");
    assert_ne!(page.take().message(), Some(""));
    page.figure.edit(&Edit::Objective("bowl".to_owned()), Phase::Commit).unwrap();
    assert_eq!(page.take().message(), Some(""));
}

#[test]
fn racers_that_leave_or_diverge_are_remarked_on_and_the_others_go_on() {
    let alone = Page::open(&[]).take().readouts().last().unwrap().rows[0].clone();
    let racers = "sgd,sgd(lr=1e300)#far,momentum(lr=1.7e308,momentum=4)#wild,adam";
    let mut page = Page::open(&[("racers", racers)]);
    let notes = page.take();
    let rows = &notes.readouts().last().unwrap().rows;
    assert_eq!([&rows[0].x, &rows[0].y, &rows[0].loss], [&alone.x, &alone.y, &alone.loss]);
    assert_eq!(rows[1].note, "outside the picture");
    let note = &rows[2].note;
    assert!(note.starts_with("flew off at step ") && note.contains(": "), "{note}");
    // Before it stopped nothing of that is said.
    page.figure.show_step(0);
    page.settle();
    assert_eq!(page.take().readouts().last().unwrap().rows[2].note, "");
    // And the whole of it can be played.
    page.figure.play();
    page.run(100.0 * 60.0 + 500.0);
    assert_eq!((page.figure.is_playing(), page.figure.step()), (false, 100));
}

#[test]
fn objects_are_read_as_json_and_refused_like_texts() {
    let mut page = Page::open(&[
        ("objective", r#"{"name":"taco","condition":50}"#),
        (
            "racers",
            r#"[{"optimizer":"adam","lr":0.1,"label":"mine & others"},{"optimizer":"sgd"}]"#,
        ),
        ("view", r#"{"x":[-2,2],"y":[-1.5,1.5]}"#),
        ("start", "[0.5, 1]"),
        ("levels", "[0,1,2]"),
        ("noise", r#"{"sigma":0.1,"shared":false}"#),
    ]);
    assert_eq!(page.take().message(), Some(""));
    assert_eq!(
        page.run_text(),
        Page::open(&[
            ("objective", "taco(condition=50)"),
            ("racers", "adam(lr=0.1)#mine%20%26%20others sgd"),
            ("view", "-2:2,-1.5:1.5"),
            ("start", "0.5,1"),
            ("levels", "0,1,2"),
            ("noise", "sigma=0.1,shared=false"),
        ])
        .run_text()
    );
    for (name, value, beginning) in [
        ("racers", r#"[{"optimizer":"sgd"},{"optimizer":"adam","lr":-1}]"#, "racers[1].lr is -1; "),
        ("racers", r#"[{"optimizer":"sgd","speed":1}]"#, "racers[0].speed is not known; "),
        ("start", "[1,null]", "start is [1, null]; it must be two finite numbers"),
        ("view", "{\"x\":[0,1]}", "view.y is missing; "),
        ("objective", "{\"formula\":\"x^2 +\"}", "objective.formula cannot be read: "),
        ("config", "7", "config is 7; it must be an object, or left out"),
        ("objectiv", "\"bowl\"", "objectiv is not known; it must be one of preset, objective,"),
    ] {
        page.configure(&[(name, value)], false);
        let notes = page.take();
        let message = notes.message().unwrap();
        assert!(message.starts_with(beginning), "{message}");
    }
}

#[test]
fn every_objective_and_its_formula_can_be_asked_for() {
    let mut page = Page::open(&[("steps", "5")]);
    page.take();
    for entry in objectives() {
        let formula = Objective::from_library(entry, None).formula().to_owned();
        for (name, value) in [("objective", entry.name), ("formula", &formula)] {
            page.configure(&[("steps", "5"), (name, value)], false);
            page.settle();
            let expected = RunConfig::from_fields(&[("steps", "5"), (name, value)]).unwrap();
            assert_eq!(page.figure.config(), &expected);
            let notes = page.take();
            assert_eq!(notes.message(), Some(""), "{value}");
            assert!(notes.readouts().last().unwrap().status.starts_with("Step 5 of 5"), "{value}");
        }
    }
}

//! The chart of a run over its steps: what is painted of it, and what it says.
#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

mod common;

use common::{Notes, Page};
use downhill::objectives;
use downhill_figure::panels::chart::{ChartCommand, ChartView, Measure};
use downhill_figure::panels::{PanelCommand, PanelView};
use downhill_figure::{Edit, Painting, Phase, Style, Surface};
use downhill_plot::{Identity, Palette, Rgb, Shape, Theme};

fn chart(notes: &Notes) -> ChartView {
    let found = notes.panels().into_iter().rev().find_map(|view| match view {
        PanelView::Chart(view) => Some(view.clone()),
        _ => None,
    });
    found.unwrap()
}

/// What the last paintings of a canvas put there since it got its size.
fn painted(notes: &Notes, surface: Surface) -> Vec<Painting> {
    let all: Vec<Painting> =
        notes.paintings().into_iter().filter(|of| of.surface == surface).cloned().collect();
    let from = all.iter().rposition(|of| of.size.is_some()).unwrap();
    all[from..].to_vec()
}

fn command(page: &mut Page, command: ChartCommand) {
    page.figure.command(PanelCommand::Chart(command));
    page.settle();
}

/// The lines of these colours, with the highest and lowest px, and the left and right one, of each.
fn lines(painting: &Painting, colors: &[Rgb]) -> Vec<[f64; 4]> {
    let mut found = Vec::new();
    for shape in &painting.shapes {
        if let Shape::Line { points, stroke } = shape
            && colors.contains(&stroke.color)
        {
            let fold = |axis: usize, pick: fn(f64, f64) -> f64| {
                points.iter().map(|point| point[axis]).reduce(pick).unwrap()
            };
            found.push([
                fold(1, f64::min),
                fold(1, f64::max),
                fold(0, f64::min),
                fold(0, f64::max),
            ]);
        }
    }
    found
}

fn colors(page: &Page) -> Vec<Rgb> {
    let racers = Identity::of(page.figure.config(), Palette::default());
    racers.into_iter().map(|racer| racer.color).collect()
}

#[test]
fn the_past_is_solid_the_future_faint_and_they_meet_at_the_step_that_is_shown() {
    let mut page = Page::open(&[
        ("objective", "bowl"),
        ("start", "3,4"),
        ("steps", "200"),
        ("racers", "sgd adam"),
    ]);
    command(&mut page, ChartCommand::Resize([850.0, 96.0]));
    let notes = page.take();
    let whole = painted(&notes, Surface::Chart);
    // The grid, and the lines over all of it.
    assert_eq!([whole[0].size, whole[1].size], [Some([850.0, 96.0]), None]);
    assert!(whole[0].opacity == 1.0 && (0.3..0.4).contains(&whole[1].opacity));
    let past = painted(&notes, Surface::ChartPast);
    assert_eq!((past[0].size, past[0].opacity), (Some([850.0, 96.0]), 1.0));
    assert_eq!(past[0].shapes, whole[1].shapes);
    assert!(past[0].shapes.len() >= 2);
    let [left, right] = chart(&notes).insets;
    for step in [0, 50, 137, 200] {
        page.figure.show_step(step);
        page.settle();
        let notes = page.take();
        let x = left + (850.0 - left - right) * f64::from(step) / 200.0;
        let clips: Vec<f64> = notes.paintings().iter().filter_map(|of| of.clip).collect();
        assert!((clips.last().unwrap() - x).abs() < 1e-9, "{clips:?} {x}");
        let cursor = &painted(&notes, Surface::ChartCursor)[0];
        let ink = Palette::default().ink();
        assert_eq!(
            lines(cursor, &[ink])[..],
            [[0.0, 96.0, *clips.last().unwrap(), *clips.last().unwrap()]]
        );
        if step < 200 {
            // Nothing else is painted for another step.
            let surfaces: Vec<Surface> = notes.paintings().iter().map(|of| of.surface).collect();
            assert!(!surfaces.contains(&Surface::Chart), "{surfaces:?}");
            assert!(notes.paintings().iter().all(|of| of.shapes.len() < 20));
        }
    }
}

#[test]
fn the_chart_follows_a_race_frame_by_frame_at_little_cost() {
    let mut page = Page::play(&[("preset", "article")]);
    page.run(300.0);
    page.take();
    page.run(800.0);
    let notes = page.take();
    let count = |surface| notes.paintings().iter().filter(|of| of.surface == surface).count();
    assert!(count(Surface::ChartCursor) >= 10, "{}", count(Surface::ChartCursor));
    assert_eq!(count(Surface::Chart), 0);
    let clips: Vec<f64> = notes.paintings().iter().filter_map(|of| of.clip).collect();
    assert!(clips.windows(2).all(|pair| pair[0] < pair[1]), "{clips:?}");
}

#[test]
fn a_cursor_stands_at_the_step_that_is_looked_at_too() {
    let mut page = Page::open(&[("objective", "bowl"), ("start", "3,4"), ("steps", "100")]);
    page.take();
    command(&mut page, ChartCommand::Peek(Some(25)));
    let palette = Palette::default();
    let notes = page.take();
    let cursor = &painted(&notes, Surface::ChartCursor)[0];
    let [at] = lines(cursor, &[palette.muted()])[..] else { panic!("{cursor:?}") };
    let [shown] = lines(cursor, &[palette.ink()])[..] else { panic!("{cursor:?}") };
    assert!((at[2] - (48.0 + 342.0 / 4.0)).abs() < 1e-9, "{at:?}");
    assert_eq!(shown[2], 390.0);
    command(&mut page, ChartCommand::Peek(None));
    let notes = page.take();
    assert!(lines(&painted(&notes, Surface::ChartCursor)[0], &[palette.muted()]).is_empty());
}

#[test]
fn the_chart_has_no_ground_of_its_own_and_the_inks_of_its_page() {
    for is_dark in [false, true] {
        // On the article's ground the picture has outlines, but not the chart.
        let mut page = Page::open(&[("preset", "article"), ("palette", "article")]);
        page.figure.set_style(Style { is_dark, ..Style::default() });
        page.settle();
        let notes = page.take();
        let theme = if is_dark { Theme::Dark } else { Theme::Light };
        let palette = Palette { theme, is_article: false };
        let grid = &painted(&notes, Surface::Chart)[0];
        for shape in &grid.shapes {
            match shape {
                Shape::Area { .. } => panic!("{shape:?}"),
                Shape::Line { stroke, .. } => assert_eq!(stroke.color, palette.rule()),
                Shape::Text(text) => assert_eq!(text.color, palette.muted()),
            }
        }
        let racers = Identity::of(page.figure.config(), palette);
        for shape in &painted(&notes, Surface::ChartPast)[0].shapes {
            let Shape::Line { stroke, .. } = shape else { panic!("{shape:?}") };
            assert!(racers.iter().any(|racer| racer.color == stroke.color), "{stroke:?}");
        }
    }
}

#[test]
fn a_racer_that_flies_off_ends_at_the_edge_and_in_words_and_flattens_nothing() {
    let run = [
        ("objective", "rosenbrock"),
        ("racers", "sgd(lr=0.0005) momentum(lr=0.1) adam(lr=0.05)"),
        ("steps", "300"),
    ];
    let mut page = Page::open(&run);
    command(&mut page, ChartCommand::Resize([850.0, 96.0]));
    let notes = page.take();
    let view = chart(&notes);
    assert!(view.is_logarithmic, "{view:?}");
    let words = view.clipped.strip_prefix("SGD+Momentum leaves the chart at step ").unwrap();
    let step: u32 = words.strip_suffix('.').unwrap().parse().unwrap();
    assert!((1..10).contains(&step), "{words}");
    assert!(view.description.ends_with(&view.clipped), "{}", view.description);
    let past = &painted(&notes, Surface::ChartPast)[0];
    let colors = colors(&page);
    let adam = lines(past, &colors[2..])[0];
    assert!(adam[1] - adam[0] > 0.6 * 96.0, "{adam:?}");
    // Its line ends near that step, with an arrow; its marker stays there.
    let [left, right] = view.insets;
    let x = |step: u32| left + (850.0 - left - right) * f64::from(step) / 300.0;
    let momentum = lines(past, &colors[1..2]);
    assert!(momentum.iter().all(|around| around[0] >= 0.0 && around[3] < x(step) + 5.0));
    // On a linear scale it is clipped as well.
    command(&mut page, ChartCommand::Logarithmic(false));
    let notes = page.take();
    assert!(chart(&notes).clipped.starts_with("SGD+Momentum leaves the chart at step "));
    let adam = lines(&painted(&notes, Surface::ChartPast)[0], &colors[2..])[0];
    assert!(adam[1] - adam[0] > 0.5 * 96.0, "{adam:?}");
    // Without it nobody leaves.
    page.figure.edit(&Edit::Shown { racer: 1, is_shown: false }, Phase::Commit).unwrap();
    page.settle();
    assert_eq!(chart(&page.take()).clipped, "");
}

#[test]
fn what_comes_back_or_falls_below_is_said_too() {
    // Where two racers stay low, the third is above for a while.
    let run = [
        ("formula", "x^2 + y^2"),
        ("start", "0.01,0"),
        ("racers", "sgd(lr=0.01) sgd(lr=0.02) momentum(lr=2,momentum=0.99)#far"),
        ("steps", "100"),
    ];
    let page_of = |run: &[(&str, &str)]| chart(&Page::open(run).take());
    let view = page_of(&run);
    assert!(view.clipped.contains("far "), "{}", view.clipped);
    // A racer that is at the minimum itself has 0, for which a logarithmic scale has no place.
    let run = [("objective", "bowl"), ("start", "3,4"), ("racers", "sgd(lr=1) sgd(lr=0.1)#slow")];
    let view = page_of(&run);
    assert!(view.is_logarithmic && !view.has_left_out, "{view:?}");
    assert_eq!(view.clipped, "SGD falls below the chart at step 1.");
}

#[test]
fn what_is_not_known_is_a_dash_and_never_nan() {
    let typed = [
        ("x^2 + y^2", "1,1"),
        ("log(x) + y", "0.05,0"),
        ("sqrt(x) - y^4", "0.5,2"),
        ("x*y", "1,1"),
        ("exp(x^2)*y", "3,3"),
        ("0*x + 1", "0,0"),
        ("log(-1 - x^2)", "0,0"),
    ];
    let mut runs: Vec<Vec<(&str, String)>> = Vec::new();
    for entry in objectives() {
        runs.push(vec![("objective", entry.name.to_owned())]);
    }
    for (formula, start) in typed {
        runs.push(vec![("formula", formula.to_owned()), ("start", start.to_owned())]);
    }
    for run in runs {
        for racers in [
            "sgd momentum adagrad rmsprop adam",
            "momentum(lr=1.7e308,momentum=4) sgd(lr=3) adam(lr=0)",
        ] {
            let mut run = run.clone();
            run.extend([("racers", racers.to_owned()), ("steps", "60".to_owned())]);
            let run: Vec<(&str, &str)> =
                run.iter().map(|(name, text)| (*name, text.as_str())).collect();
            let mut page = Page::open(&run);
            for measure in Measure::ALL {
                command(&mut page, ChartCommand::Measure(measure));
                for step in [0, 1, 30, 60] {
                    command(&mut page, ChartCommand::Peek(Some(step)));
                    let notes = page.take();
                    let view = chart(&notes);
                    let text = format!("{view:?}");
                    assert!(!text.contains("NaN"), "{run:?} {text}");
                    let is_unknown = view.values.iter().all(|value| value.starts_with("– "));
                    if !view.missing.is_empty() {
                        assert!(is_unknown && measure == Measure::Distance, "{text}");
                        assert!(view.description.ends_with(view.missing), "{text}");
                    }
                    if measure == Measure::Length && step == 0 {
                        assert!(is_unknown, "{text}");
                    }
                    for painting in notes.paintings() {
                        for shape in &painting.shapes {
                            assert!(!format!("{shape:?}").contains("NaN"), "{run:?} {shape:?}");
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn the_chart_has_the_size_that_the_page_gives_it() {
    let mut page = Page::open(&[("preset", "article")]);
    let notes = page.take();
    // As wide as the picture before anybody has said anything.
    assert_eq!(painted(&notes, Surface::Chart)[0].size, Some([400.0, 190.0]));
    for size in [[850.0, 96.0], [390.0, 72.0]] {
        command(&mut page, ChartCommand::Resize(size));
        let notes = page.take();
        for surface in [Surface::Chart, Surface::ChartPast, Surface::ChartCursor] {
            assert_eq!(painted(&notes, surface)[0].size, Some(size));
        }
        command(&mut page, ChartCommand::Resize(size));
        assert!(page.take().paintings().is_empty());
    }
    for size in [[f64::NAN, 96.0], [0.0, 96.0], [-5.0, f64::INFINITY]] {
        command(&mut page, ChartCommand::Resize(size));
        assert!(page.take().paintings().is_empty(), "{size:?}");
    }
}

#[test]
fn while_it_plays_the_cursor_goes_with_every_step_and_the_view_follows_less_often() {
    let mut page = Page::open(&[("preset", "article"), ("shown-step", "0")]);
    page.figure.play();
    page.run(100.0);
    page.take();
    // Two seconds, 33 steps.
    page.run(2000.0);
    let notes = page.take();
    let cursors = notes.paintings().iter().filter(|of| of.surface == Surface::ChartCursor).count();
    let views = notes.panels().iter().filter(|view| matches!(view, PanelView::Chart(_))).count();
    assert!((30..=36).contains(&cursors), "{cursors}");
    assert!((6..=10).contains(&views), "{views}");
}

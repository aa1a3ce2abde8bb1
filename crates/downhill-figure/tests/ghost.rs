//! The paths before the last change.
#![allow(clippy::unwrap_used, clippy::panic, reason = "what fails to unwrap fails the test")]

mod common;

use common::{Notes, Page};
use downhill::OptimizerRunner;
use downhill_figure::panels::PanelView;
use downhill_figure::{Edit, Phase, Setting, Style, Surface};
use downhill_plot::{Identity, Layer, Palette, Rgb, Shape, Theme};

const RUN: [(&str, &str); 4] = [
    ("objective", "booth"),
    ("racers", "sgd(lr=0.01) adam(lr=0.1)"),
    ("start", "-3,-1"),
    ("steps", "80"),
];

/// Whether the last view says that paths are there; none where nothing new was said.
fn is_shown(notes: &Notes) -> Option<bool> {
    notes.panels().into_iter().rev().find_map(|view| match view {
        PanelView::Ghost(view) => Some(view.is_shown),
        _ => None,
    })
}

/// The lines on the canvas, where it was painted: colours and vertices.
fn painted(notes: &Notes) -> Option<Vec<(Rgb, Vec<[f64; 2]>)>> {
    let all: Vec<_> =
        notes.paintings().into_iter().filter(|of| of.surface == Surface::Ghost).collect();
    let from = all.iter().rposition(|of| of.size.is_some())?;
    let mut lines = Vec::new();
    for painting in &all[from..] {
        for shape in &painting.shapes {
            let Shape::Line { points, stroke } = shape else { panic!("{shape:?}") };
            assert_eq!((stroke.width, painting.opacity), (1.5, 0.3));
            lines.push((stroke.color, points.clone()));
        }
    }
    Some(lines)
}

fn set_rate(page: &mut Page, racer: usize, rate: f64, phase: Phase) {
    let value = Setting::Number(rate);
    let edit = Edit::Hyperparameter { racer, name: "lr".to_owned(), value };
    page.figure.edit(&edit, phase).unwrap();
    page.settle();
}

fn colors() -> Vec<Rgb> {
    let page = Page::open(&RUN);
    let racers = Identity::of(page.figure.config(), Palette::default());
    racers.into_iter().map(|racer| racer.color).collect()
}

/// The px of a racer's last iterate in a run of the figure's size.
fn end(page: &Page, racer: usize, of: &OptimizerRunner) -> [f64; 2] {
    let bounds = page.figure.config().view;
    let view = downhill_plot::View { bounds, width: 400.0, height: 300.0 };
    view.to_px(of.iterate(racer, of.config().steps).unwrap())
}

fn ended(page: &Page) -> OptimizerRunner {
    let mut runner = OptimizerRunner::new(page.figure.config().clone());
    runner.step(runner.config().steps).unwrap();
    runner
}

fn is_near([x, y]: [f64; 2], other: [f64; 2]) -> bool {
    (x - other[0]).abs() < 1.0 && (y - other[1]).abs() < 1.0
}

#[test]
fn after_a_rate_is_changed_the_path_before_stays_faintly() {
    let mut page = Page::open(&RUN);
    let notes = page.take();
    assert_eq!((is_shown(&notes), painted(&notes)), (Some(false), None));
    let before = ended(&page);
    set_rate(&mut page, 0, 0.05, Phase::Commit);
    let notes = page.take();
    assert_eq!(is_shown(&notes), Some(true));
    // Of the racer that was changed alone, to its end.
    let lines = painted(&notes).unwrap();
    assert!(lines.iter().all(|(color, _)| *color == colors()[0]), "{lines:?}");
    let last = *lines.last().unwrap().1.last().unwrap();
    assert!(is_near(last, end(&page, 0, &before)), "{last:?}");
    // The next change takes its place.
    let between = ended(&page);
    set_rate(&mut page, 0, 0.02, Phase::Commit);
    let lines = painted(&page.take()).unwrap();
    assert!(is_near(*lines.last().unwrap().1.last().unwrap(), end(&page, 0, &between)));
}

#[test]
fn when_a_racer_had_arrived_is_told_since_one_path_can_lie_upon_the_other() {
    // On a line through the minimum Adam's step sets how fast it goes, not where.
    let run =
        [("objective", "bowl"), ("racers", "adam(lr=0.02) sgd(lr=0.1)"), ("start", "0.5,0.5")];
    let mut page = Page::open(&run);
    page.take();
    let arrived = |notes: &Notes| {
        notes.panels().into_iter().rev().find_map(|view| match view {
            PanelView::Ghost(view) => Some(view.arrived.clone()),
            _ => None,
        })
    };
    let before = ended(&page);
    let there = |step: &u32| before.loss(0, *step).unwrap() < 1e-3;
    let first = (0..=before.config().steps).find(there).unwrap();
    set_rate(&mut page, 0, 0.03, Phase::Commit);
    assert_eq!(arrived(&page.take()), Some(vec![first.to_string(), String::new()]));
}

#[test]
fn moving_the_start_shows_the_paths_before_the_gesture_and_paints_them_once() {
    let mut page = Page::open(&RUN);
    let before = ended(&page);
    page.take();
    let mut paintings = 0;
    for step in 0..20 {
        page.figure.start_at([100.0 + f64::from(step), 80.0], Phase::Preview);
        page.settle();
        paintings += usize::from(painted(&page.take()).is_some());
    }
    page.figure.start_at([120.0, 80.0], Phase::Commit);
    page.settle();
    let notes = page.take();
    assert_eq!((paintings, is_shown(&notes)), (1, None));
    // Another view paints it anew: of the run before the gesture, both racers.
    page.figure.set_style(Style { is_dark: true, ..Style::default() });
    page.settle();
    let lines = painted(&page.take()).unwrap();
    let dark = Palette { theme: Theme::Dark, is_article: false };
    for (racer, identity) in Identity::of(page.figure.config(), dark).iter().enumerate() {
        let of_racer = lines.iter().rfind(|(color, _)| *color == identity.color).unwrap();
        assert!(is_near(*of_racer.1.last().unwrap(), end(&page, racer, &before)), "{racer}");
    }
}

#[test]
fn a_gesture_that_comes_back_to_where_it_was_has_changed_nothing() {
    let mut page = Page::open(&RUN);
    page.take();
    set_rate(&mut page, 0, 0.05, Phase::Preview);
    assert_eq!(is_shown(&page.take()), Some(true));
    set_rate(&mut page, 0, 0.01, Phase::Preview);
    let notes = page.take();
    assert_eq!((is_shown(&notes), painted(&notes)), (Some(false), Some(Vec::new())));
    set_rate(&mut page, 0, 0.03, Phase::Preview);
    set_rate(&mut page, 0, 0.03, Phase::Commit);
    assert_eq!(is_shown(&page.take()), Some(true));
}

#[test]
fn after_undo_it_is_the_run_that_was_undone() {
    let mut page = Page::open(&RUN);
    set_rate(&mut page, 1, 0.3, Phase::Commit);
    let undone = ended(&page);
    page.take();
    page.figure.undo();
    page.settle();
    let notes = page.take();
    let lines = painted(&notes).unwrap();
    assert!(is_near(*lines.last().unwrap().1.last().unwrap(), end(&page, 1, &undone)));
    page.figure.redo();
    page.settle();
    assert!(!painted(&page.take()).unwrap().is_empty());
}

#[test]
fn it_is_gone_with_another_objective_another_run_or_other_racers() {
    let edits = [
        Edit::Objective("bowl".to_owned()),
        Edit::Formula("x^2 + y^2".to_owned()),
        Edit::AddRacer("sgd".to_owned()),
        Edit::RemoveRacer(0),
    ];
    for edit in edits {
        let mut page = Page::open(&RUN);
        set_rate(&mut page, 0, 0.05, Phase::Commit);
        assert_eq!(is_shown(&page.take()), Some(true));
        page.figure.edit(&edit, Phase::Commit).unwrap();
        page.settle();
        let notes = page.take();
        assert_eq!(
            (is_shown(&notes), painted(&notes)),
            (Some(false), Some(Vec::new())),
            "{edit:?}"
        );
    }
    let mut page = Page::open(&RUN);
    set_rate(&mut page, 0, 0.05, Phase::Commit);
    page.figure.open("#v1&objective=booth&racers=adam,sgd");
    page.settle();
    assert_eq!(is_shown(&page.take()), Some(false));
}

#[test]
fn noise_leaves_one_and_views_steps_names_and_the_order_of_racers_leave_none() {
    let mut page = Page::open(&RUN);
    page.take();
    let noise = Edit::Noise { sigma: 0.5, seed: 3.0, is_shared: true };
    page.figure.zoom(0.5, None, Phase::Commit);
    page.figure.edit(&Edit::Steps(40.0), Phase::Commit).unwrap();
    page.figure.edit(&Edit::Label { racer: 0, label: "slow".to_owned() }, Phase::Commit).unwrap();
    page.figure.edit(&Edit::MoveRacer { racer: 0, by: 1 }, Phase::Commit).unwrap();
    page.settle();
    let notes = page.take();
    assert_eq!((is_shown(&notes), painted(&notes)), (None, None));
    page.figure.edit(&noise, Phase::Commit).unwrap();
    page.settle();
    let notes = page.take();
    assert_eq!(is_shown(&notes), Some(true));
    let with = painted(&notes).unwrap();
    // It follows the view.
    page.figure.zoom(0.5, None, Phase::Commit);
    page.settle();
    let notes = page.take();
    assert_eq!(is_shown(&notes), None);
    assert_ne!(painted(&notes).unwrap(), with);
}

#[test]
fn it_is_no_part_of_the_picture() {
    let mut plain = Page::open(&RUN);
    set_rate(&mut plain, 0, 0.05, Phase::Commit);
    let changed = [
        ("objective", "booth"),
        ("racers", "sgd(lr=0.05) adam(lr=0.1)"),
        ("start", "-3,-1"),
        ("steps", "80"),
    ];
    let opened = Page::open(&changed);
    for layer in Layer::ALL {
        assert_eq!(plain.drawn(layer), opened.drawn(layer), "{layer:?}");
    }
    assert_eq!(plain.figure.poster(), opened.figure.poster());
}

#[test]
fn of_long_runs_few_vertices_are_kept() {
    let racers = "adam(lr=0.01) ".repeat(16);
    let run = [
        ("objective", "rosenbrock"),
        ("racers", racers.as_str()),
        ("steps", "50000"),
        ("noise", "sigma=3,seed=1"),
    ];
    let mut page = Page::open(&run);
    page.take();
    page.figure.edit(&Edit::Start([0.5, 0.5]), Phase::Commit).unwrap();
    page.settle();
    let lines = painted(&page.take()).unwrap();
    let vertices: usize = lines.iter().map(|(_, points)| points.len()).sum();
    assert!(vertices > 100 && vertices <= 16 * 2 * 2000, "{vertices}");
}

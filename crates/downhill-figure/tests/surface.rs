//! What the panel of the surface paints and says, and when.
#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

mod common;

use common::{Notes, Page};
use downhill_figure::panels::surface::{CameraView, Layout, SurfaceCommand, SurfaceView};
use downhill_figure::panels::{PanelCommand, PanelView};
use downhill_figure::{Edit, Painting, Phase, Surface};
use downhill_plot::Shape;

const CANVASES: [Surface; 4] = [
    Surface::SurfaceGround,
    Surface::SurfaceOutlines,
    Surface::SurfaceTrails,
    Surface::SurfaceHeads,
];

fn ask(page: &mut Page, command: SurfaceCommand) {
    page.figure.command(PanelCommand::Surface(command));
}

/// A page that shows the surface, at rest.
fn shown(attributes: &[(&str, &str)]) -> Page {
    let mut page = Page::open(attributes);
    page.take();
    ask(&mut page, SurfaceCommand::Layout(Layout::Both));
    ask(&mut page, SurfaceCommand::Resize([400.0, 300.0]));
    page.settle();
    page
}

fn view(notes: &Notes) -> Option<SurfaceView> {
    notes.panels().into_iter().rev().find_map(|view| match view {
        PanelView::Surface(view) => Some(view.clone()),
        _ => None,
    })
}

fn paintings(notes: &Notes, surface: Surface) -> Vec<&Painting> {
    notes.paintings().into_iter().filter(|painting| painting.surface == surface).collect()
}

/// How often each canvas is painted on.
fn counts(notes: &Notes) -> [usize; 4] {
    CANVASES.map(|surface| paintings(notes, surface).len())
}

#[test]
fn the_surface_costs_nothing_while_it_is_not_shown() {
    let mut page = Page::open(&[("preset", "article")]);
    ask(&mut page, SurfaceCommand::Resize([400.0, 300.0]));
    page.figure.show_step(50);
    page.settle();
    let notes = page.take();
    assert_eq!(counts(&notes), [0; 4]);
    let view = view(&notes).unwrap();
    assert_eq!((view.layout, view.description.as_str()), (Layout::Map, ""));
    // Nor before the page has said how large it is.
    let mut page = Page::open(&[("preset", "article")]);
    ask(&mut page, SurfaceCommand::Layout(Layout::Surface));
    page.settle();
    assert_eq!(counts(&page.take()), [0; 4]);
    ask(&mut page, SurfaceCommand::Resize([0.0, f64::NAN]));
    page.settle();
    assert_eq!(counts(&page.take()), [0; 4]);
}

#[test]
fn it_shows_the_same_race_at_the_same_step_in_words_too() {
    let mut page = shown(&[("preset", "article"), ("racers", "sgd,adam")]);
    let notes = page.take();
    let [ground] = paintings(&notes, Surface::SurfaceGround)[..] else { panic!() };
    assert_eq!(ground.size, Some([400.0, 300.0]));
    assert!(ground.shapes.len() > 1000);
    let view = view(&notes).unwrap();
    assert_eq!(view.layout, Layout::Both);
    assert_eq!(view.note, "Behind the surface: SGD, Adam.");
    assert!(view.description.starts_with("f(x, y) = "), "{}", view.description);
    let end = "as a surface, over x from −1 to 1 and y from −1 to 1, with the racers’ paths on it. The axis of values is linear. Seen from an elevation of 50° and an azimuth of −50°. Behind the surface: SGD, Adam.";
    assert!(view.description.ends_with(end), "{}", view.description);
    // At the start nobody is hidden.
    page.figure.show_step(0);
    page.settle();
    assert_eq!(crate::view(&page.take()).unwrap().note, "");
    // Where levels are decades, the axis is logarithmic.
    let mut page = shown(&[("objective", "rosenbrock")]);
    let view = crate::view(&page.take()).unwrap();
    assert!(view.description.contains("The axis of values is logarithmic."));
}

#[test]
fn as_the_race_goes_on_trails_grow_and_the_surface_stays() {
    let mut page = shown(&[("preset", "article"), ("shown-step", "0")]);
    // From where the race is seen.
    ask(&mut page, SurfaceCommand::Turn([180.0, 10.0]));
    page.settle();
    page.take();
    page.figure.play();
    let mut frames = 0;
    while page.figure.is_playing() {
        page.frame(16.0);
        frames += 1;
    }
    page.settle();
    let notes = page.take();
    let [ground, _, trails, heads] = counts(&notes);
    assert_eq!(ground, 0);
    assert!(heads >= 100 && heads <= frames, "{heads} in {frames}");
    assert!(trails > 20, "{trails}");
    assert!(paintings(&notes, Surface::SurfaceTrails).iter().all(|trail| trail.size.is_none()));
    // Back, and they begin anew.
    page.figure.show_step(10);
    page.settle();
    let notes = page.take();
    assert_eq!(counts(&notes)[0], 0);
    assert!(paintings(&notes, Surface::SurfaceTrails)[0].size.is_some());
}

#[test]
fn labels_come_to_rest_where_a_race_ends() {
    let heads = |plays: bool| {
        let mut page = shown(&[("objective", "himmelblau"), ("shown-step", "0")]);
        if plays {
            page.figure.play();
            while page.figure.is_playing() {
                page.frame(16.0);
            }
        } else {
            page.figure.show_step(1_000_000);
        }
        page.settle();
        let notes = page.take();
        paintings(&notes, Surface::SurfaceHeads).last().unwrap().shapes.clone()
    };
    assert!(heads(true) == heads(false));
}

#[test]
fn the_view_says_from_where_it_is_seen() {
    let mut page = shown(&[("objective", "bowl")]);
    ask(&mut page, SurfaceCommand::Turn([-5.0, 10.0]));
    ask(&mut page, SurfaceCommand::Zoom(2.0, Phase::Commit));
    page.settle();
    let camera = view(&page.take()).unwrap().camera;
    assert_eq!(camera, CameraView { elevation: 60.0, azimuth: -55.0, zoom: 2.0 });
}

#[test]
fn outlines_lie_beneath_all_trails() {
    let mut page = shown(&[("preset", "article-gif"), ("shown-step", "60")]);
    for _ in 0..37 {
        ask(&mut page, SurfaceCommand::Turn([5.0, 0.0]));
    }
    page.settle();
    let notes = page.take();
    let outlines = paintings(&notes, Surface::SurfaceOutlines);
    let last: Vec<(bool, bool)> =
        outlines.iter().map(|outline| (outline.size.is_some(), outline.is_beneath)).collect();
    assert!(last.ends_with(&[(true, false), (false, true), (false, false)]), "{last:?}");
}

#[test]
fn it_is_turned_in_passing_and_drawn_properly_at_rest() {
    let mut page = shown(&[("objective", "himmelblau")]);
    page.take();
    for _ in 0..5 {
        ask(&mut page, SurfaceCommand::Drag([6.0, -3.0], Phase::Preview));
        page.frame(16.0);
    }
    let notes = page.take();
    assert_eq!(counts(&notes)[0], 5);
    assert_eq!(paintings(&notes, Surface::SurfaceHeads).len(), 5);
    // Whole lines, and no dashes.
    let longest = |notes: &Notes| {
        let trails = paintings(notes, Surface::SurfaceTrails);
        let lengths =
            trails.iter().flat_map(|painting| &painting.shapes).map(|shape| match shape {
                Shape::Line { points, .. } => points.len(),
                _ => 0,
            });
        lengths.max().unwrap()
    };
    let passing = longest(&notes);
    let passing_shapes = paintings(&notes, Surface::SurfaceGround)[4].shapes.len();
    // Without a move there is nothing to be done.
    page.frame(16.0);
    page.frame(16.0);
    assert_eq!(counts(&page.take()), [0; 4]);
    ask(&mut page, SurfaceCommand::Rest);
    page.settle();
    let notes = page.take();
    // In all its shades.
    let [ground] = paintings(&notes, Surface::SurfaceGround)[..] else { panic!() };
    assert!(ground.shapes.len() > passing_shapes, "{} {passing_shapes}", ground.shapes.len());
    assert!(passing > 2 * longest(&notes), "{passing}");
    // Nothing of it is a change of the run.
    assert!(!page.figure.can_undo());
}

#[test]
fn keys_say_where_the_camera_is_and_reset_brings_it_back() {
    let mut page = shown(&[("objective", "bowl")]);
    let first = paintings(&page.take(), Surface::SurfaceGround)[0].shapes.clone();
    ask(&mut page, SurfaceCommand::Turn([-5.0, 0.0]));
    ask(&mut page, SurfaceCommand::Turn([0.0, 5.0]));
    page.settle();
    let notes = page.take();
    assert_eq!(
        notes.announcements(),
        [
            "Seen from an elevation of 50° and an azimuth of −55°.",
            "Seen from an elevation of 55° and an azimuth of −55°."
        ]
    );
    ask(&mut page, SurfaceCommand::Zoom(2.0, Phase::Commit));
    page.settle();
    assert_ne!(paintings(&page.take(), Surface::SurfaceGround)[0].shapes, first);
    ask(&mut page, SurfaceCommand::Reset);
    page.settle();
    assert_eq!(paintings(&page.take(), Surface::SurfaceGround)[0].shapes, first);
}

#[test]
fn it_follows_the_run_its_view_and_the_colours() {
    let mut page = shown(&[("objective", "bowl")]);
    page.take();
    // A rate changes the trails alone.
    let (name, value) = ("lr".to_owned(), downhill_figure::Setting::Number(0.037));
    page.figure.edit(&Edit::Hyperparameter { racer: 0, name, value }, Phase::Commit).unwrap();
    page.settle();
    let notes = page.take();
    assert_eq!(counts(&notes)[0], 0);
    assert!(counts(&notes)[2] > 0);
    // Another objective, another surface.
    page.figure.edit(&Edit::Objective("booth".to_owned()), Phase::Commit).unwrap();
    page.settle();
    assert!(counts(&page.take())[0] > 0);
    page.figure.zoom(0.5, None, Phase::Commit);
    page.settle();
    assert!(counts(&page.take())[0] > 0);
    page.figure.set_style(downhill_figure::Style { is_dark: true, ..Default::default() });
    page.settle();
    assert!(counts(&page.take())[0] > 0);
    // One that is another size of the map's is the same.
    page.figure.resize([500.0, 300.0], [500, 300]);
    page.settle();
    assert_eq!(counts(&page.take())[0], 0);
}

#[test]
fn where_f_has_no_value_there_is_no_surface_and_a_sentence_says_so() {
    let mut page = shown(&[("objective", "bowl")]);
    page.take();
    page.figure.set_formula("log(-1 - x^2) + y", Phase::Commit).unwrap();
    page.settle();
    let notes = page.take();
    assert_eq!(view(&notes).unwrap().note, "f has no value anywhere in this view.");
    // Nothing of the surface before is left.
    for surface in CANVASES {
        let last = *paintings(&notes, surface).last().unwrap();
        assert!(last.size.is_some() && last.shapes.is_empty(), "{surface:?}");
    }
    page.figure.set_formula("x^2 + y^2", Phase::Commit).unwrap();
    page.settle();
    let notes = page.take();
    assert_ne!(view(&notes).unwrap().note, "f has no value anywhere in this view.");
    assert!(counts(&notes)[0] > 0);
}

#[test]
fn the_surface_lets_through_what_it_hides_where_that_is_asked_for() {
    let mut page = shown(&[("preset", "article-gif")]);
    page.take();
    ask(&mut page, SurfaceCommand::SeeThrough(true));
    page.settle();
    let notes = page.take();
    assert!(view(&notes).unwrap().sees_through);
    let is_dotted =
        |shape: &Shape| matches!(shape, Shape::Line { stroke, .. } if stroke.dash.is_some());
    let trails = paintings(&notes, Surface::SurfaceTrails);
    assert!(trails.iter().any(|painting| painting.shapes.iter().any(is_dotted)));
}

#[test]
fn layouts_have_names() {
    for layout in Layout::ALL {
        assert_eq!(Layout::named(layout.name()), Some(layout));
    }
    assert_eq!(Layout::named("3d"), None);
}

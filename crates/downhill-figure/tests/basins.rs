//! Maps of basins and the swarm beside a race. What computes the maps elsewhere is the core itself here.
#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

mod common;

use common::{Notes, Page};
use downhill::basin::{BasinOptions, BasinPlan, Outcome, basin_minima};
use downhill::{OptimizerRunner, RunConfig, Status, Swarm};
use downhill_figure::panels::basins::{BasinsCommand, BasinsView};
use downhill_figure::panels::swarm::{SwarmCommand, SwarmView};
use downhill_figure::panels::{PanelCommand, PanelView};
use downhill_figure::{Edit, FigureEvent, JobView, Painting, Phase, Setting, Style, Surface};
use downhill_plot::{Layer, Shape, View};

const TWO: [(&str, &str); 1] = [("objective", "two-gaussians")];

fn basins(notes: &Notes) -> Option<BasinsView> {
    notes.panels().into_iter().rev().find_map(|view| match view {
        PanelView::Basins(view) => Some(view.clone()),
        _ => None,
    })
}

fn swarm(notes: &Notes) -> SwarmView {
    let last = notes.panels().into_iter().rev().find_map(|view| match view {
        PanelView::Swarm(view) => Some(view.clone()),
        _ => None,
    });
    last.unwrap()
}

fn command(page: &mut Page, command: BasinsCommand) -> Option<BasinsView> {
    page.figure.command(PanelCommand::Basins(command));
    page.settle();
    basins(&page.take())
}

/// What computes a job elsewhere.
fn plan(job: &JobView) -> BasinPlan {
    let config = RunConfig::from_value(&job.config).unwrap();
    let mut options = BasinOptions::from_value(&config, &job.options).unwrap();
    if options.minima.is_none() {
        let minima = basin_minima(&config, &options);
        options.minima = Some(minima.iter().map(|minimum| minimum.at).collect());
    }
    BasinPlan::new(config, options)
}

/// Hands in the minima of a job.
fn hand_in_minima(page: &mut Page, id: u32, plan: &BasinPlan) {
    let minima = plan.options().minima.clone().unwrap();
    let numbers = minima.into_iter().flatten().collect();
    page.figure.command(PanelCommand::Basins(BasinsCommand::Minima(id, numbers)));
}

fn hand_in(page: &mut Page, id: u32, plan: &BasinPlan, slice: usize) {
    let numbers = plan.compute(slice);
    let command = BasinsCommand::Slice { job: id, slice, numbers };
    page.figure.take_result(PanelCommand::Basins(command));
}

/// Opens the maps of a page and computes them.
fn complete(page: &mut Page) -> (BasinsView, BasinPlan) {
    let job = command(page, BasinsCommand::Open(true)).unwrap().job.unwrap();
    let plan = plan(&job);
    hand_in_minima(page, job.id, &plan);
    for slice in 0..plan.slices() {
        hand_in(page, job.id, &plan, slice);
    }
    page.settle();
    (basins(&page.take()).unwrap(), plan)
}

fn image(page: &Page, place: usize) -> Vec<u8> {
    page.figure.panels().basins().image(place)
}

/// How many pixels of an image are there.
fn opaque(image: &[u8]) -> usize {
    image.as_chunks::<4>().0.iter().filter(|pixel| pixel[3] == 255).count()
}

fn set_rate(page: &mut Page, racer: usize, rate: f64, phase: Phase) {
    let (name, value) = ("lr".to_owned(), Setting::Number(rate));
    page.figure.edit(&Edit::Hyperparameter { racer, name, value }, phase).unwrap();
}

#[test]
fn nothing_is_computed_while_the_maps_are_not_open() {
    let mut page = Page::open(&TWO);
    assert!(basins(&page.take()).unwrap().job.is_none());
    set_rate(&mut page, 0, 0.01, Phase::Commit);
    page.settle();
    assert!(basins(&page.take()).is_none());
    let view = command(&mut page, BasinsCommand::Open(true)).unwrap();
    assert!(view.job.is_some() && view.is_running);
    assert_eq!((view.maps.len(), view.columns, view.rows), (5, 160, 120));
    assert!(command(&mut page, BasinsCommand::Open(false)).unwrap().job.is_none());
}

#[test]
fn maps_come_coarse_then_fine_and_say_who_reaches_the_lowest_minimum() {
    let mut page = Page::open(&TWO);
    let job = command(&mut page, BasinsCommand::Open(true)).unwrap().job.unwrap();
    let plan = plan(&job);
    assert_eq!(opaque(&image(&page, 0)), 0);
    hand_in_minima(&mut page, job.id, &plan);
    for slice in 0..5 {
        hand_in(&mut page, job.id, &plan, slice);
    }
    page.frame(16.0);
    let coarse = basins(&page.take()).unwrap();
    assert!(coarse.is_running && coarse.progress.ends_with('%'), "{}", coarse.progress);
    let first = image(&page, 4);
    assert_eq!(opaque(&first), 160 * 120);
    for slice in 5..plan.slices() {
        hand_in(&mut page, job.id, &plan, slice);
    }
    page.settle();
    let view = basins(&page.take()).unwrap();
    assert!(view.epoch > coarse.epoch && view.job.is_none() && view.progress.is_empty());
    assert_ne!(image(&page, 4), first);
    assert_eq!(
        view.minima.iter().map(|minimum| minimum.letters.as_str()).collect::<Vec<_>>(),
        ["A", "B"]
    );
    // What an older demo says of Adam on this bowl; here it depends on rates and steps.
    println!("{}", view.summary);
    assert!(
        view.summary.starts_with("Starts that reach the lowest minimum, A, within 200 steps: ")
    );
    assert_eq!(view.found, "1 of the minima was found numerically.");
    for map in &view.maps {
        println!("{}", map.text);
        assert!(map.text.starts_with(&map.label) && !map.shares.is_empty());
    }
    // The table is that of the pixels.
    let reach = |outcome: Outcome| {
        let mut whole = BasinPlan::new(plan.config().clone(), plan.options().clone());
        for slice in 0..plan.slices() {
            whole.put(slice, &plan.compute(slice));
        }
        let pixels = whole.map(2).iter().flatten();
        pixels.filter(|pixel| pixel.0 == outcome).count()
    };
    let of_a = 100 * reach(Outcome::Minimum(0)) / (160 * 120);
    let share = view.maps[2].shares.iter().find(|share| share.name == "A").unwrap();
    let said: usize = share.part.trim_end_matches('%').parse().unwrap();
    assert!(said.abs_diff(of_a) <= 1, "{said} {of_a}");
}

#[test]
fn the_start_does_not_matter_and_a_rate_does() {
    let mut page = Page::open(&TWO);
    let first = command(&mut page, BasinsCommand::Open(true)).unwrap().job.unwrap();
    page.figure.start_at([200.0, 80.0], Phase::Preview);
    page.frame(16.0);
    page.figure.commit();
    page.settle();
    let view = basins(&page.take());
    assert!(view.is_none_or(|view| view.job == Some(first.clone())));
    set_rate(&mut page, 0, 0.01, Phase::Commit);
    page.settle();
    let second = basins(&page.take()).unwrap().job.unwrap();
    assert_ne!(second.id, first.id);
    assert_eq!(second.options, first.options);
    // What comes late of the first is of no use.
    let old = plan(&first);
    hand_in_minima(&mut page, first.id, &old);
    (0..old.slices()).for_each(|slice| hand_in(&mut page, first.id, &old, slice));
    page.settle();
    assert_eq!(opaque(&image(&page, 0)), 0);
    // Nor do racers' names and colours matter.
    let label = Edit::Label { racer: 0, label: "slow".to_owned() };
    page.figure.edit(&label, Phase::Commit).unwrap();
    page.settle();
    let view = basins(&page.take()).unwrap();
    assert_eq!(view.job.unwrap().id, second.id);
}

#[test]
fn while_a_rate_is_dragged_the_maps_before_stay_until_others_are_there() {
    let mut page = Page::open(&TWO);
    let (_, before) = complete(&mut page);
    let shown = image(&page, 0);
    set_rate(&mut page, 0, 0.05, Phase::Preview);
    page.frame(16.0);
    let job = basins(&page.take()).unwrap().job.unwrap();
    // It takes the minima that are known, which come first otherwise.
    let plan = plan(&job);
    assert_eq!(plan.options().minima, before.options().minima);
    assert_eq!(image(&page, 0), shown);
    // A job is not given up for each px before it has shown something,
    set_rate(&mut page, 0, 0.06, Phase::Preview);
    page.frame(16.0);
    assert!(basins(&page.take()).is_none_or(|view| view.job.unwrap().id == job.id));
    (0..5).for_each(|slice| hand_in(&mut page, job.id, &plan, slice));
    page.frame(16.0);
    page.frame(16.0);
    assert_ne!(image(&page, 0), shown);
    // but then it is, and at the end of the gesture once it has.
    let next = basins(&page.take()).unwrap().job.unwrap();
    assert!(next.id != job.id && plan_rate(&next) == 0.06);
    page.figure.commit();
    page.settle();
    assert!(basins(&page.take()).is_none_or(|view| view.job.unwrap().id == next.id));
    let plan_of_next = self::plan(&next);
    (0..5).for_each(|slice| hand_in(&mut page, next.id, &plan_of_next, slice));
    page.settle();
    let last = basins(&page.take()).unwrap().job.unwrap();
    assert!(last.id != next.id && last.options != next.options);
}

/// Changes the first racer's rate, and hands in the first look at its map and maybe other minima than it was made with.
/// Returns the job that follows.
fn look_and_find(page: &mut Page, minima: impl FnOnce(Vec<f64>) -> Vec<f64>) -> BasinsView {
    let (_, before) = complete(page);
    let shown: Vec<_> = (0..5).map(|place| image(page, place)).collect();
    set_rate(page, 0, 0.05, Phase::Commit);
    page.frame(16.0);
    let look = basins(&page.take()).unwrap().job.unwrap();
    let plan_of_look = plan(&look);
    // The other racers' maps are there.
    assert_eq!(plan_of_look.options().racers, [0]);
    assert_eq!(plan_of_look.options().minima, before.options().minima);
    assert_eq!(image(page, 0), shown[0]);
    hand_in(page, look.id, &plan_of_look, 0);
    // It is painted in the next frame, and the minima of this run are looked for.
    assert!(basins(&page.take()).is_none());
    page.frame(16.0);
    let coarse = image(page, 0);
    assert_ne!(coarse, shown[0]);
    for (place, shown) in shown.iter().enumerate().skip(1) {
        assert_eq!(image(page, place), *shown);
    }
    let search = basins(&page.take()).unwrap().job.unwrap();
    assert_ne!(search.id, look.id);
    let plan = plan(&search);
    assert_eq!(plan.options().racers, [0, 1, 2, 3, 4]);
    // No outcome has a name before.
    hand_in(page, search.id, &plan, 0);
    page.settle();
    assert_eq!(image(page, 0), coarse);
    let found = plan.options().minima.iter().flatten().flatten().copied().collect();
    page.frame(300.0);
    let command = BasinsCommand::Minima(search.id, minima(found));
    page.figure.command(PanelCommand::Basins(command));
    page.settle();
    assert_eq!(image(page, 0), coarse);
    basins(&page.take())
        .unwrap_or_else(|| BasinsView { job: Some(search), ..BasinsView::default() })
}

/// Hands in what a job computes; the last view.
fn finish(page: &mut Page, job: &JobView, plan: &BasinPlan) -> BasinsView {
    (0..plan.slices()).for_each(|slice| hand_in(page, job.id, plan, slice));
    page.settle();
    basins(&page.take()).unwrap()
}

#[test]
fn after_a_change_of_one_racer_its_map_alone_is_made_anew() {
    let mut page = Page::open(&TWO);
    let view = look_and_find(&mut page, |minima| minima);
    // They are those that are known: what is missing is computed.
    let job = view.job.unwrap();
    let rest = plan(&job);
    assert_eq!(rest.options().racers, [0]);
    let last = finish(&mut page, &job, &rest);
    assert!(last.job.is_none() && !last.is_running && last.progress.is_empty());
    // They are those of a page that begins with this rate.
    let mut other = Page::open(&TWO);
    set_rate(&mut other, 0, 0.05, Phase::Commit);
    complete(&mut other);
    for place in 0..5 {
        assert!(image(&page, place) == image(&other, place), "{place}");
    }
}

#[test]
fn where_other_minima_are_found_all_maps_are_made_anew() {
    let mut page = Page::open(&TWO);
    let view = look_and_find(&mut page, |minima| minima[..2].to_vec());
    let job = view.job.unwrap();
    let plan = {
        let config = RunConfig::from_value(&job.config).unwrap();
        let mut options = BasinOptions::from_value(&config, &job.options).unwrap();
        assert_eq!((options.racers.len(), &options.minima), (5, &None));
        options.minima = Some(vec![config.objective.entry().unwrap().minima[0]]);
        BasinPlan::new(config, options)
    };
    // The maps change their colours together.
    let shown: Vec<_> = (0..5).map(|place| image(&page, place)).collect();
    page.frame(16.0);
    hand_in(&mut page, job.id, &plan, 0);
    page.frame(16.0);
    assert!(basins(&page.take()).is_none());
    assert_eq!(shown[1], image(&page, 1));
    let last = finish(&mut page, &job, &plan);
    assert!(last.job.is_none() && !last.is_running);
    assert_eq!(last.minima.len(), 1);
}

#[test]
fn maps_of_racers_that_stay_are_kept() {
    let mut page = Page::open(&TWO);
    complete(&mut page);
    let shown = image(&page, 2);
    page.figure.edit(&Edit::Shown { racer: 1, is_shown: false }, Phase::Commit).unwrap();
    page.settle();
    let view = basins(&page.take()).unwrap();
    assert_eq!(view.maps.iter().map(|map| map.racer).collect::<Vec<_>>(), [0, 2, 3, 4]);
    assert_eq!(image(&page, 1), shown);
    // The minima that these racers find are all that is to be computed.
    let job = view.job.unwrap();
    hand_in_minima(&mut page, job.id, &plan(&job));
    page.settle();
    let view = basins(&page.take()).unwrap();
    assert!(view.job.is_none() && !view.is_running && view.progress.is_empty());
}

/// The first racer's learning rate in a job.
fn plan_rate(job: &JobView) -> f64 {
    let mut config = RunConfig::from_value(&job.config).unwrap();
    *config.racers[0].optimizer.learning_rate_mut()
}

#[test]
fn one_map_alone_is_finer_and_hidden_racers_have_none() {
    let mut page = Page::open(&TWO);
    complete(&mut page);
    let view = command(&mut page, BasinsCommand::Alone(Some(3))).unwrap();
    assert_eq!((view.alone, view.columns, view.rows), (Some(3), 400, 300));
    assert_eq!(view.maps.iter().map(|map| map.racer).collect::<Vec<_>>(), [3]);
    command(&mut page, BasinsCommand::Alone(None));
    page.figure.edit(&Edit::Shown { racer: 1, is_shown: false }, Phase::Commit).unwrap();
    page.settle();
    let view = basins(&page.take()).unwrap();
    assert_eq!(view.maps.iter().map(|map| map.racer).collect::<Vec<_>>(), [0, 2, 3, 4]);
}

#[test]
fn a_racer_without_a_map_changes_nothing() {
    let mut page = Page::open(&TWO);
    let hide = Edit::Shown { racer: 1, is_shown: false };
    page.figure.edit(&hide, Phase::Commit).unwrap();
    complete(&mut page);
    set_rate(&mut page, 1, 0.07, Phase::Commit);
    page.settle();
    let views = page.take();
    let views = views.panels().into_iter().filter_map(|view| match view {
        PanelView::Basins(view) => Some(view.clone()),
        _ => None,
    });
    assert!(views.into_iter().all(|view| view.job.is_none() && !view.is_running));
    // Shown again, it is not said to reach nothing before anything is known of it.
    page.figure.edit(&Edit::Shown { racer: 1, is_shown: true }, Phase::Commit).unwrap();
    page.settle();
    let view = basins(&page.take()).unwrap();
    assert_eq!(view.maps.len(), 5);
    assert!(image(&page, 1).is_empty() && !view.summary.contains("Momentum"), "{}", view.summary);
    let job = view.job.unwrap();
    let plan = plan(&job);
    assert_eq!(plan.options().racers, [1]);
    hand_in(&mut page, job.id, &plan, 0);
    page.settle();
    assert!(basins(&page.take()).unwrap().summary.contains("Momentum"));
}

#[test]
fn no_picture_is_shown_under_the_name_of_another_racer() {
    let mut page = Page::open(&TWO);
    complete(&mut page);
    page.figure.edit(&Edit::RemoveRacer(0), Phase::Commit).unwrap();
    page.settle();
    assert_eq!(basins(&page.take()).unwrap().maps.len(), 4);
    assert!((0..4).all(|place| image(&page, place).is_empty()));
}

#[test]
fn a_picture_of_the_run_before_outlasts_another_theme() {
    let mut page = Page::open(&TWO);
    complete(&mut page);
    let shown = image(&page, 0);
    set_rate(&mut page, 0, 0.05, Phase::Commit);
    page.settle();
    page.figure.set_style(Style { is_dark: true, ..Style::default() });
    page.settle();
    assert_eq!(image(&page, 0), shown);
    let kept = image(&page, 1);
    let mut other = Page::open(&TWO);
    other.figure.set_style(Style { is_dark: true, ..Style::default() });
    complete(&mut other);
    assert!(kept == image(&other, 1));
}

#[test]
fn maps_that_were_begun_are_gone_on_with_when_they_are_opened_again() {
    let mut page = Page::open(&TWO);
    let job = command(&mut page, BasinsCommand::Open(true)).unwrap().job.unwrap();
    let plan = plan(&job);
    hand_in_minima(&mut page, job.id, &plan);
    (0..5).for_each(|slice| hand_in(&mut page, job.id, &plan, slice));
    page.settle();
    let coarse = image(&page, 0);
    command(&mut page, BasinsCommand::Open(false));
    let again = command(&mut page, BasinsCommand::Open(true)).unwrap().job.unwrap();
    assert_eq!(image(&page, 0), coarse);
    hand_in_minima(&mut page, again.id, &plan);
    let job = command(&mut page, BasinsCommand::Leave).and_then(|view| view.job).unwrap_or(again);
    let view = finish(&mut page, &job, &plan);
    assert!(view.job.is_none() && view.progress.is_empty());
}

#[test]
fn a_map_is_coarse_once_all_of_its_greatest_squares_are_known() {
    let mut page = Page::open(&[("objective", "two-gaussians"), ("steps", "5000")]);
    command(&mut page, BasinsCommand::Open(true));
    let job = command(&mut page, BasinsCommand::Alone(Some(0))).unwrap().job.unwrap();
    let plan = plan(&job);
    hand_in_minima(&mut page, job.id, &plan);
    let squares = 25 * 19;
    let mut known = 0;
    for slice in 0..plan.slices() {
        hand_in(&mut page, job.id, &plan, slice);
        known += plan.pixels(slice).1.count();
        if known >= squares {
            break;
        }
        assert!(image(&page, 0).is_empty());
    }
    assert!(known > plan.pixels(0).1.count());
    assert_eq!(opaque(&image(&page, 0)), 400 * 300);
}

#[test]
fn without_a_racer_that_is_shown_nothing_is_under_way() {
    let mut page = Page::open(&TWO);
    complete(&mut page);
    for racer in 0..5 {
        page.figure.edit(&Edit::Shown { racer, is_shown: false }, Phase::Commit).unwrap();
    }
    page.settle();
    let view = basins(&page.take()).unwrap();
    assert!(view.maps.is_empty() && view.job.is_none() && !view.is_running);
    page.figure.edit(&Edit::Shown { racer: 3, is_shown: true }, Phase::Commit).unwrap();
    page.settle();
    let view = basins(&page.take()).unwrap();
    assert!(view.maps.len() == 1 && view.job.is_some() && view.is_running);
}

#[test]
fn pointing_at_a_start_shows_its_path_on_the_race_and_a_click_starts_there() {
    let mut page = Page::open(&TWO);
    let (_, plan) = complete(&mut page);
    let plain = page.drawn(Layer::Heads);
    let (place, pixel) = (4, 70 * 160 + 30);
    let hover = BasinsCommand::Hover { place, pixel, is_spoken: true };
    page.figure.command(PanelCommand::Basins(hover));
    page.settle();
    let notes = page.take();
    let text = basins(&notes).unwrap().hovered;
    assert!(text.starts_with("Adam from (") && text.contains(": reaches "), "{text}");
    assert_eq!(notes.announcements(), [text.as_str()]);
    let drawn = page.drawn(Layer::Heads);
    assert!(drawn.len() > plain.len() + 2);
    // The path is that of the racer from there.
    let start = plan.start(pixel);
    let config = RunConfig { start, ..page.figure.config().clone() };
    let mut runner = OptimizerRunner::new(config.clone());
    runner.step(config.steps).unwrap();
    let view = View { bounds: config.view, width: 400.0, height: 300.0 };
    let px = |at: &[f64; 2]| view.to_px(*at);
    let path: Vec<_> =
        runner.trajectory(place).unwrap().as_chunks::<2>().0.iter().map(px).collect();
    let is_path = |shape: &&Shape| match shape {
        Shape::Line { points, .. } => points.len() > 5 && points[0] == path[0],
        _ => false,
    };
    let lines: Vec<&Shape> = drawn.iter().filter(is_path).collect();
    assert_eq!(lines.len(), 2);
    let Shape::Line { points, .. } = lines[1] else { panic!() };
    for point in points {
        let is_near = |other: &&[f64; 2]| {
            (other[0] - point[0]).abs() < 1e-9 && (other[1] - point[1]).abs() < 1e-9
        };
        assert!(path.iter().any(|other| is_near(&other)), "{point:?}");
    }
    command(&mut page, BasinsCommand::Leave);
    assert_eq!(page.drawn(Layer::Heads), plain);
    command(&mut page, BasinsCommand::Choose(pixel));
    assert_eq!(page.figure.config().start, start);
    // Outside of the maps there is nothing.
    command(&mut page, BasinsCommand::Choose(160 * 120));
    command(&mut page, BasinsCommand::Hover { place: 9, pixel, is_spoken: false });
    assert_eq!(page.figure.config().start, start);
}

#[test]
fn minima_of_the_maps_have_letters_in_the_race_and_found_ones_are_said_to_be() {
    let mut page = Page::open(&[("objective", "rastrigin")]);
    let (view, plan) = complete(&mut page);
    let count = plan.options().minima.as_ref().unwrap().len();
    assert!(count > 40, "{count}");
    assert_eq!(view.found, format!("{} of the minima were found numerically.", count - 1));
    assert!(view.legend.len() >= 8);
    for map in &view.maps {
        assert!(map.shares.iter().filter(|share| !share.steps.is_empty()).count() <= 5, "{map:?}");
    }
    let drawn = page.drawn(Layer::Heads);
    let letters = drawn.iter().filter(|shape| match shape {
        Shape::Text(text) => text.text.len() == 1 && text.text.as_bytes()[0].is_ascii_uppercase(),
        _ => false,
    });
    assert_eq!(letters.count(), 12);
    command(&mut page, BasinsCommand::Open(false));
    assert!(page.drawn(Layer::Heads).len() < drawn.len() - 60);
}

#[test]
fn a_view_without_a_minimum_says_so() {
    let mut page = Page::open(&[
        ("formula", "x+y"),
        ("view", "-1:1,-1:1"),
        ("start", "0,0"),
        ("racers", "sgd(lr=0.1)"),
        ("steps", "30"),
    ]);
    let (view, _) = complete(&mut page);
    assert_eq!(view.summary, "No minimum is known in this view.");
    assert_eq!(view.maps[0].shares.len(), 1);
    assert!(
        view.maps[0].text.ends_with("100% outside the view at the end."),
        "{}",
        view.maps[0].text
    );
}

/// The last dots of the swarm, as `[x, y]` in px, in its racer's colour, and their painting.
fn dots(notes: &Notes) -> Option<(Vec<[f64; 2]>, Painting)> {
    let last =
        notes.paintings().into_iter().rfind(|painting| painting.surface == Surface::Swarm)?;
    let color = last.shapes.iter().rev().find_map(|shape| match shape {
        Shape::Line { stroke, .. } => Some(stroke.color),
        _ => None,
    });
    let at = |shape: &Shape| match shape {
        Shape::Line { points, stroke } if Some(stroke.color) == color => Some(points[0]),
        _ => None,
    };
    Some((last.shapes.iter().filter_map(at).collect(), last.clone()))
}

#[test]
fn a_swarm_is_where_its_racers_are_at_the_step_that_is_shown_and_back() {
    let mut page = Page::open(&[("objective", "himmelblau"), ("steps", "300")]);
    page.figure.command(PanelCommand::Swarm(SwarmCommand::Count(48)));
    page.figure.command(PanelCommand::Swarm(SwarmCommand::Resize([300.0, 96.0])));
    page.figure.command(PanelCommand::Swarm(SwarmCommand::Racer(Some(4))));
    page.settle();
    let config = page.figure.config().clone();
    let view = View { bounds: config.view, width: 400.0, height: 300.0 };
    let starts: Vec<[f64; 2]> = (0..48)
        .map(|index| {
            let [column, row] = [index % 8, index / 8].map(f64::from);
            let along = |[low, high]: [f64; 2], part: f64| low * (1.0 - part) + high * part;
            [along(config.view.x, (column + 0.5) / 8.0), along(config.view.y, (row + 0.5) / 6.0)]
        })
        .collect();
    for step in [300, 40, 120, 0] {
        page.figure.show_step(step);
        page.settle();
        let notes = page.take();
        let (found, _) = dots(&notes).unwrap();
        let mut expected = Vec::new();
        for start in &starts {
            let mut runner = OptimizerRunner::new(RunConfig { start: *start, ..config.clone() });
            runner.step(step).unwrap();
            let at = view.to_px(*runner.trajectory(4).unwrap().last_chunk().unwrap());
            if runner.status(4).unwrap() == Status::Running && view.contains(at) {
                expected.push(at);
            }
        }
        assert_eq!(found, expected, "at step {step}");
        let swarm = swarm(&notes);
        assert!(swarm.text.starts_with("Adam from 48 starts after "), "{}", swarm.text);
        assert!(swarm.values.starts_with("f above its minimum, of 48 racers sorted: lowest "));
    }
    let painted = |surface| {
        page.figure.command(PanelCommand::Swarm(SwarmCommand::Racer(None)));
        page.settle();
        let notes = page.take();
        let last = notes.paintings().into_iter().rfind(|painting| painting.surface == surface);
        last.is_some_and(|painting| painting.shapes.is_empty())
    };
    let mut painted = painted;
    assert!(painted(Surface::Swarm));
}

#[test]
fn racers_of_a_swarm_that_stopped_or_left_are_counted() {
    for (view, expected) in [("-1:4,-2:2", "stopped"), ("3:3.5,1:2", "outside the view")] {
        let mut page = Page::open(&[
            ("formula", "log(x)+y^2+x"),
            ("view", view),
            ("start", "3,1"),
            ("racers", "sgd(lr=0.3)"),
            ("steps", "2"),
        ]);
        page.figure.command(PanelCommand::Swarm(SwarmCommand::Count(80)));
        page.figure.command(PanelCommand::Swarm(SwarmCommand::Racer(Some(0))));
        page.settle();
        let config = page.figure.config();
        let racers = Swarm::of(config, 0, [11, 7]).unwrap();
        let count = racers.starts().iter().filter(|start| {
            let mut runner = OptimizerRunner::new(RunConfig { start: **start, ..config.clone() });
            runner.step(2).unwrap();
            let [x, y] = *runner.trajectory(0).unwrap().last_chunk().unwrap();
            let is_outside = !(3.0..=3.5).contains(&x) || !(1.0..=2.0).contains(&y);
            match expected {
                "stopped" => runner.status(0).unwrap() != Status::Running,
                _ => is_outside,
            }
        });
        let count = count.count();
        let text = swarm(&page.take()).text;
        assert_eq!(text, format!("SGD from 77 starts after 2 steps, {count} {expected}."));
        assert!(count > 10 && count <= 77, "{count}");
    }
}

#[test]
fn a_swarm_is_painted_at_every_step_that_a_race_shows() {
    let mut page = Page::play(&[("objective", "himmelblau"), ("steps", "300")]);
    page.figure.command(PanelCommand::Swarm(SwarmCommand::Count(2000)));
    page.figure.command(PanelCommand::Swarm(SwarmCommand::Racer(Some(4))));
    page.frame(16.0);
    page.take();
    let (mut painted, mut shown) = (0, 0);
    for _ in 0..120 {
        page.frame(16.0);
        let notes = page.take();
        painted += usize::from(dots(&notes).is_some());
        let is_step = |event: &&FigureEvent| matches!(event, FigureEvent::Step { .. });
        shown += usize::from(notes.events().iter().any(is_step));
    }
    assert!(shown > 30 && painted + 1 >= shown, "{painted} of {shown}");
    page.figure.pause();
    page.settle();
    // The start of the race does not matter.
    page.take();
    page.figure.start_at([200.0, 80.0], Phase::Commit);
    page.settle();
    assert!(dots(&page.take()).is_some());
}

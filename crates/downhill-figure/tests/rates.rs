//! The panel of learning rates: what it has computed, that results of another job are ignored, and what its
//! controls do to the run.
#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

mod common;

use common::Page;
use downhill::RunConfig;
use downhill::sweep::{SweepOptions, SweepPlan};
use downhill_figure::panels::rates::{RatesCommand, RatesMeasure, RatesView};
use downhill_figure::panels::{PanelCommand, PanelView};
use downhill_figure::{Edit, JobView, Painting, Phase, Setting, Surface};
use downhill_plot::Shape;

/// A page, and what the panel showed last.
struct Opened {
    page: Page,
    view: Option<RatesView>,
    painted: Vec<Painting>,
}

impl Opened {
    fn on(line: &str) -> Self {
        let mut page = Page::open(&[]);
        page.figure.edit(&Edit::Run(line.to_owned()), Phase::Commit).unwrap();
        let mut opened = Self { page, view: None, painted: Vec::new() };
        opened.settle();
        opened
    }

    fn settle(&mut self) -> RatesView {
        self.page.settle();
        let notes = self.page.take();
        self.painted.extend(
            notes.paintings().into_iter().filter(|it| it.surface == Surface::Rates).cloned(),
        );
        let last = notes.panels().into_iter().rev().find_map(|view| match view {
            PanelView::Rates(view) => Some(view.clone()),
            _ => None,
        });
        self.view = last.or(self.view.take());
        self.view.clone().unwrap()
    }

    fn command(&mut self, command: RatesCommand) -> RatesView {
        self.page.figure.command(PanelCommand::Rates(command));
        self.settle()
    }

    fn edit(&mut self, edit: &Edit, phase: Phase) -> RatesView {
        self.page.figure.edit(edit, phase).unwrap();
        self.settle()
    }

    /// Computes all that is wanted.
    fn compute(&mut self) -> RatesView {
        let job = self.view.clone().unwrap().job.unwrap();
        let plan = plan(&job);
        for slice in 0..plan.slices() {
            let slice = RatesCommand::Slice(job.id, slice, plan.compute(slice));
            self.page.figure.command(PanelCommand::Rates(slice));
        }
        self.settle()
    }

    fn rate(&self, racer: usize) -> f64 {
        *self.page.figure.config().racers[racer].optimizer.clone().learning_rate_mut()
    }
}

/// What a job asks for, as whoever computes it reads it.
fn plan(job: &JobView) -> SweepPlan {
    let config = RunConfig::from_value(&job.config).unwrap();
    let options = SweepOptions::from_value(&config, &job.options).unwrap();
    SweepPlan::new(config, options)
}

#[test]
fn nothing_is_computed_before_it_is_seen() {
    let mut page = Opened::on("objective=himmelblau");
    assert_eq!(page.view.clone().unwrap().job, None);
    assert!(page.painted.is_empty());
    let view = page.command(RatesCommand::Open(true));
    assert_eq!((view.progress, view.rows.len(), view.dots.len()), (0.0, 5, 5));
    let view = page.compute();
    assert_eq!(view.progress, 1.0);
    let last = page.painted.last().unwrap();
    assert!(last.shapes.iter().any(|shape| matches!(shape, Shape::Area { .. })));
    assert!(view.description.contains("Adam: now"), "{}", view.description);
    let view = page.command(RatesCommand::Open(false));
    assert_eq!(view.job, None);
}

#[test]
fn the_job_does_not_depend_on_rates_but_on_everything_else() {
    let mut page = Opened::on("objective=himmelblau");
    let first = page.command(RatesCommand::Open(true)).job.unwrap();
    page.compute();
    let lr = |racer, value| Edit::Hyperparameter {
        racer,
        name: "lr".to_owned(),
        value: Setting::Number(value),
    };
    for (edit, is_another) in [
        (lr(0, 0.005), false),
        (Edit::Label { racer: 1, label: "mine".to_owned() }, false),
        (Edit::Start([1.0, 1.5]), true),
        (Edit::Steps(77.0), true),
        (
            Edit::Hyperparameter {
                racer: 4,
                name: "betas".to_owned(),
                value: Setting::Part(0, 0.5),
            },
            true,
        ),
        (Edit::Shown { racer: 2, is_shown: false }, true),
        (Edit::Noise { sigma: 0.2, seed: 1.0, is_shared: true }, true),
    ] {
        let before = page.view.clone().unwrap().job.unwrap();
        page.edit(&edit, Phase::Commit);
        let after = page.view.clone().unwrap().job.unwrap();
        assert_eq!(after.id != before.id, is_another, "{edit:?}");
    }
    // What was computed of the first job is of no use any more.
    let numbers = plan(&first).compute(0);
    let view = page.command(RatesCommand::Slice(first.id, 0, numbers));
    assert_eq!(view.progress, 0.0);
}

#[test]
fn while_a_gesture_lasts_that_changes_the_curves_nothing_begins_anew() {
    let mut page = Opened::on("objective=himmelblau");
    page.command(RatesCommand::Open(true));
    let before = page.compute();
    for x in [0.5, 0.6, 0.7] {
        page.edit(&Edit::Start([x, 0.0]), Phase::Preview);
        assert_eq!(page.view.clone().unwrap().job, before.job);
    }
    page.page.figure.commit();
    page.settle();
    let after = page.view.clone().unwrap();
    assert_ne!(after.job.unwrap().id, before.job.unwrap().id);
}

#[test]
fn every_racer_gets_the_best_rate_of_the_table_and_one_rate_leads_back() {
    let mut page = Opened::on("preset=article");
    // It is asked for before anything is known.
    page.command(RatesCommand::Best);
    assert!((0..5).all(|racer| page.rate(racer) == 0.02));
    let view = page.compute();
    for row in &view.rows {
        let set = page.rate(row.racer);
        assert_ne!(set, 0.02, "{}", row.label);
        assert_eq!(row.best, row.now, "{}", row.label);
    }
    assert!(view.chosen.starts_with("Set to the best of each: SGD "), "{}", view.chosen);
    assert!(view.rule.contains("within twice the steps"));
    let undone = {
        page.page.figure.undo();
        page.settle();
        page.rate(0)
    };
    assert_eq!(undone, 0.02);
    page.page.figure.redo();
    page.settle();
    assert_eq!(page.view.clone().unwrap().one_rate, "0.02");
    page.command(RatesCommand::OneRate);
    assert!((0..5).all(|racer| page.rate(racer) == 0.02));
}

#[test]
fn with_its_best_rate_each_racer_of_the_article_arrives() {
    let mut page = Opened::on("preset=article");
    page.command(RatesCommand::Best);
    let view = page.compute();
    for row in &view.rows {
        assert!(row.comes_to.ends_with(" steps"), "{}: {}", row.label, row.comes_to);
        let steps: u32 = row.comes_to.trim_end_matches(" steps").parse().unwrap();
        assert!(steps < 60, "{}: {steps}", row.label);
    }
}

#[test]
fn another_number_is_varied_by_the_racers_that_have_it() {
    let mut page = Opened::on("objective=himmelblau");
    let view = page.command(RatesCommand::Open(true));
    let names: Vec<&str> =
        view.parameters.iter().map(|parameter| parameter.name.as_str()).collect();
    for name in ["lr", "momentum", "betas[0]", "betas[1]", "eps", "alpha"] {
        assert!(names.contains(&name), "{name}");
    }
    page.command(RatesCommand::Vary("betas[1]".to_owned()));
    let view = page.compute();
    assert_eq!(view.rows.iter().map(|row| row.label.as_str()).collect::<Vec<_>>(), ["Adam"]);
    assert_eq!(view.dots[0].value, 0.999);
    assert!(view.values.contains(&0.999), "{:?}", view.values);
    // What no racer has is refused.
    let view = page.command(RatesCommand::Vary("rho".to_owned()));
    assert_eq!(view.parameter, "lr");
    let view = page.command(RatesCommand::Measure(RatesMeasure::Loss));
    assert_eq!(view.measure, RatesMeasure::Loss);
    let one = page.command(RatesCommand::NineStarts(false)).job.unwrap();
    assert_eq!(plan(&one).options().starts, [page.page.figure.config().start]);
}

#[test]
fn a_map_over_two_numbers_shows_where_momentum_flies_off_and_sets_both() {
    let line =
        "formula=x^2/2+y^2/2&view=-2:2,-2:2&start=1.5,1&steps=400&racers=sgd,momentum(lr=0.1)";
    let mut page = Opened::on(line);
    page.command(RatesCommand::Open(true));
    let view = page.command(RatesCommand::Against(Some("momentum".to_owned())));
    assert_eq!(view.map_of, Some(1));
    assert!(view.dots.is_empty());
    let view = page.compute();
    assert!(view.description.starts_with("The racer arrives at "), "{}", view.description);
    let shapes = &page.painted.last().unwrap().shapes;
    let areas = shapes.iter().filter(|shape| matches!(shape, Shape::Area { .. })).count();
    assert!(areas > 100, "{areas}");
    page.command(RatesCommand::Choose([300.0, 100.0]));
    let text = page.page.figure.config().to_text();
    assert!(!text.contains("lr=0.1,") && text.contains("momentum(lr="), "{text}");
    // It is one step back.
    page.page.figure.undo();
    page.settle();
    assert!(page.page.figure.config().to_text().contains("momentum(lr=0.1,momentum=0.9"));
}

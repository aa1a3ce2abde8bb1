//! A figure with a page that only takes notes.
#![allow(dead_code, reason = "no test file needs all of it")]

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use downhill_figure::panels::{AllPanels, PanelView};
use downhill_figure::{
    Effect, Figure, FigureEvent, Numbers, Painting, PictureView, Readout, Stage, View,
};
use downhill_plot::recording::Record;
use downhill_plot::{Layer, Layers, Painter, Point, Rgb, Shape, Stroke, Text};

thread_local! {
    static NOW: Cell<f64> = const { Cell::new(0.0) };
    /// How long it takes to look at the clock (ms).
    static LOOK_MS: Cell<f64> = const { Cell::new(0.0) };
}

/// A clock that goes on only by being looked at, or where a test has it do so.
fn clock() -> f64 {
    NOW.set(NOW.get() + LOOK_MS.get());
    NOW.get()
}

/// What has been drawn on a layer, for the figure and for the test.
#[derive(Clone, Default)]
struct SharedRecord(Rc<RefCell<Record>>);

impl Painter for SharedRecord {
    fn clear(&mut self) {
        self.0.borrow_mut().clear();
    }

    fn paint_beneath(&mut self, beneath: bool) {
        self.0.borrow_mut().paint_beneath(beneath);
    }

    fn area(&mut self, rings: &[Vec<Point>], color: Rgb, opacity: f64) {
        self.0.borrow_mut().area(rings, color, opacity);
    }

    fn stroke(&mut self, lines: &[&[Point]], stroke: &Stroke) {
        self.0.borrow_mut().stroke(lines, stroke);
    }

    fn text(&mut self, text: &Text) {
        self.0.borrow_mut().text(text);
    }
}

#[derive(Clone, Default)]
struct RecordingStage([SharedRecord; 4]);

impl Layers for RecordingStage {
    fn layer(&mut self, layer: Layer) -> &mut dyn Painter {
        &mut self.0[layer as usize]
    }
}

impl Stage for RecordingStage {
    fn resize(&mut self, _: [f64; 2], _: [u32; 2], _: &str) {
        self.0.iter_mut().for_each(Painter::clear);
    }
}

/// A figure of 400 × 300 px whose page takes notes.
pub(crate) struct Page {
    pub(crate) figure: Figure<AllPanels>,
    stage: RecordingStage,
    frame_ms: f64,
    effects: Vec<Effect<PanelView>>,
}

impl Page {
    /// A figure with these attributes, in sight and at rest.
    pub(crate) fn open(attributes: &[(&str, &str)]) -> Self {
        let mut page = Self::blank();
        page.configure(attributes, false);
        page.figure.set_visible(true);
        page.settle();
        page
    }

    /// One that plays from its start, before its first frame.
    pub(crate) fn play(attributes: &[(&str, &str)]) -> Self {
        let mut page = Self::blank();
        page.configure(attributes, true);
        page.figure.set_visible(true);
        page
    }

    /// One that plays from its start and begins again after its end, before its first frame.
    pub(crate) fn play_in_a_loop(attributes: &[(&str, &str)]) -> Self {
        let mut page = Self::blank();
        page.configure_with(attributes, true, true);
        page.figure.set_visible(true);
        page
    }

    fn blank() -> Self {
        LOOK_MS.set(0.0);
        let stage = RecordingStage::default();
        let numbers = Numbers::new(|number, _| number.to_string());
        let mut figure = Figure::new(Box::new(stage.clone()), clock, numbers, "en");
        figure.resize([400.0, 300.0], [400, 300]);
        Self { figure, stage, frame_ms: NOW.get(), effects: Vec::new() }
    }

    pub(crate) fn configure(&mut self, attributes: &[(&str, &str)], autoplay: bool) {
        self.configure_with(attributes, autoplay, false);
    }

    pub(crate) fn configure_with(
        &mut self,
        attributes: &[(&str, &str)],
        autoplay: bool,
        loops: bool,
    ) {
        let switches = [("autoplay", autoplay), ("loop", loops)];
        let on = switches.iter().filter(|(_, is_on)| *is_on).map(|(name, _)| (*name, ""));
        let attributes = attributes.iter().copied().chain(on);
        let fields: Vec<(String, String)> =
            attributes.map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
        self.figure.configure(&fields, false);
    }

    /// Lets a frame pass, so many ms after the one before.
    pub(crate) fn frame(&mut self, ms: f64) {
        self.frame_ms += ms;
        NOW.set(NOW.get().max(self.frame_ms));
        self.figure.frame(self.frame_ms);
        self.effects.append(&mut self.figure.take_effects());
    }

    /// Lets frames pass until none is wanted at once.
    pub(crate) fn settle(&mut self) {
        self.effects.append(&mut self.figure.take_effects());
        let mut frames = 0;
        while self.figure.next_frame() == Some(0.0) {
            self.frame(16.0);
            frames += 1;
            assert!(frames < 10_000, "it never rests");
        }
    }

    /// Lets frames of 16 ms pass for so long.
    pub(crate) fn run(&mut self, ms: f64) {
        let until = self.frame_ms + ms;
        while self.frame_ms < until {
            self.frame(16.0);
        }
    }

    /// Each look at the clock takes so long (ms), so that work is cut in slices.
    pub(crate) fn slow_down(ms: f64) {
        LOOK_MS.set(ms);
    }

    /// What the page was asked to do since the last time.
    pub(crate) fn take(&mut self) -> Notes {
        self.effects.append(&mut self.figure.take_effects());
        Notes(std::mem::take(&mut self.effects))
    }

    /// What has been drawn on a layer.
    pub(crate) fn drawn(&self, layer: Layer) -> Vec<Shape> {
        self.stage.0[layer as usize].0.borrow().shapes.clone()
    }

    /// What a line of text says of the run that is shown.
    pub(crate) fn run_text(&self) -> String {
        self.figure.config().to_string()
    }
}

/// What a page was asked to do.
pub(crate) struct Notes(Vec<Effect<PanelView>>);

impl Notes {
    fn views(&self) -> impl Iterator<Item = &View<PanelView>> {
        self.0.iter().filter_map(|effect| match effect {
            Effect::Show(view) => Some(view),
            _ => None,
        })
    }

    pub(crate) fn events(&self) -> Vec<&FigureEvent> {
        let mut found = Vec::new();
        for effect in &self.0 {
            if let Effect::Event(event) = effect {
                found.push(event);
            }
        }
        found
    }

    /// The controls of the `change` events.
    pub(crate) fn changes(&self) -> Vec<&'static str> {
        let control = |event: &&FigureEvent| match event {
            FigureEvent::Change { control, .. } => Some(*control),
            _ => None,
        };
        self.events().iter().filter_map(control).collect()
    }

    pub(crate) fn announcements(&self) -> Vec<&str> {
        let mut found = Vec::new();
        for view in self.views() {
            if let View::Announcement(text) = view {
                found.push(text.as_str());
            }
        }
        found
    }

    pub(crate) fn readouts(&self) -> Vec<&Readout> {
        let mut found = Vec::new();
        for view in self.views() {
            if let View::Readout(readout) = view {
                found.push(readout);
            }
        }
        found
    }

    pub(crate) fn pictures(&self) -> Vec<&PictureView> {
        let mut found = Vec::new();
        for view in self.views() {
            if let View::Picture(picture) = view {
                found.push(picture);
            }
        }
        found
    }

    /// The last message, if there was one.
    pub(crate) fn message(&self) -> Option<&str> {
        let mut found = Vec::new();
        for view in self.views() {
            if let View::Message(text) = view {
                found.push(text.as_str());
            }
        }
        found.pop()
    }

    pub(crate) fn paintings(&self) -> Vec<&Painting> {
        let mut found = Vec::new();
        for effect in &self.0 {
            if let Effect::Paint(painting) = effect {
                found.push(painting);
            }
        }
        found
    }

    /// What the panels show.
    pub(crate) fn panels(&self) -> Vec<&PanelView> {
        let mut found = Vec::new();
        for view in self.views() {
            if let View::Panel(panel) = view {
                found.push(panel);
            }
        }
        found
    }
}

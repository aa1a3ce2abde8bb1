//! What a map says in words and signs: minima, the start, heads with their labels.

use downhill::Minimum;

use crate::axes::axes;
use crate::edge::edge_arrow;
use crate::head::{arrow, head};
use crate::identity::Identity;
use crate::labels::{Label, Landmark, Occupancy, Rect, Subject, Surroundings, place, text_size};
use crate::minimum_mark::{minimum_mark, start_mark};
use crate::note::hatching_note;
use crate::palette::Palette;
use crate::shape::{Point, Shape};
use crate::view::{View, distance};

/// How opaque a head is beside one that is emphasized.
const FADED: f64 = 0.3;

/// What a chip begins with where heads gather at a place that has a name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Places {
    /// The only global minimum.
    pub minimum: &'static str,
    /// One of several.
    pub one_minimum: &'static str,
    /// A local minimum.
    pub local_minimum: &'static str,
    /// Where all start.
    pub start: &'static str,
}

impl Places {
    /// In English.
    pub const ENGLISH: Self = Self {
        minimum: "at the minimum:",
        one_minimum: "at a minimum:",
        local_minimum: "at a local minimum:",
        start: "at the start:",
    };
}

/// What a map says, in one language.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Words<'a> {
    /// What its hatching stands for, if there is any.
    pub hatched: Option<&'a str>,
    /// Why there is little to see, if so.
    pub remark: Option<&'a str>,
    /// The names of places.
    pub places: Places,
}

/// Where names and signs stand on the map of a run.
pub(crate) struct Names {
    view: View,
    palette: Palette,
    start: Point,
    minima: Vec<Minimum>,
    /// What labels keep clear of beside the trails.
    occupied: Occupancy,
    /// What is covered whatever the run.
    fixed: Vec<Rect>,
    places: Places,
    /// The heads that were drawn last, each with how far it reaches.
    heads: Vec<(usize, Point, f64)>,
    /// How they were labelled.
    last: Vec<Label>,
}

impl Names {
    pub(crate) fn new(view: View, palette: Palette, start: [f64; 2]) -> Self {
        let mut names = Self {
            view,
            palette,
            start: view.to_px(start),
            minima: Vec::new(),
            occupied: Occupancy::new([view.width, view.height]),
            fixed: Vec::new(),
            places: Places::ENGLISH,
            heads: Vec::new(),
            last: Vec::new(),
        };
        names.cover();
        names
    }

    /// Has these minima be marked.
    pub(crate) fn mark(&mut self, minima: Vec<Minimum>) {
        self.minima = minima;
        self.cover();
    }

    pub(crate) fn minima(&self) -> &[Minimum] {
        &self.minima
    }

    /// Begins a run from there.
    pub(crate) fn restart(&mut self, start: [f64; 2]) {
        self.start = self.view.to_px(start);
        self.last.clear();
        self.cover();
    }

    /// What is said of the objective and not of a step: the numbers of the axes, and what hatching
    /// stands for. From now on labels keep clear of them.
    pub(crate) fn of_field(&mut self, words: &Words<'_>, with_axes: bool) -> Vec<Shape> {
        self.places = words.places;
        let (mut shapes, mut fixed) =
            if with_axes { axes(&self.view, self.palette) } else { Default::default() };
        if let Some(text) = words.hatched {
            let (mut note, rect) = hatching_note(text, self.palette, self.view.width);
            shapes.append(&mut note);
            fixed.push(rect);
        }
        self.fixed = fixed;
        self.cover();
        shapes
    }

    /// Notes anew what is covered.
    fn cover(&mut self) {
        self.occupied.clear();
        for rect in &self.fixed {
            self.occupied.add_rect(rect);
        }
        let mark = [text_size(self.view.width); 2];
        for at in self.marks().into_iter().map(|(at, _)| at).chain([self.start]) {
            self.occupied.add_rect(&Rect::around(at, mark));
        }
    }

    /// What lies beneath the heads: the marks of minima and of the start.
    pub(crate) fn marks_shapes(&self) -> Vec<Shape> {
        let width = self.view.width;
        let mut shapes = Vec::new();
        for (at, is_global) in self.marks() {
            shapes.append(&mut minimum_mark(at, is_global, self.palette, width));
        }
        if self.view.contains(self.start) {
            shapes.append(&mut start_mark(self.start, self.palette, width));
        }
        shapes
    }

    /// The heads of racers at their places, and arrows to those outside. With `labelling` each has a
    /// label that keeps clear of the `trails`: where this picture alone puts it, or if true, as in one
    /// that follows another, where it was in that as long as it can. Beside one that is `emphasized` the
    /// others fade.
    pub(crate) fn heads(
        &mut self,
        racers: &[Identity],
        heads: &[(usize, Point)],
        trails: &Occupancy,
        labelling: Option<bool>,
        emphasized: Option<usize>,
    ) -> Vec<Shape> {
        let mut shapes = Vec::new();
        let mut subjects = Vec::new();
        for (index, at) in heads {
            let Some(racer) = racers.get(*index) else { continue };
            let before = shapes.len();
            // The casings, and the arrow beyond its middle.
            let (at, radius) = if let Some((edge, direction)) = edge_arrow(&self.view, *at) {
                shapes.append(&mut arrow(racer, edge, direction));
                let back = 1.4 * racer.radius;
                ([0, 1].map(|axis| edge[axis] - back * direction[axis]), 2.0 * racer.radius)
            } else {
                shapes.append(&mut head(racer, *at));
                (*at, racer.radius + 2.0)
            };
            if emphasized.is_some_and(|emphasized| emphasized != *index) {
                for shape in &mut shapes[before..] {
                    if let Shape::Area { opacity, .. } = shape {
                        *opacity = FADED;
                    }
                }
            }
            subjects.push(Subject { racer: *index, at, radius, label: &racer.label });
        }
        self.heads = subjects.iter().map(|it| (it.racer, it.at, it.radius)).collect();
        let Some(follows) = labelling else { return shapes };
        let landmarks = self.landmarks();
        let around = Surroundings {
            size: [self.view.width, self.view.height],
            occupied: [trails, &self.occupied],
            landmarks: &landmarks,
        };
        let labels = place(&subjects, &around, if follows { &self.last } else { &[] });
        let is_shown =
            |label: &&Label| emphasized.is_none_or(|emphasized| label.racers.contains(&emphasized));
        for label in labels.iter().filter(is_shown) {
            shapes.append(&mut label.shapes(racers, self.palette, self.view.width));
        }
        self.last = labels;
        shapes
    }

    /// The racer whose label or head is at a place of the picture.
    pub(crate) fn racer_at(&self, at: Point) -> Option<usize> {
        let labelled = self.last.iter().find_map(|label| label.racer_at(at));
        let is_at = |(_, head, radius): &&(usize, Point, f64)| distance(*head, at) < *radius;
        // The last head lies above the others.
        labelled.or_else(|| self.heads.iter().rev().find(is_at).map(|(racer, ..)| *racer))
    }

    /// The minima inside the picture: where they are, and whether they are global.
    fn marks(&self) -> Vec<(Point, bool)> {
        let mut marks = Vec::new();
        for minimum in &self.minima {
            let at = self.view.to_px(minimum.at);
            if self.view.contains(at) {
                marks.push((at, minimum.is_global));
            }
        }
        marks
    }

    fn landmarks(&self) -> Vec<Landmark<'static>> {
        let only = self.minima.iter().filter(|minimum| minimum.is_global).count() == 1;
        let mut landmarks = Vec::new();
        for (at, is_global) in self.marks() {
            let text = match (is_global, only) {
                (true, true) => self.places.minimum,
                (true, false) => self.places.one_minimum,
                (false, _) => self.places.local_minimum,
            };
            landmarks.push(Landmark { at, text });
        }
        landmarks.push(Landmark { at: self.start, text: self.places.start });
        landmarks
    }
}

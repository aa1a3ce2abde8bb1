//! The annotations of a map: marks of minima and of the start, and heads with their labels.

use downhill::Minimum;

use crate::arrival::{Place, Standing, Stop};
use crate::axes::axes;
use crate::edge::{AtEdge, at_edge};
use crate::identity::Identity;
use crate::labels::{
    Company, Label, Occupancy, Rect, Subject, Surroundings, is_small, place, text_size,
};
use crate::marker::{chevron, sized_marker};
use crate::minimum_mark::{REACH, START_REACH, clearance, minimum_mark, start_mark, tie};
use crate::note::hatching_note;
use crate::palette::Palette;
use crate::shape::{Point, Shape};
use crate::spread::{at_mark, fan};
use crate::view::{View, distance};

/// The opacity of the other heads while one racer is emphasized.
const FADED: f64 = 0.3;
/// The size of a head at the frame against that of others, and its distance from the frame and from
/// other heads there, in radii.
const AT_EDGE: f64 = 0.9;
const INSET: f64 = 2.7;
const APART: f64 = 2.6;
/// How far a head reaches with its rim, in radii.
const RIM: f64 = 1.22;
/// The true place of a head is marked if the head is drawn more than this many radii beside it.
const BESIDE: f64 = 0.35;
/// The distance of racers' labels from those of isolines, in CSS px, in addition to the usual one.
const FROM_LINES: f64 = 1.5;

/// The texts that say where racers are: headlines of chips where several gather at a place that has a
/// name, and the reasons for which racers stopped.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Places {
    /// Headline at the only global minimum.
    pub minimum: &'static str,
    /// Headline at one of several global minima.
    pub one_minimum: &'static str,
    /// Headline at a local minimum.
    pub local_minimum: &'static str,
    /// Headline at the common start.
    pub start: &'static str,
    /// Headline for racers outside the picture.
    pub outside: &'static str,
    /// Of a racer whose numbers left the range of f64.
    pub flew_off: &'static str,
    /// Of a racer that reached a point where f has no value.
    pub undefined: &'static str,
    /// Of a racer whose rule divided by zero.
    pub stopped: &'static str,
}

impl Places {
    /// The English texts.
    pub const ENGLISH: Self = Self {
        minimum: "at the minimum:",
        one_minimum: "at a minimum:",
        local_minimum: "at a local minimum:",
        start: "at the start:",
        outside: "outside:",
        flew_off: "flew off",
        undefined: "undefined here",
        stopped: "stopped",
    };
}

/// The texts of a map, in one language.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Words<'a> {
    /// What the hatching means, if there is any.
    pub hatched: Option<&'a str>,
    /// The reason, if there is little to see.
    pub remark: Option<&'a str>,
    /// Texts about where racers are.
    pub places: Places,
}

/// The annotations of a run's map, and the places that they take.
pub(crate) struct Names {
    view: View,
    palette: Palette,
    start: Point,
    minima: Vec<Minimum>,
    /// What labels avoid in addition to the trails.
    occupied: Occupancy,
    /// The rectangles that are covered for every run on this field, and those together with the
    /// minima's marks.
    fixed: Vec<Rect>,
    taken: Vec<Rect>,
    places: Places,
    /// The heads that were drawn last: racer, center, and radius with the rim.
    heads: Vec<(usize, Point, f64)>,
    /// The labels that were drawn last.
    pub(crate) last: Vec<Label>,
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
            taken: Vec::new(),
            places: Places::ENGLISH,
            heads: Vec::new(),
            last: Vec::new(),
        };
        names.update_taken();
        names
    }

    /// Sets the minima that are marked.
    pub(crate) fn mark(&mut self, minima: Vec<Minimum>) {
        self.minima = minima;
        self.update_taken();
    }

    pub(crate) fn minima(&self) -> &[Minimum] {
        &self.minima
    }

    /// Prepares for a run from another start on the same field.
    pub(crate) fn restart(&mut self, start: [f64; 2]) {
        self.start = self.view.to_px(start);
        self.last.clear();
        self.update_taken();
    }

    /// The annotations of the field, which stay the same for all steps: the axes' numbers, and the note
    /// on hatching. From now on labels keep clear of these and of the labels of isolines among `lines`.
    pub(crate) fn field_annotations(
        &mut self,
        words: &Words<'_>,
        with_axes: bool,
        lines: &[Shape],
    ) -> Vec<Shape> {
        self.places = words.places;
        let (mut shapes, mut fixed) =
            if with_axes { axes(&self.view, self.palette) } else { Default::default() };
        if let Some(text) = words.hatched {
            let (mut note, rect) = hatching_note(text, self.palette, self.view.width);
            shapes.append(&mut note);
            fixed.push(rect);
        }
        for shape in lines {
            if let Shape::Text(text) = shape {
                fixed.push(Rect::around(text.at, [text.width, text.size]).grown(FROM_LINES));
            }
        }
        self.fixed = fixed;
        self.update_taken();
        shapes
    }

    /// Has labels keep clear of texts among `shapes`.
    pub(crate) fn avoid(&mut self, shapes: &[Shape]) {
        for shape in shapes {
            if let Shape::Text(text) = shape {
                self.fixed.push(Rect::around(text.at, [text.width, text.size]));
            }
        }
        self.update_taken();
    }

    /// Recomputes which places are covered.
    fn update_taken(&mut self) {
        let square =
            |at: Point, reach: f64| Rect::around(at, [2.0 * reach * text_size(self.view.width); 2]);
        self.taken.clone_from(&self.fixed);
        for (at, is_global) in self.marks() {
            self.taken.push(square(at, REACH[usize::from(is_global)]));
        }
        self.occupied.clear();
        self.occupied.add_rect(&square(self.start, START_REACH));
    }

    /// The mark of the start, which lies beneath the heads.
    pub(crate) fn start_shapes(&self) -> Vec<Shape> {
        if !self.view.contains(self.start) {
            return Vec::new();
        }
        start_mark(self.start, self.palette, self.view.width)
    }

    /// The heads of racers. Heads that would cover each other stand side by side around their places,
    /// and those of racers outside the picture at the frame, with a chevron towards the racer. The
    /// marks of minima lie above them.
    ///
    /// With `labelling` each head has a label that avoids the `trails`. If it is `Some(false)`, labels
    /// depend on this picture alone; if it is `Some(true)`, they keep their places of the previous
    /// picture as long as they can. If a racer is `emphasized`, the others fade.
    pub(crate) fn heads(
        &mut self,
        racers: &[Identity],
        standings: &[Standing],
        trails: &Occupancy,
        labelling: Option<bool>,
        emphasized: Option<usize>,
    ) -> Vec<Shape> {
        let width = self.view.width;
        let scale = self.view.scale();
        let mut shapes = Vec::new();
        // The lines to true places are drawn first, because they would cover parts of the heads.
        let mut dots = Vec::new();
        self.heads.clear();
        let inside: Vec<Point> = standings
            .iter()
            .map(|standing| standing.at)
            .filter(|at| self.view.contains(*at))
            .collect();
        let largest = racers.iter().fold(0.0_f64, |most, racer| most.max(scale * racer.radius));
        for (standing, AtEdge { at, direction }) in self.drawn_at(standings, &inside, largest) {
            let Some(racer) = racers.get(standing.racer) else { continue };
            let is_outside = direction != [0.0; 2];
            let radius = scale * racer.radius * if is_outside { AT_EDGE } else { 1.0 };
            let is_faded = emphasized.is_some_and(|emphasized| emphasized != standing.racer);
            let before = shapes.len();
            shapes.append(&mut sized_marker(racer, at, radius, standing.stop.is_some()));
            if is_outside {
                if !is_faded {
                    shapes.append(&mut chevron(racer, at, direction, radius));
                }
            } else if distance(at, standing.at) > BESIDE * radius {
                let has_dot = standing.place.is_none();
                dots.append(&mut tie(standing.at, at, has_dot, self.palette, width));
            }
            if is_faded {
                for shape in &mut shapes[before..] {
                    if let Shape::Area { opacity, .. } = shape {
                        *opacity = FADED;
                    }
                }
            }
            // This includes the rim.
            self.heads.push((standing.racer, at, 1.35 * radius));
        }
        for (at, is_global) in self.marks() {
            let open = at_mark(at, &inside, largest).upon;
            shapes.append(&mut minimum_mark(at, is_global, open, self.palette, width));
        }
        dots.append(&mut shapes);
        let mut shapes = dots;
        let Some(follows) = labelling else { return shapes };
        let labels = self.labels(racers, standings, trails, follows);
        let is_shown =
            |label: &&Label| emphasized.is_none_or(|emphasized| label.racers.contains(&emphasized));
        for label in labels.iter().filter(is_shown) {
            shapes.append(&mut label.shapes(racers, self.palette, width));
        }
        self.last = labels;
        shapes
    }

    /// Where each racer is drawn. Those inside the picture are at `places`, and no head has a larger
    /// radius than `largest`. The direction is zero for racers inside.
    fn drawn_at<'a>(
        &self,
        standings: &'a [Standing],
        places: &[Point],
        largest: f64,
    ) -> Vec<(&'a Standing, AtEdge)> {
        let is_inside = |standing: &&Standing| self.view.contains(standing.at);
        let (inside, outside): (Vec<&Standing>, Vec<_>) = standings.iter().partition(is_inside);
        let mut drawn = places.to_vec();
        // On the article's ground heads stay at their true places, as in the article's animation.
        if !self.palette.is_article {
            let marks: Vec<Point> = self.marks().into_iter().map(|(at, _)| at).collect();
            let View { width, height, .. } = self.view;
            let clear = clearance(RIM * largest, width);
            drawn = fan(places, &marks, clear, largest, [width, height]);
        }
        let size = AT_EDGE * largest;
        let outside_at: Vec<Point> = outside.iter().map(|standing| standing.at).collect();
        let edge = at_edge(&self.view, &outside_at, &drawn, INSET * size, APART * size);
        let drawn = drawn.into_iter().map(|at| AtEdge { at, direction: [0.0; 2] });
        inside.into_iter().zip(drawn).chain(outside.into_iter().zip(edge)).collect()
    }

    /// The labels of the heads that were drawn last.
    fn labels(
        &self,
        racers: &[Identity],
        standings: &[Standing],
        trails: &Occupancy,
        follows: bool,
    ) -> Vec<Label> {
        let mut subjects = Vec::new();
        for (racer, at, radius) in &self.heads {
            let Some(standing) = standings.iter().find(|standing| standing.racer == *racer) else {
                continue;
            };
            let mut label = racers[*racer].label.clone();
            if is_small(self.view.width)
                && let Some(short) = label.strip_prefix("SGD+")
            {
                label = short.to_owned();
            }
            if let Some(stop) = standing.stop {
                label.push_str(" · ");
                label.push_str(match stop {
                    Stop::FlewOff => self.places.flew_off,
                    Stop::Undefined => self.places.undefined,
                    Stop::Stuck => self.places.stopped,
                });
            }
            let (company, headline) = self.company(standing);
            let (racer, at, radius) = (*racer, *at, *radius);
            subjects.push(Subject { racer, at, radius, label, company, headline });
        }
        let around = Surroundings {
            size: [self.view.width, self.view.height],
            occupied: [trails, &self.occupied],
            taken: &self.taken,
        };
        place(&subjects, &around, if follows { &self.last } else { &[] })
    }

    /// Which heads a racer may share a label with, and the headline of that label.
    fn company(&self, standing: &Standing) -> (Company, &'static str) {
        if !self.view.contains(standing.at) {
            return (Company::Outside, self.places.outside);
        }
        match standing.place {
            None => (Company::Inside, ""),
            Some(Place::Start) => (Company::At(self.minima.len()), self.places.start),
            Some(Place::Minimum(index)) => {
                let only = self.minima.iter().filter(|minimum| minimum.is_global).count() == 1;
                let is_global = self.minima.get(index).is_some_and(|minimum| minimum.is_global);
                let headline = match (is_global, only) {
                    (true, true) => self.places.minimum,
                    (true, false) => self.places.one_minimum,
                    (false, _) => self.places.local_minimum,
                };
                (Company::At(index), headline)
            }
        }
    }

    /// The headlines of chips, each with the racers that the chip names.
    #[cfg(test)]
    pub(crate) fn headlines(&self) -> Vec<(String, Vec<usize>)> {
        let mut found = Vec::new();
        for label in &self.last {
            if let Some(text) = label.parts[0].text.as_ref().filter(|text| text.ends_with(':')) {
                found.push((text.clone(), label.racers.clone()));
            }
        }
        found
    }

    /// The racer whose label or head is at a point of the picture.
    pub(crate) fn racer_at(&self, at: Point) -> Option<usize> {
        let labelled = self.last.iter().find_map(|label| label.racer_at(at));
        let is_at = |(_, head, radius): &&(usize, Point, f64)| distance(*head, at) < *radius;
        // Later heads lie above earlier ones.
        labelled.or_else(|| self.heads.iter().rev().find(is_at).map(|(racer, ..)| *racer))
    }

    /// The points of the minima inside the picture, and whether they are global.
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
}

//! Labels of the heads: a name beside each head, or one chip for several heads that are close together.

mod content;
mod gather;
mod occupancy;
mod paint;
mod rect;
mod side;
#[cfg(test)]
mod tests;
mod width;

use crate::shape::Point;
use crate::view::distance;

use self::content::{Content, row_widths};
use self::gather::gather;
use self::rect::{cross, distance_to_segment};
use self::side::{EDGES, FAR, FARTHER, NEAR, Side};

pub(crate) use self::content::{Part, is_small, text_size};
pub(crate) use self::occupancy::Occupancy;
#[cfg(test)]
pub(crate) use self::paint::CHIP;
pub(crate) use self::paint::panel;
pub(crate) use self::rect::Rect;
pub(crate) use self::width::{shortened, text_width};

/// Pictures narrower than this, in CSS px, have no room for labels.
const NARROWEST: f64 = 300.0;
/// The distances that labels keep from the frame and from each other, in CSS px.
const MARGIN: f64 = 3.0;
const BETWEEN: f64 = 2.0;
/// A label nearer than this to its head needs no leader line. `LINE` is the least and the greatest
/// length of a leader. Both are in CSS px.
const BESIDE: f64 = 10.0;
const LEADER_LENGTHS: [f64; 2] = [14.0, 140.0];
/// A label is read as the name of one head if it is nearer to it than to all others by this many CSS
/// px. Where there is no room for all labels, being nearest has to be enough.
const CLEAR_LEAD: f64 = 4.0;
/// The distance between the points of a leader at which obstacles are looked for, in CSS px.
const LEADER_SPACING: f64 = 6.0;
/// How often placing starts again with a label first that had no room. After that, such a label is
/// joined with others, and as many further starts are allowed for those that cannot be joined.
const MAX_RESTARTS: u32 = 3;
/// A leader that crosses a trail counts as much as text that covers this many cells of a trail.
const CROSSING_COST: usize = 3;
/// The height of letters as part of the height of a row.
const LETTER_HEIGHT: f64 = 0.6;

/// A head that is to be named.
#[derive(Clone, Debug)]
pub(crate) struct Subject {
    /// The index of its racer.
    pub racer: usize,
    /// Its center.
    pub at: Point,
    /// Its radius, in CSS px.
    pub radius: f64,
    /// The name of its racer.
    pub label: String,
    /// Which other heads it may share a label with.
    pub company: Company,
    /// The first row of a shared label, such as "at the minimum:".
    pub headline: &'static str,
}

/// Determines which heads may share a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Company {
    /// Heads inside the picture share a label if they are near each other.
    Inside,
    /// Heads at the frame, whose racers are outside, share a label if they are near each other.
    Outside,
    /// All heads at the place with this number share a label.
    At(usize),
}

/// The obstacles among which labels are placed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Surroundings<'a> {
    /// The picture's width and height in CSS px.
    pub size: [f64; 2],
    /// What labels avoid if they can: trails, and the mark of the start.
    pub occupied: [&'a Occupancy; 2],
    /// What labels never cover.
    pub taken: &'a [Rect],
}

impl Surroundings<'_> {
    /// How much a label and its leader cover of what labels avoid. The leader's first part is left out,
    /// since the head's own trail ends there.
    fn covered(&self, spot: &Spot) -> usize {
        let mut covered = 0;
        for occupied in self.occupied {
            covered += occupied.count(&spot.rect);
            if let Some([from, to]) = spot.leader {
                let mut along = LEADER_SPACING;
                while along < distance(from, to) {
                    let part = along / distance(from, to);
                    let at = [0, 1].map(|axis| from[axis] + part * (to[axis] - from[axis]));
                    covered +=
                        CROSSING_COST * occupied.count(&Rect { low: at, high: at }.grown(0.5));
                    along += LEADER_SPACING;
                }
            }
        }
        covered
    }
}

/// A placed label.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Label {
    /// The racers that it names.
    pub racers: Vec<usize>,
    /// The rectangle that it covers.
    pub rect: Rect,
    /// The line from its head, if it does not stand beside it.
    pub leader: Option<[Point; 2]>,
    /// Its texts and markers.
    pub(crate) parts: Vec<Part>,
    pub(crate) side: Side,
    /// The index of its content among those that its group allows.
    content: usize,
}

impl Label {
    /// The rectangle of its visible letters or chip.
    #[cfg(test)]
    fn letters(&self) -> Rect {
        letters(&self.rect, self.racers.len())
    }

    /// The racer that the label names at a point of the picture.
    #[must_use]
    pub(crate) fn racer_at(&self, at: Point) -> Option<usize> {
        if !self.rect.contains(at) {
            return None;
        }
        if let [only] = self.racers.as_slice() {
            return Some(*only);
        }
        let [x, y] = [at[0] - self.rect.low[0], at[1] - self.rect.low[1]];
        // Parts of a row stand side by side, so the nearest part is found across first and then by row.
        let distance_to = |part: &&Part| {
            let across = (part.at[0] - x).max(x - part.at[0] - part.width).max(0.0);
            across + (part.at[1] - y).abs()
        };
        let racers = self.parts.iter().filter(|part| part.racer.is_some());
        racers.min_by(|lhs, rhs| distance_to(lhs).total_cmp(&distance_to(rhs)))?.racer
    }
}

/// Places the labels of a picture. Each takes the first place beside its subject where it covers no
/// head, no other label and, unless all places do, no trail. A label for which there is no room is left
/// out.
///
/// While a race plays, `last` has the labels of the previous picture: each label then keeps its side as
/// long as that is free, and fewer alternatives are tried, to save time. If `last` is empty, the result
/// depends on the other arguments alone.
#[must_use]
pub(crate) fn place(subjects: &[Subject], around: &Surroundings<'_>, last: &[Label]) -> Vec<Label> {
    if around.size[0] < NARROWEST {
        return Vec::new();
    }
    let max_restarts = if last.is_empty() { MAX_RESTARTS } else { 0 };
    let mut placing =
        Placing { subjects, around, placed: Vec::new(), clear_lead: CLEAR_LEAD, max_restarts };
    let mut left = Vec::new();
    for members in gather(subjects, last) {
        let group = Group::of(members, subjects, around);
        // A label is also the previous one of a group that racers have joined or left.
        let before =
            last.iter().find(|label| group.racers.iter().any(|racer| label.racers.contains(racer)));
        match before.and_then(|before| placing.kept(&group, before)) {
            Some((label, 0)) => placing.placed.push(label),
            kept => {
                // Larger groups are placed first, since their labels fit in the fewest places.
                let count = group.members.len();
                let larger = |(earlier, _): &(Group, _)| earlier.members.len() >= count;
                left.insert(left.partition_point(larger), (group, kept));
            }
        }
    }
    placing.place_all(left);
    placing.placed
}

/// The visible part of the label of this many racers: the whole of a chip, which has a background, but
/// only the letters of a single name, which are lower than their row.
fn letters(rect: &Rect, count: usize) -> Rect {
    let margin =
        if count == 1 { (1.0 - LETTER_HEIGHT) / 2.0 * (rect.high[1] - rect.low[1]) } else { 0.0 };
    let ([left, top], [right, bottom]) = (rect.low, rect.high);
    Rect { low: [left, top + margin], high: [right, bottom - margin] }
}

/// Subjects that share a label.
struct Group {
    /// Their indices in the list of subjects.
    members: Vec<usize>,
    racers: Vec<usize>,
    middle: Point,
    radius: f64,
    /// The possible contents of the label, the best first.
    contents: Vec<Content>,
}

impl Group {
    fn of(mut members: Vec<usize>, subjects: &[Subject], around: &Surroundings<'_>) -> Self {
        in_order(&mut members, subjects);
        let width = around.size[0];
        let size = text_size(width);
        let named: Vec<(usize, &str)> = members
            .iter()
            .map(|index| (subjects[*index].racer, subjects[*index].label.as_str()))
            .collect();
        let places = || members.iter().map(|index| &subjects[*index]);
        let middle = [0, 1].map(|axis| {
            let low = places().fold(f64::INFINITY, |low, subject| low.min(subject.at[axis]));
            let high = places().fold(f64::NEG_INFINITY, |high, subject| high.max(subject.at[axis]));
            low / 2.0 + high / 2.0
        });
        let radius = places().fold(0.0_f64, |radius, subject| {
            radius.max(distance(middle, subject.at) + subject.radius)
        });
        let contents = match named.as_slice() {
            [(racer, label)] => vec![Content::name(*racer, label, size, width * 0.5)],
            _ => {
                let lead = members.first().map_or("", |index| subjects[*index].headline);
                let chip = |max_width| Content::chip(lead, &named, size, max_width);
                row_widths(width, named.len()).map(chip).to_vec()
            }
        };
        let racers = named.into_iter().map(|(racer, _)| racer).collect();
        Self { members, racers, middle, radius, contents }
    }

    /// The label with the content of a given index, at a given place.
    fn label(&self, index: usize, side: Side, Spot { rect, leader, .. }: Spot) -> Label {
        let Content { parts, .. } = self.contents[index].clone();
        Label { racers: self.racers.clone(), rect, leader, parts, side, content: index }
    }
}

/// Sorts the racers of a chip by where their heads stand, from the left or from above, whichever they
/// differ more in. Heads at a place with a name are fanned around it, so these keep the order of the
/// list.
fn in_order(members: &mut [usize], subjects: &[Subject]) {
    let is_inside = |index: &usize| subjects[*index].company == Company::Inside;
    if !members.iter().all(is_inside) {
        return;
    }
    let [across, down] = [0, 1].map(|axis| {
        let places = members.iter().map(|index| subjects[*index].at[axis]);
        let low = places.clone().fold(f64::INFINITY, f64::min);
        places.fold(f64::NEG_INFINITY, f64::max) - low
    });
    let axis = usize::from(down > across);
    members.sort_unstable_by(|lhs, rhs| {
        let [lhs_at, rhs_at] = [lhs, rhs].map(|index| subjects[*index].at[axis]);
        lhs_at.total_cmp(&rhs_at).then(lhs.cmp(rhs))
    });
}

/// A possible position of a label.
#[derive(Clone, Copy, Debug)]
struct Spot {
    rect: Rect,
    leader: Option<[Point; 2]>,
    /// Whether it is at the edge of the picture instead of beside the head.
    is_at_edge: bool,
}

/// The labels of a picture while they are placed, one after the other.
struct Placing<'a> {
    subjects: &'a [Subject],
    around: &'a Surroundings<'a>,
    placed: Vec<Label>,
    /// By how many CSS px a label without a leader must be nearer to its own head than to any other.
    clear_lead: f64,
    /// How often placing may start again; 0 while a race plays, when there is no time for it.
    max_restarts: u32,
}

impl Placing<'_> {
    /// Places the labels of groups, each given with its label at the previous side, if that is
    /// possible. A group for which there is no room is moved to the front, since the others have more
    /// places to go to. If that does not help, it is joined with others.
    fn place_all(&mut self, mut left: Vec<(Group, Option<(Label, usize)>)>) {
        let count = self.placed.len();
        let (mut next, mut restarts) = (0, 0);
        while let Some((group, kept)) = left.get(next) {
            if let Some(label) = self.chosen(group, kept.as_ref()) {
                self.placed.push(label);
                next += 1;
                continue;
            }
            let may_be_first = next > 0 && restarts < self.max_restarts;
            if !may_be_first && (self.join(group) || restarts >= 2 * self.max_restarts) {
                next += 1;
                continue;
            }
            restarts += 1;
            let group = left.remove(next);
            if next > 0 {
                left.insert(0, group);
            } else {
                // Heads all around leave this group no place of its own.
                left.push(group);
                restarts = restarts.max(self.max_restarts);
            }
            if restarts > self.max_restarts {
                self.clear_lead = 0.0;
            }
            self.placed.truncate(count);
            next = 0;
        }
    }

    /// The label of a group, if there is room for one. `kept` is its label at the previous side.
    fn chosen(&self, group: &Group, kept: Option<&(Label, usize)>) -> Option<Label> {
        // Where every place covers something, the previous side is as good as any other.
        let kept = kept.filter(|(label, _)| {
            self.has_room(group, &self.spot(group, label.content, label.side))
        });
        match (self.best(group), kept) {
            (Some((label, 0)), _) | (Some((label, _)), None) => Some(label),
            (_, kept) => kept.map(|(label, _)| label.clone()),
        }
    }

    /// The best label of a group, and how much it covers: the first place where it covers nothing,
    /// otherwise the one where it covers least. Places far from the head are tried only where there is
    /// no room near it, and somewhat farther ones also before a less preferred content is tried.
    fn best(&self, group: &Group) -> Option<(Label, usize)> {
        let count = group.contents.len();
        let mut best: Option<(usize, Side, Spot, usize)> = None;
        // The last third of the attempts is at the picture's edges.
        for index in 0..3 * count {
            let (content, is_far) = (index / 2, index % 2 == 1);
            let is_last = content + 1 == count;
            let (content, rings) = match (content < count, is_far, is_last) {
                (false, ..) if best.is_some() => break,
                (false, ..) => (index - 2 * count, EDGES),
                (true, true, _) if best.is_some() && (is_last || self.max_restarts == 0) => {
                    continue;
                }
                (true, false, _) => (content, NEAR),
                (true, true, false) => (content, FARTHER),
                (true, true, true) => (content, FAR),
            };
            for side in Side::all(rings) {
                let spot = self.spot(group, content, side);
                if !self.has_room(group, &spot) {
                    continue;
                }
                let covered = self.around.covered(&spot);
                if best.is_none_or(|(.., least)| covered < least) {
                    best = Some((content, side, spot, covered));
                }
                if covered == 0 {
                    break;
                }
            }
            if best.is_some_and(|(.., covered)| covered == 0) {
                break;
            }
        }
        best.map(|(content, side, spot, covered)| (group.label(content, side, spot), covered))
    }

    /// The group's label at the side that it had before, and how much it covers, if there is room.
    fn kept(&self, group: &Group, before: &Label) -> Option<(Label, usize)> {
        let index = before.content.min(group.contents.len().checked_sub(1)?);
        let spot = self.spot(group, index, before.side);
        let covered = self.around.covered(&spot);
        self.has_room(group, &spot).then(|| (group.label(index, before.side, spot), covered))
    }

    /// Names a group that has no place together with the nearest placed label that it may share. False
    /// if there is none, or if there is no place for the joined label.
    fn join(&mut self, group: &Group) -> bool {
        let Some(first) = group.members.first().map(|index| &self.subjects[*index]) else {
            return false;
        };
        let may_share = |subject: &Subject| {
            subject.company == first.company && subject.headline == first.headline
        };
        let names = |label: &Label, subject: &Subject| label.racers.contains(&subject.racer);
        let distance_to = |label: &Label| {
            let mut nearest = f64::INFINITY;
            for subject in self.subjects.iter().filter(|subject| names(label, subject)) {
                if !may_share(subject) {
                    return f64::INFINITY;
                }
                nearest = nearest.min(distance(subject.at, group.middle));
            }
            nearest
        };
        let distances: Vec<f64> = self.placed.iter().map(distance_to).collect();
        let nearest =
            (0..distances.len()).min_by(|lhs, rhs| distances[*lhs].total_cmp(&distances[*rhs]));
        let Some(nearest) = nearest.filter(|index| distances[*index].is_finite()) else {
            return false;
        };
        let label = self.placed.remove(nearest);
        let is_member =
            |index: &usize| group.members.contains(index) || names(&label, &self.subjects[*index]);
        let members = (0..self.subjects.len()).filter(is_member).collect();
        let joined = self.best(&Group::of(members, self.subjects, self.around));
        let is_joined = joined.is_some();
        self.placed.push(joined.map_or(label, |(joined, _)| joined));
        is_joined
    }

    fn spot(&self, group: &Group, index: usize, side: Side) -> Spot {
        let size = group.contents[index].size;
        let rect = side.rect(group.middle, group.radius, size, self.around.size);
        Spot { rect, leader: self.leader(group, &rect), is_at_edge: side.inset().is_some() }
    }

    /// The leader from the nearest head of a group to its label, unless the label stands beside that
    /// head.
    fn leader(&self, group: &Group, rect: &Rect) -> Option<[Point; 2]> {
        let distance_to_label = |index: &&usize| {
            let at = self.subjects[**index].at;
            distance(at, rect.nearest(at))
        };
        let nearest = group
            .members
            .iter()
            .min_by(|lhs, rhs| distance_to_label(lhs).total_cmp(&distance_to_label(rhs)))?;
        let Subject { at, radius, .. } = self.subjects[*nearest];
        let to = rect.nearest(at);
        let part = radius / distance(at, to).max(radius);
        let from = [0, 1].map(|axis| at[axis] + (to[axis] - at[axis]) * part);
        (distance(from, to) > BESIDE).then_some([from, to])
    }

    /// Whether a label without a leader is so near to the head of another racer that it could be read
    /// as that racer's name.
    fn misleads(&self, group: &Group, spot: &Spot) -> bool {
        let letters = letters(&spot.rect, group.members.len());
        let gap =
            |subject: &Subject| distance(subject.at, letters.nearest(subject.at)) - subject.radius;
        let own = group.members.iter().map(|index| gap(&self.subjects[*index]));
        let own = own.fold(f64::INFINITY, f64::min);
        let mut others = self.subjects.iter().enumerate();
        spot.leader.is_none()
            && others.any(|(index, subject)| {
                !group.members.contains(&index) && gap(subject) < own + self.clear_lead
            })
    }

    /// Whether a label and its leader cover no head, no other label, and nothing beyond the picture.
    fn has_room(&self, group: &Group, spot: &Spot) -> bool {
        if !spot.rect.grown(MARGIN).is_within(self.around.size) {
            return false;
        }
        let most = if spot.is_at_edge { f64::INFINITY } else { LEADER_LENGTHS[1] };
        if let Some([from, to]) = spot.leader
            && !(LEADER_LENGTHS[0]..=most).contains(&distance(from, to))
        {
            return false;
        }
        if self.misleads(group, spot) {
            return false;
        }
        for (index, Subject { at, radius, .. }) in self.subjects.iter().enumerate() {
            if spot.rect.meets_disc(*at, *radius) {
                return false;
            }
            let crosses = |line: [Point; 2]| distance_to_segment(*at, line) < *radius;
            if !group.members.contains(&index) && spot.leader.is_some_and(crosses) {
                return false;
            }
        }
        let rect = spot.rect.grown(BETWEEN);
        for taken in self.around.taken {
            // A leader may begin beside the mark of the group's own place.
            let is_own = taken.meets_disc(group.middle, group.radius);
            let is_crossed =
                |line: [Point; 2]| if is_own { taken.halved() } else { *taken }.meets_segment(line);
            if rect.overlaps(taken) || spot.leader.is_some_and(is_crossed) {
                return false;
            }
        }
        self.placed.iter().all(|placed| {
            let is_crossed = |line: [Point; 2]| rect.meets_segment(line);
            let crosses = |line: [Point; 2]| placed.rect.grown(BETWEEN).meets_segment(line);
            let is_apart = match (spot.leader, placed.leader) {
                (Some(lhs), Some(rhs)) => !cross(lhs, rhs),
                _ => true,
            };
            is_apart
                && !rect.overlaps(&placed.rect)
                && !placed.leader.is_some_and(is_crossed)
                && !spot.leader.is_some_and(crosses)
        })
    }
}

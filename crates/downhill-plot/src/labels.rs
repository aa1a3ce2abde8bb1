//! Labels at the heads: who is where, beside each head, or on one chip where heads gather.

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
pub(crate) use self::width::text_width;

/// Narrower pictures have no room for labels, in CSS px.
const NARROWEST: f64 = 300.0;
/// How far labels keep from the frame and from each other, in CSS px.
const MARGIN: f64 = 3.0;
const BETWEEN: f64 = 2.0;
/// A label as near as this needs no line to its head; and how long a line is, in CSS px.
const BESIDE: f64 = 10.0;
const LINE: [f64; 2] = [14.0, 140.0];
/// A label is read as the name of a head that is nearer to it than all others by so many px. Where there is no
/// room for all labels, it is the nearest.
const CLEARLY: f64 = 4.0;
/// How far apart a line is looked at, in CSS px.
const CLEAR: f64 = 6.0;
/// How often labels are placed anew where one of them has no room, before such a one is joined with others,
/// and again where it cannot be joined.
const TRIES: u32 = 3;
/// A line across a trail is as bad as text on so much of it.
const ACROSS: usize = 3;
/// How much of a row's height letters take.
const LETTERS: f64 = 0.6;

/// A head that is to be named.
#[derive(Clone, Debug)]
pub(crate) struct Subject {
    /// Whose it is.
    pub racer: usize,
    /// Its middle.
    pub at: Point,
    /// How far it reaches from there, in CSS px.
    pub radius: f64,
    /// Its racer's name.
    pub label: String,
    /// With whom it may share a label.
    pub company: Company,
    /// What such a label begins with, such as "at the minimum:".
    pub headline: &'static str,
}

/// Those that may share a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Company {
    /// Those that are inside the picture, where they are near to each other.
    Inside,
    /// Those whose heads stand at the frame, where they are near to each other.
    Outside,
    /// All that are at the place of that number.
    At(usize),
}

/// What labels stand among.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Surroundings<'a> {
    /// The picture's width and height in CSS px.
    pub size: [f64; 2],
    /// What they keep clear of where they can.
    pub occupied: [&'a Occupancy; 2],
    /// What they never cover.
    pub taken: &'a [Rect],
}

impl Surroundings<'_> {
    /// How much a label covers of what is to be kept clear of, its line included beyond the trail that
    /// leads to the head.
    fn covered(&self, spot: &Spot) -> usize {
        let mut covered = 0;
        for occupied in self.occupied {
            covered += occupied.count(&spot.rect);
            if let Some([from, to]) = spot.leader {
                let mut along = CLEAR;
                while along < distance(from, to) {
                    let part = along / distance(from, to);
                    let at = [0, 1].map(|axis| from[axis] + part * (to[axis] - from[axis]));
                    covered += ACROSS * occupied.count(&Rect { low: at, high: at }.grown(0.5));
                    along += CLEAR;
                }
            }
        }
        covered
    }
}

/// A label where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Label {
    /// Whom it names.
    pub racers: Vec<usize>,
    /// What it covers.
    pub rect: Rect,
    /// The line to what it names, where it stands off.
    pub leader: Option<[Point; 2]>,
    /// What it says.
    pub(crate) parts: Vec<Part>,
    pub(crate) side: Side,
    /// Which of its possible contents that is.
    content: usize,
}

impl Label {
    /// What is seen of it.
    #[cfg(test)]
    fn letters(&self) -> Rect {
        letters(&self.rect, self.racers.len())
    }

    /// The racer that it names at a point of the picture.
    #[must_use]
    pub(crate) fn racer_at(&self, at: Point) -> Option<usize> {
        if !self.rect.contains(at) {
            return None;
        }
        if let [only] = self.racers.as_slice() {
            return Some(*only);
        }
        let [x, y] = [at[0] - self.rect.low[0], at[1] - self.rect.low[1]];
        // Parts of a row stand side by side: the last that begins before, of the nearest row.
        let nearest = |part: &&Part| {
            let across = (part.at[0] - x).max(x - part.at[0] - part.width).max(0.0);
            across + (part.at[1] - y).abs()
        };
        let racers = self.parts.iter().filter(|part| part.racer.is_some());
        racers.min_by(|one, other| nearest(one).total_cmp(&nearest(other)))?.racer
    }
}

/// Places the labels of a picture. Each stands at the first place beside its subject where it covers
/// nothing: no head, no other label, and no trail unless all places do. With `last` — the labels of
/// the picture before, while a race plays — each keeps its side as long as that is free, and not all that
/// is possible is tried; with none they follow from the other arguments alone. A label for which there is no room is left out.
#[must_use]
pub(crate) fn place(subjects: &[Subject], around: &Surroundings<'_>, last: &[Label]) -> Vec<Label> {
    if around.size[0] < NARROWEST {
        return Vec::new();
    }
    let tries = if last.is_empty() { TRIES } else { 0 };
    let mut placing = Placing { subjects, around, placed: Vec::new(), clearly: CLEARLY, tries };
    let mut left = Vec::new();
    for members in gather(subjects, last) {
        let group = Group::of(members, subjects, around);
        // Also where others have joined, or left.
        let before =
            last.iter().find(|label| group.racers.iter().any(|racer| label.racers.contains(racer)));
        match before.and_then(|before| placing.kept(&group, before)) {
            Some((label, 0)) => placing.placed.push(label),
            kept => {
                // What is large first: it has the fewest places.
                let count = group.members.len();
                let larger = |(other, _): &(Group, _)| other.members.len() >= count;
                left.insert(left.partition_point(larger), (group, kept));
            }
        }
    }
    placing.place_all(left);
    placing.placed
}

/// What is seen of the label of so many racers: a chip has a ground, and the letters of a name are not as
/// high as their row.
fn letters(rect: &Rect, count: usize) -> Rect {
    let over = if count == 1 { (1.0 - LETTERS) / 2.0 * (rect.high[1] - rect.low[1]) } else { 0.0 };
    let ([left, top], [right, bottom]) = (rect.low, rect.high);
    Rect { low: [left, top + over], high: [right, bottom - over] }
}

/// Subjects that share a label.
struct Group {
    /// Their places in the list of subjects.
    members: Vec<usize>,
    racers: Vec<usize>,
    middle: Point,
    radius: f64,
    /// What the label may say, the best first.
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
                let chip = |most| Content::chip(lead, &named, size, most);
                row_widths(width, named.len()).map(chip).to_vec()
            }
        };
        let racers = named.into_iter().map(|(racer, _)| racer).collect();
        Self { members, racers, middle, radius, contents }
    }

    /// The label with the content of that number.
    fn label(&self, index: usize, side: Side, Spot { rect, leader, .. }: Spot) -> Label {
        let Content { parts, .. } = self.contents[index].clone();
        Label { racers: self.racers.clone(), rect, leader, parts, side, content: index }
    }
}

/// Puts those that share a label in the order in which they stand, from the left or from above, whichever
/// they differ more in. Those at a place with a name stand around it, in the order of the list.
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
    members.sort_unstable_by(|one, other| {
        let [one_at, other_at] = [one, other].map(|index| subjects[*index].at[axis]);
        one_at.total_cmp(&other_at).then(one.cmp(other))
    });
}

/// Where a label may stand.
#[derive(Clone, Copy, Debug)]
struct Spot {
    rect: Rect,
    leader: Option<[Point; 2]>,
    /// Whether that is at the edge of the picture, and not beside the head.
    is_at_edge: bool,
}

/// The labels of a picture as they are placed, one after the other.
struct Placing<'a> {
    subjects: &'a [Subject],
    around: &'a Surroundings<'a>,
    placed: Vec<Label>,
    /// By how much labels without a line are nearer to their own head than to others, in CSS px.
    clearly: f64,
    /// How often it may be begun anew: not while a race plays, when there is no time for it.
    tries: u32,
}

impl Placing<'_> {
    /// Places the labels of groups, each with how it was kept. One that has no room is placed first, since the
    /// others have more places; and where that does not help, it is joined with others.
    fn place_all(&mut self, mut left: Vec<(Group, Option<(Label, usize)>)>) {
        let count = self.placed.len();
        let (mut next, mut tries) = (0, 0);
        while let Some((group, kept)) = left.get(next) {
            if let Some(label) = self.chosen(group, kept.as_ref()) {
                self.placed.push(label);
                next += 1;
                continue;
            }
            let may_be_first = next > 0 && tries < self.tries;
            if !may_be_first && (self.join(group) || tries >= 2 * self.tries) {
                next += 1;
                continue;
            }
            tries += 1;
            let group = left.remove(next);
            if next > 0 {
                left.insert(0, group);
            } else {
                // Enclosed by heads it has no place of its own.
                left.push(group);
                tries = tries.max(self.tries);
            }
            if tries > self.tries {
                self.clearly = 0.0;
            }
            self.placed.truncate(count);
            next = 0;
        }
    }

    /// The label of a group that was labelled as `kept` before, if there is room for one.
    fn chosen(&self, group: &Group, kept: Option<&(Label, usize)>) -> Option<Label> {
        // The side is kept where no other is free either.
        let kept = kept.filter(|(label, _)| {
            self.has_room(group, &self.spot(group, label.content, label.side))
        });
        match (self.best(group), kept) {
            (Some((label, 0)), _) | (Some((label, _)), None) => Some(label),
            (_, kept) => kept.map(|(label, _)| label.clone()),
        }
    }

    /// The best label of a group and how much it covers: the first that covers nothing, else that
    /// which covers least. It stands far away only where there is no room near, and a little farther off
    /// where it would else not name its racers.
    fn best(&self, group: &Group) -> Option<(Label, usize)> {
        let count = group.contents.len();
        let mut best: Option<(usize, Side, Spot, usize)> = None;
        // The last ones are at the edges.
        for index in 0..3 * count {
            let (content, is_far) = (index / 2, index % 2 == 1);
            let is_last = content + 1 == count;
            let (content, rings) = match (content < count, is_far, is_last) {
                (false, ..) if best.is_some() => break,
                (false, ..) => (index - 2 * count, EDGES),
                (true, true, _) if best.is_some() && (is_last || self.tries == 0) => continue,
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

    /// Names a group for which there is no place together with the nearest others that may share a label
    /// with it. False where there are none, or they have no place for all.
    fn join(&mut self, group: &Group) -> bool {
        let Some(first) = group.members.first().map(|index| &self.subjects[*index]) else {
            return false;
        };
        let may_share = |subject: &Subject| {
            subject.company == first.company && subject.headline == first.headline
        };
        let names = |label: &Label, subject: &Subject| label.racers.contains(&subject.racer);
        let away = |label: &Label| {
            let mut nearest = f64::INFINITY;
            for subject in self.subjects.iter().filter(|subject| names(label, subject)) {
                if !may_share(subject) {
                    return f64::INFINITY;
                }
                nearest = nearest.min(distance(subject.at, group.middle));
            }
            nearest
        };
        let away: Vec<f64> = self.placed.iter().map(away).collect();
        let nearest = (0..away.len()).min_by(|one, other| away[*one].total_cmp(&away[*other]));
        let Some(nearest) = nearest.filter(|index| away[*index].is_finite()) else { return false };
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

    /// The line from the nearest of a group's heads to its label, if that does not stand beside it.
    fn leader(&self, group: &Group, rect: &Rect) -> Option<[Point; 2]> {
        let away = |index: &&usize| {
            let at = self.subjects[**index].at;
            distance(at, rect.nearest(at))
        };
        let nearest =
            group.members.iter().min_by(|one, other| away(one).total_cmp(&away(other)))?;
        let Subject { at, radius, .. } = self.subjects[*nearest];
        let to = rect.nearest(at);
        let part = radius / distance(at, to).max(radius);
        let from = [0, 1].map(|axis| at[axis] + (to[axis] - at[axis]) * part);
        (distance(from, to) > BESIDE).then_some([from, to])
    }

    /// Whether a label without a line stands about as near to another head as to its own, and could be read
    /// as that one's name.
    fn misleads(&self, group: &Group, spot: &Spot) -> bool {
        let letters = letters(&spot.rect, group.members.len());
        let gap =
            |subject: &Subject| distance(subject.at, letters.nearest(subject.at)) - subject.radius;
        let own = group.members.iter().map(|index| gap(&self.subjects[*index]));
        let own = own.fold(f64::INFINITY, f64::min);
        let mut others = self.subjects.iter().enumerate();
        spot.leader.is_none()
            && others.any(|(index, other)| {
                !group.members.contains(&index) && gap(other) < own + self.clearly
            })
    }

    /// Whether a label, line included, covers no head, no other label, and nothing beyond the picture.
    fn has_room(&self, group: &Group, spot: &Spot) -> bool {
        if !spot.rect.grown(MARGIN).is_within(self.around.size) {
            return false;
        }
        let most = if spot.is_at_edge { f64::INFINITY } else { LINE[1] };
        if let Some([from, to]) = spot.leader
            && !(LINE[0]..=most).contains(&distance(from, to))
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
            // A line may begin beside the mark of the group's own place.
            let is_own = taken.meets_disc(group.middle, group.radius);
            let is_crossed =
                |line: [Point; 2]| if is_own { taken.halved() } else { *taken }.meets_segment(line);
            if rect.overlaps(taken) || spot.leader.is_some_and(is_crossed) {
                return false;
            }
        }
        self.placed.iter().all(|other| {
            let is_crossed = |line: [Point; 2]| rect.meets_segment(line);
            let crosses = |line: [Point; 2]| other.rect.grown(BETWEEN).meets_segment(line);
            let is_apart = match (spot.leader, other.leader) {
                (Some(one), Some(other)) => !cross(one, other),
                _ => true,
            };
            is_apart
                && !rect.overlaps(&other.rect)
                && !other.leader.is_some_and(is_crossed)
                && !spot.leader.is_some_and(crosses)
        })
    }
}

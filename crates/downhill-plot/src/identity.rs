use downhill::RacerConfig;

use crate::color::Rgb;
use crate::grid::number;
use crate::shape::{Dash, Point, Shape, Stroke};

/// How wide a trail's coloured core is, in CSS px.
pub const TRAIL_WIDTH: f64 = 2.6;
/// The inner casing of trails and heads. Of the two casings one or the other holds 3:1 against
/// every band, whatever the racer's own colour.
pub const LIGHT: Rgb = Rgb([255, 255, 255]);
/// The outer casing.
pub const DARK: Rgb = Rgb([16, 20, 40]);

/// The three strokes of a trail: two casings beneath, the racer's colour on top.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trace {
    /// The outer casing.
    Dark,
    /// The inner casing.
    Light,
    /// The coloured, dashed core.
    Core,
}

impl Trace {
    /// All three, the lowest first.
    pub const ALL: [Self; 3] = [Self::Dark, Self::Light, Self::Core];

    /// The stroke's width in CSS px.
    #[must_use]
    pub fn width(self) -> f64 {
        match self {
            Self::Dark => TRAIL_WIDTH + 2.6,
            Self::Light => TRAIL_WIDTH + 1.2,
            Self::Core => TRAIL_WIDTH,
        }
    }
}

/// The shape of a racer's head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadShape {
    /// ●
    Circle,
    /// ■
    Square,
    /// ▲
    Triangle,
    /// ◆
    Diamond,
    /// ▼
    DownTriangle,
    /// A five-pointed star.
    Star,
    /// An upright cross.
    Cross,
    /// ⬢
    Hexagon,
}

/// The racers' heads in turn.
const HEADS: [HeadShape; 8] = {
    use HeadShape::{Circle, Cross, Diamond, DownTriangle, Hexagon, Square, Star, Triangle};
    [Circle, Square, Triangle, Diamond, DownTriangle, Star, Cross, Hexagon]
};

/// What tells a racer from the others: colour, dashes, head. Colour is never alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Identity {
    /// Its name.
    pub label: String,
    /// The colour of its trail and head.
    pub color: Rgb,
    /// Whether it is not shown.
    pub off: bool,
    /// The shape of its head.
    pub head: HeadShape,
    /// Whether the head is drawn hollow: the second eight racers.
    pub hollow: bool,
    /// How large the head is; earlier racers' are larger, so that they show around later ones'.
    pub radius: f64,
    /// Its dashes at the start of its trail; none when it runs alone.
    dash: Option<Dash>,
    /// The length of its dash pattern in CSS px.
    period: f64,
}

/// A period of the dash pattern: a part where every racer may draw, and one slot for each racer
/// where it draws alone, so that racers on the same line all remain visible.
const COMMON: f64 = 30.0;
const SLOT: f64 = 4.0;
/// All slots together are at most so long, or many racers' trails were mostly gaps.
const SLOTS: f64 = 32.0;

impl Identity {
    /// The identities of a run's racers.
    #[must_use]
    pub fn of(racers: &[RacerConfig]) -> Vec<Self> {
        let count = racers.len();
        let mut identities = Vec::with_capacity(count);
        for (index, racer) in racers.iter().enumerate() {
            identities.push(Self {
                label: racer.label.clone(),
                color: Rgb::parse(&racer.color),
                off: racer.off,
                head: HEADS[index % HEADS.len()],
                hollow: index >= HEADS.len(),
                radius: 6.0 - 2.0 * number(index) / number(count),
                dash: if count > 1 { Some(dash(index, count)) } else { None },
                period: COMMON + number(count) * slot(count),
            });
        }
        identities
    }

    /// The racer's dashes on a line that begins `arc` px behind the start of its trail; none when
    /// it runs alone.
    #[must_use]
    pub fn dash(&self, arc: f64) -> Option<Dash> {
        let Dash { pattern, offset } = self.dash.as_ref()?;
        let along = (arc + offset) / self.period;
        let offset = (along - along.floor()) * self.period;
        Some(Dash { pattern: pattern.clone(), offset })
    }

    /// One of the strokes of a line that begins `arc` px behind the start of its trail.
    #[must_use]
    pub(crate) fn stroke(&self, trace: Trace, points: Vec<Point>, arc: f64) -> Shape {
        let (color, dash) = match trace {
            Trace::Dark => (DARK, None),
            Trace::Light => (LIGHT, None),
            Trace::Core => (self.color, self.dash(arc)),
        };
        Shape::Line { points, stroke: Stroke { color, width: trace.width(), dash } }
    }
}

/// The length of a racer's own slot among `count`.
fn slot(count: usize) -> f64 {
    (SLOTS / number(count)).min(SLOT)
}

/// The dashes of racer `index` of `count` at the start of its trail.
fn dash(index: usize, count: usize) -> Dash {
    let pieces = 1 + index % 4;
    let gap = if pieces > 1 { 2.0 } else { 0.0 };
    let each = COMMON / number(pieces) - gap;
    let slot = slot(count);
    let after = number(count - 1 - index) * slot;
    // Round caps lengthen a dash by half the line's width at each end.
    let cap = TRAIL_WIDTH / 2.0;
    let mut offset = -cap;
    // Dashes and gaps in turn: the common part, the slots of those before, the own one.
    let mut pattern = Vec::new();
    for _ in 0..pieces {
        pattern.push(each);
        pattern.push(gap);
    }
    pattern[2 * pieces - 1] += number(index) * slot;
    if index == 0 {
        // The own slot follows the common part at once: they are one dash.
        pattern[0] += slot;
        pattern[1] = after;
    } else if after == 0.0 {
        // It is followed by the next common part at once.
        pattern[0] += slot;
        offset += slot;
    } else {
        pattern.push(slot);
        pattern.push(after);
    }
    let mut longer = -2.0 * cap;
    for length in &mut pattern {
        *length = (*length + longer).max(0.1);
        longer = -longer;
    }
    Dash { pattern, offset }
}

#[cfg(test)]
mod tests {
    use super::*;
    use downhill::RunConfig;

    fn five() -> Vec<Identity> {
        Identity::of(&RunConfig::default().racers)
    }

    /// Whether the racer's dashes, caps included, cover the place `arc` px along its trail.
    fn covers(racer: &Identity, arc: f64) -> bool {
        let dash = racer.dash(0.0).unwrap();
        let period: f64 = dash.pattern.iter().sum();
        let at = (arc + dash.offset).rem_euclid(period);
        let cap = TRAIL_WIDTH / 2.0;
        let mut from = 0.0;
        dash.pattern.chunks(2).any(|pair| {
            let reach = from - cap..from + pair[0] + cap;
            from += pair[0] + pair[1];
            [at, at - period, at + period].iter().any(|at| reach.contains(at))
        })
    }

    #[test]
    fn on_a_shared_line_every_racer_has_a_place_where_it_draws_alone() {
        let racers = five();
        for (index, racer) in racers.iter().enumerate() {
            let alone = (0..500).map(|tenth| f64::from(tenth) / 10.0).filter(|arc| {
                covers(racer, *arc)
                    && racers
                        .iter()
                        .enumerate()
                        .all(|(other, racer)| other == index || !covers(racer, *arc))
            });
            // At least 3 of the 4 px of its slot.
            assert!(alone.count() >= 30, "racer {index}");
        }
    }

    #[test]
    fn dashes_go_on_where_the_piece_before_ended() {
        for racer in five() {
            let whole = racer.dash(0.0).unwrap();
            let later = racer.dash(13.0).unwrap();
            let period: f64 = whole.pattern.iter().sum();
            assert_eq!(whole.pattern, later.pattern);
            assert!(((whole.offset + 13.0) % period - later.offset).abs() < 1e-9);
        }
    }

    #[test]
    fn no_two_racers_have_the_same_head_color_or_dashes() {
        let racers = five();
        for (index, one) in racers.iter().enumerate() {
            for other in &racers[index + 1..] {
                assert_ne!(one.head, other.head);
                assert_ne!(one.color, other.color);
                assert_ne!(one.dash(0.0), other.dash(0.0));
            }
        }
    }
}

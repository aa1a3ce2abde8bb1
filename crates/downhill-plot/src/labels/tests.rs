use proptest::prelude::*;

use super::*;

const NAMES: [&str; 8] =
    ["SGD", "SGD+Momentum", "AdaGrad", "RMSProp", "Adam", "Nesterov 0.01", "Lion", "a long name"];

/// A picture with heads at some places, and trails to them.
struct Picture {
    size: [f64; 2],
    heads: Vec<Point>,
    occupied: Occupancy,
    /// The racers that are at a place with a name.
    at_place: Vec<usize>,
}

impl Picture {
    fn new(size: [f64; 2], heads: Vec<Point>, trails: &[Vec<Point>]) -> Self {
        let mut occupied = Occupancy::new(size);
        for trail in trails {
            occupied.add_line(trail);
        }
        Self { size, heads, occupied, at_place: Vec::new() }
    }

    fn subjects(&self) -> Vec<Subject> {
        let subject = |(racer, at): (usize, &Point)| {
            let is_there = self.at_place.contains(&racer);
            Subject {
                racer,
                at: *at,
                radius: 8.0,
                label: NAMES[racer % 8].to_owned(),
                company: if is_there { Company::At(0) } else { Company::Inside },
                headline: if is_there { "at the minimum:" } else { "" },
            }
        };
        self.heads.iter().enumerate().map(subject).collect()
    }

    fn labels(&self, taken: &[Rect], last: &[Label]) -> Vec<Label> {
        let around = Surroundings { size: self.size, occupied: [&self.occupied; 2], taken };
        place(&self.subjects(), &around, last)
    }
}

fn texts(label: &Label) -> Vec<&str> {
    label.parts.iter().filter_map(|part| part.text.as_deref()).collect()
}

#[test]
fn a_lone_head_has_its_name_to_the_right() {
    let picture = Picture::new([576.0, 432.0], vec![[200.0, 200.0]], &[]);
    let labels = picture.labels(&[], &[]);
    assert_eq!(texts(&labels[0]), ["SGD"]);
    let rect = labels[0].rect;
    assert!((rect.low[0] - 211.0).abs() < 1e-9 && rect.contains([215.0, 200.0]), "{rect:?}");
    assert_eq!((labels[0].leader, labels[0].racer_at([220.0, 200.0])), (None, Some(0)));
    assert_eq!(labels[0].racer_at([200.0, 200.0]), None);
}

#[test]
fn at_the_right_edge_it_is_to_the_left() {
    let picture = Picture::new([576.0, 432.0], vec![[560.0, 200.0]], &[]);
    let labels = picture.labels(&[], &[]);
    assert!((labels[0].rect.high[0] - 549.0).abs() < 1e-9, "{:?}", labels[0].rect);
}

#[test]
fn trails_are_kept_clear_of() {
    let trail = |to: Point| vec![[200.0, 200.0], to];
    let trails = [trail([400.0, 200.0]), trail([100.0, 205.0]), trail([300.0, 100.0])];
    let picture = Picture::new([576.0, 432.0], vec![[200.0, 200.0]], &trails);
    let labels = picture.labels(&[], &[]);
    assert_eq!(picture.occupied.count(&labels[0].rect), 0);
    // Where there are trails everywhere, the label covers some but stays within the picture.
    let mut all: Vec<Vec<Point>> = Vec::new();
    for line in 0..140 {
        all.push(vec![[0.0, 3.0 * f64::from(line)], [576.0, 3.0 * f64::from(line)]]);
    }
    let picture = Picture::new([576.0, 432.0], vec![[200.0, 200.0]], &all);
    assert_eq!(texts(&picture.labels(&[], &[])[0]), ["SGD"]);
}

#[test]
fn where_heads_gather_one_chip_names_them() {
    let heads = vec![[200.0, 200.0], [203.0, 204.0], [400.0, 300.0], [210.0, 204.0]];
    let picture = Picture::new([576.0, 432.0], heads, &[]);
    let labels = picture.labels(&[], &[]);
    assert_eq!(labels.len(), 2);
    assert_eq!(labels[0].racers, [0, 1, 3]);
    assert_eq!(texts(&labels[0]), ["SGD", "SGD+Momentum", "RMSProp"]);
    let marked = labels[0].parts.iter().filter(|part| part.text.is_none());
    assert_eq!(marked.map(|part| part.racer).collect::<Vec<_>>(), [Some(0), Some(1), Some(3)]);
    // A chip with a headline names exactly those that the run says are at the place, not others nearby.
    let picture = Picture { at_place: vec![0, 2, 3], ..picture };
    let labels = picture.labels(&[], &[]);
    assert_eq!((labels.len(), labels[0].racers.as_slice()), (2, &[0, 2, 3][..]));
    assert_eq!(texts(&labels[0])[0], "at the minimum:");
    assert_eq!(texts(&labels[1]), ["SGD+Momentum"]);
    // Each part of the chip stands for its racer.
    for part in &labels[0].parts {
        let low = labels[0].rect.low;
        let middle = [low[0] + part.at[0] + part.width / 2.0, low[1] + part.at[1]];
        if part.racer.is_some() {
            assert_eq!(labels[0].racer_at(middle), part.racer, "{part:?}");
        }
    }
}

#[test]
fn where_there_is_no_room_beside_the_heads_names_stand_at_the_edge() {
    let heads = vec![[200.0, 100.0], [202.0, 100.0], [204.0, 100.0]];
    let picture = Picture::new([340.0, 255.0], heads, &[]);
    let taken = Rect { low: [0.0, 0.0], high: [340.0, 215.0] };
    let labels = picture.labels(&[taken.grown(-1.0)], &[]);
    assert!(labels.is_empty(), "a line would run across what is taken: {labels:?}");
    // If only rows are taken, there is a way between them.
    let rows: Vec<Rect> = (0..11)
        .map(|row| 20.0 * f64::from(row))
        .map(|y| Rect { low: [0.0, y], high: [198.0, y + 4.0] })
        .chain((0..11).map(|row| Rect {
            low: [206.0, 20.0 * f64::from(row)],
            high: [340.0, 20.0 * f64::from(row) + 4.0],
        }))
        .collect();
    let labels = picture.labels(&rows, &[]);
    assert_eq!((labels.len(), texts(&labels[0]).len()), (1, 3), "{labels:?}");
    assert!(labels[0].rect.high[1] > 225.0 && labels[0].leader.is_some());
}

#[test]
fn on_a_chip_racers_have_the_order_in_which_they_stand() {
    let named = |heads: Vec<Point>| {
        let labels = Picture::new([576.0, 432.0], heads, &[]).labels(&[], &[]);
        assert_eq!(labels.len(), 1);
        labels[0].racers.clone()
    };
    assert_eq!(named(vec![[210.0, 200.0], [200.0, 203.0], [204.0, 201.0]]), [1, 2, 0]);
    assert_eq!(named(vec![[200.0, 210.0], [203.0, 200.0], [201.0, 204.0]]), [1, 2, 0]);
}

#[test]
fn a_name_is_measured_by_its_letters() {
    // The row of the upper head's name would be nearer to its head than to the other head, but the
    // letters, which are lower than the row, are not.
    let picture = Picture::new([576.0, 432.0], vec![[200.0, 200.0], [216.0, 216.0]], &[]);
    let labels = picture.labels(&[], &[]);
    for label in &labels {
        let letters = label.letters();
        let away =
            |racer: usize| distance(picture.heads[racer], letters.nearest(picture.heads[racer]));
        let own = label.racers[0];
        assert!(label.leader.is_some() || away(own) < away(1 - own), "{label:?}");
    }
}

#[test]
fn while_it_plays_a_label_keeps_its_side_until_it_is_taken() {
    let at = |x: f64, trails: &[Vec<Point>]| Picture::new([576.0, 432.0], vec![[x, 200.0]], trails);
    // The head begins at the right edge, so its label is on the left.
    let first = at(570.0, &[]).labels(&[], &[]);
    let mut last = first.clone();
    for step in 0..50 {
        let x = 560.0 - 5.0 * f64::from(step);
        let labels = at(x, &[]).labels(&[], &last);
        assert_eq!(labels[0].side, first[0].side);
        assert_ne!(at(300.0, &[]).labels(&[], &[])[0].side, first[0].side);
        last = labels;
    }
    let trail = vec![vec![[250.0, 200.0], [300.0, 200.0]]];
    let labels = at(300.0, &trail).labels(&[], &last);
    assert_ne!(labels[0].side, first[0].side);
}

#[test]
fn heads_that_gathered_part_only_when_they_are_well_apart() {
    let chips = |apart: f64, last: &[Label]| {
        let heads = vec![[200.0, 200.0], [200.0 + apart, 200.0]];
        Picture::new([576.0, 432.0], heads, &[]).labels(&[], last)
    };
    let joined = chips(15.0, &[]);
    assert_eq!((joined.len(), chips(17.0, &[]).len()), (1, 2));
    assert_eq!((chips(20.0, &joined).len(), chips(24.0, &joined).len()), (1, 2));
}

#[test]
fn in_small_pictures_chips_have_names_in_a_few_rows() {
    for width in [340.0, 479.0] {
        let heads = vec![[200.0, 100.0]; 5];
        let picture = Picture::new([width, width * 0.75], heads, &[]);
        let picture = Picture { at_place: vec![0, 1, 2, 3, 4], ..picture };
        let labels = picture.labels(&[], &[]);
        assert_eq!(texts(&labels[0]).len(), 6);
        assert_eq!(texts(&labels[0])[0], "at the minimum:");
        let Rect { low, high } = labels[0].rect;
        assert!((high[0] - low[0]) * (high[1] - low[1]) < 0.14 * width * width * 0.75);
    }
}

#[test]
fn what_is_taken_is_never_covered() {
    let picture = Picture::new([576.0, 432.0], vec![[200.0, 200.0]], &[]);
    let right = Rect { low: [205.0, 0.0], high: [576.0, 432.0] };
    let labels = picture.labels(&[right], &[]);
    assert!(labels[0].rect.high[0] <= 205.0);
    let all = Rect { low: [0.0, 0.0], high: [576.0, 432.0] };
    assert!(picture.labels(&[all], &[]).is_empty());
}

#[test]
fn narrow_pictures_have_none() {
    assert!(Picture::new([280.0, 210.0], vec![[100.0, 100.0]], &[]).labels(&[], &[]).is_empty());
}

fn sizes() -> impl Strategy<Value = [f64; 2]> {
    prop_oneof![Just([850.0, 640.0]), Just([576.0, 432.0]), Just([340.0, 255.0])]
}

/// Points within the unit square.
fn places(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Point>> {
    prop::collection::vec(prop::array::uniform2(0.0..=1.0_f64), count)
}

fn stretched(points: &[Point], size: [f64; 2]) -> Vec<Point> {
    points.iter().map(|at| [at[0] * size[0], at[1] * size[1]]).collect()
}

proptest! {
    #[test]
    fn labels_cover_no_head_and_no_label_and_stay_inside(
        size in sizes(),
        heads in places(1..17),
        trails in prop::collection::vec(places(2..12), 0..6),
        near in 0.05..1.0_f64,
    ) {
        let heads: Vec<Point> = heads.iter().map(|at| [at[0] * near, at[1] * near]).collect();
        let trails: Vec<Vec<Point>> = trails.iter().map(|trail| stretched(trail, size)).collect();
        let picture = Picture::new(size, stretched(&heads, size), &trails);
        let first = picture.labels(&[], &[]);
        let moved: Vec<Point> = picture.heads.iter().map(|at| [at[0] + 5.0, at[1] - 3.0]).collect();
        let after = Picture::new(size, moved, &trails);
        for (picture, labels) in [(&picture, &first), (&after, &after.labels(&[], &first))] {
            for (index, label) in labels.iter().enumerate() {
                prop_assert!(label.rect.is_within(size));
                if let Some([from, to]) = label.leader {
                    let is_at_edge = label.side.inset().is_some();
                    prop_assert!(is_at_edge || (14.0..=140.0).contains(&distance(from, to)));
                }
                let letters = label.letters();
                let away = |at: &Point| distance(*at, letters.nearest(*at));
                let own = label.racers.iter().map(|racer| away(&picture.heads[*racer]));
                let own = own.fold(f64::INFINITY, f64::min);
                for at in &picture.heads {
                    prop_assert!(!label.rect.meets_disc(*at, 8.0));
                    // A name without a leader is nearest to the racer that it names.
                    prop_assert!(label.leader.is_some() || own <= away(at));
                }
                for previous in &labels[..index] {
                    prop_assert!(!label.rect.overlaps(&previous.rect));
                    if let (Some(lhs), Some(rhs)) = (label.leader, previous.leader) {
                        prop_assert!(!cross(lhs, rhs));
                    }
                    prop_assert!(!label.leader.is_some_and(|line| previous.rect.meets_segment(line)));
                    prop_assert!(!previous.leader.is_some_and(|line| label.rect.meets_segment(line)));
                }
            }
        }
        // At rest the result does not depend on what was placed before.
        prop_assert_eq!(&picture.labels(&[], &[]), &first);
        let named: usize = first.iter().map(|label| label.racers.len()).sum();
        prop_assert!(named <= heads.len());
        if size[0] > 500.0 && heads.len() < 6 && near > 0.5 {
            prop_assert_eq!(named, heads.len());
        }
    }

    #[test]
    fn a_trail_is_covered_only_where_no_place_is_free(
        heads in places(1..5),
        trails in prop::collection::vec(places(2..30), 0..6),
    ) {
        let size = [576.0, 432.0];
        let trails: Vec<Vec<Point>> = trails.iter().map(|trail| stretched(trail, size)).collect();
        let picture = Picture::new(size, stretched(&heads, size), &trails);
        let labels = picture.labels(&[], &[]);
        let subjects = picture.subjects();
        let around = Surroundings { size, occupied: [&picture.occupied; 2], taken: &[] };
        for (index, label) in labels.iter().enumerate() {
            if around.covered(&Spot { rect: label.rect, leader: label.leader, is_at_edge: false }) == 0 {
                continue;
            }
            // Only the labels that were placed before it are in its way.
            let placed = labels[..index].to_vec();
            let placing = Placing {
                subjects: &subjects,
                around: &around,
                placed,
                clear_lead: CLEAR_LEAD,
                max_restarts: MAX_RESTARTS,
            };
            let members = (0..subjects.len()).filter(|at| label.racers.contains(at)).collect();
            let group = Group::of(members, &subjects, &around);
            for content in 0..group.contents.len() {
                for side in Side::all(NEAR) {
                    let spot = placing.spot(&group, content, side);
                    let is_free = placing.has_room(&group, &spot) && around.covered(&spot) == 0;
                    prop_assert!(!is_free, "{:?}", spot.rect);
                }
            }
        }
    }
}

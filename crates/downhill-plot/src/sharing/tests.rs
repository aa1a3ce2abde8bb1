use super::*;
use crate::trail::{Piece, Trail, in_order};
use crate::view::View;
use downhill::{Bounds, Real};
use proptest::prelude::*;

const SIZE: [f64; 2] = [600.0, 450.0];
const WIDTH: f64 = 2.2;
/// One objective unit is one px; y is turned over.
const VIEW: View =
    View { bounds: Bounds { x: [0.0, 600.0], y: [0.0, 450.0] }, width: 600.0, height: 450.0 };

/// What is drawn, in order: the racer, and whether its piece is drawn whole, in dashes or not at all.
type Drawn = Vec<(usize, Vec<Vec<Point>>)>;

/// The trails of racers that walk along these polylines, one vertex in each step.
fn trails(paths: &[Vec<Point>]) -> (Vec<Trail>, u32) {
    let mut last = 0;
    let mut trails = Vec::new();
    for path in paths {
        let steps = u32::try_from(path.len()).unwrap() - 1;
        let flat: Vec<f64> = path.iter().flat_map(|[x, y]| [*x, 450.0 - y]).collect();
        let mut trail = Trail::new(VIEW, [flat[0], flat[1]]);
        trail.grow(&flat, steps);
        last = last.max(steps);
        trails.push(trail);
    }
    (trails, last)
}

fn draw(sharing: &mut Sharing, trails: &[Trail], after: Option<u32>, until: u32) -> Drawn {
    let pieces = in_order(trails, after, until).into_iter();
    let parts = |(racer, piece): (usize, Piece)| {
        let points = trails[racer].points(&piece);
        match sharing.add(racer, &points) {
            Ground::Shared(dashes) => (racer, dashes.parts),
            Ground::Free | Ground::Worn => (racer, vec![points]),
        }
    };
    pieces.map(parts).collect()
}

fn drawn(paths: &[Vec<Point>]) -> Drawn {
    let (trails, last) = trails(paths);
    draw(&mut Sharing::new(SIZE, WIDTH), &trails, None, last)
}

/// Whether all pieces are drawn whole.
fn solid(drawn: &Drawn) -> bool {
    dashed(drawn) == 0
}

/// The number of pieces that are not drawn whole.
fn dashed(drawn: &Drawn) -> usize {
    drawn.iter().filter(|(_, parts)| parts.len() != 1 || length(&parts[0]) < 5.99).count()
}

fn length(points: &[Point]) -> f64 {
    points.windows(2).map(|pair| distance(pair[0], pair[1])).sum()
}

/// The points at the parameters 0, 1 / count, … 1 between two points.
fn walk(from: Point, to: Point, count: u32) -> Vec<Point> {
    (0..=count).map(|step| between(from, to, f64::from(step) / f64::from(count))).collect()
}

/// The racer whose line is on top at a point, including round caps.
fn on_top(drawn: &Drawn, at: Point) -> Option<usize> {
    let covers = |points: &Vec<Point>| {
        points.windows(2).any(|pair| {
            let (from, to) = (pair[0], pair[1]);
            let [x, y] = [to[0] - from[0], to[1] - from[1]];
            let along =
                ((at[0] - from[0]) * x + (at[1] - from[1]) * y) / (x * x + y * y).max(1e-300);
            distance(between(from, to, along.clamp(0.0, 1.0)), at) <= WIDTH / 2.0
        })
    };
    drawn.iter().rev().find(|(_, parts)| parts.iter().any(covers)).map(|(racer, _)| *racer)
}

/// The part of the way between two points on which each racer is on top.
fn shares(drawn: &Drawn, from: Point, to: Point, racers: usize) -> Vec<f64> {
    let mut counts = vec![0.0; racers];
    let places = walk(from, to, 4000);
    for at in &places {
        if let Some(racer) = on_top(drawn, *at) {
            counts[racer] += 1.0 / 4001.0;
        }
    }
    counts
}

const LINES: [(Point, Point); 6] = [
    ([40.0, 400.0], [500.0, 40.0]),
    ([40.0, 40.0], [400.0, 400.0]),
    ([300.0, 20.0], [300.0, 430.0]),
    ([20.0, 225.0], [580.0, 225.0]),
    ([560.0, 100.0], [60.0, 160.0]),
    ([200.0, 430.0], [260.0, 30.0]),
];

#[test]
fn one_racer_is_solid_wherever_it_goes() {
    let mut path = walk([300.0, 225.0], [560.0, 225.0], 50);
    for step in 0..3000 {
        let turn = f64::from(step) / 40.0;
        let radius = 260.0 * (1.0 - f64::from(step) / 3000.0);
        path.push([300.0 + radius * Real::cos(turn), 225.0 + 0.7 * radius * Real::sin(turn)]);
    }
    for step in 0..400 {
        path.push([100.0 + f64::from(step), if step % 2 == 0 { 100.0 } else { 140.0 }]);
    }
    assert!(solid(&drawn(&[path])));
}

#[test]
fn two_three_and_four_on_one_line_keep_a_sixth_each() {
    for (from, to) in LINES {
        for racers in 2..=6 {
            // Each racer has another pace, so that their pieces end in different places.
            let paths: Vec<_> = (0..racers).map(|racer| walk(from, to, 61 + 13 * racer)).collect();
            let racers = paths.len();
            let shares = shares(&drawn(&paths), from, to, racers);
            let least = if racers <= 4 { 0.145 } else { 0.1 };
            assert!(shares.iter().all(|share| *share > least), "{from:?} {to:?}: {shares:?}");
        }
    }
}

#[test]
fn nobody_covers_the_others_on_the_way_back() {
    for (from, to) in LINES {
        let mut there_and_back = walk(from, to, 70);
        there_and_back.extend(walk(to, from, 90));
        let paths = [there_and_back, walk(from, to, 50), walk(from, to, 60)];
        let shares = shares(&drawn(&paths), from, to, 3);
        assert!(shares.iter().all(|share| *share > 0.155), "{shares:?}");
    }
}

#[test]
fn a_line_beside_another_is_solid() {
    let paths = [walk([40.0, 100.0], [540.0, 160.0], 60), walk([40.0, 109.0], [540.0, 169.0], 60)];
    assert!(solid(&drawn(&paths)));
}

#[test]
fn crossings_are_not_dashed() {
    for turn in 0..360 {
        let angle = f64::from(turn).to_radians();
        for crossing in [45.5_f64, 60.0, 75.0, 90.0, 120.0] {
            let across = angle + crossing.to_radians();
            let middle = [300.0 + f64::from(turn) * 0.37, 225.0 + f64::from(turn) * 0.11];
            let line = |angle: f64| {
                let (x, y) = (100.0 * Real::cos(angle), 100.0 * Real::sin(angle));
                walk([middle[0] - x, middle[1] - y], [middle[0] + x, middle[1] + y], 70)
            };
            assert!(solid(&drawn(&[line(angle), line(across)])), "{turn}° {crossing}°");
        }
        // At smaller distances a piece or two may be dashed.
        let middle = [300.0, 225.0 + f64::from(turn) * 0.11];
        let line = |angle: f64| {
            let (x, y) = (100.0 * Real::cos(angle), 100.0 * Real::sin(angle));
            walk([middle[0] - x, middle[1] - y], [middle[0] + x, middle[1] + y], 70)
        };
        let count = dashed(&drawn(&[line(angle), line(angle + 30_f64.to_radians())]));
        assert!(count <= 2, "{turn}°: {count}");
    }
}

#[test]
fn zigzags_of_two_are_not_dashed() {
    let zigzag = |hops: u32, height: f64, shift: f64| {
        let place = |hop: u32| {
            let side = if hop.is_multiple_of(2) { -height } else { height };
            [50.0 + shift + 500.0 * f64::from(hop) / f64::from(hops), 225.0 + side]
        };
        (0..=hops).map(place).collect::<Vec<Point>>()
    };
    for height in [10.0, 20.0, 40.0, 60.0] {
        for shift in [0.0, 3.0, 5.0, 11.0] {
            // Where the waves are in phase, they are a single line.
            let found = drawn(&[zigzag(30, height, 0.0), zigzag(37, height, shift)]);
            assert!(8 * dashed(&found) < found.len(), "{height} {shift}: {}", dashed(&found));
            assert!(solid(&drawn(&[zigzag(30, height, 0.0), zigzag(30, height, 8.0)])));
        }
    }
}

/// The number of pieces on worn ground of a racer that walks along a polyline, and the number of all
/// its pieces.
fn worn(path: Vec<Point>) -> [usize; 2] {
    let (trails, last) = trails(&[path]);
    let mut sharing = Sharing::new(SIZE, WIDTH);
    let pieces = in_order(&trails, None, last);
    let all = pieces.len();
    let add = |(racer, piece): (usize, Piece)| sharing.add(racer, &trails[racer].points(&piece));
    [pieces.into_iter().map(add).filter(|ground| *ground == Ground::Worn).count(), all]
}

#[test]
fn ground_is_worn_by_scribbling_and_not_by_going_to_and_fro() {
    for (from, to) in LINES {
        assert_eq!(worn(walk(from, to, 500))[0], 0);
    }
    let zigzag = |hops: u32, height: f64| -> Vec<Point> {
        let side = |hop: u32| if hop.is_multiple_of(2) { -height } else { height };
        (0..=hops)
            .map(|hop| [50.0 + 500.0 * f64::from(hop) / f64::from(hops), 225.0 + side(hop)])
            .collect()
    };
    for (hops, height) in [(20, 60.0), (40, 30.0), (60, 15.0), (60, 40.0)] {
        assert_eq!(worn(zigzag(hops, height))[0], 0, "{hops} {height}");
    }
    // 400 hops between places that are scattered over a square.
    let place = |hop: u32| {
        [f64::from(hop * 97 % 101) * 1.5 + 200.0, f64::from(hop * 61 % 103) * 1.5 + 100.0]
    };
    let [worn, all] = worn((0..400).map(place).collect());
    assert!(2 * worn > all, "{worn} of {all}");
}

fn path() -> impl Strategy<Value = Vec<Point>> {
    let step = prop_oneof![
        prop::array::uniform2(-1.0..1.0_f64),
        prop::array::uniform2(-30.0..30.0_f64),
        Just([4.0, 3.0]),
        Just([-4.0, -3.0]),
        prop::array::uniform2(-900.0..900.0_f64),
    ];
    prop::collection::vec(step, 1..120).prop_map(|steps| {
        let mut at = [300.0, 225.0];
        let mut path = vec![at];
        for [x, y] in steps {
            at = [at[0] + x, at[1] + y];
            path.push(at);
        }
        path
    })
}

proptest! {
    #[test]
    fn played_in_any_leaps_it_is_the_same_as_drawn_at_once(
        paths in prop::collection::vec(path(), 1..5),
        leaps in prop::collection::vec(1..40_u32, 1..60),
    ) {
        let (trails, last) = trails(&paths);
        let mut whole = Sharing::new(SIZE, WIDTH);
        let at_once = draw(&mut whole, &trails, None, last);
        let mut sharing = Sharing::new(SIZE, WIDTH);
        let mut played = Vec::new();
        let mut step = None;
        for leap in leaps.iter().cycle() {
            let until = step.unwrap_or(0_u32).saturating_add(*leap).min(last);
            played.extend(draw(&mut sharing, &trails, step, until));
            step = Some(until);
            if until == last {
                break;
            }
        }
        prop_assert_eq!(&played, &at_once);
        prop_assert_eq!(&sharing, &whole);
        // The same after going back to an earlier step.
        sharing.clear();
        prop_assert_eq!(draw(&mut sharing, &trails, None, last), at_once);
    }

    #[test]
    fn what_is_drawn_is_part_of_the_piece(paths in prop::collection::vec(path(), 1..5)) {
        let (trails, last) = trails(&paths);
        let mut sharing = Sharing::new(SIZE, WIDTH);
        for (racer, piece) in in_order(&trails, None, last) {
            let points = trails[racer].points(&piece);
            let whole = length(&points);
            let (parts, colored) = match sharing.add(racer, &points) {
                Ground::Shared(dashes) => (dashes.parts, dashes.colored),
                Ground::Free | Ground::Worn => (vec![points.clone()], vec![points]),
            };
            let sum = |lines: &[Vec<Point>]| lines.iter().map(|points| length(points)).sum::<f64>();
            prop_assert!(sum(&parts) <= whole + 1e-6, "{} of {whole}", sum(&parts));
            prop_assert!(sum(&colored) <= sum(&parts) + 1e-6);
            prop_assert!(parts.iter().chain(&colored).all(|points| points.len() > 1));
        }
    }
}

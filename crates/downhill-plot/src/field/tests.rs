use super::*;
use crate::palette::Theme;
use downhill::Bounds;
use proptest::prelude::*;

type Function = fn(f64, f64) -> f64;

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in a grid")]
fn whole(place: f64) -> usize {
    place as usize
}

const ARTICLE: Palette = Palette { theme: Theme::Light, is_article: true };
const MAP: Palette = Palette { theme: Theme::Light, is_article: false };

/// Nine levels, or fewer, between which there are about as many samples each; none is a sample itself.
fn levels_by_spread(values: &[f64]) -> Vec<f64> {
    let mut sorted: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    sorted.sort_by(f64::total_cmp);
    sorted.dedup_by(|later, first| (*later - *first).abs() <= 1e-9 * first.abs());
    let level = |part: usize| {
        let index = part * sorted.len() / 10;
        let between = sorted.get(index..index + 2)?;
        Some(between[0] / 2.0 + between[1] / 2.0)
    };
    let mut levels: Vec<f64> = (1..10).filter_map(level).collect();
    levels.dedup();
    levels
}

/// A function in a view with its levels by spread, and what is drawn of it.
struct Drawn {
    f: Function,
    view: View,
    width: usize,
    levels: Vec<f64>,
    hatched: Vec<bool>,
    drawn: super::Drawn,
}

impl Drawn {
    fn new(f: Function, x: [f64; 2], y: [f64; 2], [columns, rows]: [usize; 2]) -> Self {
        Self::at(f, x, y, [columns, rows], None)
    }

    fn at(
        f: Function,
        x: [f64; 2],
        y: [f64; 2],
        nodes: [usize; 2],
        levels: Option<&[f64]>,
    ) -> Self {
        let [columns, rows] = nodes;
        let size = [columns, rows].map(|nodes| 3.0 * number(nodes - 1));
        let view = View { bounds: Bounds { x, y }, width: size[0], height: size[1] };
        let lerp = |[low, high]: [f64; 2], index: usize, count: usize| {
            let part = number(index) / number(count - 1);
            low * (1.0 - part) + high * part
        };
        let values: Vec<f64> = (0..columns * rows)
            .map(|node| f(lerp(x, node % columns, columns), lerp(y, node / columns, rows)))
            .collect();
        let levels = levels.map_or_else(|| levels_by_spread(&values), <[f64]>::to_vec);
        let mut grid = Grid::new(&values, columns, rows);
        let function = |[x, y]: [f64; 2]| f(x, y);
        let function = Searched { value: &function, most_calls: 500_000 };
        let drawn = draw(&mut grid, &levels, &view, &ARTICLE, &function);
        let hatched = undefined(&grid, view.bounds, &function);
        Self { f, view, width: grid.width, levels, hatched, drawn }
    }

    /// The lines that are no hatching, with their level.
    fn lines(&self) -> Vec<(f64, &[Point])> {
        let lines = self.drawn.lines.iter();
        lines.map(|line| (self.levels[line.level], line.points.as_slice())).collect()
    }

    fn value(&self, [x, y]: Point) -> f64 {
        let Bounds { x: [left, right], y: [bottom, top] } = self.view.bounds;
        let (across, up) = (x / self.view.width, 1.0 - y / self.view.height);
        (self.f)(left * (1.0 - across) + right * across, bottom * (1.0 - up) + top * up)
    }

    /// Per px.
    fn gradient(&self, [x, y]: Point) -> [f64; 2] {
        let by = 0.01;
        [
            (self.value([x + by, y]) - self.value([x - by, y])) / (2.0 * by),
            (self.value([x, y + by]) - self.value([x, y - by])) / (2.0 * by),
        ]
    }

    fn is_hatched(&self, column: usize, row: usize) -> bool {
        self.hatched[(row + 1) * self.width + column + 1]
    }

    fn count_hatched(&self) -> usize {
        self.hatched.iter().filter(|hatched| **hatched).count()
    }

    /// What holds of every picture.
    fn check(&self) {
        for (level, points) in self.lines() {
            assert!(points.len() > 1);
            for pair in points.windows(2) {
                assert!(pair[0] != pair[1], "a speck at {:?}", pair[0]);
                for (axis, size) in [self.view.width, self.view.height].into_iter().enumerate() {
                    let near = |place: f64| {
                        (pair[0][axis] - place).abs() < 1e-9 && (pair[1][axis] - place).abs() < 1e-9
                    };
                    assert!(!near(0.0) && !near(size), "along the border at {:?}", pair[0]);
                }
                let middle = [0, 1].map(|axis| (pair[0][axis] + pair[1][axis]) / 6.0);
                let up = self.view.height / 3.0 - middle[1];
                let inside = middle[0].fract() > 1e-9 && middle[1].fract() > 1e-9;
                let hatched = inside && self.is_hatched(whole(middle[0]), whole(up));
                assert!(!hatched, "{level} {middle:?}");
            }
        }
        let mut segments: Vec<[u64; 5]> = Vec::new();
        for (level, points) in self.lines() {
            for pair in points.windows(2) {
                let [a, b] =
                    if pair[0] < pair[1] { [pair[0], pair[1]] } else { [pair[1], pair[0]] };
                segments.push([level, a[0], a[1], b[0], b[1]].map(f64::to_bits));
            }
        }
        segments.sort_unstable();
        for pair in segments.windows(2) {
            assert!(pair[0] != pair[1], "doubled at {:?}", pair[0].map(f64::from_bits));
        }
    }

    /// That each vertex lies within a cell of where the function has the level, if its gradient
    /// is about the same all over the cell.
    fn check_places(&self) -> usize {
        let mut checked = 0;
        for (level, points) in self.lines() {
            for point in points {
                let steepness = |at: Point| {
                    let [x, y] = self.gradient(at);
                    (x * x + y * y).sqrt()
                };
                let here = self.gradient(*point);
                let length = steepness(*point);
                let around = [[-3.0, 0.0], [3.0, 0.0], [0.0, -3.0], [0.0, 3.0]]
                    .map(|by| steepness([point[0] + by[0], point[1] + by[1]]));
                let smooth =
                    around.iter().all(|nearby| *nearby < 2.0 * length && length < 2.0 * nearby);
                if !smooth || length == 0.0 {
                    continue;
                }
                checked += 1;
                let off = |by: f64| {
                    self.value([point[0] + by * here[0] / length, point[1] + by * here[1] / length])
                        - level
                };
                // What is so near to a level is on it.
                let slack = 2e-9 * (1.0 + level.abs());
                let offs: Vec<f64> =
                    (-30..=30_i32).map(|tenth| off(f64::from(tenth) / 10.0)).collect();
                assert!(
                    offs.iter().any(|off| *off <= slack) && offs.iter().any(|off| *off >= -slack),
                    "{level} at {point:?}: {offs:?}"
                );
            }
        }
        checked
    }
}

const SMOOTH: [Function; 14] = [
    |x, y| (1.0 - x) * (1.0 - x) + 100.0 * (y - x * x) * (y - x * x),
    |x, y| {
        let a = 19.0 - 14.0 * x + 3.0 * x * x - 14.0 * y + 6.0 * x * y + 3.0 * y * y;
        let b = 18.0 - 32.0 * x + 12.0 * x * x + 48.0 * y - 36.0 * x * y + 27.0 * y * y;
        let (c, d) = (x + y + 1.0, 2.0 * x - 3.0 * y);
        (1.0 + c * c * a) * (30.0 + d * d * b)
    },
    |x, y| {
        let (a, b) = (x * x + y - 11.0, x + y * y - 7.0);
        a * a + b * b
    },
    |x, y| (3.0 * x + y).exp(),
    |x, y| x.powi(8) + y.powi(8),
    |x, y| x * y,
    |x, y| (x * x + y * y).sqrt(),
    |x, _| x,
    |x, y| -(x * x + 0.0 * y),
    |x, y| (5.0 * x).sin() * (3.0 * y).cos(),
    |x, y| -x.cos() * y.cos() * (-(x - 1.0) * (x - 1.0) - (y - 1.0) * (y - 1.0)).exp(),
    |x, y| {
        -20.0 * (-0.2 * ((x * x + y * y) / 2.0).sqrt()).exp()
            - (((6.3 * x).cos() + (6.3 * y).cos()) / 2.0).exp()
    },
    |x, y| 1e300 * (x - y),
    |x, y| (x * x + y * y).powi(3) * 1e-12,
];

fn views() -> impl Strategy<Value = ([f64; 2], [f64; 2])> {
    (prop::sample::select(vec![0.0, 0.5, -1.25, 1.7]), 0.0..1.0_f64, 0.1..4.0_f64, any::<bool>())
        .prop_map(|(center, off, half, exact)| {
            let center = if exact { center } else { center + off };
            let half = if exact { half.ceil() } else { half };
            ([center - half, center + half], [-0.75 * half, 0.75 * half])
        })
}

proptest! {
    #[test]
    fn isolines_lie_where_the_function_has_their_level(
        f in 0..SMOOTH.len(), (x, y) in views(), exact in any::<bool>()
    ) {
        let levels: &[f64] = &[-2.0, -1.0, 0.0, 1.0, 2.0, 4.0];
        let drawn = Drawn::at(SMOOTH[f], x, y, [61, 46], exact.then_some(levels));
        prop_assert!(drawn.drawn.hatching.is_none());
        drawn.check();
        drawn.check_places();
    }

    #[test]
    fn cells_with_a_pole_are_hatched(
        f in 0..POLES.len(), (x, y) in views(), nodes in 40..60_usize
    ) {
        let (f, pole) = POLES[f];
        let drawn = Drawn::new(f, x, y, [nodes, nodes]);
        drawn.check();
        // A pole is in a cell where the other function passes 0; away from it nothing is hatched.
        for row in 0..nodes - 1 {
            for column in 0..nodes - 1 {
                // In the cell made larger by a part of itself on all sides.
                let passes = |larger: f64, fine: usize| {
                    let place = |[low, high]: [f64; 2], index: usize, step: usize| {
                        let part = number(step) / number(fine) * (1.0 + 2.0 * larger) - larger;
                        low + (high - low) * (number(index) + part) / number(nodes - 1)
                    };
                    let mut signs = (0..(fine + 1) * (fine + 1)).map(|at| {
                        pole(place(x, column, at % (fine + 1)), place(y, row, at / (fine + 1))) > 0.0
                    });
                    let first = signs.next();
                    signs.any(|sign| Some(sign) != first)
                };
                let hatched = drawn.is_hatched(column, row);
                prop_assert!(hatched || !passes(-1e-3, 1), "a pole in {column} {row}");
                prop_assert!(!hatched || passes(0.1, 20), "no pole in {column} {row}");
            }
        }
    }
}

/// Functions with holes of measure zero, on lines and in points.
const HOLES: [Function; 8] = [
    |x, y| x.sin() / x + y * y,
    |x, y| (x * x - y * y) / (x * x + y * y),
    |x, y| (x * x - y * y) / (x - y) + x,
    |x, y| y * y.abs().ln() + x,
    |x, y| (x * y).sin() / (x * y),
    |x, y| x / x.abs() + y,
    |x, y| (1.0 - (x * x + y * y).cos()) / (x * x + y * y),
    |x, y| (x - 0.5) * (y - 0.5) / (x - 0.5).hypot(y - 0.5),
];

proptest! {
    #[test]
    fn holes_of_measure_zero_are_never_hatched(
        f in 0..HOLES.len(), (x, y) in views(), nodes in 40..60_usize
    ) {
        let drawn = Drawn::new(HOLES[f], x, y, [nodes, nodes]);
        prop_assert_eq!(drawn.drawn.hatching, None);
    }
}

/// Functions with poles on curves, and functions that pass 0 there.
const POLES: [(Function, Function); 9] = [
    (|x, _| 1.0 / x, |x, _| x),
    (|x, _| 1.0 / (x * x), |x, _| x),
    (|x, _| x.tan(), |x, _| x.cos()),
    (|x, _| x.abs().ln(), |x, _| x),
    (|x, y| 1.0 / (x - 2.0 * y), |x, y| x - 2.0 * y),
    (|x, y| (x + y).abs().ln() + x, |x, y| x + y),
    (|x, y| 1.0 / (x * x + y * y - 1.0), |x, y| x * x + y * y - 1.0),
    (|_, y| 10.0 + 1.0 / (y - 0.3).abs().sqrt(), |_, y| y - 0.3),
    (|x, y| x.exp() + y / (x - 0.1), |x, _| x - 0.1),
];

#[test]
fn poles_in_points_are_hatched() {
    let functions: [Function; 5] = [
        |x, y| 1.0 / (x * x + y * y),
        |x, y| (x * x + y * y).ln(),
        |x, y| x / (x * x + y * y),
        |x, y| x * y / (x * x + y * y).powi(2),
        |x, y| -1.0 / (x * x + 4.0 * y * y).sqrt(),
    ];
    for (index, f) in functions.into_iter().enumerate() {
        for shift in 0..200_u32 {
            let by = f64::from(shift) / 1234.5;
            let drawn = Drawn::new(f, [-1.0 - by, 1.1], [-0.8, 0.7 + by], [61, 61]);
            drawn.check();
            let count = drawn.count_hatched();
            assert!((1..=4).contains(&count), "{index} {shift} {by}: {count}");
        }
    }
}

#[test]
fn steps_and_cusps_are_no_poles() {
    let functions: [Function; 9] = [
        |x, _| x.floor(),
        |x, y| (4.0 * x + 4.0 * y).floor(),
        |x, _| x.signum() + x,
        |x, _| x - x.floor(),
        |x, _| x.abs().sqrt(),
        |x, y| (x * x + y * y).sqrt().sqrt(),
        |x, y| 1e-3 / (x * x + y * y + 1e-5),
        |_, _| 3.0,
        |x, y| 1.0 + 1e-16 * (1e4 * x * y).sin(),
    ];
    for f in functions {
        for shift in 0..50_u32 {
            let by = f64::from(shift) / 321.0;
            let drawn = Drawn::new(f, [-2.0 - by, 2.0], [-2.0, 2.0 + by], [65, 65]);
            assert_eq!(drawn.count_hatched(), 0);
        }
    }
}

#[test]
fn what_is_not_a_number_is_hatched_with_the_cells_around() {
    let drawn = Drawn::new(|x, y| x.sqrt() + y, [-1.0, 1.0], [0.0, 1.0], [41, 21]);
    drawn.check();
    // The cells up to the node at 0.
    assert_eq!(drawn.count_hatched(), 20 * 20);
    assert!(drawn.drawn.hatching.is_some());
}

#[test]
fn far_and_narrow_views_are_as_good_as_others() {
    let f: Function = |x, y| (x - 1e6) * (x - 1e6) + y * y;
    for half in [0.5, 5e-7] {
        let drawn = Drawn::new(f, [1e6 - half, 1e6 + half], [-half, half], [61, 61]);
        drawn.check();
        assert!(drawn.lines().len() >= 7 && drawn.drawn.hatching.is_none());
    }
    let tiny = Drawn::new(|x, y| x + y * y, [-5e-7, 5e-7], [0.0, 1e-6], [61, 61]);
    tiny.check();
    assert!(tiny.check_places() > 100);
    let pole = Drawn::new(|x, _| 1.0 / (x - 1e6 - 0.123), [1e6, 1e6 + 1.0], [0.0, 1.0], [61, 61]);
    assert_eq!(pole.count_hatched(), 60);
}

#[test]
fn most_functions_have_lines_whose_places_are_checked() {
    let checked = |f: &Function| Drawn::new(*f, [-1.3, 1.1], [-0.9, 1.2], [61, 46]).check_places();
    let counts: Vec<usize> = SMOOTH.iter().map(checked).collect();
    assert!(
        counts.iter().filter(|count| **count > 100).count() * 4 > counts.len() * 3,
        "{counts:?}"
    );
}

#[test]
fn a_plateau_at_a_level_gives_no_noise() {
    let easom: Function = |x, y| -x.cos() * y.cos() * (-(x * x) - y * y).exp();
    let drawn =
        Drawn::at(easom, [-20.0, 20.0], [-20.0, 20.0], [101, 101], Some(&[-0.8, -0.4, 0.0, 0.4]));
    drawn.check();
    // Beyond a few cells around the middle there is nothing but rounding errors.
    for (_, points) in drawn.lines() {
        for [x, y] in points {
            assert!((x - 150.0).abs() < 40.0 && (y - 150.0).abs() < 40.0, "{x} {y}");
        }
    }
    let steps =
        Drawn::at(|x, _| x.floor(), [-2.0, 2.0], [0.0, 1.0], [41, 11], Some(&[-1.0, 0.0, 1.0]));
    steps.check();
    assert_eq!(steps.lines().len(), 3);
}

#[test]
fn the_articles_bands_have_the_articles_colors() {
    let colors: Vec<String> = band_colors(8, &ARTICLE).into_iter().map(Rgb::css).collect();
    let bands = ["#f5fbc2", "#d3eeb3", "#89d1ba", "#40b5c4", "#1e8abd", "#2351a2", "#182a7a"];
    assert_eq!(colors[1..8], bands);
    assert_eq!([colors[0].as_str(), &colors[8]], ["#ffffd9", "#081d58"]);
}

#[test]
fn the_maps_bands_go_by_their_rank_from_end_to_end() {
    for count in 0..16 {
        let colors = band_colors(count, &MAP);
        assert_eq!(colors.len(), count + 1);
        assert_eq!(colors[0], MAP.ground(0.0));
        if count > 0 {
            assert_eq!(colors[count], MAP.ground(1.0));
            assert_eq!(colors[count / 2], MAP.ground(number(count / 2) / number(count)));
        }
    }
}

/// The colours of areas at a place, from the lowest to the one on top.
fn colors_at(config: &str, palette: &Palette, [x, y]: Point) -> Rgb {
    let config: RunConfig = config.parse().unwrap();
    let view = View { bounds: config.view, width: 600.0, height: 600.0 };
    let mut found = None;
    for item in field(&config, &view, palette).shapes {
        let Shape::Area { rings, color, opacity: 1.0 } = item else { continue };
        let mut inside = false;
        for ring in &rings {
            for (a, b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
                let passes = (a[1] > y) != (b[1] > y);
                inside ^= passes && x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0];
            }
        }
        if inside {
            found = Some(color);
        }
    }
    found.unwrap()
}

#[test]
fn what_lies_below_between_and_above_two_levels_has_three_colors() {
    for palette in [&ARTICLE, &MAP] {
        let colors = band_colors(2, palette);
        assert!(colors[0] != colors[1] && colors[1] != colors[2] && colors[0] != colors[2]);
        let line = "formula=x*y&view=-1:1,-1:1&levels=-0.1,0.1";
        let at = |place| colors_at(line, palette, place);
        assert_eq!([at([50.0, 50.0]), at([300.0, 300.0]), at([550.0, 50.0])], *colors);
        // Levels that are near to each other too.
        let line = "formula=x*y&view=-1:1,-1:1&levels=-1e-6,1e-6";
        let at = |place| colors_at(line, palette, place);
        assert_eq!([at([50.0, 50.0]), at([550.0, 50.0])], [colors[0], colors[2]]);
    }
}

#[test]
fn a_hole_of_measure_zero_is_not_hatched() {
    for formula in ["sin(x)/x %2B y^2", "(x^2-y^2)/(x^2%2By^2)", "x*log(abs(x))%2By", "x/x%2By"] {
        let config = format!("formula={formula}&view=-2:2,-2:2");
        let config: RunConfig = config.parse().unwrap();
        for size in [[576.0, 432.0], [340.0, 255.0], [850.0, 640.0]] {
            let view = View { bounds: config.view, width: size[0], height: size[1] };
            assert_eq!(field(&config, &view, &MAP).hatching, None, "{formula} at {size:?}");
        }
    }
}

#[test]
fn the_articles_isolines_lie_on_their_level() {
    let config = RunConfig::default();
    let view = View { bounds: config.view, width: 576.0, height: 432.0 };
    let mut seen = 0;
    for item in field(&config, &view, &ARTICLE).shapes {
        let Shape::Line { points, .. } = item else { continue };
        seen += 1;
        for [x, y] in points {
            let value = config.objective.evaluate([x / 288.0 - 1.0, 1.0 - y / 216.0]).value;
            let levels = config.levels.as_deref().unwrap();
            let nearest = levels.iter().map(|level| (level - value).abs());
            let off = nearest.fold(f64::INFINITY, f64::min);
            assert!(off < 3e-4, "{value} at {x} {y}");
        }
    }
    // 0.15 to 0.75 close inside the view; 0.9 is open above and below; 0 is a point and 1.05
    // is never reached.
    assert!(seen >= 6, "{seen}");
}

/// How often a function is asked, and how many operations that is.
#[test]
fn a_picture_of_any_formula_takes_a_bounded_number_of_operations() {
    let wild = format!("1/sin(99x*y){}", "+tan(99x*y)".repeat(80));
    for formula in ["tan(1000x)*tan(1000y)", "x^2 + y^2", &wild] {
        let config = format!("formula={}", formula.replace('+', "%2B"));
        let config: RunConfig = config.parse().unwrap();
        let cost = config.objective.cost();
        let (columns, rows) = grid_size(&config.objective, 1200.0, 900.0);
        let samples = usize::try_from(columns * rows).unwrap();
        assert!(samples * cost <= 400 * 300 * 65, "{formula}: {columns} x {rows} x {cost}");
        assert!(most_calls(&config.objective) * cost <= 2_000_000, "{formula}");
        assert!(
            field(&config, &View { bounds: config.view, width: 1200.0, height: 900.0 }, &MAP)
                .shapes
                .len()
                > 1
        );
    }
}

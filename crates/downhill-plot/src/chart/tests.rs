use super::*;
use crate::color::Rgb;
use downhill::RunConfig;
use proptest::prelude::*;

const HEIGHT: f64 = 96.0;

fn two() -> (Vec<Identity>, Palette) {
    let palette = Palette::default();
    let mut racers = Identity::of(&RunConfig::default(), palette);
    racers.truncate(2);
    (racers, palette)
}

fn chart(width: f64, steps: u32, logarithmic: bool) -> Chart {
    Chart::new([width, HEIGHT], 2, steps, logarithmic)
}

/// Each part of the lines by its racer's colour: the highest and the lowest px, and the left and the right
/// one.
fn lines(chart: &Chart) -> Vec<(Rgb, [f64; 4])> {
    let (racers, _) = two();
    let Some(scale) = chart.scale(&|_| true) else { return Vec::new() };
    let mut found = Vec::new();
    for shape in chart.lines(&scale, &racers) {
        let Shape::Line { points, stroke } = shape else { panic!("{shape:?}") };
        let fold = |axis: usize, pick: fn(f64, f64) -> f64| {
            points.iter().map(|point| point[axis]).reduce(pick).unwrap()
        };
        let around = [fold(1, f64::min), fold(1, f64::max), fold(0, f64::min), fold(0, f64::max)];
        found.push((stroke.color, around));
    }
    found
}

fn texts(shapes: Vec<Shape>) -> Vec<Text> {
    let text = |shape| if let Shape::Text(text) = shape { Some(text) } else { None };
    shapes.into_iter().filter_map(text).collect()
}

#[test]
fn a_spike_of_one_step_in_a_million_is_there() {
    let mut chart = chart(640.0, 1_000_000, false);
    for step in 0..=1_000_000 {
        chart.add(0, step, if step == 123_456 { 9.0 } else { 1.0 });
    }
    let [(_, [top, bottom, left, right])] = lines(&chart)[..] else { panic!() };
    assert!((top - TOP).abs() < 1e-6 && (bottom - (HEIGHT - BOTTOM)).abs() < 1e-6, "{top}");
    assert_eq!([left, right], [CHART_INSETS[0], 630.0]);
}

#[test]
fn zero_is_at_the_lower_end_of_a_logarithmic_scale_and_what_is_negative_or_unknown_leaves_a_gap() {
    let mut chart = chart(640.0, 6, true);
    for (step, value) in (0..).zip([1.0, 0.1, 0.0, 0.01, f64::NAN, -1.0, 0.001]) {
        chart.add(0, step, value);
        assert_eq!([chart.left_out, chart.has_negative], [step > 4; 2], "{step}");
    }
    let scale = chart.scale(&|_| true).unwrap();
    assert_eq!([scale.low, scale.high], [0.001, 1.0]);
    let found: Vec<[f64; 4]> = lines(&chart).iter().map(|(_, around)| *around).collect();
    let [bottom, x] = [HEIGHT - BOTTOM, chart.x(3.0)];
    assert_eq!(found[0], [TOP, bottom, CHART_INSETS[0], x]);
    assert_eq!(found[1], [bottom, bottom, 630.0, 630.5]);
    assert_eq!(found.len(), 2);
}

#[test]
fn nothing_known_is_nothing_painted() {
    assert!(lines(&chart(640.0, 1, true)).is_empty());
    let mut narrow = chart(1.0, 1, false);
    narrow.add(1, 1, f64::INFINITY);
    assert!(narrow.left_out && lines(&narrow).is_empty());
    // A racer that is at 0 from the start on.
    let mut zero = chart(640.0, 1, true);
    zero.add(0, 0, 0.0);
    assert!(!zero.left_out && lines(&zero).is_empty());
}

#[test]
fn lines_touch_both_ends() {
    let mut chart = chart(300.0, 100, false);
    for step in 0..=100 {
        chart.add(0, step, f64::from(100 - step));
    }
    chart.add(1, 0, 50.0);
    chart.add(1, 1, 50.0);
    let [(_, one), (_, other)] = lines(&chart)[..] else { panic!() };
    assert_eq!(one[2..], [CHART_INSETS[0], 290.0]);
    assert_eq!(other[2..], [CHART_INSETS[0], chart.x(1.0)]);
}

/// Racer 0 falls from 1 to 0.01; racer 1 grows and leaves the chart, to come `back` or not.
fn leaving(back: bool, logarithmic: bool) -> Chart {
    let mut chart = chart(300.0, 100, logarithmic);
    for step in 0..=100 {
        chart.add(0, step, 1.0 - 0.0099 * f64::from(step));
        let is_out = (9..=20).contains(&step) || (step > 20 && !back);
        chart.add(1, step, if is_out { 1e6 * f64::from(step) } else { 1.0 });
    }
    chart
}

#[test]
fn a_racer_that_flies_off_leaves_at_the_upper_edge_and_flattens_nothing() {
    let (racers, palette) = two();
    for logarithmic in [false, true] {
        let chart = leaving(false, logarithmic);
        let found = lines(&chart);
        let [(_, falls), (_, leaves), (color, arrow)] = found[..] else { panic!("{found:?}") };
        assert_eq!(falls[1], HEIGHT - BOTTOM);
        // At least a half of the height is the falling racer's.
        assert!(falls[1] - falls[0] > HEIGHT / 2.0, "{falls:?}");
        assert_eq!((leaves[0], color), (EDGE, racers[1].color));
        assert!(leaves[3] > chart.x(8.0) && leaves[3] <= chart.x(9.0), "{leaves:?}");
        assert!(arrow[0] > 0.0 && (arrow[2] + 3.5 - leaves[3]).abs() < 1e-9, "{arrow:?}");
        let scale = chart.scale(&|_| true).unwrap();
        let above = |[_, high]: [f64; 2]| high > scale.high;
        assert_eq!(chart.steps_where(1, &above), Some([9, 100]));
        assert_eq!(chart.steps_where(0, &above), None);
        // Its marker stands at the edge, with an arrow above it.
        let head = Head { step: 9, value: 9e6, has_stopped: false };
        let drawn = chart.head(&scale, &racers[1], head);
        let is_line = |shape: &&Shape| matches!(shape, Shape::Line { .. });
        assert_eq!(drawn.iter().filter(is_line).count(), 1);
        for shape in &drawn {
            if let Shape::Area { rings, .. } = shape {
                assert!(rings.iter().flatten().all(|[_, y]| *y > EDGE), "{shape:?}");
            }
        }
        let within = Head { value: 0.5, ..head };
        assert!(chart.head(&scale, &racers[1], within).iter().all(|shape| !is_line(&shape)));
    }
    // One that comes back has no arrow.
    let chart = leaving(true, true);
    assert_eq!(lines(&chart).len(), 3);
    assert!(lines(&chart).iter().all(|(_, around)| around[3] - around[2] > 7.5));
    let scale = chart.scale(&|_| true).unwrap();
    let above = |[_, high]: [f64; 2]| high > scale.high;
    assert_eq!(chart.steps_where(1, &above), Some([9, 20]));
    assert_eq!(palette, Palette::default());
}

#[test]
fn racers_that_diverge_do_not_count_unless_there_are_only_such() {
    let chart = leaving(false, true);
    assert_eq!(chart.scale(&|racer| racer == 0).unwrap().high, 1.0);
    assert_eq!(chart.scale(&|racer| racer == 1).unwrap().high, 1e8);
    assert_eq!(chart.scale(&|_| false), chart.scale(&|_| true));
}

#[test]
fn few_numbers_stand_beside_the_lines_and_those_of_steps_where_there_is_room() {
    let (_, palette) = two();
    let say =
        |number: f64, is_count: bool| format!("{number:.0}{}", if is_count { "c" } else { "" });
    for (size, numbers, steps) in [
        ([850.0, 72.0], 3, &[][..]),
        ([850.0, 96.0], 3, &[]),
        ([850.0, 190.0], 5, &["0c", "50c", "100c", "150c", "200c"]),
        ([390.0, 190.0], 5, &["0c", "50c", "100c", "150c", "200c"]),
    ] {
        let mut chart = Chart::new(size, 1, 200, true);
        for step in 0..=200 {
            chart.add(0, step, downhill::Real::exp(-f64::from(step) / 10.0));
        }
        let scale = chart.scale(&|_| true).unwrap();
        for theme in [crate::palette::Theme::Light, crate::palette::Theme::Dark] {
            let found = texts(chart.grid(&scale, Palette { theme, ..palette }, &say));
            let (along, up): (Vec<&Text>, Vec<&Text>) =
                found.iter().partition(|text| text.text.ends_with('c'));
            assert_eq!(up.len(), numbers, "{size:?} {up:?}");
            let along: Vec<&str> = along.into_iter().map(|text| text.text.as_str()).collect();
            assert_eq!(along, steps);
            for Text { at, size: height, width, anchor, .. } in &found {
                let left = match anchor {
                    Anchor::Start => at[0],
                    Anchor::Middle => at[0] - width / 2.0,
                    Anchor::End => at[0] - width,
                };
                assert!(left >= 0.0 && left + width <= size[0], "{at:?}");
                assert!(at[1] >= height / 2.0 && at[1] + height / 2.0 <= size[1], "{at:?}");
            }
        }
    }
}

fn value() -> impl Strategy<Value = f64> {
    prop_oneof![-5.0..5.0_f64, Just(0.0), Just(f64::NAN), Just(f64::INFINITY), Just(1e300)]
}

proptest! {
    #[test]
    fn columns_are_what_a_look_at_every_step_finds(
        values in prop::collection::vec(value(), 2..400),
        width in 96.0..300.0_f64,
        logarithmic: bool,
    ) {
        let steps = u32::try_from(values.len() - 1).unwrap();
        let mut chart = chart(width, steps, logarithmic);
        for (step, value) in (0..).zip(&values) {
            chart.add(1, step, *value);
        }
        let shown = |value: f64| value.is_finite() && (value >= 0.0 || !logarithmic);
        let is_left_out = |value: &f64| !value.is_nan() && !shown(*value);
        prop_assert_eq!(chart.left_out, values.iter().any(is_left_out));
        let last = chart.last;
        prop_assert!(last == whole((width - CHART_INSETS[0] - CHART_INSETS[1]) / COLUMN).min(values.len() - 1));
        for (column, span) in chart.spans_of(1).iter().enumerate() {
            let mut naive = [f64::INFINITY, f64::NEG_INFINITY];
            let mut steps_here = Vec::new();
            for (step, value) in values.iter().enumerate() {
                let at = number(step) / f64::from(steps) * number(last);
                // A number halfway between two columns belongs to the later one.
                if (at + 0.5 + 1e-9).floor() == number(column) {
                    steps_here.push(u32::try_from(step).unwrap());
                    if shown(*value) {
                        naive = [naive[0].min(*value), naive[1].max(*value)];
                    }
                }
            }
            prop_assert_eq!(*span, naive, "{} of {}", column, last);
            if naive[0] < naive[1] {
                let found = chart.steps_where(1, &|other| other == naive);
                let found = found.unwrap();
                prop_assert!(found[0] <= steps_here[0] && found[1] >= *steps_here.last().unwrap());
            }
        }
        prop_assert!(chart.spans_of(0).iter().all(|[low, high]| low > high));
        for (_, [top, bottom, left, right]) in lines(&chart) {
            prop_assert!(top >= 0.0 && bottom <= HEIGHT - BOTTOM + 1e-3, "{top} {bottom}");
            prop_assert!(left >= 0.0 && right <= width, "{left} {right}");
        }
    }
}

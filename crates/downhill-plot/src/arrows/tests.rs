use super::*;
use crate::color::Rgb;
use crate::palette::Theme;
use downhill::{Bounds, RunConfig};
use proptest::prelude::*;

/// A view whose px are not squares: 60 px to the unit along x, 300 along y.
const VIEW: View =
    View { bounds: Bounds { x: [-5.0, 5.0], y: [-1.0, 0.5] }, width: 600.0, height: 450.0 };
const AT: [f64; 2] = [1.0, -0.25];

fn racer(palette: Palette) -> Identity {
    Identity::of(&RunConfig::default(), palette).remove(1)
}

fn arrows_at(at: [f64; 2], [gradient, memory, step]: [[f64; 2]; 3], root: [f64; 2]) -> Arrows {
    let memory = (memory, "−v");
    let vectors = Vectors { at, gradient, memory, step, root: (root, "√ŝ") };
    arrows(&VIEW, &vectors, &racer(Palette::default()), Palette::default(), &[])
}

fn arrows_of(vectors: [[f64; 2]; 3]) -> Arrows {
    arrows_at(AT, vectors, [0.0; 2])
}

/// From the base to the tip of each arrow, by its outline: cross, gradient, memory, step.
fn drawn(arrows: &Arrows) -> Vec<(usize, Point)> {
    let base = VIEW.to_px(AT);
    let mut found = Vec::new();
    for item in &arrows.shapes {
        if let Shape::Line { points, stroke } = item
            && let Some(form) = FORMS.iter().position(|form| form.width + OUTLINE == stroke.width)
        {
            let tip = points[1];
            assert_eq!(points.last(), Some(&tip));
            found.push((form, [tip[0] - base[0], tip[1] - base[1]]));
        }
    }
    found
}

fn is_near(found: Point, wanted: Point) {
    assert!(distance(found, wanted) < 1e-9, "{found:?} {wanted:?}");
}

#[test]
fn arrows_lead_where_their_vectors_do_in_the_view() {
    let found = arrows_of([[0.5, 0.1], [-0.25, 0.3], [0.5, -0.2]]);
    assert_eq!([found.factor, found.step], [1.0; 2]);
    let drawn = drawn(&found);
    let wanted = [([30.0, -30.0], 1), ([-15.0, -90.0], 2), ([30.0, 60.0], 3)];
    assert_eq!(drawn.len(), 3);
    for ((form, tip), (wanted, kind)) in drawn.into_iter().zip(wanted) {
        is_near(tip, wanted);
        assert_eq!(form, kind);
    }
}

#[test]
fn a_step_that_the_head_would_hide_is_drawn_longer() {
    let found = arrows_of([[0.5, 0.1], [0.0; 2], [0.01, -0.002]]);
    assert_eq!(found.factor, 1.0);
    assert!(found.step > 1.0, "{found:?}");
    let (_, tip) = drawn(&found)[1];
    is_near(tip, [0.6 * found.step, 0.6 * found.step]);
    assert!((SEEN..=STEP * 450.0).contains(&distance([0.0; 2], tip)), "{tip:?}");
    // All of its head is to be seen.
    assert!(distance([0.0; 2], tip) - 12.0 > racer(Palette::default()).radius * VIEW.scale());
}

#[test]
fn arrows_begin_at_the_rim_of_the_head() {
    let found = arrows_of([[0.5, 0.1], [-0.25, 0.3], [0.5, -0.2]]);
    let base = VIEW.to_px(AT);
    let rim = racer(Palette::default()).radius * VIEW.scale();
    for item in &found.shapes {
        if let Shape::Line { points, stroke } = item
            && FORMS.iter().any(|form| form.width + OUTLINE == stroke.width)
        {
            assert!((distance(points[0], base) - rim).abs() < 1e-9, "{points:?}");
        }
    }
}

#[test]
fn small_and_large_ones_keep_their_proportions() {
    let vectors = [[0.5, 0.1], [-0.25, 0.3], [0.5, -0.2]];
    let [as_is, small, large] = [1.0, 1e-9, 3e7].map(|size| {
        let found = arrows_of(vectors.map(|vector| vector.map(|part| part * size)));
        assert_eq!(found.factor, found.step);
        (drawn(&found), found.factor * size)
    });
    for (tips, factor) in [small, large] {
        for ((_, tip), (_, as_is)) in tips.iter().zip(&as_is.0) {
            is_near(*tip, [as_is[0] * factor, as_is[1] * factor]);
        }
        let longest = distance([0.0; 2], tips[1].1);
        assert!(longest <= 0.4 * 450.0 && longest > 0.4 * 0.4 * 450.0, "{longest}");
    }
}

#[test]
fn factors_are_round_numbers() {
    for (longest, factor_of) in
        [(100.0, 1.0), (24.0, 1.0), (23.0, 5.0), (1.0, 100.0), (180.5, 0.5), (1e4, 0.01)]
    {
        let found = factor(longest, 180.0, 24.0);
        assert!((found / factor_of - 1.0).abs() < 1e-12, "{longest} {found}");
    }
    assert_eq!(factor(0.0, 180.0, 24.0), 1.0);
    assert!(factor(5e-324, 180.0, 24.0).is_finite());
}

#[test]
fn what_has_no_length_or_no_number_is_not_drawn() {
    assert_eq!(arrows_of([[0.0; 2]; 3]).shapes, []);
    let found = arrows_of([[f64::NAN, 1.0], [f64::INFINITY, 0.0], [0.0; 2]]);
    assert_eq!(drawn(&found), []);
    assert_eq!(arrows_at([0.0; 2], [[0.0; 2]; 3], [f64::NAN; 2]).shapes, []);
}

#[test]
fn the_cross_has_arms_in_the_views_proportions() {
    let found = arrows_at(AT, [[0.0; 2]; 3], [3.0, 0.2]);
    // 180 and 60 px, of which 54 are allowed.
    assert!((found.cross - 0.2).abs() < 1e-12, "{found:?}");
    let [[right, y], [x, below]] = [drawn(&found)[0].1, drawn(&found)[1].1];
    assert!((right - 36.0).abs() < 1e-9 && (below + 12.0).abs() < 1e-9, "{right} {below}");
    assert_eq!([x, y], [0.0, 0.0]);
}

#[test]
fn every_line_has_the_racers_own_colour_or_a_tint_of_it() {
    for theme in [Theme::Light, Theme::Dark] {
        let palette = Palette { theme, is_article: false };
        let racer = racer(palette);
        let memory = ([-0.25, 0.3], "−v");
        let vectors = Vectors {
            at: AT,
            gradient: [0.5, 0.1],
            memory,
            step: [0.4, 0.2],
            root: ([3.0, 0.2], "√s"),
        };
        let found = arrows(&VIEW, &vectors, &racer, palette, &[]);
        let tint = racer.color.mixed(palette.halo(), 0.3);
        let allowed: [Rgb; 3] = [racer.color, tint, palette.halo()];
        let mut seen = Vec::new();
        for shape in found.shapes {
            match shape {
                Shape::Line { stroke, .. } => {
                    assert!(allowed.contains(&stroke.color), "{stroke:?}");
                    seen.push(stroke.color);
                }
                Shape::Text(text) => assert_eq!(text.color, palette.ink()),
                Shape::Area { .. } => panic!("{shape:?}"),
            }
        }
        assert!(allowed.iter().all(|color| seen.contains(color)));
    }
}

/// The grounds of the letters.
fn chips(arrows: &Arrows) -> Vec<(String, Rect)> {
    let mut found = Vec::new();
    for item in &arrows.shapes {
        if let Shape::Text(text) = item {
            found.push((text.text.clone(), Rect::around([text.at[0], text.at[1] - 0.5], CHIP)));
        }
    }
    found
}

#[test]
fn letters_of_arrows_that_lie_on_each_other_are_apart() {
    // Gradient, memory and step of a racer often have one direction.
    let found = arrows_at(AT, [[0.5, 0.1], [0.4, 0.08], [0.45, 0.09]], [0.2, 0.05]);
    let chips = chips(&found);
    let letters: Vec<&str> = chips.iter().map(|(letter, _)| letter.as_str()).collect();
    assert_eq!(letters, ["Δ", "−v", "−g", "√ŝ"]);
    for (index, (letter, one)) in chips.iter().enumerate() {
        for (_, other) in &chips[index + 1..] {
            assert!(!one.overlaps(other), "{letter} {one:?} {other:?}");
        }
        assert!(!one.meets_disc(VIEW.to_px(AT), 8.0), "{letter}");
    }
}

proptest! {
    #[test]
    fn letters_are_in_the_picture_and_collide_with_no_arrow_letter_or_head(
        at in prop::array::uniform2(-0.5..0.5_f64),
        parts in prop::array::uniform6(-1.0..1.0_f64),
        root in prop::array::uniform2(0.0..1.0_f64),
        others in prop::collection::vec(prop::array::uniform2(0.0..400.0_f64), 0..4),
    ) {
        let palette = Palette::default();
        let [a, b, c, d, e, f] = parts;
        let vectors = Vectors {
            at: [at[0] * 9.0, at[1] - 0.25],
            gradient: [a, b],
            memory: ([c, d], "−m"),
            step: [e / 10.0, f / 10.0],
            root: (root, "√ŝ"),
        };
        let racer = racer(palette);
        let found = arrows(&VIEW, &vectors, &racer, palette, &others);
        let chips = chips(&found);
        let mut collisions = 0;
        for (index, (_, chip)) in chips.iter().enumerate() {
            prop_assert!(chip.is_within([VIEW.width, VIEW.height]), "{chip:?}");
            let overlapped = chips[index + 1..].iter().filter(|(_, other)| chip.overlaps(other));
            collisions += overlapped.count();
            let rim = racer.radius * VIEW.scale();
            collisions += others.iter().filter(|head| chip.meets_disc(**head, rim)).count();
            for shape in &found.shapes {
                if let Shape::Line { points, stroke } = shape
                    && FORMS.iter().any(|form| form.width + OUTLINE == stroke.width)
                {
                    collisions += usize::from(chip.meets_segment([points[0], points[1]]));
                }
            }
        }
        prop_assert_eq!(collisions, 0, "{:?}", chips);
    }
}

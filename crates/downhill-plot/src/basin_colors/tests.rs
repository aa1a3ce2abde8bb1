use downhill::Bounds;
use downhill::basin::Outcome;

use super::{BASIN_HUES, BasinColors};
use crate::color::Rgb;
use crate::difference::{SIGHTS, difference, lightness, luminance};
use crate::palette::Theme;

const BUDGET: u32 = 1000;
const THEMES: [Theme; 2] = [Theme::Light, Theme::Dark];
const OTHERS: [Outcome; 4] =
    [Outcome::LeftView, Outcome::Diverged, Outcome::Undefined, Outcome::UnderWay];

fn view() -> Bounds {
    Bounds { x: [0.0, 10.0], y: [0.0, 10.0] }
}

/// Colours of a row of minima.
fn colors(theme: Theme, count: u8) -> BasinColors {
    let minima: Vec<[f64; 2]> = (0..count).map(|index| [f64::from(index), 5.0]).collect();
    BasinColors::new(theme, &minima, view())
}

/// Shades of the minimum of that index, from few steps to many.
fn shades(colors: &BasinColors, index: u8) -> Vec<Rgb> {
    let steps = [1, 3, 10, 30, 100, 300, BUDGET];
    steps.map(|steps| colors.pixel(Outcome::Minimum(index), steps, BUDGET, [0, 0])).to_vec()
}

/// All pixels of a pattern.
fn pattern(colors: &BasinColors, outcome: Outcome) -> Vec<Rgb> {
    let places = (0..144).map(|place| [place % 12, place / 12]);
    places.map(|place| colors.pixel(outcome, BUDGET, BUDGET, place)).collect()
}

#[test]
fn any_shades_of_two_minima_are_told_apart_by_everybody() {
    for theme in THEMES {
        let colors = colors(theme, 5);
        let floors =
            [("normal", 16.0), ("deuteranopia", 9.0), ("protanopia", 9.0), ("tritanopia", 7.5)];
        for (sight, (name, floor)) in SIGHTS.into_iter().zip(floors) {
            assert_eq!(sight.name, name);
            let mut least = f64::INFINITY;
            for (index, other) in
                (0..5).flat_map(|index| (0..index).map(move |other| (index, other)))
            {
                for lhs in shades(&colors, index) {
                    for rhs in shades(&colors, other) {
                        least = least.min(difference(lhs, rhs, sight));
                    }
                }
            }
            println!("{theme:?}, {name}: {least:.1}");
            assert!(least >= floor, "{theme:?} {name}: {least}");
        }
    }
}

#[test]
fn more_steps_are_darker_in_logarithmic_parts() {
    for theme in THEMES {
        let colors = colors(theme, 5);
        for index in 0..5 {
            let shades = shades(&colors, index);
            let lights: Vec<f64> =
                shades.iter().map(|shade| lightness(luminance(*shade))).collect();
            assert!(lights.is_sorted_by(|before, after| before > after), "{theme:?} {lights:?}");
            assert!(lights[0] - lights[6] > 12.0, "{theme:?} {lights:?}");
            let half = colors.pixel(Outcome::Minimum(index), 32, BUDGET, [0, 0]);
            let middle = (lights[0] + lights[6]) / 2.0;
            let away = (lightness(luminance(half)) - middle).abs();
            assert!(away < 3.5, "{theme:?} {index}: {away}");
        }
        // With one step there is one shade.
        let only = colors.pixel(Outcome::Minimum(0), 1, 1, [0, 0]);
        assert_eq!(only, shades(&colors, 0)[0]);
    }
}

#[test]
fn outcomes_without_a_minimum_have_patterns_of_their_own_in_grey() {
    for theme in THEMES {
        let colors = colors(theme, 5);
        let patterns = OTHERS.map(|outcome| pattern(&colors, outcome));
        for (index, one) in patterns.iter().enumerate() {
            for Rgb(parts) in one {
                let [low, high] = [parts.iter().min(), parts.iter().max()].map(Option::unwrap);
                assert!(high - low <= 20, "{theme:?} {parts:?} is a grey");
            }
            let mut found = one.clone();
            found.sort_by_key(|color| color.0);
            found.dedup();
            assert_eq!(found.len(), 2);
            // Its marks are seen on its ground.
            let [low, high] = [0, 1].map(|place| lightness(luminance(found[place])));
            assert!((low - high).abs() > 20.0, "{theme:?} {low} {high}");
            // Where two have the same ground, their marks stand in other places.
            for other in &patterns[..index] {
                let marks = |pixels: &[Rgb]| -> Vec<bool> {
                    pixels.iter().map(|pixel| *pixel != pixels[1]).collect()
                };
                assert_ne!(marks(one), marks(other), "{theme:?}");
            }
        }
    }
}

#[test]
fn neighbours_among_many_minima_have_different_hues() {
    // A lattice like Rastrigin's, from its middle.
    let mut minima: Vec<[f64; 2]> =
        (0..121).map(|index| [f64::from(index % 11), f64::from(index / 11)]).collect();
    minima.sort_by(|lhs, rhs| {
        let away = |[x, y]: [f64; 2]| (x - 5.0) * (x - 5.0) + (y - 5.0) * (y - 5.0);
        away(*lhs).total_cmp(&away(*rhs))
    });
    let colors = BasinColors::new(Theme::Light, &minima, view());
    assert_eq!(colors.hues[..BASIN_HUES], [0, 1, 2, 3, 4]);
    let mut equal = 0;
    for (index, at) in minima.iter().enumerate() {
        for (other, beside) in minima[..index].iter().enumerate() {
            let is_near = (at[0] - beside[0]).abs() + (at[1] - beside[1]).abs() < 1.5;
            equal += u32::from(is_near && colors.hues[index] == colors.hues[other]);
        }
    }
    assert!(equal <= 4, "{equal} of 220 pairs of neighbours");
}

#[test]
fn minima_have_letters() {
    let letters = [0, 1, 25, 26, 27, 51, 52, 199].map(BasinColors::letters);
    assert_eq!(letters, ["A", "B", "Z", "AA", "AB", "AZ", "BA", "GR"]);
}

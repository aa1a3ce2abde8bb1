use downhill::Family;

use super::{DARK_TONES, LIGHT_TONES, Palette, TONES, Theme};
use crate::color::{Rgb, ylgnbu};
use crate::difference::{SIGHTS, Sight, difference, lightness, luminance, luminance_of};

/// WCAG's least contrast of graphics, and of text.
const GRAPHICS: f64 = 3.0;
const TEXT: f64 = 4.5;
/// By how much hill shading changes the ground's L* at most.
const SHADING: [(Theme, [f64; 2]); 2] = [(Theme::Light, [-4.0, 2.0]), (Theme::Dark, [-4.0, 4.0])];
/// The families whose colours are told apart best; the sixth, of rules that go by the gradient's sign, has
/// what these leave.
const FIVE: [Family; 5] =
    [Family::Plain, Family::Velocity, Family::SumOfSquares, Family::MeanOfSquares, Family::Adam];

fn palette(theme: Theme) -> Palette {
    Palette { theme, is_article: false }
}

/// The luminances of every shade of the ground, as shading changes it.
fn grounds(theme: Theme, [down, up]: [f64; 2]) -> Vec<f64> {
    let shades = (0..=256_u16).map(|shade| palette(theme).ground(f64::from(shade) / 256.0));
    let around = |ground: Rgb| {
        let plain = lightness(luminance(ground));
        [down, 0.0, up].map(|change| luminance_of((plain + change).clamp(0.0, 100.0)))
    };
    shades.flat_map(around).collect()
}

fn contrast(color: Rgb, ground: f64) -> f64 {
    let color = luminance(color);
    (color.max(ground) + 0.05) / (color.min(ground) + 0.05)
}

fn tones(theme: Theme, family: Family) -> [Rgb; TONES] {
    [0, 1, 2, 3].map(|number| palette(theme).tone(family, number))
}

#[test]
fn every_racer_holds_three_to_one_on_every_shade_of_the_ground() {
    for (theme, shading) in SHADING {
        for racer in Family::ALL.into_iter().flat_map(|family| tones(theme, family)) {
            for ground in grounds(theme, shading) {
                let found = contrast(racer, ground);
                assert!(found >= GRAPHICS, "{theme:?} {} on {ground}: {found}", racer.css());
            }
        }
    }
}

#[test]
fn text_holds_four_and_a_half_to_one_on_every_shade_of_the_ground() {
    for (theme, shading) in SHADING {
        let palette = palette(theme);
        for ground in grounds(theme, shading) {
            let found = contrast(palette.ink(), ground);
            assert!(found >= TEXT, "{theme:?} on {ground}: {found}");
        }
        assert!(contrast(palette.ink(), luminance(palette.halo())) >= TEXT);
    }
    let article = Palette { theme: Theme::Dark, is_article: true };
    assert!(contrast(article.ink(), luminance(article.halo())) >= TEXT);
}

#[test]
fn what_is_not_filled_of_a_head_is_told_from_its_colour() {
    for (theme, _) in SHADING {
        let halo = luminance(palette(theme).halo());
        for racer in Family::ALL.into_iter().flat_map(|family| tones(theme, family)) {
            assert!(contrast(racer, halo) >= GRAPHICS, "{theme:?} {}", racer.css());
        }
    }
}

/// The least difference between colours of two families.
fn least(colors: &[Rgb], to: Sight) -> f64 {
    let pairs = colors
        .iter()
        .enumerate()
        .flat_map(|(index, lhs)| colors[..index].iter().map(move |rhs| (*lhs, *rhs)));
    pairs.map(|(lhs, rhs)| difference(lhs, rhs, to)).fold(f64::INFINITY, f64::min)
}

#[test]
fn families_are_told_apart_by_everybody() {
    for (theme, _) in SHADING {
        let five = FIVE.map(|family| palette(theme).tone(family, 0));
        let six = Family::ALL.map(|family| palette(theme).tone(family, 0));
        let floors =
            [("normal", 24.0), ("deuteranopia", 18.0), ("protanopia", 18.0), ("tritanopia", 14.0)];
        for (sight, (name, floor)) in SIGHTS.into_iter().zip(floors) {
            assert_eq!(sight.name, name);
            let [of_five, of_six] = [least(&five, sight), least(&six, sight)];
            println!("{theme:?}, {name}: {of_five:.1}, with the sign family {of_six:.1}");
            assert!(of_five >= floor, "{theme:?} {name}: {of_five}");
            assert!(of_six >= 12.0, "{theme:?} {name}, with the sign family: {of_six}");
        }
    }
}

#[test]
fn a_tone_is_nearer_to_its_own_family_than_to_any_tone_of_another() {
    for (theme, _) in SHADING {
        for family in FIVE {
            let own = tones(theme, family);
            for (number, tone) in own.into_iter().enumerate() {
                for sight in SIGHTS {
                    let to_own = difference(tone, own[0], sight);
                    for other_family in
                        FIVE.into_iter().filter(|other_family| *other_family != family)
                    {
                        for foreign_tone in tones(theme, other_family) {
                            let found = difference(tone, foreign_tone, sight);
                            assert!(
                                to_own < found,
                                "{theme:?} {family:?} {number}, {}: {to_own} from its own, {found} from {other_family:?}",
                                sight.name
                            );
                        }
                    }
                }
                let nearest =
                    own[..number].iter().map(|earlier| difference(tone, *earlier, SIGHTS[0]));
                assert!(
                    nearest.fold(f64::INFINITY, f64::min) >= 6.0,
                    "{theme:?} {family:?} {number}"
                );
            }
        }
    }
}

#[test]
fn the_family_of_signs_has_one_tone_apart_from_all_others() {
    for (theme, _) in SHADING {
        let [sign, others @ ..] = tones(theme, Family::Sign);
        assert_eq!(others, [sign; 3]);
        for tone in FIVE.into_iter().flat_map(|family| tones(theme, family)) {
            for sight in SIGHTS {
                let found = difference(sign, tone, sight);
                assert!(found >= 6.0, "{theme:?} {}, {}: {found}", tone.css(), sight.name);
            }
        }
    }
}

/// The least difference in L* between colours: what is left of them in print without colour.
fn least_of_greys(colors: &[Rgb]) -> f64 {
    let mut greys: Vec<f64> = colors.iter().map(|color| lightness(luminance(*color))).collect();
    greys.sort_by(f64::total_cmp);
    greys.windows(2).map(|pair| pair[1] - pair[0]).fold(f64::INFINITY, f64::min)
}

#[test]
fn families_and_tones_are_told_apart_in_grey() {
    for (theme, of_families, of_tones) in [(Theme::Light, 4.5, 3.5), (Theme::Dark, 6.5, 3.0)] {
        let found = least_of_greys(&FIVE.map(|family| palette(theme).tone(family, 0)));
        println!("{theme:?}, families: {found:.1}");
        assert!(found >= of_families, "{theme:?}: {found}");
        for family in FIVE {
            let found = least_of_greys(&tones(theme, family));
            println!("{theme:?}, {family:?}: {found:.1}");
            assert!(found >= of_tones, "{theme:?} {family:?}: {found}");
        }
    }
}

#[test]
fn the_ground_runs_from_low_to_high() {
    let light = palette(Theme::Light);
    assert_eq!(light.ground(0.0).css(), "#fffdf4");
    assert_eq!(light.ground(0.25).css(), "#eef4f6");
    assert_eq!(light.ground(1.0).css(), "#c4d9ea");
    assert_eq!(palette(Theme::Dark).ground(1.0).css(), "#101c29");
    assert_eq!(Palette { is_article: true, ..light }.ground(0.0), ylgnbu(0.0));
    for theme in [Theme::Light, Theme::Dark] {
        let along =
            (0..=64_u16).map(|part| luminance(palette(theme).ground(f64::from(part) / 64.0)));
        assert!(along.collect::<Vec<_>>().is_sorted_by(|low, high| low >= high), "{theme:?}");
    }
}

#[test]
fn there_are_tones_for_every_family() {
    for tones in [LIGHT_TONES, DARK_TONES] {
        assert_eq!(tones.len(), Family::ALL.len());
        for (index, family) in Family::ALL.into_iter().enumerate() {
            assert_eq!(family as usize, index);
        }
    }
}

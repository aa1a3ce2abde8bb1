//! Tests that markers and texts can be seen wherever they lie, by WCAG's minimum contrast for graphics
//! (3:1) and text (4.5:1): every racer, in a chosen colour or with outlines, on everything that can be
//! beneath it. The contrasts of the palette's own colours on the map are tested in `palette/tests.rs`.

use downhill::{Family, MAX_RACERS, Objective, OptimizerKind, Preset, RunConfig, objectives};

use crate::color::{DARK, LIGHT, Rgb, ylgnbu};
use crate::difference::luminance;
use crate::field::band_colors;
use crate::hatch::hatch_colors;
use crate::identity::{Filling, Identity, StrokeLayer};
use crate::labels::CHIP;
use crate::marker::{chevron, marker};
use crate::note::hatching_note;
use crate::palette::{Palette, TONES, Theme};
use crate::shading::darkest_and_lightest;
use crate::shape::Shape;
use crate::swatch::swatch;

const GRAPHICS: f64 = 3.0;
const TEXT: f64 = 4.5;
/// The least contrast of a texture that covers an area.
const TEXTURE: f64 = 1.5;

fn contrast(lhs: Rgb, rhs: Rgb) -> f64 {
    let (lhs, rhs) = (luminance(lhs), luminance(rhs));
    (lhs.max(rhs) + 0.05) / (lhs.min(rhs) + 0.05)
}

/// The colour that is seen where `top` lies over `ground`.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a weighted mean of two bytes is between 0 and 255"
)]
fn over(top: Rgb, opacity: f64, ground: Rgb) -> Rgb {
    let mut mixed = [0; 3];
    for (part, (top, ground)) in mixed.iter_mut().zip(top.0.iter().zip(ground.0)) {
        *part = (f64::from(*top) * opacity + f64::from(ground) * (1.0 - opacity)).round() as u8;
    }
    Rgb(mixed)
}

/// Everything that can be beneath a racer: the bands of the library's and the presets' levels, every
/// shade of the map (formulas may have any number of levels, and isolines lie between bands), and
/// hatching.
fn grounds() -> Vec<(String, Rgb)> {
    let objectives = objectives().iter().map(|entry| {
        let config = RunConfig::on(Objective::from_library(entry, None));
        (entry.name.to_owned(), config.survey().levels.values)
    });
    let presets = Preset::ALL
        .iter()
        .map(|preset| (preset.name().to_owned(), preset.config().survey().levels.values));
    let mut grounds: Vec<(String, Rgb)> = objectives
        .chain(presets)
        .flat_map(|(name, levels)| {
            assert!(levels.len() > 2, "{name}");
            let bands =
                band_colors(levels.len(), &Palette { is_article: true, ..Palette::default() })
                    .into_iter()
                    .enumerate();
            bands.map(move |(band, color)| (format!("band {band} of {name}"), color))
        })
        .collect();
    grounds.extend((0..256_u16).map(|shade| {
        (format!("shade {shade} of the map"), ylgnbu((f64::from(shade) + 0.5) / 256.0))
    }));
    let [ground, stroke] = hatch_colors(Palette { is_article: true, ..Palette::default() });
    grounds.extend([("hatching".to_owned(), ground), ("its strokes".to_owned(), stroke)]);
    grounds
}

/// As many racers as a run can have, twice: in the palette's colours, and in colours that someone may
/// choose, black and white among them.
fn racers() -> Vec<Identity> {
    let kinds = OptimizerKind::ALL.map(OptimizerKind::name);
    let of_the_palette = |index: usize| kinds[index % kinds.len()].to_owned();
    let chosen = |index: usize| {
        let part = |bit: usize| if index >> bit & 1 == 0 { "00" } else { "ff" };
        format!("sgd(color={}{}{})", part(0), part(1), part(2))
    };
    let run = |racer: &dyn Fn(usize) -> String| {
        let racers: Vec<String> = (0..MAX_RACERS).map(racer).collect();
        let text = format!("racers={}", racers.join(","));
        let config = RunConfig::from_text(&text).unwrap();
        [Theme::Light, Theme::Dark]
            .map(|theme| Identity::of(&config, Palette { theme, is_article: true }))
            .concat()
    };
    [run(&of_the_palette), run(&chosen)].concat()
}

/// The colours of everything that is drawn of a racer, from the bottom to the top: trail, head,
/// chevron.
fn drawings(racer: &Identity) -> [Vec<Rgb>; 3] {
    let colors = |shapes: Vec<Shape>| -> Vec<Rgb> {
        let color = |item: Shape| match item {
            Shape::Area { color, opacity, .. } => {
                assert!(opacity >= 1.0);
                color
            }
            Shape::Line { stroke, .. } => stroke.color,
            Shape::Text(text) => panic!("{text:?}"),
        };
        shapes.into_iter().map(color).collect()
    };
    let mut trail = swatch(racer, [0.0, 0.0], 54.0);
    trail.truncate(3);
    [
        colors(trail),
        colors(marker(racer, [0.0, 0.0])),
        colors(chevron(racer, [0.0, 0.0], [1.0, 0.0], 5.0)),
    ]
}

#[test]
fn a_part_of_every_racer_holds_three_to_one_against_whatever_is_beneath() {
    let grounds = grounds();
    for racer in racers() {
        for drawing in drawings(&racer) {
            for (name, ground) in &grounds {
                let best =
                    drawing.iter().map(|color| contrast(*color, *ground)).fold(0.0, f64::max);
                assert!(best >= GRAPHICS, "{} in {drawing:?} on {name}: {best}", racer.label);
            }
        }
    }
}

#[test]
fn the_outlines_hold_three_to_one_whatever_the_racers_own_colour() {
    // Any grey stands for what may be beneath another picture, such as that of a formula.
    for grey in 0..=255 {
        let ground = Rgb([grey; 3]);
        let best = contrast(DARK, ground).max(contrast(LIGHT, ground));
        assert!(best >= GRAPHICS, "{} {best}", ground.css());
    }
    for racer in racers() {
        for drawing in drawings(&racer) {
            assert_eq!(drawing[..3], [DARK, LIGHT, racer.color]);
            assert!(contrast(drawing[0], drawing[1]) >= GRAPHICS);
        }
    }
    // At least half a px of each outline remains visible on both sides of the line upon it.
    let [dark, light, stroke] =
        [StrokeLayer::OuterOutline, StrokeLayer::InnerOutline, StrokeLayer::Stroke]
            .map(StrokeLayer::width);
    assert!(dark - light >= 1.0 && light - stroke >= 1.0);
}

#[test]
fn what_is_not_filled_of_a_head_can_be_told_from_its_colour() {
    for racer in racers() {
        let [_, head, _] = drawings(&racer);
        let best = head[2..].windows(2).map(|pair| contrast(pair[0], pair[1])).fold(0.0, f64::max);
        assert!(
            racer.filling == Filling::Filled || best >= GRAPHICS,
            "{} {}: {best}",
            racer.label,
            racer.color.css()
        );
    }
}

#[test]
fn the_note_on_hatching_can_be_read_wherever_it_lies() {
    let palette = Palette { theme: Theme::Dark, is_article: true };
    let (shapes, _) = hatching_note("undefined", palette, 576.0);
    let Some(Shape::Area { color, opacity, .. }) = shapes.first() else { panic!("{shapes:?}") };
    for (name, beneath) in grounds() {
        let text = contrast(palette.ink(), over(*color, *opacity, beneath));
        assert!(text >= TEXT, "text over {name}: {text}");
    }
    for theme in [Theme::Light, Theme::Dark] {
        let palette = Palette { theme, is_article: false };
        let [ground, stroke] = hatch_colors(palette);
        // The strokes are a texture that the note explains. They need not stand out from the map as
        // graphics do.
        assert!(contrast(stroke, ground) >= TEXTURE, "hatching");
        for family in Family::ALL {
            for number in 0..TONES {
                let racer = palette.tone(family, number);
                for hatching in [ground, stroke] {
                    assert!(contrast(racer, hatching) >= GRAPHICS, "{racer:?} on {hatching:?}");
                }
            }
        }
    }
}

#[test]
fn text_can_be_read_on_the_map() {
    for theme in [Theme::Light, Theme::Dark] {
        let palette = Palette { theme, is_article: false };
        for part in 0..=100 {
            let ground = palette.ground(f64::from(part) / 100.0);
            for text in [palette.ink(), palette.muted()] {
                for beneath in [ground, palette.halo()] {
                    let found = contrast(text, beneath);
                    assert!(found >= TEXT, "{} on {}: {found}", text.css(), beneath.css());
                }
            }
        }
    }
}

/// The colours that can be beneath a chip: bands with their shading, isolines, hatching and trails.
fn beneath_chips(palette: Palette) -> Vec<Rgb> {
    let mut beneath = vec![palette.isoline()];
    beneath.extend(hatch_colors(palette));
    for band in band_colors(15, &palette) {
        let shaded = darkest_and_lightest(palette.theme);
        beneath.extend(shaded.map(|(shade, opacity)| over(shade, opacity, band)));
    }
    for family in Family::ALL {
        beneath.extend((0..TONES).map(|number| palette.tone(family, number)));
    }
    beneath
}

#[test]
fn chips_can_be_read_wherever_they_lie_and_show_what_is_beneath() {
    assert!((0.5..0.9).contains(&CHIP));
    for theme in [Theme::Light, Theme::Dark] {
        let palette = Palette { theme, is_article: false };
        for beneath in beneath_chips(palette) {
            let chip = over(palette.halo(), CHIP, beneath);
            let text = contrast(palette.ink(), chip);
            assert!(text >= TEXT, "text over {}: {text}", beneath.css());
            for racer in Identity::of(&RunConfig::default(), palette) {
                // If the marker's colour is too close to the chip, its rim separates the two.
                let marker = contrast(racer.color, chip).max(contrast(racer.color, racer.halo));
                assert!(marker >= GRAPHICS, "{} over {}: {marker}", racer.label, beneath.css());
            }
        }
    }
    // The same on the article's ground, where markers have outlines.
    let palette = Palette { is_article: true, ..Palette::default() };
    for (name, beneath) in grounds() {
        let text = contrast(palette.ink(), over(palette.halo(), CHIP, beneath));
        assert!(text >= TEXT, "text over {name}: {text}");
    }
}

/// Uses the opacities with which the shading is painted.
#[test]
fn racers_on_the_map_hold_three_to_one_on_every_band_with_its_shading() {
    for theme in [Theme::Light, Theme::Dark] {
        let palette = Palette { theme, is_article: false };
        let config = RunConfig::default();
        for racer in Identity::of(&config, palette) {
            for band in band_colors(15, &palette) {
                for (shade, opacity) in darkest_and_lightest(theme) {
                    let ground = over(shade, opacity, band);
                    let found = contrast(racer.color, ground);
                    assert!(found >= GRAPHICS, "{} on {}: {found}", racer.label, ground.css());
                }
            }
        }
    }
}

//! The colours of a picture.

use downhill::{Family, RunConfig};

use crate::color::{Rgb, ylgnbu};

/// Whether a picture is on a light or a dark page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Dark ink on a light ground.
    #[default]
    Light,
    /// Light ink on a dark ground.
    Dark,
}

/// The colours of the ground and of the text on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Palette {
    /// The theme of the page.
    pub theme: Theme,
    /// Whether the ground has the article's colours (matplotlib's YlGnBu) and not the map's own.
    pub is_article: bool,
}

/// The number of tones of a family's colour.
pub(crate) const TONES: usize = 4;

/// The map's ground from low to high.
const LIGHT_GROUND: [u32; 5] = [0x00ff_fdf4, 0x00ee_f4f6, 0x00df_ebf2, 0x00d1_e2ee, 0x00c4_d9ea];
/// The map's ground on a dark page, from low to high.
const DARK_GROUND: [u32; 5] = [0x0024_3a4f, 0x001f_3347, 0x001a_2c3e, 0x0015_2434, 0x0010_1c29];

/// The families' tones on a light page, the usual tone first, in the order of [`Family::ALL`].
///
/// A search for vivid colours has found them. Each has a contrast of 3:1 on every shade of the ground.
/// Any two families differ by 18 (CIEDE2000) or more for people who cannot see red or green. Each tone
/// is closer to its own family than to others, and greys are as far apart as all this allows.
/// `palette/tests.rs` tests these properties. The family of signs, the sixth, has what this leaves: one tone,
/// a difference of 12 from the other families, and fillings that tell its racers apart.
const LIGHT_TONES: [[u32; TONES]; 6] = [
    [0x0000_1e60, 0x002c_3874, 0x001c_0058, 0x001c_1c8c],
    [0x00d2_3606, 0x00ac_0c08, 0x00d0_0810, 0x00ac_3400],
    [0x0000_7260, 0x0018_5844, 0x000c_8054, 0x001c_6464],
    [0x007e_0624, 0x0058_0420, 0x0040_0804, 0x0068_1008],
    [0x0084_00d8, 0x0060_04b8, 0x00a4_20c4, 0x0088_40f8],
    [0x000a_0c1c, 0x000a_0c1c, 0x000a_0c1c, 0x000a_0c1c],
];
/// The tones on a dark page.
const DARK_TONES: [[u32; TONES]; 6] = [
    [0x008a_96ff, 0x0014_98ff, 0x0090_7ce4, 0x007c_b0f8],
    [0x00ff_c000, 0x00d4_bc1c, 0x00fc_e004, 0x00ec_d464],
    [0x0000_cca8, 0x0048_dca0, 0x00ac_ffcc, 0x0030_fcc4],
    [0x00ff_485a, 0x00ff_8060, 0x00f8_7470, 0x00fc_642c],
    [0x00fc_d2ff, 0x00e0_b0d8, 0x00e0_c4ff, 0x00f8_e4ff],
    [0x0092_92aa, 0x0092_92aa, 0x0092_92aa, 0x0092_92aa],
];

impl Palette {
    /// The colours of a run's picture. The ground is the article's if `as_article` asks for it, or if
    /// the bands are those of the article's animation.
    #[must_use]
    pub fn of(config: &RunConfig, theme: Theme, as_article: bool) -> Self {
        Self { theme, is_article: as_article || config.has_the_articles_bands() }
    }

    /// The colours of parts beside the picture, on the page itself.
    #[must_use]
    pub const fn beside(self) -> Self {
        Self { is_article: false, ..self }
    }

    /// A tone of a family's colour, by its index. On the article's ground it is the same, because
    /// outlines separate it from the bands; so a racer has the same colour beside the picture.
    #[must_use]
    pub fn tone(&self, family: Family, number: usize) -> Rgb {
        let tones = if self.theme == Theme::Dark { &DARK_TONES } else { &LIGHT_TONES };
        Rgb::from_hex(tones[family as usize][number % TONES])
    }

    /// The ground's colour at `part` in [0, 1], from the lowest band to the highest.
    #[must_use]
    pub fn ground(&self, part: f64) -> Rgb {
        if self.is_article {
            return ylgnbu(part);
        }
        let stops = if self.theme == Theme::Dark { &DARK_GROUND } else { &LIGHT_GROUND };
        blended(&stops.map(Rgb::from_hex), part)
    }

    /// The colour of text.
    #[must_use]
    pub const fn ink(&self) -> Rgb {
        if self.is_dark() { Rgb([235, 241, 247]) } else { Rgb([24, 32, 44]) }
    }

    /// The colour of less important text.
    #[must_use]
    pub const fn muted(&self) -> Rgb {
        if self.is_dark() { Rgb([172, 188, 203]) } else { Rgb([64, 78, 94]) }
    }

    /// The colour around text and markers.
    #[must_use]
    pub const fn halo(&self) -> Rgb {
        if self.is_dark() { Rgb([16, 28, 41]) } else { Rgb([255, 255, 255]) }
    }

    /// The colour of the lines at a chart's numbers.
    #[must_use]
    pub const fn rule(&self) -> Rgb {
        if self.is_dark() { Rgb([58, 68, 84]) } else { Rgb([208, 212, 222]) }
    }

    /// The colour of isolines on the map's ground.
    #[must_use]
    pub const fn isoline(&self) -> Rgb {
        if self.is_dark() { Rgb([69, 91, 112]) } else { Rgb([150, 172, 192]) }
    }

    /// Whether the whole ground is dark.
    const fn is_dark(self) -> bool {
        !self.is_article && matches!(self.theme, Theme::Dark)
    }
}

/// A colour between stops that are spread evenly over [0, 1].
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the number cast is from 0 to 4"
)]
fn blended(stops: &[Rgb; 5], part: f64) -> Rgb {
    let along = part.clamp(0.0, 1.0) * 4.0;
    let low = (along.floor() as usize).min(3);
    stops[low].mixed(stops[low + 1], along - along.floor().min(3.0))
}

#[cfg(test)]
mod tests;

//! The colours of a picture.

use downhill::{Family, RunConfig};

use crate::color::{Rgb, ylgnbu};

/// Whether a picture stands on a light or on a dark page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Dark ink on a light ground.
    #[default]
    Light,
    /// Light ink on a dark ground.
    Dark,
}

/// The colours of the ground and of what is written on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Palette {
    /// The page that the picture stands on.
    pub theme: Theme,
    /// Whether the ground is the article's (matplotlib's YlGnBu) and not the map's own.
    pub is_article: bool,
}

/// How many tones a family's colour has.
pub(crate) const TONES: usize = 4;

/// The map's ground from low to high.
const LIGHT_GROUND: [u32; 5] = [0x00ff_fdf4, 0x00ee_f4f6, 0x00df_ebf2, 0x00d1_e2ee, 0x00c4_d9ea];
/// The same on a dark page.
const DARK_GROUND: [u32; 5] = [0x0024_3a4f, 0x001f_3347, 0x001a_2c3e, 0x0015_2434, 0x0010_1c29];

/// The families' tones on a light page, the usual one first, in the order of [`Family::ALL`].
///
/// Found by a search for vivid colours of which each holds 3:1 on every shade of the ground, any two
/// families differ by 18 (CIEDE2000) or more for those who see no red or no green, and each tone is
/// nearer to its own family than to others. `palette/tests.rs` has what they hold.
const LIGHT_TONES: [[u32; TONES]; 5] = [
    [0x0008_3890, 0x0018_0c8a, 0x0048_4872, 0x000c_1e4e],
    [0x00c8_4000, 0x00ae_4830, 0x00de_0612, 0x00ae_5a12],
    [0x0000_8068, 0x0054_7860, 0x0000_6c60, 0x0036_7878],
    [0x0088_0828, 0x0072_3024, 0x0060_0024, 0x0054_0000],
    [0x00a0_28ff, 0x008a_4ecc, 0x00a8_30d2, 0x008a_00ea],
];
/// The same on a dark page.
const DARK_TONES: [[u32; TONES]; 5] = [
    [0x004e_8afc, 0x008a_9cfc, 0x0000_96e4, 0x0084_7ef0],
    [0x00ff_b400, 0x00ea_c060, 0x00cc_ae00, 0x00fc_9c48],
    [0x0000_fcc6, 0x0066_d8ba, 0x00a8_f6ba, 0x00a8_fce4],
    [0x00ff_5472, 0x00d8_6c7e, 0x00ff_5a5a, 0x00d8_6c5a],
    [0x00f6_c6fc, 0x00d8_b4d8, 0x00d8_b4fc, 0x00f0_d8f6],
];

impl Palette {
    /// The colours of a run's picture. The ground is the article's where that is asked for
    /// (`as_article`), and where the bands are those of its animation.
    #[must_use]
    pub fn of(config: &RunConfig, theme: Theme, as_article: bool) -> Self {
        Self { theme, is_article: as_article || config.has_the_articles_bands() }
    }

    /// The colours of what stands beside the picture, on the page itself.
    #[must_use]
    pub const fn beside(self) -> Self {
        Self { is_article: false, ..self }
    }

    /// A tone of a family's colour, by its number from 0 on. It is the page's also on the article's
    /// ground, where casings part it from the bands: so it is the same beside the picture.
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

    /// The colour of text that is to be noticed less.
    #[must_use]
    pub const fn muted(&self) -> Rgb {
        if self.is_dark() { Rgb([172, 188, 203]) } else { Rgb([64, 78, 94]) }
    }

    /// The colour around text, and around heads.
    #[must_use]
    pub const fn halo(&self) -> Rgb {
        if self.is_dark() { Rgb([16, 28, 41]) } else { Rgb([255, 255, 255]) }
    }

    /// The colour of the lines that a chart's numbers stand at, on the page.
    #[must_use]
    pub const fn rule(&self) -> Rgb {
        if self.is_dark() { Rgb([58, 68, 84]) } else { Rgb([208, 212, 222]) }
    }

    /// The colour of isolines on the map's ground.
    #[must_use]
    pub const fn isoline(&self) -> Rgb {
        if self.is_dark() { Rgb([69, 91, 112]) } else { Rgb([150, 172, 192]) }
    }

    /// Whether the ground is dark all over.
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

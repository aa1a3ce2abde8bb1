//! The colours of a picture.

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

/// The map's ground from low to high.
const LIGHT_GROUND: [u32; 5] = [0x00fd_fdfb, 0x00ee_f4f6, 0x00df_ebf2, 0x00d1_e2ee, 0x00c4_d9ea];
/// The same on a dark page.
const DARK_GROUND: [u32; 5] = [0x0024_3a4f, 0x001f_3347, 0x001a_2c3e, 0x0015_2434, 0x0010_1c29];

impl Palette {
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
    reason = "every number cast is between 0 and 255"
)]
fn blended(stops: &[Rgb; 5], part: f64) -> Rgb {
    let along = part.clamp(0.0, 1.0) * 4.0;
    let low = (along.floor() as usize).min(3);
    let between = along - along.floor().min(3.0);
    let mut mixed = [0; 3];
    for (channel, value) in mixed.iter_mut().enumerate() {
        let [from, to] = [stops[low].0[channel], stops[low + 1].0[channel]].map(f64::from);
        *value = (from + (to - from) * between).round() as u8;
    }
    Rgb(mixed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ground_runs_from_low_to_high() {
        let light = Palette { theme: Theme::Light, is_article: false };
        assert_eq!(light.ground(0.0).css(), "#fdfdfb");
        assert_eq!(light.ground(0.25).css(), "#eef4f6");
        assert_eq!(light.ground(1.0).css(), "#c4d9ea");
        assert_eq!(Palette { theme: Theme::Dark, ..light }.ground(1.0).css(), "#101c29");
        assert_eq!(Palette { is_article: true, ..light }.ground(0.0), ylgnbu(0.0));
    }
}

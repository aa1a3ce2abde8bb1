/// A colour in sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb(pub [u8; 3]);

/// The colour of the inner outline of trails and markers. One of the two outlines has a contrast of 3:1
/// against every band, whatever the racer's own colour is.
pub const LIGHT: Rgb = Rgb([255, 255, 255]);
/// The colour of the outer outline.
pub const DARK: Rgb = Rgb([16, 20, 40]);

impl Rgb {
    /// The colour `0xrrggbb`.
    #[must_use]
    pub const fn from_hex(hex: u32) -> Self {
        let [_, red, green, blue] = hex.to_be_bytes();
        Self([red, green, blue])
    }

    /// The colour at `part` of the way to another colour, in sRGB.
    #[must_use]
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "every number cast is between 0 and 255"
    )]
    pub(crate) fn mixed(self, other: Self, part: f64) -> Self {
        let mut mixed = [0; 3];
        for (channel, (from, to)) in mixed.iter_mut().zip(self.0.into_iter().zip(other.0)) {
            let [from, to] = [from, to].map(f64::from);
            *channel = (from + (to - from) * part).round() as u8;
        }
        Self(mixed)
    }

    /// The colour as `#rrggbb`.
    #[must_use]
    pub fn css(self) -> String {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let mut text = String::with_capacity(7);
        text.push('#');
        for part in self.0 {
            text.push(char::from(DIGITS[usize::from(part >> 4)]));
            text.push(char::from(DIGITS[usize::from(part & 15)]));
        }
        text
    }

    /// The colour with the name `#rrggbb`; black for any other text.
    #[must_use]
    pub fn parse(css: &str) -> Self {
        let mut parts = [0_u8; 3];
        let digits = css.bytes().skip(1).filter_map(|digit| char::from(digit).to_digit(16));
        for (index, digit) in digits.take(6).enumerate() {
            let part = &mut parts[index / 2];
            *part = part.wrapping_mul(16) | u8::try_from(digit).unwrap_or_default();
        }
        Self(parts)
    }
}

/// ColorBrewer's nine-class YlGnBu, light to dark.
const YLGNBU: [[u8; 3]; 9] = [
    [255, 255, 217],
    [237, 248, 177],
    [199, 233, 180],
    [127, 205, 187],
    [65, 182, 196],
    [29, 145, 192],
    [34, 94, 168],
    [37, 52, 148],
    [8, 29, 88],
];

/// Matplotlib's colour map YlGnBu at `part` in [0, 1], in its 256 shades: linear interpolation
/// between ColorBrewer's nine colours.
#[must_use]
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "every number cast is between 0 and 255"
)]
pub fn ylgnbu(part: f64) -> Rgb {
    let shade = (part.clamp(0.0, 1.0) * 256.0).floor().min(255.0);
    let along = shade / 255.0 * 8.0;
    let low = (along.floor() as usize).min(7);
    let between = along - along.floor().min(7.0);
    let mut mixed = [0; 3];
    for (channel, value) in mixed.iter_mut().enumerate() {
        let [from, to] = [YLGNBU[low][channel], YLGNBU[low + 1][channel]].map(f64::from);
        *value = (from + (to - from) * between).round() as u8;
    }
    Rgb(mixed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn css_text_reads_back() {
        for css in ["#1f77b4", "#000000", "#fa09b7"] {
            assert_eq!(Rgb::parse(css).css(), css);
        }
    }

    #[test]
    fn the_ends_of_the_map_are_colorbrewers() {
        assert_eq!(ylgnbu(0.0).css(), "#ffffd9");
        assert_eq!(ylgnbu(1.0).css(), "#081d58");
        assert_eq!(ylgnbu(f64::NAN.max(0.0)).css(), "#ffffd9");
    }
}

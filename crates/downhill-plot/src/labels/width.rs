//! The width of text without fonts: natively there are none, and a picture must not depend on the
//! machine.

/// About the width of a text in CSS px, in a sans-serif font of `size` px. It uses the widths of the
/// letters in `DejaVu Sans`, the widest of the usual fonts.
#[must_use]
pub(crate) fn text_width(text: &str, size: f64) -> f64 {
    text.chars().map(letter).sum::<f64>() * size
}

/// The width of a letter, as part of the text's height.
fn letter(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | '\'' | '|' | 'I' | 'J' => 0.3,
        ' ' | '.' | ',' | ':' | ';' | '-' | '/' => 0.36,
        'f' | 'r' | 't' | '!' | '(' | ')' | '[' | ']' => 0.42,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '…' => 0.99,
        '+' | '−' | '=' | '<' | '>' => 0.84,
        'D' | 'G' | 'H' | 'N' | 'O' | 'Q' => 0.78,
        'A'..='Z' => 0.7,
        // Ideographs, kana, Hangul, emoji.
        '\u{2e80}'.. => 1.0,
        _ => 0.63,
    }
}

/// The beginning of a text that is not wider than `most`, with `…` if it is cut off.
pub(crate) fn shortened(text: &str, size: f64, most: f64) -> String {
    if text_width(text, size) <= most {
        return text.to_owned();
    }
    let mut left = most - letter('…') * size;
    let mut short = String::new();
    for sign in text.chars() {
        left -= letter(sign) * size;
        if left < 0.0 {
            break;
        }
        short.push(sign);
    }
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Widths at 100 px in `DejaVu Sans`, the default font of browsers on many Linux systems.
    #[test]
    fn the_estimate_is_near_what_a_wide_font_takes() {
        for (text, width) in [
            ("SGD", 217.97),
            ("SGD+Momentum", 871.53),
            ("AdaGrad", 436.52),
            ("RMSProp", 445.31),
            ("Adam", 290.58),
            ("Nesterov 0.01", 705.08),
            ("at the minimum:", 836.43),
            ("f is not defined", 750.59),
        ] {
            let part = text_width(text, 100.0) / width;
            assert!((1.0..1.1).contains(&part), "{text}: {part}");
        }
    }

    #[test]
    fn a_long_text_is_cut_to_what_there_is_room_for() {
        assert_eq!(shortened("Adam", 12.0, 50.0), "Adam");
        for most in [0.0, 30.0, 60.0, 100.0, 180.0] {
            let short = shortened("a name that is very long indeed", 12.0, most);
            assert!(short.ends_with('…'), "{short}");
            assert!(text_width(&short, 12.0) <= f64::max(most, 12.0), "{short}");
        }
    }
}

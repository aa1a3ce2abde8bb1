//! A row of letters that is not a name as a whole: `xy`, `xsin`, `sinx`, `2pix`.

use super::function::names_in_rows;

/// A part of a row of letters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Part {
    pub(super) from: usize,
    pub(super) to: usize,
    /// Whether it is the argument of a function: the 2 of `sin2x`.
    pub(super) is_number: bool,
}

/// The result of splitting a row.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Row {
    Parts(Vec<Part>),
    /// It can be split in more than one way.
    Ambiguous,
    Unknown,
}

/// What follows a row, as far as it matters for splitting the row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum After {
    /// An e at the end is the number e.
    Power,
    /// A function at the end is called.
    Parenthesis,
    Other,
}

/// In how many ways the letters up to a place can be split (0, 1, or 2 for more), and the last part of
/// one of these ways.
#[derive(Clone, Copy, Default)]
struct Ways {
    count: u8,
    from: usize,
    /// Whether the part before is a function.
    of_function: bool,
    is_number: bool,
}

/// Splits a row of lower-case letters and digits into known names. It takes time linear in the length,
/// because names are short.
pub(super) fn taken_apart(row: &str, after: After) -> Row {
    // For each place, the ways whose last part is not a function, and those whose last part is one.
    let mut ways = vec![[Ways::default(); 2]; row.len() + 1];
    ways[0][0].count = 1;
    for at in 0..row.len() {
        // The row is ASCII, so every place is the boundary of a character.
        let Some(rest) = row.get(at..) else { continue };
        for kind in 0..2 {
            if ways[at][kind].count == 0 {
                continue;
            }
            let reached = Ways {
                count: ways[at][kind].count,
                from: at,
                of_function: kind == 1,
                is_number: false,
            };
            for constant in ["x1", "x2", "x", "y", "pi"] {
                if rest.starts_with(constant) {
                    join(&mut ways, at + constant.len(), 0, reached);
                }
            }
            if rest == "e" && after == After::Power {
                join(&mut ways, at + 1, 0, reached);
            }
            // Two functions in a row, such as sincos, may be meant as a third one.
            for name in names_in_rows().filter(|name| kind == 0 && rest.starts_with(name)) {
                join(&mut ways, at + name.len(), 1, reached);
            }
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            if kind == 1 && digits > 0 {
                join(&mut ways, at + digits, 0, Ways { is_number: true, ..reached });
            }
        }
    }
    let [other, function] = ways[row.len()];
    // relu6(x), exp10(x) and sin2(x) are other functions, or powers.
    if after == After::Parenthesis && other.is_number {
        return Row::Unknown;
    }
    let calls = after == After::Parenthesis && function.count > 0;
    match if calls { function.count } else { other.count.saturating_add(function.count) } {
        0 => return Row::Unknown,
        1 => {}
        _ => return Row::Ambiguous,
    }
    let mut kind = usize::from(function.count > 0 && (calls || other.count == 0));
    let mut to = row.len();
    let mut parts = Vec::new();
    while to > 0 {
        let last = ways[to][kind];
        parts.push(Part { from: last.from, to, is_number: last.is_number });
        (to, kind) = (last.from, usize::from(last.of_function));
    }
    parts.reverse();
    Row::Parts(parts)
}

/// Adds a part that ends at `to`.
fn join(ways: &mut [[Ways; 2]], to: usize, kind: usize, part: Ways) {
    if let Some(ways) = ways.get_mut(to).and_then(|ways| ways.get_mut(kind)) {
        let count = ways.count.saturating_add(part.count).min(2);
        *ways = Ways { count, ..part };
    }
}

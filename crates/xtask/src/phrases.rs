//! The code of a module as phrases with holes, and what fills them.

use wasmparser::{BinaryReaderError, FunctionBody};

/// What a hole holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Hole {
    /// f64 constants, and halves of v128 ones: 8 bytes each. What fills any other hole ends with its
    /// first byte below 128, as a LEB128 does.
    Float,
    /// What is rare, whole instructions too.
    Rest,
    /// Locals that are read.
    Read,
    /// How many blocks a branch leaves.
    Branch,
    /// Locals that are written.
    Written,
    /// Locals that are an address to load from.
    Pointer,
    /// i64 constants.
    Long,
    /// The branches of a table.
    Table,
    /// i32 constants.
    Int,
    /// Functions called.
    Call,
    /// Offsets from an address.
    Offset,
    /// i32 constants that are added or subtracted.
    Added,
    /// Numbers of locals.
    Locals,
}

/// A part of a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Token {
    /// A byte of the code.
    Byte(u8),
    /// A place for some.
    Hole(Hole),
}

/// Some bytes of code, but for what varies.
pub type Phrase = Vec<Token>;

/// An instruction, or the locals that a function begins with.
#[derive(Debug, PartialEq, Eq)]
pub struct Word<'a> {
    /// All its bytes.
    pub bytes: &'a [u8],
    /// Those that do not vary.
    pub phrase: Phrase,
    /// Those that fill its holes.
    pub fills: Vec<&'a [u8]>,
    /// Whether a function ends with it.
    pub is_last: bool,
}

/// The words of a function.
pub fn read<'a>(body: &FunctionBody<'a>) -> Result<Vec<Word<'a>>, BinaryReaderError> {
    let place = |at: u64| usize::try_from(at - body.range().start).unwrap_or(usize::MAX);
    let bytes = body.as_bytes();
    let mut locals = body.get_locals_reader()?;
    let mut start = place(locals.original_position());
    let (mut phrase, mut fills) = (literal(&bytes[..start]), Vec::new());
    for _ in 0..locals.get_count() {
        locals.read()?;
        let end = place(locals.original_position());
        let (count, kind) = bytes[start..end].split_at(number_length(&bytes[start..end]));
        fills.push(count);
        phrase.push(Token::Hole(Hole::Locals));
        phrase.extend(literal(kind));
        start = end;
    }
    let mut words = vec![Word { bytes: &bytes[..start], phrase, fills, is_last: false }];
    let mut operators = body.get_operators_reader()?;
    while !operators.eof() {
        operators.read()?;
        let end = place(operators.original_position());
        words.push(word(&bytes[start..end], end == bytes.len()));
        start = end;
    }
    Ok(words)
}

/// The word that an instruction is. One that is not known here has no holes.
fn word(bytes: &[u8], is_last: bool) -> Word<'_> {
    let (length, hole) = match *bytes {
        [0x0c | 0x0d, ..] => (1, Hole::Branch),
        [0x0e, ref table @ ..] => (1 + number_length(table), Hole::Table),
        [0x10, ..] => (1, Hole::Call),
        [0x11, ..] => (1, Hole::Rest),
        [0x20, ..] => (1, Hole::Read),
        [0x21 | 0x22, ..] => (1, Hole::Written),
        [0x28..=0x3e, ..] => (2, Hole::Offset),
        [0x41, ..] => (1, Hole::Int),
        [0x42, ..] => (1, Hole::Long),
        [0x44, ..] => (1, Hole::Float),
        [0xfd, 12, ..] => (2, Hole::Float),
        [0xfd, 0..=11 | 92 | 93, ..] => (3, Hole::Offset),
        _ => (bytes.len(), Hole::Rest),
    };
    let (same, varying) = bytes.split_at(length);
    let fills: Vec<_> =
        if hole == Hole::Float { varying.chunks(8).collect() } else { numbers(varying).collect() };
    let mut phrase = literal(same);
    phrase.extend(fills.iter().map(|_| Token::Hole(hole)));
    Word { bytes, phrase, fills, is_last }
}

/// A phrase without holes.
pub fn literal(bytes: &[u8]) -> Phrase {
    bytes.iter().copied().map(Token::Byte).collect()
}

/// The bytes up to each one below 128.
pub fn numbers(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split_inclusive(|byte| *byte < 128)
}

/// How many bytes the number has that they begin with.
pub fn number_length(bytes: &[u8]) -> usize {
    numbers(bytes).next().map_or(0, <[u8]>::len)
}

/// Tells holes by what follows them.
pub fn tell_apart(phrase: &mut Phrase) {
    for at in 1..phrase.len() {
        let hole = match (phrase[at - 1], phrase[at]) {
            (Token::Hole(Hole::Int), Token::Byte(0x6a | 0x6b)) => Hole::Added,
            (Token::Hole(Hole::Read), Token::Byte(0x28..=0x35 | 0xfd)) => Hole::Pointer,
            _ => continue,
        };
        phrase[at - 1] = Token::Hole(hole);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_varies_is_told_from_what_does_not() {
        let one = |bytes: &'static [u8], same: &[u8], hole, fills: &[&'static [u8]]| {
            let mut phrase = literal(same);
            phrase.extend(fills.iter().map(|_| Token::Hole(hole)));
            assert_eq!(word(bytes, false).phrase, phrase, "{bytes:x?}");
            assert_eq!(word(bytes, false).fills, fills, "{bytes:x?}");
        };
        one(&[0x6a], &[0x6a], Hole::Rest, &[]);
        one(&[0x02, 0x40], &[0x02, 0x40], Hole::Rest, &[]);
        one(&[0x20, 0x81, 0x01], &[0x20], Hole::Read, &[&[0x81, 0x01]]);
        one(&[0x28, 2, 0x88, 0], &[0x28, 2], Hole::Offset, &[&[0x88, 0]]);
        one(&[0x0e, 2, 0, 0x80, 1, 3], &[0x0e, 2], Hole::Table, &[&[0], &[0x80, 1], &[3]]);
        one(&[0x11, 5, 0], &[0x11], Hole::Rest, &[&[5], &[0]]);
        let constant = &[0x44, 1, 2, 3, 4, 5, 6, 7, 200];
        one(constant, &[0x44], Hole::Float, &[&constant[1..]]);
        let pair = &[0xfd, 12, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16];
        one(pair, &[0xfd, 12], Hole::Float, &[&pair[2..10], &pair[10..]]);
        one(&[0xfd, 0, 4, 16], &[0xfd, 0, 4], Hole::Offset, &[&[16]]);
        one(&[0xfd, 0xf0, 1], &[0xfd, 0xf0, 1], Hole::Rest, &[]);
    }

    #[test]
    fn what_follows_a_hole_tells_it_apart() {
        let hole = |hole| [vec![Token::Hole(hole)]].concat();
        let mut phrase = [hole(Hole::Int), literal(&[0x6a])].concat();
        tell_apart(&mut phrase);
        assert_eq!(phrase, [hole(Hole::Added), literal(&[0x6a])].concat());
        let mut phrase = [hole(Hole::Int), literal(&[0x36])].concat();
        tell_apart(&mut phrase);
        assert_eq!(phrase[0], Token::Hole(Hole::Int));
    }
}

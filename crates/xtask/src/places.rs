//! What panics would say leaves a module that has no panics: places in the source, and messages.
//!
//! They lie in its data, where no linker and no optimiser can tell that nothing reads them: 0.7 kB
//! (gzip), with paths of the machine that built it.

use std::ops::Range;

use wasmparser::{DataKind, Operator, Parser, Payload};

use crate::error::{Error, Result};

/// Texts of std that only panics say.
const MESSAGES: [&str; 14] = [
    "slice index starts at ",
    "index out of bounds: the len is ",
    " but the index is ",
    "range start index ",
    "range end index ",
    " out of range for slice of length ",
    "copy_from_slice: source slice length (",
    ") does not match destination slice length (",
    "cannot access a Thread Local Storage value during or after destruction: ",
    "Attempted to initialize thread-local while it is being dropped",
    "attempt to calculate the remainder with a divisor of zero",
    "RefCell already mutably borrowed",
    "called `Result::unwrap()` on an `Err` value",
    "Tried to shrink to a larger capacity",
];

/// The module with zeros in place of every `core::panic::Location`, of the path that it names, and
/// of those messages.
pub fn blank(mut module: Vec<u8>) -> Result<Vec<u8>> {
    for segment in segments(&module)? {
        let Some(data) = module.get_mut(segment.bytes) else { continue };
        let mut at = segment.address.wrapping_neg() % 4;
        while let Some(path) = path_at(data, at, segment.address) {
            if !path.is_empty() {
                data[path].fill(0);
                data[at..at + LOCATION].fill(0);
            }
            at += 4;
        }
        for message in MESSAGES {
            for at in places_of(data, message.as_bytes()) {
                data[at..at + message.len()].fill(0);
            }
        }
    }
    Ok(module)
}

/// The bytes of a location: the address and the length of its path, line and column.
const LOCATION: usize = 16;

/// The path that a location at that place of the data names; empty if none is there, and none at
/// the end of the data.
fn path_at(data: &[u8], at: usize, address: usize) -> Option<Range<usize>> {
    let location = data.get(at..at + LOCATION)?;
    let word = |index: usize| {
        let bytes = location.get(4 * index..4 * index + 4)?.try_into().ok()?;
        usize::try_from(u32::from_le_bytes(bytes)).ok()
    };
    let (path, length, line, column) = (word(0)?, word(1)?, word(2)?, word(3)?);
    let start = path.wrapping_sub(address);
    let range = start..start.wrapping_add(length);
    let is_path = |byte: &u8| byte.is_ascii_alphanumeric() || b"/\\._-:".contains(byte);
    let text = data.get(range.clone()).unwrap_or_default();
    let is_place = (1..100_000).contains(&line) && (1..10_000).contains(&column);
    let is_location = is_place && text.ends_with(b".rs") && text.iter().all(is_path);
    Some(if is_location { range } else { 0..0 })
}

fn places_of(data: &[u8], text: &[u8]) -> Vec<usize> {
    let windows = data.windows(text.len()).enumerate();
    windows.filter(|(_, window)| *window == text).map(|(at, _)| at).collect()
}

/// A part of the memory that the module fills.
struct Segment {
    /// Where it lies in the memory.
    address: usize,
    /// Where it lies in the module.
    bytes: Range<usize>,
}

fn segments(module: &[u8]) -> Result<Vec<Segment>> {
    let unreadable = |error| Error::new(format!("the compiled module cannot be read: {error}"));
    let mut segments = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        let Payload::DataSection(section) = payload.map_err(unreadable)? else { continue };
        for data in section {
            let data = data.map_err(unreadable)?;
            let DataKind::Active { offset_expr, .. } = data.kind else { continue };
            let mut operators = offset_expr.get_operators_reader();
            let Operator::I32Const { value } = operators.read().map_err(unreadable)? else {
                continue;
            };
            let end = usize::try_from(data.range.end).unwrap_or(usize::MAX);
            let address = usize::try_from(value).unwrap_or(usize::MAX);
            segments.push(Segment { address, bytes: end.saturating_sub(data.data.len())..end });
        }
    }
    Ok(segments)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module whose memory holds `data` from the address 1024 on.
    fn module(data: &[u8]) -> Vec<u8> {
        let mut segment = vec![1, 0, 0x41, 0x80, 0x08, 0x0b, u8::try_from(data.len()).unwrap()];
        segment.extend(data);
        let mut module = b"\0asm\x01\0\0\0".to_vec();
        module.extend([5, 3, 1, 0, 1, 11, u8::try_from(segment.len()).unwrap()]);
        module.extend(segment);
        module
    }

    fn words(words: [u32; 4]) -> Vec<u8> {
        words.iter().flat_map(|word| word.to_le_bytes()).collect()
    }

    #[test]
    fn locations_and_their_paths_go_and_the_rest_stays() {
        let path = b"/home/me/a-crate/src/b.rs...";
        let data =
            [&path[..], &words([1024, 25, 17, 5]), &words([1024, 25, 0, 5]), b"end"].concat();
        let found = blank(module(&data)).unwrap();
        let expected = [&[0; 25][..], b"...", &[0; 16], &words([1024, 25, 0, 5]), b"end"].concat();
        assert_eq!(found, module(&expected));
    }

    #[test]
    fn messages_of_panics_go() {
        let data = b"a range end index 7 range";
        let expected = [&b"a "[..], &[0; 16], b"7 range"].concat();
        assert_eq!(blank(module(data)).unwrap(), module(&expected));
    }

    #[test]
    fn other_texts_stay() {
        let data = [&b"a text of words.rs or so...."[..], &words([1024, 18, 17, 5])].concat();
        assert_eq!(blank(module(&data)).unwrap(), module(&data));
        assert!(blank(b"no module".to_vec()).is_err());
    }
}

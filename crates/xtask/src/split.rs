//! A module with its code taken apart, like by like, which packs better. www/join.js puts it together.
//!
//! The code becomes a list of at most 256 phrases, the number of a phrase for each place, and what fills
//! their holes, each kind by itself. Lengths of functions are left out.

use std::cmp::Reverse;
use std::collections::HashMap;

use wasmparser::{Parser, Payload};

use crate::error::{Error, Result};
use crate::phrases::{self, Hole, Phrase, Token, Word, literal};
use crate::traps;

/// The parts: what fills each kind of hole, then these. In this order they pack best.
const HOLES: usize = Hole::Locals as usize + 1;
const NUMBERS: usize = HOLES;
const BEFORE: usize = HOLES + 1;
const LIST: usize = HOLES + 2;
const AFTER: usize = HOLES + 3;
/// Where each part begins, and the byte that is the first hole's in the list, as 32 bits each. They end
/// at a multiple of 8, and so do then the f64 constants, each.
const HEADER: usize = 4 * (AFTER + 2);
const _: () = assert!(HEADER.is_multiple_of(8));

/// The end of a function, a phrase by itself and the first one.
const END: [u8; 1] = [0x0b];
/// Instructions that stand fewer times are not in the list.
const RARE: usize = 3;
/// So many phrases are made of two others. More say more in the list than they save.
const JOINED: usize = 32;
/// A place's number is a byte.
const MOST: usize = 256;

/// The parts of a module.
pub fn split(module: &[u8]) -> Result<Vec<u8>> {
    let unreadable = |error| Error::new(format!("the module cannot be read: {error}"));
    let mut code = None;
    let mut words = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        match payload.map_err(unreadable)? {
            Payload::CodeSectionStart { unchecked_range, .. } => code = Some(unchecked_range),
            Payload::CodeSectionEntry(body) => {
                words.extend(phrases::read(&body).map_err(unreadable)?);
            }
            _ => {}
        }
    }
    let code = code.ok_or_else(|| Error::new("the module has no code to take apart."))?;
    let [start, end] = [code.start, code.end].map(|at| usize::try_from(at).unwrap_or(usize::MAX));
    let start = start + phrases::number_length(&module[start..]);
    let parts = Code::of(&words).parts(&module[..start], &module[end..])?;
    // A wrong module would do something else. join.js makes room for twice the parts.
    if join(&parts).as_deref() == Some(module) && module.len() <= 2 * parts.len() {
        Ok(parts)
    } else {
        Err(Error::new("the module, taken apart and put together again, is another one."))
    }
}

struct Code<'a> {
    phrases: Vec<Phrase>,
    /// The phrase of each place.
    places: Vec<usize>,
    /// What fills the holes, from the first place to the last.
    fills: Vec<&'a [u8]>,
}

impl<'a> Code<'a> {
    fn of(words: &[Word<'a>]) -> Self {
        let mut counts = HashMap::new();
        for word in words {
            *counts.entry(&word.phrase).or_insert(0) += 1;
        }
        let mut code = Self { phrases: vec![literal(&END)], places: Vec::new(), fills: Vec::new() };
        let mut known = HashMap::new();
        let rest = vec![Token::Hole(Hole::Rest)];
        for Word { bytes, phrase, fills, is_last } in words {
            // One that could be fills of numbers is.
            let is_rare = counts[phrase] < RARE
                && !phrase.contains(&Token::Hole(Hole::Float))
                && bytes.last().is_some_and(|byte| *byte < 128);
            if *is_last {
                code.places.push(0);
            } else if is_rare {
                phrases::numbers(bytes).for_each(|fill| code.put(&mut known, &rest, &[fill]));
            } else {
                code.put(&mut known, phrase, fills);
            }
        }
        for _ in 0..JOINED.min(MOST.saturating_sub(code.phrases.len())) {
            code.join_most_frequent();
        }
        code.phrases.iter_mut().for_each(phrases::tell_apart);
        code
    }

    fn put(&mut self, known: &mut HashMap<Phrase, usize>, phrase: &Phrase, fills: &[&'a [u8]]) {
        let number = *known.entry(phrase.clone()).or_insert_with(|| {
            self.phrases.push(phrase.clone());
            self.phrases.len() - 1
        });
        self.places.push(number);
        self.fills.extend(fills);
    }

    /// Makes one phrase of the two that most often follow each other within a function.
    fn join_most_frequent(&mut self) {
        let mut counts = HashMap::new();
        for pair in self.places.windows(2).filter(|pair| !pair.contains(&0)) {
            *counts.entry((pair[0], pair[1])).or_insert(0) += 1;
        }
        let most = counts.into_iter().max_by_key(|(pair, count)| (*count, Reverse(*pair)));
        let Some(((one, other), _)) = most else { return };
        let joined = self.phrases.len();
        self.phrases.push([&self.phrases[one][..], &self.phrases[other]].concat());
        let mut places = Vec::new();
        for place in self.places.drain(..) {
            match places.last_mut() {
                Some(last) if *last == one && place == other => *last = joined,
                _ => places.push(place),
            }
        }
        self.places = places;
    }

    /// The parts, with what lies before and after the code.
    fn parts(&self, before: &[u8], after: &[u8]) -> Result<Vec<u8>> {
        // Phrases that are alike get numbers near each other.
        let mut order = self.places.clone();
        order.sort_by_key(|place| (*place > 0, &self.phrases[*place]));
        order.dedup();
        if order.len() > MOST {
            return Err(Error::new("the module has too many kinds of instructions to take apart."));
        }
        let first = first_hole(order.iter().map(|number| &self.phrases[*number]))?;
        let byte = |number: usize| u8::try_from(number).unwrap_or_default();

        let mut parts = vec![Vec::new(); AFTER];
        let numbers: HashMap<_, _> = order.iter().zip(0..).collect();
        let mut fills = self.fills.iter();
        for place in &self.places {
            parts[NUMBERS].push(byte(numbers[place]));
            for token in &self.phrases[*place] {
                if let Token::Hole(hole) = token {
                    parts[*hole as usize].extend(fills.next().copied().unwrap_or_default());
                }
            }
        }
        for number in order {
            parts[LIST].extend(self.phrases[number].iter().map(|token| match token {
                Token::Byte(byte) => *byte,
                Token::Hole(hole) => byte(first + *hole as usize),
            }));
            parts[LIST].push(byte(first + HOLES));
        }
        parts[BEFORE].extend(before);
        parts.push(after.to_vec());

        let mut header = Vec::new();
        let mut start = HEADER;
        for part in &parts {
            header.push(start);
            start += part.len();
        }
        header.push(first);
        let header = header.into_iter().map(|number| u32::try_from(number).unwrap_or(u32::MAX));
        Ok([header.flat_map(u32::to_le_bytes).collect(), parts.concat()].concat())
    }
}

/// The first of bytes in a row that are in no phrase: one for each hole, and one for a phrase's end.
fn first_hole<'a>(phrases: impl Iterator<Item = &'a Phrase>) -> Result<usize> {
    let mut is_free = [true; 256];
    for token in phrases.flatten() {
        if let Token::Byte(byte) = token {
            is_free[usize::from(*byte)] = false;
        }
    }
    let row = is_free.windows(HOLES + 1).position(|row| row.iter().all(|free| *free));
    row.ok_or_else(|| Error::new("the module's instructions leave no bytes for holes."))
}

/// The module of its parts, as www/join.js makes it.
fn join(parts: &[u8]) -> Option<Vec<u8>> {
    let (header, _) = parts.get(..HEADER)?.as_chunks();
    let mut at = Vec::new();
    for number in header {
        at.push(usize::try_from(u32::from_le_bytes(*number)).ok()?);
    }
    let [numbers, before, list, after, first] = *at.get(NUMBERS..)? else { return None };
    let is_end = |byte: &u8| usize::from(*byte) == first + HOLES;
    let phrases: Vec<_> = parts.get(list..after)?.split(is_end).collect();
    let mut module = parts.get(before..list)?.to_vec();
    let mut body = Vec::new();
    for number in parts.get(numbers..before)? {
        for byte in *phrases.get(usize::from(*number))? {
            let hole = usize::from(*byte).wrapping_sub(first);
            if hole >= HOLES {
                body.push(*byte);
                continue;
            }
            let start = at[hole];
            let fill = parts.get(start..)?;
            let length = if hole == 0 { 8 } else { phrases::number_length(fill) };
            body.extend(fill.get(..length)?);
            at[hole] += length;
        }
        if *number == 0 {
            module.extend(traps::length(body.len()));
            module.append(&mut body);
        }
    }
    module.extend(parts.get(after..)?);
    Some(module)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An instruction of each kind.
    const INSTRUCTIONS: [&[u8]; 30] = [
        &[0x02, 0x40],
        &[0x03, 0x7f],
        &[0x0b],
        &[0x0c, 0],
        &[0x0b],
        &[0x0e, 2, 0, 0x80, 0x01, 3],
        &[0x10, 0xc8, 1],
        &[0x11, 5, 0],
        &[0x1c, 1, 0x7f],
        &[0x20, 0],
        &[0x28, 2, 0x88, 0x80, 0x40],
        &[0x22, 0x81, 1],
        &[0x23, 0],
        &[0x36, 2, 4],
        &[0x40, 0],
        &[0x41, 0x7f],
        &[0x6a],
        &[0x42, 0x80, 0x7f],
        &[0x44, 0, 0, 0, 0, 0, 0, 0xf0, 0xbf],
        &[0xa0],
        &[0xd0, 0x6f],
        &[0xfc, 2],
        &[0xfc, 10, 0, 0],
        &[0xfc, 11, 0],
        &[0xfd, 0, 4, 16],
        &[0xfd, 12, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 255],
        &[0xfd, 13, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
        &[0xfd, 21, 1],
        &[0xfd, 87, 3, 8, 1],
        &[0xfd, 0xf0, 1],
    ];

    /// A module of functions with these bodies, and something after them.
    fn module(bodies: &[Vec<u8>]) -> Vec<u8> {
        let section =
            |id: u8, content: &[u8]| [&[id][..], &traps::length(content.len()), content].concat();
        let mut code = traps::length(bodies.len());
        for body in bodies {
            code.extend(traps::length(body.len()));
            code.extend(body);
        }
        let functions = [traps::length(bodies.len()), vec![0; bodies.len()]].concat();
        let kinds = section(1, &[1, 0x60, 0, 0]);
        let functions = section(3, &functions);
        let after = section(0, &[&[4][..], b"name", &[7; 40]].concat());
        [b"\0asm\x01\0\0\0", &kinds[..], &functions, &section(10, &code), &after].concat()
    }

    /// A function with two kinds of locals.
    fn body(instructions: &[&[u8]]) -> Vec<u8> {
        [&[2, 3, 0x7f, 0x90, 1, 0x7c][..], &instructions.concat(), &END].concat()
    }

    #[test]
    fn every_kind_of_instruction_comes_back_rare_or_frequent() {
        for instruction in INSTRUCTIONS {
            let closed = match instruction[0] {
                0x02 | 0x03 => [instruction, &END].concat(),
                0x0b => continue,
                _ => instruction.to_vec(),
            };
            for times in [1, RARE, 200] {
                let module = module(&[body(&vec![&closed[..]; times]), body(&[])]);
                let parts =
                    split(&module).unwrap_or_else(|error| panic!("{instruction:x?} {error}"));
                assert!(join(&parts).unwrap() == module, "{instruction:x?}");
            }
        }
        let all = body(&INSTRUCTIONS);
        for times in [1, 2, 5] {
            let module = module(&vec![all.clone(); times]);
            assert_eq!(join(&split(&module).unwrap()).unwrap(), module);
        }
    }

    #[test]
    fn like_lies_by_like() {
        let constant = |last| [0x44, 1, 2, 3, 4, 5, 6, 7, last];
        let [one, other] = [constant(8), constant(9)];
        let parts = split(&module(&[body(&[&one, &[0x41, 1], &other])])).unwrap();
        assert_eq!(parts[HEADER..HEADER + 16], [&one[1..], &other[1..]].concat());
    }

    #[test]
    fn what_would_not_come_back_is_an_error() {
        let whole = module(&[body(&[&[0x01]])]);
        assert!(split(&whole).is_ok());
        assert!(split(b"no module").is_err());
        assert!(split(b"\0asm\x01\0\0\0").is_err());
        assert!(split(&module(&[body(&[&[0xff]])])).is_err());
        // A length that is longer than it has to be.
        let at = whole.windows(3).position(|bytes| bytes == [8, 2, 3]).unwrap();
        let mut longer = [&whole[..at], &[0x88, 0], &whole[at + 1..]].concat();
        longer[at - 2] += 1;
        let error = split(&longer).unwrap_err().to_string();
        assert!(error.contains("another one"), "{error}");
    }
}

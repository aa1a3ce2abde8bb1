//! Panics of a page's module become traps.
//!
//! A panic is a bug, and the element takes a trap for one: it says so and calls in no more. So the
//! functions that would format a panic's message need not ship. That is 0.5 kB (gzip) with rustup's
//! std, 2 kB with Debian's, whose formatting is larger.

use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

use crate::error::{Error, Result};

/// A function body of nothing but `unreachable`, with its length before it.
const TRAP: [u8; 4] = [3, 0, 0x00, 0x0b];

/// Parts of the names of functions that only panic.
const PANICS: [&str; 11] = [
    "::panicking::panic_fmt",
    "::panicking::panic_bounds_check",
    "::panicking::panic_const",
    "::unwrap_failed",
    "::expect_failed",
    "::assert_failed",
    "::slice_index_fail",
    "::len_mismatch_fail",
    "::handle_error",
    "::capacity_overflow",
    "::handle_alloc_error",
];

/// The module with traps in place of all that only panics. It has to have its names.
pub fn cut(module: &[u8]) -> Result<Vec<u8>> {
    let unreadable = |error| Error::new(format!("the compiled module cannot be read: {error}"));
    let mut imported = 0;
    let mut panics = Vec::new();
    let mut code = None;
    let mut bodies = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        match payload.map_err(unreadable)? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    let import = import.map_err(unreadable)?;
                    imported += usize::from(matches!(import.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionStart { unchecked_range, .. } => code = Some(unchecked_range),
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(names) = section.as_known() {
                    for group in names {
                        let Name::Function(functions) = group.map_err(unreadable)? else {
                            continue;
                        };
                        for naming in functions {
                            let naming = naming.map_err(unreadable)?;
                            if PANICS.iter().any(|part| naming.name.contains(part)) {
                                panics.push(usize::try_from(naming.index).unwrap_or(usize::MAX));
                            }
                        }
                    }
                }
            }
            _ => {}
        }
    }
    let (Some(code), false) = (code, panics.is_empty()) else {
        return Err(Error::new("the compiled module names no function that panics."));
    };
    let mut section = length(bodies.len());
    for (index, body) in bodies.into_iter().enumerate() {
        if panics.contains(&(imported + index)) {
            section.extend(TRAP);
        } else {
            section.extend(length(body.len()));
            section.extend(body);
        }
    }
    let [start, end] = [code.start, code.end].map(|at| usize::try_from(at).unwrap_or(usize::MAX));
    // The section's own length lies before what the parser calls its range.
    let before = start.saturating_sub(length(end - start).len());
    let (Some(first), Some(rest)) = (module.get(..before), module.get(end..)) else {
        return Err(Error::new("the compiled module ends too soon."));
    };
    Ok([first, &length(section.len()), &section, rest].concat())
}

/// A length as WebAssembly writes it (LEB128).
pub(crate) fn length(mut number: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let byte = u8::try_from(number & 0x7f).unwrap_or_default();
        number >>= 7;
        if number == 0 {
            bytes.push(byte);
            return bytes;
        }
        bytes.push(byte | 0x80);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One function type, two functions of it that return, and their names.
    fn module(second: &str) -> Vec<u8> {
        let mut module = b"\0asm\x01\0\0\0".to_vec();
        module.extend([1, 4, 1, 0x60, 0, 0]);
        module.extend([3, 3, 2, 0, 0]);
        module.extend([10, 7, 2, 2, 0, 0x0b, 2, 0, 0x0b]);
        let mut names = vec![2, 0, 1, b'f', 1];
        names.extend(length(second.len()));
        names.extend(second.as_bytes());
        let mut custom = vec![4];
        custom.extend(b"name");
        custom.push(1);
        custom.extend(length(names.len()));
        custom.extend(names);
        module.push(0);
        module.extend(length(custom.len()));
        module.extend(custom);
        module
    }

    #[test]
    fn what_only_panics_is_a_trap_and_the_rest_stays() {
        let before = module("core[1f]::panicking::panic_fmt");
        let after = cut(&before).unwrap();
        let code = [10, 8, 2, 2, 0, 0x0b, 3, 0, 0x00, 0x0b];
        assert!(after.windows(code.len()).any(|part| part == code), "{after:?}");
        assert_eq!(after.len(), before.len() + 1);
        assert!(Parser::new(0).parse_all(&after).all(|payload| payload.is_ok()));
    }

    #[test]
    fn a_module_without_names_is_an_error() {
        assert!(cut(&module("g")).is_err());
        assert!(cut(b"no module").is_err());
    }
}

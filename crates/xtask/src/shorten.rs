//! Short names on both sides of the boundary between module and glue.
//!
//! wasm-bindgen names every import with a hash, and both files carry every name. wasm-opt gives
//! them one letter or two and tells which, and the glue is rewritten to match: 2.8 kB (gzip) of
//! the 60 that a page may have.

use serde_json::Value;

use crate::error::{Error, Result};

/// Rewrites the glue that wasm-bindgen made by the map that wasm-opt printed: `{"imports":
/// [[module, name, short], …], "exports": [[name, short], …]}`.
pub fn glue(glue: &str, map: &str) -> Result<String> {
    let map: Value = serde_json::from_str(map)
        .map_err(|error| Error::new(format!("wasm-opt printed no map of names: {error}")))?;
    let mut glue = glue.to_owned();
    for entry in list(&map, "imports") {
        let [module, name, short] = texts(entry)?;
        glue = glue.replace(&format!("\"{module}\""), "\"a\"");
        glue = renamed(&glue, (" ", name, ": function"), short).ok_or_else(|| missing(name))?;
    }
    for entry in list(&map, "exports") {
        let [name, short] = texts(entry)?;
        // Not every export is called by the glue.
        glue = renamed(&glue, ("wasm.", name, ""), short).unwrap_or(glue);
    }
    Ok(glue)
}

/// Takes from wasm-bindgen's types the names that the module no longer has, and has them know
/// `Symbol.dispose`, which not every reader's settings do.
pub fn types(types: &str) -> Result<String> {
    const EXPORTS: &str = "export interface InitOutput {";
    let rest = types.split_once(EXPORTS).and_then(|(before, exports)| {
        exports.split_once("\n}\n").map(|(_, after)| (before, after))
    });
    let Some((before, after)) = rest else {
        return Err(Error::new(format!("wasm-bindgen's types have no `{EXPORTS} … }}`.")));
    };
    Ok(format!("/// <reference lib=\"esnext.disposable\" />\n{before}{EXPORTS}}}\n{after}"))
}

fn list<'a>(map: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    map.get(key).and_then(Value::as_array).into_iter().flatten()
}

fn texts<const N: usize>(entry: &Value) -> Result<[&str; N]> {
    let texts: Vec<&str> =
        entry.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    texts
        .try_into()
        .map_err(|_| Error::new(format!("wasm-opt's map of names has an odd entry: {entry}")))
}

fn missing(name: &str) -> Error {
    Error::new(format!("wasm-bindgen's glue does not define {name}, which the module imports."))
}

/// Replaces the name between `before` and `after` wherever it is a whole word; none if it is
/// nowhere.
fn renamed(glue: &str, (before, name, after): (&str, &str, &str), short: &str) -> Option<String> {
    let wanted = format!("{before}{name}{after}");
    let is_word = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '$');
    let mut pieces = glue.split(&wanted);
    let mut renamed = pieces.next()?.to_owned();
    let mut count = 0;
    for piece in pieces {
        if after.is_empty() && piece.starts_with(is_word) {
            renamed.push_str(&wanted);
        } else {
            count += 1;
            renamed.push_str(before);
            renamed.push_str(short);
            renamed.push_str(after);
        }
        renamed.push_str(piece);
    }
    (count > 0).then_some(renamed)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE: &str =
        r#"wasm.run(); wasm.runner(); return { "./d_bg.js": { __wbg_now_12: function() {} } }"#;

    #[test]
    fn imports_and_exports_take_the_names_that_the_module_has() {
        let map = r#"{"imports": [["./d_bg.js", "__wbg_now_12", "$"]],
                      "exports": [["run", "b"], ["memory", "c"], ["runner", "d"]]}"#;
        let short = glue(GLUE, map).unwrap();
        assert_eq!(short, r#"wasm.b(); wasm.d(); return { "a": { $: function() {} } }"#);
    }

    #[test]
    fn types_do_not_name_what_has_other_names_now() {
        let made = "a\nexport interface InitOutput {\n    readonly run: () => void;\n}\nb\n";
        let cut = types(made).unwrap();
        assert!(cut.ends_with("/>\na\nexport interface InitOutput {}\nb\n"), "{cut}");
        assert!(types("a\nb").is_err());
    }

    #[test]
    fn an_import_that_the_glue_does_not_define_is_an_error() {
        let map = r#"{"imports": [["./d_bg.js", "__wbg_then_12", "$"]], "exports": []}"#;
        assert!(glue(GLUE, map).unwrap_err().to_string().contains("__wbg_then_12"));
        assert!(glue(GLUE, "no JSON").is_err());
    }
}

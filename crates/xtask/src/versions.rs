//! The versions of the tools, read from the one place where each is pinned.

use serde_json::Value;

use crate::error::{Error, Result};

/// The version that the workspace manifest pins for `tool` under
/// `[workspace.metadata.tools]`, from the output of `cargo metadata`.
pub fn pinned<'a>(metadata: &'a Value, tool: &str) -> Result<&'a str> {
    metadata["metadata"]["tools"][tool].as_str().ok_or_else(|| {
        Error::new(format!(
            "Cargo.toml does not pin `{tool}`; add `{tool} = \"<version>\"` under \
             [workspace.metadata.tools]."
        ))
    })
}

/// The version of `package` in the text of a Cargo.lock.
pub fn locked<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines();
    lines.find(|line| *line == name)?;
    lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')
}

/// Whether what a tool printed for `--version` names exactly this version.
pub fn is_version(printed: &str, version: &str) -> bool {
    printed.split_whitespace().any(|word| word.strip_prefix('v').unwrap_or(word) == version)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn pins_come_from_the_workspace_metadata() {
        let metadata = json!({ "metadata": { "tools": { "trunk": "0.21.14" } } });
        assert_eq!(pinned(&metadata, "trunk"), Ok("0.21.14"));
        let error = pinned(&metadata, "binaryen").unwrap_err().to_string();
        assert!(error.contains("binaryen = "), "{error}");
        assert!(pinned(&json!({ "metadata": null }), "trunk").is_err());
    }

    #[test]
    fn the_lock_file_is_searched_for_the_whole_name() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.1.0\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"x\"\n";
        assert_eq!(locked(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked(lock, "wasm"), None);
    }

    #[test]
    fn a_printed_version_must_match_whole() {
        assert!(is_version("wasm-bindgen 0.2.130\n", "0.2.130"));
        assert!(is_version("wasm-opt version 132 (version_132)", "132"));
        assert!(is_version("v5.9.3", "5.9.3"));
        assert!(!is_version("trunk 0.21.140", "0.21.14"));
    }
}

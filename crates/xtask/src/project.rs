//! The checkout: its folders, and the versions that it pins.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::process;

/// The target of the page.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// The checkout that the task runner belongs to.
pub(crate) struct Project {
    /// The folder with the workspace's Cargo.toml.
    pub(crate) root: PathBuf,
    /// Where cargo builds.
    pub(crate) target: PathBuf,
    metadata: Value,
}

impl Project {
    /// Reads the checkout's manifest.
    pub(crate) fn open() -> Result<Self> {
        let root = fs::canonicalize(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
            .context("the checkout is not where the task runner was built")?;
        let metadata = process::output(
            process::command("cargo")
                .args(["metadata", "--no-deps", "--format-version", "1"])
                .current_dir(&root),
        )?;
        let metadata: Value =
            serde_json::from_str(&metadata).context("`cargo metadata` wrote no JSON")?;
        let target = metadata["target_directory"].as_str().map(PathBuf::from);
        let target = target.unwrap_or_else(|| root.join("target"));
        Ok(Self { root, target, metadata })
    }

    /// The scripts, with the manifest of the package and of the tools that make it.
    pub(crate) fn www(&self) -> PathBuf {
        self.root.join("www")
    }

    /// The built page.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// The package folder. It is not under [`Project::target`], which may lie elsewhere, because
    /// index.html names this folder.
    pub(crate) fn npm(&self) -> PathBuf {
        self.root.join("target/npm")
    }

    /// The folder for the output of wasm-bindgen and wasm-opt, which the scripts use; www/tsconfig.json
    /// names it.
    pub(crate) fn glue(&self) -> PathBuf {
        self.root.join("target/glue")
    }

    /// The pinned version of a Rust tool, under `[workspace.metadata.tools]` in Cargo.toml.
    pub(crate) fn pinned(&self, tool: &str) -> Result<String> {
        let version = self.metadata["metadata"]["tools"][tool].as_str().map(str::to_owned);
        version.with_context(|| {
            format!("Cargo.toml has no version of `{tool}` under [workspace.metadata.tools]")
        })
    }

    /// The version of the wasm-bindgen crate; wasm-bindgen's program must have the same.
    pub(crate) fn wasm_bindgen(&self) -> Result<String> {
        let lock = fs::read_to_string(self.root.join("Cargo.lock"))
            .context("Cargo.lock could not be read")?;
        let version = locked(&lock, "wasm-bindgen").map(str::to_owned);
        version.context("Cargo.lock does not name wasm-bindgen; restore it from version control")
    }
}

/// The version of `package` in the text of a Cargo.lock.
fn locked<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines();
    lines.find(|line| *line == name)?;
    lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_file_is_searched_for_the_whole_name() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.1.0\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"x\"\n";
        assert_eq!(locked(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked(lock, "wasm"), None);
    }

    #[test]
    fn this_checkout_is_found_with_its_pins() {
        let project = Project::open().unwrap();
        assert!(project.root.join("crates/xtask").is_dir());
        assert!(project.wasm_bindgen().unwrap().starts_with("0.2."));
        assert!(project.pinned("trunk").is_ok());
        let error = project.pinned("no-such-tool").unwrap_err().to_string();
        assert!(error.contains("`no-such-tool`"), "{error}");
    }
}

//! The checkout: its folders, its pins, its test targets.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::error::{Error, Result};
use crate::{process, versions};

/// The checkout that the task runner belongs to.
pub struct Project {
    /// The folder of the workspace's Cargo.toml.
    pub root: PathBuf,
    /// Where cargo builds.
    pub target: PathBuf,
    metadata: Value,
}

impl Project {
    /// Reads the checkout's manifest.
    pub fn open() -> Result<Self> {
        let root = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
        let root = fs::canonicalize(&root).map_err(|error| Error::file("find", &root, &error))?;
        let metadata = process::output(
            process::command("cargo")
                .args(["metadata", "--no-deps", "--format-version", "1"])
                .current_dir(&root),
        )?;
        let metadata: Value = serde_json::from_str(&metadata)
            .map_err(|error| Error::new(format!("`cargo metadata` wrote no JSON: {error}")))?;
        let target = metadata["target_directory"].as_str().map(PathBuf::from);
        let target = target.unwrap_or_else(|| root.join("target"));
        Ok(Self { root, target, metadata })
    }

    /// The built page.
    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// The package folder. Not under [`Project::target`], which may lie elsewhere:
    /// index.html names this one.
    pub fn npm(&self) -> PathBuf {
        self.root.join("target/npm")
    }

    /// Where wasm-bindgen puts what the scripts are made of.
    pub fn glue(&self) -> PathBuf {
        self.root.join("target/glue")
    }

    /// The version pinned for a tool that no Cargo.lock names.
    pub fn pinned(&self, tool: &str) -> Result<&str> {
        versions::pinned(&self.metadata, tool)
    }

    /// The version of the wasm-bindgen crate, which its command line must equal.
    pub fn wasm_bindgen(&self) -> Result<String> {
        let path = self.root.join("Cargo.lock");
        let lock = fs::read_to_string(&path).map_err(|error| Error::file("read", &path, &error))?;
        versions::locked(&lock, "wasm-bindgen").map(str::to_owned).ok_or_else(|| {
            Error::new("Cargo.lock does not name wasm-bindgen; restore it from version control.")
        })
    }

    /// The names of the workspace's integration test targets.
    pub fn integration_tests(&self) -> Vec<String> {
        integration_tests(&self.metadata)
    }
}

fn integration_tests(metadata: &Value) -> Vec<String> {
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let targets = packages.filter_map(|package| package["targets"].as_array()).flatten();
    targets
        .filter(|target| target["kind"][0] == "test")
        .filter_map(|target| target["name"].as_str().map(str::to_owned))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn integration_tests_are_told_from_other_targets() {
        let metadata = json!({ "packages": [
            { "targets": [{ "kind": ["lib"], "name": "a" }, { "kind": ["test"], "name": "browser" }] },
            { "targets": [{ "kind": ["bin"], "name": "b" }, { "kind": ["test"], "name": "torch" }] },
        ] });
        assert_eq!(integration_tests(&metadata), ["browser", "torch"]);
    }

    #[test]
    fn this_checkout_is_found_with_all_its_pins() {
        let project = Project::open().unwrap();
        assert!(project.root.join("crates/xtask").is_dir());
        assert!(project.wasm_bindgen().unwrap().starts_with("0.2."));
        for tool in ["trunk", "geckodriver", "binaryen", "typescript"] {
            assert!(!project.pinned(tool).unwrap().is_empty());
        }
    }
}

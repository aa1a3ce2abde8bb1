//! A small project of `tests/frameworks`, with the packed package installed and what
//! `docs/embedding.md` says pasted.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::document::snippets;
use crate::files::{copy, run, write};
use crate::package::installed::{installed, npm};

/// A project, in a folder of its own, which keeps its npm packages from one run of tests to the next.
pub(crate) struct Project {
    pub(crate) folder: PathBuf,
}

impl Project {
    /// Makes the project anew. Each of `pasted` is a file, and the section of the document and the
    /// language there that have its content; of two of the same language the first is the document's first.
    pub(crate) fn new(name: &str, pasted: &[(&str, &str, &str)]) -> Self {
        let from = crate::files::folder(&format!("frameworks/{name}"));
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("frameworks").join(name);
        let is_installed = folder.join("node_modules/.package-lock.json").exists()
            && fs::read(folder.join("package-lock.json")).ok()
                == fs::read(from.join("package-lock.json")).ok();
        clear(&folder, is_installed);
        copy(&from, &folder);
        for (index, (file, section, language)) in pasted.iter().enumerate() {
            let is_alike = |(_, of, in_): &&(&str, &str, &str)| (of, in_) == (section, language);
            let nth = pasted[..index].iter().filter(is_alike).count();
            write(&folder.join(file), &snippets(section, language)[nth]);
        }
        let quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
        if !is_installed {
            run(npm().arg("ci").args(quiet).current_dir(&folder));
        }
        // As its users install it; the lock file does not know of it.
        let mut ours = npm();
        ours.args(["install", "--no-save", "--offline"]).args(quiet);
        run(ours.arg(&installed().archive).current_dir(&folder));
        Self { folder }
    }

    /// A program of the project's npm packages.
    pub(crate) fn program(&self, name: &str) -> Command {
        let program = self.folder.join("node_modules/.bin").join(name);
        let mut command =
            Command::new(if cfg!(windows) { program.with_extension("cmd") } else { program });
        command.current_dir(&self.folder);
        // No framework is to report to its makers, or to colour what a test prints.
        for name in ["NEXT_TELEMETRY_DISABLED", "ASTRO_TELEMETRY_DISABLED", "NO_COLOR"] {
            command.env(name, "1");
        }
        command
    }

    /// Runs a program of the project, which is to end well and to warn of nothing.
    pub(crate) fn run(&self, name: &str, arguments: &[&str]) {
        let printed = run(self.program(name).args(arguments));
        let printed = printed.to_lowercase();
        assert!(!printed.contains("warn"), "{name} warns:\n{printed}");
    }
}

/// Empties a project's folder, but for its npm packages if they are to stay.
fn clear(folder: &Path, keep_packages: bool) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.unwrap().path();
        if keep_packages && path.file_name() == Some(OsStr::new("node_modules")) {
            continue;
        }
        let removed =
            if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        removed.unwrap();
    }
}

//! Files, folders and programs, as the tests of the package need them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A folder of the tests.
pub(crate) fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// A program of the npm packages that the tests (`"."`) or the scripts (`"../www"`) name.
pub(crate) fn program(of: &str, name: &str) -> Command {
    let program = folder(of).join("node_modules/.bin").join(name);
    let help = "`npm ci --ignore-scripts` in that folder brings it, as `cargo xtask test` does";
    assert!(program.exists(), "there is no {}; {help}", program.display());
    Command::new(if cfg!(windows) { program.with_extension("cmd") } else { program })
}

/// Every file in a folder and those under it, in order of path.
pub(crate) fn list(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files.extend(list(&path)) } else { files.push(path) }
    }
    files.sort();
    files
}

/// Writes a file, making the folders above it.
pub(crate) fn write(path: &Path, content: impl AsRef<[u8]>) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, content).unwrap();
}

/// Copies a file, making the folders above the new one, or a folder with all that is in it.
pub(crate) fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        for file in list(from) {
            copy(&file, &to.join(file.strip_prefix(from).unwrap()));
        }
    } else {
        write(to, fs::read(from).unwrap());
    }
}

/// Copies a file with a piece of its text replaced.
pub(crate) fn copy_replaced(from: &Path, to: &Path, piece: &str, by: &str) {
    let text = fs::read_to_string(from).unwrap();
    assert!(text.contains(piece), "{} has no {piece}", from.display());
    write(to, text.replace(piece, by));
}

/// Runs a command that is to end well, and returns what it printed.
pub(crate) fn run(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let printed = [&*output.stdout, &*output.stderr].map(String::from_utf8_lossy).concat();
    assert!(output.status.success(), "{command:?}\n{printed}");
    printed
}

//! The tools that are npm packages. A package.json names them and its lock file pins them: www/ has the
//! tools that make the package, and tests/ has those that test and measure it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::process;

/// Installs the packages of `folder`'s lock file into its `node_modules`, unless that has been done.
pub(crate) fn install(folder: &Path) -> Result<()> {
    if is_installed(folder) {
        return Ok(());
    }
    println!("Installing the npm packages of {} (a few seconds)", folder.display());
    let mut npm = command("npm");
    // No package needs its install script: esbuild's only saves a start of Node.
    npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
    process::run(npm.current_dir(folder)).context(
        "npm's packages could not be installed; is Node.js there, and npm's registry reached?",
    )
}

/// A program of the packages that [`install`] has put into `folder`.
pub(crate) fn program(folder: &Path, name: &str) -> Command {
    command(folder.join("node_modules/.bin").join(name))
}

/// npm's programs are batch files on Windows.
pub(crate) fn command(program: impl Into<PathBuf>) -> Command {
    let program = program.into();
    process::command(if cfg!(windows) { program.with_extension("cmd") } else { program })
}

/// Whether npm's own note of what it installed is newer than the lock file.
fn is_installed(folder: &Path) -> bool {
    let modified =
        |name: &str| fs::metadata(folder.join(name)).and_then(|file| file.modified()).ok();
    match (modified("package-lock.json"), modified("node_modules/.package-lock.json")) {
        (Some(lock), Some(installed)) => installed >= lock,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files;
    use std::time::{Duration, SystemTime};

    #[test]
    fn what_the_lock_file_changes_is_installed_anew() {
        let folder = std::env::temp_dir().join(format!("xtask-npm-{}", std::process::id()));
        files::create(&folder.join("node_modules")).unwrap();
        files::write(&folder.join("package-lock.json"), b"{}").unwrap();
        assert!(!is_installed(&folder));
        files::write(&folder.join("node_modules/.package-lock.json"), b"{}").unwrap();
        assert!(is_installed(&folder));
        let lock = fs::File::options().write(true).open(folder.join("package-lock.json")).unwrap();
        lock.set_modified(SystemTime::now() + Duration::from_secs(60)).unwrap();
        assert!(!is_installed(&folder));
        files::remove(&folder).unwrap();
    }
}

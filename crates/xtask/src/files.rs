//! Files and folders, with errors that name them.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// Copies one file, and makes the folders above the new one.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<()> {
    if let Some(folder) = to.parent() {
        create(folder)?;
    }
    fs::copy(from, to)
        .with_context(|| format!("{} could not be copied to {}", from.display(), to.display()))?;
    Ok(())
}

pub(crate) fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("{} could not be read", path.display()))
}

pub(crate) fn write(path: &Path, content: &[u8]) -> Result<()> {
    fs::write(path, content).with_context(|| format!("{} could not be written", path.display()))
}

/// Makes a folder and those above it.
pub(crate) fn create(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)
        .with_context(|| format!("the folder {} could not be made", folder.display()))
}

/// Removes a folder with its contents, if it exists.
pub(crate) fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error)
            .with_context(|| format!("the folder {} could not be removed", folder.display())),
        _ => Ok(()),
    }
}

/// Makes `folder` under a temporary name and renames it when `fill` has succeeded, so that a folder of
/// this name is always complete.
pub(crate) fn make_whole(folder: &Path, fill: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    let mut name = folder.file_name().unwrap_or_default().to_owned();
    // The process number separates two runs at the same time.
    name.push(format!(".partial-{}", std::process::id()));
    let partial = folder.with_file_name(name);
    remove(&partial)?;
    create(&partial)?;
    let made = fill(&partial).and_then(|()| {
        remove(folder)?;
        fs::rename(&partial, folder)
            .with_context(|| format!("the folder {} could not be made", folder.display()))
    });
    if made.is_err() {
        // The first error is the one to report.
        let _ = remove(&partial);
    }
    made
}

/// The cache folder of a tool of that name and version. It is outside of the checkout, so that a clean
/// checkout finds it, and an old version is never taken for a new one.
pub(crate) fn cache(name: &str, version: &str) -> Result<PathBuf> {
    // The XDG specification says to ignore relative values.
    let xdg = env::var_os("XDG_CACHE_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let cache = xdg.or_else(|| env::home_dir().map(|home| home.join(".cache")));
    let cache = cache.context("no home folder is known; set HOME or XDG_CACHE_HOME")?;
    Ok(cache.join("downhill").join(format!("{name}-{version}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::bail;

    #[test]
    fn a_folder_is_replaced_whole_or_not_at_all() {
        let scratch = env::temp_dir().join(format!("xtask-files-{}", std::process::id()));
        let folder = scratch.join("made");
        make_whole(&folder, |partial| write(&partial.join("a"), b"1")).unwrap();
        let failed = make_whole(&folder, |partial| {
            write(&partial.join("b"), b"2")?;
            bail!("no")
        });
        assert_eq!(failed.unwrap_err().to_string(), "no");
        let names = |folder: &Path| -> Vec<_> {
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect()
        };
        assert_eq!(names(&folder), ["a"]);
        assert_eq!(names(&scratch), ["made"]);
        make_whole(&folder, |partial| write(&partial.join("b"), b"2")).unwrap();
        assert_eq!(names(&folder), ["b"]);
        remove(&scratch).unwrap();
    }
}

//! Folders: listing them, copying them, and putting whole ones in place.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// Every file under `folder`, in order of path.
pub fn list(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    collect(folder, &mut files).map_err(|error| Error::file("read", folder, &error))?;
    files.sort();
    Ok(files)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

/// Copies one file, making the folders above the new one.
pub fn copy(from: &Path, to: &Path) -> Result<()> {
    if let Some(folder) = to.parent() {
        create(folder)?;
    }
    fs::copy(from, to).map(|_| ()).map_err(|error| Error::file("copy to", to, &error))
}

/// The text of one file.
pub fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|error| Error::file("read", path, &error))
}

/// Writes one file.
pub fn write(path: &Path, content: &[u8]) -> Result<()> {
    fs::write(path, content).map_err(|error| Error::file("write", path, &error))
}

/// Makes a folder and those above it.
pub fn create(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).map_err(|error| Error::file("create", folder, &error))
}

/// Removes a folder with all that is in it, if it is there.
pub fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(Error::file("remove", folder, &error))
        }
        _ => Ok(()),
    }
}

/// Makes `folder` by way of a sibling that is renamed when `fill` has succeeded, so
/// that a folder of this name is always a whole one.
pub fn make_whole(folder: &Path, fill: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    let mut name = folder.file_name().unwrap_or_default().to_owned();
    // The process number keeps two runs at the same time apart.
    name.push(format!(".partial-{}", std::process::id()));
    let partial = folder.with_file_name(name);
    remove(&partial)?;
    create(&partial)?;
    let made = fill(&partial).and_then(|()| {
        remove(folder)?;
        fs::rename(&partial, folder).map_err(|error| Error::file("create", folder, &error))
    });
    if made.is_err() {
        // The first error is the one to report.
        let _ = remove(&partial);
    }
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scratch(test: &str) -> PathBuf {
        std::env::temp_dir().join(format!("xtask-files-{test}-{}", std::process::id()))
    }

    #[test]
    fn a_failed_fill_leaves_the_old_folder() {
        let parent = scratch("whole");
        let folder = parent.join("tool");
        make_whole(&folder, |partial| write(&partial.join("a"), b"1")).unwrap();
        let failed = make_whole(&folder, |partial| {
            write(&partial.join("b"), b"2")?;
            Err(Error::new("no"))
        });
        assert_eq!(failed, Err(Error::new("no")));
        assert_eq!(list(&parent).unwrap(), [folder.join("a")]);
        remove(&parent).unwrap();
    }

    #[test]
    fn a_second_fill_replaces_the_first() {
        let parent = scratch("replace");
        let folder = parent.join("tool");
        make_whole(&folder, |partial| write(&partial.join("a"), b"1")).unwrap();
        make_whole(&folder, |partial| copy(&folder.join("a"), &partial.join("sub/b"))).unwrap();
        assert_eq!(list(&parent).unwrap(), [folder.join("sub/b")]);
        remove(&parent).unwrap();
        remove(&parent).unwrap();
    }
}

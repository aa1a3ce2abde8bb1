//! Where the tools are kept: outside the checkout, so that a clean checkout finds
//! them, by name and version, so that an old one is never taken for a new one.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

use crate::error::{Error, Result};

/// The project's folder in the user's cache.
pub fn folder() -> Result<PathBuf> {
    folder_from(env::var_os("XDG_CACHE_HOME"), env::home_dir())
        .ok_or_else(|| Error::new("no home folder is known; set HOME or XDG_CACHE_HOME."))
}

/// The folder of one tool.
pub fn tool(name: &str, version: &str) -> Result<PathBuf> {
    Ok(folder()?.join(format!("{name}-{version}")))
}

fn folder_from(xdg: Option<OsString>, home: Option<PathBuf>) -> Option<PathBuf> {
    // The XDG specification has relative values ignored.
    let xdg = xdg.map(PathBuf::from).filter(|path| path.is_absolute());
    let home = home.filter(|path| path.is_absolute());
    xdg.or_else(|| home.map(|home| home.join(".cache"))).map(|cache| cache.join("downhill"))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn the_xdg_folder_comes_first() {
        let home = || Some(PathBuf::from("/home/a"));
        let cases = [
            (Some("/var/cache"), home(), Some("/var/cache/downhill")),
            (Some(""), home(), Some("/home/a/.cache/downhill")),
            (Some("relative"), home(), Some("/home/a/.cache/downhill")),
            (None, home(), Some("/home/a/.cache/downhill")),
            (None, None, None),
        ];
        for (xdg, home, expected) in cases {
            assert_eq!(folder_from(xdg.map(OsString::from), home), expected.map(PathBuf::from));
        }
    }

    #[test]
    fn a_tool_is_kept_by_name_and_version() {
        assert!(tool("trunk", "0.21.14").unwrap().ends_with("downhill/trunk-0.21.14"));
    }
}

//! Finding programs on PATH.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// The first program of these names in the folders of `path`, which is written as
/// PATH is. An earlier name wins over an earlier folder.
pub fn first_in(path: &OsStr, names: &[&str]) -> Option<PathBuf> {
    names.iter().find_map(|name| {
        let file = format!("{name}{}", env::consts::EXE_SUFFIX);
        env::split_paths(path).map(|folder| folder.join(&file)).find(|file| is_program(file))
    })
}

/// The first program of these names on this process's PATH.
pub fn on_path(names: &[&str]) -> Option<PathBuf> {
    first_in(&env::var_os("PATH").unwrap_or_default(), names)
}

/// Whether a file is there that can be run.
#[cfg(unix)]
pub fn is_program(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    file.metadata().is_ok_and(|meta| meta.is_file() && meta.permissions().mode() & 0o111 != 0)
}

/// Whether a file is there that can be run.
#[cfg(not(unix))]
pub fn is_program(file: &Path) -> bool {
    file.is_file()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use std::fs;

    /// A folder of empty programs, removed on drop.
    pub(crate) struct Programs(PathBuf);

    impl Programs {
        pub(crate) fn new(test: &str, names: &[&str]) -> Self {
            let folder = env::temp_dir().join(format!("xtask-{test}-{}", std::process::id()));
            fs::create_dir_all(&folder).unwrap();
            for name in names {
                let file = folder.join(format!("{name}{}", env::consts::EXE_SUFFIX));
                fs::write(&file, "").unwrap();
                make_program(&file);
            }
            Self(folder)
        }

        pub(crate) fn folder(&self) -> &Path {
            &self.0
        }
    }

    impl Drop for Programs {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[cfg(unix)]
    fn make_program(file: &Path) {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(file, fs::Permissions::from_mode(0o755)).unwrap();
    }

    #[cfg(not(unix))]
    fn make_program(_: &Path) {}

    #[test]
    fn the_first_name_in_the_first_folder_wins() {
        let one = Programs::new("lookup-one", &["firefox-esr"]);
        let two = Programs::new("lookup-two", &["firefox", "firefox-esr"]);
        let path = env::join_paths([one.folder(), two.folder()]).unwrap();
        let suffix = env::consts::EXE_SUFFIX;
        assert_eq!(
            first_in(&path, &["firefox-esr"]),
            Some(one.folder().join(format!("firefox-esr{suffix}")))
        );
        assert_eq!(
            first_in(&path, &["firefox", "firefox-esr"]),
            Some(two.folder().join(format!("firefox{suffix}")))
        );
        assert_eq!(first_in(&path, &["chromium"]), None);
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_cannot_be_run_is_no_program() {
        let programs = Programs::new("lookup-mode", &[]);
        fs::write(programs.folder().join("chromium"), "").unwrap();
        assert_eq!(first_in(programs.folder().as_os_str(), &["chromium"]), None);
    }
}

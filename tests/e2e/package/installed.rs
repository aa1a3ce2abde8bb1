//! A site that has the packed package installed, and the tools that sites are built with.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use crate::files::{copy, folder, program, run, write};

/// All of it, made once for all tests.
pub(crate) struct Installed {
    /// What `npm publish` would publish.
    pub(crate) archive: PathBuf,
    /// The folder of tests/package, with the package in its `node_modules`.
    pub(crate) site: PathBuf,
}

static INSTALLED: LazyLock<Installed> = LazyLock::new(Installed::make);

/// The one site of these tests.
pub(crate) fn installed() -> &'static Installed {
    &INSTALLED
}

impl Installed {
    fn make() -> Self {
        let scratch = Path::new(env!("CARGO_TARGET_TMPDIR")).join("package");
        let site = scratch.join("site");
        let _ = fs::remove_dir_all(&scratch);
        copy(&folder("package"), &site);
        let mut pack = npm();
        pack.args(["pack", "--silent", "--pack-destination"]).arg(&scratch);
        let name = run(pack.current_dir(folder("../target/npm")));
        let archive = scratch.join(name.trim());
        write(&site.join("package.json"), r#"{ "private": true, "type": "module" }"#);
        let mut install = npm();
        install.args(["install", "--offline", "--silent", "--no-audit", "--no-fund"]);
        run(install.arg(&archive).current_dir(&site));
        Self { archive, site }
    }

    /// The package's folder in the site.
    pub(crate) fn package(&self) -> PathBuf {
        self.site.join("node_modules/downhill-race")
    }

    /// An empty folder beside the site.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        let folder = self.site.with_file_name(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    /// A tool of npm's, to be started in the site.
    pub(crate) fn program(&self, name: &str) -> Command {
        // The package is made by these, too.
        let of = if matches!(name, "esbuild" | "tsc") { "../www" } else { "." };
        let mut command = program(of, name);
        command.current_dir(&self.site);
        command
    }
}

/// npm, whose program is a batch file on Windows.
pub(crate) fn npm() -> Command {
    Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" })
}

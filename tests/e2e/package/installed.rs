//! A site that has the packed package installed, and the tools that sites are built with.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use xtask::project::Project;
use xtask::toolchain::Toolchain;
use xtask::tools::{self, Tool};
use xtask::{files, package, process};

use crate::session::folder;

/// All of it, made once for all tests.
pub(super) struct Installed {
    pub(super) project: Project,
    /// What `npm publish` would publish.
    pub(super) archive: PathBuf,
    /// The folder of tests/package, with the package in its `node_modules`.
    pub(super) site: PathBuf,
    tools: Vec<(Tool, PathBuf)>,
    pub(super) typescript: PathBuf,
}

static INSTALLED: LazyLock<Installed> = LazyLock::new(Installed::make);

/// The one site of these tests.
pub(super) fn installed() -> &'static Installed {
    &INSTALLED
}

impl Installed {
    fn make() -> Self {
        let project = Project::open().unwrap();
        let current = Toolchain::current();
        let tools =
            [Tool::TypeScript, Tool::Esbuild, Tool::Vite, Tool::Webpack, Tool::Publint, Tool::Attw]
                .map(|tool| (tool, tool.get(&project, &current).unwrap()));
        let typescript = tools::library("typescript", &project).unwrap();

        let scratch = project.target.join("package-tests");
        let site = scratch.join("site");
        files::remove(&scratch).unwrap();
        copy(&folder("package"), &site);
        let archive = package::archive(&project, &scratch).unwrap();
        let manifest = r#"{ "private": true, "type": "module" }"#;
        files::write(&site.join("package.json"), manifest.as_bytes()).unwrap();
        let mut npm = process::npm();
        npm.args(["install", "--offline", "--silent", "--no-audit", "--no-fund"]);
        process::run(npm.arg(&archive).current_dir(&site)).unwrap();
        Self { project, archive, site, tools: tools.into(), typescript }
    }

    /// The package's folder in the site.
    pub(super) fn package(&self) -> PathBuf {
        self.site.join("node_modules/downhill-race")
    }

    /// An empty folder beside the site.
    pub(super) fn beside(&self, name: &str) -> PathBuf {
        let folder = self.site.with_file_name(name);
        files::remove(&folder).unwrap();
        files::create(&folder).unwrap();
        folder
    }

    /// A tool, to be started in the site.
    pub(super) fn command(&self, tool: Tool) -> Command {
        let (_, program) = self.tools.iter().find(|(known, _)| *known == tool).unwrap();
        let mut command = process::command(&program.to_string_lossy());
        command.current_dir(&self.site);
        command
    }
}

/// Copies a folder with all that is in it.
pub(super) fn copy(from: &Path, to: &Path) {
    for file in files::list(from).unwrap() {
        files::copy(&file, &to.join(file.strip_prefix(from).unwrap())).unwrap();
    }
}

/// Runs a command that is to end well, and returns what it printed.
pub(super) fn run(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let printed = [&*output.stdout, &*output.stderr].map(String::from_utf8_lossy).concat();
    assert!(output.status.success(), "{command:?}\n{printed}");
    printed
}

/// Copies a file with a piece of its text replaced.
pub(super) fn copy_replaced(from: &Path, to: &Path, piece: &str, by: &str) {
    let text = fs::read_to_string(from).unwrap();
    assert!(text.contains(piece), "{} has no {piece}", from.display());
    files::write(to, text.replace(piece, by).as_bytes()).unwrap();
}

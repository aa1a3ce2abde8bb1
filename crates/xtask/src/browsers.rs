//! Browsers and their drivers: those named by the environment, then those on PATH, then Debian's.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::apt;
use crate::project::Project;
use crate::toolchain::Toolchain;
use crate::tools::Tool;

/// The variables by which wasm-bindgen's test runner chooses a browser. It takes the first one that is
/// set, so a run must set exactly one.
const VARIABLES: [&str; 8] = [
    "CHROMEDRIVER",
    "CHROMEDRIVER_REMOTE",
    "GECKODRIVER",
    "GECKODRIVER_REMOTE",
    "MSEDGEDRIVER",
    "MSEDGEDRIVER_REMOTE",
    "SAFARIDRIVER",
    "SAFARIDRIVER_REMOTE",
];

const CHROMIUM: [&str; 4] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const FIREFOX: [&str; 2] = ["firefox", "firefox-esr"];

/// An installed driver, with its browser.
#[derive(Debug)]
pub(crate) struct Driver {
    variable: &'static str,
    program: PathBuf,
    arguments: Option<String>,
}

impl Driver {
    /// Makes a run of tests use this driver and no other.
    pub(crate) fn choose(&self, command: &mut Command) {
        for name in VARIABLES {
            command.env_remove(name);
        }
        command.env(self.variable, &self.program);
        if let Some(arguments) = &self.arguments {
            command.env(format!("{}_ARGS", self.variable), arguments);
        }
    }
}

/// Chromium's driver, with a Chromium or Chrome for it.
pub(crate) fn chromium() -> Result<Driver> {
    let variable = "CHROMEDRIVER";
    let named = named(variable)?;
    if apt::is_here() {
        if first(&CHROMIUM).is_none() {
            apt::install(&["chromium"])?;
        }
        if named.is_none() && first(&["chromedriver"]).is_none() {
            apt::install(&["chromium-driver"])?;
        }
    }
    // A browser that is not on PATH, as in macOS's Applications, is still found by the driver.
    let program = named.or_else(|| first(&["chromedriver"])).context(
        "the tests need Chromium or Chrome and chromedriver: install both, and put the driver on PATH \
         or name it by CHROMEDRIVER",
    )?;
    Ok(Driver { variable, program, arguments: None })
}

/// Firefox's driver, with a Firefox for it.
pub(crate) fn firefox(project: &Project, toolchain: &Toolchain) -> Result<Driver> {
    let variable = "GECKODRIVER";
    if first(&FIREFOX).is_none() && apt::is_here() {
        apt::install(&["firefox-esr"])?;
    }
    let program = match named(variable)?.or_else(|| first(&["geckodriver"])) {
        Some(program) => program,
        None => Tool::Geckodriver.get(project, toolchain)?,
    };
    // The driver itself looks for the name `firefox` only.
    let other = first(&FIREFOX).filter(|path| path.file_stem() != Some("firefox".as_ref()));
    let arguments = other.map(|path| format!("--binary '{}'", path.display()));
    Ok(Driver { variable, program, arguments })
}

/// The program that a variable of the environment names, if it is set.
fn named(variable: &str) -> Result<Option<PathBuf>> {
    let program = env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from);
    if let Some(program) = &program {
        let is_program = which::which(program).is_ok();
        ensure!(is_program, "{variable} names {}, which is no program", program.display());
    }
    Ok(program)
}

/// The first of these programs that is on PATH.
fn first(names: &[&str]) -> Option<PathBuf> {
    names.iter().find_map(|name| which::which(name).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_sees_one_driver_only() {
        let driver = Driver {
            variable: "GECKODRIVER",
            program: "/bin/geckodriver".into(),
            arguments: Some("--binary '/bin/firefox-esr'".to_owned()),
        };
        let mut command = Command::new("true");
        driver.choose(&mut command);
        let set: Vec<_> = command.get_envs().filter(|(_, value)| value.is_some()).collect();
        assert_eq!(set.len(), 2);
        assert!(set.iter().all(|(name, _)| name.to_string_lossy().starts_with("GECKODRIVER")));
        assert!(command.get_envs().any(|(name, value)| name == "CHROMEDRIVER" && value.is_none()));
    }
}

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
/// What gives a screen to a browser that has no mode without one.
const SCREEN: &str = "Xvfb";

/// An installed driver, with its browser.
#[derive(Debug)]
pub(crate) struct Driver {
    variable: &'static str,
    program: PathBuf,
    /// The browser, where the driver would not find it by itself.
    browser: Option<PathBuf>,
}

impl Driver {
    /// Makes a run of tests use this driver and no other.
    pub(crate) fn choose(&self, command: &mut Command) {
        for name in VARIABLES {
            command.env_remove(name);
        }
        self.add(command);
    }

    /// Lets a run of tests use this driver too.
    pub(crate) fn add(&self, command: &mut Command) {
        command.env(self.variable, &self.program);
        if let Some(browser) = &self.browser {
            let arguments = format!("--binary '{}'", browser.display());
            command.env(format!("{}_ARGS", self.variable), arguments);
            // The end-to-end tests name it in what they ask of the driver.
            command.env("FIREFOX", browser);
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
    Ok(Driver { variable, program, browser: None })
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
    Ok(Driver { variable, program, browser: other })
}

/// The variable that names WebKit's driver, and the driver's usual name.
const WEBKIT: (&str, &str) = ("WEBKITDRIVER", "WebKitWebDriver");

/// Whether WebKit's driver is here or can be had. There is one in Debian and most other Linux
/// distributions; Safari's, on macOS, is another, which drives the user's own browser.
pub(crate) fn has_webkit() -> bool {
    apt::is_here() || env::var_os(WEBKIT.0).is_some() || first(&[WEBKIT.1]).is_some()
}

/// WebKitGTK's driver, with its browser and a screen for it.
pub(crate) fn webkit() -> Result<Driver> {
    let (variable, name) = WEBKIT;
    let named = named(variable)?;
    if apt::is_here() {
        if named.is_none() && first(&[name]).is_none() {
            apt::install(&["webkit2gtk-driver"])?;
        }
        if first(&[SCREEN]).is_none() {
            apt::install(&["xvfb"])?;
        }
    }
    let program = named.or_else(|| first(&[name])).with_context(|| {
        format!(
            "the tests in WebKit need WebKitGTK and its driver, {name}: install them, and put the driver \
             on PATH or name it by {variable}"
        )
    })?;
    ensure!(first(&[SCREEN]).is_some(), "the tests in WebKit need {SCREEN} on PATH; install it");
    Ok(Driver { variable, program, browser: None })
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
            browser: Some("/bin/firefox-esr".into()),
        };
        let mut command = Command::new("true");
        driver.choose(&mut command);
        let set: Vec<_> = command.get_envs().filter(|(_, value)| value.is_some()).collect();
        let names: Vec<_> = set.iter().map(|(name, _)| name.to_string_lossy()).collect();
        assert_eq!(names, ["FIREFOX", "GECKODRIVER", "GECKODRIVER_ARGS"]);
        assert!(command.get_envs().any(|(name, value)| name == "CHROMEDRIVER" && value.is_none()));
    }
}

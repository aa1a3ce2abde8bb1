//! Browsers and their drivers: those named by the environment, then those on PATH,
//! then those that Debian has.

use std::env;
use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::Command;

use crate::error::{Error, Result};
use crate::project::Project;
use crate::toolchain::Toolchain;
use crate::tools::Tool;
use crate::{apt, lookup};

/// The variables by which wasm-bindgen's test runner chooses a browser. It takes the
/// first that is set, so a run must set one and no other.
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

/// A browser engine and how it is had.
struct Engine {
    name: &'static str,
    variable: &'static str,
    drivers: &'static [&'static str],
    browsers: &'static [&'static str],
    browser_package: &'static str,
    /// Debian packages no geckodriver; that one is a [`Tool`].
    driver_package: Option<&'static str>,
}

const CHROMIUM: Engine = Engine {
    name: "Chromium",
    variable: "CHROMEDRIVER",
    drivers: &["chromedriver"],
    browsers: &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
    browser_package: "chromium",
    driver_package: Some("chromium-driver"),
};

const FIREFOX: Engine = Engine {
    name: "Firefox",
    variable: "GECKODRIVER",
    drivers: &["geckodriver"],
    browsers: &["firefox", "firefox-esr"],
    browser_package: "firefox-esr",
    driver_package: None,
};

/// A driver that is there, with its browser.
#[derive(Debug)]
pub struct Driver {
    variable: &'static str,
    /// The driver's program.
    pub program: PathBuf,
    args: Option<String>,
}

impl Driver {
    /// Has a run of wasm-bindgen's test runner use this driver and no other.
    pub fn choose(&self, command: &mut Command) {
        for name in VARIABLES {
            command.env_remove(name);
        }
        command.env(self.variable, &self.program);
        if let Some(args) = &self.args {
            command.env(format!("{}_ARGS", self.variable), args);
        }
    }
}

/// Chromium's driver, with a Chromium or Chrome for it.
pub fn chromium() -> Result<Driver> {
    let found = CHROMIUM.get()?;
    let program = found.driver.ok_or_else(|| CHROMIUM.cannot())?;
    Ok(Driver { variable: CHROMIUM.variable, program, args: None })
}

/// Firefox's driver, with a Firefox for it.
pub fn firefox(project: &Project, toolchain: &Toolchain) -> Result<Driver> {
    let found = FIREFOX.get()?;
    let program = match found.driver {
        Some(program) => program,
        None => Tool::Geckodriver.get(project, toolchain)?,
    };
    // The driver itself looks for the name `firefox` only.
    let other_name = found.browser.filter(|path| path.file_stem() != Some(OsStr::new("firefox")));
    let args = other_name.map(|path| format!("--binary '{}'", path.display()));
    Ok(Driver { variable: FIREFOX.variable, program, args })
}

/// What of an engine is there.
#[derive(Debug, PartialEq, Eq)]
struct Found {
    driver: Option<PathBuf>,
    browser: Option<PathBuf>,
}

impl Engine {
    fn get(&self) -> Result<Found> {
        let found = self.look_here()?;
        let missing = self.missing_packages(&found);
        if missing.is_empty() {
            return Ok(found);
        }
        if !apt::is_here() {
            // Off PATH, as in macOS's Applications, the driver still finds its browser.
            return if found.driver.is_some() { Ok(found) } else { Err(self.cannot()) };
        }
        apt::install(&missing)?;
        let found = self.look_here()?;
        if self.missing_packages(&found).is_empty() { Ok(found) } else { Err(self.cannot()) }
    }

    fn look_here(&self) -> Result<Found> {
        let named = env::var_os(self.variable).filter(|value| !value.is_empty());
        self.look(named.as_deref(), &env::var_os("PATH").unwrap_or_default())
    }

    fn look(&self, named: Option<&OsStr>, path: &OsStr) -> Result<Found> {
        let driver = match named.map(PathBuf::from) {
            Some(driver) if lookup::is_program(&driver) => Some(driver),
            Some(driver) => {
                return Err(Error::new(format!(
                    "{} names {}, where there is no program; correct or unset it.",
                    self.variable,
                    driver.display()
                )));
            }
            None => lookup::first_in(path, self.drivers),
        };
        Ok(Found { driver, browser: lookup::first_in(path, self.browsers) })
    }

    fn missing_packages(&self, found: &Found) -> Vec<&'static str> {
        let browser = found.browser.is_none().then_some(self.browser_package);
        let driver = self.driver_package.filter(|_| found.driver.is_none());
        browser.into_iter().chain(driver).collect()
    }

    fn cannot(&self) -> Error {
        Error::new(format!(
            "the tests need {} and its driver: install both, put them on PATH or name the driver \
             in {}, and start again.",
            self.name, self.variable
        ))
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use crate::lookup::tests::Programs;

    #[test]
    fn a_named_driver_comes_before_path() {
        let named = Programs::new("browsers-named", &["my-driver"]);
        let path = Programs::new("browsers-path", &["chromedriver", "google-chrome"]);
        let driver = named.folder().join("my-driver");
        let found = CHROMIUM.look(Some(driver.as_os_str()), path.folder().as_os_str()).unwrap();
        assert_eq!(found.driver, Some(driver));
        assert_eq!(found.browser, Some(path.folder().join("google-chrome")));
        assert!(CHROMIUM.missing_packages(&found).is_empty());
    }

    #[test]
    fn a_named_driver_that_is_not_there_is_an_error() {
        let error = FIREFOX.look(Some("/no/geckodriver".as_ref()), "".as_ref()).unwrap_err();
        assert!(error.to_string().starts_with("GECKODRIVER names /no/geckodriver"), "{error}");
    }

    #[test]
    fn what_is_on_path_is_not_installed() {
        let path = Programs::new("browsers-partly", &["firefox-esr", "chromedriver"]);
        let path = path.folder().as_os_str();
        let firefox = FIREFOX.look(None, path).unwrap();
        assert_eq!(firefox.driver, None);
        assert!(FIREFOX.missing_packages(&firefox).is_empty());
        let chromium = CHROMIUM.look(None, path).unwrap();
        assert_eq!(CHROMIUM.missing_packages(&chromium), ["chromium"]);
        let nothing = CHROMIUM.look(None, "".as_ref()).unwrap();
        assert_eq!(CHROMIUM.missing_packages(&nothing), ["chromium", "chromium-driver"]);
    }

    #[test]
    fn a_run_sees_one_driver_only() {
        let driver = Driver {
            variable: "GECKODRIVER",
            program: "/bin/geckodriver".into(),
            args: Some("--binary '/bin/firefox-esr'".to_owned()),
        };
        let mut command = Command::new("true");
        driver.choose(&mut command);
        let set: Vec<_> = command.get_envs().filter(|(_, value)| value.is_some()).collect();
        assert_eq!(set.len(), 2);
        assert!(set.iter().all(|(name, _)| name.to_string_lossy().starts_with("GECKODRIVER")));
    }
}

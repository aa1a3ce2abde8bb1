//! `cargo xtask test`: every check and every test, and their tally.

use std::env;
use std::process::{Command, ExitCode};
use std::time::Instant;

use anyhow::{Result, anyhow, ensure};

use crate::browsers::{self, Driver};
use crate::package::{self, MODULES, Module};
use crate::project::{Project, WASM};
use crate::tally::{Row, Tally, table};
use crate::toolchain::Toolchain;
use crate::tools::{self, Tool};
use crate::{apt, npm, process, sizes};

/// The end-to-end tests of the package as it is installed, a step of their own.
const PACKAGE: &str = "package::";

/// Runs everything. A failed step stops only the steps that need it.
pub(crate) fn run(project: &Project) -> Result<ExitCode> {
    println!("Checking and testing everything: cold half an hour, warm some minutes");
    let found = Toolchain::find();
    // Without a toolchain for the browser, the other steps still run.
    let no_wasm = found.as_ref().err().map(|error| format!("{error:#}"));
    let toolchain = found.unwrap_or_else(|_| Toolchain::current());
    let rows = Suite { project, toolchain, rows: Vec::new() }.run(no_wasm.as_deref());

    let mut sum = Tally::default();
    for row in &rows {
        sum += row.tally;
    }
    println!("\n{}", table(&rows));
    println!("{sum}");
    Ok(if sum.is_success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

struct Suite<'a> {
    project: &'a Project,
    toolchain: Toolchain,
    rows: Vec<Row>,
}

impl Suite<'_> {
    /// `no_wasm` says why no toolchain builds for the browser, if none does.
    fn run(mut self, no_wasm: Option<&str>) -> Vec<Row> {
        let wasm = || no_wasm.map_or(Ok(()), |why| Err(anyhow!("{why}")));

        self.step("rustfmt", |suite| {
            suite.toolchain.bring_checkers()?;
            suite.check(&["fmt", "--all", "--", "--check"])
        });
        self.step("clippy, native", Self::clippy);
        self.step("clippy, wasm32", |suite| {
            wasm()?;
            suite.clippy_wasm()
        });
        self.step("native tests", Self::native_tests);
        self.step("rustdoc", Self::rustdoc);

        let has_page = self.step("page", |suite| {
            wasm()?;
            package::build_page(suite.project).map(|()| Tally::PASSED)
        });
        let page = || {
            ensure!(
                has_page,
                "the page was not built (see above), so there is nothing to test here"
            );
            Ok(())
        };
        self.step("type check", |suite| {
            page()?;
            let mut tsc = npm::program(&suite.project.www(), "tsc");
            process::run(tsc.arg("-p").arg(suite.project.www())).map(|()| Tally::PASSED)
        });
        self.step("size budget", |suite| {
            page()?;
            sizes::check(suite.project)
        });
        self.step("tests in Chromium", |suite| {
            wasm()?;
            suite.browser_tests(&browsers::chromium()?)
        });
        self.step("tests in Firefox", |suite| {
            wasm()?;
            suite.browser_tests(&browsers::firefox(suite.project, &suite.toolchain)?)
        });
        self.step("end-to-end tests", |suite| {
            page()?;
            suite.end_to_end_tests(&["--skip", PACKAGE])
        });
        self.step("package", |suite| {
            page()?;
            apt::program("jekyll")?;
            suite.end_to_end_tests(&[PACKAGE])
        });
        self.rows
    }

    /// Runs one step and returns whether it succeeded.
    fn step(&mut self, name: &'static str, run: impl FnOnce(&Self) -> Result<Tally>) -> bool {
        println!("\n=== {name}");
        let start = Instant::now();
        let tally = run(self).unwrap_or_else(|error| {
            println!("error: {error:#}");
            Tally::FAILED
        });
        self.rows.push(Row { name, tally, time: start.elapsed() });
        tally.is_success()
    }

    fn cargo(&self, args: &[&str]) -> Command {
        let mut command = self.toolchain.command("cargo");
        command.args(args).current_dir(&self.project.root);
        command
    }

    fn check(&self, args: &[&str]) -> Result<Tally> {
        process::run(&mut self.cargo(args)).map(|()| Tally::PASSED)
    }

    fn clippy(&self) -> Result<Tally> {
        self.check(&["clippy", "--workspace", "--all-targets", "--", "-Dwarnings"])?;
        // cargo runs these tests only when they are named, and does not include them in all targets.
        self.check(&["clippy", "--package", "downhill-tests", "--test", "e2e", "--", "-Dwarnings"])
    }

    fn clippy_wasm(&self) -> Result<Tally> {
        let mut clippy = self.toolchain.wasm_command("cargo");
        clippy
            .args(["clippy", "--all-targets", "--target", WASM])
            .args(["--package", "downhill-web", "--package", "downhill-bundle"])
            .args(["--package", "downhill-tests", "--", "-Dwarnings"])
            .current_dir(&self.project.root);
        process::run(&mut clippy)?;
        // With all features on, code that only one of them leaves unused would not be found.
        for Module { feature, .. } in MODULES {
            let mut clippy = self.toolchain.wasm_command("cargo");
            clippy
                .args(["clippy", "--target", WASM, "--package", "downhill-bundle"])
                .args(["--features", feature, "--", "-Dwarnings"])
                .current_dir(&self.project.root);
            process::run(&mut clippy)?;
        }
        Ok(Tally::PASSED)
    }

    fn native_tests(&self) -> Result<Tally> {
        // The tests run the Python code that the page shows.
        apt::program("python3")?;
        // The bundle is a module for browsers and contains no code of its own.
        let mut tests = self.cargo(&["test", "--no-fail-fast", "--workspace"]);
        tests.args(["--exclude", "downhill-bundle", "--lib", "--bins", "--tests"]);
        let mut tally = process::run_tests(&mut tests)?;
        let mut examples = self.cargo(&["test", "--no-fail-fast", "--workspace", "--doc"]);
        tally += process::run_tests(&mut examples)?;
        Ok(tally)
    }

    fn rustdoc(&self) -> Result<Tally> {
        let mut doc = self.cargo(&["doc", "--workspace", "--no-deps"]);
        process::run(doc.env("RUSTDOCFLAGS", "-Dwarnings")).map(|()| Tally::PASSED)
    }

    fn browser_tests(&self, driver: &Driver) -> Result<Tally> {
        let wasm_bindgen = Tool::WasmBindgen.get(self.project, &self.toolchain)?;
        let mut tests = self.toolchain.wasm_command("cargo");
        tests
            .args(["test", "--package", "downhill-tests", "--target", WASM, "--test", "browser"])
            .current_dir(&self.project.root)
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", tools::test_runner(&wasm_bindgen))
            .env("WASM_BINDGEN_USE_BROWSER", "1")
            .env_remove("NO_HEADLESS");
        // The runner's defaults of 20 and 5 seconds are too short for a busy machine.
        for (name, seconds) in
            [("WASM_BINDGEN_TEST_TIMEOUT", "300"), ("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "30")]
        {
            if env::var_os(name).is_none() {
                tests.env(name, seconds);
            }
        }
        driver.choose(&mut tests);
        process::run_tests(&mut tests)
    }

    fn end_to_end_tests(&self, choice: &[&str]) -> Result<Tally> {
        npm::install(&self.project.root.join("tests"))?;
        let driver = browsers::chromium()?;
        let mut tests = self.cargo(&["test", "--package", "downhill-tests", "--test", "e2e", "--"]);
        tests.args(choice);
        driver.choose(&mut tests);
        tests.env("DOWNHILL_DIST", self.project.dist());
        process::run_tests(&mut tests)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_fails_its_step_and_no_other() {
        let project = Project::open().unwrap();
        let toolchain = Toolchain::current();
        let mut suite = Suite { project: &project, toolchain, rows: Vec::new() };
        assert!(!suite.step("one", |_| Err(anyhow!("no"))));
        assert!(suite.step("two", |_| Ok(Tally { passed: 3, failed: 0 })));
        assert_eq!(suite.rows.len(), 2);
        assert_eq!(suite.rows[0].tally, Tally::FAILED);
    }
}

//! `cargo xtask test`: every check and every test, and their tally.

use std::env;
use std::process::{Command, ExitCode};
use std::time::Instant;

use crate::browsers::{self, Driver};
use crate::error::{Error, Result};
use crate::package::{MODULES, Module};
use crate::project::Project;
use crate::table::{self, Row};
use crate::tally::Tally;
use crate::toolchain::{Need, Toolchain, WASM};
use crate::tools::{self, Tool};
use crate::{page, process, python, sizes};

/// Integration tests that have steps of their own, for they need a browser.
const IN_BROWSERS: [&str; 2] = ["browser", "e2e"];

/// The end-to-end tests of the package as it is installed, a step of their own.
const PACKAGE: &str = "package::";

/// Runs everything. A failed step does not stop those that do not need it.
pub fn run(project: &Project) -> Result<ExitCode> {
    println!("Checking and testing everything: cold up to an hour, warm some minutes");
    let found = Toolchain::find(&[Need::Wasm, Need::Rustfmt, Need::Clippy]);
    let suite = Suite {
        project,
        toolchain: found.clone().unwrap_or_else(|_| Toolchain::current()),
        rows: Vec::new(),
    };
    let rows = suite.run(found.err().as_ref());

    let mut sum = Tally::default();
    for row in &rows {
        sum += row.tally;
    }
    println!("\n{}", table::lines(&rows));
    println!("{sum}");
    Ok(if sum.is_success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

struct Suite<'a> {
    project: &'a Project,
    toolchain: Toolchain,
    rows: Vec<Row>,
}

impl Suite<'_> {
    /// `without_wasm` says why no toolchain builds for the browser, if none does.
    fn run(mut self, without_wasm: Option<&Error>) -> Vec<Row> {
        let wasm = || without_wasm.map_or(Ok(()), |error| Err(error.clone()));

        self.step("rustfmt", |suite| suite.check(&["fmt", "--all", "--", "--check"]));
        self.step("clippy, native", |suite| {
            suite.check(&["clippy", "--workspace", "--all-targets", "--", "-Dwarnings"])
        });
        self.step("clippy, wasm32", |suite| {
            wasm()?;
            suite.clippy_wasm()
        });
        self.step("native tests", Self::native_tests);
        self.step("rustdoc", Self::rustdoc);

        let page = self.step("page", |suite| {
            wasm()?;
            page::build(suite.project).map(|()| Tally::PASSED)
        });
        let page = || {
            let missing = "the page was not built (see above), so there is nothing to test here.";
            if page { Ok(()) } else { Err(Error::new(missing)) }
        };
        self.step("type check", |suite| {
            page()?;
            suite.type_check()
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
            suite.end_to_end_tests(&[PACKAGE])
        });
        self.rows
    }

    /// Runs one step and says whether it succeeded.
    fn step(&mut self, name: &'static str, run: impl FnOnce(&Self) -> Result<Tally>) -> bool {
        println!("\n=== {name}");
        let start = Instant::now();
        let tally = run(self).unwrap_or_else(|error| {
            println!("error: {error}");
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

    fn clippy_wasm(&self) -> Result<Tally> {
        let mut clippy = self.toolchain.wasm_command("cargo");
        clippy
            .args(["clippy", "--all-targets", "--target", WASM])
            .args(["--package", "downhill-web", "--package", "downhill-bundle"])
            .args(["--package", "downhill-tests", "--", "-Dwarnings"])
            .current_dir(&self.project.root);
        process::run(&mut clippy)?;
        // Together the features hide what one of them alone does not use.
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
        python::get()?;
        let integration_tests = self.project.integration_tests();
        let targets = native_targets(&integration_tests);
        // The bundle is a module for browsers and holds no code of its own.
        let mut tests = self.cargo(&["test", "--no-fail-fast", "--workspace"]);
        let (mut tally, tests_ended_well) =
            process::run_tests(tests.args(["--exclude", "downhill-bundle"]).args(targets))?;
        let mut examples = self.cargo(&["test", "--no-fail-fast", "--workspace", "--doc"]);
        let (of_examples, examples_ended_well) = process::run_tests(&mut examples)?;
        tally += of_examples;
        Ok(tally.of_step(tests_ended_well && examples_ended_well))
    }

    fn rustdoc(&self) -> Result<Tally> {
        let mut doc = self.cargo(&["doc", "--workspace", "--no-deps"]);
        process::run(doc.env("RUSTDOCFLAGS", "-Dwarnings")).map(|()| Tally::PASSED)
    }

    fn type_check(&self) -> Result<Tally> {
        let tsc = Tool::TypeScript.get(self.project, &self.toolchain)?;
        let mut tsc = process::command(&tsc.to_string_lossy());
        tsc.args(["-p", "www/tsconfig.json"]).current_dir(&self.project.root);
        process::run(&mut tsc).map(|()| Tally::PASSED)
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
        // The runner's own 20 and 5 seconds are too few for a busy machine.
        for (name, seconds) in
            [("WASM_BINDGEN_TEST_TIMEOUT", "300"), ("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "30")]
        {
            if env::var_os(name).is_none() {
                tests.env(name, seconds);
            }
        }
        driver.choose(&mut tests);
        let (tally, ended_well) = process::run_tests(&mut tests)?;
        Ok(tally.of_step(ended_well))
    }

    fn end_to_end_tests(&self, choice: &[&str]) -> Result<Tally> {
        let driver = browsers::chromium()?;
        let mut tests = self.cargo(&["test", "--package", "downhill-tests", "--test", "e2e", "--"]);
        tests.args(choice);
        driver.choose(&mut tests);
        tests.env("DOWNHILL_DIST", self.project.dist());
        let (tally, ended_well) = process::run_tests(&mut tests)?;
        Ok(tally.of_step(ended_well))
    }
}

/// The arguments that select every native test but those with steps of their own.
fn native_targets(integration_tests: &[String]) -> Vec<&str> {
    let named = integration_tests.iter().filter(|name| !IN_BROWSERS.contains(&name.as_str()));
    ["--lib", "--bins"].into_iter().chain(named.flat_map(|name| ["--test", name])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_that_need_a_browser_are_left_to_their_own_steps() {
        let tests = ["browser", "torch", "e2e"].map(str::to_owned);
        assert_eq!(native_targets(&tests), ["--lib", "--bins", "--test", "torch"]);
    }

    #[test]
    fn an_error_fails_its_step_and_no_other() {
        let project = Project::open().unwrap();
        let toolchain = Toolchain::current();
        let mut suite = Suite { project: &project, toolchain, rows: Vec::new() };
        assert!(!suite.step("one", |_| Err(Error::new("no"))));
        assert!(suite.step("two", |_| Ok(Tally { passed: 3, failed: 0 })));
        assert_eq!(suite.rows.len(), 2);
        assert_eq!(suite.rows[0].tally, Tally::FAILED);
    }
}

//! `cargo xtask test`: every check and every test, and their tally.

use std::env;
use std::process::{Command, ExitCode};
use std::thread;
use std::time::{Duration, Instant};

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

/// The frameworks whose sites are built and opened if that is asked for, each a step of its own: its tests,
/// and how the step is called.
const FRAMEWORKS: [(&str, &str); 5] = [
    ("frameworks::next::", "Next"),
    ("frameworks::vue::", "Vue"),
    ("frameworks::vitepress::", "VitePress"),
    ("frameworks::sveltekit::", "SvelteKit"),
    ("frameworks::astro::", "Astro"),
];

/// What is asked for beyond the default run.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct More {
    /// All end-to-end tests in every engine.
    pub(crate) engines: bool,
    /// The sites of frameworks.
    pub(crate) frameworks: bool,
    /// The random user's long way.
    pub(crate) long: bool,
}

/// What the other engines run of the end-to-end tests unless all are asked for: the numbers, the picture,
/// loading, playing, both kinds of frame, the keyboard, a link, what is refused, and a browser that cannot.
const CORE: [&str; 10] = [
    "attributes::a_wrong_attribute_is_answered_by_a_sentence_from_the_first_on_and_goes_with_it",
    "fallback::without_simd",
    "frame::a_sandboxed_frame_runs_and_tells_its_height",
    "keys::keys_steer_the_figure_that_has_focus_but_not_from_a_list_of_choices",
    "links::a_link_opens_its_run_at_its_step",
    "loading::what_is_asked_before_the_figure_is_ready_happens_when_it_is",
    "package::frame::the_frame_of_the_documents_plays_in_its_sandbox",
    "race::the_page_opens_on_the_articles_race_and_plays_it_once_or_again_and_again",
    "same_everywhere::the_bits_of_every_run_are_those_of_native_code",
    "same_everywhere::the_picture_is_chromiums_but_for_its_edges",
];

/// Runs everything, and what else is asked for. A failed step stops only the steps that need it.
pub(crate) fn run(project: &Project, more: More) -> Result<ExitCode> {
    println!("Checking and testing everything: cold half an hour, warm some minutes");
    let found = Toolchain::find();
    // Without a toolchain for the browser, the other steps still run.
    let no_wasm = found.as_ref().err().map(|error| format!("{error:#}"));
    let toolchain = found.unwrap_or_else(|_| Toolchain::current());
    let suite = Suite { project, toolchain, more, rows: Vec::new() };
    let rows = suite.run(no_wasm.as_deref());

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
    more: More,
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
        self.step("dependencies", Self::dependencies);
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
            suite.end_to_end_tests(
                &browsers::chromium()?,
                "chromium",
                &["--skip", PACKAGE, "--skip", "frameworks::"],
            )
        });
        self.step("package", |suite| {
            page()?;
            apt::program("jekyll")?;
            apt::program("hugo")?;
            suite.end_to_end_tests(&browsers::chromium()?, "chromium", &[PACKAGE])
        });
        if self.more.frameworks {
            for (tests, name) in FRAMEWORKS {
                self.step(name, |suite| {
                    page()?;
                    suite.end_to_end_tests(&browsers::chromium()?, "chromium", &[tests])
                });
            }
        }
        let [firefox, webkit] = if self.more.engines {
            ["all in Firefox", "all in WebKit"]
        } else {
            ["core in Firefox", "core in WebKit"]
        };
        self.step(firefox, |suite| {
            page()?;
            suite.other_engine(&browsers::firefox(suite.project, &suite.toolchain)?, "firefox")
        });
        if self.more.engines || env::var_os("CI").is_some() || browsers::has_webkit() {
            self.step(webkit, |suite| {
                page()?;
                suite.other_engine(&browsers::webkit()?, "webkit")
            });
        } else {
            println!(
                "\n=== {webkit}\nThere is no WebKitWebDriver on this machine (Linux has it with \
                 WebKitGTK), so these tests are not run here; CI runs them."
            );
            self.leave_out(webkit, CORE.len());
        }
        self.rows
    }

    /// Notes that a step is not run on this machine.
    fn leave_out(&mut self, name: &'static str, tests: usize) {
        let not_run = u64::try_from(tests).unwrap_or(u64::MAX);
        let tally = Tally { not_run, ..Tally::default() };
        self.rows.push(Row { name, tally, time: Duration::ZERO });
    }

    /// The end-to-end tests, or their core, in another engine than Chromium.
    fn other_engine(&self, driver: &Driver, engine: &str) -> Result<Tally> {
        if self.more.engines {
            apt::program("jekyll")?;
            apt::program("hugo")?;
            return self.end_to_end_tests(driver, engine, &["--skip", "frameworks::"]);
        }
        let mut choice = vec!["--exact"];
        choice.extend(CORE);
        let tally = self.end_to_end_tests(driver, engine, &choice)?;
        // A name that is no test's any more would go unseen.
        let found = tally.passed + tally.failed;
        ensure!(found == CORE.len() as u64, "of the core's {} tests {found} ran", CORE.len());
        Ok(tally)
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

    /// Licenses, sources and bans, by `deny.toml`. Advisories are in a database outside of any package
    /// registry, which not every machine reaches: `cargo deny check advisories` asks it.
    fn dependencies(&self) -> Result<Tally> {
        let deny = Tool::CargoDeny.get(self.project, &self.toolchain)?;
        let mut check = self.toolchain.command(deny);
        check.args(["deny", "--locked", "check", "bans", "licenses", "sources"]);
        process::run(check.current_dir(&self.project.root)).map(|()| Tally::PASSED)
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

    fn end_to_end_tests(&self, driver: &Driver, engine: &str, choice: &[&str]) -> Result<Tally> {
        npm::install(&self.project.root.join("tests"))?;
        let mut tests = self.cargo(&["test", "--package", "downhill-tests", "--test", "e2e", "--"]);
        // What a test is called it knows from its thread, unless there is one for all of them.
        let threads = thread::available_parallelism().map_or(2, |cores| cores.get().max(2));
        tests.args(["--test-threads", &threads.to_string()]).args(choice);
        driver.choose(&mut tests);
        tests.env("E2E_BROWSER", engine).env("DOWNHILL_DIST", self.project.dist());
        if self.more.long {
            tests.env("DOWNHILL_LONG", "1");
        }
        // Pictures are compared with Chromium's.
        if engine != "chromium" {
            browsers::chromium()?.add(&mut tests);
        }
        process::run_tests(&mut tests)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_framework_that_has_tests_has_a_step() {
        let project = Project::open().unwrap();
        let folder = std::fs::read_dir(project.root.join("tests/e2e/frameworks")).unwrap();
        let mut found: Vec<_> = folder
            .map(|file| file.unwrap().file_name().to_string_lossy().replace(".rs", "::"))
            .filter(|name| name != "mod::" && name != "project::")
            .map(|name| format!("frameworks::{name}"))
            .collect();
        let mut known = FRAMEWORKS.map(|(tests, _)| tests.to_owned());
        found.sort();
        known.sort();
        assert_eq!(found, known);
    }

    #[test]
    fn an_error_fails_its_step_and_no_other() {
        let project = Project::open().unwrap();
        let toolchain = Toolchain::current();
        let mut suite =
            Suite { project: &project, toolchain, more: More::default(), rows: Vec::new() };
        assert!(!suite.step("one", |_| Err(anyhow!("no"))));
        assert!(suite.step("two", |_| Ok(Tally { passed: 3, ..Tally::default() })));
        assert_eq!(suite.rows.len(), 2);
        assert_eq!(suite.rows[0].tally, Tally::FAILED);
    }
}

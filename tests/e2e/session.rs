//! A tab of a browser for a test, and the checks that every test passes through.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use fantoccini::wd::TimeoutConfiguration;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::runtime::{Builder, Runtime};

use crate::driver::{Driver, Engine};
use crate::extension::Extension;
use crate::files::folder;
use crate::server::Server;

/// How long a script or a page may take.
const PATIENCE: Duration = Duration::from_secs(120);

/// Counts what the scripts of a document ask of the browser.
const WATCH: &str = include_str!("fixtures/watch.js");

/// A running browser, which a driver drives.
struct Browser {
    // Dropped in this order.
    client: Client,
    runtime: Runtime,
    _driver: Driver,
}

/// Browsers whose tests have passed: to start another takes longer than most tests.
static IDLE: Mutex<Vec<Browser>> = Mutex::new(Vec::new());

/// A tab with the server that it visits. Its methods wait for their answer.
pub(crate) struct Session {
    // Dropped in this order.
    browser: Browser,
    engine: Engine,
    server: Server,
    /// Another server that is visited instead.
    origin: Option<String>,
    /// Parts of console messages that the test expects.
    expected: RefCell<Vec<String>>,
}

/// How a test wants its session.
#[derive(Default)]
pub(crate) struct Wishes<'a> {
    /// Further arguments of the browser.
    pub(crate) arguments: &'a [&'a str],
    /// Folders and files by their addresses, before those that the server has anyway.
    pub(crate) folders: &'a [(&'a str, PathBuf)],
    /// The address of another server, which is visited instead.
    pub(crate) origin: Option<&'a str>,
}

/// The page that is tested: `DOWNHILL_DIST`, or the workspace's own.
pub(crate) fn dist() -> PathBuf {
    let dist = std::env::var_os("DOWNHILL_DIST").filter(|path| !path.is_empty());
    let dist = dist.map_or_else(|| folder("../dist"), PathBuf::from);
    assert!(dist.join("index.html").is_file(), "no page; `cargo xtask build` makes it");
    dist
}

/// Runs a test in a tab of its own.
pub(crate) fn browse(test: impl FnOnce(&Session)) {
    browse_with(&Wishes::default(), test);
}

/// Runs a test in a tab as it wishes. Afterwards, whatever the test was about, the console must
/// hold no warning and no error, and no request may have gone to another origin.
pub(crate) fn browse_with(wishes: &Wishes<'_>, test: impl FnOnce(&Session)) {
    let session = Session::start(wishes);
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        test(&session);
        session.check();
    }));
    let Session { browser, engine, .. } = session;
    match outcome {
        // Only Chromium forgets with its tab all that a test has told it.
        Ok(()) if engine == Engine::Chromium && wishes.arguments.is_empty() => browser.rest(),
        Ok(()) => browser.close(),
        Err(panic) => {
            browser.close();
            resume_unwind(panic);
        }
    }
}

impl Browser {
    fn start(engine: Engine, arguments: &[&str]) -> Self {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let start = || {
            let driver = Driver::start(engine);
            let mut builder = ClientBuilder::new(HttpConnector::new());
            builder.capabilities(engine.capabilities(arguments));
            runtime.block_on(builder.connect(&driver.url())).map(|client| (driver, client))
        };
        // On a busy machine a browser now and then does not come up in time; no test is about that.
        let (driver, client) = start().or_else(|_| start()).unwrap();
        let patience = TimeoutConfiguration::new(Some(PATIENCE), Some(PATIENCE), None);
        runtime.block_on(client.update_timeouts(patience)).unwrap();
        Self { client, runtime, _driver: driver }
    }

    /// One that rests, with a new tab in place of the one that it had.
    fn rested() -> Option<Self> {
        let browser = IDLE.lock().unwrap_or_else(PoisonError::into_inner).pop()?;
        let Self { client, runtime, .. } = &browser;
        let renewed = runtime.block_on(async {
            let tab = client.new_window(true).await?;
            client.close_window().await?;
            client.switch_to_window(tab.handle).await
        });
        if renewed.is_ok() {
            return Some(browser);
        }
        browser.close();
        None
    }

    /// Waits for another test.
    fn rest(self) {
        IDLE.lock().unwrap_or_else(PoisonError::into_inner).push(self);
    }

    fn close(self) {
        // A browser that is gone needs no closing.
        let _ = self.runtime.block_on(self.client.close());
    }
}

impl Session {
    fn start(wishes: &Wishes<'_>) -> Self {
        let mut mounts = wishes.folders.to_vec();
        mounts.extend([
            ("/", dist()),
            ("/fixtures", folder("e2e/fixtures")),
            ("/reference", folder("reference")),
        ]);
        let server = Server::start(&mounts).unwrap();
        let engine = Engine::chosen();
        let idle = if wishes.arguments.is_empty() { Browser::rested() } else { None };
        let browser = idle.unwrap_or_else(|| Browser::start(engine, wishes.arguments));
        let origin = wishes.origin.map(str::to_owned);
        let session = Self { browser, engine, server, origin, expected: RefCell::default() };
        if engine == Engine::Chromium {
            session.before_scripts(WATCH);
            // A tab beside others has no focus, and its fields would not be told that they are left.
            session.chromium("Emulation.setFocusEmulationEnabled", &json!({"enabled": true}));
            // What is logged of the tab before is nobody's.
            session.log("browser");
            session.log("performance");
        }
        session
    }

    /// The address of a file of the page (`""`), a fixture (`fixtures/…`) or a reference run.
    pub(crate) fn url(&self, path: &str) -> String {
        self.origin.clone().unwrap_or_else(|| self.server.url()) + path
    }

    pub(crate) fn goto(&self, path: &str) {
        self.visit(&self.url(path));
    }

    /// Goes to an address of any kind.
    pub(crate) fn visit(&self, url: &str) {
        self.browser.runtime.block_on(self.browser.client.goto(url)).unwrap();
    }

    /// Does something in a frame of the page, whatever its origin.
    pub(crate) fn in_frame(&self, index: u16, work: impl FnOnce()) {
        self.browser.runtime.block_on(self.browser.client.clone().enter_frame(index)).unwrap();
        work();
        self.browser.runtime.block_on(self.browser.client.clone().enter_parent_frame()).unwrap();
    }

    /// Allows console messages that contain `part`.
    pub(crate) fn expect_in_console(&self, part: &str) {
        self.expected.borrow_mut().push(part.to_owned());
    }

    /// Calls Chromium's own protocol.
    pub(crate) fn chromium(&self, command: &str, parameters: &Value) -> Value {
        self.extend(Extension::chromium(command, parameters))
    }

    fn extend(&self, command: Extension) -> Value {
        self.browser.runtime.block_on(self.browser.client.issue_cmd(command)).unwrap()
    }

    /// What the asynchronous `script` hands to its last argument.
    pub(crate) fn execute(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.browser.runtime.block_on(self.browser.client.execute_async(script, arguments)).unwrap()
    }

    /// Types into whatever has focus, as a keyboard would.
    pub(crate) fn actions(&self, actions: Value) {
        self.extend(Extension { path: "actions", body: actions });
    }

    fn log(&self, kind: &str) -> Vec<Value> {
        let log = self.extend(Extension { path: "se/log", body: json!({"type": kind}) });
        log.as_array().cloned().unwrap_or_default()
    }

    fn check(&self) {
        if self.engine != Engine::Chromium {
            // The others have no command for their logs.
            return;
        }
        let expected = self.expected.borrow();
        for entry in self.log("browser") {
            let [level, message] =
                ["level", "message"].map(|name| entry[name].as_str().unwrap_or_default());
            let loud = level == "SEVERE" || level == "WARNING";
            let known = expected.iter().any(|part| message.contains(part.as_str()));
            assert!(!loud || known, "in the console, {level}: {message}");
        }
        for entry in self.log("performance") {
            let message = entry["message"].as_str().unwrap_or_default();
            let message: Value = serde_json::from_str(message).unwrap();
            let message = &message["message"];
            if message["method"] == "Network.requestWillBeSent" {
                let url = message["params"]["request"]["url"].as_str().unwrap_or_default();
                let file = format!("file://{}", dist().display());
                let own = [&*self.url(""), "data:", "blob:", &file];
                let own = own.iter().any(|beginning| url.starts_with(*beginning));
                assert!(own, "a request to {url}");
            }
        }
    }
}

#[test]
#[should_panic(expected = "in the console, SEVERE")]
fn an_error_in_the_console_fails_a_test() {
    browse(|page| {
        page.open_blank();
        page.run("console.error('something went wrong')");
    });
}

#[test]
#[should_panic(expected = "a request to http://localhost:")]
fn a_request_to_another_origin_fails_a_test() {
    browse(|page| {
        page.expect_in_console("favicon.ico");
        // A document without a policy that would keep it from asking.
        page.goto("fixtures/watch.js");
        page.run(
            "await fetch(location.href.replace('127.0.0.1', 'localhost'), { mode: 'no-cors' })",
        );
    });
}

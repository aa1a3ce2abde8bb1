//! A tab of a browser for a test, and the checks that every test passes through.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::thread::sleep;
use std::time::{Duration, Instant};

use fantoccini::wd::TimeoutConfiguration;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::runtime::{Builder, Runtime};

use crate::driver::{Driver, Engine};
use crate::engines::{Capability, has, has_left_out, is_left_out, need};
use crate::extension::Extension;
use crate::files::folder;
use crate::injection::Injection;
use crate::server::{Server, site};

/// How long a script or a page may take.
const PATIENCE: Duration = Duration::from_secs(120);

/// What of a page is seen, in CSS px, unless a test wishes for something else.
const WINDOW: [u32; 2] = [1000, 1000];

/// Counts what the scripts of a document ask of the browser.
const WATCH: &str = include_str!("fixtures/watch.js");

/// Keeps what is written into the console, where no command of the driver tells.
const LOGGED: &str = include_str!("fixtures/logged.js");

/// What a document has kept so far, and what it has requested.
const KEPT: &str = "const done = arguments[arguments.length - 1];
     const kept = window.logged ?? [];
     done({ logged: kept.splice(0), frames: document.querySelectorAll('iframe').length, requested:
       [location.href, ...(globalThis.performance?.getEntriesByType?.('resource') ?? []).map(({ name }) => name)] });";

/// Hands over as text what WebKit's driver could not: that what is in every object of a page is in its answer, too.
const AS_TEXT: &str = "const own = [...arguments], answer = own.pop();
     const written = (value) => {
       if (Array.isArray(value)) return `[${value.map(written).join()}]`;
       if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
       return `{${Object.keys(value).map((name) => `${JSON.stringify(name)}:${written(value[name])}`).join()}}`;
     };
     const asText = (value) => {
       for (const _ in {}) return `as text: ${written(value)}`;
       return value;
     };";

/// A running browser, which a driver drives.
struct Browser {
    engine: Engine,
    // Dropped in this order.
    client: Client,
    runtime: Runtime,
    _driver: Driver,
}

/// Browsers whose tests have passed: to start another takes longer than most tests.
static IDLE: Mutex<Vec<Browser>> = Mutex::new(Vec::new());

/// What a document has kept for the checks after a test.
#[derive(Debug, Deserialize)]
struct Kept {
    /// Level and text of each message.
    logged: Vec<[String; 2]>,
    /// How many frames it has.
    frames: u16,
    requested: Vec<String>,
}

/// A tab with the server that it visits. Its methods wait for their answer.
pub(crate) struct Session {
    // Dropped in this order.
    browser: Browser,
    engine: Engine,
    server: Server,
    /// What the server writes into documents for a driver that has no command for it.
    injection: Injection,
    /// Console messages, each with its level, and requests of documents that have been left.
    kept: RefCell<Vec<Kept>>,
    /// How many fingers are down, in Firefox.
    fingers: Cell<usize>,
    /// Another server that is visited instead.
    origin: Option<String>,
    /// Parts of console messages that the test expects.
    expected: RefCell<Vec<String>>,
    /// Whether no other test is to have the browser.
    is_last: Cell<bool>,
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
    /// What that server writes into its documents.
    pub(crate) injection: Option<Injection>,
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
///
/// A test that is left out in the engine ([`crate::engines`]) ends where it asks for what is missing.
pub(crate) fn browse_with(wishes: &Wishes<'_>, test: impl FnOnce(&Session)) {
    let engine = Engine::chosen();
    if !is_left_out(engine) {
        browse_in(engine, wishes, test);
    }
}

/// The same in an engine that may be another than that of the run.
pub(crate) fn browse_in(engine: Engine, wishes: &Wishes<'_>, test: impl FnOnce(&Session)) {
    if !wishes.arguments.is_empty() && !has(engine, Capability::Arguments) {
        return;
    }
    let session = Session::start(engine, wishes);
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        test(&session);
        session.check();
    }));
    let may_rest = wishes.arguments.is_empty() && !session.is_last.get();
    let browser = session.browser;
    match outcome {
        Ok(()) if may_rest => browser.rest(),
        Ok(()) => browser.close(),
        Err(end) => {
            browser.close();
            if !has_left_out(&*end) {
                resume_unwind(end);
            }
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
        Self { engine, client, runtime, _driver: driver }
    }

    /// One that rests, with a new tab in place of the one that it had.
    fn rested(engine: Engine) -> Option<Self> {
        let mut idle = IDLE.lock().unwrap_or_else(PoisonError::into_inner);
        let at = idle.iter().position(|browser| browser.engine == engine)?;
        let browser = idle.swap_remove(at);
        drop(idle);
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
    fn start(engine: Engine, wishes: &Wishes<'_>) -> Self {
        let mut mounts = wishes.folders.to_vec();
        mounts.extend([
            ("/", dist()),
            ("/fixtures", folder("e2e/fixtures")),
            ("/reference", folder("reference")),
        ]);
        let injection = wishes.injection.clone().unwrap_or_default();
        let site = site(&mounts);
        let site =
            if engine == Engine::Chromium { site } else { injection.clone().into_site(site) };
        let server = Server::serve(site).unwrap();
        let idle = if wishes.arguments.is_empty() { Browser::rested(engine) } else { None };
        let browser = idle.unwrap_or_else(|| Browser::start(engine, wishes.arguments));
        let session = Self {
            browser,
            engine,
            server,
            injection,
            kept: RefCell::default(),
            fingers: Cell::default(),
            origin: wishes.origin.map(str::to_owned),
            expected: RefCell::default(),
            is_last: Cell::default(),
        };
        session.before_scripts(WATCH);
        if engine == Engine::Chromium {
            // A tab beside others has no focus, and its fields would not be told that they are left.
            session.cdp("Emulation.setFocusEmulationEnabled", &json!({"enabled": true}));
            // What is logged of the tab before is nobody's.
            session.log("browser");
            session.log("performance");
        } else {
            session.before_scripts(LOGGED);
            session.screen(WINDOW);
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
        if self.engine != Engine::Chromium {
            self.keep();
        }
        self.browser.runtime.block_on(self.browser.client.goto(url)).unwrap();
    }

    /// Does something in a frame of the page, whatever its origin.
    pub(crate) fn in_frame(&self, index: u16, work: impl FnOnce()) {
        let enter =
            || self.browser.runtime.block_on(self.browser.client.clone().enter_frame(index));
        // One that is about to be shown by another process is nowhere for a moment.
        let begun = Instant::now();
        let mut entered = enter();
        while entered.is_err() && begun.elapsed() < Duration::from_secs(5) {
            sleep(Duration::from_millis(20));
            entered = enter();
        }
        entered.unwrap();
        work();
        self.browser.runtime.block_on(self.browser.client.clone().enter_parent_frame()).unwrap();
    }

    /// Has the browser closed after the test, which leaves it in a state that no other is to begin in.
    pub(crate) fn close_after(&self) {
        self.is_last.set(true);
    }

    /// Allows console messages that contain `part`.
    pub(crate) fn expect_in_console(&self, part: &str) {
        self.expected.borrow_mut().push(part.to_owned());
    }

    /// Calls Chromium's own protocol, for what only this has; in an engine that lacks it, the test ends
    /// here and is left out.
    pub(crate) fn chromium(&self, for_: Capability, command: &str, parameters: &Value) -> Value {
        need(self.engine, for_);
        self.cdp(command, parameters)
    }

    fn cdp(&self, command: &str, parameters: &Value) -> Value {
        self.extend(Extension::chromium(command, parameters))
    }

    /// Runs a script within Firefox itself, where `tab` is the tab's browsing context and `frame` the
    /// element that shows it.
    fn firefox(&self, script: &str, given: Value) {
        let context =
            |name| self.extend(Extension { path: "moz/context", body: json!({"context": name}) });
        context("chrome");
        let script = format!(
            "const given = arguments[0], done = arguments[arguments.length - 1];
             const frame = window.gBrowser.selectedBrowser, tab = frame.browsingContext;
             (async () => {{ {script} }})().then(() => done(''), (error) => done(String(error)));"
        );
        let outcome = self.execute(&script, vec![given]);
        context("content");
        assert_eq!(outcome, "", "within Firefox");
    }

    /// Has a user prefer `value` for the media feature `name`.
    pub(crate) fn prefer(&self, name: &str, value: &str) {
        match self.engine {
            Engine::Firefox => self.firefox(
                "const [name, value] = given;
                 if (name === 'prefers-color-scheme') tab.prefersColorSchemeOverride = value;
                 else if (name === 'forced-colors') tab.forcedColorsOverride = value;
                 else if (name === 'prefers-reduced-motion') tab.prefersReducedMotionOverride = value;
                 else throw new Error(name);",
                json!([name, value]),
            ),
            _ => {
                let features = json!({"features": [{"name": name, "value": value}]});
                self.chromium(Capability::Preferences, "Emulation.setEmulatedMedia", &features);
            }
        }
    }

    /// Has the page be on a screen that is touched.
    pub(crate) fn touch_screen(&self) {
        match self.engine {
            Engine::Firefox => self.firefox("tab.touchEventsOverride = 'enabled';", Value::Null),
            _ => {
                let enabled = json!({"enabled": true});
                self.chromium(Capability::Fingers, "Emulation.setTouchEmulationEnabled", &enabled);
            }
        }
    }

    /// What fingers do (`touchStart`, `touchMove`, `touchEnd` or `touchCancel`), with the places of those
    /// that are down afterwards.
    pub(crate) fn touch(&self, kind: &str, places: &[[f64; 2]]) {
        if self.engine == Engine::Firefox {
            let before = self.fingers.replace(places.len());
            let sources: Vec<_> = (0..before.max(places.len()))
                .map(|finger| {
                    let mut actions = Vec::new();
                    match places.get(finger) {
                        Some([x, y]) => {
                            let [x, y] = [x.round(), y.round()];
                            actions.push(
                                json!({"type": "pointerMove", "duration": 0, "x": x, "y": y}),
                            );
                            if finger >= before {
                                actions.push(json!({"type": "pointerDown", "button": 0}));
                            }
                        }
                        None => actions.push(json!({"type": "pointerUp", "button": 0})),
                    }
                    json!({"type": "pointer", "id": format!("finger {finger}"),
                        "parameters": {"pointerType": "touch"}, "actions": actions})
                })
                .collect();
            self.actions(json!({ "actions": sources }));
        } else {
            let points: Vec<_> = (0..)
                .zip(places)
                .map(|(id, [x, y]): (u32, _)| json!({"x": x, "y": y, "id": id}))
                .collect();
            let event = json!({"type": kind, "touchPoints": points});
            self.chromium(Capability::Fingers, "Input.dispatchTouchEvent", &event);
        }
    }

    /// Shows the page as on paper.
    pub(crate) fn on_paper(&self) {
        match self.engine {
            Engine::Firefox => self.firefox("tab.mediumOverride = 'print';", Value::Null),
            _ => {
                let paper = json!({"media": "print"});
                self.chromium(Capability::Paper, "Emulation.setEmulatedMedia", &paper);
            }
        }
    }

    /// Shows the page as on a screen of this size, in CSS px.
    pub(crate) fn screen(&self, [width, height]: [u32; 2]) {
        match self.engine {
            Engine::Chromium => {
                let screen = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
                self.cdp("Emulation.setDeviceMetricsOverride", &screen);
            }
            Engine::Firefox => self.firefox(
                "for (const [name, px] of [['width', given[0]], ['height', given[1]]]) {
                   for (const of of [name, `min-${name}`, `max-${name}`]) frame.style.setProperty(of, `${px}px`);
                 }",
                json!([width, height]),
            ),
            Engine::WebKit => {
                let client = &self.browser.client;
                // The window is larger than the page in it.
                let around = self.execute(
                    "arguments[arguments.length - 1]([outerWidth - innerWidth, outerHeight - innerHeight]);",
                    Vec::new(),
                );
                let [wider, higher] =
                    [0, 1].map(|at| u32::try_from(around[at].as_i64().unwrap_or_default()).unwrap_or_default());
                self.browser.runtime.block_on(client.set_window_size(width + wider, height + higher)).unwrap();
            }
        }
        if self.engine != Engine::Chromium {
            let _: Value = self.with(
                "await until(() => innerWidth === given[0] && innerHeight === given[1]);",
                json!([width, height]),
            );
        }
    }

    /// Has the browser run `source` at the beginning of every document from now on.
    pub(crate) fn before_scripts(&self, source: &str) {
        if self.engine == Engine::Chromium {
            self.cdp("Page.addScriptToEvaluateOnNewDocument", &json!({"source": source}));
        } else {
            self.injection.add(source);
        }
    }

    fn extend(&self, command: Extension) -> Value {
        self.browser.runtime.block_on(self.browser.client.issue_cmd(command)).unwrap()
    }

    /// What the asynchronous `script` hands to its last argument.
    pub(crate) fn execute(&self, script: &str, arguments: Vec<Value>) -> Value {
        let script = format!(
            "{AS_TEXT} (function () {{ {script} }})(...own, (given) => answer(asText(given)));"
        );
        let execution = self.browser.client.execute_async(&script, arguments);
        let answer = self.browser.runtime.block_on(execution).unwrap();
        let text = answer.as_str().and_then(|text| text.strip_prefix("as text: "));
        text.map_or_else(|| answer.clone(), |text| serde_json::from_str(text).unwrap())
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
        let (messages, requests) = match self.engine {
            Engine::Chromium => (self.logged(), self.requested()),
            _ => {
                self.keep();
                let kept = self.kept.take();
                let messages = kept.iter().flat_map(|kept| kept.logged.clone());
                let requests = kept.iter().flat_map(|kept| kept.requested.clone());
                (messages.collect(), requests.collect())
            }
        };
        let expected = self.expected.borrow();
        for [level, message] in messages {
            let loud = level == "SEVERE" || level == "WARNING";
            let known = expected.iter().any(|part| message.contains(part.as_str()));
            assert!(!loud || known, "in the console, {level}: {message}");
        }
        for url in requests {
            let file = format!("file://{}", dist().display());
            let own = [&*self.url(""), "data:", "blob:", "about:", &file];
            let own = own.iter().any(|beginning| url.starts_with(*beginning));
            assert!(own, "a request to {url}");
        }
    }

    /// Chromium's messages, each with its level.
    fn logged(&self) -> Vec<[String; 2]> {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let log = self.log("browser");
        log.iter().map(|entry| ["level", "message"].map(|name| text(&entry[name]))).collect()
    }

    /// The addresses that Chromium has requested.
    fn requested(&self) -> Vec<String> {
        let messages = self.log("performance").into_iter().map(|entry| {
            let message = entry["message"].as_str().unwrap_or_default();
            let mut message: Value = serde_json::from_str(message).unwrap();
            message["message"].take()
        });
        messages
            .filter(|message| message["method"] == "Network.requestWillBeSent")
            .map(|message| {
                message["params"]["request"]["url"].as_str().unwrap_or_default().to_owned()
            })
            .collect()
    }

    /// Keeps what the document that is shown, and those in its frames, have kept.
    fn keep(&self) {
        let Ok(kept) = serde_json::from_value::<Kept>(self.execute(KEPT, Vec::new())) else {
            return;
        };
        let frames = kept.frames;
        self.kept.borrow_mut().push(kept);
        for frame in 0..frames {
            self.in_frame(frame, || self.keep());
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

//! The browser's driver: a program that is started for tests and ended with them.

use std::env;
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Map, Value, json};

/// How long a driver may take to listen.
const PATIENCE: Duration = Duration::from_secs(20);

/// The browsers that a driver can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

impl Engine {
    /// The one that `E2E_BROWSER` names; Chromium unless it is set.
    pub(crate) fn chosen() -> Self {
        match env::var("E2E_BROWSER").as_deref() {
            Err(_) | Ok("" | "chromium") => Self::Chromium,
            Ok("firefox") => Self::Firefox,
            Ok("webkit") => Self::WebKit,
            Ok(other) => panic!("E2E_BROWSER is {other}, not chromium, firefox or webkit"),
        }
    }

    /// What it is called.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox",
            Self::WebKit => "WebKit",
        }
    }

    fn program(self) -> String {
        let (variable, name) = match self {
            Self::Chromium => ("CHROMEDRIVER", "chromedriver"),
            Self::Firefox => ("GECKODRIVER", "geckodriver"),
            Self::WebKit => ("WEBKITDRIVER", "WebKitWebDriver"),
        };
        env::var(variable).ok().filter(|path| !path.is_empty()).unwrap_or_else(|| name.to_owned())
    }

    /// What its driver is started with, beside the port.
    fn driver_arguments(self) -> &'static [&'static str] {
        match self {
            Self::Chromium => &[],
            // What a user tells the browser to prefer is changed from within it.
            Self::Firefox => &["--allow-system-access"],
            // It has no mode without a screen.
            Self::WebKit => &["--display"],
        }
    }

    /// What a session asks for; `arguments` are the browser's, beyond those it always has.
    pub(crate) fn capabilities(self, arguments: &[&str]) -> Map<String, Value> {
        let with = |always: &[&str]| -> Vec<String> {
            always.iter().chain(arguments).map(|argument| (*argument).to_owned()).collect()
        };
        let capabilities = match self {
            Self::Chromium => json!({
                "goog:chromeOptions": {
                    "args": with(&[
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--disable-dev-shm-usage",
                        "--window-size=1000,1100",
                        "--js-flags=--expose-gc",
                    ]),
                },
                "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
            }),
            Self::Firefox => {
                let mut options = json!({
                    "args": with(&["-headless"]),
                    "prefs": {
                        // Pages are told of focus as if their window were in front.
                        "focusmanager.testmode": true,
                        "layout.css.prefers-color-scheme.content-override": 1,
                        "network.http.speculative-parallel-limit": 0,
                        "ui.prefersReducedMotion": 0,
                    },
                });
                // The driver itself looks for the name `firefox` only.
                if let Some(binary) = env::var("FIREFOX").ok().filter(|path| !path.is_empty()) {
                    options["binary"] = binary.into();
                }
                json!({ "moz:firefoxOptions": options })
            }
            // The driver knows its browser.
            Self::WebKit => json!({}),
        };
        let Value::Object(capabilities) = capabilities else { unreachable!() };
        capabilities
    }
}

/// A running driver. It ends with this program, too, if it has not been dropped before.
pub(crate) struct Driver {
    process: Child,
    port: u16,
}

impl Driver {
    /// Starts the driver at a free port, and waits until it listens there.
    pub(crate) fn start(engine: Engine) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let program = engine.program();
        let process = Command::new("node")
            .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/e2e/driver.mjs"))
            .args([&program, &port.to_string()])
            .args(engine.driver_arguments())
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| {
                panic!("Node, which runs {program}, could not be started: {error}")
            });
        let mut driver = Self { process, port };
        let begun = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            let has_ended = !matches!(driver.process.try_wait(), Ok(None));
            assert!(!has_ended, "{program} could not be started");
            assert!(begun.elapsed() < PATIENCE, "{program} does not listen at port {port}");
            thread::sleep(Duration::from_millis(5));
        }
        driver
    }

    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // It ends when nobody can write to it any more, or has ended by itself.
        drop(self.process.stdin.take());
        let _ = self.process.wait();
    }
}

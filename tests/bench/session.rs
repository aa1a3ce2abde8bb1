//! Chromium on the pages of the benchmark.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::Duration;

use fantoccini::wd::TimeoutConfiguration;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tokio::runtime::{Builder, Runtime};
use xtask::server::Server;

use self::driver::{Driver, Engine};

#[allow(
    dead_code,
    unreachable_pub,
    clippy::panic,
    clippy::unwrap_used,
    reason = "it is the end-to-end tests' own, with more than is needed here"
)]
#[path = "../e2e/driver.rs"]
mod driver;

/// How long one measurement may take.
const PATIENCE: Duration = Duration::from_secs(120);

/// What could not be run, and why.
pub(crate) type Outcome<T> = Result<T, Box<dyn Error>>;

/// A browser with the server that it visits.
pub(crate) struct Session {
    // Dropped in this order.
    client: Client,
    runtime: Runtime,
    _driver: Driver,
    server: Server,
}

impl Session {
    pub(crate) fn start() -> Outcome<Self> {
        let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("bench/pages");
        let server = Server::start(
            &[
                ("/", built("DOWNHILL_DIST", "index.html")?),
                ("/modules", built("DOWNHILL_MODULES", "sweep.js")?),
                ("/bench", pages),
            ],
            0,
        )?;
        let driver = Driver::start(Engine::Chromium);
        let mut capabilities = Engine::Chromium.capabilities(&[]);
        // The tests read these logs; writing them would be measured with the rest.
        capabilities.remove("goog:loggingPrefs");
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(capabilities);
        let client = runtime.block_on(builder.connect(&driver.url()))?;
        let session = Self { client, runtime, _driver: driver, server };
        let patience = TimeoutConfiguration::new(Some(PATIENCE), None, None);
        session.runtime.block_on(session.client.update_timeouts(patience))?;
        Ok(session)
    }

    /// Opens the page of the benchmark anew, so that nothing is left of what ran before.
    pub(crate) fn open(&self) -> Outcome<()> {
        let url = self.server.url() + "bench/bench.html";
        Ok(self.runtime.block_on(self.client.goto(&url))?)
    }

    /// What the function `name` of the page's module `module` returns for `given`.
    pub(crate) fn call<T: DeserializeOwned>(
        &self,
        module: &str,
        name: &str,
        given: Value,
    ) -> Outcome<T> {
        let script = format!(
            "const [given, done] = arguments;
             import('/bench/{module}.js').then((module) => module.{name}(given)).then(
               (value) => done({{ value: value ?? null }}),
               (error) => done({{ error: String(error) + '\\n' + (error?.stack ?? '') }}),
             );"
        );
        let answer = self.runtime.block_on(self.client.execute_async(&script, vec![given]))?;
        if let Some(error) = answer["error"].as_str() {
            return Err(format!("{name} in {module}.js: {error}").into());
        }
        Ok(serde_json::from_value(answer["value"].clone())?)
    }

    pub(crate) fn close(self) {
        // A browser that is gone needs no closing.
        let _ = self.runtime.block_on(self.client.close());
    }
}

/// The folder that a variable of the environment names, which must hold `file`.
fn built(variable: &str, file: &str) -> Outcome<PathBuf> {
    let folder = PathBuf::from(std::env::var_os(variable).unwrap_or_default());
    if folder.join(file).is_file() {
        return Ok(folder);
    }
    Err(format!("{variable} names no folder with {file}; `cargo xtask bench` sets it.").into())
}

//! Chromium on the pages of the benchmark.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use fantoccini::wd::TimeoutConfiguration;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tokio::runtime::{Builder, Runtime};

use crate::processes::Processes;

use self::driver::{Driver, Engine};
use self::extension::Extension;
use self::server::{Server, site};

#[allow(
    dead_code,
    unreachable_pub,
    clippy::panic,
    clippy::unwrap_used,
    reason = "it is the end-to-end tests' own, with more than is needed here"
)]
#[path = "../e2e/driver.rs"]
mod driver;
#[path = "../e2e/extension.rs"]
mod extension;
#[path = "../e2e/server.rs"]
mod server;

/// How long one measurement may take.
const PATIENCE: Duration = Duration::from_secs(120);
/// How long nothing is asked of a page that loads.
const LEFT_ALONE: Duration = Duration::from_secs(1);

/// What could not be run, and why.
pub(crate) type Outcome<T> = Result<T, Box<dyn Error>>;

/// A browser with the server that it visits.
pub(crate) struct Session {
    // Dropped in this order.
    client: Client,
    runtime: Runtime,
    _driver: Driver,
    server: Server,
    mounts: [(&'static str, PathBuf); 3],
}

impl Session {
    pub(crate) fn start() -> Outcome<Self> {
        let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("bench/pages");
        let mounts = [
            ("/bench/", pages),
            ("/modules/", built("DOWNHILL_MODULES", "sweep.js")?),
            ("/", built("DOWNHILL_DIST", "index.html")?),
        ];
        let server = Server::serve(site(&mounts))?;
        let driver = Driver::start(Engine::Chromium);
        let mut capabilities = Engine::Chromium.capabilities(&[]);
        // The tests read these logs; writing them would be measured with the rest.
        capabilities.remove("goog:loggingPrefs");
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(capabilities);
        let client = runtime.block_on(builder.connect(&driver.url()))?;
        let session = Self { client, runtime, _driver: driver, server, mounts };
        let patience = TimeoutConfiguration::new(Some(PATIENCE), None, None);
        session.runtime.block_on(session.client.update_timeouts(patience))?;
        Ok(session)
    }

    /// Opens the page of the benchmark anew, so that nothing is left of what ran before.
    pub(crate) fn open(&self) -> Outcome<()> {
        self.goto("bench/bench.html")
    }

    pub(crate) fn goto(&self, path: &str) -> Outcome<()> {
        let url = self.server.url() + path;
        Ok(self.runtime.block_on(self.client.goto(&url))?)
    }

    /// Opens a page as a reader does, and leaves it alone while it loads. A driver that is told to open
    /// it asks it meanwhile how far it is, on the thread that is measured: most of all where the page
    /// counts as loaded before its modules are.
    pub(crate) fn visit(&self, path: &str) -> Outcome<()> {
        let url = self.server.url() + path;
        self.run::<Value>("setTimeout(() => location.assign(given));", json!(url))?;
        thread::sleep(LEFT_ALONE);
        Ok(())
    }

    /// What `visit` finds in a new tab, with nothing in the browser's cache. The tab's process has
    /// seen no page before.
    pub(crate) fn in_new_tab<T>(&self, visit: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
        let run = &self.runtime;
        let old = run.block_on(self.client.window())?;
        let new = run.block_on(self.client.new_window(true))?.handle;
        run.block_on(self.client.switch_to_window(new))?;
        self.chromium("Network.clearBrowserCache", &json!({}))?;
        let found = visit();
        run.block_on(self.client.close_window())?;
        run.block_on(self.client.switch_to_window(old))?;
        found
    }

    /// Calls Chromium's own protocol.
    pub(crate) fn chromium(&self, command: &str, parameters: &Value) -> Outcome<Value> {
        let command = Extension::chromium(command, parameters);
        Ok(self.runtime.block_on(self.client.issue_cmd(command))?)
    }

    /// What the browser's processes have used of the processor until now.
    pub(crate) fn processes(&self) -> Outcome<Processes> {
        let capabilities = self.client.capabilities();
        let first = capabilities.and_then(|all| all.get("goog:processID")?.as_u64());
        Processes::of(u32::try_from(
            first.ok_or("the driver does not tell the browser's process")?,
        )?)
    }

    /// Has Chromium run `source` at the beginning of every document of this tab from now on.
    pub(crate) fn before_scripts(&self, source: &str) -> Outcome<()> {
        let source = json!({"source": source});
        self.chromium("Page.addScriptToEvaluateOnNewDocument", &source).map(|_| ())
    }

    /// The file that is served at an address of this server.
    pub(crate) fn file(&self, url: &str) -> Outcome<PathBuf> {
        let path = url::Url::parse(url)?.path().to_owned();
        let found = self
            .mounts
            .iter()
            .find_map(|(prefix, folder)| path.strip_prefix(prefix).map(|rest| folder.join(rest)));
        found.ok_or_else(|| format!("{url} is no file of the benchmark").into())
    }

    /// What the function `name` of the page's module `module` returns for `given`.
    pub(crate) fn call<T: DeserializeOwned>(
        &self,
        module: &str,
        name: &str,
        given: Value,
    ) -> Outcome<T> {
        let body = format!(
            "const module = await import('/bench/{module}.js'); return module.{name}(given);"
        );
        self.run(&body, given)
    }

    /// What `body`, the body of an asynchronous function, returns for `given`.
    pub(crate) fn run<T: DeserializeOwned>(&self, body: &str, given: Value) -> Outcome<T> {
        let script = format!(
            "const [given, done] = arguments;
             (async () => {{ {body} }})().then(
               (value) => done({{ value: value ?? null }}),
               (error) => done({{ error: String(error) + '\\n' + (error?.stack ?? '') }}),
             );"
        );
        let answer = self.runtime.block_on(self.client.execute_async(&script, vec![given]))?;
        if let Some(error) = answer["error"].as_str() {
            return Err(format!("in the page: {error}\nscript: {body}").into());
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

//! Commands of a driver that `WebDriver` itself does not know.

use fantoccini::wd::WebDriverCompatibleCommand;
use http::Method;
use serde_json::{Value, json};

/// Such a command.
#[derive(Debug)]
pub(crate) struct Extension {
    /// What follows the session in its address.
    pub(crate) path: &'static str,
    pub(crate) body: Value,
}

impl Extension {
    /// A command of Chromium's own protocol.
    pub(crate) fn chromium(command: &str, parameters: &Value) -> Self {
        Self { path: "goog/cdp/execute", body: json!({"cmd": command, "params": parameters}) }
    }
}

impl WebDriverCompatibleCommand for Extension {
    fn endpoint(
        &self,
        base_url: &url::Url,
        session_id: Option<&str>,
    ) -> Result<url::Url, url::ParseError> {
        base_url.join(&format!("session/{}/{}", session_id.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &url::Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}

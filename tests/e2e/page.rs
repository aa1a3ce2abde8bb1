//! What tests do on a page: scripts with the helpers of `prelude.js`, and keys.

use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::session::Session;

const PRELUDE: &str = include_str!("prelude.js");

impl Session {
    /// What `body`, the body of an asynchronous function, returns. It fails the test where it throws.
    pub(crate) fn get<T: DeserializeOwned>(&self, body: &str) -> T {
        self.with(body, Value::Null)
    }

    /// The same, with a `given` value.
    pub(crate) fn with<T: DeserializeOwned>(&self, body: &str, given: impl Into<Value>) -> T {
        let script = format!(
            "const given = arguments[0], done = arguments[arguments.length - 1];
             (async () => {{ {PRELUDE}\n{body}\n }})().then(
               (value) => done({{ value: value === undefined ? null : value }}),
               (error) => done({{ error: String(error) + '\\n' + (error?.stack ?? '') }}),
             );"
        );
        let answer = self.execute(&script, vec![given.into()]);
        if let Some(error) = answer["error"].as_str() {
            panic!("in the page: {error}\nscript: {body}");
        }
        serde_json::from_value(answer["value"].clone())
            .unwrap_or_else(|error| panic!("{error}: {answer}\nscript: {body}"))
    }

    /// Runs `body` for what it does.
    pub(crate) fn run(&self, body: &str) {
        let _: Value = self.get(body);
    }

    /// Waits until the expression `condition` is true on the page.
    pub(crate) fn until(&self, condition: &str) {
        self.run(&format!("await until(() => {condition});"));
    }

    /// A page without content, on which figures can be mounted.
    pub(crate) fn open_blank(&self) {
        self.goto("fixtures/blank.html");
        self.until("customElements.get('downhill-race')");
    }

    /// A page with one figure of these attributes, 576 CSS px wide, whose picture is complete
    /// unless it plays.
    pub(crate) fn open_figure(&self, attributes: &Value) {
        self.open_blank();
        let _: Value = self.with("await mount(given);", attributes.clone());
        if attributes.get("autoplay").is_none() {
            self.run("await settled();");
        }
    }

    /// Presses and releases a key on whatever has focus, while `modifiers` are held.
    pub(crate) fn press(&self, key: &str, modifiers: &[&str]) {
        let down = |key: &&str| json!({"type": "keyDown", "value": key});
        let up = |key: &&str| json!({"type": "keyUp", "value": key});
        let mut actions: Vec<Value> = modifiers.iter().map(down).collect();
        actions.extend([down(&key), up(&key)]);
        actions.extend(modifiers.iter().map(up));
        self.actions(json!({"actions": [{"type": "key", "id": "keyboard", "actions": actions}]}));
    }
}

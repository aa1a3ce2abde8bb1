//! What tests do on a page: scripts with the helpers of `prelude.js`, and keys.

use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::session::Session;

/// What counts is there before a document's scripts where the browser can do that, and else from now on.
const PRELUDE: &str = concat!(include_str!("fixtures/watch.js"), include_str!("prelude.js"));

impl Session {
    /// What `body`, the body of an asynchronous function, returns. It fails the test where it throws.
    pub(crate) fn get<T: DeserializeOwned>(&self, body: &str) -> T {
        self.with(body, Value::Null)
    }

    /// The same, with a `given` value.
    pub(crate) fn with<T: DeserializeOwned>(&self, body: &str, given: impl Into<Value>) -> T {
        let script = format!(
            "const given = arguments[0], done = arguments[arguments.length - 1];
             (async () => {{ {PRELUDE}\nreturn await (async () => {{ {body}\n }})(); }})().then(
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

    /// Clicks a control of the figure with the mouse.
    pub(crate) fn click(&self, name: &str) {
        let [x, y]: [f64; 2] = self.with(
            "part(given).scrollIntoView({ block: 'nearest', behavior: 'instant' });
             const { x, y, width, height } = part(given).getBoundingClientRect();
             return [Math.round(x + width / 2), Math.round(y + height / 2)];",
            name,
        );
        self.actions(json!({"actions": [{"type": "pointer", "id": "mouse", "actions": [
            {"type": "pointerMove", "x": x, "y": y},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]}]}));
    }

    /// Presses and releases a key on whatever has focus.
    pub(crate) fn press(&self, key: &str) {
        self.actions(json!({"actions": [{"type": "key", "id": "keyboard", "actions": [
            {"type": "keyDown", "value": key},
            {"type": "keyUp", "value": key},
        ]}]}));
    }

    /// Shows the page as on a screen of this width, in CSS px.
    pub(crate) fn width(&self, width: u32) {
        self.screen([width, 844]);
    }
}

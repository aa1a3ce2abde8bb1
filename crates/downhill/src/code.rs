//! A racer's rule as code to copy, with the racer's own settings.
//!
//! ```
//! use downhill::{Optimizer, RunConfig, code};
//!
//! let config: RunConfig = "start=1,2&racers=rmsprop(lr=0.02)&steps=50".parse()?;
//! let python = code::python(&config.racers[0].optimizer, config.start, config.steps);
//! assert!(python.starts_with("def rms_prop(\n    x, lr=0.02, alpha=0.99, eps=1e-8, "));
//! assert!(python.ends_with("\n\nx = rms_prop(np.array([1.0, 2.0]))\n"));
//! # Ok::<(), downhill::InputError>(())
//! ```

mod loops;

use downhill_math::{Optimizer, Setting, Training, format_number};

/// The rule in Python, with NumPy as `np` and a function `compute_gradient`: a function whose defaults are
/// the racer's settings, and its call from `start` for `steps` steps. Its settings have `torch.optim`'s
/// names. Where gradients are clipped or the learning rate has a schedule, functions that do so come first.
#[must_use]
pub fn python(training: impl Into<Training>, start: [f64; 2], steps: u32) -> String {
    let training = training.into();
    let code = training.optimizer.kind().about().python;
    let name = name_in(code, "def ");
    let (mut head, body) = match code.split_once("):\n") {
        Some((head, body)) => (head.to_owned(), body),
        None => (String::new(), code),
    };
    for (setting, value) in settings(&training.optimizer) {
        let (yes, no) = ("True", "False");
        replace_default(&mut head, &setting, &value.text(["(", ")"], [yes, no]));
    }
    replace_default(&mut head, "num_steps", &whole(steps));
    let (before, body) = (loops::python(&training), loops::python_body(&training, body));
    let [x, y] = start.map(literal);
    [&before, &head, "):\n", &body, "\n\nx = ", name, "(np.array([", &x, ", ", &y, "]))\n"].concat()
}

/// The rule in Rust, with a function `gradient`: a function, and its call with the racer's settings from
/// `start` for `steps` steps. Where gradients are clipped or the learning rate has a schedule, functions
/// that do so come first.
#[must_use]
pub fn rust(training: impl Into<Training>, start: [f64; 2], steps: u32) -> String {
    let training = training.into();
    let code = training.optimizer.kind().about().rust;
    let [x, y] = start.map(literal);
    let (before, body) = (loops::rust(&training), loops::rust_body(&training, code));
    let name = name_in(code, "fn ");
    let mut call = [&before, &body, "\nlet x = ", name, "([", &x, ", ", &y, "]"].concat();
    for (_, value) in settings(&training.optimizer) {
        call.push_str(", ");
        call.push_str(&value.text(["[", "]"], ["true", "false"]));
    }
    call.push_str(", ");
    call.push_str(&whole(steps));
    call.push_str(");\n");
    call
}

/// The value of a setting.
enum Value {
    Number(f64),
    Pair([f64; 2]),
    Switch(bool),
}

/// The value of a setting as code in Python.
pub(crate) fn value_in_python(setting: &Setting<'_>) -> String {
    Value::of(setting).text(["(", ")"], ["True", "False"])
}

/// The function `rate(lr, i)` in Python, which gives the learning rate of a step; nothing where it stays.
pub(crate) fn rate_in_python(training: &Training) -> String {
    let clipping = downhill_math::Clipping::default();
    loops::python(&Training { clipping, ..*training })
}

/// A rule's body in Python with the function `rate` called at each step.
pub(crate) fn with_rate(body: &str) -> String {
    loops::with_rate(body)
}

impl Value {
    fn of(setting: &Setting<'_>) -> Self {
        match setting {
            Setting::Number(number) => Self::Number(**number),
            Setting::Pair(pair) => Self::Pair(**pair),
            Setting::Switch(is_on) => Self::Switch(**is_on),
        }
    }

    fn text(&self, [open, close]: [&str; 2], [yes, no]: [&str; 2]) -> String {
        match self {
            Self::Number(number) => literal(*number),
            Self::Pair([first, second]) => {
                [open, &literal(*first), ", ", &literal(*second), close].concat()
            }
            Self::Switch(is_on) => (if *is_on { yes } else { no }).to_owned(),
        }
    }
}

/// The settings of an optimizer with their names as code has them: `weight_decay`.
fn settings(optimizer: &Optimizer) -> Vec<(String, Value)> {
    let mut optimizer = *optimizer;
    let mut settings = Vec::new();
    while let Some((parameter, setting)) = optimizer.setting(settings.len()) {
        settings.push((snake_case(parameter.name), Value::of(&setting)));
    }
    settings
}

/// A name as code has it: `weightDecay` is `weight_decay`.
pub(crate) fn snake_case(name: &str) -> String {
    let mut text = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() {
            text.push('_');
        }
        text.push(letter.to_ascii_lowercase());
    }
    text
}

/// The name of the function that code begins with.
pub(crate) fn name_in<'a>(code: &'a str, keyword: &str) -> &'a str {
    code.strip_prefix(keyword).and_then(|code| code.split('(').next()).unwrap_or_default()
}

/// Gives a parameter of a function's head another default.
fn replace_default(head: &mut String, name: &str, value: &str) {
    let parameter = [" ", name, "="].concat();
    let Some(at) = head.find(&parameter) else { return };
    let from = at + parameter.len();
    let rest = head.get(from..).unwrap_or_default();
    // A pair has a comma of its own.
    let skipped = if rest.starts_with('(') { rest.find(')').unwrap_or_default() } else { 0 };
    let ends = rest.get(skipped..).and_then(|rest| rest.find([',', '\n']));
    let to = ends.map_or(head.len(), |end| from + skipped + end);
    head.replace_range(from..to, value);
}

/// A number as a literal of a floating-point number in both languages: 1.0, 1e-8.
pub(crate) fn literal(number: f64) -> String {
    let mut text = format_number(number);
    if !text.contains(['.', 'e']) {
        text.push_str(".0");
    }
    text
}

/// A whole number as a literal.
pub(crate) fn whole(number: u32) -> String {
    format_number(f64::from(number))
}

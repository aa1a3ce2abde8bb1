//! A run as a program to copy: PyTorch, NumPy, or Rust with this crate.
//!
//! ```
//! use downhill::{RunConfig, script::{Language, script}};
//!
//! let config: RunConfig = "formula=max(x,0)+y^2&start=1,2&racers=momentum(lr=0.1)&steps=50".parse()?;
//! let program = script(&config, Language::PyTorch);
//! assert!(program.contains("return torch.maximum(x, torch.tensor(0.0)) + y**2\n"));
//! assert!(program.contains("run(torch.optim.SGD, lr=0.1, momentum=0.9)"));
//! # Ok::<(), downhill::InputError>(())
//! ```
//!
//! Each prints the label of every racer and then its iterates, a line each: the step, x, y and f. The
//! numbers are those of [`OptimizerRunner`](crate::OptimizerRunner), as far as rounding does not decide the
//! path; a program goes on where a racer has stopped.

mod derivative;
mod expression;
mod noise;
mod numpy;
mod properties;
mod python;
mod rust;
mod simplified;
mod torch;

use crate::RunConfig;

/// In what a program is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Python with `torch.optim`. Rules and schedules that torch does not have are spelled out.
    PyTorch,
    /// Python with NumPy, every rule and the gradient spelled out.
    NumPy,
    /// Rust with the crate `downhill`.
    Rust,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 3] = [Self::PyTorch, Self::NumPy, Self::Rust];

    /// What it is called.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::PyTorch => "PyTorch",
            Self::NumPy => "NumPy",
            Self::Rust => "Rust",
        }
    }

    /// What its files end in.
    #[must_use]
    pub fn extension(self) -> &'static str {
        if self == Self::Rust { "rs" } else { "py" }
    }
}

/// The program of a run.
#[must_use]
pub fn script(config: &RunConfig, language: Language) -> String {
    match language {
        Language::PyTorch => torch::script(config),
        Language::NumPy => numpy::script(config),
        Language::Rust => rust::script(config),
    }
}

/// A text as it stands between quotation marks, in Python and in Rust: `by_number` writes what is no
/// letter, digit or plain sign.
fn escaped(text: &str, by_number: fn(u32) -> String) -> String {
    let mut escaped = String::new();
    for letter in text.chars() {
        match letter {
            '"' | '\\' => escaped.extend(['\\', letter]),
            ' '..='~' => escaped.push(letter),
            _ if letter.is_alphanumeric() => escaped.push(letter),
            _ => escaped.push_str(&by_number(letter.into())),
        }
    }
    escaped
}

/// A text as a literal of Python.
fn python_string(text: &str) -> String {
    let text = escaped(text, |code| match code {
        0..=0xffff => format!("\\u{code:04x}"),
        _ => format!("\\U{code:08x}"),
    });
    format!("\"{text}\"")
}

/// What a program says first about a run.
fn heading(config: &RunConfig, comment: &str) -> String {
    let on = match config.objective.entry() {
        Some(entry) => format!("the objective \"{}\"", entry.name),
        None => "a formula".to_owned(),
    };
    let of = match config.racers.len() {
        1 => "one optimizer".to_owned(),
        count => format!("{count} optimizers"),
    };
    format!("{comment} A race made with Downhill: {of} on {on}, in float64.\n")
}

//! Takes runs, a line of text each, and answers with their programs in PyTorch (or in the language that is
//! the first argument: `numpy`, `rust`), for `scripts.py`. A form feed follows each program.

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
#[allow(clippy::unwrap_used, reason = "what cannot be read ends the comparison")]
fn main() {
    use std::io::{BufRead, stdin};

    use downhill::RunConfig;
    use downhill::script::{Language, script};

    let language = match std::env::args().nth(1).as_deref() {
        Some("numpy") => Language::NumPy,
        Some("rust") => Language::Rust,
        _ => Language::PyTorch,
    };
    for line in stdin().lock().lines() {
        let config: RunConfig = line.unwrap().parse().unwrap();
        print!("{}\u{c}", script(&config, language));
    }
}

//! The benchmark: the built page in Chromium, against plain JavaScript in the same page.
//! `cargo xtask bench` builds what it needs and runs it.
//!
//! A cargo `[[bench]]` without harness, for it shares the tests' dependencies. What it measures
//! was compiled for release; how this program itself is compiled does not matter.

#[cfg(not(target_arch = "wasm32"))]
mod drag;
#[cfg(not(target_arch = "wasm32"))]
mod embed;
#[cfg(not(target_arch = "wasm32"))]
mod metrics;
#[cfg(not(target_arch = "wasm32"))]
mod parts;
#[cfg(not(target_arch = "wasm32"))]
mod processes;
#[cfg(not(target_arch = "wasm32"))]
mod racing;
#[cfg(not(target_arch = "wasm32"))]
mod session;
#[cfg(not(target_arch = "wasm32"))]
mod surface;
#[cfg(not(target_arch = "wasm32"))]
mod table;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    // Cargo's own argument for benchmarks is none of ours.
    let named: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    match parts::run(&named) {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            std::process::ExitCode::FAILURE
        }
    }
}

/// The benchmark drives a browser from outside.
#[cfg(target_arch = "wasm32")]
fn main() {}

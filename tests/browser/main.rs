//! The numbers and the JavaScript API, in a browser's WebAssembly.
#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "what fails to unwrap or is not as expected fails the test"
)]

use wasm_bindgen_test::wasm_bindgen_test_configure;

mod bits;
mod calls;
mod jobs;
mod js;
mod number_format;
mod refused_calls;
mod refused_configs;
mod snapshots;

wasm_bindgen_test_configure!(run_in_browser);

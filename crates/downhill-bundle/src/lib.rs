//! A wasm module: what downhill-web exports under the feature that is built, `runner` or `figure`.

pub use downhill_web::*;

/// 2.5 kB of the page (gzip) smaller than std's dlmalloc, and as quick.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

// The WebAssembly module inside another script, which a bundler keeps apart so that it loads late.

/** The bytes of the module. */
export const wasm = () => import("@inlined").then(({ wasm }) => wasm());

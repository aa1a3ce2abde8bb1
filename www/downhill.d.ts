/// <reference lib="esnext.disposable" />
import type { InitInput, InitOutput } from "./downhill.glue.js";

export * from "./downhill.glue.js";

/**
 * Starts the WebAssembly module; nothing else works before its promise is fulfilled. Without an
 * argument it takes the package's own, which it checks against its hash.
 */
export default function init(given?: { module_or_path: InitInput | Promise<InitInput> }): Promise<InitOutput>;

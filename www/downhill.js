// The JavaScript API: wasm-bindgen's script, with an `init` that finds its module by itself, classes that say
// what is wrong when they are called too early or too late, and sweeps and maps of basins in workers.
import start, { initSync as startNow } from "@api";
import { wasm } from "@module";
import { isStarted, markStarted } from "./runner.js";
import { sweeps } from "./sweeps.js";

export * from "@api";
export { BasinJob, OptimizerRunner, SweepJob } from "./runner.js";

/** @type {ReturnType<typeof start> | undefined} */
let started;

/** What is started, compiled: workers are given it. @type {WebAssembly.Module | undefined} */
let module;

/** Starts the module: the one that is given, or the package's own. @type {typeof import("./downhill.js").default} */
export default async function init(given) {
  const exports = await (given === undefined ? startOwn() : start(kept(given)));
  markStarted();
  return exports;
}

/** Starts the package's own, once; after a failure it can be tried again. */
function startOwn() {
  started ??= start(kept({ module_or_path: wasm() })).catch((error) => {
    started = undefined;
    throw error;
  });
  return started;
}

/** Starts a module that is there already. @type {typeof import("@api").initSync} */
export function initSync(given) {
  const named = /** @type {{ module?: any } | undefined} */ (given)?.module;
  const own = named && !(named instanceof WebAssembly.Module) ? new WebAssembly.Module(named) : named;
  const exports = startNow(own ? { module: own } : given);
  module ??= own;
  markStarted();
  return exports;
}

/** The same, as a compiled module that is kept. @param {any} given */
function kept(given) {
  return given?.module_or_path ? { module_or_path: compiled(given.module_or_path) } : given;
}

/** @param {import("@api").InitInput | Promise<import("@api").InitInput>} given */
async function compiled(given) {
  let source = await given;
  if (typeof source === "string" || source instanceof URL || (globalThis.Request && source instanceof Request)) source = await fetch(source);
  if (globalThis.Response && source instanceof Response) {
    // What did not come is told by wasm-bindgen's script.
    if (!source.ok) return source;
    source = await source.arrayBuffer();
  }
  const made = source instanceof WebAssembly.Module ? source : await WebAssembly.compile(/** @type {BufferSource} */ (source));
  return (module ??= made);
}

export const { sweep, basin } = sweeps(async () => {
  if (!isStarted) await init();
  return (module ??= await WebAssembly.compile(await wasm()));
});

// The JavaScript API: wasm-bindgen's script, with an `init` that finds its module by itself, and a class
// that says what is wrong when it is called too early or too late.
import start, { initSync as startNow } from "@api";
import { wasm } from "@module";
import { markStarted } from "./runner.js";

export * from "@api";
export { OptimizerRunner } from "./runner.js";

/** @type {ReturnType<typeof start> | undefined} */
let started;

/** Starts the module: the one that is given, or the package's own. @type {typeof import("./downhill.js").default} */
export default async function init(given) {
  const module = await (given === undefined ? startOwn() : start(given));
  markStarted();
  return module;
}

/** Starts the package's own, once; after a failure it can be tried again. */
function startOwn() {
  started ??= start({ module_or_path: wasm() }).catch((error) => {
    started = undefined;
    throw error;
  });
  return started;
}

/** Starts a module that is there already. @type {typeof import("@api").initSync} */
export function initSync(given) {
  const module = startNow(given);
  markStarted();
  return module;
}

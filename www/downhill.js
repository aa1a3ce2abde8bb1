// The JavaScript API: wasm-bindgen's script, with an `init` that finds its module by itself.
import start from "@api";
import { wasm } from "@module";

export * from "@api";

/** @type {ReturnType<typeof start> | undefined} */
let started;

/** Starts the module: the one that is given, or the package's own. @type {typeof import("./downhill.js").default} */
export default function init(given) {
  if (given !== undefined) return start(given);
  // After a failure it can be tried again.
  started ??= start({ module_or_path: wasm() }).catch((error) => {
    started = undefined;
    throw error;
  });
  return started;
}

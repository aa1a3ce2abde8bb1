// Sweeps and maps of basins for the page, which has a module of its own without them. What this thread needs
// where there are no workers is loaded only there.
import { wasm } from "@module";
import { runner } from "./run-job.js";

/** @type {Promise<WebAssembly.Module> | undefined} */
let compiled;

/** The module of the programs; after a failure it can be asked for again. */
function module() {
  compiled ??= wasm()
    .then((bytes) => WebAssembly.compile(bytes))
    .catch((error) => {
      compiled = undefined;
      throw error;
    });
  return compiled;
}

export const runJob = runner({
  module,
  async here() {
    const { default: init, ...classes } = await import("@downhill");
    await init({ module_or_path: await module() });
    return classes;
  },
});

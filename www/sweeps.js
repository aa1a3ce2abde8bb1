// `sweep` and `basin`: a job that is computed to its end, and its result.
import { runner } from "./run-job.js";
import { BasinJob, SweepJob } from "./runner.js";

/**
 * The functions of a program that starts itself.
 * @param {() => Promise<WebAssembly.Module>} module
 */
export function sweeps(module) {
  const runJob = runner({
    module,
    async here() {
      await module();
      return { BasinJob, SweepJob };
    },
  });

  /** @param {"sweep" | "basin"} kind @param {any} config @param {any} options */
  async function result(kind, config, options) {
    await module();
    const isObject = typeof options === "object" && options !== null;
    const { onprogress, signal, workers, ...own } = isObject ? options : {};
    const given = isObject ? own : options;
    const job = kind === "sweep" ? new SweepJob(config, given) : new BasinJob(config, given);
    try {
      await runJob(kind, job.config(), job.options(), {
        onprogress,
        signal,
        workers,
        onminima: (minima) => /** @type {import("@api").BasinJob} */ (job).putMinima(minima),
        onslice: (slice, numbers) => job.put(slice, numbers),
      });
      return job.result();
    } finally {
      job.free();
    }
  }

  return {
    /** @type {typeof import("./downhill.js").sweep} */
    sweep: (config, options) => /** @type {any} */ (result("sweep", config, options)),
    /** @type {typeof import("./downhill.js").basin} */
    basin: (config, options) => /** @type {any} */ (result("basin", config, options)),
  };
}

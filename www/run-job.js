// A job from its beginning to its end, whoever takes what is computed.
import { Pool } from "./pool.js";

/** There are never more workers. */
const MOST = 64;

/**
 * Who takes what is computed, and how it is computed.
 * @typedef {object} Takers
 * @property {(minima: Float64Array) => void} [onminima] The minima that were found, `[x0, y0, x1, y1, …]`, before any slice.
 * @property {(slice: number, numbers: any) => void} onslice A slice's numbers, for `put` of the job's plan; in any order.
 * @property {(part: number) => void} [onprogress] Which part is done, 0 to 1, after each slice.
 * @property {AbortSignal} [signal] After its abort no slice is begun.
 * @property {number} [workers] How many workers compute at most; with 0 this thread does.
 */

/** The error that a field's value is not allowed. @param {string} field @param {unknown} value @param {string} allowed */
function refusal(field, value, allowed) {
  const shown = typeof value === "string" ? JSON.stringify(value) : typeof value === "number" ? value : `of type ${typeof value}`;
  return Object.assign(new Error(`${field} is ${shown}; it must be ${allowed}`), { name: "InputError", field, value, allowed, position: undefined });
}

/** How many workers there are by themselves: one thread is left for the page. */
const usual = () => Math.max(1, (globalThis.navigator?.hardwareConcurrency || 2) - 1);

/** The function `runJob` of a program. @param {import("./pool.js").Program} program */
export function runner(program) {
  const pool = new Pool(program);

  /**
   * Computes a sweep, or maps. Where the options name no minima, those of maps are found first.
   * @param {"sweep" | "basin"} kind
   * @param {unknown} config
   * @param {unknown} options
   * @param {Takers} takers
   */
  return async function runJob(kind, config, options, { onminima, onslice, onprogress, signal, workers = usual() }) {
    if (!Number.isInteger(workers) || workers < 0 || workers > MOST) throw refusal("options.workers", workers, `a whole number from 0 to ${MOST}`);
    if (onprogress !== undefined && typeof onprogress !== "function") throw refusal("options.onprogress", onprogress, "a function");
    if (signal !== undefined && typeof signal?.addEventListener !== "function") throw refusal("options.signal", signal, "an AbortSignal");
    if (signal?.aborted) throw signal.reason;
    /** @type {Float64Array | undefined} */
    let minima;
    if (kind === "basin" && !(/** @type {{ minima?: unknown } | undefined} */ (options)?.minima)) {
      await pool.run({ kind: "minima", config, options }, workers, signal, (_, numbers) => {
        minima = /** @type {Float64Array} */ (numbers);
        onminima?.(minima);
      });
    }
    await pool.run({ kind, config, options, minima }, workers, signal, (slice, numbers, part) => {
      onslice(slice, numbers);
      onprogress?.(part);
    });
  };
}

// The slices of a job, as a worker or this thread computes them.

/** Slow machines take so many steps in a second, on costly formulas. */
const SLOW = 1e6;
/** A slice has at least about so many steps. */
const SLICE = 1e6;
/** To find minima, races are run from so many starts, */
const STARTS = 432;
/** and at least so many are in a slice of a map. */
const PIXELS = 64;

/**
 * What a job computes: the slices of a sweep or of maps, or in one slice the minima of maps.
 * @typedef {object} Definition
 * @property {"sweep" | "basin" | "minima"} kind
 * @property {unknown} config
 * @property {unknown} options
 * @property {Float64Array} [minima] Those of maps, where they were found and not named.
 *
 * @typedef {Pick<typeof import("@api"), "SweepJob" | "BasinJob">} Classes
 * @typedef {InstanceType<Classes["SweepJob"]>} SweepJob
 * @typedef {InstanceType<Classes["BasinJob"]>} BasinJob
 * @typedef {{ kind: Definition["kind"], job: SweepJob | BasinJob, slices: number }} Opened
 */

/** Makes ready to compute. Throws an `InputError`. @param {Classes} classes @param {Definition} definition @returns {Opened} */
export function open({ SweepJob, BasinJob }, { kind, config, options, minima }) {
  const [run, own] = /** @type {[any, any]} */ ([config, options]);
  if (kind === "sweep") {
    const job = new SweepJob(run, own);
    return { kind, job, slices: job.slices };
  }
  const job = new BasinJob(run, own);
  if (minima) job.putMinima(minima);
  return { kind, job, slices: kind === "minima" ? 1 : job.slices };
}

/** The numbers of a slice. @param {Opened} opened @param {number} slice */
export function compute({ kind, job }, slice) {
  return kind === "minima" ? /** @type {BasinJob} */ (job).findMinima() : job.compute(slice);
}

/** How many seconds a slice may take on the slowest machine. @param {Opened} opened */
export function patience({ kind, job }) {
  const { steps = 0, starts, racers } = /** @type {import("@api").SweepOptions} */ (job.options());
  const races = kind === "sweep" ? (starts?.length ?? 1) : kind === "basin" ? PIXELS : STARTS * (racers?.length ?? 1);
  return Math.max(SLICE, races * steps) / SLOW;
}

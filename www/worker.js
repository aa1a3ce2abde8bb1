// A worker, which is given the compiled module and computes slices of jobs, as `pool.js` asks for them.
// A classic script: not every browser knows workers that are modules.
import { BasinJob, initSync, SweepJob } from "@api";
import { compute, open, patience } from "./slices.js";

/** @typedef {import("./slices.js").Opened} Opened */

/** By their numbers. @type {Map<number, Opened>} */
const jobs = new Map();
/** What is to be computed. @type {{ job: number, slice: number }[]} */
let queue = [];

/** Between slices it hears what has changed, so that an abandoned job has no further slice. */
const { port1, port2 } = new MessageChannel();
port1.onmessage = () => {
  const next = queue.shift();
  if (next) answer(next.job, () => slice(next));
  if (queue.length > 0) port2.postMessage(undefined);
};

/** @param {{ job: number, slice: number }} next */
function slice({ job, slice }) {
  const opened = jobs.get(job);
  if (!opened) return;
  const numbers = compute(opened, slice);
  say({ job, slice, numbers }, [numbers.buffer]);
}

/** @param {object} message @param {Transferable[]} [transfer] */
const say = (message, transfer = []) => /** @type {any} */ (globalThis).postMessage(message, transfer);

/** Says what went wrong, if anything does. @param {number} job @param {() => void} work */
function answer(job, work) {
  try {
    work();
  } catch (error) {
    const { name, message, field, value, allowed, position } = /** @type {any} */ (error);
    say({ job, error: field === undefined ? { name, message } : { name, message, field, value, allowed, position } });
  }
}

globalThis.onmessage = (/** @type {MessageEvent} */ { data }) => {
  if (data.module) {
    try {
      initSync(data);
      say({ ready: true });
    } catch {
      // Of another version.
      say({ ready: false });
    }
  } else if (data.end !== undefined) {
    queue = queue.filter(({ job }) => job !== data.end);
    jobs.get(data.end)?.job.free();
    jobs.delete(data.end);
  } else if (data.kind) {
    answer(data.job, () => {
      const opened = open({ SweepJob, BasinJob }, data);
      jobs.set(data.job, opened);
      say({ job: data.job, slices: opened.slices, patience: patience(opened) });
    });
  } else {
    queue.push(data);
    if (queue.length === 1) port2.postMessage(undefined);
  }
};

// The workers that compute slices of jobs. Which slice is computed where makes no difference to a result.
// Workers stay for the next job, and are ended when there was none for a while. Where there can be none, or
// all are lost, slices are computed on this thread, one at a time.
import { startWorker } from "@worker";
import { compute, open } from "./slices.js";

/** A worker has so many slices at a time: when one is done the next is there, however busy this thread is. */
const AHEAD = 2;
/** After so many milliseconds without a job the workers are ended. */
const REST = 5000;
/** A worker that is to say something and does not for so many seconds is lost. A slice may have its own patience. */
const PATIENCE = 5;
/** After so many lost workers a job is done without. */
const MOST_LOST = 3;
/** Where so many attempts at a first worker failed, there are none. */
const MOST_REFUSED = 3;

/**
 * @typedef {import("./slices.js").Definition} Definition
 * @typedef {Float64Array | Uint32Array} Numbers
 *
 * What a pool needs to know of the program.
 * @typedef {object} Program
 * @property {() => Promise<WebAssembly.Module>} module The compiled module, which workers are given.
 * @property {() => Promise<import("./slices.js").Classes>} here The classes on this thread.
 *
 * A worker, what it has been told of, and what it is to do.
 * @typedef {object} Member
 * @property {Worker} worker
 * @property {boolean} isReady
 * @property {Set<Job>} jobs
 * @property {{ job: Job, slice: number }[]} tasks
 * @property {number} silent For how many seconds it has said nothing though it has something to do.
 */

/** A job: which of its slices are handed out, and who waits for them. */
class Job {
  /** @type {number | undefined} How many there are; unknown before a worker has said it. */
  slices;
  /** @type {Member | undefined} Who is to say it. */
  asked;
  /** The next slice that has never been handed out. */
  next = 0;
  /** Those that were handed out to workers that are lost. @type {number[]} */
  returned = [];
  done = new Set();
  patience = PATIENCE;
  lost = 0;
  isHere = false;
  isSettled = false;

  /** @param {number} id @param {Definition} definition @param {number} most @param {(slice: number, numbers: Numbers, part: number) => void} onslice @param {(error?: unknown) => void} settle */
  constructor(id, definition, most, onslice, settle) {
    this.id = id;
    this.definition = definition;
    this.most = most;
    this.onslice = onslice;
    this.settle = settle;
  }

  /** The next slice that is to be computed, if there is one. */
  take() {
    return this.returned.pop() ?? (this.next < (this.slices ?? 0) ? this.next++ : undefined);
  }

  /** A slice was computed, maybe for the second time. @param {number} slice @param {Numbers} numbers */
  put(slice, numbers) {
    if (this.isSettled || this.done.has(slice)) return;
    this.done.add(slice);
    const slices = this.slices ?? 1;
    try {
      this.onslice(slice, numbers, this.done.size / slices);
    } catch (error) {
      this.settle(error);
    }
    if (this.done.size === slices) this.settle();
  }
}

export class Pool {
  /** @type {Set<Member>} */
  members = new Set();
  /** @type {Job[]} */
  jobs = [];
  /** Whether a worker has ever come up. */
  isProven = false;
  refused = typeof Worker === "function" ? 0 : MOST_REFUSED;
  count = 0;
  /** @type {WebAssembly.Module | undefined} */
  module;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  rest;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  watch;

  /** @param {Program} program */
  constructor(program) {
    this.program = program;
  }

  /**
   * Computes all slices of a job, by at most so many workers.
   * @param {Definition} definition
   * @param {number} most
   * @param {AbortSignal | undefined} signal
   * @param {(slice: number, numbers: Numbers, part: number) => void} onslice
   * @returns {Promise<void>}
   */
  async run(definition, most, signal, onslice) {
    const useful = most > 0 && (this.members.size > 0 || this.refused < MOST_REFUSED);
    if (useful) this.module ??= await this.program.module();
    await new Promise((resolve, reject) => {
      const abort = () => job.settle(signal?.reason);
      const job = new Job(this.count++, definition, most, onslice, (error) => {
        if (job.isSettled) return;
        job.isSettled = true;
        signal?.removeEventListener("abort", abort);
        this.drop(job);
        // Whoever aborts may give no reason.
        if (job.done.size === job.slices && error === undefined) resolve(undefined);
        else reject(error);
      });
      if (signal?.aborted) return abort();
      signal?.addEventListener("abort", abort);
      this.jobs.push(job);
      clearTimeout(this.rest);
      if (useful) this.feed();
      else this.runHere(job);
    });
  }

  /** A job has ended, however it did. @param {Job} job */
  drop(job) {
    this.jobs = this.jobs.filter((other) => other !== job);
    for (const member of this.members) {
      member.tasks = member.tasks.filter((task) => task.job !== job);
      if (member.jobs.delete(job)) member.worker.postMessage({ end: job.id });
    }
    if (this.jobs.length > 0) return this.feed();
    clearInterval(this.watch);
    this.watch = undefined;
    this.rest = setTimeout(() => {
      for (const member of this.members) member.worker.terminate();
      this.members.clear();
    }, REST);
    // Node is not to wait for it.
    /** @type {any} */ (this.rest).unref?.();
  }

  /** Gives every worker what it can do, and starts those that are missing. */
  feed() {
    const jobs = this.jobs.filter((job) => !job.isHere);
    if (jobs.length === 0) return;
    this.watch ??= setInterval(() => this.tick(), 1000);
    // The first shows whether there can be any.
    const wanted = this.isProven ? Math.max(...jobs.map((job) => job.most)) : 1;
    while (this.members.size < wanted && this.refused < MOST_REFUSED && this.start());
    if (this.members.size === 0) return jobs.forEach((job) => this.runHere(job));
    // One slice for each comes before the second for any.
    for (let depth = 0; depth < AHEAD; depth += 1) {
      for (const member of this.members) if (member.isReady && member.tasks.length <= depth) this.give(member);
    }
  }

  /** Gives a worker something to do. @param {Member} member */
  give(member) {
    for (const job of this.jobs) {
      if (job.isHere) continue;
      const engaged = [...this.members].filter(({ jobs }) => jobs.has(job)).length;
      if (!member.jobs.has(job) && engaged >= job.most) continue;
      const isUnknown = job.slices === undefined;
      if (isUnknown && job.asked) continue;
      // Nearly every job has a first slice: it need not wait until it is known how many there are.
      const slice = isUnknown && job.next === 0 ? job.next++ : job.take();
      if (slice === undefined && !isUnknown) continue;
      try {
        if (!member.jobs.has(job)) member.worker.postMessage({ job: job.id, ...job.definition });
        if (slice !== undefined) member.worker.postMessage({ job: job.id, slice });
      } catch (error) {
        // What cannot be copied to a worker.
        return job.settle(error);
      }
      member.jobs.add(job);
      if (isUnknown) job.asked = member;
      if (slice !== undefined) member.tasks.push({ job, slice });
      // All jobs take turns.
      this.jobs = [...this.jobs.filter((other) => other !== job), job];
      return;
    }
  }

  /** Starts a worker; false if there can be none. */
  start() {
    let worker;
    try {
      worker = startWorker();
      worker.postMessage({ module: this.module });
    } catch {
      worker?.terminate();
      this.refuse();
      return false;
    }
    /** @type {Member} */
    const member = { worker, isReady: false, jobs: new Set(), tasks: [], silent: 0 };
    worker.onmessage = ({ data }) => this.hear(member, data);
    worker.onmessageerror = () => this.lose(member);
    worker.onerror = (event) => {
      // The job goes on without it: the console need not say anything.
      event.preventDefault();
      this.lose(member);
    };
    this.members.add(member);
    return true;
  }

  /** A worker did not come up. Another is not tried at once, for it would fail as well. */
  refuse() {
    this.refused += 1;
    if (this.members.size === 0) this.jobs.forEach((job) => this.runHere(job));
  }

  /** What a worker says. @param {Member} member @param {any} said */
  hear(member, { ready, job: id, slices, patience, slice, numbers, error }) {
    if (!this.members.has(member)) return;
    member.silent = 0;
    if (ready !== undefined) {
      if (!ready) return this.lose(member);
      member.isReady = this.isProven = true;
      return this.feed();
    }
    const job = this.jobs.find((job) => job.id === id);
    if (job && error) {
      // After a trap the worker's memory is not to be trusted.
      if (error.name === "RuntimeError") return this.lose(member, restored(error));
      job.settle(restored(error));
    } else if (job && slices !== undefined) {
      Object.assign(job, { slices, patience: Math.max(PATIENCE, patience) });
      if (slices === 0) job.settle();
    } else if (job) {
      member.tasks = member.tasks.filter((task) => task.job !== job || task.slice !== slice);
      job.put(slice, numbers);
    }
    this.feed();
  }

  /** A worker is lost: others do what it had to do. @param {Member} member @param {unknown} [error] */
  lose(member, error) {
    if (!this.members.delete(member)) return;
    member.worker.terminate();
    for (const { job, slice } of member.tasks) job.returned.push(slice);
    for (const job of member.jobs) {
      if (job.asked === member && job.slices === undefined) job.asked = undefined;
      job.lost += 1;
      if (job.lost < MOST_LOST) continue;
      if (error) job.settle(error);
      else this.runHere(job);
    }
    if (member.isReady) this.feed();
    else this.refuse();
  }

  /** A second has passed. */
  tick() {
    for (const member of this.members) {
      const { isReady, jobs, tasks } = member;
      const isBusy = !isReady || tasks.length > 0 || [...jobs].some((job) => job.slices === undefined);
      member.silent = isBusy ? member.silent + 1 : 0;
      const patience = Math.max(PATIENCE, ...tasks.map(({ job }) => job.patience));
      if (member.silent > patience) this.lose(member);
    }
  }

  /** Computes what is left of a job on this thread, which is free between slices. @param {Job} job */
  async runHere(job) {
    if (job.isHere) return;
    job.isHere = true;
    let opened;
    try {
      opened = open(await this.program.here(), job.definition);
      job.slices = opened.slices;
      if (opened.slices === 0) job.settle();
      while (!job.isSettled) {
        const slice = job.take();
        // The last ones may be on their way from workers; to wait for them is no gain.
        if (slice === undefined) job.returned.push(...missing(job));
        else job.put(slice, compute(opened, slice));
        await pause();
      }
    } catch (error) {
      job.settle(error);
    } finally {
      opened?.job.free();
    }
  }
}

/** The slices that were handed out and have not come. @param {Job} job */
function missing({ slices = 0, done }) {
  return Array.from({ length: slices }, (_, slice) => slice).filter((slice) => !done.has(slice));
}

/** An error that a worker has sent. @param {{ name: string, message: string }} sent */
function restored({ message, ...rest }) {
  const error = new Error(message);
  for (const [key, value] of Object.entries(rest)) Object.defineProperty(error, key, { value, configurable: true, writable: true, enumerable: key !== "name" });
  return error;
}

/** Lets everything else on this thread have its turn. */
function pause() {
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      done(undefined);
    };
    port2.postMessage(undefined);
  });
}

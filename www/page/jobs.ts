// What panels want computed: in workers where there are any, by the package's own script, which is loaded when the
// first panel asks.
import type { JobView } from "@glue";
import type { Run } from "./run.js";

type Numbers = Float64Array | Uint32Array;

type Jobs = typeof import("@jobs");

let loading: Promise<Jobs> | undefined;
const load = (): Promise<Jobs> => (loading ??= import("@jobs"));

/** Has the jobs of one panel done, one at a time. */
export class Job {
  readonly #run: Run;
  readonly #kind: "sweep" | "basin";
  #id: number | undefined;
  #abort = new AbortController();
  /** Why nothing can be computed; empty where nothing failed. */
  failure = "";

  constructor(run: Run, kind: "sweep" | "basin") {
    this.#run = run;
    this.#kind = kind;
    run.signal.addEventListener("abort", () => this.#abort.abort());
  }

  /** Begins what is wanted now, unless it is under way; what was wanted before is abandoned. */
  follow(job: JobView | null | undefined, take: (slice: number, numbers: Numbers) => void, found?: (minima: Float64Array) => void): void {
    if (job?.id === this.#id) return;
    this.#abort.abort();
    this.#id = job?.id;
    if (!job) return;
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    const { config, options } = job;
    const fail = (error: unknown) => {
      if (signal.aborted) return;
      this.failure = `This could not be computed: ${error instanceof Error ? error.message : String(error)}`;
      this.#run.invalidate();
    };
    this.failure = "";
    load()
      .then((jobs) => (signal.aborted ? undefined : jobs.runJob(this.#kind, config, options, { onminima: found, onslice: take, signal })))
      .catch(fail);
  }
}

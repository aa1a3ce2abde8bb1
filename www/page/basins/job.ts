// A job of a panel, computed in workers. What computes it is loaded with the first one.
import type { JobView } from "@glue";

type Kind = "sweep" | "basin";

/** Who takes what is computed. */
export interface Takers<Numbers> {
  onminima?: (minima: Float64Array) => void;
  onslice: (slice: number, numbers: Numbers) => void;
}

export class Job<Numbers extends Float64Array | Uint32Array> {
  readonly #kind: Kind;
  readonly #failed: (why: string) => void;
  #id: number | undefined;
  #life: AbortController | undefined;

  constructor(kind: Kind, signal: AbortSignal, failed: (why: string) => void) {
    this.#kind = kind;
    this.#failed = failed;
    signal.addEventListener("abort", () => this.#life?.abort());
  }

  /** Begins a job where it is another, and gives up the one before; with none, only the latter. */
  follow(job: JobView | null | undefined, takers: Takers<Numbers>): void {
    if (job?.id === this.#id) return;
    this.#life?.abort();
    this.#id = job?.id;
    if (job) void this.#run(job, takers, (this.#life = new AbortController()).signal);
  }

  async #run({ config, options }: JobView, takers: Takers<Numbers>, signal: AbortSignal): Promise<void> {
    try {
      const { runJob } = await import("@jobs");
      await runJob(this.#kind, config, options, { ...takers, signal });
    } catch (error) {
      if (!signal.aborted) this.#failed(error instanceof Error ? error.message : String(error));
    }
  }
}

/// <reference lib="esnext.disposable" />
import type { BasinOptions, BasinResult, InitInput, InitOutput, RunConfig, SweepOptions, SweepResult } from "./downhill.glue.js";

export * from "./downhill.glue.js";

/**
 * Starts the WebAssembly module; nothing else works before its promise is fulfilled, but `sweep` and `basin`,
 * which start it themselves. Without an argument it takes the package's own, which it checks against its hash.
 */
export default function init(given?: { module_or_path: InitInput | Promise<InitInput> }): Promise<InitOutput>;

/** How a sweep or maps are computed; what is computed does not depend on it. */
export interface Work {
  /** Called with the part that is done, 0 to 1, after each slice of some milliseconds. */
  onprogress?: (part: number) => void;
  /** After its abort no further slice is begun, and the promise is rejected with its reason. */
  signal?: AbortSignal;
  /**
   * How many workers compute at most, 0 to 64. By default as many as the machine has processors, less one. With
   * 0, and where there can be no workers, this thread computes, and is free between slices.
   */
  workers?: number;
}

/** Runs racers at many values of a hyper-parameter: learning-rate sensitivity. */
export function sweep(config?: RunConfig, options?: SweepOptions & Work): Promise<SweepResult>;

/** Runs racers from every pixel of a view: where each ends, and after how many steps. */
export function basin(config?: RunConfig, options?: BasinOptions & Work): Promise<BasinResult>;

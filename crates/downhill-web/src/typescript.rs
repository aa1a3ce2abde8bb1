//! The types that wasm-bindgen cannot derive.

use wasm_bindgen::prelude::*;

/// Racers and states, as the rules describe themselves: `cargo test -p downhill --test generated`
/// compares the file with them.
#[wasm_bindgen(typescript_custom_section)]
const RACERS: &str = include_str!("racers.d.ts");

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/**
 * A function of the library, by name or with its parameter, or a formula in x and y: numbers, pi,
 * e, + - * / ^ **, products without a sign, where(x < 0, a, b), and abs sqrt cbrt exp exp2 expm1 log
 * log2 log10 log1p sin cos tan sec csc cot asin acos atan atan2 sinh cosh tanh sinc relu sigmoid
 * softplus min max pow square hypot mod sign floor ceil round; also as LaTeX, NumPy, torch, MATLAB and
 * spreadsheets write them.
 */
export type Objective =
  | Known
  | { name: Known; condition?: number }
  | { formula: string };

/** The library of objectives; `taco` and `taco-rotated` have the parameter `condition`. */
export type Known =
  | "gaussian" | "bowl" | "taco" | "taco-rotated" | "saddle" | "bounded-saddle" | "monkey-saddle"
  | "plateau" | "rosenbrock" | "beale" | "himmelblau" | "booth" | "matyas" | "rastrigin" | "ackley"
  | "styblinski-tang" | "six-hump-camel" | "three-hump-camel" | "goldstein-price" | "mccormick"
  | "easom" | "branin" | "two-gaussians";

/** All that determines a race. What is left out is the preset's, or the objective's own. */
export interface RunConfig {
  preset?: "article" | "article-gif";
  objective?: Objective;
  view?: { x: [number, number]; y: [number, number] };
  /** Where bands change, ascending. Left out, they are chosen by what the view shows. */
  levels?: number[];
  start?: [number, number];
  racers?: Racer[];
  steps?: number;
  /** Left out, there is none. */
  noise?: Noise;
}

/**
 * Gaussian noise of the gradients: its standard deviation on each coordinate, a seed (0 if left
 * out), and whether all racers share it (they do if left out).
 */
export interface Noise {
  sigma: number;
  seed?: number;
  shared?: boolean;
}

/** Whether a racer is running, or the step that it could not take and why. */
export interface Status {
  /**
   * `diverged`: the next iterate or f is infinite, or overflowed to NaN. `undefined`: f or its gradient
   * is NaN at a finite point, the start included; or, with eps 0, the rule divided 0 by 0.
   */
  kind: "running" | "diverged" | "undefined";
  /**
   * Whether it runs and keeps growing, as with too large a learning rate: f is at least 256 times its
   * scale above its start, and rises as fast as before.
   */
  growing?: true;
  /** The step that it could not take; 0 where it cannot start. */
  step?: number;
  /** Why it stopped; or why it stands still though it runs: g² overflowed. */
  reason?: string;
}

/** What a sweep varies and measures. */
export interface SweepOptions {
  /** The indices of the racers. By default those that are shown and have the hyper-parameters. */
  racers?: number[];
  /** What is varied: `lr` by default; `momentum`, `eps`, of a pair with the place in it: `betas[0]`. */
  parameter?: string;
  /** Its values, at most 1000. By default 131 learning rates from 1e-5 to 10^1.5, or the range of its slider. */
  values?: number[];
  /** A second hyper-parameter, for a map over both. */
  against?: { parameter: string; values?: number[] };
  /** At most 1000 starts, of which median and quartiles are taken. By default the run's own. */
  starts?: [number, number][];
  /** By default the run's own. */
  steps?: number;
  /** How far above the lowest known f a racer has arrived. By default 1e-3, or a tenth of f − f* at the start. */
  tolerance?: number;
}

/** What a sweep found. */
export interface SweepResult {
  parameter: string;
  values: Float64Array;
  against?: { parameter: string; values: Float64Array };
  /** The lowest f that is known, if any is. */
  lowest: number | null;
  steps: number;
  /** How many starts there were. */
  starts: number;
  racers: SweptRacer[];
}

/** What a sweep found of a racer: a number for each value, for each value of the second hyper-parameter. */
export interface SweptRacer {
  /** Its index in the run. */
  racer: number;
  label: string;
  /** After how many steps it arrived, the median over the starts; `Infinity` where it never did. */
  steps: Float64Array;
  stepsLower: Float64Array;
  stepsUpper: Float64Array;
  /** f after the last step, the median over the starts; `Infinity` where it stopped. */
  losses: Float64Array;
  lossesLower: Float64Array;
  lossesUpper: Float64Array;
  /** The part of the starts from which it stopped: it diverged, or left the domain of f. */
  stopped: Float64Array;
  /** The widest band of neighbouring values at which it arrives, and how wide that is in powers of ten. */
  usable: { from: number; to: number; decades: number } | null;
  /**
   * The best value: the middle of the widest band of values that arrive within twice the steps of the fastest,
   * and from which no start stops; if none arrives, that come within a twentieth of the greatest descent.
   */
  best: { value: number; from: number; to: number; arrives: boolean } | null;
}

/** What maps of basins show. */
export interface BasinOptions {
  /** The indices of the racers. By default those that are shown. */
  racers?: number[];
  /** The number of pixels along x, 1 to 2048; 160 by default. */
  columns?: number;
  /** The number of pixels along y, 1 to 2048; 120 by default. */
  rows?: number;
  /** What is divided into pixels. By default the run's view. */
  view?: { x: [number, number]; y: [number, number] };
  /** By default the run's own. */
  steps?: number;
  /** By how much f may differ from that of a minimum at which a racer has arrived. By default 1e-3 or less. */
  tolerance?: number;
  /** At most 200 minima. By default those that are known, and those found from where racers end. */
  minima?: [number, number][];
}

/** Where racers end from each pixel. */
export interface BasinResult {
  columns: number;
  rows: number;
  view: { x: [number, number]; y: [number, number] };
  minima: { at: [number, number]; value: number; isGlobal: boolean; isFound: boolean }[];
  racers: BasinMap[];
}

/** The map of a racer. Pixels are ordered row by row from the lowest y, each row from the lowest x. */
export interface BasinMap {
  /** Its index in the run. */
  racer: number;
  label: string;
  /**
   * What became of it from the middle of each pixel: the index of the minimum at which it arrived, or 252 where
   * it left the view, 253 where it diverged, 254 where f was undefined, 255 where it is under way after all steps.
   */
  outcomes: Uint8Array;
  /** After how many steps it was that. */
  steps: Uint32Array;
  /** How much of the view ends how. */
  shares: {
    outcome: "minimum" | "leftView" | "diverged" | "undefined" | "underWay";
    /** The index of the minimum. */
    minimum?: number;
    /** The part of the pixels, 0 to 1. */
    part: number;
    medianSteps: number;
  }[];
}

/** What is thrown for input that is not allowed. */
export interface InputError extends Error {
  field: string;
  value: unknown;
  allowed: string;
  /** In characters counted from 1, where the input was text. */
  position?: number;
}
"#;

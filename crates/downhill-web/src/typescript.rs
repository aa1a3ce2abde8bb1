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

/** What is thrown for input that is not allowed. */
export interface InputError extends Error {
  field: string;
  value: unknown;
  allowed: string;
  /** In characters counted from 1, where the input was text. */
  position?: number;
}
"#;

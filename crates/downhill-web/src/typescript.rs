//! The types that wasm-bindgen cannot derive.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** A racer: an optimizer with torch.optim's hyper-parameters. What is left out takes its default;
 * one that is `off` is computed, but neither shown nor compared. */
export type Racer = { label?: string; color?: string; lr?: number; off?: boolean } & (
  | { optimizer: "sgd" }
  | { optimizer: "momentum"; momentum?: number; dampening?: number; dampFirstStep?: boolean }
  | { optimizer: "adagrad"; eps?: number }
  | { optimizer: "rmsprop"; alpha?: number; eps?: number }
  | { optimizer: "adam"; betas?: [number, number]; eps?: number; biasCorrection?: boolean }
);

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

/** A rule's state after `step` steps: what it remembers of `[x, y]`, by name. */
export interface State {
  step: number;
  velocity?: [number, number];
  sumOfSquares?: [number, number];
  meanOfSquares?: [number, number];
  firstMoment?: [number, number];
  secondMoment?: [number, number];
}

/** Whether a racer is running, or the step that it could not take and why. */
export interface Status {
  kind: "running" | "diverged" | "undefined";
  step?: number;
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

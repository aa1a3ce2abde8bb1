import type { Noise, Objective, Racer, RunConfig } from "./downhill.js";

/** What an event of the figure tells, by the event's name. All of them bubble and are composed. */
export interface DownhillEvents {
  /** The figure is there and shows its run; sent once while it is in the document, though it sleeps and wakes. */
  "downhill-ready": CustomEvent<{ config: RunConfig }>;
  /** Another step is shown. */
  "downhill-step": CustomEvent<{ step: number; steps: number }>;
  /** The last step is shown after playing up to it. */
  "downhill-end": CustomEvent<{ step: number }>;
  /** A racer has diverged, has come to where the objective is not defined, or has no step to take. */
  "downhill-stop": CustomEvent<DownhillStop>;
  /** An attribute is not understood, or the figure cannot run. */
  "downhill-error": CustomEvent<DownhillError>;
  /** The user has changed something; not sent for what a script does. */
  "downhill-change": CustomEvent<DownhillChange>;
}

/** Which racer has stopped, and why. */
export interface DownhillStop {
  /** Its index, from 0. */
  racer: number;
  label: string;
  kind: "diverged" | "undefined";
  /** The step that it could not take. */
  step: number;
  reason: string;
}

/** What went wrong. */
export interface DownhillError {
  /** A sentence that says what to do; the figure shows it too. */
  message: string;
  /** The attribute or part of it, as in `racers[0].lr`. */
  field?: string;
  value?: unknown;
  /** What the field may be. */
  allowed?: string;
  /** Where in the text, in characters counted from 1. */
  position?: number;
  /** Why the figure cannot run, if that is it. */
  reason?: "wasm" | "browser" | "policy" | "simd" | "decompression" | "canvas" | "intl" | "load" | "version" | "memory" | "panic";
}

/** What the user has changed, and how the figure stands now. */
export interface DownhillChange {
  /** The name of the control: `play`, `seek`, `speed`, … */
  control: string;
  step: number;
  playing: boolean;
  speed: string;
}

/** On or off: a boolean, or what attributes say: nothing, `true` or the attribute's own name is on, `false` is off. */
export type Switch<Name extends string> = boolean | "" | "true" | "false" | Name;

/**
 * What markup may give the element, and what its properties take. Where a run has a list or an object, that
 * is taken too, as from another figure's `config`; the attribute has it as JSON then.
 */
export interface DownhillAttributes {
  /** Where the rest starts from: `article` (the default) or `article-gif`. */
  preset?: "article" | "article-gif" | null;
  /** The function, by name: `rosenbrock`, `taco(condition=50)`. */
  objective?: Objective | (string & {}) | null;
  /** Or as a formula in x and y: `x^2 + 3*y^2`. */
  formula?: string | null;
  /** What is seen of the plane: `x0:x1,y0:y1`. */
  view?: RunConfig["view"] | string | null;
  /** Where bands change, as numbers in rising order; chosen by what the view shows where there are none. */
  levels?: readonly number[] | string | null;
  /** Where all racers start: `x,y`. */
  start?: readonly [number, number] | Float64Array | string | null;
  /** Who races: `sgd adam(lr=0.1,betas=0.9:0.99)#label`. */
  racers?: readonly Racer[] | string | null;
  /** Noise on every gradient: `sigma=0.1,seed=7,shared=true`. */
  noise?: Noise | number | string | null;
  /** How many steps there are, 1 to 1,000,000. */
  steps?: number | `${number}` | null;
  /** How fast it plays: `0.25` to `16`, `whole` for all of it in ten seconds, or `auto`: about ten seconds, sooner for few steps. */
  speed?: Speed | null;
  /** Which controls are there; `full` unless set. */
  controls?: "full" | "minimal" | "none" | null;
  /** Light or dark; `auto`, as the page or the user has it, unless set. */
  theme?: "auto" | "light" | "dark" | null;
  /** Whether numbers stand at the picture’s edges. */
  axes?: Switch<"axes"> | null;
  /** The colours of the ground: the map's own, or the article's. `auto` unless set. */
  palette?: "auto" | "article" | null;
  /** Whether the program loads when the figure nears the viewport (`lazy`, unless set) or at once. */
  loading?: "lazy" | "eager" | null;
  /** What the picture is called for those who do not see it. */
  alt?: string | null;
  /** Whether it plays by itself; not where the user prefers reduced motion. */
  autoplay?: Switch<"autoplay"> | null;
  /** Whether it begins anew after the last step. */
  loop?: Switch<"loop"> | null;
  /**
   * A panel beneath the picture: how the race depends on its learning rates, where racers end from every start, or the
   * objective in three dimensions. It loads more than a picture alone.
   */
  panel?: "rates" | "basins" | "surface" | null;
  /** The step that is shown first. */
  "shown-step"?: number | `${number}` | null;
}

/** How a file of a run is made. */
export interface ExportOptions {
  /** In CSS px, 576 unless set; the height is three quarters of it unless set. */
  width?: number;
  height?: number;
  /** Pixels to the CSS px, 1 to 4; of a PNG 2 unless set, of a GIF 1. */
  scale?: number;
  /** What a picture shows of the objective; the map unless set. */
  view?: "map" | "surface";
  /** From where a surface is seen, in degrees: above its floor, 0 to 90, and around it, −180 to 180; 50 and −50 unless set. */
  elevation?: number;
  azimuth?: number;
  /** How many times as near a surface is, 0.5 to 8; 1 unless set. */
  zoom?: number;
  /** Whether a surface lets through what it hides: trails dotted, and heads faintly. */
  seeThrough?: boolean;
  /** For a dark page; as the element is unless set. */
  dark?: boolean;
  /** Whether numbers stand at the edges, racers are named, and the objective is named above. */
  axes?: boolean;
  labels?: boolean;
  title?: boolean;
  /** The step of a picture; the one that is shown unless set. */
  step?: number;
  /** The first step and the last of an animation; all unless set. */
  steps?: [number, number];
  /** Frames a second; 16.7 unless set. */
  rate?: number;
  /** Called with the part that is made, 0 to 1. */
  onprogress?: (part: number) => void;
  /** Gives it up. */
  signal?: AbortSignal;
}

/** How fast a figure plays. */
export type Speed = "auto" | "0.25" | "0.5" | "1" | "2" | "4" | "8" | "16" | "whole" | 0.25 | 0.5 | 1 | 2 | 4 | 8 | 16;

/** What a framework may set beside the attributes: properties. */
export interface DownhillProperties {
  /** The step that is shown. */
  shownStep?: number | `${number}` | null;
  /** Whether it plays. */
  playing?: Switch<"playing"> | null;
  /** All of the run; the attributes of a run become its fields. Give this or those. */
  config?: RunConfig | null;
}

/**
 * The element `<downhill-race>`: a race of optimizers down a function of x and y.
 *
 * Its children are shown until the figure is ready, and where it cannot run. A figure that is far
 * from the viewport sleeps, unless it is `loading="eager"`: it gives back its memory, and is built anew
 * where it stood when it nears. Importing this module does not register the element;
 * `downhill-race/define` does.
 */
export class DownhillRace extends HTMLElement {
  /** The attributes that are heard while the figure runs. */
  static readonly observedAttributes: readonly string[];

  /** Where the rest starts from: `article` (the default) or `article-gif`. Reflects the attribute. */
  get preset(): string | null;
  set preset(value: DownhillAttributes["preset"]);
  /** The function, by name: `rosenbrock`, `taco(condition=50)`. Reflects the attribute. */
  get objective(): string | null;
  set objective(value: DownhillAttributes["objective"]);
  /** Or as a formula in x and y: `x^2 + 3*y^2`. Reflects the attribute. */
  get formula(): string | null;
  set formula(value: DownhillAttributes["formula"]);
  /** What is seen of the plane: `x0:x1,y0:y1`. Reflects the attribute. */
  get view(): string | null;
  set view(value: DownhillAttributes["view"]);
  /** Where bands change, as numbers in rising order; chosen by what the view shows where there are none. Reflects the attribute. */
  get levels(): string | null;
  set levels(value: DownhillAttributes["levels"]);
  /** Where all racers start: `x,y`. Reflects the attribute. */
  get start(): string | null;
  set start(value: DownhillAttributes["start"]);
  /** Who races: `sgd adam(lr=0.1,betas=0.9:0.99)#label`. Reflects the attribute. */
  get racers(): string | null;
  set racers(value: DownhillAttributes["racers"]);
  /** Noise on every gradient: `sigma=0.1,seed=7,shared=true`. Reflects the attribute. */
  get noise(): string | null;
  set noise(value: DownhillAttributes["noise"]);
  /** How many steps there are, 1 to 1,000,000. Reflects the attribute. */
  get steps(): number | null;
  set steps(value: DownhillAttributes["steps"]);
  /** How fast it plays: `0.25` to `16`, `whole` for all of it in ten seconds, or `auto`: about ten seconds, sooner for few steps. Reflects the attribute. */
  get speed(): string | null;
  set speed(value: DownhillAttributes["speed"]);
  /** Which controls are there; `full` unless set. Reflects the attribute. */
  get controls(): "full" | "minimal" | "none";
  set controls(value: DownhillAttributes["controls"]);
  /** Light or dark; `auto`, as the page or the user has it, unless set. Reflects the attribute. */
  get theme(): "auto" | "light" | "dark";
  set theme(value: DownhillAttributes["theme"]);
  /** Whether numbers stand at the picture’s edges. */
  get axes(): boolean;
  set axes(value: DownhillAttributes["axes"]);
  /** The colours of the ground: the map's own, or the article's. `auto` unless set. Reflects the attribute. */
  get palette(): "auto" | "article";
  set palette(value: DownhillAttributes["palette"]);
  /** Whether the program loads when the figure nears the viewport (`lazy`, unless set) or at once. Reflects the attribute. */
  get loading(): "lazy" | "eager";
  set loading(value: DownhillAttributes["loading"]);
  /** What the picture is called for those who do not see it. Reflects the attribute. */
  get alt(): string | null;
  set alt(value: DownhillAttributes["alt"]);
  /** Whether it plays by itself; not where the user prefers reduced motion. Reflects the attribute. */
  get autoplay(): boolean;
  set autoplay(value: DownhillAttributes["autoplay"]);
  /** Whether it begins anew after the last step. Reflects the attribute. */
  get loop(): boolean;
  set loop(value: DownhillAttributes["loop"]);
  /** The panel beneath the picture. Reflects the attribute. */
  get panel(): "rates" | "basins" | "surface" | null;
  set panel(value: DownhillAttributes["panel"]);

  /** The step that is shown. Setting it seeks. */
  get shownStep(): number;
  set shownStep(step: DownhillProperties["shownStep"]);
  /** Whether it plays. Setting it plays or pauses, now or when the figure is there. */
  get playing(): boolean;
  set playing(value: DownhillProperties["playing"]);
  /** Fulfilled with the first picture, or without where the figure has no size; rejected, and made anew, when it cannot run. */
  readonly ready: Promise<this>;
  /**
   * The run that is shown, every default written out; `undefined` before there is a figure. While it sleeps, the run that it showed.
   *
   * Setting it sets the attributes of a run to its fields, and removes those that it leaves out. So an attribute
   * that is set later changes that run. `null` removes them again.
   */
  get config(): RunConfig | undefined;
  set config(run: DownhillProperties["config"]);

  /** Plays on from the step that is shown; from the start after the last. */
  play(): void;
  /** Stays at the step that is shown. */
  pause(): void;
  /** Shows a step, the nearest that there is. Throws a `TypeError` for what is no finite number. */
  seek(step: number): void;
  /** Goes `n` steps on, 1 if left out; back where it is negative. */
  step(n?: number): void;
  /** Goes back to the start. */
  reset(): void;
  /** The picture as it is shown, like a canvas's; `data:,` while there is none, as when it sleeps. */
  toDataURL(type?: string, quality?: number): string;
  /**
   * The run as a file: the step that is shown as PNG or SVG, the race as GIF, every iterate as CSV or JSON. It is
   * drawn and not read from the canvas, in a worker that is loaded for it; from the package's own files, not through
   * a bundler. Rejects with a sentence.
   */
  exportAs(kind: "png" | "svg" | "gif" | "csv" | "json", options?: ExportOptions): Promise<File>;
}

declare global {
  interface HTMLElementTagNameMap {
    "downhill-race": DownhillRace;
  }
  // Those of elements, documents and windows extend this one, and the events bubble up to all.
  interface GlobalEventHandlersEventMap extends DownhillEvents {}
}

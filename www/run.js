// The run as the page's controls change it, with the way back: a step for each gesture.
import { gesture } from "./gesture.js";

/** @typedef {{ optimizer: string, label?: string, color?: string, off?: boolean, betas?: number[], [setting: string]: any }} Racer */
/** @typedef {{ objective: any, view: { x: number[], y: number[] }, levels?: number[], start: number[], racers: Racer[], steps: number, noise?: { sigma: number, seed: number, shared: boolean } }} Config */

/** Settings in text. @param {Record<string, any>} of */
const settings = (of) =>
  Object.entries(of)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${Array.isArray(value) ? value.join(":") : value}`)
    .join();

/** A run in text, as links have it, and the preset as which it began. @param {Config} config @param {string} preset */
function line({ objective, view, racers, noise, ...rest }, preset) {
  const { name = objective, formula, ...parameter } = objective;
  const lists = racers.map(({ optimizer, label, color, ...rest }) => {
    const text = `${optimizer}(${settings({ ...rest, color: color?.slice(1) })})`;
    return label === undefined ? text : `${text}#${encodeURIComponent(label)}`;
  });
  const fields = { ...rest, view: `${view.x.join(":")},${view.y.join(":")}`, racers: lists.join(" "), ...(noise && { noise: settings(noise) }) };
  return [
    `preset=${preset}`,
    formula === undefined ? `objective=${name}${parameter.condition ? `(${settings(parameter)})` : ""}` : `formula=${encodeURIComponent(formula)}`,
    ...Object.entries(fields).map(([name, value]) => `${name}=${value}`),
  ].join("&");
}

export class Run {
  /** Runs before and after the one that is shown, as lines. @type {[string[], string[]]} */ #other = [[], []];
  #mounted;
  #shown = "";
  /** The preset as which the run began that is shown. */
  #preset = "";
  /** @type {((config: Config, moving: boolean) => void)[]} */ #hearers = [];
  #moving = false;
  #queued = false;

  /** @param {import("./engine.js").Mounted} mounted */
  constructor(mounted) {
    const { host, signal } = (this.#mounted = mounted);
    const remember = gesture(host, signal, () => {
      const shown = line(this.config, this.#preset);
      if (shown !== this.#shown && this.#shown) this.#other = [[...this.#other[0], this.#shown], []];
      this.#shown = shown;
      this.#offer();
    });
    mounted.changed = (moving, preset = "") => {
      this.#preset = preset;
      this.#moving = moving;
      if (!moving) remember();
      if (this.#queued) return;
      this.#queued = true;
      queueMicrotask(() => {
        this.#queued = false;
        const { config } = this;
        if (config) for (const hear of this.#hearers) hear(config, this.#moving);
      });
    };
    mounted.on("click", ({ target }) => {
      const name = target.closest("button")?.getAttribute("data-run");
      if (name === "undo" || name === "redo") this.go(name);
    });
    mounted.on("keydown", (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.target.matches("textarea, input:not([type=range], [type=checkbox])")) return;
      const key = event.key.toLowerCase();
      if (key !== "z" && key !== "y") return;
      event.preventDefault();
      this.go(key === "y" || event.shiftKey ? "redo" : "undo");
    });
  }

  /** @returns {Config} */
  get config() {
    return /** @type {any} */ (this.#mounted.config);
  }

  /** Has it heard of every other run that is shown. @param {(config: Config, moving: boolean) => void} hear */
  hear(hear) {
    this.#hearers.push(hear);
  }

  /** Shows the run as `change` makes it; what is not allowed comes back as a sentence. @param {(config: Config) => void} change */
  edit(change, moving = false) {
    const { config } = this;
    change(config);
    const error = this.#mounted.call((figure) => figure.edit(line(config, this.#preset), moving));
    if (!error && !moving) this.rest();
    return error;
  }

  /** Has no way back from here: where a page opens is where it begins. */
  forget() {
    this.#other = [[], []];
    this.#offer();
  }

  /** Ends a gesture. */
  rest() {
    this.#mounted.call((figure) => figure.rest());
  }

  /** @param {"undo" | "redo"} way */
  go(way) {
    const [from, to] = way === "undo" ? this.#other : [...this.#other].reverse();
    const found = from.pop();
    if (!found) return;
    to.push(this.#shown);
    this.#shown = found;
    this.#mounted.call((figure) => figure.edit(found, false));
    this.rest();
    this.#offer();
  }

  #offer() {
    for (const [index, name] of ["undo", "redo"].entries()) {
      const button = this.#mounted.root.querySelector(`[data-run=${name}]`);
      // Not disabled, or whoever has just pressed it would lose the focus.
      button?.setAttribute("aria-disabled", String(this.#other[index].length === 0));
    }
  }
}

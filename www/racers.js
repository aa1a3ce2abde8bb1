// The rows of the racers, with a slider and a number field for each setting. Which settings an
// optimizer has, and on which scale they move, the module says.
import { optimizers } from "@glue";

/** @typedef {import("./run.js").Racer} Racer */

/** Every optimizer by name, once it is asked for. @type {Map<string, import("@glue").OptimizerChoice> | undefined} */
let choices;
const known = () => (choices ??= new Map(optimizers().map((choice) => [choice.name, choice])));

/** @param {number} power @param {string} scale */
const from = (power, scale) => (scale === "near" ? 1 - 10 ** -power : 10 ** power);
/** How large a setting is, or how near to 1, where that is what matters. @param {number} value @param {string} [scale] */
const size = (value, scale) => (scale === "near" ? 1 - value : Math.abs(value));
/** On the slider; what has no logarithm is at its end. @param {number} value @param {string} scale */
const to = (value, scale) => (scale === "near" ? -1 : 1) * Math.log10(Math.max(size(value, scale), 1e-99));

/** @param {import("./engine.js").Mounted} mounted @param {import("./run.js").Run} run */
export function racers(mounted, run) {
  const { root } = mounted;
  const wrong = mounted.part("wrong");
  const all = /** @type {HTMLInputElement} */ (root.querySelector("[data-set=all]"));
  const added = /** @type {HTMLSelectElement} */ (root.querySelector("[data-set=add]"));
  added.replaceChildren(...Array.from(known().values(), ({ name, label, what }) => Object.assign(new Option(label, name), { title: what })));
  /** The learning rates before they are moved together. @type {number[] | undefined} */
  let rates;
  /** What gets the focus when the rows are shown anew: the control of a card. @type {[number, string] | undefined} */
  let focus;

  /** Changes the run, or says why not. @param {(config: import("./run.js").Config) => void} change @param {typeof focus} [next] What gets the focus then. */
  const edit = (change, moving = false, next) => {
    wrong.textContent = run.edit(change, moving) ?? "";
    if (!wrong.textContent) focus = next;
  };

  /** The number of the card that an element is in. @param {Element} element */
  const card = (element) => Number(element.closest(".card")?.getAttribute("data-name")?.slice(4));

  /** @param {HTMLInputElement} input */
  const read = ({ value, dataset: { scale } }) =>
    scale ? Number(from(Number(value), scale).toPrecision(scale === "near" ? 4 : 3)) : value.trim() ? Number(value) : NaN;

  mounted.on("input", ({ target }) => {
    if (target === all) {
      rates ??= run.config.racers.map(({ lr }) => lr);
      const factor = 10 ** Number(all.value);
      /** @type {Element} */ (all.nextElementSibling).textContent = `×${factor.toPrecision(3)}`;
      edit((config) => config.racers.forEach((racer, index) => (racer.lr = Number((/** @type {number[]} */ (rates)[index] * factor).toPrecision(4)))), true);
    } else if (target.type === "range" && target.dataset.key) {
      edit((config) => set(config.racers[card(target)], target.dataset.key, read(target)), true);
    }
  });

  mounted.on("change", ({ target }) => {
    const { key, set: name, at } = target.dataset;
    if (target === all) {
      all.value = "0";
      /** @type {Element} */ (all.nextElementSibling).textContent = "";
      rates = undefined;
      run.rest();
    } else if (target.type === "range" && key) run.rest();
    else if (key) {
      edit((config) => set(config.racers[card(target)], key, target.type === "checkbox" ? target.checked : read(target)));
      // A switch has nothing in it to correct where it is refused.
      if (target.type === "checkbox" && wrong.textContent) target.checked = !target.checked;
    }
    else if (at) edit((config) => (name === "steps" ? (config.steps = read(target)) : (config.start[name] = read(target))));
    else if (name === "off") edit((config) => (config.racers[card(target)].off = !target.checked));
    else if (name === "label") edit((config) => (config.racers[card(target)].label = target.value.trim() || undefined));
  });

  mounted.on("click", ({ target }) => {
    const act = target.closest("button")?.dataset.do;
    if (!act) return;
    if (act === "add") {
      const { length } = run.config.racers;
      return edit(({ racers }) => racers.push(/** @type {Racer} */ ({ optimizer: added.value })), false, [length, "label"]);
    }
    const from = card(target);
    const to = act === "remove" ? Math.max(from - 1, 0) : act === "up" ? from - 1 : from + 1;
    edit(({ racers }) => {
      const [racer] = racers.splice(from, act === "duplicate" ? 0 : 1);
      // Label and colour are given anew.
      if (act === "duplicate") racers.splice(to, 0, { ...racers[from], label: undefined, color: undefined });
      else if (act !== "remove") racers.splice(Math.max(to, 0), 0, racer);
    }, false, [to, act]);
  });

  run.hear((config) => {
    wrong.textContent = "";
    const { labels } = mounted;
    config.racers.forEach((racer, index) => {
      const row = mounted.part(`card${index}`);
      row.setAttribute("aria-label", labels[index]);
      if (row.dataset.kind !== racer.optimizer) build(mounted, row, index, racer);
      for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (row.querySelectorAll("input"))) show(input, racer, labels[index]);
    });
    for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (root.querySelectorAll("[data-at]"))) {
      const name = /** @type {any} */ (input.dataset.set);
      if (name === "steps") write(input, String(config.steps));
      else writeNumber(input, config.start[name]);
    }
    if (!focus) return;
    const [at, name] = focus;
    focus = undefined;
    const row = mounted.part(`card${Math.min(Math.max(at, 0), config.racers.length - 1)}`);
    const details = /** @type {HTMLDetailsElement} */ (row.querySelector("details"));
    details.open = true;
    /** @type {HTMLElement | null} */ (row.querySelector(`[data-do=${name}], [data-set=${name}]`))?.focus();
  });
}

/** The value of a setting; of a pair, one of both. @param {Racer} racer @param {string} key */
function get(racer, key) {
  const [name, part] = key.split(".");
  return part ? racer[name][part] : racer[name];
}

/** @param {Racer} racer @param {string} key @param {number | boolean} value */
function set(racer, key, value) {
  const [name, part] = key.split(".");
  if (part) racer[name][part] = value;
  else racer[name] = value;
}

/** Shows a value, unless it is being typed. @param {HTMLInputElement} input @param {string} value */
function write(input, value) {
  const root = /** @type {ShadowRoot} */ (input.getRootNode());
  if (input.value !== value && root.activeElement !== input) input.value = value;
}

/** Shows a number in a field whose arrows move its second digit, or its last: so it is valid. @param {HTMLInputElement} input @param {number} value */
export function writeNumber(input, value) {
  write(input, String(value));
  const [digits, power] = value.toExponential().split("e");
  const slider = /** @type {HTMLElement | null} */ (input.previousElementSibling);
  const second = Math.floor(Math.log10(size(value, slider?.dataset.scale)) + 1e-9) - 1;
  input.step = Number.isFinite(second) ? `1e${Math.min(second, Number(power) - digits.replace(/\D/g, "").length + 1)}` : "any";
}

/** @param {HTMLInputElement} input @param {Racer} racer @param {string} label What it is called. */
function show(input, racer, label) {
  const { key, set: name, scale } = input.dataset;
  if (name === "off") input.checked = !racer.off;
  else if (name === "label") {
    write(input, racer.label ?? "");
    input.placeholder = label;
  }
  else if (key) {
    const value = get(racer, key);
    // What a run leaves out where it has its default is false.
    if (input.type === "checkbox") input.checked = value ?? false;
    else if (input.type === "range") {
      if (input.getAttribute("aria-valuetext") === String(value)) return;
      input.value = String(scale ? to(value, scale) : value);
      input.setAttribute("aria-valuetext", String(value));
    } else writeNumber(input, value);
  }
}

/** Makes the controls of a racer's settings. @param {import("./engine.js").Mounted} mounted @param {HTMLElement} row @param {number} index @param {Racer} racer */
function build(mounted, row, index, racer) {
  row.dataset.kind = racer.optimizer;
  const places = [mounted.part(`settings${index}`), mounted.part(`others${index}`)];
  for (const place of places) place.replaceChildren();
  for (const { name, label: about, default: value, scale, range } of known().get(racer.optimizer)?.parameters ?? []) {
    const keys = Array.isArray(value) ? value.map((_, part) => `${name}.${part}`) : [name];
    for (const key of keys) {
      const text = key.replace(/\.(.)/, "[$1]");
      const label = document.createElement("label");
      label.title = about;
      label.append(text);
      /** @param {Record<string, string>} attributes */
      const add = (attributes) => {
        const input = document.createElement("input");
        for (const [name, value] of Object.entries({ "data-key": key, ...attributes })) input.setAttribute(name, value);
        label.append(input);
        return input;
      };
      if (scale === "switch") add({ type: "checkbox" });
      else {
        const [min, max] = range;
        add({ type: "range", min: String(min), max: String(max), step: ".02", ...(scale !== "linear" && { "data-scale": scale }) });
        add({ type: "number", step: "any", "aria-label": text });
      }
      places[name === "lr" ? 0 : 1].append(label);
    }
  }
}

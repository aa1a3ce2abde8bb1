// The rows of the racers, with a slider and a number field for each setting. Which settings an
// optimizer has, and on which scale they move, the module says.
import { Phase, optimizers } from "@glue";

/** @typedef {import("@glue").RacerControls} RacerControls */
/** @typedef {import("@glue").Editor} Editor */

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
  const steps = /** @type {HTMLInputElement} */ (root.querySelector("[data-set=steps]"));
  /** Where all start, along x and along y. @type {HTMLInputElement[]} */
  const starts = Array.from(root.querySelectorAll("[data-at=start]"));
  const added = /** @type {HTMLSelectElement} */ (root.querySelector("[data-set=add]"));
  added.replaceChildren(...Array.from(known().values(), ({ name, label, what }) => Object.assign(new Option(label, name), { title: what })));
  /** What gets the focus when the rows are shown anew: the control of a card. @type {[number, string] | undefined} */
  let focus;

  /** How many racers there are. */
  let count = 0;

  /** Changes the run, or says why not. @param {(editor: Editor) => string | undefined} change @param {typeof focus} [next] What gets the focus then. */
  const edit = (change, next) => {
    wrong.textContent = run.call(change) ?? "";
    if (!wrong.textContent) focus = next;
  };

  /** Sets the hyper-parameter of a control. @param {HTMLInputElement} input @param {Phase} phase */
  const set = (input, phase) => {
    const [name, part] = (input.dataset.key ?? "").split(".");
    edit((editor) => editor.setHyperparameter(card(input), name, part ? Number(part) : undefined, read(input), phase));
  };

  /** The number of the card that an element is in. @param {Element} element */
  const card = (element) => Number(element.closest(".card")?.getAttribute("data-name")?.slice(4));

  /** @param {HTMLInputElement} input */
  const read = ({ value, dataset: { scale } }) =>
    scale ? Number(from(Number(value), scale).toPrecision(scale === "near" ? 4 : 3)) : value.trim() ? Number(value) : NaN;

  mounted.on("input", ({ target }) => {
    if (target === all) {
      const factor = 10 ** Number(all.value);
      /** @type {Element} */ (all.nextElementSibling).textContent = `×${factor.toPrecision(3)}`;
      edit((editor) => editor.scaleLearningRates(factor));
    } else if (target.type === "range" && target.dataset.key) set(target, Phase.Preview);
  });

  mounted.on("change", ({ target }) => {
    const { key, set: name, at } = target.dataset;
    if (target === all) {
      all.value = "0";
      /** @type {Element} */ (all.nextElementSibling).textContent = "";
      run.commit();
    } else if (key && target.type === "range") run.commit();
    else if (key && target.type === "checkbox") {
      edit((editor) => editor.setSwitch(card(target), key, target.checked));
      // A switch has nothing in it to correct where it is refused.
      if (wrong.textContent) target.checked = !target.checked;
    } else if (key) set(target, Phase.Commit);
    else if (name === "steps") edit((editor) => editor.setSteps(read(target)));
    else if (at) edit((editor) => editor.setStart(read(starts[0]), read(starts[1])));
    else if (name === "off") edit((editor) => editor.setShown(card(target), target.checked));
    else if (name === "label") edit((editor) => editor.setLabel(card(target), target.value));
  });

  mounted.on("click", ({ target }) => {
    const act = target.closest("button")?.dataset.do;
    const from = card(target);
    if (act === "add") edit((editor) => editor.addRacer(added.value), [count, "label"]);
    if (act === "duplicate") edit((editor) => editor.duplicateRacer(from), [from + 1, act]);
    if (act === "remove") edit((editor) => editor.removeRacer(from), [from - 1, act]);
    if (act === "up") edit((editor) => editor.moveRacer(from, -1), [from - 1, act]);
    if (act === "down") edit((editor) => editor.moveRacer(from, 1), [from + 1, act]);
  });

  run.subscribe(({ racers, steps: stepCount, start }) => {
    wrong.textContent = "";
    count = racers.length;
    racers.forEach((racer, index) => {
      const row = mounted.part(`card${index}`);
      row.setAttribute("aria-label", racer.label);
      if (row.dataset.kind !== racer.optimizer) build(mounted, row, index, racer);
      for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (row.querySelectorAll("input"))) show(input, racer);
    });
    write(steps, String(stepCount));
    starts.forEach((input, axis) => writeNumber(input, start[axis]));
    if (!focus) return;
    const [at, name] = focus;
    focus = undefined;
    const row = mounted.part(`card${Math.min(Math.max(at, 0), racers.length - 1)}`);
    const details = /** @type {HTMLDetailsElement} */ (row.querySelector("details"));
    details.open = true;
    /** @type {HTMLElement | null} */ (row.querySelector(`[data-do=${name}], [data-set=${name}]`))?.focus();
  });
}

/** The value of a setting; of a pair, one of both. @param {RacerControls} racer @param {string} key */
function get(racer, key) {
  const [name, part] = key.split(".");
  const value = racer.settings.find((setting) => setting.name === name)?.value;
  return Array.isArray(value) ? value[Number(part)] : value;
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

/** @param {HTMLInputElement} input @param {RacerControls} racer */
function show(input, racer) {
  const { key, set: name, scale } = input.dataset;
  if (name === "off") input.checked = racer.isShown;
  else if (name === "label") {
    write(input, racer.ownLabel);
    input.placeholder = racer.label;
  }
  const value = key && get(racer, key);
  if (typeof value === "boolean") input.checked = value;
  else if (typeof value === "number" && input.type === "range") {
    if (input.getAttribute("aria-valuetext") === String(value)) return;
    input.value = String(scale ? to(value, scale) : value);
    input.setAttribute("aria-valuetext", String(value));
  } else if (typeof value === "number") writeNumber(input, value);
}

/** Makes the controls of a racer's settings. @param {import("./engine.js").Mounted} mounted @param {HTMLElement} row @param {number} index @param {RacerControls} racer */
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

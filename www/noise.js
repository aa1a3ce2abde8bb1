// Noise on the gradients, and one racer under many seeds, which is no part of the run.
import { writeNumber } from "./racers.js";

/** @param {import("./engine.js").Mounted} mounted @param {import("./run.js").Run} run */
export function noise(mounted, run) {
  const racer = /** @type {HTMLSelectElement} */ (mounted.part("racer"));
  const controls = /** @type {HTMLElement} */ (mounted.root.querySelector(".noise > div"));
  const error = /** @type {HTMLElement} */ (controls.querySelector(".error"));
  const [range, sigma, seed, shared] = controls.querySelectorAll("input");
  // Above the field, below the trails.
  mounted.part("picture").firstElementChild?.after(mounted.part("cloud0"));

  const edit = (level = sigma.valueAsNumber, moving = false) => {
    error.textContent = run.edit((config) => {
      if (level === 0) delete config.noise;
      else config.noise = { sigma: level, seed: seed.valueAsNumber, shared: shared.checked };
    }, moving) ?? "";
  };
  const { signal } = mounted;
  controls.addEventListener("input", ({ target }) => {
    const power = range.valueAsNumber;
    // The lower end is off.
    if (target === range) edit(power < -4 ? 0 : Number((10 ** power).toPrecision(3)), true);
  }, { signal });
  controls.addEventListener("change", ({ target }) => (target === range ? run.rest() : edit()), { signal });
  controls.querySelector("button")?.addEventListener("click", () => {
    seed.valueAsNumber = (seed.valueAsNumber + 1) >>> 0;
    edit();
  }, { signal });

  run.hear(({ noise }) => {
    const { labels } = mounted;
    error.textContent = "";
    const level = noise?.sigma ?? 0;
    writeNumber(sigma, level);
    range.valueAsNumber = Math.log10(level || 1e-9);
    range.setAttribute("aria-valuetext", sigma.value);
    // Without noise they keep what they had.
    if (noise) {
      seed.valueAsNumber = noise.seed;
      shared.checked = noise.shared;
    }
    racer.length = labels.length + 1;
    labels.forEach((label, index) => Object.assign(racer.options[index + 1], { text: label, value: index }));
  });
}

// Noise on the gradients, and one racer under many seeds, which is no part of the run.
import { Phase } from "@glue";
import { writeNumber } from "./racers.js";
import { write } from "./show.js";

/** @param {import("./engine.js").Mounted} mounted @param {import("./run.js").Run} run */
export function noise(mounted, run) {
  const racer = /** @type {HTMLSelectElement} */ (mounted.part("racer"));
  const controls = /** @type {HTMLElement} */ (mounted.root.querySelector(".noise > div"));
  const error = /** @type {HTMLElement} */ (controls.querySelector(".error"));
  const [range, sigma, seed, shared] = controls.querySelectorAll("input");
  // Above the field, below the trails.
  mounted.part("picture").firstElementChild?.after(mounted.part("ensemble-canvas"));

  const edit = (level = sigma.valueAsNumber, phase = Phase.Commit) => {
    error.textContent = run.call((editor) => editor.setNoise(level, seed.valueAsNumber, shared.checked, phase)) ?? "";
  };
  const { signal } = mounted;
  controls.addEventListener("input", ({ target }) => {
    const power = range.valueAsNumber;
    // The lower end is off.
    if (target === range) edit(power < -4 ? 0 : Number((10 ** power).toPrecision(3)), Phase.Preview);
  }, { signal });
  controls.addEventListener("change", ({ target }) => (target === range ? run.commit() : edit()), { signal });
  controls.querySelector("button")?.addEventListener("click", () => {
    seed.valueAsNumber = (seed.valueAsNumber + 1) >>> 0;
    edit();
  }, { signal });

  racer.addEventListener("input", () => run.call((editor) => editor.showEnsemble(racer.value ? Number(racer.value) : undefined)));
  const seeds = /** @type {HTMLInputElement} */ (mounted.part("seeds"));
  seeds.addEventListener("input", () => {
    if (seeds.validity.valid) run.call((editor) => editor.setSeeds(seeds.valueAsNumber));
  });
  run.subscribe(({ noise, racers }) => {
    error.textContent = "";
    writeNumber(sigma, noise.sigma);
    range.valueAsNumber = Math.log10(noise.sigma || 1e-9);
    range.setAttribute("aria-valuetext", sigma.value);
    // Without noise they keep what they had.
    if (noise.sigma > 0) {
      seed.valueAsNumber = noise.seed;
      shared.checked = noise.isShared;
    }
    racer.length = racers.length + 1;
    racers.forEach(({ label }, index) => Object.assign(racer.options[index + 1], { text: label, value: index }));
  });
  mounted.shows("Ensemble", (/** @type {import("@glue").EnsembleView} */ { about, progress }) => {
    // It is read out where it is another.
    if (mounted.part("seen").textContent !== about) write(mounted.part("seen"), about);
    write(mounted.part("grown"), progress);
  });
}

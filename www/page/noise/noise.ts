// Noise on the gradients, and one racer under many seeds, which is no part of the run.
import { html, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { field, numberIn } from "../field.js";
import { Phase, type Run } from "../run.js";
import { fieldStep } from "../slider.js";

/** Below this power of ten there is no noise. */
const OFF = -4;

export class Noise {
  readonly #run: Run;
  #racer = "";
  #seeds = 50;
  /** The seed and whether it is shared, also while there is no noise. */
  #seed = 0;
  #isShared = true;

  constructor(run: Run) {
    this.#run = run;
  }

  view(): TemplateResult {
    const run = this.#run;
    const sigma = run.controls?.noise.sigma ?? 0;
    if (run.controls && sigma > 0) {
      this.#seed = run.controls.noise.seed;
      this.#isShared = run.controls.noise.isShared;
    }
    const set = (level = sigma, phase = Phase.Commit) => run.call((editor) => editor.setNoise(level, this.#seed, this.#isShared, phase));
    const slide = (event: Event) => {
      const power = (event.currentTarget as HTMLInputElement).valueAsNumber;
      set(power < OFF ? 0 : Number((10 ** power).toPrecision(3)), Phase.Preview);
    };
    const next = () => {
      this.#seed = (this.#seed + 1) >>> 0;
      set();
      run.invalidate();
    };
    const share = (event: Event) => {
      this.#isShared = (event.currentTarget as HTMLInputElement).checked;
      set();
    };
    const choose = (event: Event) => {
      this.#racer = (event.currentTarget as HTMLSelectElement).value;
      run.call((editor) => editor.showEnsemble(this.#racer ? Number(this.#racer) : undefined));
    };
    const seeds = (text: string) => {
      const count = numberIn(text);
      if (!(Number.isInteger(count) && count >= 1 && count <= 200)) return "Seeds: a whole number from 1 to 200";
      this.#seeds = count;
      run.call((editor) => editor.setSeeds(count));
      return undefined;
    };
    const ensemble = run.panels.Ensemble;
    return html`<p>Gaussian noise of standard deviation σ on each coordinate of the gradient. A seed gives the same run on every machine.</p>
      <div class="tools">
        <label for="sigma">σ</label> <input class="slide" data-name="noise" type="range" min="-4.05" max="1" step=".05" aria-label="Noise" aria-valuetext=${String(sigma)} .value=${live(String(Math.log10(sigma || 1e-9)))} @input=${slide} @change=${() => run.commit()}>
        ${field(run, { id: "sigma", value: String(sigma), min: "0", step: fieldStep(sigma), commit: (text) => set(numberIn(text)) })}
        <label for="seed">Seed</label> ${field(run, {
          id: "seed",
          value: String(this.#seed),
          min: "0",
          max: "4294967295",
          commit: (text) => {
            const before = this.#seed;
            this.#seed = numberIn(text);
            const why = set();
            if (why) this.#seed = before;
            return why;
          },
        })}
        <button data-name="next-seed" @click=${next}>Next seed</button>
        <label><input data-name="shared" type="checkbox" .checked=${live(this.#isShared)} @change=${share}> All racers share the noise</label>
      </div>
      <div class="tools">
        <label>Seed ensemble <select data-name="ensemble" .value=${live(this.#racer)} @input=${choose}><option value="">none</option>
          ${run.controls?.racers.map(({ label }, index) => html`<option value=${index}>${label}</option>`)}</select></label>
        <label for="seeds">Seeds</label> ${field(run, { id: "seeds", value: String(this.#seeds), min: "1", max: "200", commit: seeds })}
        <span data-name="grown">${ensemble?.progress}</span>
      </div>
      <p class="said" data-name="seen" role="status">${ensemble?.about}</p>`;
  }
}

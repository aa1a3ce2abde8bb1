// Which racer's steps are taken apart, while a panel that shows one is open.
import { html, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import type { Run } from "../run.js";

export class Inspected {
  readonly #run: Run;
  #racer = 0;
  #isOpen = false;
  /** What the figure has been told. */
  #told: number | undefined;

  constructor(run: Run) {
    this.#run = run;
  }

  set isOpen(isOpen: boolean) {
    this.#isOpen = isOpen;
    this.update();
  }

  /** Tells the figure which racer it is, where that has changed. */
  update(): void {
    const last = (this.#run.controls?.racers.length ?? 1) - 1;
    this.#racer = Math.max(0, Math.min(this.#racer, last));
    const racer = this.#isOpen ? this.#racer : undefined;
    if (racer === this.#told) return;
    this.#told = racer;
    this.#run.call((editor) => editor.inspect(racer));
  }

  choice(id: string): TemplateResult {
    const choose = (event: Event) => {
      this.#racer = Number((event.currentTarget as HTMLSelectElement).value);
      this.update();
    };
    return html`<label>Racer <select id=${id} data-name="inspected" .value=${live(String(this.#racer))} @input=${choose}>
      ${this.#run.controls?.racers.map(({ label }, index) => html`<option value=${index} ?selected=${index === this.#racer}>${label}</option>`)}</select></label>`;
  }
}

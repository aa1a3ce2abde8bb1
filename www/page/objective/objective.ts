// Which function is raced down: its name opens the gallery, its formula can be edited, its start is typed or dragged.
import { html, nothing, type TemplateResult } from "lit-html";
import { unsafeHTML } from "lit-html/directives/unsafe-html.js";
import { live } from "lit-html/directives/live.js";
import { field, numberIn } from "../field.js";
import { Phase, type Run } from "../run.js";
import { fieldStep, fromSlider, toSlider } from "../slider.js";
import type { Gallery } from "./gallery.js";

export class Objective {
  readonly #run: Run;
  readonly #gallery: Gallery;
  #isEditing = false;
  #error = "";
  /** Whether what was typed has not been committed. */
  #isTyped = false;
  #takesFocus = false;

  constructor(run: Run, gallery: Gallery) {
    this.#run = run;
    this.#gallery = gallery;
  }

  rendered(): void {
    if (!this.#takesFocus) return;
    this.#takesFocus = false;
    const input = document.getElementById("formula") as HTMLInputElement | null;
    input?.focus();
    input?.select();
  }

  /** The line above the picture; where it is short, start and parameter stand elsewhere. */
  view(isShort: boolean): TemplateResult {
    const { controls } = this.#run;
    if (!controls) return html``;
    return html`
      <h1 class="title"><button data-name="objective" aria-haspopup="dialog" title="Choose another objective" @click=${() => this.#gallery.open()}>${controls.title}</button></h1>
      ${this.#isEditing ? this.#editor(controls.formula) : this.#reading(controls.reading, controls.formula)}
      ${isShort ? nothing : html`${this.parameter()}${this.start()}`}
      ${controls.offersRates ? html`<p class="offer" role="status">This objective has learning rates of its own. <button class="link" data-name="keep-rates" @click=${() => this.#run.call((editor) => editor.keepRates())}>Keep yours</button></p>` : nothing}`;
  }

  #reading(reading: string, formula: string): TemplateResult {
    const edit = () => {
      this.#isEditing = true;
      this.#takesFocus = true;
      this.#run.invalidate();
    };
    return html`<div class="formula">
      <span class="reading fading" title="f(x, y) = ${formula}">${reading ? unsafeHTML(reading) : `f(x, y) = ${formula}`}</span>
      <button class="link" data-name="edit-formula" aria-label="Edit the formula" @click=${edit}>edit</button>
    </div>`;
  }

  #editor(formula: string): TemplateResult {
    const run = this.#run;
    const input = ({ currentTarget }: Event) => {
      const text = (currentTarget as HTMLInputElement).value;
      this.#error = run.call((editor) => editor.setFormula(text, Phase.Preview)) ?? "";
      this.#isTyped ||= !this.#error;
      run.invalidate();
    };
    const leave = () => {
      this.#isEditing = false;
      this.#error = "";
      if (this.#isTyped) run.commit();
      this.#isTyped = false;
      run.invalidate();
    };
    const key = (event: KeyboardEvent) => {
      if (event.key === "Enter" || event.key === "Escape") (event.currentTarget as HTMLElement).blur();
    };
    return html`<div class="formula">
      <label for="formula">f(x, y) =</label>
      <input id="formula" type="text" spellcheck="false" autocomplete="off" autocapitalize="off" aria-invalid=${this.#error ? "true" : "false"} aria-describedby="formula-error"
        .value=${this.#isTyped || this.#error ? (document.getElementById("formula") as HTMLInputElement | null)?.value ?? formula : formula}
        @input=${input} @blur=${leave} @keydown=${key}>
      <p class="error" id="formula-error" data-name="formula-error" aria-live="polite">${this.#error}</p>
    </div>`;
  }

  /** The parameter that some objectives have. */
  parameter(): TemplateResult | typeof nothing {
    const run = this.#run;
    const parameter = run.controls?.parameter;
    if (!parameter) return nothing;
    const { label, value, range, scale } = parameter;
    const ends = range.map((end) => toSlider(end, scale));
    const set = (value: number, phase: Phase) => run.call((editor) => editor.setObjectiveParameter(value, phase));
    return html`<span class="parameter"><label for="parameter">${label}</label>
      <input type="range" min=${ends[0] ?? 0} max=${ends[1] ?? 1} step=".01" aria-label=${label} aria-valuetext=${String(value)} .value=${live(String(toSlider(value, scale)))}
        @input=${(event: Event) => void set(fromSlider((event.currentTarget as HTMLInputElement).valueAsNumber, scale), Phase.Preview)} @change=${() => run.commit()}>
      ${field(run, { id: "parameter", className: "bare", value: String(value), step: fieldStep(value, scale), commit: (text) => set(numberIn(text), Phase.Commit) })}</span>`;
  }

  /** Where all racers start, as numbers. */
  start(): TemplateResult {
    const run = this.#run;
    const [x, y] = run.controls?.start ?? [0, 0];
    const at = (id: string, label: string, value: number, set: (value: number) => [number, number]) =>
      field(run, { id, className: "bare", value: String(value), label, step: fieldStep(value), commit: (text) => run.call((editor) => editor.setStart(...set(numberIn(text)))) });
    return html`<span class="start-at">start (${at("start-x", "Start x", x, (value) => [value, y])}, ${at("start-y", "Start y", y, (value) => [x, value])})</span>`;
  }
}

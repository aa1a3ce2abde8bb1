// Gradients that are typed by hand instead of an objective's, as courses set them.
import { optimizers, type HandView, type OptimizerChoice, type ParameterChoice } from "@glue";
import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { copy, select } from "../copy.js";
import { field, numberIn } from "../field.js";
import type { Run } from "../run.js";
import { fieldStep, numberText } from "../slider.js";
import { table } from "./numbers.js";

/** Every optimizer, once it is asked for. */
let choices: OptimizerChoice[] | undefined;
const known = (): OptimizerChoice[] => (choices ??= optimizers());

export class Hand {
  readonly #run: Run;
  /** What is typed, also where it is refused. */
  #typed: string | undefined;
  #refused = "";
  #said = "";

  constructor(run: Run) {
    this.#run = run;
  }

  view(): TemplateResult {
    const run = this.#run;
    const hand = run.panels.Numbers?.hand;
    if (!hand) return html``;
    const parameters = known().find(({ name }) => name === hand.optimizer)?.parameters ?? [];
    const [usual, options] = [false, true].map((isOption) => parameters.filter((parameter) => parameter.isOption === isOption)) as [ParameterChoice[], ParameterChoice[]];
    const choose = (event: Event) => run.call((editor) => editor.setHandRule((event.currentTarget as HTMLSelectElement).value));
    const start = (text: string) => run.call((editor) => editor.setHandStart(numberIn(text)));
    return html`<div class="hand">
        <div class="asked">
          <label>Rule <select data-name="hand-rule" .value=${live(hand.optimizer)} @input=${choose}>
            ${known().map(({ name, label }) => html`<option value=${name} ?selected=${name === hand.optimizer}>${label}</option>`)}</select></label>
          <span class="pair"><label for="hand-start">Start x₀</label>${field(run, { id: "hand-start", value: String(hand.start), step: "any", commit: start })}</span>
          ${this.#gradients(hand)}
          ${usual.map((parameter) => this.#setting(hand, parameter))}
          ${options.length ? html`<details class="options"><summary>More options</summary>${options.map((parameter) => this.#setting(hand, parameter))}</details>` : nothing}
        </div>
        <div class="answer">
          <p class="outcome"><b data-name="hand-outcome" role="status">${hand.outcome}</b>
            <button data-name="copy-hand" @click=${() => this.#copy(hand)}>Copy as text</button> <span class="said" role="status" data-name="hand-copied">${this.#said}</span></p>
          <div class="scroll" data-name="hand-steps" role="group" tabindex="0" aria-label="The rule’s numbers at each gradient">${table(hand.table)}</div>
        </div>
      </div>`;
  }

  #gradients(hand: HandView): TemplateResult {
    const run = this.#run;
    const type = (event: Event) => {
      this.#typed = (event.currentTarget as HTMLTextAreaElement).value;
      const why = run.call((editor) => editor.setHandGradients(this.#typed ?? ""));
      // What is half typed is not refused yet.
      this.#refused = event.type === "change" ? (why ?? "") : "";
      run.invalidate();
    };
    return html`<label class="list" for="hand-gradients">Gradients g₁, g₂, …</label>
      <textarea id="hand-gradients" data-name="hand-gradients" rows="2" spellcheck="false" autocomplete="off" maxlength="20000" aria-invalid=${this.#refused ? "true" : "false"}
        aria-describedby=${this.#refused ? "hand-gradients-error" : nothing} .value=${this.#typed ?? hand.gradients} @input=${type} @change=${type}></textarea>
      ${this.#refused ? html`<span class="error" id="hand-gradients-error" role="alert">${this.#refused}. The table has the list before.</span>` : nothing}`;
  }

  #setting(hand: HandView, parameter: ParameterChoice): TemplateResult {
    const run = this.#run;
    const { name, label, parts, what, scale } = parameter;
    const value = hand.settings.find((setting) => setting.name === name)?.value;
    if (typeof value === "boolean") {
      const change = (event: Event) => run.call((editor) => editor.setHandSwitch(name, (event.currentTarget as HTMLInputElement).checked));
      return html`<label class="switch" title=${what}><input type="checkbox" .checked=${live(value)} @change=${change}> ${label}</label>`;
    }
    const one = (value: number, text: string, part?: number) => {
      const id = `hand-${hand.optimizer}-${name}${part === undefined ? "" : `-${part}`}`;
      const commit = (typed: string) => run.call((editor) => editor.setHandSetting(name, part, numberIn(typed)));
      return html`<span class="pair"><label for=${id} title=${what}>${text}</label>${field(run, { id, value: numberText(value), step: fieldStep(value, scale), title: what, commit })}</span>`;
    };
    if (Array.isArray(value)) return html`${value.map((number, part) => one(number, parts[part] ?? label, part))}`;
    return typeof value === "number" ? one(value, label) : html``;
  }

  async #copy({ text }: HandView): Promise<void> {
    this.#said = await copy(text, () => select(document.querySelector("[data-name=hand-steps]")));
    this.#run.invalidate();
  }
}

// The run as a program to take home, and a racer's rule by itself.
import { html, type TemplateResult } from "lit-html";
import { copy, save, select } from "../copy.js";
import type { Run } from "../run.js";
import type { Inspected } from "../step/inspected.js";

const LANGUAGES: [string, string][] = [
  ["PyTorch", "Python with torch.optim: agrees with this page to rounding"],
  ["NumPy", "Python with NumPy alone: every rule and the gradient spelled out"],
  ["Rust", "A program that uses the crate downhill: the same numbers to the last bit"],
];

export class Code {
  readonly #run: Run;
  readonly #inspected: Inspected;
  #language = "PyTorch";
  #said = "";
  #isOpen = false;
  #hasRule = false;

  constructor(run: Run, inspected: Inspected) {
    this.#run = run;
    this.#inspected = inspected;
  }

  /** Whether a racer's rule is shown. */
  get showsRule(): boolean {
    return this.#isOpen && this.#hasRule;
  }

  set isOpen(isOpen: boolean) {
    this.#isOpen = isOpen;
    this.#said = "";
    this.#run.call((editor) => editor.showCode(isOpen ? this.#language : undefined));
  }

  view(): TemplateResult {
    const run = this.#run;
    const view = run.panels.Code;
    const rule = run.panels.StepInspector;
    const choose = (name: string) => {
      this.#language = name;
      this.isOpen = true;
      run.invalidate();
    };
    const copyScript = async () => {
      this.#said = await copy(view?.script ?? "", () => select(document.querySelector("[data-name=script]")));
      run.invalidate();
    };
    const toggle = (event: Event) => {
      this.#hasRule = (event.currentTarget as HTMLDetailsElement).open;
      // On a small screen the step that is taken apart has no other place, and stays.
      if (this.#hasRule) this.#inspected.isOpen = true;
    };
    const download = () => save(view?.script ?? "", view?.file ?? "downhill.txt");
    const about = LANGUAGES.find(([name]) => name === this.#language)?.[1];
    return html`<div class="tools program">
        <div class="choice" role="group" aria-label="Language">${LANGUAGES.map(([name]) => html`<button data-language=${name} aria-pressed=${name === this.#language ? "true" : "false"} @click=${() => choose(name)}>${name}</button>`)}</div>
        <button class="primary" data-name="copy-code" aria-label="Copy as ${this.#language}" @click=${copyScript}>Copy</button>
        <button data-name="save-code" title=${view?.file ?? ""} @click=${download}>Download</button>
        <span class="said" role="status" data-name="code-copied">${this.#said}</span>
        <span class="said">${about}</span>
      </div>
      <pre class="script" data-name="script" role="group" tabindex="0" aria-label="The run in ${this.#language}">${view?.script}</pre>
      <details class="rule" ?open=${this.#hasRule} @toggle=${toggle}><summary>One rule by itself</summary>
        <div class="tools">${this.#inspected.choice("code-racer")}</div>
        <div class="codes">
          <section><h2>In Python</h2><pre data-name="python" role="group" tabindex="0" aria-label="In Python">${rule?.python}</pre></section>
          <section><h2>In Rust</h2><pre data-name="rust" role="group" tabindex="0" aria-label="In Rust">${rule?.rust}</pre></section>
        </div>
      </details>`;
  }
}

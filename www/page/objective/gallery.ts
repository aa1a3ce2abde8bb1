// The gallery of objectives: small maps, grouped by what they teach.
import { objectiveGroups, thumbnail, type ObjectiveChoice, type ObjectiveGroup } from "@glue";
import { html, nothing, type TemplateResult } from "lit-html";
import { Dialog } from "../dialog.js";
import type { Run } from "../run.js";

/** The size of a small map (CSS px). */
const SIZE = [168, 126] as const;

let all: ObjectiveGroup[] | undefined;
const groups = (): ObjectiveGroup[] => (all ??= objectiveGroups());

export class Gallery {
  readonly #run: Run;
  readonly #dialog = new Dialog("gallery", "Objectives");
  /** The maps that are drawn, by theme and name. */
  readonly #maps = new Map<string, string>();
  #isWanted = false;

  constructor(run: Run) {
    this.#run = run;
  }

  open(): void {
    this.#isWanted = true;
    this.#dialog.open();
    this.#draw();
    this.#run.invalidate();
  }

  get #isDark(): boolean {
    return matchMedia("(prefers-color-scheme: dark)").matches;
  }

  /** Draws the next map that is missing: one a frame, so that the dialog opens at once. */
  #draw(): void {
    if (!this.#dialog.isOpen) return;
    const isDark = this.#isDark;
    const missing = groups().flatMap(({ objectives }) => objectives).find(({ name }) => !this.#maps.has(`${isDark} ${name}`));
    if (!missing) return;
    this.#maps.set(`${isDark} ${missing.name}`, `data:image/svg+xml,${encodeURIComponent(thumbnail(missing.name, ...SIZE, isDark))}`);
    this.#run.invalidate();
    requestAnimationFrame(() => this.#draw());
  }

  view(): TemplateResult {
    if (!this.#isWanted) return this.#dialog.view(nothing);
    return this.#dialog.view(html`${groups().map(({ title, what, objectives }) => html`
      <section><h3>${title}</h3><p>${what}</p>
        <ul class="maps">${objectives.map((choice) => this.#item(choice))}</ul></section>`)}
      <p>Any other: close this, and press “edit” beside the formula.</p>`);
  }

  #item({ name, label, what }: ObjectiveChoice): TemplateResult {
    const map = this.#maps.get(`${this.#isDark} ${name}`);
    const choose = () => {
      this.#dialog.close();
      this.#run.forgetDrafts();
      this.#run.call((editor) => editor.chooseObjective(name));
    };
    const isChosen = this.#run.controls?.objective === name;
    return html`<li><button data-objective=${name} aria-current=${isChosen ? "true" : nothing} title=${what} @click=${choose}>
      ${map ? html`<img src=${map} width=${SIZE[0]} height=${SIZE[1]} alt="">` : html`<span class="blank"></span>`}
      <span>${label}</span></button></li>`;
  }
}

// Numbers: of every racer at the step that is shown, of one racer step by step, or of a rule on gradients that are
// typed by hand.
import type { TableView } from "@glue";
import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { createRef, ref } from "lit-html/directives/ref.js";
import { unsafeHTML } from "lit-html/directives/unsafe-html.js";
import { copy, select } from "../copy.js";
import { Phase, type Run } from "../run.js";
import { Hand } from "./hand.js";

type Way = "all" | "steps" | "hand";

const WAYS: [Way, string][] = [["all", "All racers"], ["steps", "Step by step"], ["hand", "Gradients by hand"]];

export class Numbers {
  readonly #run: Run;
  readonly #hand: Hand;
  readonly #box = createRef<HTMLElement>();
  /** The step whose row was brought into view last. */
  #seen: number | undefined;
  #way: Way = "all";
  #racer = 0;
  #isOpen = false;
  /** What the figure has been told to show. */
  #told: string | undefined;
  #said = "";

  constructor(run: Run) {
    this.#run = run;
    this.#hand = new Hand(run);
  }

  set isOpen(isOpen: boolean) {
    this.#isOpen = isOpen;
    this.#said = "";
    this.update();
  }

  /** Tells the figure what is shown, where that has changed. */
  update(): void {
    const run = this.#run;
    const last = (run.controls?.racers.length ?? 1) - 1;
    this.#racer = Math.max(0, Math.min(this.#racer, last));
    const shown = this.#isOpen ? (this.#way === "steps" ? String(this.#racer) : this.#way) : "all";
    if (shown === (this.#told ?? "all")) return;
    this.#told = shown;
    if (shown === "hand") run.call((editor) => editor.showByHand());
    else run.call((editor) => editor.showNumbers(shown === "all" ? undefined : Number(shown)));
  }

  /** Brings the row of the step that is shown into view, where it is another one. */
  rendered(): void {
    const box = this.#box.value;
    const step = box && this.#run.panels.Numbers?.racer?.step;
    if (step === this.#seen) return;
    this.#seen = step;
    const row = box?.querySelector<HTMLElement>("[aria-current]");
    if (box && row) box.scrollTop = row.offsetTop - (box.clientHeight - row.offsetHeight) / 2;
  }

  view(): TemplateResult {
    const choose = (way: Way) => {
      this.#way = way;
      this.#said = "";
      this.update();
      this.#run.invalidate();
    };
    return html`<div class="tools ways"><div class="choice" role="group" aria-label="Whose numbers">${WAYS.map(([way, label]) => html`<button data-way=${way} aria-pressed=${way === this.#way ? "true" : "false"} @click=${() => choose(way)}>${label}</button>`)}</div>
      ${this.#way === "steps" ? this.#tools() : nothing}</div>
      ${this.#way === "all" ? this.#all() : this.#way === "steps" ? this.#steps() : this.#hand.view()}`;
  }

  #all(): TemplateResult {
    const run = this.#run;
    const rows = run.readout?.rows ?? [];
    return html`<p class="status" data-name="status">${run.readout?.status}</p>
      <div class="scroll" role="group" tabindex="0" aria-label="Every racer at this step"><table>
      <thead><tr><th scope="col">Racer</th><th scope="col">x</th><th scope="col">y</th><th scope="col">f(x, y)</th><th scope="col">Distance to minimum</th><th scope="col">Remark</th></tr></thead>
      <tbody>${run.labels.map((label, index) => {
        const row = rows[index];
        return html`<tr><th scope="row">${label}</th><td>${row?.x}</td><td>${row?.y}</td><td>${row?.loss}</td><td>${row?.distance}</td><td class="note">${row?.note}</td></tr>`;
      })}</tbody></table></div>`;
  }

  /** Whose steps they are, the pages, and the ways to take them along. */
  #tools(): TemplateResult {
    const run = this.#run;
    const view = run.panels.Numbers?.racer;
    const choose = (event: Event) => {
      this.#racer = Number((event.currentTarget as HTMLSelectElement).value);
      this.#said = "";
      this.update();
    };
    const page = view?.page ?? 0;
    const last = (view?.pages ?? 1) - 1;
    const go = (to: number) => run.call((editor) => editor.showNumbersPage(Math.max(0, Math.min(to, last))));
    const text = () => run.call((editor) => editor.numbersText(this.#racer)) ?? "";
    const copyText = async () => {
      const all = text();
      const rows = all.split("\n").length - 2;
      const said = await copy(all, () => select(document.querySelector("[data-name=steps]")));
      this.#said = said === "Copied." ? `Copied: ${rows} ${rows === 1 ? "row" : "rows"}, all digits.` : said;
      run.invalidate();
    };
    const way = (label: string, sign: string, to: number, isEnd: boolean) =>
      // Not disabled, or whoever has just pressed it would lose the focus.
      html`<button class="quiet" aria-label=${label} title=${label} aria-disabled=${isEnd ? "true" : "false"} data-sign=${sign} @click=${() => go(to)}></button>`;
    return html`<label>Racer <select data-name="numbers-racer" .value=${live(String(this.#racer))} @input=${choose}>
        ${run.controls?.racers.map(({ label }, index) => html`<option value=${index} ?selected=${index === this.#racer}>${label}</option>`)}</select></label>
      <span class="pages">${way("First page", "«", 0, page === 0)}${way("Page before", "‹", page - 1, page === 0)}<span data-name="span">${view?.span}</span>${way("Next page", "›", page + 1, page === last)}${way("Last page", "»", last, page === last)}</span>
      <button data-name="copy-numbers" title="Every step computed so far, with tabs between the numbers, for a spreadsheet" @click=${copyText}>Copy as text</button>
      <span class="said" role="status" data-name="numbers-copied">${this.#said}</span>`;
  }

  #steps(): TemplateResult {
    const run = this.#run;
    const view = run.panels.Numbers?.racer;
    if (!view) return html``;
    const seek = (step: number) => {
      for (const phase of [Phase.Preview, Phase.Commit]) run.figure((figure) => figure.userSeeks(step, phase));
    };
    return html`<div class="scroll rows" data-name="steps" ${ref(this.#box)} role="group" tabindex="0" aria-label="The numbers of ${run.labels[view.index]}, step by step">${table(view.table, view.step, seek)}</div>
      <p class="said"><span data-name="numbers-note">${view.note}</span> The row of t has what the step to t computed, and where it led. A click on a row goes to its step.</p>`;
  }
}

/** A table of numbers. `shown` is the step whose row is marked; a click on a row seeks its step. */
export function table({ columns, axes, hasLoss, rows }: TableView, shown?: number, seek?: (step: number) => void): TemplateResult {
  const both = axes.length > 1;
  return html`<table class="steps" ?data-seeks=${seek !== undefined}>
    <thead><tr><th scope="col" rowspan=${both ? 2 : nothing}>t</th>${columns.map(({ symbol, name }) => html`<th scope=${both ? "colgroup" : "col"} colspan=${both ? 2 : nothing}><span class="unseen">${name}</span><span aria-hidden="true">${unsafeHTML(symbol)}</span></th>`)}${
      axes.map((axis) => html`<th scope="col" rowspan=${both ? 2 : nothing}><i>${axis}</i></th>`)}${hasLoss ? html`<th scope="col" rowspan=${both ? 2 : nothing}><i>f</i></th>` : nothing}</tr>
      ${both ? html`<tr>${columns.map(({ name }) => axes.map((axis) => html`<th scope="col" aria-label="${name} along ${axis}"><i>${axis}</i></th>`))}</tr>` : nothing}</thead>
    <tbody>${rows.map(({ step, cells }) => html`<tr aria-current=${step === shown ? "step" : nothing} @click=${seek ? () => seek(step) : nothing}><th scope="row">${step}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody></table>`;
}

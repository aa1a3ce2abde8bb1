// The tabs: beside the picture there is room for racers and story, on a small screen they are tabs too.
import { html, nothing, type TemplateResult } from "lit-html";
import type { Run } from "./run.js";

export type Tab = "racers" | "lesson" | "chart" | "step" | "rates" | "basins" | "noise" | "numbers" | "code" | "more";

const LABELS: Record<Tab, string> = { racers: "Racers", lesson: "Lesson", chart: "Chart", step: "One step", rates: "Learning rates", basins: "Basins", noise: "Noise", numbers: "Numbers", code: "Code", more: "More" };
export const labelOf = (tab: Tab): string => LABELS[tab];
const SHORT: Partial<Record<Tab, string>> = { chart: "Loss", step: "Step" };
const WIDE: Tab[] = ["chart", "step", "rates", "basins", "noise", "numbers", "code"];
const COMPACT: Tab[] = ["racers", "lesson", "chart", "step", "more"];

/** Where there is no room beside the picture, or not below it. */
const COMPACT_SCREEN = matchMedia("(max-width: 47.99rem), (max-height: 33.99rem)");

export class Tabs {
  readonly #run: Run;
  readonly #panels: Record<Tab, () => TemplateResult>;
  readonly #opened: (tab: Tab) => void;
  #wide: Tab = "chart";
  #compact: Tab = "racers";

  constructor(run: Run, panels: Record<Tab, () => TemplateResult>, opened: (tab: Tab) => void) {
    this.#run = run;
    this.#panels = panels;
    this.#opened = opened;
    COMPACT_SCREEN.addEventListener("change", () => {
      opened(this.chosen);
      run.invalidate();
    }, { signal: run.signal });
  }

  get isCompact(): boolean {
    return COMPACT_SCREEN.matches;
  }

  get chosen(): Tab {
    return this.isCompact ? this.#compact : this.#wide;
  }

  /** Opens a tab, where it is one. */
  open(tab: Tab): void {
    const tabs = this.isCompact ? COMPACT : WIDE;
    // On a small screen the others are parts of the last.
    if (!tabs.includes(tab)) tab = "more";
    if (!tabs.includes(tab) || tab === this.chosen) return;
    if (this.isCompact) this.#compact = tab;
    else this.#wide = tab;
    this.#opened(tab);
    this.#run.invalidate();
  }

  view(): TemplateResult {
    const tabs = this.isCompact ? COMPACT : WIDE;
    const key = (event: KeyboardEvent) => {
      const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!by) return;
      const next = tabs[(tabs.indexOf(this.chosen) + by + tabs.length) % tabs.length] ?? this.chosen;
      this.open(next);
      event.preventDefault();
      event.stopPropagation();
      queueMicrotask(() => document.getElementById(`tab-${next}`)?.focus());
    };
    return html`
      <div class="tabs" role="tablist" aria-label="Panels" @keydown=${key}>${tabs.map((tab) => {
        const isChosen = tab === this.chosen;
        return html`<button id="tab-${tab}" role="tab" aria-selected=${isChosen ? "true" : "false"} aria-controls=${isChosen ? "panel" : nothing} tabindex=${isChosen ? 0 : -1} @click=${() => this.open(tab)}>${
          (this.isCompact && SHORT[tab]) || LABELS[tab]}</button>`;
      })}</div>
      <div id="panel" class="panel" role="tabpanel" data-panel=${this.chosen} aria-labelledby="tab-${this.chosen}">${this.#panels[this.chosen]()}</div>`;
  }
}

// One step of a racer, taken apart: what its rule did, with its numbers.
import { html, type TemplateResult } from "lit-html";
import { unsafeHTML } from "lit-html/directives/unsafe-html.js";
import type { Run } from "../run.js";
import type { Inspected } from "./inspected.js";

/** What was taken apart last: it stays, faintly, while the race plays. */
let last = "";

export function step(run: Run, inspected: Inspected): TemplateResult {
  const view = run.panels.StepInspector;
  last = view?.equations || last;
  const isPlaying = run.transport?.playing ?? false;
  return html`<div class="tools">${inspected.choice("step-racer")}
      ${isPlaying ? html`<p>Pause the race to take a step apart.</p>` : html`<p data-name="step"><b>${view?.step}</b> <span data-name="note">${view?.note}</span></p>`}</div>
    <div class="equations" data-name="equations" role="group" tabindex="0" aria-label="The rule with this step’s numbers" ?data-passing=${isPlaying}>${
      unsafeHTML(last)}</div>
    <p class="key">Arrows from where it stands: −g downhill, −v or −m what is remembered, Δ the step.${last.includes("msqrt") ? " The cross has arms as long as the root that the step is divided by." : ""}</p>`;
}

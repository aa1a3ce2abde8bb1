// The code of a racer's rule.
import { html, type TemplateResult } from "lit-html";
import type { Run } from "../run.js";
import type { Inspected } from "../step/inspected.js";

export function code(run: Run, inspected: Inspected): TemplateResult {
  const view = run.panels.StepInspector;
  return html`<div class="tools">${inspected.choice("code-racer")}</div>
    <div class="codes">
      <section><h2>In Python</h2><pre data-name="python" role="group" tabindex="0" aria-label="In Python">${view?.python}</pre></section>
      <section><h2>In Rust</h2><pre data-name="rust" role="group" tabindex="0" aria-label="In Rust">${view?.rust}</pre></section>
    </div>`;
}

// Every racer's numbers at the step that is shown.
import { html, type TemplateResult } from "lit-html";
import type { Run } from "../run.js";

export function numbers(run: Run): TemplateResult {
  const rows = run.readout?.rows ?? [];
  return html`<p class="status" data-name="status">${run.readout?.status}</p>
    <div class="scroll" role="group" tabindex="0" aria-label="Every racer at this step"><table>
    <thead><tr><th scope="col">Racer</th><th scope="col">x</th><th scope="col">y</th><th scope="col">f(x, y)</th><th scope="col">Distance to minimum</th><th scope="col">Remark</th></tr></thead>
    <tbody>${run.labels.map((label, index) => {
      const row = rows[index];
      return html`<tr><th scope="row">${label}</th><td>${row?.x}</td><td>${row?.y}</td><td>${row?.loss}</td><td>${row?.distance}</td><td class="note">${row?.note}</td></tr>`;
    })}</tbody></table></div>`;
}

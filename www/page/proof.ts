// That the numbers are right: what the reference tests found when the page was built.
import { html, type TemplateResult } from "lit-html";
import proof from "../proof.json";

/** A number in powers of ten, as people write it. */
function typeset(number: number): string {
  const [digits = "", power = ""] = number.toExponential().split("e");
  const raised = [...power].map((sign) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(sign)] ?? (sign === "-" ? "⁻" : "")).join("");
  return digits === "1" ? `10${raised}` : `${digits}×10${raised}`;
}

export function proofOfAgreement(): TemplateResult {
  const { torch, torchRuns, objectives, iterates, worstAbsolute } = proof;
  return html`<b>✓ Checked against torch ${torch}</b>: ${torchRuns} runs on ${objectives} functions, ${iterates.toLocaleString("en")} iterates. The largest difference in a coordinate, before rounding alone decides a path, is ${typeset(worstAbsolute)}.`;
}

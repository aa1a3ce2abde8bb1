// The chart of a number over the steps. The pointer looks at a step there and, pressed, seeks; a finger taps or goes
// along, across it scrolls the page.
import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { createRef, ref } from "lit-html/directives/ref.js";
import type { Measure } from "@glue";
import { capture } from "../capture.js";
import { Phase, type Run } from "../run.js";
import { sizes } from "../sizes.js";

/** How far a finger goes before it drags (CSS px). */
const SLOP = 8;

const MEASURES: [Measure, string][] = [
  ["loss", "Loss f(x, y)"],
  ["distance", "Distance to the minimum"],
  ["gradient", "Gradient norm"],
  ["length", "Step length"],
  ["rate", "Learning rate"],
  ["ratex", "Effective rate lr/√s, x"],
  ["ratey", "Effective rate lr/√s, y"],
];

export class Chart {
  readonly #run: Run;
  readonly #plot = createRef<HTMLElement>();
  /** Where a finger came down of which it is not known yet what it does. */
  #down: [number, number] | undefined;

  /** The element whose size the figure knows. */
  #measured: HTMLElement | undefined;
  readonly #canvases = new Map<string, (element: Element | undefined) => void>();
  readonly #resized: ResizeObserver;

  constructor(run: Run) {
    this.#run = run;
    this.#resized = sizes(run.signal, (width, height) => run.call((editor) => editor.resizeChart(width, height)));
  }

  view(): TemplateResult {
    const run = this.#run;
    const view = run.panels.Chart;
    const note = view?.clipped || view?.missing;
    // The values at the step that is shown stand in the racers' rows.
    const isPeeking = view !== undefined && view.peeked !== view.shown;
    return html`<div class="chart">
      <div class="plot" data-name="plot" ${ref(this.#plot)} @pointerdown=${this.#follow} @pointermove=${this.#follow} @pointerleave=${this.#follow} @lostpointercapture=${this.#follow} @click=${this.#follow}>
        <canvas data-name="chart-canvas" role="img" aria-label=${view?.description || "Chart"} ${ref(this.#named("chart-canvas"))}></canvas>
        <canvas aria-hidden="true" ${ref(this.#named("chart-past-canvas"))}></canvas>
        <canvas aria-hidden="true" ${ref(this.#named("chart-cursor-canvas"))}></canvas>
      </div>
      <div class="tools">
        <select data-name="measure" aria-label="What the chart shows" .value=${live(view?.measure ?? "loss")} @input=${(event: Event) => run.call((editor) => editor.chooseMeasure((event.currentTarget as HTMLSelectElement).value as Measure))}>
          ${MEASURES.map(([name, label]) => html`<option value=${name}>${label}</option>`)}
        </select>
        <label><input data-name="log" type="checkbox" .checked=${live(view?.isLogarithmic ?? true)} @input=${(event: Event) => run.call((editor) => editor.setLogarithmic((event.currentTarget as HTMLInputElement).checked))}> log</label>
        <span class="at" data-name="peeked">${view?.step}</span>
        ${note && !isPeeking ? nothing : html`<span class="values fading">${view?.values.map((value) => html`<span>${value}</span>`)}</span>`}
        ${note && !isPeeking ? html`<span class="said" data-name="chart-note">${note}</span>` : nothing}
        ${view?.hasLeftOut ? html`<span class="said" data-name="left-out">Left out: what is unknown, not finite or, on a logarithmic scale, not above 0.</span>` : nothing}
      </div>
    </div>`;
  }

  rendered(): void {
    const plot = this.#plot.value;
    if (plot === this.#measured) return;
    if (this.#measured) this.#resized.unobserve(this.#measured);
    if (plot) this.#resized.observe(plot);
    this.#measured = plot;
  }

  /** Takes note of a canvas while it is there. */
  #named(name: string): (element: Element | undefined) => void {
    let named = this.#canvases.get(name);
    if (!named) {
      named = (element) => this.#run.mounted.setPart(name, element);
      this.#canvases.set(name, named);
    }
    return named;
  }

  #follow = (event: PointerEvent | MouseEvent): void => {
    const run = this.#run;
    const plot = this.#plot.value;
    const steps = run.controls?.steps ?? 0;
    if (!plot) return;
    const { left, width } = plot.getBoundingClientRect();
    const [first, last] = run.panels.Chart?.insets ?? [0, 0];
    const { type, clientX, clientY, buttons } = event;
    const isTouch = "pointerType" in event && event.pointerType === "touch";
    const step = Math.round(((clientX - left - first) / (width - first - last)) * steps);
    // Beyond the ends there is no step to look at.
    const isInside = type !== "pointerleave" && step >= 0 && step <= steps;
    run.call((editor) => editor.peek(isInside ? step : undefined));
    if (type === "pointerdown") {
      capture(plot, (event as PointerEvent).pointerId);
      this.#down = isTouch ? [clientX, clientY] : undefined;
    }
    const [x, y] = this.#down ?? [0, 0];
    const taps = this.#down !== undefined && type === "click";
    const drags = this.#down !== undefined && type === "pointermove" && Math.abs(clientX - x) > Math.max(SLOP, Math.abs(clientY - y));
    if (taps || drags) this.#down = undefined;
    if (this.#down) return;
    const clamped = Math.min(Math.max(step, 0), steps);
    if (taps || buttons & 1) run.figure((figure) => figure.userSeeks(clamped, Phase.Preview));
    if (taps || type === "lostpointercapture") run.figure((figure) => figure.userSeeks(figure.step, Phase.Commit));
  };
}

// How the race depends on its learning rates, or on another number: curves with a dot for each racer, which sets its
// value, the best value of each, and a map over two numbers.
import { RatesControls, type RatesDot, type RatesView } from "@glue";
import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { createRef, ref } from "lit-html/directives/ref.js";
import { capture } from "../capture.js";
import { Job } from "../jobs.js";
import { Phase, type Run } from "../run.js";
import { sizes } from "../sizes.js";

/** How many values the keys go. */
const KEYS: Record<string, number> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 };

export class Rates {
  readonly #run: Run;
  readonly #controls: RatesControls;
  readonly #job: Job;
  readonly #plot = createRef<HTMLElement>();
  #measured: HTMLElement | undefined;
  #isOpen = false;
  readonly #resized: ResizeObserver;
  readonly #canvas = (element: Element | undefined) => this.#run.mounted.setPart("rates-canvas", element);

  constructor(run: Run) {
    this.#run = run;
    const controls = run.figure((figure) => RatesControls.of(figure));
    if (!controls) throw new Error("there is no figure");
    this.#controls = controls;
    this.#job = new Job(run, "sweep");
    this.#resized = sizes(run.signal, (width, height) => this.#call((rates) => rates.resize(width, height)));
    run.signal.addEventListener("abort", () => run.figure(() => controls.free()));
  }

  /** Calls the panel, while there is a figure. */
  #call(call: (controls: RatesControls) => void): void {
    this.#run.figure(() => call(this.#controls));
  }

  /** Whether its tab is seen. */
  set isOpen(isOpen: boolean) {
    if (isOpen === this.#isOpen) return;
    this.#isOpen = isOpen;
    this.#call((rates) => rates.setOpen(isOpen));
  }

  /** Sets every racer to its best rate. */
  setBest(): void {
    this.#call((rates) => rates.setBest());
  }

  view(): TemplateResult {
    const view = this.#run.panels.Rates;
    if (!view) return html``;
    const progress = view.progress < 1 ? `${Math.floor(100 * view.progress)} %` : "";
    const isMap = view.against !== null;
    return html`<div class="rates">
      ${this.#tools(view)}
      <div class="rates-picture">
        <div class="rates-plot" data-name="rates-plot" ?data-map=${isMap} ${ref(this.#plot)} @click=${isMap ? this.#choose : nothing}>
          <canvas data-name="rates-canvas" role="img" aria-label=${view.description || "Curves"} ${ref(this.#canvas)}></canvas>
          ${view.dots.map((dot) => this.#dot(dot, view))}
        </div>
        <p class="axis">${this.#axis(view)} <span class="key" data-name="rates-progress" role="status">${progress}</span></p>
        ${this.#job.failure ? html`<p class="error" role="alert">${this.#job.failure}</p>` : nothing}
      </div>
      <div class="rates-table">${isMap ? this.#about() : this.#table(view)}</div>
    </div>`;
  }

  rendered(): void {
    const plot = this.#plot.value;
    if (plot !== this.#measured) {
      if (this.#measured) this.#resized.unobserve(this.#measured);
      if (plot) this.#resized.observe(plot);
      this.#measured = plot;
    }
    for (const [index, dot] of [...(plot?.querySelectorAll<HTMLElement>(".rates-dot") ?? [])].entries()) {
      const [x, y] = this.#run.panels.Rates?.dots[index]?.at ?? [0, 0];
      dot.style.setProperty("--x", `${x}px`);
      dot.style.setProperty("--y", `${y}px`);
    }
    const job = this.#isOpen ? this.#run.panels.Rates?.job : undefined;
    const id = job?.id ?? 0;
    this.#job.follow(job, (slice, numbers) => this.#call((rates) => rates.takeSlice(id, slice, numbers as Float64Array)));
  }

  #tools(view: RatesView): TemplateResult {
    const chosen = (event: Event) => (event.currentTarget as HTMLSelectElement).value;
    const checked = (event: Event) => (event.currentTarget as HTMLInputElement).checked;
    const racers = this.#run.controls?.racers ?? [];
    return html`<div class="tools">
      <label>Over <select data-name="vary" .value=${live(view.parameter)} @change=${(event: Event) => this.#call((rates) => rates.vary(chosen(event)))}>
        ${view.parameters.map(({ name, label }) => html`<option value=${name}>${label}</option>`)}</select></label>
      <label>and <select data-name="against" .value=${live(view.against ?? "")} @change=${(event: Event) => this.#call((rates) => rates.against(chosen(event) || undefined))}>
        <option value="">nothing else</option>
        ${view.others.map(({ name, label }) => html`<option value=${name}>${label}</option>`)}</select></label>
      ${view.mapOf === null
        ? html`<label>show <select data-name="rates-measure" .value=${live(view.measure)} @change=${(event: Event) => this.#call((rates) => rates.measureLoss(chosen(event) === "loss"))}>
            <option value="steps">steps to the minimum</option><option value="loss">f after the last step</option></select></label>`
        : html`<label>of <select data-name="map-of" .value=${live(String(view.mapOf))} @change=${(event: Event) => this.#call((rates) => rates.mapOf(Number(chosen(event))))}>
            ${racers.map(({ label }, index) => html`<option value=${index}>${label}</option>`)}</select></label>`}
      <label title="The run’s start and eight around it, a twentieth of the view away: the line is their median, the band their quartiles"><input data-name="nine-starts" type="checkbox" .checked=${live(view.hasNineStarts)} @change=${(event: Event) => this.#call((rates) => rates.setNineStarts(checked(event)))}> nine starts</label>
    </div>`;
  }

  #axis(view: RatesView): string {
    const label = (of: string | null) => [...view.parameters, ...view.others].find(({ name }) => name === of)?.label ?? "";
    return view.against === null ? label(view.parameter) : `→ ${label(view.parameter)}, ↑ ${label(view.against)}`;
  }

  #dot({ racer, label, text }: RatesDot, view: RatesView): TemplateResult {
    const down = (event: PointerEvent) => {
      capture(event.currentTarget as HTMLElement, event.pointerId);
      event.stopPropagation();
    };
    const move = (event: PointerEvent) => {
      const plot = this.#plot.value;
      if (!plot || !(event.currentTarget as HTMLElement).hasPointerCapture(event.pointerId)) return;
      const { left, width } = plot.getBoundingClientRect();
      const [first, last] = view.insets;
      this.#set(racer, view, valueAt((event.clientX - left - first) / (width - first - last), view));
    };
    const key = (event: KeyboardEvent) => {
      const by = KEYS[event.key];
      if (!by || event.ctrlKey || event.altKey || event.metaKey) return;
      const { values, dots } = view;
      const now = dots.find((dot) => dot.racer === racer)?.value ?? 0;
      const at = nearest(values, now, view.isLogarithmic);
      this.#set(racer, view, values[Math.min(Math.max(at + by, 0), values.length - 1)] ?? now);
      this.#run.commit();
      event.preventDefault();
      event.stopPropagation();
    };
    const { value } = view.dots.find((dot) => dot.racer === racer) ?? { value: 0 };
    return html`<div class="rates-dot" role="slider" tabindex="0" title="${label}: ${text}"
      aria-label="${this.#axis(view)} of ${label}" aria-valuemin=${view.values[0] ?? 0} aria-valuemax=${view.values.at(-1) ?? 1} aria-valuenow=${value} aria-valuetext=${text}
      @pointerdown=${down} @pointermove=${move} @lostpointercapture=${() => this.#run.commit()} @keydown=${key}></div>`;
  }

  #set(racer: number, view: RatesView, value: number): void {
    const [, name = view.parameter, part] = view.parameter.match(/^(\w+)\[(\d)\]$/) ?? [];
    this.#run.call((editor) => editor.setHyperparameter(racer, name, part === undefined ? undefined : Number(part), value, Phase.Preview));
  }

  #choose = (event: MouseEvent): void => {
    const { left, top } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    this.#call((rates) => rates.chooseAt(event.clientX - left, event.clientY - top));
  };

  #table(view: RatesView): TemplateResult {
    return html`<div class="tools">
        <button class="primary" data-name="best" @click=${() => this.setBest()}>Best for each</button>
        <button data-name="one-rate" @click=${() => this.#call((rates) => rates.setOneRate())}>One rate for all: ${view.oneRate}</button>
      </div>
      <div class="scroll" role="group" tabindex="0" aria-label="Best values"><table>
        <thead><tr><th scope="col">Racer</th><th scope="col">now</th><th scope="col">best</th><th scope="col">then</th><th scope="col">usable band</th></tr></thead>
        <tbody>${view.rows.map(({ label, now, usable, decades, best, comesTo }) => html`<tr><th scope="row">${label}</th><td>${now}</td><td>${best}</td><td>${comesTo}</td><td title="It arrives at ${usable}">${decades.length > 1 ? decades : usable}</td></tr>`)}</tbody>
      </table></div>
      <p class="said" data-name="chosen" role="status">${view.chosen}</p>
      <p class="said">${view.rule}</p>`;
  }

  #about(): TemplateResult {
    return html`<p class="said">The darker, the sooner the racer arrives. Pale: it does not within the run’s steps. Crossed: it flies off, or ends higher than it began. A click sets both numbers.</p>`;
  }
}

/** The value nearest to a place of the chart, from 0 to 1. */
function valueAt(part: number, { values, isLogarithmic }: RatesView): number {
  const [low = 0, high = 1] = [values[0], values.at(-1)];
  const place = Math.min(Math.max(part, 0), 1);
  const value = isLogarithmic ? low * (high / low) ** place : low + (high - low) * place;
  return values[nearest(values, value, isLogarithmic)] ?? value;
}

function nearest(values: number[], value: number, isLogarithmic: boolean): number {
  const away = (other: number) => Math.abs(isLogarithmic ? Math.log(other / value) : other - value);
  let best = 0;
  for (const [index, other] of values.entries()) if (away(other) < away(values[best] ?? 0)) best = index;
  return best;
}

// Maps of basins: where each racer ends from every start. The pointer looks at a start, whose path is shown on the map of
// the race; a click starts there. Beside them a swarm: one racer from many starts at once.
import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { createRef, ref } from "lit-html/directives/ref.js";
import { BasinsControls, type BasinMapView, type BasinsView } from "@glue";
import { field, numberIn } from "../field.js";
import { Job } from "../jobs.js";
import type { Run } from "../run.js";
import { sizes } from "../sizes.js";
import type { Tab } from "../tabs.js";
import { paintMarks, paintPixels, paintSamples } from "./paint.js";

/** How many pixels an arrow key moves the cursor, and with Shift. */
const STRIDES = [5, 1] as const;
/** The arrow keys, to the right and up. */
const ARROWS: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const MOST_STARTS = 2000;
const LEAST_STARTS = 12;

export class Basins {
  readonly #run: Run;
  readonly #controls: BasinsControls;
  readonly #job: Job;
  readonly #maps = createRef<HTMLElement>();
  readonly #values = createRef<HTMLElement>();
  #tab: Tab | undefined;
  /** Whether they are to be seen among what else a small screen has. */
  #isUnfolded = false;
  #isOpen = false;
  /** The column and the row, from below, that the pointer or the cursor is at; the cursor stays. */
  #pointed: [number, number] | undefined;
  #cursor: [number, number] | undefined;
  #starts = 432;
  /** What the figure has measured. */
  #measured: HTMLElement | undefined;
  readonly #resized: ResizeObserver;

  constructor(run: Run) {
    this.#run = run;
    const controls = run.figure((figure) => BasinsControls.of(figure));
    if (!controls) throw new Error("there is no figure");
    this.#controls = controls;
    this.#job = new Job(run, "basin");
    this.#resized = sizes(run.signal, (width, height) => this.#call((basins) => basins.resizeSwarmValues(width, height)));
    run.signal.addEventListener("abort", () => run.figure(() => controls.free()));
  }

  /** Calls the panel, while there is a figure. */
  #call<T>(call: (controls: BasinsControls) => T): T | undefined {
    return this.#run.figure(() => call(this.#controls));
  }

  /** The tab that is open. */
  set tab(tab: Tab) {
    this.#tab = tab;
    this.#update();
  }

  #update(): void {
    const isOpen = this.#tab === "basins" || (this.#tab === "more" && this.#isUnfolded);
    if (isOpen === this.#isOpen) return;
    this.#isOpen = isOpen;
    this.#call((basins) => basins.setOpen(isOpen));
  }

  /** Folded among other things, on a small screen. */
  folded(): TemplateResult {
    const toggle = ({ currentTarget }: Event) => {
      this.#isUnfolded = (currentTarget as HTMLDetailsElement).open;
      this.#update();
      this.#run.invalidate();
    };
    return html`<details data-name="basins-fold" ?open=${this.#isUnfolded} @toggle=${toggle}><summary>Basins</summary>${this.#isUnfolded ? this.view() : nothing}</details>`;
  }

  view(): TemplateResult {
    const { panels, controls } = this.#run;
    const shown = panels.Basins;
    const labels = controls?.racers ?? [];
    const choose = (event: Event) => {
      const text = (event.currentTarget as HTMLSelectElement).value;
      this.#call((basins) => basins.showAlone(text ? Number(text) : undefined));
    };
    const alone = shown?.alone ?? undefined;
    return html`<div class="basins" data-name="basins">
      <p data-name="basins-summary">${shown?.summary || "Where each racer ends from every start of the view."}</p>
      <div class="tools">
        <label>Maps <select data-name="basins-of" .value=${live(alone === undefined ? "" : String(alone))} @input=${choose}>
          <option value="">all racers</option>${labels.map(({ label }, index) => html`<option value=${index}>${label}, finer</option>`)}</select></label>
        ${this.#swarmTools()}
        <span class="key" data-name="basins-progress">${progress(shown)}</span>
      </div>
      ${this.#job.failure ? html`<p class="error" role="alert">${this.#job.failure}</p>` : nothing}
      ${this.#swarm()}
      <div class="maps" ?data-alone=${alone !== undefined} ?data-coarse=${shown?.isRunning} ${ref(this.#maps)}>${shown?.maps.map((map, place) => this.#map(shown, map, place))}</div>
      <p class="key hovered" data-name="basins-hovered">${shown?.hovered || "Point at a start to see its path on the map above; a click starts there."}</p>
      ${shown?.maps.length ? legend(shown) : nothing}
    </div>`;
  }

  #map({ columns, rows }: BasinsView, { label, text, shares }: BasinMapView, place: number): TemplateResult {
    return html`<figure class="basin">
      <figcaption>${label}</figcaption>
      <div class="ground" data-name="basin" data-place=${place} tabindex="0" role="application" aria-label="${label}: map of starts. Arrow keys move a cursor, Enter starts there" aria-describedby="basin-text-${place}"
        @pointermove=${this.#point} @pointerdown=${this.#point} @pointerleave=${this.#leave} @click=${this.#click} @keydown=${this.#key} @focus=${this.#focus} @blur=${this.#leave}>
        <canvas class="pixels" width=${columns} height=${rows} aria-hidden="true"></canvas><canvas class="marks" aria-hidden="true"></canvas><i class="at" aria-hidden="true"></i>
      </div>
      <p class="unseen" id="basin-text-${place}">${text}</p>
      <table><thead><tr><th scope="col">ends</th><th scope="col">starts</th><th scope="col"><abbr title="The median of the steps that it took">steps</abbr></th></tr></thead>
        <tbody>${shares.map(({ code, name, part, steps }) => html`<tr><th scope="row">${sample(code)}${steps ? `in ${name}` : name}</th><td>${part}</td><td>${steps}</td></tr>`)}</tbody></table>
    </figure>`;
  }

  #swarmTools(): TemplateResult {
    const run = this.#run;
    const racer = run.panels.Swarm?.racer ?? undefined;
    const choose = (event: Event) => {
      const text = (event.currentTarget as HTMLSelectElement).value;
      this.#call((basins) => basins.showSwarm(text ? Number(text) : undefined));
    };
    const count = (text: string) => {
      const starts = numberIn(text);
      if (!(Number.isInteger(starts) && starts >= LEAST_STARTS && starts <= MOST_STARTS)) return `Starts: a whole number from ${LEAST_STARTS} to ${MOST_STARTS}`;
      this.#starts = starts;
      this.#call((basins) => basins.setSwarmCount(starts));
      return undefined;
    };
    return html`<label>Swarm <select data-name="swarm" .value=${live(racer === undefined ? "" : String(racer))} @input=${choose}><option value="">none</option>
        ${run.controls?.racers.map(({ label }, index) => html`<option value=${index}>${label}</option>`)}</select></label>
      ${racer === undefined ? nothing : html`<label for="swarm-starts">Starts</label> ${field(run, { id: "swarm-starts", value: String(this.#starts), min: String(LEAST_STARTS), max: String(MOST_STARTS), commit: count })}`}`;
  }

  #swarm(): TemplateResult | typeof nothing {
    const swarm = this.#run.panels.Swarm;
    if (swarm?.racer === undefined || swarm.racer === null) return nothing;
    return html`<div class="swarm">
      <p class="key" data-name="swarm-text">${swarm.text} Play or seek to move them. The chart: ${swarm.measure}, sorted; faint, at their starts.</p>
      <div class="plot" ${ref(this.#values)}><canvas data-name="swarm-values" role="img" aria-label=${swarm.values || "Values of the swarm"} ${ref(this.#named)}></canvas></div>
    </div>`;
  }

  readonly #named = (element: Element | undefined): void => this.#run.mounted.setPart("swarm-values-canvas", element);

  /** Paints what is new, and follows the job. */
  rendered(): void {
    const run = this.#run;
    const shown = run.panels.Basins;
    this.#update();
    const job = this.#isOpen ? shown?.job : undefined;
    const id = job?.id ?? 0;
    this.#job.follow(
      job,
      (slice, numbers) => this.#call((basins) => basins.takeSlice(id, slice, numbers as Uint32Array)),
      (minima) => this.#call((basins) => basins.takeMinima(id, minima)),
    );
    const values = this.#values.value;
    if (values !== this.#measured) {
      if (this.#measured) this.#resized.unobserve(this.#measured);
      if (values) this.#resized.observe(values);
      this.#measured = values;
    }
    const maps = this.#maps.value;
    if (!maps || !shown) return;
    for (const ground of maps.querySelectorAll<HTMLElement>(".ground")) {
      paintPixels(ground, shown, (place) => this.#call((basins) => basins.image(place)));
      paintMarks(run, ground, shown);
      this.#place(ground, shown);
    }
    paintSamples(maps.parentElement, shown, (code, width, height) => this.#call((basins) => basins.sample(code, width, height)));
  }

  /** Puts the cursor where it is, on every map. */
  #place(ground: HTMLElement, { columns, rows }: BasinsView): void {
    const at = ground.querySelector<HTMLElement>(".at");
    if (!at) return;
    const pointed = this.#pointed;
    at.hidden = !pointed;
    if (!pointed) return;
    at.style.setProperty("--x", `${((pointed[0] + 0.5) / columns) * 100}%`);
    at.style.setProperty("--y", `${(1 - (pointed[1] + 0.5) / rows) * 100}%`);
  }

  #hover(ground: HTMLElement, pointed: [number, number], isSpoken: boolean): void {
    this.#pointed = pointed;
    const columns = this.#run.panels.Basins?.columns ?? 1;
    this.#call((basins) => basins.hover(Number(ground.dataset.place), pointed[1] * columns + pointed[0], isSpoken));
    this.#run.invalidate();
  }

  readonly #point = (event: PointerEvent): void => {
    const shown = this.#run.panels.Basins;
    const ground = event.currentTarget as HTMLElement;
    if (!shown) return;
    const { left, top, width, height } = ground.getBoundingClientRect();
    const along = (part: number, count: number) => Math.min(Math.max(Math.floor(part * count), 0), count - 1);
    const column = along((event.clientX - left) / width, shown.columns);
    const row = along(1 - (event.clientY - top) / height, shown.rows);
    if (this.#pointed?.[0] === column && this.#pointed[1] === row && event.type === "pointermove") return;
    this.#cursor = [column, row];
    this.#hover(ground, [column, row], false);
  };

  readonly #leave = (): void => {
    if (!this.#pointed) return;
    this.#pointed = undefined;
    this.#call((basins) => basins.leave());
    this.#run.invalidate();
  };

  readonly #click = (): void => this.#choose();

  #choose(): void {
    const columns = this.#run.panels.Basins?.columns ?? 1;
    const pointed = this.#pointed;
    if (pointed) this.#call((basins) => basins.startAt(pointed[1] * columns + pointed[0]));
  }

  readonly #focus = ({ currentTarget }: Event): void => {
    const ground = currentTarget as HTMLElement;
    if (ground.matches(":focus-visible")) this.#hover(ground, this.#cursorIn(), false);
  };

  /** Where the cursor is; at first in the middle. */
  #cursorIn(): [number, number] {
    const { columns, rows } = this.#run.panels.Basins ?? { columns: 1, rows: 1 };
    const [column, row] = this.#cursor ?? [columns >> 1, rows >> 1];
    return [Math.min(column, columns - 1), Math.min(row, rows - 1)];
  }

  readonly #key = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const ground = event.currentTarget as HTMLElement;
    const way = ARROWS[event.key];
    const shown = this.#run.panels.Basins;
    if (way && shown) {
      const stride = STRIDES[event.shiftKey ? 1 : 0];
      const [column, row] = this.#cursorIn();
      const moved = (at: number, by: number, count: number) => Math.min(Math.max(at + by * stride, 0), count - 1);
      this.#cursor = [moved(column, way[0], shown.columns), moved(row, way[1], shown.rows)];
      this.#hover(ground, this.#cursor, true);
    } else if (event.key === "Enter" || event.key === " ") {
      this.#pointed ??= this.#cursorIn();
      this.#choose();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
}

/** A sample of an outcome's colours, painted later; of several minima together there is none. */
function sample(code: number | null): TemplateResult | typeof nothing {
  return code === null ? nothing : html`<canvas class="sample" width="24" height="12" data-code=${code} aria-hidden="true"></canvas> `;
}

/** What is under way. */
function progress({ isRunning, progress }: Partial<BasinsView> = {}): string {
  if (!isRunning) return "";
  return progress ? `refining ${progress}` : "looking for minima";
}

function legend({ legend, found }: BasinsView): TemplateResult {
  return html`<ul class="legend" aria-label="What the colours mean">${legend.map(({ code, name, about }) => html`<li>${sample(code)}${about ? `${name}: ${about}` : name}</li>`)}<li class="key">lighter: in fewer steps</li></ul>
    <p class="key" data-name="basins-found">${found}</p>`;
}

// The run as a file: a picture, an animation, or every number of it.
import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { Dialog } from "../dialog.js";
import { field, numberIn } from "../field.js";
import type { Run } from "../run.js";
import type { Answer, Kind, Request, Surface } from "./request.js";
import { startWorker } from "./start.js";

const KINDS: Record<Kind, [name: string, about: string]> = {
  png: ["PNG", "The picture of the step that is shown, in pixels."],
  svg: ["SVG", "The picture of the step that is shown, as lines and text that can be edited."],
  gif: ["GIF", "The race as an animation that starts over."],
  csv: ["CSV", "A table of every step of every racer: x, y, f, the gradient and what the rule remembers, with all digits."],
  json: ["JSON", "The same numbers with the whole run, which “Open a file” opens again."],
};
const VIEWS: [name: string, about: string][] = [["Map", ""], ["3-D", " The surface is drawn as it is turned on the page."]];
const RATIOS: [name: string, width: number, height: number][] = [["4:3", 4, 3], ["16:9", 16, 9], ["Square", 1, 1]];
const WIDTHS = [400, 576, 800, 1200, 1920];
const RATES = [10, 16.7, 25, 50];

export class Export {
  readonly #run: Run;
  readonly #dialog = new Dialog("export", "Export");
  #kind: Kind = "png";
  /** Which of the views a picture has. */
  #view = 0;
  #ratio = 0;
  #width = 576;
  #scale = 2;
  #rate = 16.7;
  #axes = true;
  #labels = true;
  #title = false;
  /** The steps of an animation, where they are not all of the run's. */
  #steps: [first: number, last: number] | undefined;
  #worker: Worker | undefined;
  /** Which part of the file is made. */
  #part = 0;
  #said = "";

  constructor(run: Run) {
    this.#run = run;
    run.signal.addEventListener("abort", () => this.#stop());
  }

  /** The run stands still meanwhile, so that what is shown is what is saved. */
  open(): void {
    this.#run.figure((figure) => figure.pause());
    this.#dialog.open();
    this.#view = this.#run.panels.Surface?.layout === "surface" ? 1 : 0;
    this.#said = "";
    this.#run.invalidate();
  }

  get #last(): number {
    return this.#run.controls?.steps ?? 1;
  }

  /** The steps of the animation, within those of the run. */
  get #range(): [number, number] {
    const [first, last] = this.#steps ?? [0, this.#last];
    return [Math.min(first, this.#last), Math.min(last, this.#last)];
  }

  get #isPicture(): boolean {
    return this.#kind !== "csv" && this.#kind !== "json";
  }

  view(): TemplateResult {
    const kinds = Object.keys(KINDS) as Kind[];
    const choose = (kind: Kind) => this.#set(() => (this.#kind = kind));
    return this.#dialog.view(html`
      <fieldset class="kinds"><legend>What</legend>${kinds.map((kind) => html`<label><input type="radio" name="kind" value=${kind} .checked=${live(kind === this.#kind)} @change=${() => choose(kind)}>${KINDS[kind][0]}</label>`)}</fieldset>
      <p>${KINDS[this.#kind][1]}${this.#isPicture ? VIEWS[this.#view]?.[1] : nothing}</p>
      ${this.#isPicture ? this.#looks() : nothing}
      ${this.#kind === "gif" ? this.#animation() : nothing}
      <div class="tools go">
        ${this.#worker
          ? html`<progress aria-label="Exporting" max="1" .value=${this.#part}></progress> <button data-name="cancel-export" @click=${() => this.#cancel()}>Cancel</button>`
          : html`<button class="primary" data-name="save" @click=${() => this.#start()}>Save ${KINDS[this.#kind][0]}</button>`}
        <span role="status" data-name="exported">${this.#said}</span>
      </div>
      <div class="tools"><label>Open a file <input type="file" data-name="open-file" accept=".json,application/json" @change=${(event: Event) => void this.#read(event)}></label></div>`);
  }

  #looks(): TemplateResult {
    const select = (label: string, name: string, options: [value: number, text: string][], value: number, set: (value: number) => void) =>
      html`<label>${label} <select data-name=${name} .value=${live(String(value))} @change=${(event: Event) => this.#set(() => set(Number((event.currentTarget as HTMLSelectElement).value)))}>${options.map(([value, text]) => html`<option value=${value}>${text}</option>`)}</select></label>`;
    const check = (label: string, name: string, isOn: boolean, set: (isOn: boolean) => void) =>
      html`<label><input type="checkbox" data-name=${name} .checked=${live(isOn)} @change=${(event: Event) => this.#set(() => set((event.currentTarget as HTMLInputElement).checked))}> ${label}</label>`;
    const [width, height] = this.#size;
    const scales: [number, string][] = [1, 2, 4].map((scale) => [scale, `${scale}×: ${width * scale} × ${height * scale} px`]);
    return html`<div class="tools">
        ${select("View", "export-view", VIEWS.map(([name], index) => [index, name]), this.#view, (index) => (this.#view = index))}
        ${select("Shape", "export-ratio", RATIOS.map(([name], index) => [index, name]), this.#ratio, (index) => (this.#ratio = index))}
        ${select("Width", "export-width", WIDTHS.map((width) => [width, `${width} px`]), this.#width, (width) => (this.#width = width))}
        ${this.#kind === "png" ? select("Pixels", "export-scale", scales, this.#scale, (scale) => (this.#scale = scale)) : nothing}
      </div>
      <div class="tools">
        ${check("Numbers at the edges", "export-axes", this.#axes, (isOn) => (this.#axes = isOn))}
        ${check("Labels", "export-labels", this.#labels, (isOn) => (this.#labels = isOn))}
        ${check("Title and step", "export-title", this.#title, (isOn) => (this.#title = isOn))}
      </div>`;
  }

  #animation(): TemplateResult {
    const [first, last] = this.#range;
    const bound = (id: string, label: string, value: number, set: (step: number) => [number, number]) =>
      field(this.#run, {
        id,
        label,
        value: String(value),
        min: "0",
        max: String(this.#last),
        commit: (text) => {
          const step = numberIn(text);
          if (!(Number.isInteger(step) && step >= 0 && step <= this.#last)) return `${label}: a whole number from 0 to ${this.#last}`;
          const steps = set(step);
          if (steps[0] > steps[1]) return "The first step must not be after the last";
          this.#steps = steps;
          return undefined;
        },
      });
    return html`<div class="tools">
        Steps ${bound("export-first", "First step", first, (step) => [step, last])} to ${bound("export-last", "Last step", last, (step) => [first, step])}
        <label>Frames a second <select data-name="export-rate" .value=${live(String(this.#rate))} @change=${(event: Event) => this.#set(() => (this.#rate = Number((event.currentTarget as HTMLSelectElement).value)))}>${RATES.map((rate) => html`<option value=${rate}>${rate}</option>`)}</select></label>
      </div>`;
  }

  /** How the surface is looked at, where that is what the picture shows. */
  get #surface(): Surface | undefined {
    const shown = this.#run.panels.Surface;
    return this.#isPicture && this.#view && shown ? { ...shown.camera, seesThrough: shown.seesThrough } : undefined;
  }

  get #size(): [number, number] {
    const [, across, down] = RATIOS[this.#ratio] ?? ["", 4, 3];
    return [this.#width, Math.round((this.#width * down) / across)];
  }

  #set(change: () => void): void {
    change();
    this.#said = "";
    this.#run.invalidate();
  }

  #start(): void {
    const { host } = this.#run.mounted;
    const shown = this.#run.figure((figure) => figure.step) ?? 0;
    // The address names the step only where the run stands.
    const run = `${this.#run.call((editor) => editor.address())?.replace(/&step=\d+$/, "")}&step=${Math.min(shown, this.#last)}`;
    const [width, height] = this.#size;
    const request: Request = {
      kind: this.#kind,
      run,
      width,
      height,
      scale: this.#kind === "png" ? this.#scale : 1,
      surface: this.#surface,
      isDark: this.#run.mounted.part("figure").dataset.dark === "true",
      isArticle: host.getAttribute("palette") === "article",
      axes: this.#axes,
      labels: this.#labels,
      title: this.#title,
      steps: this.#range,
      rate: this.#rate,
    };
    this.#part = 0;
    try {
      const worker = startWorker();
      worker.onmessage = ({ data }: MessageEvent<Answer>) => this.#take(data);
      worker.onerror = (event) => this.#take({ error: event.message || "its program did not load" });
      worker.postMessage(request);
      this.#worker = worker;
      this.#said = "";
    } catch (error) {
      this.#said = `Not exported: ${error instanceof Error ? error.message : error}`;
    }
    this.#run.invalidate();
  }

  #take(answer: Answer): void {
    if ("part" in answer) this.#part = answer.part;
    else {
      this.#stop();
      if ("error" in answer) this.#said = `Not exported: ${answer.error}`;
      else {
        save(answer.file, answer.name);
        this.#said = `Saved ${answer.name}, ${Math.ceil(answer.file.size / 1000)} kB.`;
      }
    }
    this.#run.invalidate();
  }

  #cancel(): void {
    this.#stop();
    this.#said = "Cancelled.";
    this.#run.invalidate();
  }

  #stop(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
  }

  /** Shows the run of a file that was exported. */
  async #read(event: Event): Promise<void> {
    const input = event.currentTarget as HTMLInputElement;
    const file = input.files?.[0];
    if (!file) return;
    try {
      const { link } = JSON.parse(await file.text()) as { link?: unknown };
      if (typeof link !== "string") throw new Error("there is no run in it");
      this.#dialog.close();
      location.hash = link;
    } catch (error) {
      this.#said = `${file.name} was not opened: ${error instanceof Error ? error.message : error}`;
    }
    input.value = "";
    this.#run.invalidate();
  }
}

function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  Object.assign(document.createElement("a"), { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

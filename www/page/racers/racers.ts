// The racers: a row each, with its learning rate and where it stands; its other settings open below the row.
import { optimizers, type Editor, type OptimizerChoice, type ParameterChoice, type RacerControls, type Row } from "@glue";
import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { ref } from "lit-html/directives/ref.js";
import { repeat } from "lit-html/directives/repeat.js";
import { field, numberIn } from "../field.js";
import { ICONS } from "../icons.js";
import { Phase, type Run } from "../run.js";
import { fieldStep, fromSlider, numberText, toSlider } from "../slider.js";
import { clipping, schedule } from "./training.js";
import type { Emphasis } from "./emphasis.js";

/** Every optimizer by name, once it is asked for. */
let choices: Map<string, OptimizerChoice> | undefined;
const known = () => (choices ??= new Map(optimizers().map((choice: OptimizerChoice) => [choice.name, choice])));

/** The optimizers of each family, in the order of the list. */
function families(): [string, OptimizerChoice[]][] {
  const families = new Map<string, OptimizerChoice[]>();
  for (const choice of known().values()) families.set(choice.family, [...(families.get(choice.family) ?? []), choice]);
  return [...families];
}

/** Whether a racer has an option that is usually off, or clips its gradients. */
const hasOptions = ({ settings, clipNorm, clipValue }: RacerControls, options: ParameterChoice[]): boolean =>
  (clipNorm ?? clipValue ?? undefined) !== undefined ||
  options.some(({ name, default: usual }) => String(settings.find((setting) => setting.name === name)?.value) !== String(usual));

export class Racers {
  readonly #run: Run;
  readonly #emphasis: Emphasis;
  /** The racers whose settings are open. */
  readonly #open = new Set<number>();
  /** Those whose rarer options are open. */
  readonly #unfolded = new Set<number>();
  /** What gets the focus when the rows are shown anew. */
  #focus: string | undefined;
  /** What was refused last by a control that has nothing to correct in it. */
  #refused = "";
  #factor = 1;

  readonly #setBest: () => void;

  constructor(run: Run, emphasis: Emphasis, setBest: () => void) {
    this.#run = run;
    this.#setBest = setBest;
    this.#emphasis = emphasis;
  }

  /** Gives the focus to what the last change asked for, once it is there. */
  rendered(): void {
    if (!this.#focus) return;
    document.getElementById(this.#focus)?.focus();
    this.#focus = undefined;
  }

  /** Shows the row of a racer, with the focus in it. */
  select(racer: number): void {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const row = document.getElementById(`racer-${racer}`);
    row?.scrollIntoView({ block: "nearest", behavior: still ? "instant" : "smooth" });
    row?.focus({ preventScroll: true });
  }

  #edit(change: (editor: Editor) => string | undefined, focus?: string): void {
    this.#refused = this.#run.call(change) ?? "";
    if (!this.#refused) this.#focus = focus;
    this.#run.invalidate();
  }

  view(): TemplateResult {
    const racers = this.#run.controls?.racers ?? [];
    return html`
      <h2 class="unseen">Racers</h2>
      ${this.#all()}
      <div class="columns" aria-hidden="true"><span>Learning rate</span><span title="✓ and the first step at which f was within 0.001 of the minimum">f, ✓ step</span></div>
      <ul class="racers" data-name="racers">
        ${repeat(racers, (_, index) => index, (racer, index) => this.#row(racer, index, racers.length))}
      </ul>
      <div class="add">
        ${this.#add(racers.length)}
        <span class="key" data-name="racers-key">${this.#stops()}</span>
      </div>
      <p class="error" role="alert" data-name="wrong">${this.#refused}</p>`;
  }

  /** Who has stopped, and why; of several the first. */
  #stops(): string {
    const rows = this.#run.readout?.rows ?? [];
    const first = rows.findIndex(({ kind }) => kind === "stopped");
    return first < 0 ? "" : `${this.#run.labels[first]} ${rows[first]?.note}`;
  }

  #all(): TemplateResult {
    const run = this.#run;
    const input = (event: Event) => {
      this.#factor = Number((10 ** (event.currentTarget as HTMLInputElement).valueAsNumber).toPrecision(3));
      this.#edit((editor) => editor.scaleLearningRates(this.#factor));
    };
    const change = () => {
      this.#factor = 1;
      run.commit();
      run.invalidate();
    };
    return html`<div class="all">
      <label for="all-rates">all rates</label> <output>×${this.#factor}</output>
      <input id="all-rates" type="range" min="-2" max="2" step=".05" aria-valuetext="times ${this.#factor}" .value=${live(String(Math.log10(this.#factor)))} @input=${input} @change=${change}>
      <button data-name="best-for-each" title="Gives each racer its own best learning rate, by the rule that the tab Learning rates states" @click=${this.#setBest}>Best for each</button>
      <button data-name="reset" title="The usual race on this objective" @click=${() => run.call((editor) => editor.reset())}>Reset</button>
    </div>`;
  }

  #row(racer: RacerControls, index: number, count: number): TemplateResult {
    const row = this.#run.readout?.rows[index];
    const isOpen = this.#open.has(index);
    const parameters = known().get(racer.optimizer)?.parameters ?? [];
    const rate = parameters.find(({ name }) => name === "lr");
    const over = () => this.#emphasis.show(index);
    // Whoever sets a number wants to see all of them.
    const focus = ({ target, currentTarget }: FocusEvent) => target === currentTarget && this.#emphasis.show(index);
    const out = () => this.#emphasis.leave(index);
    const toggle = () => {
      if (!this.#open.delete(index)) this.#open.add(index);
      this.#run.invalidate();
    };
    return html`<li id="racer-${index}" class="racer" tabindex="-1" aria-label=${racer.label} data-off=${racer.isShown ? nothing : ""}
        @focusin=${focus} @focusout=${out}>
      <div class="row">
        <span class="who" title=${racer.label} @pointerenter=${over} @pointerleave=${out}>${this.#swatch(index)}<span class="name">${named(racer.label)}</span></span>
        ${rate ? this.#control(racer, index, rate, rate.name, true) : html`<span></span><span></span>`}
        ${this.#standing(row, this.#run.panels.Ghost?.arrived[index])}
        <button class="quiet" id="more-${index}" aria-label="Settings of ${racer.label}" title="Settings" aria-expanded=${isOpen ? "true" : "false"} @click=${toggle}>${ICONS.more}</button>
      </div>
      ${isOpen ? this.#settings(racer, index, parameters, count) : nothing}
    </li>`;
  }

  /** Where a racer stands, and the step at which it arrived before the last change. */
  #standing(row: Row | undefined, before: string | undefined): TemplateResult {
    if (!row) return html`<span class="standing"></span>`;
    const was = before ? html`<span class="was" title="Before the last change it arrived at step ${before}">was ✓ ${before}</span>` : nothing;
    if (row.kind === "off") return html`<span class="standing off">hidden</span>`;
    const title = `f = ${row.loss} at (${row.x}, ${row.y})${row.note ? ` · ${row.note}` : ""}`;
    if (row.kind === "stopped") return html`<span class="standing stopped" title=${title}>stopped${was}</span>`;
    if (row.arrived) return html`<span class="standing arrived" title="within 0.001 of the minimum, first at step ${row.arrived}; ${title}">✓ ${row.arrived}${was}</span>`;
    return html`<span class="standing" ?data-leads=${row.leads} title=${title}>${row.briefLoss}${was}</span>`;
  }

  #swatch(index: number): TemplateResult {
    const name = (canvas: Element | undefined) => this.#run.mounted.setPart(`swatch${index}`, canvas);
    return html`<span class="swatch" aria-hidden="true"><canvas ${ref(name)}></canvas></span>`;
  }

  /** The controls of a setting: a slider with a field, or a switch. */
  #control(racer: RacerControls, index: number, parameter: ParameterChoice, key: string, isRate = false): TemplateResult {
    const run = this.#run;
    const [name = "", part] = key.split(".");
    const at = part === undefined ? undefined : Number(part);
    const setting = racer.settings.find((setting) => setting.name === name)?.value;
    const value = Array.isArray(setting) ? setting[at ?? 0] : setting;
    const text = labelOf(parameter, at);
    const id = `racer-${index}-${key}`;
    if (typeof value === "boolean") {
      const change = (event: Event) => this.#edit((editor) => editor.setSwitch(index, name, (event.currentTarget as HTMLInputElement).checked));
      return html`<label class="setting switch" title=${parameter.what}><input id=${id} type="checkbox" .checked=${live(value)} @change=${change}> ${text}</label>`;
    }
    if (typeof value !== "number") return html``;
    const { scale, range } = parameter;
    const set = (value: number, phase: Phase) => run.call((editor) => editor.setHyperparameter(index, name, at, value, phase));
    const label = isRate ? `${text} of ${racer.label}` : text;
    const slide = (event: Event) => this.#edit(() => set(fromSlider((event.currentTarget as HTMLInputElement).valueAsNumber, scale), Phase.Preview));
    return html`${isRate ? nothing : html`<span class="setting-name" title=${parameter.what}>${text}</span>`}
      <input class="slide" type="range" min=${range[0]} max=${range[1]} step=".02" aria-label=${label} aria-valuetext=${String(value)} title=${parameter.what}
        .value=${live(String(toSlider(value, scale)))} @input=${slide} @change=${() => run.commit()}>
      ${field(run, {
        id,
        className: "bare",
        value: numberText(value),
        label,
        step: fieldStep(value, scale),
        commit: (text) => set(numberIn(text), Phase.Commit),
      })}`;
  }

  #settings(racer: RacerControls, index: number, parameters: ParameterChoice[], count: number): TemplateResult {
    const run = this.#run;
    const keys = parameters.filter(({ name }) => name !== "lr").flatMap((parameter) => {
      const { name, default: value } = parameter;
      return Array.isArray(value) ? value.map((_, part) => ({ parameter, key: `${name}.${part}` })) : [{ parameter, key: name }];
    });
    const alone = () => this.#edit((editor) => editor.showAlone(index));
    const shown = () => this.#edit((editor) => editor.setShown(index, !racer.isShown));
    const to = (row: number) => `more-${Math.min(Math.max(row, 0), count - 1)}`;
    const duplicate = () => {
      this.#edit((editor) => editor.duplicateRacer(index), `more-${index + 1}`);
      if (!this.#refused) this.#shiftOpen(index + 1, 1);
    };
    const remove = () => {
      this.#edit((editor) => editor.removeRacer(index), to(index - 1));
      if (!this.#refused) this.#shiftOpen(index, -1);
    };
    const move = (by: number) => {
      const target = index + by;
      this.#edit((editor) => editor.moveRacer(index, by), to(target));
      if (this.#refused || target < 0 || target >= count) return;
      const isOpen = this.#open.has(target);
      this.#open.add(target);
      if (!isOpen) this.#open.delete(index);
    };
    const row = ({ parameter, key }: { parameter: ParameterChoice; key: string }) => html`<div class="setting-row">${this.#control(racer, index, parameter, key)}</div>`;
    const options = keys.filter(({ parameter }) => parameter.isOption);
    // Clearing the last option does not take its field away.
    const unfold = (event: Event) => void ((event.currentTarget as HTMLDetailsElement).open ? this.#unfolded.add(index) : this.#unfolded.delete(index));
    return html`<div class="settings" role="group" aria-label="Settings of ${racer.label}">
      ${keys.filter(({ parameter }) => !parameter.isOption).map(row)}
      ${schedule(run, racer, index)}
      <details class="options" ?open=${this.#unfolded.has(index) || hasOptions(racer, options.map(({ parameter }) => parameter))} @toggle=${unfold}>
        <summary>More options</summary>
        ${options.map(row)}
        ${clipping(run, racer, index)}
      </details>
      <div class="setting-row"><label class="setting-name" for="name-${index}">Name</label>
        ${field(run, { id: `name-${index}`, type: "text", value: racer.ownLabel, placeholder: racer.label, maxLength: 60, commit: (text) => run.call((editor) => editor.setLabel(index, text)) })}</div>
      <div class="acts">
        <button @click=${shown}>${racer.isShown ? "Hide" : "Show"}</button>
        <button @click=${alone}>Alone</button>
        <button title="The same racer once more, to compare two settings" @click=${duplicate}>Duplicate to compare</button>
        <button aria-label="Move up" title="Move up" @click=${() => move(-1)}>${ICONS.up}</button>
        <button aria-label="Move down" title="Move down" @click=${() => move(1)}>${ICONS.down}</button>
        <button @click=${remove}>Remove</button>
      </div>
    </div>`;
  }

  /** Rows from `index` on have moved. */
  #shiftOpen(index: number, by: number): void {
    for (const rows of [this.#open, this.#unfolded]) {
      const kept = [...rows].filter((row) => by > 0 || row !== index);
      rows.clear();
      for (const row of kept) rows.add(row >= index ? row + by : row);
    }
  }

  #add(count: number): TemplateResult {
    const add = (event: Event) => {
      const select = event.currentTarget as HTMLSelectElement;
      const name = select.value;
      select.value = "";
      if (!name) return;
      this.#edit((editor) => editor.addRacer(name), `more-${count}`);
    };
    return html`<select class="button" data-name="add" aria-label="Add a racer" .value=${live("")} @change=${add}>
      <option value="" hidden>+ Add a racer</option>
      ${families().map(([family, members]) => html`<optgroup label=${family}>
        ${members.map(({ name, label, what }) => html`<option value=${name} title=${what}>${label}</option>`)}
      </optgroup>`)}
    </select>`;
  }
}

/** What a setting is called; of a pair, one of both. */
const labelOf = ({ label, parts }: ParameterChoice, part: number | undefined): string => (part === undefined ? label : (parts[part] ?? label));

/** A name; its first part goes where the row has no room for it, as it does on a small map. */
function named(label: string): TemplateResult {
  const [whole, first = "", rest = ""] = label.match(/^(SGD\+)?(.*)$/s) ?? [label, "", label];
  return first && rest.startsWith("Momentum") ? html`<span class="spare">${first}<wbr></span>${rest}` : html`${whole}`;
}

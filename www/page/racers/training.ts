// What stands around a racer's rule: the schedule of its learning rate, with a curve of it, and how its gradients are
// clipped.
import { schedules, type RacerControls, type ScheduleChoice } from "@glue";
import { html, nothing, svg, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { field, numberIn } from "../field.js";
import { Phase, type Run } from "../run.js";
import { fieldStep, fromSlider, numberText, toSlider } from "../slider.js";

/** Every schedule, once it is asked for. */
let choices: ScheduleChoice[] | undefined;
const known = (): ScheduleChoice[] => (choices ??= schedules());

/** The size of the curve in its own units. */
const [WIDTH, HEIGHT] = [120, 24];

/** The schedule of a racer, with its settings and its curve. */
export function schedule(run: Run, racer: RacerControls, index: number): TemplateResult {
  const { name, settings, rates } = racer.schedule;
  const id = `racer-${index}-schedule`;
  const options = known().find((choice) => choice.name === name)?.parameters ?? [];
  const choose = (event: Event) => run.call((editor) => editor.setSchedule(index, (event.currentTarget as HTMLSelectElement).value));
  return html`<div class="setting-row"><label class="setting-name" for=${id} title="schedule: how the learning rate changes over the run">Schedule</label>
      <span class="scheduled"><select id=${id} .value=${live(name)} @change=${choose}>
        ${known().map((choice) => html`<option value=${choice.name} ?selected=${choice.name === name}>${choice.label}</option>`)}
      </select>${rates.length ? curve(run, rates, racer.label) : nothing}</span></div>
    ${options.map(({ name, label, what, scale, range, isWhole }) => {
      const value = settings.find((setting) => setting.name === name)?.value;
      if (typeof value !== "number") return nothing;
      const set = (value: number, phase: Phase) => run.call((editor) => editor.setHyperparameter(index, name, undefined, value, phase));
      const slide = (event: Event) => {
        const at = fromSlider((event.currentTarget as HTMLInputElement).valueAsNumber, scale);
        set(isWhole ? Math.round(at) : at, Phase.Preview);
      };
      return html`<div class="setting-row"><span class="setting-name" title=${what}>${label}</span>
        <input class="slide" type="range" min=${range[0]} max=${range[1]} step=".02" aria-label=${label} aria-valuetext=${String(value)} title=${what}
          .value=${live(String(toSlider(value, scale)))} @input=${slide} @change=${() => run.commit()}>
        ${field(run, {
          id: `racer-${index}-${name}`,
          className: "bare",
          value: numberText(value),
          label,
          step: isWhole ? "1" : fieldStep(value, scale),
          commit: (text) => set(numberIn(text), Phase.Commit),
        })}</div>`;
    })}`;
}

/** The learning rates over the run, from 0 to the highest, with the present step marked. */
function curve(run: Run, rates: [number, number][], label: string): TemplateResult {
  const last = rates[rates.length - 1]?.[0] || 1;
  const highest = Math.max(...rates.map(([, rate]) => rate)) || 1;
  const place = ([step, rate]: [number, number]) => `${((step / last) * WIDTH).toFixed(1)},${((1 - rate / highest) * HEIGHT).toFixed(1)}`;
  const now = Math.min(((run.panels.Chart?.shown ?? 0) * (run.controls?.steps ?? 1)) / last, 1) * WIDTH;
  return html`<svg class="curve" role="img" aria-label="The learning rate of ${label} over the run" viewBox="-2 -2 ${WIDTH + 4} ${HEIGHT + 4}" preserveAspectRatio="none">
    ${svg`<line x1=${now} x2=${now} y1="-2" y2=${HEIGHT + 2}></line><polyline points=${rates.map(place).join(" ")}></polyline>`}
  </svg>`;
}

/** How a racer's gradients are clipped. */
export function clipping(run: Run, racer: RacerControls, index: number): TemplateResult {
  const clip = (name: string, label: string, title: string, most: number | null | undefined, set: (most: number | undefined) => string | undefined) => {
    const id = `racer-${index}-${name}`;
    return html`<div class="setting-row"><label class="setting-name" for=${id} title=${title}>${label}</label>
      ${field(run, {
        id,
        value: most === null || most === undefined ? "" : numberText(most),
        placeholder: "not clipped",
        min: "0",
        step: "any",
        title,
        commit: (text) => set(text.trim() ? numberIn(text) : undefined),
      })}</div>`;
  };
  return html`${clip("clip-norm", "Clip the gradient’s length", "clipNorm: the greatest length of a gradient, as torch’s clip_grad_norm_ has it", racer.clipNorm, (most) => run.call((editor) => editor.setClipNorm(index, most)))}
    ${clip("clip-value", "Clip each coordinate", "clipValue: the greatest size of each coordinate of a gradient, as torch’s clip_grad_value_ has it", racer.clipValue, (most) => run.call((editor) => editor.setClipValue(index, most)))}`;
}

// Play, steps, the seek bar, the length of the run and its speed.
import { html, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { field, numberIn } from "../field.js";
import { ICONS } from "../icons.js";
import { Phase, type Run } from "../run.js";

/** How wide the thumb of the bar is: the first and the last step are half of that from its ends. */
const THUMB_PX = 16;

const SPEEDS = ["0.25", "0.5", "1", "2", "4", "8", "16"];

/** Shows on the bar how much of the run is computed; by a property, since a policy may forbid styles in markup. */
export function showComputed(run: Run): void {
  document.querySelector<HTMLElement>(".seek")?.style.setProperty("--computed", `${run.computed}%`);
}

export function transport(run: Run): TemplateResult {
  const isPlaying = run.transport?.playing ?? false;
  const steps = run.controls?.steps ?? 0;
  const readout = run.readout;
  const name = isPlaying ? "Pause" : "Play";
  const seek = (event: Event, phase: Phase) => {
    const step = (event.currentTarget as HTMLInputElement).valueAsNumber;
    run.figure((figure) => figure.userSeeks(step, phase));
  };
  /** The pointer looks at a step there, as in the chart. */
  const peek = ({ currentTarget, clientX, type, pointerType }: PointerEvent) => {
    const { left, width } = (currentTarget as Element).getBoundingClientRect();
    const step = Math.round(((clientX - left - THUMB_PX / 2) / (width - THUMB_PX)) * steps);
    const isInside = type === "pointermove" && pointerType !== "touch" && step >= 0 && step <= steps;
    run.call((editor) => editor.peek(isInside ? step : undefined));
  };
  return html`
    <button class="play" data-name="play" aria-label=${name} title="${name} (K)" aria-keyshortcuts="K" @click=${() => run.figure((figure) => figure.userToggles())}>
      ${isPlaying ? ICONS.pause : ICONS.play}
    </button>
    <button class="quiet" data-name="restart" aria-label="Back to the start" title="Back to the start (R)" aria-keyshortcuts="R" @click=${() => run.figure((figure) => figure.userRestarts())}>${ICONS.restart}</button>
    <button class="quiet" data-name="back" aria-label="One step back" title="One step back (,)" aria-keyshortcuts="," @click=${() => run.figure((figure) => figure.userSteps(-1))}>${ICONS.back}</button>
    <button class="quiet" data-name="forward" aria-label="One step on" title="One step on (.)" aria-keyshortcuts="." @click=${() => run.figure((figure) => figure.userSteps(1))}>${ICONS.forward}</button>
    <input class="seek" data-name="seek" type="range" min="0" max=${steps} step="1" aria-label="Step" aria-valuetext=${readout && !readout.isPassing ? readout.status : `Step ${readout?.sought ?? 0}`}
      .value=${live(String(readout?.sought ?? 0))}
      @pointermove=${peek} @pointerleave=${peek} @input=${(event: Event) => seek(event, Phase.Preview)} @change=${(event: Event) => seek(event, Phase.Commit)}>
    <span class="count"><b data-name="shown-step">${readout?.sought ?? 0}</b> <span class="of">/ ${field(run, {
      id: "steps",
      className: "bare",
      value: String(steps),
      label: "Steps of the run",
      title: "Steps of the run",
      min: "1",
      max: "1000000",
      commit: (text) => run.call((editor) => editor.setSteps(numberIn(text))),
    })}</span></span>
    <select class="speed" data-name="speed" aria-label="Speed" title="Speed (&lt; &gt; W)" .value=${live(run.transport?.speed ?? "auto")}
      @input=${(event: Event) => run.figure((figure) => figure.userChoosesSpeed((event.currentTarget as HTMLSelectElement).value))}>
      <option value="auto">${run.transport?.speed === "auto" && run.transport.seconds ? `${run.transport.seconds} s` : "Usual"}</option>
      ${SPEEDS.map((speed) => html`<option value=${speed}>${speed}×</option>`)}
      <option value="whole">10 s</option>
    </select>
    ${loop(run)}`;
}

/** Whether the race begins anew when it has ended. */
export function loop(run: Run): TemplateResult {
  const loops = run.transport?.loops ?? false;
  return html`<button class="quiet loop" data-name="loop" aria-label="Repeat" title="Repeat" aria-pressed=${loops ? "true" : "false"} @click=${() => run.figure((figure) => figure.userLoops(!loops))}>${ICONS.loop}</button>`;
}

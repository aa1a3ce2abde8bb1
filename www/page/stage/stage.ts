// What lies over the picture: the cursor that reads out f, the handle of the start, and the buttons of the view.
import { html, nothing, type TemplateResult } from "lit-html";
import { createRef, ref, type Ref } from "lit-html/directives/ref.js";
import { ICONS } from "../icons.js";
import { Phase, type Run } from "../run.js";

/** How far a key moves the start or the view, as part of the picture. */
const STRIDE = 1 / 40;
/** The arrow keys, to the right and down. */
const ARROWS: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
/** The keys of the view. */
const VIEW_KEYS: Record<string, "zoomIn" | "zoomOut" | "showUsualView"> = { "+": "zoomIn", "=": "zoomIn", "-": "zoomOut", 0: "showUsualView" };

export class Stage {
  readonly #run: Run;
  readonly cursor: Ref<HTMLElement> = createRef();
  readonly handle: Ref<HTMLElement> = createRef();
  /** Whether the start has been moved since the page was opened. */
  knowsHandle = false;

  constructor(run: Run) {
    this.#run = run;
  }

  view(): TemplateResult {
    const run = this.#run;
    const { controls, panels } = run;
    const start = controls?.start.join(", ") ?? "";
    const view = (label: string, key: string, name: string, icon: TemplateResult, look: () => void) =>
      html`<button class="quiet" data-name=${name} aria-label=${label} title="${label}${key}" @click=${look}>${icon}</button>`;
    return html`
      <div class="cursor" data-name="cursor" tabindex="0" role="application" ${ref(this.cursor)}
        aria-label="Cursor: arrow keys move it and read out f and ∇f, with Shift they move the view; + and - zoom, 0 resets the view"
        @keydown=${this.#key} @focus=${this.#focus} @blur=${() => run.call((editor) => editor.leave())}></div>
      <div class="start" data-name="start" tabindex="0" role="application" ${ref(this.handle)} ?data-moved=${this.knowsHandle}
        aria-label="Start (${start}): drag it, or move it with the arrow keys, with Shift less far" title="Drag to move the start"
        @keydown=${this.#key}><span aria-hidden="true">drag me</span></div>
      <div class="view" role="group" aria-label="View">
        ${view("Zoom in", " (+)", "zoom-in", ICONS.zoomIn, () => run.call((editor) => editor.zoomIn(Phase.Commit)))}
        ${view("Zoom out", " (−)", "zoom-out", ICONS.zoomOut, () => run.call((editor) => editor.zoomOut(Phase.Commit)))}
        ${view("Fit to paths", "", "fit", ICONS.fit, () => run.call((editor) => editor.fitView()))}
        ${view("Reset view", " (0)", "home", ICONS.home, () => run.call((editor) => editor.showUsualView(Phase.Commit)))}
      </div>
      <p class="probe" data-name="readout">${panels.Probe?.text ?? ""}</p>
      ${panels.Ghost?.isShown ? html`<p class="ghost" data-name="ghost">faint: before the change</p>` : nothing}
      ${run.message ? html`<p class="message" role="alert" data-name="message">${run.message}</p>` : nothing}`;
  }

  /** Puts handle and cursor where they are; by properties, since a policy may forbid styles in markup. */
  rendered(): void {
    const { controls, panels } = this.#run;
    const [x, y] = panels.Probe?.cursor ?? [0.5, 0.5];
    this.cursor.value?.style.setProperty("--x", `${x * 100}%`);
    this.cursor.value?.style.setProperty("--y", `${y * 100}%`);
    const handle = this.handle.value;
    if (!controls || !handle) return;
    const part = (at: number, [low, high]: [number, number]) => Math.min(Math.max((at - low) / (high - low), 0), 1);
    const down = 1 - part(controls.start[1], controls.view[1]);
    const across = part(controls.start[0], controls.view[0]);
    handle.style.setProperty("--x", `${across * 100}%`);
    handle.style.setProperty("--y", `${down * 100}%`);
    handle.toggleAttribute("data-low", down > 0.85);
    handle.toggleAttribute("data-left", across < 0.1);
    handle.toggleAttribute("data-right", across > 0.9);
  }

  #focus = ({ currentTarget }: Event): void => {
    if ((currentTarget as Element).matches(":focus-visible")) this.#run.call((editor) => editor.moveCursor(0, 0));
  };

  #key = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const run = this.#run;
    const field = this.cursor.value;
    const isHandle = event.currentTarget === this.handle.value;
    const look = VIEW_KEYS[event.key];
    const way = ARROWS[event.key];
    if (look) run.call((editor) => editor[look](Phase.Preview));
    else if (way && isHandle) {
      const [right, down] = way.map((part) => part * STRIDE * (event.shiftKey ? 0.1 : 1)) as [number, number];
      run.call((editor) => editor.moveStartBy(right, -down, Phase.Preview));
    } else if (way && event.shiftKey && field) {
      run.call((editor) => editor.pan(way[0] * STRIDE * field.clientWidth, way[1] * STRIDE * field.clientHeight, Phase.Preview));
    } else if (way) {
      run.call((editor) => editor.moveCursor(...way));
      event.preventDefault();
      event.stopPropagation();
      return;
    } else return;
    run.commit();
    event.preventDefault();
    event.stopPropagation();
  };
}

// The objective in three dimensions: which pictures there are, and the surface under the hands. A drag or a finger
// turns it, two fingers, the wheel with a modifier, keys and buttons zoom.
import { html, nothing, type TemplateResult } from "lit-html";
import { createRef, ref, type Ref } from "lit-html/directives/ref.js";
import type { Layout } from "@glue";
import { capture } from "../capture.js";
import { ICONS } from "../icons.js";
import { Phase, type Run } from "../run.js";
import { sizes } from "../sizes.js";

/** How many degrees a key turns the camera, and with Shift. */
const DEGREES = 5;
const FINE = 1;
/** How many times as near a key or a button comes. */
const ZOOM = 1.25;
/** How long the wheel rests after a gesture (ms). */
const REST_MS = 300;
/** The arrow keys: around the surface, and up. */
const ARROWS: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const LAYOUTS: [Layout, string, string][] = [
  ["map", "Map", "The contour map alone"],
  ["surface", "3-D", "The surface alone"],
  ["both", "Both", "Map and surface side by side"],
];
const CANVASES = ["surface", "surface-outlines", "surface-trails", "surface-heads"];

export class Surface {
  readonly #run: Run;
  readonly #box: Ref<HTMLElement> = createRef();
  readonly #canvases = new Map<string, (element: Element | undefined) => void>();
  readonly #resized: ResizeObserver;
  /** The element whose size the figure knows, and that listens to fingers. */
  #known: HTMLElement | undefined;
  /** Where the pointers are that turn the surface. */
  readonly #pointers = new Map<number, [number, number]>();
  #resting: ReturnType<typeof setTimeout> | undefined;

  /** What lays map and surface out; in a post nothing does. */
  readonly #stage: HTMLElement | null;

  constructor(run: Run, stage: HTMLElement | null) {
    this.#run = run;
    this.#stage = stage;
    this.#resized = sizes(run.signal, (width, height) => run.call((editor) => editor.resizeSurface(width, height)));
    run.signal.addEventListener("abort", () => clearTimeout(this.#resting));
  }

  get #layout(): Layout {
    return this.#run.panels.Surface?.layout ?? "map";
  }

  /** The switch between the pictures; where there is no room for both, they are not side by side. */
  choice(isCompact: boolean): TemplateResult {
    if (isCompact && this.#layout === "both") this.#run.call((editor) => editor.chooseLayout("surface"));
    const layouts = isCompact ? LAYOUTS.slice(0, 2) : LAYOUTS;
    return html`<div class="layouts" role="group" aria-label="Picture" data-name="layouts">${layouts.map(
      ([name, label, title]) => html`<button data-name="layout-${name}" title=${title} aria-pressed=${name === this.#layout ? "true" : "false"} @click=${() => this.#run.call((editor) => editor.chooseLayout(name))}>${label}</button>`,
    )}</div>`;
  }

  view(): TemplateResult {
    const run = this.#run;
    const shown = run.panels.Surface;
    const look = (label: string, key: string, name: string, icon: TemplateResult, act: () => void) =>
      html`<button class="quiet" data-name=${name} aria-label=${label} title="${label} (${key})" @click=${act}>${icon}</button>`;
    const zoom = (factor: number) => run.call((editor) => editor.zoomSurface(factor, Phase.Commit));
    // It stays while it is not shown, since what is painted on it stays.
    return html`
      <div class="solid" data-name="surface" tabindex="0" role="application" ${ref(this.#box)}
        aria-label="Surface: drag it or use the arrow keys to turn it, with Shift less far; + and - zoom, 0 resets the view"
        @pointerdown=${this.#down} @pointermove=${this.#move} @pointerup=${this.#up} @pointercancel=${this.#up} @lostpointercapture=${this.#up} @keydown=${this.#key}>
        ${CANVASES.map((name, index) => html`<canvas data-name="${name}-canvas" role=${index ? nothing : "img"} aria-label=${index ? nothing : shown?.description || "Surface"} aria-hidden=${index ? "true" : nothing} ${ref(this.#named(`${name}-canvas`))}></canvas>`)}
      </div>
      <div class="view" role="group" aria-label="View of the surface">
        ${look("Zoom in", "+", "surface-nearer", ICONS.zoomIn, () => zoom(ZOOM))}
        ${look("Zoom out", "−", "surface-farther", ICONS.zoomOut, () => zoom(1 / ZOOM))}
        <button class="quiet" data-name="see-through" aria-label="See through" title="See through: what the surface hides is dotted" aria-pressed=${shown?.seesThrough ? "true" : "false"} @click=${() => run.call((editor) => editor.seeThrough(!shown?.seesThrough))}>${ICONS.eye}</button>
        ${look("Reset view", "0", "surface-reset", ICONS.home, () => run.call((editor) => editor.resetSurface()))}
      </div>
      <p class="note" data-name="surface-note" title=${shown?.note || nothing}>${shown?.note}</p>`;
  }

  /** Shows what is chosen, and takes note of the picture's element. */
  rendered(): void {
    this.#stage?.setAttribute("data-layout", this.#layout);
    const box = this.#box.value;
    if (!box || box === this.#known) return;
    this.#known = box;
    this.#resized.observe(box);
    box.parentElement?.addEventListener("wheel", this.#wheel, { signal: this.#run.signal, passive: false });
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

  #down = (event: PointerEvent): void => {
    const { button, clientX, clientY, currentTarget, pointerId } = event;
    if (button !== 0) return;
    this.#pointers.set(pointerId, [clientX, clientY]);
    capture(currentTarget as Element, pointerId);
  };

  #move = (event: PointerEvent): void => {
    const { buttons, clientX, clientY, pointerId } = event;
    // It came up where it was not heard of.
    if (!buttons) return this.#up(event);
    const before = this.#fingers();
    if (!before || !this.#pointers.has(pointerId)) return;
    this.#pointers.set(pointerId, [clientX, clientY]);
    const now = this.#fingers();
    if (!now) return;
    this.#run.call((editor) => {
      editor.dragSurface(now.x - before.x, now.y - before.y, Phase.Preview);
      if (before.apart && now.apart) editor.zoomSurface(now.apart / before.apart, Phase.Preview);
    });
  };

  #up = ({ pointerId }: PointerEvent): void => {
    if (this.#pointers.delete(pointerId) && !this.#pointers.size) this.#run.call((editor) => editor.restSurface());
  };

  /** The middle of the first two pointers, and how far they are apart; of one, where it is. */
  #fingers(): { x: number; y: number; apart: number } | undefined {
    const [first, second = first] = this.#pointers.values();
    if (!first || !second) return;
    return { x: (first[0] + second[0]) / 2, y: (first[1] + second[1]) / 2, apart: Math.hypot(first[0] - second[0], first[1] - second[1]) };
  }

  #wheel = (event: WheelEvent): void => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    // Lines and pages are some dozens of px.
    const px = event.deltaY * (event.deltaMode ? 30 : 1);
    this.#run.call((editor) => editor.zoomSurface(1.005 ** -Math.min(Math.max(px, -100), 100), Phase.Preview));
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => this.#run.call((editor) => editor.restSurface()), REST_MS);
  };

  #key = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const [around, up] = ARROWS[event.key] ?? [0, 0];
    const by = event.shiftKey ? FINE : DEGREES;
    if (around || up) this.#run.call((editor) => editor.turnSurface(around * by, up * by));
    else if (event.key === "+" || event.key === "=") this.#run.call((editor) => editor.zoomSurface(ZOOM, Phase.Commit));
    else if (event.key === "-") this.#run.call((editor) => editor.zoomSurface(1 / ZOOM, Phase.Commit));
    else if (event.key === "0") this.#run.call((editor) => editor.resetSurface());
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}

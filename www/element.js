// The element <downhill-race>: one optimizer race. What it shows and how it behaves is Rust's
// (figure.js); this class listens to the page and puts the figure's values into the markup.
import { Figure, begin, connect, imports, markup, styles } from "./figure.js";

/** The attributes that describe the run. */
const RUN = ["preset", "objective", "formula", "view", "levels", "start", "racers", "steps"];

/** A module that is valid only where WebAssembly has SIMD: one function, i8x16.popcnt(i8x16.splat(0)). */
const SIMD = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
]);

/** What the element says where the figure cannot run. */
const MISSING = {
  wasm: "This figure needs WebAssembly, which this browser does not have or has switched off.",
  simd: "This figure needs WebAssembly SIMD: Chrome 96, Firefox 101, Safari 16.4 or later.",
  canvas: "This figure needs a 2-D canvas, which this browser does not give.",
  load: "The figure's program could not be loaded or started.",
  panic: "The figure has stopped because of an error in its program. Reload the page to start it again.",
};

/** @type {Promise<unknown> | undefined} */
let engine;
/** Whether the engine has died of an error of its own; nothing calls in again. */
let dead = false;
/** Figures to be told when it does. @type {Set<DownhillRace>} */
const running = new Set();

/** Loads the engine once for all figures of the document; after a failure the next one tries again. */
function load() {
  engine ??= start().catch((error) => {
    engine = undefined;
    throw error;
  });
  return engine;
}

async function start() {
  const response = await fetch(new URL("figure_bg.wasm", import.meta.url));
  if (!response.ok) throw new Error(`${response.status} ${response.url}`);
  // Not as a stream: that would need a server that knows the type of these files.
  const { instance } = await WebAssembly.instantiate(await response.arrayBuffer(), imports());
  begin(instance);
  connect((/** @type {FrameRequestCallback} */ frame) => requestAnimationFrame((now) => guard(() => frame(now))));
}

/** Calls into the engine, unless it is dead; a trap in it (a panic, or out of memory) is its death. @template T @param {() => T} call */
function guard(call) {
  try {
    return dead ? undefined : call();
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) {
      dead = true;
      queueMicrotask(() => running.forEach((race) => race.fail("panic")));
    }
    throw error;
  }
}

/** What this browser lacks, if anything. @returns {keyof typeof MISSING | undefined} */
function lacks() {
  if (typeof WebAssembly !== "object") return "wasm";
  if (dead) return "panic";
  return WebAssembly.validate(SIMD) ? undefined : "simd";
}

/**
 * One race of optimizers down an objective.
 * Attributes: preset, objective, formula, view, levels, start, racers, steps; autoplay and loop;
 * lab, read when the figure starts, shows a choice of objectives and a formula to type.
 * Its children are shown until the figure is ready, and where it cannot run.
 * Parts: figure, picture, bar, message, controls, status, table. Custom properties: --downhill-ink and
 * --downhill-quiet (text), --downhill-accent (buttons, focus), --downhill-error, --downhill-font.
 */
export class DownhillRace extends HTMLElement {
  static observedAttributes = [...RUN, "loop"];

  /** @type {ShadowRoot} */ #root;
  /** @type {Figure | undefined} */ #figure;
  /** @type {Map<string, Element>} */ #named = new Map();
  /** @type {"idle" | "starting" | "ready" | "stopped"} */ #state = "idle";
  /** Ends everything that was begun for the figure. @type {AbortController | undefined} */ #life;
  #queued = false;

  constructor() {
    super();
    this.#root = this.attachShadow({ mode: "open" });
    this.#root.append(document.createElement("slot"));
  }

  connectedCallback() {
    if (this.#state === "idle") this.#start();
  }

  disconnectedCallback() {
    // A move within the document disconnects and connects at once: only what stays away ends.
    queueMicrotask(() => this.isConnected || this.#end());
  }

  attributeChangedCallback() {
    // Several attributes set in a row are one change.
    if (this.#state !== "ready" || this.#queued) return;
    this.#queued = true;
    queueMicrotask(() => {
      this.#queued = false;
      if (this.#state === "ready") this.#configure();
    });
  }

  async #start() {
    this.#state = "starting";
    const missing = lacks();
    if (missing) return this.fail(missing);
    try {
      await load();
      if (dead) return this.fail("panic");
      if (!this.isConnected) this.#state = "idle";
      if (this.#state === "starting") guard(() => this.#build());
    } catch (error) {
      console.warn("downhill-race:", error);
      this.fail(dead ? "panic" : "load");
    }
  }

  #build() {
    const lang = this.closest("[lang]")?.getAttribute("lang") ?? "";
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles());
    this.#root.adoptedStyleSheets = [sheet];
    const template = document.createElement("template");
    template.innerHTML = markup(lang);
    this.#root.replaceChildren(template.content);
    this.#name(this.#root);
    const picture = /** @type {HTMLElement} */ (this.#named.get("picture"));
    const [field, casing, core, heads] = picture.querySelectorAll("canvas");
    this.#figure = Figure.create(field, casing, core, heads, this.#put, lang);
    if (!this.#figure) return this.fail("canvas");
    this.#state = "ready";
    running.add(this);
    this.#listen(field);
    if (this.hasAttribute("lab")) this.#call((figure) => figure.act("lab", ""));
    this.#configure();
  }

  /** @param {HTMLCanvasElement} canvas */
  #listen(canvas) {
    this.#life = new AbortController();
    const { signal } = this.#life;
    const on = (/** @type {string} */ kind, /** @type {(event: any) => void} */ hear) =>
      this.#root.addEventListener(kind, hear, { signal });
    const act = (/** @type {Event} */ event, name = nameOf(event)) =>
      name && this.#call((figure) => figure.act(name, /** @type {HTMLInputElement} */ (event.target).value ?? ""));
    on("click", (event) => nameOf(event, "button") && act(event, nameOf(event, "button")));
    on("input", (event) => act(event));
    on("change", (event) => nameOf(event) === "seek" && act(event, "sought"));
    on("keydown", (event) => {
      const typing = event.target.matches("select, textarea, input:not([type=range])");
      if (typing || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
      if (this.#call((figure) => figure.key(event.key, nameOf(event) ?? ""))) event.preventDefault();
    });
    const point = (/** @type {Event} */ event, x = NaN, y = NaN) =>
      nameOf(event) === "cursor" && this.#call((figure) => figure.point(x, y));
    on("pointermove", (event) => point(event, event.offsetX, event.offsetY));
    on("pointerout", point);
    on("focusout", point);
    on("focusin", (event) => event.target.matches(".cursor:focus-visible") && act(event));

    const resized = new ResizeObserver((entries) => {
      const { contentRect, devicePixelContentBoxSize: device } = entries[entries.length - 1];
      const { width, height } = contentRect;
      const ratio = devicePixelRatio;
      const pixels = device?.[0] ?? { inlineSize: Math.round(width * ratio), blockSize: Math.round(height * ratio) };
      this.#call((figure) => figure.resize(width, height, pixels.inlineSize, pixels.blockSize));
    });
    try {
      resized.observe(canvas, { box: "device-pixel-content-box" });
    } catch {
      resized.observe(canvas);
    }
    const seen = new IntersectionObserver((entries) =>
      this.#call((figure) => figure.visible(entries[entries.length - 1].isIntersecting)),
    );
    seen.observe(this);
    signal.addEventListener("abort", () => {
      resized.disconnect();
      seen.disconnect();
    });
  }

  #configure() {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const moves = this.hasAttribute("autoplay") && !still;
    this.#call((figure) => {
      for (const name of RUN) {
        const text = this.getAttribute(name);
        if (text !== null) figure.field(name, text);
      }
      figure.configure(moves, this.hasAttribute("loop"));
    });
  }

  /** Calls the figure, while there is one. @template T @param {(figure: Figure) => T} call */
  #call(call) {
    const figure = this.#figure;
    return figure && guard(() => call(figure));
  }

  /** Says in a sentence why nothing runs; the children stay. @param {keyof typeof MISSING} why */
  fail(why) {
    // What could not be loaded may be tried again when the element is put in anew.
    this.#state = why === "load" ? "idle" : "stopped";
    running.delete(this);
    this.#life?.abort();
    this.#figure = undefined;
    const message = document.createElement("p");
    message.setAttribute("part", "message");
    message.setAttribute("role", "alert");
    message.textContent = MISSING[why];
    this.#root.replaceChildren(document.createElement("slot"), message);
  }

  #end() {
    if (this.#state !== "ready") return;
    this.#state = "idle";
    running.delete(this);
    this.#life?.abort();
    this.#call((figure) => figure.free());
    this.#figure = undefined;
    this.#named.clear();
    this.#root.replaceChildren(document.createElement("slot"));
  }

  /** @param {ParentNode} tree */
  #name(tree, suffix = "") {
    for (const element of tree.querySelectorAll("[data-name]")) {
      const name = element.getAttribute("data-name") + suffix;
      element.setAttribute("data-name", name);
      this.#named.set(name, element);
    }
  }

  /** Puts a value of the figure into the markup. @type {(name: string, property?: string, value?: any) => Element | undefined} */
  #put = (name, property, value) => {
    const element = this.#named.get(name);
    if (!element || !property) return element;
    if (property === "rows") this.#rows(element, value);
    else if (property.startsWith("--")) /** @type {HTMLElement} */ (element).style.setProperty(property, value);
    else if (property.includes("-")) element.setAttribute(property, value);
    else /** @type {any} */ (element)[property] = value;
    return element;
  };

  /** Gives a list as many rows as told, each a copy of its template. @param {Element} list @param {number} count */
  #rows(list, count) {
    const template = /** @type {HTMLTemplateElement} */ (list.querySelector("template"));
    list.replaceChildren(template);
    for (const [name, element] of this.#named) if (!element.isConnected) this.#named.delete(name);
    for (let row = 0; row < count; row++) {
      const copy = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
      this.#name(copy, String(row));
      list.append(copy);
    }
  }
}

/** The name of the control that an event is about. @param {Event} event */
function nameOf(event, of = "[data-name]") {
  return /** @type {Element} */ (event.target).closest(of)?.getAttribute("data-name");
}

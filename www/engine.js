// The engine's side of the element: the module, the shadow tree, the controls that every figure has, and
// the views that the figure sends.
import init, { Figure, Phase, connect, markup, styles } from "@glue";
import { shows } from "./show.js";

/** What is remembered of a figure that is taken down, or was asked of one that is not there: the step, whether it plays, its speed; which racers' stops were announced, of which run. @typedef {{ step?: number, playing?: boolean, speed?: string, announcedStops?: number, rests?: number, config?: Mounted["config"] }} Suspended */
/** @typedef {{ notify: (kind: string, detail: unknown) => void, fail: (why: import("./race.js").Why, message?: string) => void }} FigureObserver */
/** What a view shows, by its kind. @typedef {(shows: any) => void} Show */

/** The version of the scripts, by which the element knows its own engine. */
export const version = VERSION;

/** @type {Promise<void> | undefined} */
let started;
/** Whether the module has died of an error of its own; nothing calls in again. */
let dead = false;
/** Figures to be told when it does. @type {Set<Mounted>} */
const running = new Set();
/** The styles, which all figures of a document share; another document does not take them. @type {WeakMap<Document, CSSStyleSheet>} */
const sheets = new WeakMap();

/** @param {Document} document */
function sheetOf(document) {
  let sheet = sheets.get(document);
  if (!sheet) {
    sheet = new (document.defaultView ?? window).CSSStyleSheet();
    sheet.replaceSync(styles());
    sheets.set(document, sheet);
  }
  return sheet;
}
/** The module's memory. @type {WebAssembly.Memory} */
let memory;
/** What makes markup of text where a page's policy asks for that. @type {{ createHTML(text: string): string } | undefined} */
let policy;
/** How often readers have switched motion off: what plays stops then. */
let rests = 0;

/** More pages of memory than any but a module without memory is refused. */
const ROOM = 1024;

/** Starts the module, once; after a failure it can be tried again. @param {Promise<WebAssembly.Module>} module */
export function start(module) {
  started ??= begun(module).catch((error) => {
    started = undefined;
    throw error;
  });
  return started;
}

/** @param {Promise<WebAssembly.Module>} module */
async function begun(module) {
  ({ memory } = await init({ module_or_path: module }));
  try {
    policy = /** @type {any} */ (globalThis).trustedTypes.createPolicy("downhill-race", { createHTML: (/** @type {string} */ text) => text });
  } catch {
    // There are no such policies, or this one is not allowed.
  }
  let isAsked = false;
  connect((/** @type {FrameRequestCallback} */ frame) => {
    // A timer may have asked for this frame already; twice in one, all would be drawn twice from then on.
    if (isAsked) return;
    isAsked = true;
    requestAnimationFrame((now) => {
      isAsked = false;
      guard(() => frame(globalThis.performance ? now : Date.now()));
    });
  });
  matchMedia(STILL).addEventListener("change", ({ matches }) => {
    if (!matches) return;
    rests++;
    for (const mounted of running) mounted.call((figure) => figure.pause());
  });
}

/** What readers have asked for who prefer less motion. */
const STILL = "(prefers-reduced-motion: reduce)";

/** Calls into the module, unless it is dead. @template T @param {() => T} call @param {{ observer: FigureObserver }} [by] */
function guard(call, by) {
  try {
    return dead ? undefined : call();
  } catch (error) {
    end(error, by);
  }
}

/** Ends what an error has cut off: the figure, for want of memory; all of them after a panic, which is the module's death. @param {any} error @param {{ observer: FigureObserver }} [by] */
function end(error, by) {
  const why = error.why ?? (hasRoom() ? "panic" : "memory");
  dead ||= why === "panic" && error instanceof WebAssembly.RuntimeError;
  reportError(error);
  // When nothing of the module's is under way.
  queueMicrotask(() => {
    const ended = new Set(by && [by]);
    for (const mounted of running) if (dead || mounted.isBroken) ended.add(mounted);
    for (const { observer } of ended.size ? ended : running) observer.fail(why, error.why && error.message);
    // A frame that was cut off has forgotten the figures that it had not come to.
    for (const mounted of running) mounted.wake();
  });
}

/** Whether there is memory. Where none is left, a call into the module ends as if by a panic. */
function hasRoom() {
  try {
    return memory.grow(ROOM) > 0;
  } catch {
    return false;
  }
}

/** Builds a figure in the shadow tree of its element; none where that cannot be. @param {HTMLElement} host @param {ShadowRoot} root @param {string} lang @param {FigureObserver} observer */
export function mount(host, root, lang, observer) {
  let why = /** @type {"panic" | "canvas"} */ (dead ? "panic" : "canvas");
  try {
    const mounted = dead ? undefined : Mounted.in(host, root, lang, observer);
    if (mounted) return mounted;
    observer.fail(why);
  } catch (error) {
    end(error, { observer });
  }
}

/** Whether text of that colour is light, and so its ground dark. @param {string} color */
function isLight(color) {
  let parts = color.match(/^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)/)?.slice(1);
  if (!parts) {
    // In another colour space: what it is in pixels.
    const context = document.createElement("canvas").getContext("2d");
    if (!context) return false;
    context.fillStyle = color;
    context.fillRect(0, 0, 1, 1);
    parts = [...context.getImageData(0, 0, 1, 1).data].map(String);
  }
  const [red, green, blue] = parts.map(Number);
  return 0.3 * red + 0.59 * green + 0.11 * blue > 127;
}

/** What a piece of our own markup says. @param {string} text */
function templateOf(text) {
  const template = document.createElement("template");
  try {
    template.innerHTML = policy?.createHTML(text) ?? text;
  } catch {
    throw Object.assign(new Error("The page's policy (trusted-types) does not allow \"downhill-race\"."), { why: "policy" });
  }
  return template.content;
}

/** The name of the control that an event is about. @param {Event} event */
export function nameOf(event, of = "[data-name]") {
  return /** @type {Element} */ (event.target).closest(of)?.getAttribute("data-name");
}

/** What the buttons of a figure do. @type {Record<string, (figure: Figure) => void>} */
const BUTTONS = {
  play: (figure) => figure.userToggles(),
  restart: (figure) => figure.userRestarts(),
  back: (figure) => figure.userSteps(-1),
  forward: (figure) => figure.userSteps(1),
};

/** A figure in its element. */
export class Mounted {
  /** @type {Figure | undefined} */ #figure;
  /** @type {Map<string, Element>} */ #named = new Map();
  /** The layers of the picture, also those that are put between them. @type {HTMLCollectionOf<HTMLCanvasElement>} */ #canvases;
  /** Called when the figure shows what its attributes describe. */
  opened = () => {};
  /** What shows the views, by their kind. @type {Map<string, Show[]>} */ #shows = new Map();
  /** Whether it has been laid out: to ask for its styles before would lay it out once more. */
  #placed = false;
  #isVisible = false;
  /** Ends everything that was begun for the figure. */
  #life = new AbortController();

  /** @param {HTMLElement} host @param {ShadowRoot} root @param {string} lang @param {FigureObserver} observer */
  static in(host, root, lang, observer) {
    const mounted = new Mounted(host, root, lang, observer);
    return mounted.#figure && mounted;
  }

  /** @param {HTMLElement} host @param {ShadowRoot} root @param {string} lang @param {FigureObserver} observer */
  constructor(host, root, lang, observer) {
    this.host = host;
    this.root = root;
    this.observer = observer;
    root.adoptedStyleSheets = [sheetOf(host.ownerDocument)];
    root.replaceChildren(templateOf(markup(lang)));
    this.#name(root);
    this.#canvases = /** @type {any} */ (this.part("picture").children);
    const [field, outlines, trails, heads] = this.#canvases;
    this.#figure = Figure.create(field, outlines, trails, heads, this.#page(), lang);
    if (!this.#figure) return;
    running.add(this);
    for (const [kind, show] of Object.entries(shows(this))) this.shows(kind, show);
    this.#listen(field);
  }

  /** Ends with the figure. */
  get signal() {
    return this.#life.signal;
  }

  /** The element of that name. @param {string} name */
  part(name) {
    return /** @type {HTMLElement} */ (this.#named.get(name));
  }

  /** Gives an element of the page's own, or none any more, a name among the figure's. @param {string} name @param {Element | undefined} element */
  setPart(name, element) {
    if (element) this.#named.set(name, element);
    else this.#named.delete(name);
  }

  /** Has trails fade behind the one that stands out. @param {boolean} isFaded */
  fade(isFaded) {
    const layers = [...this.#canvases].slice(1, -1);
    for (const layer of layers) layer.style.opacity = isFaded ? "0.25" : "";
  }

  /** Has views of that kind be shown by a function. @param {string} kind @param {Show} show */
  shows(kind, show) {
    this.#shows.set(kind, [...(this.#shows.get(kind) ?? []), show]);
  }

  /** Hears events of that kind in the shadow tree while the figure lives. @param {string} kind @param {(event: any) => void} listener */
  on(kind, listener) {
    this.root.addEventListener(kind, listener, { signal: this.signal });
  }

  /** Calls the figure, while there is one. @template T @param {(figure: Figure) => T} call */
  call(call) {
    const figure = this.#figure;
    return figure && guard(() => call(figure), this);
  }

  /** Whether a call into the figure was cut off, after which there can be no other. */
  get isBroken() {
    return this.#figure?.isBroken ?? false;
  }

  /** Has it go on. */
  wake() {
    this.call((figure) => figure.setVisible(this.#isVisible));
  }

  /** What the figure needs of its page. @returns {import("@glue").Page} */
  #page() {
    return {
      show: (view) => {
        const [kind, shown] = view.view === "panel" ? [view.is.panel, view.is.shows] : [view.view, view.is];
        for (const show of this.#shows.get(kind) ?? []) show(shown);
      },
      send: ({ name, detail }) => this.observer.notify(name, detail),
      canvas: (name, row) => /** @type {HTMLCanvasElement | undefined} */ (this.#named.get(name === "swatch" ? name + row : `${name}-canvas`)),
    };
  }

  /** @param {HTMLCanvasElement} canvas */
  #listen(canvas) {
    this.on("click", (event) => {
      const act = BUTTONS[nameOf(event, "button") ?? ""];
      if (act) this.call(act);
    });
    this.on("input", ({ target }) => {
      if (target === this.part("seek")) this.call((figure) => figure.userSeeks(target.valueAsNumber, Phase.Preview));
      if (target === this.part("speed")) this.call((figure) => figure.userChoosesSpeed(target.value));
    });
    this.on("change", ({ target }) => {
      if (target === this.part("seek")) this.call((figure) => figure.userSeeks(target.valueAsNumber, Phase.Commit));
    });
    this.on("keydown", (event) => {
      const typing = event.target.matches("select, textarea, input:not([type=range])");
      if (typing || event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.defaultPrevented) return;
      if (this.call((figure) => figure.key(event.key))) event.preventDefault();
    });
    /** What tells of zoom and of another monitor where there are no boxes of device pixels. @type {MediaQueryList | undefined} */
    let resolution;
    const resized = new ResizeObserver((entries) => {
      const { contentRect, devicePixelContentBoxSize: device } = entries[entries.length - 1];
      const { width, height } = contentRect;
      const ratio = devicePixelRatio;
      this.#placed = true;
      this.#applyStyle();
      if (!device) {
        if (resolution) resolution.onchange = null;
        resolution = matchMedia(`(resolution: ${ratio}dppx)`);
        resolution.onchange = measure;
      }
      const pixels = device?.[0] ?? { inlineSize: Math.round(width * ratio), blockSize: Math.round(height * ratio) };
      this.call((figure) => figure.resize(width, height, pixels.inlineSize, pixels.blockSize));
    });
    const measure = () => {
      resized.disconnect();
      if (this.signal.aborted) return;
      try {
        resized.observe(canvas, { box: "device-pixel-content-box" });
      } catch {
        resized.observe(canvas);
      }
    };
    measure();
    this.signal.addEventListener("abort", measure);
    // The picture has no text, but inherits its colour: that changes with the scheme that the reader
    // prefers, the theme, and whatever the page does to the elements around.
    this.on("transitionrun", ({ target }) => target.matches(".picture") && this.#placed && this.#applyStyle());
  }

  get config() {
    return this.call((figure) => figure.config());
  }

  get step() {
    return this.call((figure) => figure.step);
  }

  get isPlaying() {
    return this.call((figure) => figure.isPlaying);
  }

  /** Shows what the attributes describe. @param {[string, string][]} fields */
  configure(fields) {
    const still = matchMedia(STILL).matches;
    if (this.#placed) this.#applyStyle();
    const [names, texts] = [fields.map(([name]) => name), fields.map(([, text]) => text)];
    this.call((figure) => figure.configure(names, texts, still));
  }

  /** Has it look as the page's styles say, which may come late. */
  #applyStyle() {
    const style = getComputedStyle(this.host);
    const trail = Number(style.getPropertyValue("--downhill-trail")) || 1;
    const figure = this.part("figure");
    const isDark = isLight(getComputedStyle(figure).color);
    figure.dataset.dark = String(isDark);
    this.call((figure) => figure.setStyle(Math.min(Math.max(trail, 0.25), 4), isDark, style.fontFamily));
  }

  /** What is to be remembered when the figure is taken down. @returns {Suspended} */
  suspend() {
    return this.call((figure) => ({
      step: figure.step,
      playing: figure.isPlaying,
      speed: figure.speed,
      announcedStops: figure.announcedStops,
      rests,
      config: figure.config(),
    })) ?? {};
  }

  /** Goes on where a figure stood that was taken down, or as it was asked before there was one. @param {Suspended} suspended */
  resume({ step, playing, speed, announcedStops, rests: before = rests, config }) {
    this.call((figure) => {
      // The end stays the end, however many steps there are now.
      if (step !== undefined) figure.showStep(step === config?.steps ? 1e6 : step);
      if (playing !== undefined) playing && before === rests ? figure.play() : figure.pause();
      if (speed) figure.setSpeed(speed);
      if (announcedStops && JSON.stringify(config) === JSON.stringify(this.config)) figure.restoreAnnouncedStops(announcedStops);
    });
  }

  /** @param {boolean} visible */
  setVisible(visible) {
    this.#isVisible = visible;
    if (visible) this.#applyStyle();
    this.call((figure) => figure.setVisible(visible));
  }

  /** The picture as it is shown, all layers in one. @param {string} [type] @param {number} [quality] */
  toDataURL(type, quality) {
    const whole = document.createElement("canvas");
    const [{ clientWidth, width, height }] = this.#canvases;
    if (!clientWidth) return "data:,";
    Object.assign(whole, { width, height });
    const context = whole.getContext("2d");
    for (const layer of this.#canvases) context?.drawImage(layer, 0, 0);
    return whole.toDataURL(type, quality);
  }

  free() {
    running.delete(this);
    this.#life.abort();
    // At once, not when the collector comes by.
    for (const canvas of this.#canvases) canvas.width = canvas.height = 0;
    // What is broken cannot be given back.
    this.call((figure) => figure.isBroken || figure.free());
    this.#figure = undefined;
    this.#named.clear();
    this.#shows.clear();
  }

  /** @param {ParentNode} tree */
  #name(tree, suffix = "") {
    for (const element of tree.querySelectorAll("[data-name]")) {
      const name = element.getAttribute("data-name") + suffix;
      element.setAttribute("data-name", name);
      this.#named.set(name, element);
    }
  }

  /** Gives a list so many rows, each a copy of its template. @param {Element} list @param {number} count */
  setRows(list, count) {
    if (list.childElementCount === count + 1) return;
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

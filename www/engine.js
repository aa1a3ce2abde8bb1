// The engine's side of the element: the module, the shadow tree, and one bridge that hands named
// control changes to the figure and puts the figure's named values back.
import init, { Figure, connect, markup, styles } from "@glue";

/** What is kept of a figure that is taken down, or is told to one that is not there: the step, whether it plays, its speed; which racers' stops were told, of which run. @typedef {{ step?: number, playing?: boolean, speed?: string, told?: number, config?: Mounted["config"] }} Kept */
/** @typedef {{ tell: (kind: string, detail: unknown) => void, fail: (why: "canvas" | "panic") => void }} Hearer */

/** @type {Promise<void> | undefined} */
let started;
/** Whether the module has died of an error of its own; nothing calls in again. */
let dead = false;
/** Figures to be told when it does. @type {Set<Mounted>} */
const running = new Set();
/** The styles, which all figures share. @type {CSSStyleSheet} */
let sheet;

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
  await init({ module_or_path: module });
  connect((/** @type {FrameRequestCallback} */ frame) => requestAnimationFrame((now) => guard(() => frame(now))));
  sheet = new CSSStyleSheet();
  sheet.replaceSync(styles());
}

/** Calls into the module, unless it is dead; a trap in it (a panic, or out of memory) is its death. @template T @param {() => T} call */
function guard(call) {
  try {
    return dead ? undefined : call();
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) {
      dead = true;
      queueMicrotask(() => running.forEach((mounted) => mounted.hear.fail("panic")));
    }
    throw error;
  }
}

/** Builds a figure in the shadow tree of its element; none where that cannot be. @param {HTMLElement} host @param {ShadowRoot} root @param {string} lang @param {Hearer} hear */
export function mount(host, root, lang, hear) {
  const mounted = dead ? undefined : guard(() => Mounted.in(host, root, lang, hear));
  if (!mounted) hear.fail(dead ? "panic" : "canvas");
  return mounted;
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
    parts = Array.from(context.getImageData(0, 0, 1, 1).data, String);
  }
  const [red, green, blue] = parts.map(Number);
  return 0.3 * red + 0.59 * green + 0.11 * blue > 127;
}

/** The name of the control that an event is about. @param {Event} event */
export function nameOf(event, of = "[data-name]") {
  return /** @type {Element} */ (event.target).closest(of)?.getAttribute("data-name");
}

/** A figure in its element. */
export class Mounted {
  /** @type {Figure | undefined} */ #figure;
  /** @type {Map<string, Element>} */ #named = new Map();
  /** The layers of the picture, also those that are put between them. @type {HTMLCollectionOf<HTMLCanvasElement>} */ #canvases;
  /** Called when the figure shows what its attributes describe. */
  opened = () => {};
  /** Called when the lab's figure shows another run, or shows it in another way. @type {(moving: boolean, preset?: string) => void} */
  changed = () => {};
  /** Whether it has been laid out: to ask for its styles before would lay it out once more. */
  #placed = false;
  /** Ends everything that was begun for the figure. */
  #life = new AbortController();

  /** @param {HTMLElement} host @param {ShadowRoot} root @param {string} lang @param {Hearer} hear */
  static in(host, root, lang, hear) {
    const mounted = new Mounted(host, root, lang, hear);
    return mounted.#figure && mounted;
  }

  /** @param {HTMLElement} host @param {ShadowRoot} root @param {string} lang @param {Hearer} hear */
  constructor(host, root, lang, hear) {
    this.host = host;
    this.root = root;
    this.hear = hear;
    root.adoptedStyleSheets = [sheet];
    const template = document.createElement("template");
    template.innerHTML = markup(lang);
    root.replaceChildren(template.content);
    this.#name(root);
    this.#canvases = /** @type {any} */ (this.part("picture").children);
    const [field, casing, core, heads] = this.#canvases;
    this.#figure = Figure.create(field, casing, core, heads, this.#put, lang);
    if (!this.#figure) return;
    running.add(this);
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

  /** Hears events of that kind in the shadow tree while the figure lives. @param {string} kind @param {(event: any) => void} hear */
  on(kind, hear) {
    this.root.addEventListener(kind, hear, { signal: this.signal });
  }

  /** Calls the figure, while there is one. @template T @param {(figure: Figure) => T} call */
  call(call) {
    const figure = this.#figure;
    return figure && guard(() => call(figure));
  }

  /** Hands a control's change to the figure. @param {Event} event */
  act(event, name = nameOf(event)) {
    if (name) this.call((figure) => figure.act(name, /** @type {HTMLInputElement} */ (event.target).value ?? ""));
  }

  /** @param {HTMLCanvasElement} canvas */
  #listen(canvas) {
    this.on("click", (event) => this.act(event, nameOf(event, "button")));
    this.on("input", (event) => this.act(event));
    this.on("change", (event) => nameOf(event) === "seek" && this.act(event, "sought"));
    this.on("keydown", (event) => {
      const typing = event.target.matches("select, textarea, input:not([type=range])");
      if (typing || event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.defaultPrevented) return;
      if (this.call((figure) => figure.key(event.key, nameOf(event) ?? ""))) event.preventDefault();
    });
    const resized = new ResizeObserver((entries) => {
      const { contentRect, devicePixelContentBoxSize: device } = entries[entries.length - 1];
      const { width, height } = contentRect;
      const ratio = devicePixelRatio;
      this.#placed = true;
      this.#dress();
      const pixels = device?.[0] ?? { inlineSize: Math.round(width * ratio), blockSize: Math.round(height * ratio) };
      this.call((figure) => figure.resize(width, height, pixels.inlineSize, pixels.blockSize));
    });
    try {
      resized.observe(canvas, { box: "device-pixel-content-box" });
    } catch {
      resized.observe(canvas);
    }
    this.signal.addEventListener("abort", () => resized.disconnect());
    // The picture has no text, but inherits its colour: that changes with the scheme that the reader
    // prefers, the theme, and whatever the page does to the elements around.
    this.on("transitionrun", ({ target }) => target.matches(".picture") && this.#placed && this.#dress());
  }

  get config() {
    return this.call((figure) => figure.config());
  }

  /** What the racers are called. @returns {string[]} */
  get labels() {
    return this.call((figure) => figure.labels()) ?? [];
  }

  /** Step, whether it plays, speed, and which racers' stops have been told. @returns {[number, boolean, string, number]} */
  get now() {
    return /** @type {any} */ (this.call((figure) => figure.now())) ?? [0, false, "", 0];
  }

  /** Shows what the attributes describe. @param {[string, string][]} fields @param {boolean} autoplay @param {boolean} loops */
  configure(fields, autoplay, loops) {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (this.#placed) this.#dress();
    this.call((figure) => {
      for (const [name, text] of fields) figure.field(name, text);
      figure.configure(autoplay && !still, loops);
    });
  }

  /** Has it look as the page's styles say, which may come late. */
  #dress() {
    const style = getComputedStyle(this.host);
    const trail = Number(style.getPropertyValue("--downhill-trail")) || 1;
    const dark = isLight(getComputedStyle(this.part("figure")).color);
    this.call((figure) => figure.style(Math.min(Math.max(trail, 0.25), 4), dark, style.fontFamily));
  }

  /** Goes on where a figure stood that was taken down, or as it was told before there was one. @param {Kept} kept */
  restore({ step, playing, speed, told, config }) {
    this.call((figure) => {
      // The end stays the end, however many steps there are now.
      if (step !== undefined) figure.drive("seek", step === config?.steps ? 1e6 : step);
      if (playing !== undefined) figure.drive(playing ? "play" : "pause", 0);
      if (speed) figure.drive(speed, 0);
      if (told && JSON.stringify(config) === JSON.stringify(this.config)) figure.drive("told", told);
    });
  }

  /** @param {string} command @param {number} step */
  drive(command, step) {
    this.call((figure) => figure.drive(command, step));
  }

  /** @param {boolean} visible */
  visible(visible) {
    if (visible) this.#dress();
    this.call((figure) => figure.visible(visible));
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
    this.call((figure) => figure.free());
    this.#figure = undefined;
    this.#named.clear();
  }

  /** @param {ParentNode} tree */
  #name(tree, suffix = "") {
    for (const element of tree.querySelectorAll("[data-name]")) {
      const name = element.getAttribute("data-name") + suffix;
      element.setAttribute("data-name", name);
      this.#named.set(name, element);
    }
  }

  /** Puts a value of the figure into the markup; without a name it is an event. @type {(name: string, property?: string, value?: any) => Element | undefined} */
  #put = (name, property, value) => {
    if (!name) this.hear.tell(property ?? "", value);
    if (name === "lab") this.changed(value, property);
    const element = this.#named.get(name);
    if (!element || !property) return element;
    if (property === "rows") this.#rows(element, value);
    else if (property.startsWith("--")) /** @type {HTMLElement} */ (element).style.setProperty(property, value);
    else if (property.includes("-")) element.setAttribute(property, value);
    // Another text in the node that there is costs no new styles.
    else if (property === "textContent" && element.firstChild) element.firstChild.nodeValue = value;
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

// The element <downhill-race>. This part is small and loads at once; what computes and draws a race
// is the engine, which comes when a figure nears the viewport.

import styles from "./host.css";

/** The attributes that describe the run. */
const RUN = ["preset", "objective", "formula", "view", "levels", "start", "racers", "noise", "steps"];
/** Those that say how it is shown. */
const LOOK = ["speed", "controls", "theme", "palette", "axes", "loading", "alt", "shown-step"];
/** Those that are on or off. */
const SWITCHES = ["axes", "autoplay", "loop"];
/** What these can be, the usual one first. @type {Record<string, string[]>} */
const CHOICES = { controls: ["full", "minimal", "none"], theme: ["auto", "light", "dark"], palette: ["auto", "article"], loading: ["lazy", "eager"] };

/** What a figure cannot do without, and the reason that is told where it is missing. @type {["WebAssembly" | "ResizeObserver", Why][]} */
const NEEDS = [
  ["WebAssembly", "wasm"],
  ["ResizeObserver", "browser"],
];

/** How much of a text is read; a run's are shorter by far. */
const LONGEST = 1e5;

/** What the element says where the figure cannot run; an error with a `why` says it itself. @type {Partial<Record<Why, string>>} */
const MISSING = {
  policy: "This figure needs WebAssembly: 'wasm-unsafe-eval' in the page's policy.",
  simd: "This figure needs WebAssembly SIMD: Chrome 96, Firefox 113, Safari 16.4 or later.",
  canvas: "This figure needs a 2-D canvas, which this browser does not give.",
  memory: "This page has no memory left for this figure.",
  intl: "This figure needs Intl.NumberFormat, which this browser does not have.",
  panic: "The figure stopped at an error in its program. Reload the page to start it again.",
};

/** @typedef {NonNullable<import("./element.js").DownhillError["reason"]>} Why */
/** @typedef {typeof import("./engine.js")} Engine */
/** @typedef {import("./engine.js").Mounted} Mounted */

/** The document's engines, once they have been asked for: the one without panels, and the one with. @type {Map<boolean, Promise<Engine>>} */
const engines = new Map();
/** The panels that can stand beneath a picture. */
const PANELS = ["rates", "basins", "surface"];
/** Says to the figures of a window that they come near or go far, and that they are seen or not. @type {WeakMap<Window, IntersectionObserver[]>} */
const observers = new WeakMap();

/** The styles of host.css by document, for no document takes another's. @type {WeakMap<Document, CSSStyleSheet>} */
const sheets = new WeakMap();

/** @param {Document} document */
function placeSheet(document) {
  let sheet = sheets.get(document);
  if (!sheet) {
    sheet = new (document.defaultView ?? window).CSSStyleSheet();
    sheet.replaceSync(styles);
    sheets.set(document, sheet);
  }
  return sheet;
}

/** A box of that class. @param {string} name @param {Element[]} inside */
function box(name, ...inside) {
  const made = document.createElement("div");
  made.className = name;
  made.append(...inside);
  return made;
}

/**
 * A property's value as the text of its attribute: an object as JSON, which the reader of attributes takes.
 * Nothing is thrown, whatever it is.
 * @param {unknown} value
 */
function textOf(value) {
  try {
    const plain = (/** @type {string} */ _, /** @type {any} */ part) => (ArrayBuffer.isView(part) ? Array.from(/** @type {any} */ (part)) : part);
    return (typeof value === "object" ? JSON.stringify(value, plain) : String(value)) ?? "[object]";
  } catch {
    return "[object that cannot be read]";
  }
}

/** Whether a switch of that name is on; undefined where its text is not allowed, which the figure says. @param {string} name @param {string | null} text */
function isOn(name, text) {
  const word = text?.trim().toLowerCase();
  return word === undefined || word === "false" ? false : ["", "true", name].includes(word) || undefined;
}

/** What hardly stands in place of a picture: what follows a figure that was not closed. */
const FOLLOWS = "h1, h2, h3, h4, h5, h6, script, header, footer, main, nav, section, article, aside, form, iframe, downhill-race";

/**
 * The engine that is being loaded, with its module beside it: one after the other they would come
 * later. The module is asked for first, for it is the larger, and compiled as soon as it is there.
 * @param {Promise<BufferSource>} bytes @param {Promise<Engine>} loading
 */
export async function started(bytes, loading) {
  const module = bytes.then(WebAssembly.compile);
  module.catch(() => {});
  const engine = await loading;
  try {
    await engine.start(module);
    return engine;
  } catch (/** @type {any} */ error) {
    // Whole and unaltered, as its hash says, but not understood; or understood, but not to be run.
    const why = error instanceof RangeError ? "memory" : error instanceof WebAssembly.CompileError && (WebAssembly.validate(await bytes) ? "policy" : "simd");
    throw why ? Object.assign(error, { why, message: MISSING[why] }) : error;
  }
}

/**
 * One race of optimizers down an objective.
 *
 * Its children are shown, printed and read by feeds until the figure is ready, and where it cannot
 * run. See element.d.ts for properties, methods and events.
 */
export class Race extends (globalThis.HTMLElement ?? class {}) {
  static observedAttributes = [...RUN, ...LOOK, "shownstep", "loop", "lang", "panel"];

  /** Loads what draws, and starts it; said by those that extend this class. @type {() => Promise<Engine>} */
  static engine;
  /** The same with panels, where there are any. @type {(() => Promise<Engine>) | undefined} */
  static panels;
  /** Those that have just been put in. @type {Set<Race>} */
  static #fresh = new Set();
  /** Whether a figure that is far from the viewport gives back its memory, and is built anew when it nears. */
  static sleeps = true;
  /** Whether room is kept for a figure that is not there yet; not where a page gives it its place. */
  static keepsRoom = true;

  /** @type {"idle" | "starting" | "ready" | "stopped"} */ #state = "idle";
  #root = this.attachShadow({ mode: "open" });
  /** What gives it its width in a box that shrinks to fit: as a picture, which a narrower box makes smaller. */
  #width = box("width", document.createElementNS("http://www.w3.org/2000/svg", "svg"));
  /** Fields that no attribute has: what is not allowed of a run that was set as a whole. @type {[string, string][]} */
  #odd = [];
  /** Whether the run was last set as a whole. */
  #isWhole = false;
  #warned = false;
  /** @type {Mounted | undefined} */ #mounted;
  /** What a figure that is not there is to do when it is. @type {import("./engine.js").Suspended} */
  #suspended = {};
  #queued = false;
  #failed = false;
  #near = true;
  #refused = false;
  /** Whether it has been said that the figure is ready. */
  #announced = false;
  /** What the figure was last asked for that it could show. @type {Parameters<Mounted["configure"]> | undefined} */
  #good;
  /** Who tells of it: the observers of the window that it is in. @type {IntersectionObserver[]} */
  #watched = [];
  /** @type {(race: Race) => void} */ #fulfil = Object;
  /** @type {(error: Error) => void} */ #reject = Object;
  /** @type {Promise<Race>} */ #ready = this.#promise();

  constructor() {
    super();
    this.#vacate(true);
  }

  connectedCallback() {
    this.#watched = this.#observers();
    const [near] = this.#watched;
    near?.observe(this);
    this.#renew();
    if (this.#isEager() || !near) this.#start();
    if (Race.#fresh.size === 0) queueMicrotask(Race.#look);
    Race.#fresh.add(this);
    // What was set before this class was known.
    for (const name of ["ready", "config", ...PROPERTIES, "shownStep", "playing"]) {
      if (!Object.hasOwn(this, name)) continue;
      const race = /** @type {any} */ (this);
      const value = race[name];
      delete race[name];
      race[name] = value;
    }
    // As a server writes the property.
    if (!this.#mounted && this.#suspended.playing === undefined && isOn("playing", this.getAttribute("playing"))) this.play();
  }

  /** Another document has other style sheets and another window: the figure is built anew there. */
  adoptedCallback() {
    this.#end(true);
    if (this.#state === "idle") this.#adopt();
  }

  /** Starts those in view at once: the observer tells of them a frame later. */
  static #look() {
    for (const race of Race.#fresh) {
      const { left, right, top, bottom } = race.getBoundingClientRect();
      const { innerWidth, innerHeight } = race.ownerDocument.defaultView ?? window;
      const inView = right >= 0 && left <= innerWidth && bottom >= 0 && top <= innerHeight;
      if (race.isConnected && inView && race.getClientRects().length > 0) race.#start();
    }
    Race.#fresh.clear();
  }

  disconnectedCallback() {
    // The document is that to which it has gone already.
    const left = this.#watched;
    // A move within the document disconnects and connects at once: only what stays away ends.
    queueMicrotask(() => {
      if (this.isConnected && this.#watched === left) return;
      for (const observer of left) observer.unobserve(this);
      if (!this.isConnected) this.#end();
    });
  }

  /** @param {string} name @param {string | null} old @param {string | null} now */
  attributeChangedCallback(name, old, now) {
    if (old === now) return;
    // What is asked for now, not what was kept.
    if (name === "shown-step" || name === "shownstep") this.#suspended.step = this.#suspended.playing = undefined;
    if (name === "speed") this.#suspended.speed = undefined;
    if (name === "loading" && this.#isEager() && this.isConnected) this.#start();
    if (name === "lang" && this.#state === "ready" && !this.#root.activeElement) {
      this.#end(true);
      this.#start();
    }
    // What draws it is another engine.
    if (name === "panel" && this.#state === "ready") {
      this.#end(true);
      this.#start();
    }
    if (name === "racers") this.#countRows();
    if (RUN.includes(name)) this.#odd = [];
    this.#ask();
  }

  /** Has the figure, once it is there, show what is asked for now. */
  #ask() {
    // Several attributes set in a row are one change.
    if (this.#state !== "ready" || this.#queued) return;
    this.#queued = true;
    queueMicrotask(() => {
      this.#queued = false;
      this.#configure();
    });
  }

  get ready() {
    return this.#ready;
  }

  set ready(_) {
    // A framework that sets all properties is not to fail.
  }

  get config() {
    return this.#mounted?.config ?? this.#suspended.config;
  }

  /** The attributes of a run become those of this one: what it leaves out, they leave out. */
  set config(run) {
    const text = textOf(run);
    /** @type {[string, unknown][]} */
    let fields = [];
    /** @type {[string, string][]} */
    let odd = [];
    if (run && typeof run === "object" && text[0] === "{") fields = Object.entries(JSON.parse(text));
    else if (run !== null && run !== undefined) odd = [["config", text]];
    if (odd.length === 0 && (run || this.#isWhole)) {
      const given = fields.filter(([, value]) => value !== null).map(([name, value]) => /** @type {[string, string]} */ ([name, textOf(value)]));
      odd = given.filter(([name]) => !RUN.includes(name));
      const texts = new Map(given);
      for (const name of RUN) this.#set(name, texts.get(name) ?? null);
    }
    this.#isWhole = Boolean(run);
    this.#odd = odd;
    this.#ask();
  }

  get playing() {
    return this.#mounted?.isPlaying ?? this.#suspended.playing ?? false;
  }

  set playing(value) {
    const given = /** @type {unknown} */ (value);
    if (given === null || given === undefined) return;
    const plays = typeof given === "string" ? isOn("playing", given) : Boolean(given);
    if (plays === undefined) this.#refuse("playing", given, "true or false");
    else if (plays) this.play();
    else this.pause();
  }

  get shownStep() {
    return this.#mounted?.step ?? this.#suspended.step ?? (Number(this.#text("shown-step")) || 0);
  }

  set shownStep(step) {
    const given = /** @type {unknown} */ (step);
    if (given === null || given === undefined) return;
    const number = typeof given === "number" ? given : Number(textOf(given) || NaN);
    if (Number.isFinite(number)) this.seek(number);
    else this.#refuse("shownStep", given, "a finite number");
  }

  play() {
    this.#command("play");
  }

  pause() {
    this.#command("pause");
  }

  /** @param {number} step */
  seek(step) {
    if (!Number.isFinite(Number(step))) throw new TypeError(`step is ${step}; it must be a finite number`);
    this.#command("seek", Math.min(Math.max(Math.round(step), 0), 1e6));
  }

  step(n = 1) {
    this.seek(this.shownStep + Number(n));
  }

  reset() {
    this.seek(0);
  }

  /** @param {string} [type] @param {number} [quality] */
  toDataURL(type, quality) {
    return this.#mounted?.toDataURL(type, quality) ?? "data:,";
  }

  /** @param {import("./exports.js").Kind} kind @param {import("./exports.js").Options} [options] */
  async exportAs(kind, options) {
    const config = /** @type {any} */ (this.config);
    if (!config) throw new Error("There is no figure yet: wait for `ready`.");
    const isDark = this.#mounted?.part("figure").dataset.dark === "true";
    const { exportRun } = await import("@exports");
    return exportRun({ config, step: this.shownStep, isDark, isArticle: this.#text("palette") === "article" }, kind, options);
  }

  /** Says that a property is not what it must be. @param {string} field @param {unknown} given @param {string} allowed */
  #refuse(field, given, allowed) {
    const value = textOf(given).slice(0, 80);
    this.#notify("error", { message: `${field} is ${typeof given === "string" ? `"${value}"` : value}; it must be ${allowed}.`, field, value, allowed });
  }

  /** The text of an attribute; HTML has no capitals in names, so that what a server writes of `shownStep` is `shownstep`. @param {string} name */
  #text(name) {
    return this.getAttribute(name) ?? (name === "shown-step" ? this.getAttribute("shownstep") : null);
  }

  /** @param {string} name @param {string | null} text */
  #set(name, text) {
    if (text === null) this.removeAttribute(name);
    else this.setAttribute(name, text);
  }

  /** Whether it shows a panel that there is. */
  #hasPanel() {
    const name = this.getAttribute("panel");
    if (name === null || !/** @type {typeof Race} */ (this.constructor).panels) return false;
    const isKnown = PANELS.includes(name.trim().toLowerCase());
    if (!isKnown) this.#refuse("panel", name, "rates, basins or surface");
    return isKnown;
  }

  #isEager() {
    return this.getAttribute("loading") === "eager";
  }

  #maySleep() {
    // Nobody's focus is to be lost.
    return /** @type {typeof Race} */ (this.constructor).sleeps && !this.#isEager() && !this.#root.activeElement;
  }

  /** @param {"play" | "pause" | "seek"} command */
  #command(command, step = 0) {
    const mounted = this.#mounted;
    if (mounted) {
      mounted.call((figure) => (command === "seek" ? figure.showStep(step) : command === "play" ? figure.play() : figure.pause()));
      return;
    }
    this.#suspended.playing = command === "play";
    if (command === "seek") this.#suspended.step = step;
  }

  /** Those of its window; none where the browser has none: there every figure counts as seen. */
  #observers() {
    const view = this.ownerDocument.defaultView;
    if (!view || typeof IntersectionObserver !== "function") return [];
    const found = observers.get(view) ?? [this.#observer(view, "100%", "near"), this.#observer(view, "0px", "seen")];
    observers.set(view, found);
    return found;
  }

  /** @param {Window & typeof globalThis} view @param {string} margin @param {"near" | "seen"} kind */
  #observer(view, margin, kind) {
    const observe = (/** @type {IntersectionObserverEntry[]} */ entries) => {
      for (const { target, isIntersecting } of entries) {
        const race = /** @type {Race} */ (target);
        // What has failed is tried again when it comes back, not when the observer first tells of it.
        const waits = race.#failed && race.#near;
        if (kind === "near") race.#near = isIntersecting;
        if (kind === "seen") {
          race.#mounted?.setVisible(isIntersecting);
          // The observer of its size has been heard before: if it has one, there is a picture.
          race.#announce();
        } else if (isIntersecting) waits || race.#start();
        else if (race.#maySleep()) race.#end(true);
      }
    };
    // Within boxes that scroll, too, where the browser knows of that; both margins would add up.
    const name = "scrollMargin" in IntersectionObserver.prototype ? "scrollMargin" : "rootMargin";
    return new view.IntersectionObserver(observe, { [name]: margin });
  }

  /** Says that the figure is ready, once. */
  #announce() {
    if (!this.#mounted || this.#announced) return;
    this.#announced = true;
    this.#fulfil(this);
    this.#notify("ready", { config: this.config });
  }

  /** What could not be loaded is tried again, with another promise. */
  #renew() {
    if (!this.#failed || this.#state !== "idle") return;
    this.#failed = false;
    this.#ready = this.#promise();
  }

  async #start() {
    if (this.#state !== "idle") return;
    this.#renew();
    this.#state = "starting";
    const missing = NEEDS.find(([name]) => !globalThis[name]);
    if (missing) return this.#fail(missing[1], `This figure needs ${missing[0]}, which this browser does not have or has switched off.`);
    if (!globalThis.Intl?.NumberFormat) return this.#fail("intl");
    const hasPanel = this.#hasPanel();
    try {
      const { engine, panels } = /** @type {typeof Race} */ (this.constructor);
      const asked = engines.get(hasPanel) ?? (hasPanel && panels ? panels : engine)();
      engines.set(hasPanel, asked);
      const loaded = await asked;
      // Meanwhile it may have gone, or been moved far away by those above it.
      if (!this.isConnected || (!this.#near && this.#maySleep())) this.#state = "idle";
      if (this.#state === "starting") this.#build(loaded);
    } catch (/** @type {any} */ error) {
      // The next figure tries again.
      engines.delete(hasPanel);
      console.warn("downhill-race:", error);
      const { why, message } = error;
      this.#fail(why ?? "load", why ? message : `The figure's program could not be loaded or started (${message}).`);
    }
  }

  /** @param {Engine} loaded */
  #build(loaded) {
    const lang = this.closest("[lang]")?.getAttribute("lang") ?? "";
    const observer = {
      notify: (/** @type {string} */ kind, /** @type {unknown} */ detail) => this.#notify(kind, detail),
      fail: (/** @type {Why} */ why, /** @type {string | undefined} */ message) => this.#fail(why, message),
    };
    this.#warn();
    this.#mounted = loaded.mount(this, this.#root, lang, observer);
    if (!this.#mounted) return;
    this.#root.prepend(this.#width);
    this.#adopt(...this.#root.adoptedStyleSheets);
    this.#state = "ready";
    // What is not allowed now leaves what was shown before.
    if (this.#good) this.#mounted.configure(...this.#good);
    this.#configure();
    this.#mounted.resume(this.#suspended);
    this.#suspended = {};
    this.#mounted.opened();
    const [, seen] = this.#observers();
    if (seen) seen.observe(this);
    else {
      // When its size has been told.
      requestAnimationFrame(() => setTimeout(() => {
        this.#mounted?.setVisible(true);
        this.#announce();
      }));
    }
  }

  /** What follows a figure that was not closed has become its children, and is about to vanish. */
  #warn() {
    if (this.#warned || !this.querySelector(FOLLOWS)) return;
    this.#warned = true;
    console.warn("downhill-race: the figure takes the place of its children, which look like the rest of a page. In HTML, <downhill-race /> does not close the element: write </downhill-race>.", this);
  }

  /** @param {CSSStyleSheet[]} others */
  #adopt(...others) {
    // Where there are no such sheets, there will be no figure either.
    if ("adoptedStyleSheets" in this.#root) this.#root.adoptedStyleSheets = [placeSheet(this.ownerDocument), ...others];
  }

  /** Shows the children, and with `room` keeps the room that the figure will need. */
  #vacate(room = false) {
    const slot = document.createElement("slot");
    const place = box("place", slot);
    if (room && /** @type {typeof Race} */ (this.constructor).keepsRoom) {
      const parts = ["picture", "bar", "controls", "status", "table"].map((name) => {
        const part = box(name);
        part.setAttribute("part", name);
        return part;
      });
      const figure = box("room", ...parts);
      figure.setAttribute("part", "figure");
      figure.ariaHidden = "true";
      place.prepend(figure);
    }
    this.#root.replaceChildren(this.#width, place.childElementCount > 1 ? place : slot);
    this.#adopt(...(this.#root.adoptedStyleSheets ?? []).slice(1));
    this.#countRows();
    return slot;
  }

  /** About how many rows the table will have. */
  #countRows() {
    const text = this.getAttribute("racers") ?? "";
    const racers = text.trim()[0] === "[" ? text.split('"optimizer"').slice(1) : text.replace(/\([^)]*\)/g, "").match(/[^\s,]+/g);
    const room = /** @type {HTMLElement | null} */ (this.#root.querySelector(".room"));
    room?.style.setProperty("--rows", String(racers?.length || 5));
  }

  #configure() {
    /** @type {[string, string][]} */
    const fields = [];
    for (const name of [...RUN, ...LOOK, "autoplay", "loop"]) {
      const text = this.#text(name);
      if (text !== null) fields.push([name, text]);
    }
    fields.push(...this.#odd);
    /** @type {Parameters<Mounted["configure"]>} */
    const asked = [fields.map(([name, text]) => [name, text.slice(0, LONGEST)])];
    this.#refused = false;
    this.#mounted?.configure(...asked);
    if (!this.#refused) this.#good = asked;
  }

  /** Sends an event, when nothing of the engine's is under way. @param {string} kind @param {unknown} detail */
  #notify(kind, detail) {
    this.#refused ||= kind === "error";
    queueMicrotask(() => this.dispatchEvent(new CustomEvent(`downhill-${kind}`, { bubbles: true, composed: true, detail })));
  }

  /** Says in a sentence why nothing runs; the children stay. @param {Why} why */
  #fail(why, message = MISSING[why] ?? "") {
    if (this.#state === "stopped") return;
    this.#end();
    // What could not be loaded may be tried again when the element is put in anew.
    this.#state = why === "load" ? "idle" : "stopped";
    const sentence = document.createElement("p");
    sentence.setAttribute("part", "message");
    sentence.setAttribute("role", "alert");
    sentence.textContent = message;
    sentence.lang = "en";
    sentence.dir = "ltr";
    this.#vacate();
    this.#root.append(sentence);
    this.#reject(new Error(message));
    this.#failed = true;
    this.#notify("error", { message, reason: why });
  }

  /** Takes the figure down; `asleep` where it stood, with its place in the page kept. */
  #end(asleep = false) {
    this.#announced &&= asleep;
    if (!this.#mounted) return;
    this.#suspended = this.#mounted.suspend();
    const { height } = getComputedStyle(this.#mounted.part("figure"));
    this.#state = "idle";
    this.#observers()[1]?.unobserve(this);
    this.#mounted.free();
    this.#mounted = undefined;
    const slot = this.#vacate();
    if (asleep) Object.assign(slot.style, { display: "flow-root", height });
  }

  #promise() {
    /** @type {Promise<Race>} */
    const ready = new Promise((fulfil, reject) => {
      this.#fulfil = fulfil;
      this.#reject = reject;
    });
    // Whoever does not ask is not to be troubled.
    ready.catch(() => {});
    return ready;
  }
}

/** The properties that reflect the attributes of their names. */
const PROPERTIES = [...RUN, ...LOOK.filter((name) => name !== "shown-step"), "autoplay", "loop", "panel"];
for (const name of PROPERTIES) {
  const isSwitch = SWITCHES.includes(name);
  Object.defineProperty(Race.prototype, name, {
    configurable: true,
    enumerable: true,
    /** @this {Race} */
    get() {
      const text = this.getAttribute(name);
      if (isSwitch) return isOn(name, text) ?? false;
      const choices = CHOICES[name];
      if (choices) return choices.includes(text ?? "") ? text : choices[0];
      return name === "steps" && text !== null ? Number(text) : text;
    },
    /** @this {Race} @param {unknown} value */
    set(value) {
      // An attribute that says `false` is there, and off.
      if (isSwitch && typeof value !== "string") value = value ? "" : null;
      if (value === null || value === undefined) this.removeAttribute(name);
      else this.setAttribute(name, textOf(value));
    },
  });
}

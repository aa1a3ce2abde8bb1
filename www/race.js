// The element <downhill-race>. This part is small and loads at once; what computes and draws a race
// is the engine, which comes when a figure nears the viewport.

/** The attributes that describe the run. */
const RUN = ["preset", "objective", "formula", "view", "levels", "start", "racers", "noise", "steps"];
/** Those that say how it is shown. */
const LOOK = ["speed", "controls", "theme", "palette", "axes", "loading", "alt", "shown-step"];
/** What these can be, the usual one first. @type {Record<string, string[]>} */
const CHOICES = { controls: ["full", "minimal", "none"], theme: ["auto", "light", "dark"], palette: ["auto", "article"], loading: ["lazy", "eager"] };

/** What a figure cannot do without. */
const NEEDS = ["WebAssembly", "IntersectionObserver", "ResizeObserver", "Intl", "performance"];

/** What the element says where the figure cannot run; an error with a `why` says it itself. @type {Partial<Record<Why, string>>} */
const MISSING = {
  policy: "This figure needs WebAssembly: 'wasm-unsafe-eval' in the page's policy.",
  simd: "This figure needs WebAssembly SIMD: Chrome 96, Firefox 113, Safari 16.4 or later.",
  canvas: "This figure needs a 2-D canvas, which this browser does not give.",
  memory: "This page has no memory left for this figure.",
  panic: "The figure stopped at an error in its program. Reload the page to start it again.",
};

/** @typedef {NonNullable<import("./element.js").DownhillError["reason"]>} Why */
/** @typedef {typeof import("./engine.js")} Engine */
/** @typedef {import("./engine.js").Mounted} Mounted */

/** The one engine of the document, once it has been asked for. @type {Promise<Engine> | undefined} */
let engine;
/** Says to figures that they come near or go far, and that they are seen or not. @type {IntersectionObserver[]} */
let observers = [];

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
  static observedAttributes = [...RUN, ...LOOK, "loop", "lang"];

  /** Loads what draws, and starts it; said by those that extend this class. @type {() => Promise<Engine>} */
  static engine;
  /** Those that have just been put in. @type {Set<Race>} */
  static #fresh = new Set();
  /** Whether a figure that is far from the viewport gives back its memory, and is built anew when it nears. */
  static sleeps = true;

  /** @type {"idle" | "starting" | "ready" | "stopped"} */ #state = "idle";
  #root = this.attachShadow({ mode: "open" });
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
  /** @type {(race: Race) => void} */ #fulfil = Object;
  /** @type {(error: Error) => void} */ #reject = Object;
  /** @type {Promise<Race>} */ #ready = this.#promise();

  constructor() {
    super();
    this.#root.append(document.createElement("slot"));
  }

  connectedCallback() {
    const missing = NEEDS.find((name) => !(name in globalThis));
    if (missing) return this.#fail(missing === NEEDS[0] ? "wasm" : "browser", `This figure needs ${missing}, which this browser does not have or has switched off.`);
    observers = observers.length > 0 ? observers : [this.#observer("100%", "near"), this.#observer("0px", "seen")];
    observers[0].observe(this);
    this.#renew();
    if (this.#isEager()) this.#start();
    if (Race.#fresh.size === 0) queueMicrotask(Race.#look);
    Race.#fresh.add(this);
    // What was set before this class was known.
    for (const name of [...PROPERTIES, "shownStep"]) {
      if (!Object.hasOwn(this, name)) continue;
      const race = /** @type {any} */ (this);
      const value = race[name];
      delete race[name];
      if (name !== "shownStep" || Number.isFinite(value)) race[name] = value;
    }
  }

  /** Starts those in view at once: the observer tells of them a frame later. */
  static #look() {
    for (const race of Race.#fresh) {
      const { left, right, top, bottom } = race.getBoundingClientRect();
      const inView = right >= 0 && left <= innerWidth && bottom >= 0 && top <= innerHeight;
      if (race.isConnected && inView && race.getClientRects().length > 0) race.#start();
    }
    Race.#fresh.clear();
  }

  disconnectedCallback() {
    // A move within the document disconnects and connects at once: only what stays away ends.
    queueMicrotask(() => {
      if (this.isConnected) return;
      for (const observer of observers) observer.unobserve(this);
      this.#end();
    });
  }

  /** @param {string} name @param {string | null} old @param {string | null} now */
  attributeChangedCallback(name, old, now) {
    if (old === now) return;
    // What is asked for now, not what was kept.
    if (name === "shown-step") this.#suspended.step = this.#suspended.playing = undefined;
    if (name === "speed") this.#suspended.speed = undefined;
    if (name === "loading" && this.#isEager() && this.isConnected) this.#start();
    if (name === "lang" && this.#state === "ready" && !this.#root.activeElement) {
      this.#end(true);
      this.#start();
    }
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

  get config() {
    return this.#mounted?.config ?? this.#suspended.config;
  }

  get playing() {
    return this.#mounted?.isPlaying ?? this.#suspended.playing ?? false;
  }

  get shownStep() {
    return this.#mounted?.step ?? this.#suspended.step ?? (Number(this.getAttribute("shown-step")) || 0);
  }

  set shownStep(step) {
    this.seek(step);
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

  /** @param {string} margin @param {"near" | "seen"} kind */
  #observer(margin, kind) {
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
    return new IntersectionObserver(observe, { [name]: margin });
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
    try {
      engine ??= /** @type {typeof Race} */ (this.constructor).engine();
      const loaded = await engine;
      // Meanwhile it may have gone, or been moved far away by those above it.
      if (!this.isConnected || (!this.#near && this.#maySleep())) this.#state = "idle";
      if (this.#state === "starting") this.#build(loaded);
    } catch (/** @type {any} */ error) {
      // The next figure tries again.
      engine = undefined;
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
    this.#mounted = loaded.mount(this, this.#root, lang, observer);
    if (!this.#mounted) return;
    this.#state = "ready";
    // What is not allowed now leaves what was shown before.
    if (this.#good) this.#mounted.configure(...this.#good);
    this.#configure();
    this.#mounted.resume(this.#suspended);
    this.#suspended = {};
    this.#mounted.opened();
    observers[1].observe(this);
  }

  #configure() {
    /** @type {[string, string][]} */
    const fields = [];
    for (const name of [...RUN, ...LOOK]) {
      const text = this.getAttribute(name);
      if (text !== null) fields.push([name, text]);
    }
    /** @type {Parameters<Mounted["configure"]>} */
    const asked = [fields, this.hasAttribute("autoplay"), this.hasAttribute("loop")];
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
    this.#root.replaceChildren(document.createElement("slot"), sentence);
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
    observers[1].unobserve(this);
    this.#mounted.free();
    this.#mounted = undefined;
    const slot = document.createElement("slot");
    this.#root.replaceChildren(slot);
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
const PROPERTIES = [...RUN, ...LOOK.filter((name) => name !== "shown-step"), "autoplay", "loop"];
for (const name of PROPERTIES) {
  const isSwitch = ["axes", "autoplay", "loop"].includes(name);
  Object.defineProperty(Race.prototype, name, {
    configurable: true,
    enumerable: true,
    /** @this {Race} */
    get() {
      if (isSwitch) return this.hasAttribute(name);
      const text = this.getAttribute(name);
      const choices = CHOICES[name];
      if (choices) return choices.includes(text ?? "") ? text : choices[0];
      return name === "steps" && text !== null ? Number(text) : text;
    },
    /** @this {Race} @param {unknown} value */
    set(value) {
      if (isSwitch) this.toggleAttribute(name, Boolean(value));
      else if (value === null || value === undefined) this.removeAttribute(name);
      else this.setAttribute(name, String(value));
    },
  });
}

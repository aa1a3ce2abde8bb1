// How long figures of a million steps hold the main thread, as watch.js notes it.

const STEPS = 1_000_000;
/** Where playing is measured: near the start, and near the end. */
const EARLY = 100;
const LATE = 990_000;
/** Frames that are passed over after the start of playing, and those that are measured. */
const SKIPPED = 5;
const MEASURED = 40;

const pause = (/** @type {number} */ ms) => new Promise((done) => setTimeout(done, ms));
const figure = (/** @type {string} */ id) => /** @type {any} */ (document.getElementById(id));
const part = (/** @type {string} */ id, /** @type {string} */ name) =>
  figure(id).shadowRoot.querySelector(`[data-name="${name}"]`);

/** Waits until no figure asks for more frames: all is computed and drawn. */
async function settled() {
  for (let quiet = 0; quiet < 3; quiet = watch.pending === 0 ? quiet + 1 : 0) await pause(10);
}

/** Sets a control as a hand would. */
function set(/** @type {string} */ id, /** @type {string} */ name, /** @type {number} */ value) {
  part(id, name).value = String(value);
  part(id, name).dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
}

/** Puts a figure into the page and waits until its million steps are computed. */
async function open(/** @type {string} */ id, autoplay = false) {
  const made = document.createElement("downhill-race");
  made.id = id;
  made.setAttribute("steps", String(STEPS));
  made.toggleAttribute("autoplay", autoplay);
  made.style.width = "480px";
  document.querySelector("main")?.append(made);
  while (!part(id, "status")?.textContent) await pause(10);
  // Its last step need not be drawn.
  if (autoplay) part(id, "play").click();
  await settled();
  set(id, "speed", 16);
}

/** What `change` leads to: the work, and the longest call of each kind (ms). */
async function held(/** @type {() => void} */ change) {
  watch.calls.length = 0;
  change();
  while (watch.calls.length === 0) await pause(1);
  await settled();
  const of = (/** @type {string} */ kind) => watch.calls.filter(([is]) => is === kind).map(([, ms]) => ms);
  const frames = of("frame");
  return {
    frame: Math.max(...frames),
    resize: Math.max(0, ...of("resize")),
    total: watch.calls.reduce((sum, [, ms]) => sum + ms, 0),
    frames: frames.length,
  };
}

/** Opens the figure that stands at the end. */
export const begin = () => open("late");

/** A full redraw of the last step, for a change of size: all trails are reduced anew. */
export function resize() {
  const { style } = figure("late");
  return held(() => {
    style.width = style.width === "480px" ? "470px" : "480px";
  });
}

/** A full redraw of a late step, coming from the first: the reduced trails are there. */
export async function seek() {
  set("late", "seek", 0);
  await settled();
  return held(() => set("late", "seek", LATE));
}

/** Opens a second figure, which stands near the start. */
export const join = () => open("early", true);

/** The mean of the middle half: finer than the clock, and free of what other programs held up. */
function middle(/** @type {number[]} */ times) {
  const half = times.toSorted((one, other) => one - other).slice(times.length / 4, (3 * times.length) / 4);
  return half.reduce((sum, ms) => sum + ms, 0) / half.length;
}

/** Milliseconds per frame while one figure plays on. */
async function play(/** @type {string} */ id) {
  part(id, "play").click();
  watch.calls.length = 0;
  while (watch.calls.length < SKIPPED + MEASURED) await pause(10);
  part(id, "play").click();
  const frames = watch.calls.slice(SKIPPED, SKIPPED + MEASURED);
  await settled();
  return middle(frames.map(([, ms]) => ms));
}

/** Milliseconds per frame near the end and near the start, in turns. */
export async function frames({ rounds }) {
  const found = { ours: /** @type {number[]} */ ([]), theirs: /** @type {number[]} */ ([]) };
  for (let round = 0; round < rounds; round++) {
    found.ours.push(await play("late"));
    set("early", "seek", EARLY);
    await settled();
    found.theirs.push(await play("early"));
  }
  return found;
}

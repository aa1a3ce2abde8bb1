// How long a figure of a million steps holds the main thread, as watch.js notes it.

const STEPS = 1_000_000;
/** Frames that are passed over after the start of playing, and those that are measured. */
const SKIPPED = 5;
const MEASURED = 60;

const race = () => /** @type {HTMLElement} */ (document.querySelector("downhill-race"));
const part = (/** @type {string} */ name) => race().shadowRoot?.querySelector(`[data-name="${name}"]`);
const pause = (/** @type {number} */ ms) => new Promise((done) => setTimeout(done, ms));

/** Waits until the figure asks for no more frames: all is computed and drawn. */
async function settled() {
  for (let quiet = 0; quiet < 3; quiet = watch.pending === 0 ? quiet + 1 : 0) await pause(10);
}

/** Sets a control as a hand would. */
function set(/** @type {string} */ name, /** @type {string} */ value) {
  part(name).value = value;
  part(name).dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
}

/** Puts the figure into the page and waits until its million steps are computed and drawn. */
export async function open() {
  const made = document.createElement("downhill-race");
  made.setAttribute("steps", String(STEPS));
  made.style.width = "576px";
  document.querySelector("main")?.append(made);
  while (!part("status")?.textContent) await pause(10);
  await settled();
  set("speed", "16");
}

/** Milliseconds per frame while playing on from `step`, on average. */
export async function play({ step }) {
  set("seek", String(step));
  await settled();
  part("play").click();
  watch.calls.length = 0;
  while (watch.calls.length < SKIPPED + MEASURED) await pause(16);
  part("play").click();
  const frames = watch.calls.slice(SKIPPED, SKIPPED + MEASURED);
  await settled();
  return frames.reduce((sum, [, ms]) => sum + ms, 0) / frames.length;
}

/** The work, and the longest piece of it (ms), since the list was emptied. */
function held() {
  const times = watch.calls.map(([, ms]) => ms);
  return {
    longest: Math.max(...times),
    total: times.reduce((sum, ms) => sum + ms, 0),
    calls: times.length,
  };
}

/** A full redraw of the last step, for a change of size: all trails are reduced anew. */
export async function resize() {
  watch.calls.length = 0;
  race().style.width = race().style.width === "576px" ? "560px" : "576px";
  while (watch.calls.length === 0) await pause(1);
  await settled();
  return held();
}

/** A full redraw of the last step, coming from the first: the reduced trails are there. */
export async function seek() {
  set("seek", "0");
  await settled();
  watch.calls.length = 0;
  set("seek", String(STEPS));
  await settled();
  return held();
}

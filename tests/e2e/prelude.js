// What every script of the tests can use.
const race = document.querySelector("downhill-race");
/** A part of a figure; of the page's own figure also what stands around it. */
const part = (name, of = document.querySelector("downhill-race")) =>
  (of === race && document.querySelector(`[data-name="${name}"]`)) || of?.shadowRoot?.querySelector(`[data-name="${name}"]`);
/** What an id names, on the page. */
const id = (name) => document.getElementById(name);
/** What the page has drawn after a change: it renders a microtask later. */
const rendered = () => new Promise((done) => setTimeout(done));
/** Puts a text into a field as a hand would, and leaves it. */
const enter = async (field, value) => {
  field.focus();
  field.value = value;
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
  await rendered();
};
/** Chooses an objective in the page's gallery. */
const chooseObjective = async (name) => {
  part("objective").click();
  (await until(() => document.querySelector(`[data-objective="${name}"]`))).click();
  await rendered();
};
/** Opens the page's field for a formula, and types without leaving it. */
const typeFormula = async (formula) => {
  part("edit-formula")?.click();
  const field = await until(() => id("formula"));
  field.focus();
  field.value = formula;
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  await rendered();
};
/** Leaves the field for a formula. */
const leaveFormula = async () => {
  id("formula").blur();
  await rendered();
};
/** Opens a tab of the page. */
const openTab = async (name) => {
  id(`tab-${name}`).click();
  await rendered();
};
const text = (name) => part(name).textContent;
/** The step that a figure's status names: what it has drawn, whatever the seek bar was set to. */
const step = (of) => Number(part("status", of).textContent.match(/Step ([\d,]+)/)[1].replaceAll(",", ""));
const playing = (of) => part("figure", of).dataset.playing === "true";
const canvases = (of = document.querySelector("downhill-race")) => [
  ...of.shadowRoot.querySelectorAll("[data-name=picture] canvas"),
];
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** Waits until `test` gives something true, and gives that. */
const until = async (test, patience = 15000) => {
  const end = performance.now() + patience;
  for (;;) {
    let found;
    try {
      found = await test();
    } catch (error) {
      if (performance.now() > end) throw error;
    }
    if (found) return found;
    if (performance.now() > end) throw new Error(`waited in vain for ${test}`);
    await pause(4);
  }
};

/** Whether a figure is there, has said something, and asks for no more frames. */
const ready = (of) => part("status", of)?.textContent !== undefined && part("status", of).textContent !== "";
const settled = (patience) => until(() => ready() && watch.pending === 0, patience);
/** Waits out frames, until a browser has told what it tells after a layout: who is seen, and how large. */
const frames = async (count = 3) => {
  for (let frame = 0; frame < count; frame++) await nextFrame();
};

/** Puts a new figure into the page. */
const mount = async (attributes = {}, width = 576, into = document.querySelector("main")) => {
  const made = document.createElement("downhill-race");
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.style.width = `${width}px`;
  into.append(made);
  await until(() => ready(made));
  return made;
};

/** Moves the seek bar of a figure as a hand would, and lets go of it. */
const seek = (to, of) => {
  const bar = part("seek", of);
  bar.value = to;
  bar.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
  bar.dispatchEvent(new Event("change", { bubbles: true }));
};
const click = (name, of) => part(name, of).click();
/** Chooses from a list. */
const choose = (name, value, of) => {
  part(name, of).value = value;
  part(name, of).dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
  part(name, of).dispatchEvent(new Event("change", { bubbles: true }));
};
/** Shows a step and waits until its picture is complete. */
const show = async (to) => {
  seek(to);
  await until(() => step() === to && watch.pending === 0);
};

/** The pixels of a canvas, read without touching it. */
const pixels = (canvas) => {
  const copy = new OffscreenCanvas(canvas.width, canvas.height);
  const context = copy.getContext("2d", { willReadFrequently: true });
  context.drawImage(canvas, 0, 0);
  return context.getImageData(0, 0, canvas.width, canvas.height).data;
};
/** The colour of a pixel of those pixels. */
const at = (data, width, x, y) => [...data.subarray(4 * (y * width + x), 4 * (y * width + x) + 4)];
/** A hash of every layer's pixels. */
const hashes = async (of) => {
  const found = [];
  for (const canvas of canvases(of)) {
    const hash = await crypto.subtle.digest("SHA-256", pixels(canvas));
    found.push([...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join(""));
  }
  return found;
};

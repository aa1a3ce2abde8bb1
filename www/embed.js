// The page embed.html, for an <iframe>: one race, which its address describes. `embed.html?objective=
// rosenbrock&racers=sgd,adam(lr=0.1)&autoplay`: what the element has as attributes, joined by &. The
// module reads it, as it reads the links of the page.
//
// This is also the script in race.html, a page in one file, where the same text can stand in `data-race`.
// That file may be a document, in a frame too, or a piece of another one, such as a notebook.
import { DownhillRace } from "@element";
import { readFrameAddress } from "@frame";
import "./define.js";

// All of the frame is its place.
DownhillRace.keepsRoom = false;

const page = document.documentElement;
const script = /** @type {HTMLScriptElement} */ (document.currentScript);
/** In race.html: the styles of the document. As a piece of another one, it has them in no head, and they stay off. */
const styles = document.querySelector("head > style[data-race-styles]");
const { race: given } = script.dataset;
const isPiece = given !== undefined && !styles;
const race = document.createElement("downhill-race");

// Tells the page around it how high it wants to be, again when that changes, and whenever it is asked.
const tell = () => {
  page.className = "whole";
  const height = Math.ceil(page.getBoundingClientRect().height);
  page.className = "";
  if (parent !== window) parent.postMessage({ type: "downhill-height", height }, "*");
};
const resized = new ResizeObserver(tell);

/** Shows the race that is described, and says under it what of the description was ignored. */
async function show() {
  script.parentElement?.querySelector("#late")?.remove();
  const note = document.createElement("p");
  try {
    await DownhillRace.engine();
    // What notebooks add to addresses does not count where there is a description in the file.
    const text = given || isPiece ? given : location.search || location.hash;
    const { attributes, message } = readFrameAddress(text ?? "");
    for (const [name, value] of attributes) race.setAttribute(name, value);
    note.textContent = message;
  } catch {
    // The element says why it cannot run.
  }
  script.after(race);
  if (note.textContent) race.after(note);
  if (isPiece) return;
  resized.observe(race);
  // Where the rest grows, the picture gives way.
  race.ready.then(() => resized.observe(/** @type {Element} */ (race.shadowRoot?.querySelector(".picture"))), () => {});
}

if (!isPiece) {
  styles?.removeAttribute("media");
  race.setAttribute("loading", "eager");
  resized.observe(page);
  addEventListener("message", ({ data }) => data?.type === "downhill-height" && tell());
}
void show();

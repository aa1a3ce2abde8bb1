// The page embed.html, for an <iframe>: one race, which its address describes. `embed.html?objective=
// rosenbrock&racers=sgd,adam(lr=0.1)&autoplay`: what the element has as attributes, joined by &. The
// module reads it, as it reads the links of the page.
import { DownhillRace } from "@element";
import { readFrameAddress } from "@frame";
import "./define.js";

// All of the frame is its place.
DownhillRace.keepsRoom = false;

const page = document.documentElement;
const race = document.createElement("downhill-race");
race.setAttribute("loading", "eager");

// Tells the page around it how high it wants to be, again when that changes, and whenever it is asked.
const tell = () => {
  page.className = "whole";
  const height = Math.ceil(page.getBoundingClientRect().height);
  page.className = "";
  if (parent !== window) parent.postMessage({ type: "downhill-height", height }, "*");
};
const resized = new ResizeObserver(tell);
resized.observe(page);
addEventListener("message", ({ data }) => data?.type === "downhill-height" && tell());

/** Shows the race that the address describes, and says under it what of the address was ignored. */
async function show() {
  document.querySelector("#late")?.remove();
  const note = document.createElement("p");
  try {
    await DownhillRace.engine();
    const { attributes, message } = readFrameAddress(location.search || location.hash);
    for (const [name, text] of attributes) race.setAttribute(name, text);
    note.textContent = message;
  } catch {
    // The element says why it cannot run.
  }
  document.body.append(race);
  if (note.textContent) document.body.append(note);
  resized.observe(race);
  // Where the rest grows, the picture gives way.
  race.ready.then(() => resized.observe(/** @type {Element} */ (race.shadowRoot?.querySelector(".picture"))), () => {});
}

void show();

// The page embed.html, for an <iframe>: one race, which its address describes. `embed.html?objective=
// rosenbrock&racers=sgd,adam(lr=0.1)&autoplay`: what the element has as attributes, joined by &.
import { Race } from "./race.js";
import "./define.js";

const known = [...Race.observedAttributes, "autoplay"];
const race = document.createElement("downhill-race");
race.setAttribute("loading", "eager");
const ignored = [];
for (const part of (location.search || location.hash).slice(1).split("&")) {
  const at = part.indexOf("=");
  let name = at < 0 ? part : part.slice(0, at);
  // As links have it.
  if (name === "step") name = "shown-step";
  const text = at < 0 ? "" : part.slice(at + 1);
  // Here as in other addresses, which have no attributes without a value.
  if (["autoplay", "loop"].includes(name) && text === "false") continue;
  if (known.includes(name)) race.setAttribute(name, decoded(name, text));
  else if (!/^(v1)?$/.test(name)) ignored.push(name);
}
document.body.append(race);
if (ignored.length > 0) {
  const note = document.createElement("p");
  note.textContent = `Not known in this address: ${ignored.slice(0, 5).join(", ").slice(0, 200)}.`;
  document.body.append(note);
}

/** Text of the address. In racers, labels have an encoding of their own, which stays. @param {string} name @param {string} text */
function decoded(name, text) {
  if (name !== "racers") {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }
  let inSettings = false;
  let inLabel = false;
  return text.replace(/%(?:28|29|2C|3A|3D|23|20)|[^]/gi, (sign) => {
    const plain = inLabel || sign.length < 3 ? sign : decodeURIComponent(sign);
    if (inLabel) inLabel = !/[,\s]/.test(plain);
    else if (inSettings) inSettings = plain !== ")";
    else [inSettings, inLabel] = [plain === "(", plain === "#"];
    return plain;
  });
}

// Tells the page around it how high it wants to be, again when that changes, and whenever it is asked.
const page = document.documentElement;
const tell = () => {
  page.className = "whole";
  const height = Math.ceil(page.getBoundingClientRect().height);
  page.className = "";
  if (parent !== window) parent.postMessage({ type: "downhill-height", height }, "*");
};
const resized = new ResizeObserver(tell);
for (const element of [page, race]) resized.observe(element);
// Where the rest grows, the picture gives way.
race.ready.then(() => resized.observe(/** @type {Element} */ (race.shadowRoot?.querySelector(".picture"))), () => {});
addEventListener("message", ({ data }) => data?.type === "downhill-height" && tell());

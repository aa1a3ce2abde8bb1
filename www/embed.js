// The page embed.html, for an <iframe>: one race, which its address describes. `embed.html?objective=
// rosenbrock&racers=sgd,adam(lr=0.1)&autoplay`: what the element has as attributes, joined by &.
import { Race } from "./race.js";
import "./define.js";

const known = [...Race.observedAttributes, "autoplay"];
const page = document.documentElement;
const first = document.createElement("downhill-race");
const note = document.createElement("p");
const parts = (location.search || location.hash).slice(1).split("&");
const version = parts.find((part) => /^v\d+$/.test(part)) ?? "v1";
const ignored = [];
const repeated = [];
// Of another version nothing is understood.
for (const part of version === "v1" ? parts : []) {
  const at = part.indexOf("=");
  let name = at < 0 ? part : part.slice(0, at);
  // As links have it.
  if (name === "step") name = "shown-step";
  const text = at < 0 ? "" : part.slice(at + 1);
  // Here as in other addresses, which have no attributes without a value.
  if (["autoplay", "loop"].includes(name) && text === "false") continue;
  // Of two that say the same the first counts, as on the page; a formula is a kind of objective.
  const same = ["objective", "formula"].includes(name) ? ["objective", "formula"] : [name];
  if (same.some((name) => first.hasAttribute(name))) repeated.push(name);
  else if (known.includes(name)) first.setAttribute(name, decoded(name, text));
  else if (!/^(v1)?$/.test(name)) ignored.push(name);
}

if (!first.hasAttribute("loading")) first.setAttribute("loading", "eager");

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

document.body.append(first);
show(first);
if (version !== "v1") say(`This address is of version ${version.slice(0, 20)}; it must be v1.`);
if (repeated.length > 0) say(`Given twice in this address, of which the first counts: ${repeated.slice(0, 5).join(", ")}.`);
if (ignored.length > 0) say(`Not known in this address: ${ignored.slice(0, 5).join(", ").slice(0, 200)}.`);

/** Says under the race what of the address is not shown. @param {string} sentence */
function say(sentence) {
  note.textContent = `${note.textContent} ${sentence}`.trim();
  document.body.append(note);
}

/** Shows a race, and another one in its place without what it refuses: the rest of the run stays, as on the page. @param {HTMLElement} race */
function show(race) {
  const refuse = (/** @type {CustomEvent<{ message: string, field?: string }>} */ { detail: { message, field = "" } }) => {
    const names = known.filter((name) => race.hasAttribute(name));
    // A formula is a kind of objective.
    const name = names.find((name) => field.startsWith(name)) ?? (field.startsWith("objective") ? "formula" : "");
    if (!race.hasAttribute(name)) return;
    // What came of it, the second sentence, is another thing here.
    say(`Ignored in this address: ${message.slice(0, message.lastIndexOf(". ") + 1)}`);
    const rest = /** @type {HTMLElement} */ (race.cloneNode());
    rest.removeAttribute(name);
    race.replaceWith(rest);
    show(rest);
  };
  race.addEventListener("downhill-error", /** @type {EventListener} */ (refuse), { once: true });
  resized.observe(race);
  // Where the rest grows, the picture gives way.
  const { ready } = /** @type {Race} */ (race);
  ready.then(() => resized.observe(/** @type {Element} */ (race.shadowRoot?.querySelector(".picture"))), () => {});
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

// What the article says, tried: a button for each claim, and what the run that is shown says of it.
import { claims as titles } from "@glue";
import { nameOf } from "./engine.js";
import { write } from "./show.js";

/** @param {import("./engine.js").Mounted} mounted @param {import("./run.js").Run} run */
export function claims(mounted, run) {
  const list = mounted.part("experiments");
  const all = titles();
  mounted.setRows(list, all.length);
  all.forEach((title, index) => write(mounted.part(`try${index}`), title));
  mounted.on("click", (event) => {
    const name = nameOf(event, ".tried button");
    if (!name) return;
    run.call((editor) => editor.tryClaim(Number(name.slice("try".length))));
    const picture = mounted.part("cursor");
    const { top, bottom } = picture.getBoundingClientRect();
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    // Where half of it cannot be seen, it is not looked at.
    if (top + bottom < 0 || top + bottom > 2 * innerHeight) picture.scrollIntoView({ block: "nearest", behavior: still ? "instant" : "smooth" });
  });
  mounted.shows("Claims", (/** @type {import("@glue").ClaimsView} */ { chosen, lookFor, claim, reading, mark, isSettled }) => {
    all.forEach((_, index) => mounted.part(`try${index}`).setAttribute("aria-pressed", String(index === chosen)));
    mounted.part("tried").hidden = chosen === null;
    write(mounted.part("look"), lookFor);
    write(mounted.part("claim"), claim);
    const status = mounted.part("reading");
    // It is spoken once it stays.
    status.setAttribute("aria-live", isSettled ? "polite" : "off");
    status.dataset.mark = mark ?? "";
    write(status, reading);
  });
}

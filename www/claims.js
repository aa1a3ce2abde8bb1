// Lessons, and what the article says, tested: a button for each, and what the run that is shown says of it.
import { stories } from "@glue";
import { nameOf } from "./engine.js";
import { write } from "./show.js";

/** @param {import("./engine.js").Mounted} mounted @param {import("./run.js").Run} run */
export function claims(mounted, run) {
  const list = mounted.part("experiments");
  const all = stories();
  mounted.setRows(list, all.length);
  all.forEach(({ title }, index) => write(mounted.part(`try${index}`), title));
  mounted.on("click", (event) => {
    const name = nameOf(event, ".tried button");
    if (!name) return;
    run.call((editor) => editor.showStory(Number(name.slice("try".length))));
    const picture = mounted.part("cursor");
    const { top, bottom } = picture.getBoundingClientRect();
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    // Where half of it cannot be seen, it is not looked at.
    if (top + bottom < 0 || top + bottom > 2 * innerHeight) picture.scrollIntoView({ block: "nearest", behavior: still ? "instant" : "smooth" });
  });
  mounted.shows("Story", (/** @type {import("@glue").StoryView} */ { index: chosen, text, quote, comment, reading, verdict, isSettled }) => {
    all.forEach((_, index) => mounted.part(`try${index}`).setAttribute("aria-pressed", String(index === chosen)));
    mounted.part("tried").hidden = chosen === null;
    write(mounted.part("look"), text);
    write(mounted.part("claim"), quote ? `“${quote}” ${comment}` : comment);
    const status = mounted.part("reading");
    // It is spoken once it stays.
    status.setAttribute("aria-live", isSettled ? "polite" : "off");
    status.dataset.mark = verdict ?? "";
    write(status, reading);
  });
}

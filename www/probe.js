// f and its gradient at the pointer, or at a cursor that the arrow keys move.
import { nameOf } from "./engine.js";
import { write } from "./show.js";

/** The arrow keys, to the right and down. @type {Record<string, [number, number]>} */
export const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** @param {import("./engine.js").Mounted} mounted @param {import("./run.js").Run} run */
export function probe(mounted, run) {
  const cursor = mounted.part("cursor");
  mounted.on("pointermove", (event) => {
    // A finger points by being held (view.js).
    if (nameOf(event) === "cursor" && event.pointerType !== "touch") run.call((editor) => editor.point(event.offsetX, event.offsetY));
  });
  for (const kind of ["pointerout", "focusout"]) {
    mounted.on(kind, (event) => {
      if (nameOf(event) === "cursor" && event.pointerType !== "touch") run.call((editor) => editor.leave());
    });
  }
  mounted.on("focusin", ({ target }) => {
    if (target.matches(".cursor:focus-visible")) run.call((editor) => editor.moveCursor(0, 0));
  });
  cursor.addEventListener("keydown", (event) => {
    const way = ARROWS[event.key];
    if (!way || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
    run.call((editor) => editor.moveCursor(...way));
    event.preventDefault();
  });
  mounted.shows("Probe", (/** @type {import("@glue").ProbeView} */ { text, cursor: [x, y] }) => {
    write(mounted.part("readout"), text);
    cursor.style.setProperty("--x", String(x * 100));
    cursor.style.setProperty("--y", String(y * 100));
  });
}

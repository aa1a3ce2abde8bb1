// The chart, and the pointer on the time axis: over the chart or the seek bar it looks at a step, and dragged in the
// chart it does what it does on the bar. A finger taps or goes along; across it scrolls the page.
import { write } from "./show.js";

/** How far the first step is from the edge of both, in CSS px. */
const INSET = 10;
/** How far a finger goes before it drags, in CSS px. */
const SLOP = 8;

/** @param {import("./engine.js").Mounted} mounted @param {import("./run.js").Run} run */
export function chart(mounted, run) {
  const seek = /** @type {HTMLInputElement} */ (mounted.part("seek"));
  const plot = mounted.part("plot");
  /** Where a finger came down of which it is not known yet what it does. @type {number[] | undefined} */
  let down;
  const fire = (/** @type {string} */ kind) => seek.dispatchEvent(new Event(kind, { bubbles: true }));
  const follow = (/** @type {any} */ { type, target, clientX, clientY, buttons, pointerId, pointerType }) => {
    if (target !== seek && target !== plot) return;
    const { left, width } = target.getBoundingClientRect();
    const step = Math.round(((clientX - left - INSET) / (width - 2 * INSET)) * +seek.max);
    // Beyond the ends there is no step to look at.
    const isInside = type !== "pointerout" && step >= 0 && step <= +seek.max;
    run.call((editor) => editor.peek(isInside ? step : undefined));
    if (target === seek) return;
    if (type === "pointerdown") {
      plot.setPointerCapture(pointerId);
      down = pointerType === "touch" ? [clientX, clientY] : undefined;
    }
    const taps = down && type === "click";
    // What is taken away has no place.
    const drags = down && type === "pointermove" && Math.abs(clientX - down[0]) > Math.max(SLOP, Math.abs(clientY - down[1]));
    if (taps || drags) down = undefined;
    if (down) return;
    if (taps || buttons & 1) {
      seek.value = String(step);
      fire("input");
    }
    if (taps || type === "lostpointercapture") fire("change");
  };
  for (const kind of ["pointerdown", "pointermove", "pointerout", "lostpointercapture", "click"]) mounted.on(kind, follow);

  const measure = /** @type {HTMLSelectElement} */ (mounted.part("measure"));
  const log = /** @type {HTMLInputElement} */ (mounted.part("log"));
  measure.addEventListener("input", () => run.call((editor) => editor.chooseMeasure(/** @type {any} */ (measure.value))));
  log.addEventListener("input", () => run.call((editor) => editor.setLogarithmic(log.checked)));
  mounted.shows("Chart", (/** @type {import("@glue").ChartView} */ { isLogarithmic, hasLeftOut, shown, peeked, step, values, description }) => {
    log.checked = isLogarithmic;
    mounted.part("left-out").hidden = !hasLeftOut;
    plot.style.setProperty("--at", String(shown));
    plot.style.setProperty("--peek", String(peeked));
    write(mounted.part("peeked"), step);
    mounted.setRows(mounted.part("values"), values.length);
    values.forEach((text, row) => write(mounted.part(`value${row}`), text));
    if (description) mounted.part("chart-canvas").setAttribute("aria-label", description);
  });
}

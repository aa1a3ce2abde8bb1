// The pointer on the time axis: over the chart or the seek bar it looks at a step, and dragged in the
// chart it does what it does on the bar.

/** How far the first step is from the edge of both, in CSS px. */
const INSET = 10;

/** @param {import("./engine.js").Mounted} mounted */
export function chart(mounted) {
  const seek = /** @type {HTMLInputElement} */ (mounted.part("seek"));
  const plot = mounted.part("plot");
  const hear = (/** @type {any} */ { type, target, clientX, buttons, pointerId }) => {
    if (target !== seek && target !== plot) return;
    const { left, width } = target.getBoundingClientRect();
    const step = Math.round(((clientX - left - INSET) / (width - 2 * INSET)) * +seek.max);
    // There is no step −1 to look at, nor any other beyond the ends.
    mounted.drive("peek", type === "pointerout" ? -1 : step);
    if (target === seek) return;
    if (type === "pointerdown") plot.setPointerCapture(pointerId);
    if (type === "lostpointercapture") seek.dispatchEvent(new Event("change", { bubbles: true }));
    else if (buttons & 1) {
      seek.value = String(step);
      seek.dispatchEvent(new Event("input", { bubbles: true }));
    }
  };
  for (const kind of ["pointerdown", "pointermove", "pointerout", "lostpointercapture"]) mounted.on(kind, hear);
}

// The pointer on the time axis: over the chart or the seek bar it looks at a step, and dragged in the
// chart it does what it does on the bar.

/** How far the first step is from the edge of both, in CSS px. */
const INSET = 10;

/** @param {import("./engine.js").Mounted} mounted */
export function chart(mounted) {
  const seek = /** @type {HTMLInputElement} */ (mounted.part("seek"));
  const plot = mounted.part("plot");
  const { signal } = mounted;
  for (const kind of ["pointerdown", "pointermove", "pointerleave", "lostpointercapture"])
    for (const part of [seek, plot])
      part.addEventListener(kind, (event) => {
        const { type, clientX, buttons, pointerId } = /** @type {PointerEvent} */ (event);
        const { left, width } = part.getBoundingClientRect();
        const step = Math.round((clientX - left - INSET) / (width - 2 * INSET) * Number(seek.max));
        mounted.drive("peek", type === "pointerleave" ? -1 : Math.min(Math.max(step, 0), Number(seek.max)));
        if (part === seek) return;
        if (type === "pointerdown") plot.setPointerCapture(pointerId);
        if (type === "lostpointercapture") seek.dispatchEvent(new Event("change", { bubbles: true }));
        else if (buttons & 1) {
          seek.value = String(step);
          seek.dispatchEvent(new Event("input", { bubbles: true }));
        }
      }, { signal });
}

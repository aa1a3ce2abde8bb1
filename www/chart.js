// The pointer on the time axis: over the chart or the seek bar it looks at a step, and dragged in the
// chart it does what it does on the bar. A finger taps or goes along; across it scrolls the page.

/** How far the first step is from the edge of both, in CSS px. */
const INSET = 10;
/** How far a finger goes before it drags, in CSS px. */
const SLOP = 8;

/** @param {import("./engine.js").Mounted} mounted */
export function chart(mounted) {
  const seek = /** @type {HTMLInputElement} */ (mounted.part("seek"));
  const plot = mounted.part("plot");
  /** Where a finger came down of which it is not known yet what it does. @type {number[] | undefined} */
  let down;
  const tell = (/** @type {string} */ kind) => seek.dispatchEvent(new Event(kind, { bubbles: true }));
  const hear = (/** @type {any} */ { type, target, clientX, clientY, buttons, pointerId, pointerType }) => {
    if (target !== seek && target !== plot) return;
    const { left, width } = target.getBoundingClientRect();
    const step = Math.round(((clientX - left - INSET) / (width - 2 * INSET)) * +seek.max);
    // There is no step −1 to look at, nor any other beyond the ends.
    mounted.drive("peek", type === "pointerout" ? -1 : step);
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
      tell("input");
    }
    if (taps || type === "lostpointercapture") tell("change");
  };
  for (const kind of ["pointerdown", "pointermove", "pointerout", "lostpointercapture", "click"]) mounted.on(kind, hear);
}

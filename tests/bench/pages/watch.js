// Notes how long the figure holds the main thread, call by call; loaded before all other scripts.
"use strict";
const watch = {
  /** Animation frames asked for and not yet given. */
  pending: 0,
  /** `[kind, ms]` of every call since the list was last emptied. @type {[string, number][]} */
  calls: [],
};

const timed = (kind, work) =>
  function (...given) {
    const begun = performance.now();
    try {
      return work.apply(this, given);
    } finally {
      watch.calls.push([kind, performance.now() - begun]);
    }
  };

const ask = window.requestAnimationFrame.bind(window);
window.requestAnimationFrame = (hook) => {
  watch.pending += 1;
  const frame = timed("frame", hook);
  return ask((now) => {
    watch.pending -= 1;
    frame(now);
  });
};

// A resize draws the field outside of any animation frame.
window.ResizeObserver = class extends ResizeObserver {
  constructor(hook) {
    super(timed("resize", hook));
  }
};

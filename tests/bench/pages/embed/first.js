// Notes when a page has shown the first picture of a race, field and start. Runs before all scripts of
// the page.
"use strict";
(() => {
  /** The lowest and the topmost canvas of a figure, once something is drawn on them. */
  const drawn = new Set();
  const restore = [];
  for (const name of ["fill", "stroke"]) {
    const context = CanvasRenderingContext2D.prototype;
    const draw = context[name];
    restore.push(() => (context[name] = draw));
    context[name] = function (...given) {
      const { parentNode: picture } = this.canvas;
      const isEnd = picture?.firstElementChild === this.canvas || picture?.lastElementChild === this.canvas;
      if (picture?.dataset?.name === "picture" && isEnd) drawn.add(this.canvas);
      return draw.apply(this, given);
    };
  }
  requestAnimationFrame(function frame() {
    // A picture made of elements is made between frames; on a canvas it is drawn within one.
    const made = document.querySelector("svg circle") !== null;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      // The frame is done.
      if (!made && drawn.size < 2) return requestAnimationFrame(frame);
      window.firstPicture = performance.now();
      // What is measured after it is not to pay for this.
      for (const put of restore) put();
    };
    port2.postMessage(null);
  });
})();

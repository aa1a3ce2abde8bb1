// Puts a figure's views into the markup that every figure has: picture, transport, table, live region.

/** @typedef {import("@glue").Readout} Readout */
/** @typedef {import("@glue").PictureView} PictureView */

/** The texts of a row by the names of its parts. @type {[string, "x" | "y" | "loss" | "note" | "distance"][]} */
const ROW = [
  ["x", "x"],
  ["y", "y"],
  ["f", "loss"],
  ["note", "note"],
  ["far", "distance"],
];

/** Another text in the node that there is costs no new styles; a translator may have put elements in its place. @param {Element | undefined} element @param {string} text */
export function write(element, text) {
  const node = element?.firstChild;
  if (node?.nodeType === 3 && !node.nextSibling) node.nodeValue = text;
  else if (element) element.textContent = text;
}

/** @param {import("./engine.js").Mounted} mounted */
export function shows(mounted) {
  const part = (/** @type {string} */ name) => mounted.part(name);
  const seek = /** @type {HTMLInputElement} */ (part("seek"));
  const play = part("play");
  const [playLabel, pauseLabel] = [play.getAttribute("aria-label") ?? "", play.dataset.pause ?? ""];
  const figure = part("figure");
  /** @type {Record<string, import("./engine.js").Show>} */
  const all = {
    /** @param {import("@glue").RunView} run */
    run({ labels, steps }) {
      seek.max = String(steps);
      mounted.setRows(part("racers"), labels.length);
      labels.forEach((label, row) => write(part(`label${row}`), label));
    },
    /** @param {PictureView} picture */
    picture({ alt, bar, below, bands }) {
      part("picture").setAttribute("aria-label", alt);
      const scale = part("scale");
      mounted.setRows(scale, bands.length);
      bands.forEach(({ color, number }, row) => {
        const band = part(`band${row}`);
        band.setAttribute("data-number", number);
        band.style.setProperty("--color", color);
      });
      scale.style.setProperty("--below", below);
      scale.setAttribute("aria-label", bar);
    },
    /** @param {Readout} readout */
    readout({ sought, status, isPassing, rows }) {
      write(part("status"), status);
      seek.value = String(sought);
      if (!isPassing) seek.setAttribute("aria-valuetext", status);
      rows.forEach((row, index) => {
        for (const [name, field] of ROW) write(part(name + index), row[field]);
      });
    },
    /** @param {import("@glue").Transport} transport */
    transport({ playing, speed }) {
      play.setAttribute("aria-label", playing ? pauseLabel : playLabel);
      figure.setAttribute("data-playing", String(playing));
      /** @type {HTMLSelectElement} */ (part("speed")).value = speed;
    },
    /** @param {number} percent */
    computed(percent) {
      seek.style.setProperty("--computed", String(percent));
    },
    /** @param {string} message */
    message(message) {
      write(part("message"), message);
      part("message").hidden = !message;
    },
    /** @param {string} announcement */
    announcement(announcement) {
      write(part("live"), announcement);
    },
    /** @param {import("@glue").PresentationView} presentation */
    presentation({ controls, theme }) {
      figure.dataset.controls = controls;
      figure.dataset.theme = theme;
      // Without controls, the figure itself is what the Tab key finds.
      figure.tabIndex = controls === "none" ? 0 : -1;
    },
  };
  return all;
}

// Which racer stands out in the picture: that of the label or the row under the pointer, or with the focus.

/**
 * Gives what emphasizes a racer, or none, and what shows the row of one.
 * @param {import("./engine.js").Mounted} mounted @param {import("./run.js").Run} run
 */
export function emphasis(mounted, run) {
  const picture = mounted.part("picture");
  /** @type {number | undefined} */
  let shown;

  /** @param {number | undefined} racer */
  const show = (racer) => {
    if (racer === shown) return;
    shown = racer;
    picture.classList.toggle("faded", run.call((editor) => editor.emphasize(racer)) ?? false);
  };

  /** The number of the row that an element is in. @param {EventTarget | null} element */
  const row = (element) => {
    const name = /** @type {Element | null} */ (element)?.closest?.(".card")?.getAttribute("data-name");
    return name ? Number(name.slice(4)) : undefined;
  };
  for (const kind of ["pointerover", "focusin"]) {
    mounted.on(kind, ({ target }) => {
      const racer = row(target);
      if (racer !== undefined) show(racer);
    });
  }
  for (const kind of ["pointerout", "focusout"]) {
    mounted.on(kind, ({ target, relatedTarget }) => {
      const racer = row(target);
      if (racer !== undefined && racer === shown && row(relatedTarget) !== racer) show(row(mounted.root.activeElement));
    });
  }

  /** Shows a racer's row, with the focus in it. @param {number} racer */
  const select = (racer) => {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const card = mounted.part(`card${racer}`);
    card.scrollIntoView({ block: "nearest", behavior: still ? "instant" : "smooth" });
    card.focus({ preventScroll: true });
  };
  return { show, select };
}

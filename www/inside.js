// Which racer's step is taken apart.

/** @param {import("./engine.js").Mounted} mounted @param {import("./run.js").Run} run */
export function inside(mounted, run) {
  const panel = /** @type {HTMLDetailsElement} */ (mounted.part("inside-panel"));
  const select = /** @type {HTMLSelectElement} */ (mounted.part("inside"));
  const choose = () => mounted.call((figure) => figure.act("inside", panel.open ? select.value : ""));
  panel.addEventListener("toggle", choose);
  run.hear(() => {
    const { labels } = mounted;
    const chosen = select.value;
    select.length = labels.length;
    labels.forEach((label, index) => Object.assign(select.options[index], { text: label, value: index }));
    if (select.value !== chosen) choose();
  });
}

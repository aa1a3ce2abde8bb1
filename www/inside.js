// Which racer's step is taken apart.

/** @param {import("./engine.js").Mounted} mounted @param {import("./run.js").Run} run */
export function inside(mounted, run) {
  const panel = /** @type {HTMLDetailsElement} */ (mounted.part("inside-panel"));
  const select = /** @type {HTMLSelectElement} */ (mounted.part("inside"));
  let shown = "";
  const choose = () => mounted.call((figure) => figure.act("inside", panel.open ? select.value : ""));
  panel.addEventListener("toggle", choose);
  run.hear(({ racers }) => {
    const labels = JSON.stringify(racers.map(({ label }) => label));
    if (labels === shown) return;
    shown = labels;
    const chosen = Math.min(select.selectedIndex, racers.length - 1);
    select.replaceChildren(...racers.map(({ label }, index) => new Option(label, String(index))));
    select.selectedIndex = Math.max(chosen, 0);
    choose();
  });
}

// Inside a step: which racer's is taken apart, and what its rule did.
import { write } from "./show.js";

/** @param {import("./engine.js").Mounted} mounted @param {import("./run.js").Run} run */
export function stepInspector(mounted, run) {
  const panel = /** @type {HTMLDetailsElement} */ (mounted.part("inside-panel"));
  const select = /** @type {HTMLSelectElement} */ (mounted.part("inside"));
  const choose = () => run.call((editor) => editor.inspect(panel.open ? Number(select.value) : undefined));
  panel.addEventListener("toggle", choose);
  select.addEventListener("input", choose);
  run.subscribe(({ racers }) => {
    const chosen = select.value;
    select.length = racers.length;
    racers.forEach(({ label }, index) => Object.assign(select.options[index], { text: label, value: index }));
    if (select.value !== chosen) choose();
  });
  mounted.shows("StepInspector", (/** @type {import("@glue").InspectorView} */ { taken, equations, python, rust }) => {
    // What has been taken apart stays while the race plays: the styles hide it then.
    if (!taken) return;
    write(mounted.part("taken"), taken);
    // Names and numbers of our own, and nothing that anybody has typed.
    mounted.part("equations").innerHTML = equations;
    write(mounted.part("python"), python);
    write(mounted.part("rust"), rust);
  });
}

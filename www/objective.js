// Which function is raced down: chosen from the list, or typed.
import { Phase } from "@glue";
import { nameOf } from "./engine.js";
import { write } from "./show.js";

/** @param {import("./engine.js").Mounted} mounted @param {import("./run.js").Run} run */
export function objective(mounted, run) {
  const list = /** @type {HTMLSelectElement} */ (mounted.part("objective"));
  const field = /** @type {HTMLInputElement} */ (mounted.part("formula"));
  const about = mounted.part("about");
  /** Whether what was typed has not been committed. */
  let typing = false;
  const refuse = (error = "") => {
    write(mounted.part("error"), error);
    field.setAttribute("aria-invalid", String(Boolean(error)));
  };
  list.addEventListener("input", () => {
    // The last one is a formula that is to be typed.
    if (list.value) run.call((editor) => editor.chooseObjective(list.value));
  });
  field.addEventListener("input", () => {
    const error = run.call((editor) => editor.setFormula(field.value, Phase.Preview));
    typing ||= !error;
    refuse(error);
  });
  // A field that is left as it was found does not change, though what was typed between did.
  for (const kind of ["change", "focusout"]) {
    mounted.on(kind, (event) => {
      if (nameOf(event) !== "formula" || !typing) return;
      typing = false;
      run.commit();
    });
  }
  run.subscribe(({ objective, lookFor, formula }) => {
    list.value = objective;
    if (lookFor) write(about, lookFor);
    // Not under the hands of who is typing it.
    if (field.value.trim() !== formula) field.value = formula;
    refuse();
  });
  mounted.shows("picture", (/** @type {import("@glue").PictureView} */ { minima }) => {
    // The library's objectives have words of their own there.
    if (!list.value) write(about, minima);
  });
}

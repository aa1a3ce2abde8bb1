// Which experiment is tried.
import { nameOf } from "./engine.js";

/** @param {import("./engine.js").Mounted} mounted */
export function tried(mounted) {
  mounted.on("click", (event) => {
    if (nameOf(event) !== "try") return;
    for (const button of mounted.root.querySelectorAll("[data-name=try]"))
      button.setAttribute("aria-pressed", String(button === event.target));
  });
}

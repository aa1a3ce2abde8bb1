// Keys that act anywhere on the page where no field has the focus.
import type { Present } from "./present/present.js";
import type { Run } from "./run.js";

/** Whether an element takes letters itself. */
const takesText = (element: Element): boolean => element.matches("select, textarea, input:not([type=range], [type=checkbox])");

export function keys(run: Run, present: Present): void {
  const undo = (event: KeyboardEvent): boolean => {
    const key = event.key.toLowerCase();
    if (!(event.ctrlKey || event.metaKey) || event.altKey || (key !== "z" && key !== "y")) return false;
    run.go(key === "y" || event.shiftKey ? "redo" : "undo");
    return true;
  };
  const plain = (event: KeyboardEvent): boolean => {
    if (event.ctrlKey || event.altKey || event.metaKey) return false;
    const { key } = event;
    if (key === "f" || key === "F") {
      present.toggle();
      return true;
    }
    return (present.isOn && presented(key, event.target as Element)) || run.figure((figure) => figure.key(key)) === true;
  };
  const presented = (key: string, target: Element): boolean => {
    const racer = run.controls?.racers[Number(key) - 1];
    if (key === "Escape") present.leave();
    else if (key >= "1" && key <= "9" && racer) run.call((editor) => editor.setShown(Number(key) - 1, !racer.isShown));
    else if ((key === "ArrowRight" || key === "ArrowLeft") && !target.matches("input, [role=application]")) run.figure((figure) => figure.userSteps(key === "ArrowRight" ? 1 : -1));
    else return false;
    return true;
  };
  addEventListener("keydown", (event) => {
    const target = event.composedPath()[0];
    if (!(target instanceof Element) || event.defaultPrevented || event.isComposing) return;
    if (takesText(target) || document.querySelector("dialog[open]")) return;
    if (undo(event) || plain(event)) event.preventDefault();
  }, { signal: run.signal });
}

// The run as the page's controls change it: a gesture previews, its end commits.
import { Editor } from "@glue";
import { gesture } from "./gesture.js";

/** @typedef {import("@glue").ControlsView} ControlsView */

export class Run {
  #mounted;
  #editor;
  /** @type {((controls: ControlsView) => void)[]} */ #observers = [];
  #queued = false;
  /** Commits what has been previewed; while a key is held down, when it comes up. @type {() => void} */ commit;

  /** @param {import("./engine.js").Mounted} mounted */
  constructor(mounted) {
    this.#mounted = mounted;
    const { host, signal } = mounted;
    const editor = mounted.call((figure) => Editor.of(figure));
    if (!editor) throw new Error("there is no figure to be edited");
    this.#editor = editor;
    signal.addEventListener("abort", () => this.call((editor) => editor.free()));
    this.commit = gesture(host, signal, () => this.call((editor) => editor.commit()));
    mounted.shows("run", () => {
      if (this.#queued) return;
      this.#queued = true;
      queueMicrotask(() => {
        this.#queued = false;
        const controls = this.call((editor) => editor.controls());
        if (controls) for (const observe of this.#observers) observe(controls);
      });
    });
    mounted.on("click", ({ target }) => {
      const name = target.closest("button")?.getAttribute("data-run");
      if (name === "undo" || name === "redo") this.#go(name);
    });
    mounted.on("keydown", (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.target.matches("textarea, input:not([type=range], [type=checkbox])")) return;
      const key = event.key.toLowerCase();
      if (key !== "z" && key !== "y") return;
      event.preventDefault();
      this.#go(key === "y" || event.shiftKey ? "redo" : "undo");
    });
    this.subscribe(({ canUndo, canRedo }) => {
      for (const [name, can] of [["undo", canUndo], ["redo", canRedo]]) {
        const button = mounted.root.querySelector(`[data-run=${name}]`);
        // Not disabled, or whoever has just pressed it would lose the focus.
        button?.setAttribute("aria-disabled", String(!can));
      }
    });
  }

  /** Calls the editor, while there is one. @template T @param {(editor: Editor) => T} call */
  call(call) {
    return this.#mounted.call(() => call(this.#editor));
  }

  /** Has a function see every other run that is shown. @param {(controls: ControlsView) => void} observe */
  subscribe(observe) {
    this.#observers.push(observe);
  }

  /** @param {"undo" | "redo"} way */
  #go(way) {
    this.call((editor) => editor[way]());
  }
}

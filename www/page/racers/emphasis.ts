// Which racer stands out in the picture: that of the label or the row under the pointer, or with the focus.
import type { Run } from "../run.js";

export class Emphasis {
  readonly #run: Run;
  #shown: number | undefined;

  constructor(run: Run) {
    this.#run = run;
  }

  /** Has a racer stand out, or none. */
  show(racer: number | undefined): void {
    if (racer === this.#shown) return;
    this.#shown = racer;
    const isFaded = this.#run.call((editor) => editor.emphasize(racer)) ?? false;
    this.#run.mounted.fade(isFaded);
  }

  /** A racer's row is left, for the one with the focus if there is one. */
  leave(racer: number): void {
    if (this.#shown !== racer) return;
    const focused = document.activeElement?.closest(".racer")?.id.split("-")[1];
    this.show(focused === undefined ? undefined : Number(focused));
  }
}

// The figure alone, over the whole screen.
import type { Run } from "../run.js";

export class Present {
  readonly #run: Run;

  constructor(run: Run) {
    this.#run = run;
    document.addEventListener("fullscreenchange", () => document.fullscreenElement || this.#set(false), { signal: run.signal });
  }

  get isOn(): boolean {
    return "presenting" in document.documentElement.dataset;
  }

  toggle(): void {
    if (this.isOn) this.leave();
    else this.#enter();
  }

  leave(): void {
    if (document.fullscreenElement) void document.exitFullscreen();
    this.#set(false);
  }

  #enter(): void {
    this.#set(true);
    // Where there is no full screen, the window is filled.
    document.documentElement.requestFullscreen?.().catch(() => {});
  }

  #set(isOn: boolean): void {
    document.documentElement.toggleAttribute("data-presenting", isOn);
    this.#run.invalidate();
  }
}

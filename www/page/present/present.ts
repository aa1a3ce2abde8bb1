// The figure alone, over the whole screen.
import { html, nothing, type TemplateResult } from "lit-html";
import { ICONS } from "../icons.js";
import type { Run } from "../run.js";

export class Present {
  readonly #run: Run;
  /** What had the focus before, which may be out of sight now. */
  #before: Element | null = null;

  constructor(run: Run) {
    this.#run = run;
    document.addEventListener("fullscreenchange", () => document.fullscreenElement || this.#set(false), { signal: run.signal });
  }

  get isOn(): boolean {
    return "presenting" in document.documentElement.dataset;
  }

  /** The way back, for those who have no key for it. */
  way(): TemplateResult | typeof nothing {
    if (!this.isOn) return nothing;
    return html`<button class="quiet" data-name="leave-presentation" aria-label="Leave the full screen" title="Leave the full screen (Esc)" @click=${() => this.leave()}>${ICONS.close}</button>`;
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
    this.#before = document.activeElement;
    this.#set(true);
    // Where there is no full screen, the window is filled.
    document.documentElement.requestFullscreen?.().catch(() => {});
  }

  #set(isOn: boolean): void {
    const wasOn = this.isOn;
    document.documentElement.toggleAttribute("data-presenting", isOn);
    const isLost = document.activeElement?.matches("body, [data-name=leave-presentation]");
    if (wasOn && !isOn && isLost && this.#before instanceof HTMLElement) this.#before.focus();
    this.#run.invalidate();
  }
}

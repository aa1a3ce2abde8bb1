// The run as the page shows and changes it: the latest views of the figure, and the way back in.
import { Editor, Figure, Phase } from "@glue";
import type { ControlsView, PanelView, PictureView, Readout, RunView, Transport } from "@glue";
import type { Mounted } from "../engine.js";
import { gesture } from "./gesture.js";

/** What the panels show, by their names. */
export type Panels = { [V in PanelView as V["panel"]]?: V["shows"] };

/** The names of all panels: a new one is missing here until it is shown. */
const PANELS: Record<PanelView["panel"], true> = { Chart: true, StepInspector: true, Story: true, Ensemble: true, Probe: true, Ghost: true, Surface: true, Rates: true, Basins: true, Swarm: true, Code: true, Numbers: true };

export class Run {
  readonly mounted: Mounted;
  readonly signal: AbortSignal;
  readonly #editor: Editor;
  readonly #invalidate: () => void;
  readonly panels: Panels = {};
  controls?: ControlsView;
  labels: string[] = [];
  readout?: Readout;
  transport?: Transport;
  picture?: PictureView;
  /** How much of the run is computed, in percent. */
  computed = 100;
  message = "";
  /** Counts the times at which fields are to forget what was typed: another run has come back. */
  epoch = 0;
  /** Commits what has been previewed; while a key is in use, when it has come to rest. */
  readonly commit: () => void;
  /** The run has other controls from the next frame on. */
  #isStale = true;

  constructor(mounted: Mounted, invalidate: () => void) {
    this.mounted = mounted;
    this.signal = mounted.signal;
    this.#invalidate = invalidate;
    const editor = mounted.call((figure: Figure) => Editor.of(figure));
    if (!editor) throw new Error("there is no figure to be edited");
    this.#editor = editor;
    this.signal.addEventListener("abort", () => this.call((editor) => editor.free()));
    this.commit = gesture(this.signal, () => this.call((editor) => editor.commit()));
    this.#watch();
  }

  /** Calls the editor, while there is one. */
  call<T>(call: (editor: Editor) => T): T | undefined {
    return this.mounted.call(() => call(this.#editor));
  }

  /** Calls the figure, while there is one. */
  figure<T>(call: (figure: Figure) => T): T | undefined {
    return this.mounted.call(call);
  }

  /** Something of the page itself has changed. */
  invalidate(): void {
    this.#invalidate();
  }

  /** The run's controls as they are now. */
  refresh(): void {
    if (!this.#isStale) return;
    this.#isStale = false;
    this.controls = this.call((editor) => editor.controls());
  }

  /** Shows the run before the last change, or after it again. */
  go(way: "undo" | "redo"): void {
    this.forgetDrafts();
    this.call((editor) => editor[way]());
  }

  /** What was typed and not committed is not to be written into another run. */
  forgetDrafts(): void {
    this.epoch += 1;
    this.#invalidate();
  }

  #watch(): void {
    const { mounted } = this;
    const on = <V>(kind: string, see: (view: V) => void) =>
      mounted.shows(kind, (view: V) => {
        see(view);
        this.#invalidate();
      });
    on("run", ({ labels }: RunView) => {
      this.labels = labels;
      this.#isStale = true;
    });
    on("readout", (readout: Readout) => (this.readout = readout));
    on("transport", (transport: Transport) => (this.transport = transport));
    on("picture", (picture: PictureView) => (this.picture = picture));
    on("computed", (percent: number) => (this.computed = percent));
    on("message", (message: string) => (this.message = message));
    for (const name of Object.keys(PANELS) as (keyof Panels)[]) on(name, (view: never) => (this.panels[name] = view));
  }
}

export { Phase };

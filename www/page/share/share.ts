// What the page offers for taking the present run elsewhere.
import { html, type TemplateResult } from "lit-html";
import type { Snippets } from "@glue";
import { copy, save } from "../copy.js";
import { Dialog } from "../dialog.js";
import type { Run } from "../run.js";

/** The folder of the package. */
const FOLDER = new URL(".", import.meta.url).href;

const WAYS: [keyof Snippets, string, number][] = [
  ["link", "Link to this run and step", 2],
  ["element", "In a page (from another server, with CORS)", 5],
  ["frame", "In a frame, where scripts cannot be added", 4],
  ["poster", "Still picture", 3],
];

export class Share {
  readonly #run: Run;
  readonly #dialog = new Dialog("share", "Share");
  #snippets: Snippets | undefined;
  #said = "";
  readonly #export: () => void;

  constructor(run: Run, exporting: () => void) {
    this.#run = run;
    this.#export = exporting;
    const fill = () => this.#fill();
    const { host } = run.mounted;
    // Back may bring another run while the dialog is open.
    for (const kind of ["change", "step"]) host.addEventListener(`downhill-${kind}`, fill, { signal: run.signal });
    addEventListener("popstate", () => queueMicrotask(fill), { signal: run.signal });
  }

  open(): void {
    this.#dialog.open();
    this.#said = "";
    this.#fill();
  }

  #fill(): void {
    if (!this.#dialog.isOpen) return;
    const page = new URL("#", location.href).href.slice(0, -1);
    this.#snippets = this.#run.call((editor) => editor.snippets(page, FOLDER));
    this.#run.invalidate();
  }

  view(): TemplateResult {
    return this.#dialog.view(html`${WAYS.map(([name, label, rows]) => html`<div class="way">
        <label for="share-${name}">${label}</label>
        <textarea id="share-${name}" data-share=${name} rows=${rows} readonly spellcheck="false" .value=${this.#snippets?.[name] ?? ""}></textarea>
        <button data-copy=${name} aria-label="Copy: ${label}" @click=${() => this.#copy(name)}>Copy</button>
        ${name === "poster" ? html`<button data-download="poster" @click=${() => save(this.#run.call((editor) => editor.poster()) ?? "", "downhill.svg", "image/svg+xml")}>Download as SVG</button>` : ""}
      </div>`)}
      <p role="status" data-name="copied">${this.#said}</p>
      <p><button class="link" data-name="share-export" @click=${() => this.#leave()}>Save a picture, an animation or data</button></p>`);
  }

  /** To the files that can be made of the run. */
  #leave(): void {
    this.#dialog.close();
    this.#export();
  }

  async #copy(name: keyof Snippets): Promise<void> {
    this.#fill();
    this.#said = await copy(this.#snippets?.[name] ?? "", () => (document.getElementById(`share-${name}`) as HTMLTextAreaElement | null)?.select());
    this.#run.invalidate();
  }
}

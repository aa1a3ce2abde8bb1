// A modal dialog. The browser keeps the focus in it, and gives it back.
import { html, nothing, type TemplateResult } from "lit-html";
import { createRef, ref } from "lit-html/directives/ref.js";
import { ICONS } from "./icons.js";

export class Dialog {
  readonly #element = createRef<HTMLDialogElement>();
  readonly #id: string;
  readonly #title: string;

  constructor(id: string, title: string) {
    this.#id = id;
    this.#title = title;
  }

  get isOpen(): boolean {
    return this.#element.value?.open ?? false;
  }

  open(): void {
    if (!this.isOpen) this.#element.value?.showModal();
  }

  close(): void {
    this.#element.value?.close();
  }

  view(content: TemplateResult | typeof nothing): TemplateResult {
    // A press beside the dialog is on the element itself, one in it on what it contains.
    const press = ({ target, currentTarget }: Event) => {
      if (target === currentTarget) this.close();
    };
    return html`<dialog id=${this.#id} aria-labelledby="${this.#id}-title" ${ref(this.#element)} @pointerdown=${press}>
      <div class="dialog">
        <header><h2 id="${this.#id}-title">${this.#title}</h2>
          <button class="quiet" aria-label="Close" title="Close (Esc)" @click=${() => this.close()}>${ICONS.close}</button></header>
        <div class="content">${content}</div>
      </div>
    </dialog>`;
  }
}

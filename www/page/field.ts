// Fields in which numbers and texts are typed. What is refused is said at the field, and the field goes back to
// what is shown when it is left.
import { html, nothing, type TemplateResult } from "lit-html";
import { Directive, directive, type ElementPart } from "lit-html/directive.js";
import { ifDefined } from "lit-html/directives/if-defined.js";
import type { Run } from "./run.js";

/** Puts the run's value into a field, except while another is typed there for the same run. */
class Value extends Directive {
  #value = "";
  #epoch = -1;

  override render(_value: string, _epoch: number): unknown {
    return nothing;
  }

  override update({ element }: ElementPart, [value, epoch]: [string, number]): unknown {
    const input = element as HTMLInputElement;
    const isTyped = input === (input.getRootNode() as Document | ShadowRoot).activeElement && value === this.#value && epoch === this.#epoch;
    this.#value = value;
    this.#epoch = epoch;
    if (!isTyped && input.value !== value) input.value = value;
    return nothing;
  }
}
export const shows = directive(Value);

/** What was refused, by the names of the fields. */
const refused = new Map<string, string>();

export interface FieldOptions {
  /** A name of its own in the page. */
  id: string;
  value: string;
  /** What it is called, where no label is written beside it. */
  label?: string;
  title?: string;
  type?: "number" | "text";
  step?: string;
  min?: string;
  max?: string;
  placeholder?: string;
  className?: string;
  maxLength?: number;
  /** Takes what was typed, and says why not where it cannot. */
  commit: (text: string) => string | undefined;
}

/** The number in a text; none where there is none. */
export const numberIn = (text: string): number => (text.trim() ? Number(text) : NaN);

export function field(run: Run, options: FieldOptions): TemplateResult {
  const { id, value, label, title, type = "number", step, min, max, placeholder, className, maxLength, commit } = options;
  const error = refused.get(id) ?? "";
  const change = ({ currentTarget }: Event) => {
    const input = currentTarget as HTMLInputElement;
    const why = commit(input.validity.badInput ? "" : input.value);
    if (why) refused.set(id, why);
    else refused.delete(id);
    run.invalidate();
  };
  const leave = ({ currentTarget }: Event) => {
    if (!refused.has(id)) return;
    // The sentence stays until the next thing that is done; what was refused does not.
    (currentTarget as HTMLInputElement).value = value;
    run.invalidate();
  };
  const clear = () => {
    if (!refused.delete(id)) return;
    run.invalidate();
  };
  return html`<span class="field">
    <input id=${id} class=${ifDefined(className)} type=${type} step=${ifDefined(step)} min=${ifDefined(min)} max=${ifDefined(max)}
      placeholder=${ifDefined(placeholder)} maxlength=${ifDefined(maxLength)} aria-label=${ifDefined(label)} title=${ifDefined(title)}
      inputmode=${type === "number" ? "decimal" : "text"} spellcheck="false" autocomplete="off"
      aria-invalid=${error ? "true" : "false"} aria-describedby=${error ? `${id}-error` : nothing}
      @change=${change} @blur=${leave} @input=${clear} ${shows(value, run.epoch)}>
    ${error ? html`<span class="error" id="${id}-error" role="alert">${error}</span>` : nothing}
  </span>`;
}

/** Forgets all refusals: another run is shown. */
export function forgetRefusals(): void {
  refused.clear();
}

// A panel beneath the picture of an element in a post: the page's own, without the page.
import { render, type TemplateResult } from "lit-html";
import type { Mounted } from "../engine.js";
import { Rates } from "./rates/rates.js";
import { Run } from "./run.js";
import styles from "./attach.css";

/** A panel that can stand in a post. */
interface Part {
  isOpen: boolean;
  view(): TemplateResult;
  rendered(): void;
}

/** Those that can, by the names that the attribute has. */
const PARTS: Record<string, (run: Run) => Part> = {
  rates: (run) => new Rates(run),
};

/** Puts the panel of that name into the figure's shadow tree. */
export function attach(mounted: Mounted, name: string): void {
  const make = PARTS[name.trim().toLowerCase()];
  if (!make) return;
  const { root, host } = mounted;
  const place = host.ownerDocument.createElement("div");
  place.className = "panel";
  place.setAttribute("part", "panel");
  const sheet = new (host.ownerDocument.defaultView ?? window).CSSStyleSheet();
  sheet.replaceSync(styles);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  mounted.part("figure").append(place);
  let isQueued = false;
  const show = () => {
    isQueued = false;
    if (run.signal.aborted) return;
    run.refresh();
    render(part.view(), place);
    part.rendered();
  };
  const run = new Run(mounted, () => {
    if (isQueued) return;
    isQueued = true;
    queueMicrotask(show);
  });
  const part = make(run);
  part.isOpen = true;
  run.signal.addEventListener("abort", () => place.remove());
  show();
}

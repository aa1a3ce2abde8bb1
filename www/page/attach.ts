// A panel beneath the picture of an element in a post: the page's own, without the page.
import { render, type TemplateResult } from "lit-html";
import type { Mounted } from "../engine.js";
import { Basins } from "./basins/basins.js";
import { addLayers } from "./layers.js";
import { Rates } from "./rates/rates.js";
import { Run } from "./run.js";
import { Surface } from "./surface/surface.js";
import styles from "./attach.css";

/** A panel that can stand in a post. */
interface Part {
  view(): TemplateResult;
  rendered(): void;
}

/** Those that can, by the names that the attribute has. */
const PARTS: Record<string, (run: Run) => Part> = {
  rates(run) {
    const rates = new Rates(run);
    rates.isOpen = true;
    return rates;
  },
  basins(run) {
    addLayers(run.mounted, ["swarm"]);
    const basins = new Basins(run);
    basins.tab = "basins";
    return basins;
  },
  surface(run) {
    run.call((editor) => editor.chooseLayout("both"));
    return new Surface(run, null);
  },
};

/** Puts the panel of that name into the figure's shadow tree. */
export function attach(mounted: Mounted, name: string): void {
  const make = PARTS[name.trim().toLowerCase()];
  if (!make) return;
  const { root, host } = mounted;
  const place = host.ownerDocument.createElement("div");
  place.className = "panel";
  place.dataset.panel = name.trim().toLowerCase();
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
  run.signal.addEventListener("abort", () => place.remove());
  show();
}

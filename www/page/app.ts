// The page: its parts, rendered into the places that index.html has for them.
import { html, nothing, render, type TemplateResult } from "lit-html";
import type { Mounted } from "../engine.js";
import { address } from "./address.js";
import { Basins } from "./basins/basins.js";
import { Chart } from "./chart/chart.js";
import { Code } from "./code/code.js";
import { Export } from "./export/export.js";
import { forgetRefusals } from "./field.js";
import { ICONS } from "./icons.js";
import { keys } from "./keys.js";
import { addLayers } from "./layers.js";
import { Noise } from "./noise/noise.js";
import { Numbers } from "./numbers/numbers.js";
import { Gallery } from "./objective/gallery.js";
import { Objective } from "./objective/objective.js";
import { proofOfAgreement } from "./proof.js";
import { Present } from "./present/present.js";
import { Rates } from "./rates/rates.js";
import { Emphasis } from "./racers/emphasis.js";
import { Racers } from "./racers/racers.js";
import { Run } from "./run.js";
import { Share } from "./share/share.js";
import { pointer } from "./stage/pointer.js";
import { Stage } from "./stage/stage.js";
import { Inspected } from "./step/inspected.js";
import { step } from "./step/step.js";
import { Story } from "./story/story.js";
import { Surface } from "./surface/surface.js";
import { Tabs, type Tab } from "./tabs.js";
import { loop, showComputed, transport } from "./transport/transport.js";

/** Builds the page around its figure. */
export function app(mounted: Mounted): void {
  let isQueued = false;
  const invalidate = () => {
    if (isQueued) return;
    isQueued = true;
    queueMicrotask(() => {
      isQueued = false;
      if (!run.signal.aborted) show();
    });
  };
  const run = new Run(mounted, invalidate);
  const emphasis = new Emphasis(run);
  const gallery = new Gallery(run);
  const objective = new Objective(run, gallery);
  const stage = new Stage(run);
  const surface = new Surface(run, document.getElementById("stage"));
  const story = new Story(run, (tab) => tabs.open(tab));
  const racers = new Racers(run, emphasis, () => {
    tabs.open("rates");
    rates.setBest();
  });
  const chart = new Chart(run);
  const noise = new Noise(run);
  const basins = new Basins(run);
  const inspected = new Inspected(run);
  const rates = new Rates(run);
  const code = new Code(run, inspected);
  const numbers = new Numbers(run);
  const exporting = new Export(run);
  const share = new Share(run, () => exporting.open());
  const present = new Present(run);
  const panels: Record<Tab, () => TemplateResult> = {
    racers: () => racers.view(),
    lesson: () => story.view(),
    chart: () => chart.view(),
    step: () => step(run, inspected),
    rates: () => rates.view(),
    basins: () => basins.view(),
    noise: () => noise.view(),
    numbers: () => numbers.view(),
    code: () => code.view(),
    more: () => html`<h2>Race</h2><div class="tools">${objective.start()}${objective.parameter()}${loop(run)} Repeat</div><h2>Learning rates</h2>${rates.view()}${basins.folded()}<h2>Noise</h2>${noise.view()}<h2>Numbers</h2>${numbers.view()}<h2>Code</h2>${code.view()}`,
  };
  const tabs = new Tabs(run, panels, (tab) => {
    code.isOpen = ["code", "more"].includes(tab);
    inspected.isOpen = ["step", "more"].includes(tab) || code.showsRule;
    numbers.isOpen = ["numbers", "more"].includes(tab);
    rates.isOpen = ["rates", "more"].includes(tab);
    basins.tab = tab;
  });

  const place = (id: string) => document.getElementById(id) ?? document.createElement("div");
  const places = ["actions", "nav", "objective", "over", "surface", "transport", "story", "racers", "panels", "proof", "dialogs"].map((id) => [id, place(id)] as const);
  const views: Record<string, () => TemplateResult | typeof nothing> = {
    actions: () => actions(run, share, exporting, present),
    nav: () => html`<button class="link" data-name="lessons" @click=${() => story.openList()}>Lessons</button> <button class="link" data-name="gallery" @click=${() => gallery.open()}>Gallery</button>`,
    objective: () => html`${objective.view(tabs.isCompact)}${surface.choice(tabs.isCompact)}`,
    over: () => stage.view(),
    surface: () => surface.view(),
    transport: () => html`${transport(run)}${present.way()}`,
    story: () => (tabs.isCompact ? nothing : story.view()),
    racers: () => (tabs.isCompact ? nothing : racers.view()),
    panels: () => tabs.view(),
    proof: () => proofOfAgreement(),
    dialogs: () => html`${gallery.view()}${story.list()}${share.view()}${exporting.view()}`,
  };
  // What the document itself says until now.
  document.querySelector("#objective > [data-first]")?.remove();
  let shown: unknown;
  const show = () => {
    run.refresh();
    if (shown !== run.controls) forgetRefusals();
    shown = run.controls;
    for (const [id, element] of places) render(views[id]?.() ?? nothing, element);
    for (const part of [objective, stage, surface, racers, chart, rates, basins, numbers]) part.rendered();
    inspected.update();
    numbers.update();
    showComputed(run);
  };
  show();
  document.documentElement.toggleAttribute("data-live", true);
  run.signal.addEventListener("abort", () => document.documentElement.removeAttribute("data-live"));
  pointer(run, stage, emphasis, (racer) => {
    tabs.open("racers");
    racers.select(racer);
  });
  addLayers(mounted, ["swarm", "ghost", "ensemble"]);
  keys(run, present);
  // The bar goes along with the race; texts follow four times a second.
  mounted.host.addEventListener("downhill-step", (event) => {
    const seek = document.querySelector<HTMLInputElement>("[data-name=seek]");
    if (seek && run.transport?.playing) seek.value = String((event as CustomEvent<{ step: number }>).detail.step);
  }, { signal: run.signal });
  mounted.opened = () => {
    address(run);
    run.call((editor) => editor.clearHistory());
  };
}

function actions(run: Run, share: Share, exporting: Export, present: Present): TemplateResult {
  const back = (way: "undo" | "redo", label: string, key: string, can: boolean) =>
    // Not disabled, or whoever has just pressed it would lose the focus.
    html`<button class="quiet" data-name=${way} aria-label=${label} title="${label} (${key})" aria-disabled=${can ? "false" : "true"} @click=${() => run.go(way)}>${ICONS[way]}</button>`;
  return html`
    ${back("undo", "Undo", "Ctrl+Z", run.controls?.canUndo ?? false)}${back("redo", "Redo", "Ctrl+Shift+Z", run.controls?.canRedo ?? false)}
    <button class="framed" data-name="present" aria-label="Present" aria-keyshortcuts="F" aria-pressed=${present.isOn ? "true" : "false"} title="Fill the screen (F)" @click=${() => present.toggle()}>${ICONS.present}<span>Present</span></button>
    <button class="framed" data-name="export" aria-label="Export" aria-haspopup="dialog" title="Export a picture, an animation or data" @click=${() => exporting.open()}>${ICONS.export}<span>Export</span></button>
    <button class="primary" data-name="share" aria-haspopup="dialog" @click=${() => share.open()}>Share</button>`;
}

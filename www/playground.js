// The engine of the whole page: that of the embeds, with the page's own controls.
import { address } from "./address.js";
import { chart } from "./chart.js";
import { claims } from "./claims.js";
import { emphasis } from "./emphasis.js";
import { mount as mountFigure } from "./engine.js";
import { noise } from "./noise.js";
import { objective } from "./objective.js";
import { probe } from "./probe.js";
import { racers } from "./racers.js";
import { Run } from "./run.js";
import { share } from "./share.js";
import { stepInspector } from "./step-inspector.js";
import { view } from "./view.js";

export * from "./engine.js";

/** @type {typeof mountFigure} */
export function mount(host, root, lang, observer) {
  const mounted = mountFigure(host, root, lang, observer);
  if (!mounted) return;
  const run = new Run(mounted);
  objective(mounted, run);
  probe(mounted, run);
  claims(mounted, run);
  stepInspector(mounted, run);
  view(mounted, run, emphasis(mounted, run));
  racers(mounted, run);
  noise(mounted, run);
  share(mounted, run);
  chart(mounted, run);
  mounted.on("click", ({ target }) => {
    if (target.closest("[data-name=reset]")) run.call((editor) => editor.reset());
  });
  mounted.opened = () => {
    address(mounted, run);
    run.call((editor) => editor.clearHistory());
  };
  return mounted;
}

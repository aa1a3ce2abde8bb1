// The engine of the whole page: that of the embeds, with the page's own controls.
import { address } from "./address.js";
import { chart } from "./chart.js";
import { mount as mountFigure, nameOf } from "./engine.js";
import { emphasis } from "./emphasis.js";
import { inside } from "./inside.js";
import { noise } from "./noise.js";
import { racers } from "./racers.js";
import { Run } from "./run.js";
import { share } from "./share.js";
import { view } from "./view.js";

export * from "./engine.js";

/** @type {typeof mountFigure} */
export function mount(host, root, lang, hear) {
  const mounted = mountFigure(host, root, lang, hear);
  if (!mounted) return;
  // A finger points by being held (view.js).
  const point = (/** @type {Event} */ event, x = NaN, y = NaN) =>
    nameOf(event) === "cursor" && /** @type {PointerEvent} */ (event).pointerType !== "touch" && mounted.call((figure) => figure.point(x, y));
  mounted.on("pointermove", (event) => point(event, event.offsetX, event.offsetY));
  mounted.on("pointerout", point);
  mounted.on("focusout", point);
  mounted.on("focusin", (event) => event.target.matches(".cursor:focus-visible") && mounted.act(event));
  // A field that is left as it was found does not change, though what was typed between did.
  for (const kind of ["change", "focusout"]) mounted.on(kind, (event) => nameOf(event) === "formula" && mounted.act(event, "typed"));
  mounted.on("click", (event) => {
    if (!nameOf(event, ".tried button")) return;
    const picture = mounted.part("cursor");
    const { top, bottom } = picture.getBoundingClientRect();
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    // Where half of it cannot be seen, it is not looked at.
    if (top + bottom < 0 || top + bottom > 2 * innerHeight) picture.scrollIntoView({ block: "nearest", behavior: still ? "instant" : "smooth" });
  });
  const run = new Run(mounted);
  inside(mounted, run);
  view(mounted, run, emphasis(mounted));
  racers(mounted, run);
  noise(mounted, run);
  share(mounted);
  chart(mounted);
  mounted.opened = () => {
    address(mounted);
    run.forget();
  };
  return mounted;
}

// The engine with panels, for an element that shows one beneath its picture. It is a script of its own with the page's
// module, which only such elements load.
import { wasm } from "@module";
import * as engine from "./engine.js";
import { attach } from "./page/attach.js";
import { started } from "./race.js";

/** @type {typeof engine.mount} */
const mount = (host, root, lang, observer) => {
  const mounted = engine.mount(host, root, lang, observer);
  if (mounted) attach(mounted, host.getAttribute("panel") ?? "");
  return mounted;
};

/** The version of the scripts, by which the element knows its own. */
export const version = VERSION;

export const panels = () => started(wasm(), Promise.resolve({ ...engine, mount }));

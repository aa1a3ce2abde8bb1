// The page's address is the run: what the user does is written there, what is there is shown.
import { gesture } from "./gesture.js";

/** @param {import("./engine.js").Mounted} mounted @param {import("./run.js").Run} run */
export function address(mounted, run) {
  const { host, signal } = mounted;
  // A name of a place in the page is not a run.
  const open = () => document.getElementById(location.hash.slice(1)) ?? run.call((editor) => editor.open(location.hash));
  const write = () => {
    const hash = `#${run.call((editor) => editor.address())}`;
    if (hash === location.hash) return;
    try {
      history.pushState(null, "", hash);
    } catch {
      // A browser may refuse a hundred entries in a few seconds; the next one is written.
    }
  };
  addEventListener("popstate", open, { signal });
  host.addEventListener("downhill-change", gesture(host, signal, write), { signal });
  if (location.hash.length > 1) open();
}

// The page's address is the run: what the user does is written there, what is there is shown.
import { gesture } from "./gesture.js";
import type { Run } from "./run.js";

export function address(run: Run): void {
  const { signal } = run;
  const open = () => {
    // A name of a place in the page is not a run.
    if (location.hash.length > 1 && document.getElementById(location.hash.slice(1))) return;
    run.forgetDrafts();
    run.call((editor) => editor.open(location.hash));
  };
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
  run.mounted.host.addEventListener("downhill-change", gesture(signal, write), { signal });
  if (location.hash.length > 1) open();
}

// What the page offers for taking the present run elsewhere.

/** The folder of the package. */
const FOLDER = new URL(".", import.meta.url).href;

/** @param {import("./engine.js").Mounted} mounted @param {import("./run.js").Run} run */
export function share(mounted, run) {
  const panel = /** @type {HTMLDetailsElement} */ (mounted.root.querySelector(".share"));
  const said = /** @type {HTMLElement} */ (panel.querySelector("[data-said]"));
  const field = (/** @type {string} */ name) =>
    /** @type {HTMLTextAreaElement} */ (panel.querySelector(`[data-share=${name}]`));
  const fill = () => {
    if (!panel.open) return;
    said.textContent = "";
    const page = new URL("#", location.href).href.slice(0, -1);
    const snippets = run.call((editor) => editor.snippets(page, FOLDER));
    for (const [name, text] of Object.entries(snippets ?? {})) field(name).value = text;
  };
  const { signal } = mounted;
  panel.addEventListener("toggle", fill, { signal });
  mounted.host.addEventListener("downhill-change", fill, { signal });
  mounted.host.addEventListener("downhill-step", () => mounted.isPlaying || fill(), { signal });
  panel.addEventListener(
    "click",
    async (event) => {
      const { copy, download } = /** @type {HTMLElement} */ (event.target).dataset;
      if (download) save(run.call((editor) => editor.poster()) ?? "");
      if (!copy) return;
      fill();
      try {
        await navigator.clipboard.writeText(field(copy).value);
        said.textContent = said.dataset.said ?? "";
      } catch {
        // For the keyboard.
        field(copy).select();
      }
    },
    { signal },
  );
}

/** @param {string} svg */
function save(svg) {
  const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  Object.assign(document.createElement("a"), { href: url, download: "downhill.svg" }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

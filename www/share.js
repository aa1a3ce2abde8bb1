// What the page offers for taking the present run elsewhere.

/** @param {import("./engine.js").Mounted} mounted */
export function share(mounted) {
  const panel = /** @type {HTMLDetailsElement} */ (mounted.root.querySelector(".share"));
  const said = /** @type {HTMLElement} */ (panel.querySelector("[data-said]"));
  const field = (/** @type {string} */ name) =>
    /** @type {HTMLTextAreaElement} */ (panel.querySelector(`[data-share=${name}]`));
  const fill = () => {
    if (!panel.open) return;
    said.textContent = "";
    for (const [name, text] of Object.entries(texts(mounted))) field(name).value = text;
  };
  const { signal } = mounted;
  panel.addEventListener("toggle", fill, { signal });
  mounted.host.addEventListener("downhill-change", fill, { signal });
  mounted.host.addEventListener("downhill-step", () => mounted.now[1] || fill(), { signal });
  panel.addEventListener(
    "click",
    async (event) => {
      const { copy, download } = /** @type {HTMLElement} */ (event.target).dataset;
      if (download) save(mounted.call((figure) => figure.poster()) ?? "");
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

/** @param {import("./engine.js").Mounted} mounted */
function texts(mounted) {
  const link = mounted.call((figure) => figure.link(false)) ?? "";
  const sentence = mounted.call((figure) => figure.summary()) ?? "";
  const page = new URL(`#${link}`, location.href).href;
  const folder = new URL(".", import.meta.url);

  // A document that runs nothing writes what needs escaping.
  const html = document.implementation.createHTMLDocument("");
  const make = (/** @type {string} */ name, /** @type {Record<string, string>} */ attributes, text = "") => {
    const element = html.createElement(name);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.textContent = text;
    return element;
  };
  /** @type {Record<string, string>} */
  const attributes = {};
  const given = mounted.call((figure) => figure.attributes()) ?? [];
  for (let at = 0; at < given.length; at += 2) attributes[given[at]] = given[at + 1];
  const race = make("downhill-race", { ...attributes, "shown-step": String(mounted.now[0]) });
  race.append("\n  ", make("a", { href: page }, sentence), "\n");
  return {
    link: page,
    element: `${make("script", { type: "module", src: `${folder}define.js` }).outerHTML}\n${race.outerHTML}`,
    frame: make("iframe", {
      src: `${folder}embed.html?${link}`,
      title: sentence,
      width: "100%",
      height: "720",
      sandbox: "allow-scripts",
      loading: "lazy",
      frameborder: "0",
    }).outerHTML,
    poster: make("img", { src: "downhill.svg", width: "576", height: "432", alt: sentence }).outerHTML,
  };
}

/** @param {string} svg */
function save(svg) {
  const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  Object.assign(document.createElement("a"), { href: url, download: "downhill.svg" }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

// The page: its figure has all panels, and the page around it shows and steers them.
import { wasm } from "@module";
import * as engine from "../engine.js";
import { Race, started } from "../race.js";
import { app } from "./app.js";

const mount: typeof engine.mount = (host, root, lang, observer) => {
  const mounted = engine.mount(host, root, lang, observer);
  if (mounted) app(mounted);
  return mounted;
};

class Playground extends Race {
  static override engine = () => started(wasm(), Promise.resolve({ ...engine, mount }));
  static override sleeps = false;
  static override keepsRoom = false;
}

// A translator puts <font> in the place of texts. lit-html writes later ones into what it finds there, as if
// it were the text.
Object.defineProperty(HTMLFontElement.prototype, "data", {
  set(this: HTMLElement, text: string) {
    this.textContent = text;
  },
});

customElements.define("downhill-race", Playground);

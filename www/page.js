// The page: its figure has all panels.
import { mount, start } from "./playground.js";
import { Race, started } from "./race.js";
import { wasm } from "@module";

class Playground extends Race {
  static engine = () => started(wasm(), Promise.resolve(/** @type {any} */ ({ mount, start })));
  static sleeps = false;
}

customElements.define("downhill-race", Playground);

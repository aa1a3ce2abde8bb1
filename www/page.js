// The page: its figure is the lab.
import { mount, start } from "./lab.js";
import { Race, started } from "./race.js";
import { wasm } from "@module";

class Lab extends Race {
  static engine = () => started(wasm(), Promise.resolve(/** @type {any} */ ({ mount, start })));
  static sleeps = false;
}

customElements.define("downhill-race", Lab);

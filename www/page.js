// The page: its figure is the lab.
import { Race, started } from "./race.js";
import { wasm } from "./wasm.js";

class Lab extends Race {
  static engine = () => started(import("./lab.js"), wasm());
  static sleeps = false;
}

customElements.define("downhill-race", Lab);

// The page: its figure is the lab.
import { Race } from "./race.js";

class Lab extends Race {
  static engine = () => import("./lab.js");
  static sleeps = false;
}

customElements.define("downhill-race", Lab);

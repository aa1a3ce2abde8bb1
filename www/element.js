// The class of the element <downhill-race>, as posts embed it.
import { Race } from "./race.js";

export class DownhillRace extends Race {
  static engine = () => import("./engine.js");
}

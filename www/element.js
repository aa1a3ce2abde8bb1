// The class of the element <downhill-race>, as posts embed it.
import { Race, started } from "./race.js";
import { engine } from "@engine";
import { panels } from "@panels";
import { wasm } from "@module";

/** Where a document's one class is found by the scripts that have a copy of it. */
const SHARED = Symbol.for("downhill-race");
const shared = /** @type {{ [SHARED]?: typeof Embed }} */ (globalThis);

class Embed extends Race {
  static engine = () => started(wasm(), engine());
  static panels = panels;
}

export const DownhillRace = (shared[SHARED] ??= Embed);

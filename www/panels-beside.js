// The script of panels as a file beside this one, of the same version.
import { mismatch } from "./files.js";

/** The engine with panels, started. @returns {Promise<typeof import("./engine.js")>} */
export async function panels() {
  const loaded = await import("@panels-script");
  if (loaded.version !== VERSION) throw await mismatch("panels.js");
  return loaded.panels();
}

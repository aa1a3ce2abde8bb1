// Layers of the picture that panels paint on: above the field, below the trails.
import type { Mounted } from "../engine.js";

/** Lays canvases of these names into the picture, the last one lowest. */
export function addLayers(mounted: Mounted, names: string[]): void {
  const field = mounted.part("picture").firstElementChild;
  for (const name of names) {
    const canvas = mounted.host.ownerDocument.createElement("canvas");
    field?.after(canvas);
    mounted.setPart(`${name}-canvas`, canvas);
  }
}

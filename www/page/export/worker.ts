// Makes one file of a run, beside the page: drawing an animation takes seconds.
import init, { Exporter } from "@exporter";
import { wasm } from "@module";
import type { Answer, Request } from "./request.js";

const TYPES = { png: "image/png", svg: "image/svg+xml", gif: "image/gif", csv: "text/csv", json: "application/json" };

const say = (answer: Answer) => (postMessage as (answer: Answer) => void)(answer);

addEventListener("message", async ({ data }: MessageEvent<Request>) => {
  try {
    await init({ module_or_path: await wasm() });
    // The run is computed first, which takes long where there are a million steps.
    const isAnimation = data.kind === "gif";
    const exporter = new Exporter(data.run, (part: number) => say({ part: isAnimation ? part / 10 : part }));
    const file = new Blob(made(exporter, data), { type: TYPES[data.kind] });
    const isStill = data.kind === "png" || data.kind === "svg";
    say({ file, name: `${exporter.fileStem(isStill)}.${data.kind}` });
  } catch (error) {
    say({ error: error instanceof Error ? error.message : String(error) });
  }
});

function made(exporter: Exporter, { kind, width, height, scale, surface, isDark, isArticle, axes, labels, title, steps, rate }: Request): BlobPart[] {
  exporter.draw(width, height, isDark, isArticle);
  exporter.show(axes, labels, title);
  if (surface) exporter.showSurface(surface.elevation, surface.azimuth, surface.zoom, surface.seesThrough);
  const parts: BlobPart[] = [];
  const take = (piece: string) => void parts.push(piece);
  if (kind === "svg") return [exporter.svg()];
  if (kind === "png") return [exporter.png(scale) as Uint8Array<ArrayBuffer>];
  if (kind === "csv") exporter.csv(take);
  else if (kind === "json") exporter.json(take);
  else return [exporter.gif(...steps, rate, scale, (part: number) => say({ part: 0.1 + 0.9 * part })) as Uint8Array<ArrayBuffer>];
  return parts;
}

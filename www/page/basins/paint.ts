// What is painted on canvases of maps of basins: pixels as the figure gives them, and marks over them.
import type { BasinsView } from "@glue";
import type { Run } from "../run.js";

/** The size of letters (CSS px), and of the ring at the start. */
const LETTER = 11;
const RING = 4;

/** So many minima have letters on a map. */
const MOST_LETTERS = 12;

/** Puts an image of a canvas's size on it; where there is none the canvas is empty. */
function put(canvas: HTMLCanvasElement, bytes: Uint8Array | undefined): void {
  const { width, height } = canvas;
  if (bytes?.length !== 4 * width * height) canvas.getContext("2d")?.clearRect(0, 0, width, height);
  else canvas.getContext("2d")?.putImageData(new ImageData(new Uint8ClampedArray(bytes), width, height), 0, 0);
}

/** Whether a canvas shows something else than it is to show; from now on it does not. */
function isStale(canvas: HTMLCanvasElement, shows: string): boolean {
  if (canvas.dataset.shows === shows) return false;
  canvas.dataset.shows = shows;
  return true;
}

export function paintPixels(ground: HTMLElement, { epoch, columns, rows }: BasinsView, image: (place: number) => Uint8Array | undefined): void {
  const canvas = ground.querySelector<HTMLCanvasElement>(".pixels");
  if (canvas && isStale(canvas, `${epoch} ${columns} ${rows}`)) put(canvas, image(Number(ground.dataset.place)));
}

export function paintSamples(within: Element | null, { epoch }: BasinsView, sample: (code: number, width: number, height: number) => Uint8Array | undefined): void {
  for (const canvas of within?.querySelectorAll<HTMLCanvasElement>(".sample") ?? []) {
    const code = Number(canvas.dataset.code);
    if (isStale(canvas, `${epoch} ${code}`)) put(canvas, sample(code, canvas.width, canvas.height));
  }
}

/** The letters of minima, and a ring where the race starts. */
export function paintMarks(run: Run, ground: HTMLElement, { minima, epoch }: BasinsView): void {
  const canvas = ground.querySelector<HTMLCanvasElement>(".marks");
  const context = canvas?.getContext("2d");
  const { clientWidth: width, clientHeight: height } = ground;
  if (!canvas || !context || !width || !height) return;
  const start = run.controls?.start ?? [];
  const scale = Math.min(globalThis.devicePixelRatio || 1, 3);
  if (!isStale(canvas, [epoch, width, height, scale, start, minima.length].join(" "))) return;
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.font = `600 ${LETTER}px system-ui, sans-serif`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  // Dark on light rims: they are seen on every colour, light or dark.
  for (const { letters, place: [x, y] } of minima.slice(0, MOST_LETTERS)) {
    const at = [Math.min(Math.max(x * width, LETTER / 2), width - LETTER / 2), Math.min(Math.max(y * height, LETTER / 2), height - LETTER / 2)] as const;
    context.lineWidth = 3;
    context.strokeStyle = "#fff";
    context.strokeText(letters, ...at);
    context.fillStyle = "#10161f";
    context.fillText(letters, ...at);
  }
  const controls = run.controls;
  if (!controls) return;
  const part = (at: number, [low, high]: readonly [number, number]) => (at - low) / (high - low);
  const [x, y] = [part(controls.start[0], controls.view[0]) * width, (1 - part(controls.start[1], controls.view[1])) * height];
  for (const [color, line] of [["#fff", 4], ["#10161f", 1.6]] as const) {
    context.lineWidth = line;
    context.strokeStyle = color;
    context.beginPath();
    context.arc(x, y, RING, 0, 7);
    context.stroke();
  }
}

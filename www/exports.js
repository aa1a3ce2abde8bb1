// An element's run as a file. What makes it is a worker with a module of its own, which comes only then.
import { startWorker } from "@start";

/** @typedef {import("./page/export/request.js").Kind} Kind */
/** @typedef {import("./page/export/request.js").Answer} Answer */
/**
 * How a picture is drawn, and who follows.
 * @typedef {object} Options
 * @property {number} [width] In CSS px, 576 unless set; the height is three quarters of it unless set.
 * @property {number} [height]
 * @property {number} [scale] Pixels to the CSS px of a PNG, 1 to 4; 2 unless set.
 * @property {"map" | "surface"} [view] What a picture shows of the objective; the map unless set.
 * @property {number} [elevation] How far above the floor a surface is seen from, 0 to 90°; 50 unless set.
 * @property {number} [azimuth] Where around it, −180 to 180°; −50 unless set.
 * @property {number} [zoom] How many times as near, 0.5 to 8; 1 unless set.
 * @property {boolean} [seeThrough] Whether a surface lets through what it hides.
 * @property {boolean} [dark] For a dark page; as the element is unless set.
 * @property {boolean} [axes] Whether numbers stand at the edges.
 * @property {boolean} [labels] Whether racers are named.
 * @property {boolean} [title] Whether the objective is named above.
 * @property {number} [step] Of a picture; the step that is shown unless set.
 * @property {[number, number]} [steps] The first step and the last of an animation; all unless set.
 * @property {number} [rate] Frames a second; 16.7 unless set.
 * @property {(part: number) => void} [onprogress] Which part is made, 0 to 1.
 * @property {AbortSignal} [signal] Gives it up.
 */

const KINDS = ["png", "svg", "gif", "csv", "json"];
const PICTURES = ["png", "svg", "gif"];
const VIEWS = ["map", "surface"];

/** Why a value is refused; none if it is one of the `choices`. @param {string} name @param {unknown} value @param {string[]} choices */
const refusal = (name, value, choices) => (choices.includes(/** @type {string} */ (value)) ? undefined : new TypeError(`${name} is ${JSON.stringify(value)}; it must be one of ${choices.join(", ")}`));

/** A value as JSON without the characters that have a meaning in an address. @param {unknown} value */
const inAddress = (value) => JSON.stringify(value).replace(/[%&#]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`);

/**
 * The run at its step as a file.
 * @param {{ config: Record<string, unknown>, step: number, isDark: boolean, isArticle: boolean }} shown
 * @param {Kind} kind
 * @param {Options} [options]
 * @returns {Promise<File>}
 */
export async function exportRun({ config, step: shownStep, isDark, isArticle }, kind, options = {}) {
  const { view = "map", elevation = 50, azimuth = -50, zoom = 1, seeThrough = false } = options;
  const refused = refusal("kind", kind, KINDS) ?? refusal("view", view, VIEWS);
  if (refused) throw refused;
  const surface = view === "surface" && PICTURES.includes(kind) ? { elevation, azimuth, zoom, seesThrough: seeThrough } : undefined;
  const { width = 576, height = Math.round((width * 3) / 4), scale = kind === "png" ? 2 : 1, dark = isDark, axes = true, labels = true, title = false, step = shownStep, steps = [0, Number(config.steps)], rate = 16.7, onprogress, signal } = options;
  const fields = Object.entries({ ...config, step }).map(([name, value]) => `${name}=${typeof value === "string" ? value : inAddress(value)}`);
  /** @type {import("./page/export/request.js").Request} */
  const request = { kind, run: `#v1&${fields.join("&")}`, width, height, scale, surface, isDark: dark, isArticle, axes, labels, title, steps, rate };
  if (signal?.aborted) throw signal.reason;
  const worker = await startWorker();
  return new Promise((resolve, reject) => {
    /** @param {() => void} settle */
    const end = (settle) => {
      worker.terminate();
      signal?.removeEventListener("abort", abort);
      settle();
    };
    const abort = () => end(() => reject(signal?.reason));
    signal?.addEventListener("abort", abort);
    if (signal?.aborted) return abort();
    worker.onerror = (event) => end(() => reject(new Error(event.message || "The script of the export could not be started.")));
    worker.onmessage = (/** @type {MessageEvent<Answer>} */ { data }) => {
      if ("part" in data) onprogress?.(data.part);
      else if ("error" in data) end(() => reject(new Error(data.error)));
      else end(() => resolve(new File([data.file], data.name, { type: data.file.type })));
    };
    worker.postMessage(request);
  });
}

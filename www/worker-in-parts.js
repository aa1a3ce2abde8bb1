// The worker inside other scripts: bundlers warn of one that is so large.
import { trusted } from "./trusted.js";

/** @type {string | undefined} */
let url;

/** Starts a worker. */
export async function startWorker() {
  const parts = await Promise.all([import("@text-1"), import("@text-2"), import("@text-3")]);
  url ??= URL.createObjectURL(new Blob(parts.map(({ text }) => text), { type: "text/javascript" }));
  return new Worker(trusted(url));
}

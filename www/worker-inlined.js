// The worker inside the script, for bundlers leave files behind.
import text from "@worker-text";
import { trusted } from "./trusted.js";

/** @type {string | undefined} */
let url;

/** Starts a worker. Throws where the browser allows none. */
export function startWorker() {
  url ??= URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  return new Worker(trusted(url));
}

// The worker as a file beside this script.
import { trusted } from "./trusted.js";

/** Starts a worker. Throws where the browser allows none. */
export function startWorker() {
  const url = new URL("./worker.js", import.meta.url);
  // From another server it is not started, but a script that asks for it is.
  const isForeign = globalThis.location && url.origin !== location.origin && url.protocol.startsWith("http");
  return new Worker(trusted(isForeign ? text(`importScripts(${JSON.stringify(url.href)})`) : url.href));
}

/** @param {string} script */
const text = (script) => URL.createObjectURL(new Blob([script], { type: "text/javascript" }));

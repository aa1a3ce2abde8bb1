// The WebAssembly module as a file beside this script. The build writes its name and hash in here.
import { addressOf, get, mismatch } from "./files.js";

/** The bytes of the module, which are checked against its hash. Node, whose `fetch` takes no files, reads it. */
export async function wasm() {
  const url = addressOf(MODULE);
  // Not by an `import`, which bundlers would have to resolve.
  const files = url.protocol === "file:" && globalThis.process?.getBuiltinModule?.("node:fs/promises");
  if (files) return files.readFile(url);
  // What a cache has may be of another version.
  return attempt("default").catch(() => attempt("reload"));
}

/** @param {RequestCache} cache */
async function attempt(cache) {
  const bytes = await get(MODULE, { cache });
  // Where a page was not sent safely there is no digest, and the browser checks what it has kept.
  const digest = await globalThis.crypto?.subtle?.digest("SHA-384", bytes);
  const isOurs = digest ? `sha384-${btoa(String.fromCharCode(...new Uint8Array(digest)))}` === INTEGRITY : await get(MODULE, { cache: "force-cache", integrity: INTEGRITY }).then(() => true, () => false);
  if (!isOurs) throw await mismatch(MODULE);
  return bytes;
}

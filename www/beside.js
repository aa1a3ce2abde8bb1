// The engine's script as a file beside this one, of the same version.
import { addressOf, get, mismatch, refusal } from "./files.js";

const NAME = "engine.js";

/** @typedef {typeof import("./engine.js")} Engine */

/** The engine. What a cache has, or came to nothing, is asked for once more past the cache, under an address that is new to the document. @returns {Promise<Engine>} */
export async function engine() {
  const first = await import("@script").catch(() => undefined);
  if (first?.version === VERSION) return first;
  await get(NAME, { cache: "reload" }, "script");
  const url = addressOf(`${NAME}?${VERSION}`);
  const again = await import(url.href).catch(() => undefined);
  if (again?.version !== VERSION) throw (await refusal(NAME, url)) ?? (await mismatch(NAME));
  return again;
}

// The WebAssembly module inside two other scripts: bundlers warn of one that is so large.
import { unpack } from "./unpack.js";

/** The bytes of the module. */
export const wasm = async () => unpack((await Promise.all([import("@part-1"), import("@part-2")])).map(({ packed }) => packed));

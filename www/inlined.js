// The WebAssembly module inside the script.
import packed from "@packed";
import { unpack } from "./unpack.js";

/** The bytes of the module. */
export const wasm = () => unpack([packed]);

// A part of a WebAssembly module.

export { default as packed } from "@packed";

// The WebAssembly module inside the script: gzip, which the build writes as base64.
import packed from "@packed";

/** The bytes of the module. */
export async function wasm() {
  if (typeof DecompressionStream !== "function") {
    throw Object.assign(new Error("This figure needs DecompressionStream: Chrome 96, Firefox 113, Safari 16.4 or later."), { why: "decompression" });
  }
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}

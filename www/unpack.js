// A WebAssembly module that travels inside scripts: gzip, which the build writes as base64.

/** The bytes of the module, of its parts. @param {Uint8Array<ArrayBuffer>[]} parts */
export async function unpack(parts) {
  if (typeof DecompressionStream !== "function") {
    throw Object.assign(new Error("This figure needs DecompressionStream: Chrome 96, Firefox 113, Safari 16.4 or later."), { why: "decompression" });
  }
  const stream = new Blob(parts).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}

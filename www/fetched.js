// The WebAssembly module as a file beside this script. The build writes its name and hash in here.

/** The bytes of the module, which the browser checks against its hash. Node, whose `fetch` takes no files, reads it. */
export async function wasm() {
  const url = new URL(MODULE, import.meta.url);
  // Not by an `import`, which bundlers would have to resolve.
  const files = url.protocol === "file:" && globalThis.process?.getBuiltinModule?.("node:fs/promises");
  if (files) return files.readFile(url);
  const response = await fetch(url, { integrity: INTEGRITY });
  if (!response.ok) throw new Error(`${response.status} ${response.url}`);
  return response.arrayBuffer();
}

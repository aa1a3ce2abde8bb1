// What build.mjs puts in the place of imports that begin with `@`, and of names in capitals.

/** The name of the module's file, and what a browser checks it against. */
declare const MODULE: string;
declare const INTEGRITY: string;
/** The version of the scripts: one for each content that they have had. */
declare const VERSION: string;

/** Node's, where it is Node that runs the script. */
declare var process: { getBuiltinModule?(name: "node:fs/promises"): { readFile(url: URL): Promise<BufferSource> } } | undefined;

declare module "@packed" {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}

declare module "*.css" {
  const styles: string;
  export default styles;
}

declare module "@worker-text" {
  const script: string;
  export default script;
}

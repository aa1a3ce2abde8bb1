// Makes the scripts and styles of the package from those of this folder, and puts the modules beside
// them: `node build.mjs <folder of the modules> <folder of the package>`.
//
// The first has a folder for each module: wasm-bindgen's script `glue.js` and, through wasm-opt,
// `glue_bg.wasm`. In the scripts of this folder, imports that begin with `@` stand for what differs
// from one script of the package to the other: the module, and the way to it.
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { argv } from "node:process";
import { gzipSync } from "node:zlib";
import * as esbuild from "esbuild";

const [modules, out] = argv.slice(2).map((folder) => resolve(folder));

/** Those that have all of WebAssembly SIMD, reference types, constructed style sheets and DecompressionStream. */
const OLDEST_BROWSERS = ["chrome96", "firefox113", "safari16.4"];

/** @type {esbuild.BuildOptions} */
const COMMON = { minify: true, charset: "utf8", logLevel: "warning", target: OLDEST_BROWSERS };

/** A figure is freed by its element. A browser that did so late would call into a module that has died of a trap. */
const NO_FINALIZERS = { FinalizationRegistry: "undefined" };

const here = (/** @type {string} */ name) => join(import.meta.dirname, name);
/** wasm-bindgen's script for a module. @param {string} module */
const glue = (module) => join(modules, module, "glue.js");

/**
 * Makes one script of the package.
 * @param {string} from @param {string} to
 * @param {Record<string, string>} imports Which file an import that begins with `@` is; one that begins
 * with `./` is a script of the package, and stays outside of this one.
 * @param {esbuild.BuildOptions} [options]
 */
async function script(from, to, imports, options) {
  /** @type {esbuild.Plugin} */
  const chosen = {
    name: "chosen",
    setup(build) {
      build.onResolve({ filter: /^@/ }, ({ path }) => {
        if (path === "@packed") return { path: imports[path], namespace: "packed" };
        return { path: imports[path], external: imports[path].startsWith("./") };
      });
      build.onLoad({ filter: /$/, namespace: "packed" }, async ({ path }) => {
        return { contents: gzipSync(await readFile(path), { level: 9 }), loader: "binary" };
      });
    },
  };
  await esbuild.build({
    ...COMMON,
    entryPoints: [here(from)],
    outfile: join(out, to),
    bundle: true,
    format: "esm",
    plugins: [chosen],
    ...options,
  });
}

/** What a script takes that fetches a module, which becomes a file of the package. @param {string} module @param {string} file */
async function fetched(module, file) {
  const bytes = await readFile(join(modules, module, "glue_bg.wasm"));
  await writeFile(join(out, file), bytes);
  const integrity = `sha384-${createHash("sha384").update(bytes).digest("base64")}`;
  return {
    imports: { "@module": here("fetched.js") },
    define: { MODULE: JSON.stringify(file), INTEGRITY: JSON.stringify(integrity) },
  };
}

/** What a script takes that has a module in it. @param {string} module */
const inlined = (module) => ({ "@module": here("inlined.js"), "@packed": join(modules, module, "glue_bg.wasm") });

// Programs.
const program = await fetched("runner", "downhill_bg.wasm");
const api = { "@api": glue("runner") };
await script("downhill.js", "downhill.js", { ...api, ...program.imports }, { define: program.define });
await script("downhill.js", "downhill.bundled.js", { ...api, ...inlined("runner") });

// Posts. What loads at once is one script each, for one that is found by another comes later.
const engine = await fetched("figure", "engine_bg.wasm");
await script("engine.js", "engine.js", { "@glue": glue("figure") }, { define: NO_FINALIZERS });
const element = { ...engine.imports, "@element": here("element.js"), "@engine": "./engine.js" };
await script("element.js", "element.js", element, { define: engine.define });
await script("define.js", "define.js", element, { define: engine.define });
// Bundlers move scripts, and leave behind a module that is a file.
const bundled = { "@module": here("bundled.js"), "@inlined": "./module.bundled.js", "@engine": "./engine.js" };
await script("inlined.js", "module.bundled.js", inlined("figure"));
await script("element.js", "element.bundled.js", bundled);
await script("define.js", "define.bundled.js", { "@element": "./element.bundled.js" });

// A frame: one classic script. In a sandbox and from a file, browsers load no others.
const frame = {
  ...inlined("frame"),
  "@glue": glue("frame"),
  "@frame": glue("frame"),
  "@element": here("element.js"),
  "@engine": here("engine.js"),
};
await script("embed.js", "embed.js", frame, { define: NO_FINALIZERS, format: "iife" });

// The page.
const page = await fetched("playground", "playground_bg.wasm");
const define = { ...page.define, ...NO_FINALIZERS };
await script("page/page.ts", "page.js", { ...page.imports, "@glue": glue("playground") }, { define });

// Its document, which allows the script and the styles that stand in it by their hashes.
let document = await readFile(here("embed.html"), "utf8");
/** A script or styles as they stand in a document. @param {string} name */
const minified = async (name) => {
  const { outputFiles } = await esbuild.build({ ...COMMON, entryPoints: [here(name)], write: false });
  return outputFiles[0].text.trim();
};
/** @param {string} name @param {string} hash What stands for its hash. */
const inline = async (name, hash) => {
  const text = await minified(name);
  const digest = createHash("sha256").update(text).digest("base64");
  document = document.replace(`/* ${name} */`, () => text).replace(hash, `'sha256-${digest}'`);
};
await inline("embed.css", "STYLE_HASH");
await inline("load-embed.js", "SCRIPT_HASH");
await writeFile(join(out, "embed.html"), document);

// What is not put together of others.
await esbuild.build({ ...COMMON, entryPoints: [here("embed-height.js")], outdir: out });
await esbuild.build({ ...COMMON, entryPoints: [here("page/page.css")], outdir: out, bundle: true });

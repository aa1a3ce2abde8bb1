// Makes the scripts and styles of the package from those of this folder, and puts the modules beside
// them: `node build.mjs <folder of the modules> <folder of the package>`.
//
// The first has a folder for each module: wasm-bindgen's script `glue.js` and, through wasm-opt,
// `glue_bg.wasm`. In the scripts of this folder, imports that begin with `@` stand for what differs
// from one script of the package to the other: the module, and the way to it.
import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { argv } from "node:process";
import { gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import { editors } from "./editors.mjs";

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

/** One for each content of the scripts and of what is in a post's module. */
async function contentVersion() {
  const names = (await readdir(import.meta.dirname)).filter((name) => name.endsWith(".js")).sort();
  const hash = createHash("sha256");
  for (const path of [...names.map(here), glue("figure"), join(modules, "figure", "glue_bg.wasm")]) hash.update(await readFile(path));
  return hash.digest("hex").slice(0, 12);
}
const VERSION = JSON.stringify(await contentVersion());

/** One part of so many, such as `1/3`; the whole where none is named. @template {string | Buffer} T @param {T} whole @param {string} [part] @returns {T} */
function piece(whole, part = "1/1") {
  const [number, count] = part.split("/").map(Number);
  const length = Math.ceil(whole.length / count);
  return /** @type {T} */ (whole.slice((number - 1) * length, number * length));
}

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
        if (path === "@packed" || path === "@worker-text") return { path: imports[path], namespace: path };
        return { path: imports[path], external: imports[path].startsWith("./") };
      });
      // Styles of a script are a text in it.
      build.onLoad({ filter: /\.css$/ }, async ({ path }) => {
        const { outputFiles } = await esbuild.build({ ...COMMON, entryPoints: [path], bundle: true, write: false });
        return { contents: outputFiles[0].text.trim(), loader: "text" };
      });
      build.onLoad({ filter: /$/, namespace: "@worker-text" }, async ({ path }) => {
        const [file, part] = path.split("#");
        return { contents: piece((await readFile(file, "utf8")).trim(), part), loader: "text" };
      });
      build.onLoad({ filter: /$/, namespace: "@packed" }, async ({ path }) => {
        const [module, part] = path.split("#");
        return { contents: piece(gzipSync(await readFile(module), { level: 9 }), part), loader: "binary" };
      });
    },
  };
  await esbuild.build({
    ...COMMON,
    entryPoints: [here(from)],
    outfile: resolve(out, to),
    bundle: true,
    format: "esm",
    plugins: [chosen],
    inject: [here("clock.js")],
    ...options,
    define: { VERSION, ...options?.define },
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

// Programs, and the worker that computes sweeps and maps for them and for the page.
const program = await fetched("runner", "downhill_bg.wasm");
const api = { "@api": glue("runner") };
await script("worker.js", "worker.js", api, { format: "iife" });
const worker = { "@worker": here("worker-file.js") };
await script("downhill.js", "downhill.js", { ...api, ...worker, ...program.imports }, { define: program.define });
await script("jobs.js", "jobs.js", { ...worker, ...program.imports, "@downhill": "./downhill.js" }, { define: program.define });
const inlinedWorker = { "@worker": here("worker-inlined.js"), "@worker-text": join(out, "worker.js") };
await script("downhill.js", "downhill.bundled.js", { ...api, ...inlinedWorker, ...inlined("runner") });

// Posts. What loads at once is one script each, for one that is found by another comes later.
const engine = await fetched("figure", "engine_bg.wasm");
await script("engine.js", "engine.js", { "@glue": glue("figure") }, { define: NO_FINALIZERS });
// A panel beneath a picture: the page's module and its scripts.
const page = await fetched("playground", "playground_bg.wasm");
const files = { "@exports": "./exports.js" };
const panels = { ...files, "@glue": glue("playground"), "@jobs": "./jobs.js" };
await script("panels.js", "panels.js", { ...panels, ...page.imports }, { define: { ...page.define, ...NO_FINALIZERS } });
await script("exports.js", "exports.js", { "@start": here("page/export/start.ts") });
const element = { ...files, "@panels": here("panels-beside.js"), "@panels-script": "./panels.js", ...engine.imports, "@element": here("element.js"), "@engine": here("beside.js"), "@script": "./engine.js" };
await script("element.js", "element.js", element, { define: engine.define });
await script("define.js", "define.js", element, { define: engine.define });
// Bundlers move scripts, and leave behind a module that is a file.
const exporting = { "@exporter": glue("export") };
const exportWorker = join(modules, "export", "worker.js");
await script("page/export/worker.ts", exportWorker, { ...exporting, ...inlined("export") }, { format: "iife", define: NO_FINALIZERS });
for (const part of [1, 2, 3]) await script("text-part.js", `export-${part}.bundled.js`, { "@worker-text": `${exportWorker}#${part}/3` });
const exportParts = { "@text-1": "./export-1.bundled.js", "@text-2": "./export-2.bundled.js", "@text-3": "./export-3.bundled.js" };
await script("exports.js", "exports.bundled.js", { "@start": here("worker-in-parts.js"), ...exportParts });
const bundledFiles = { "@exports": "./exports.bundled.js" };
for (const part of [1, 2]) await script("part.js", `playground-${part}.bundled.js`, { "@packed": `${join(modules, "playground", "glue_bg.wasm")}#${part}/2` });
const inParts = { "@module": here("parts.js"), "@part-1": "./playground-1.bundled.js", "@part-2": "./playground-2.bundled.js" };
await script("panels.js", "panels.bundled.js", { ...panels, ...bundledFiles, ...inParts, "@jobs": "./jobs.bundled.js" }, { define: NO_FINALIZERS });
await script("jobs.js", "jobs.bundled.js", { ...inlinedWorker, ...inlined("runner"), "@downhill": "./downhill.bundled.js" });
const bundled = { ...bundledFiles, "@panels": here("panels-script.js"), "@panels-script": "./panels.bundled.js", "@module": here("bundled.js"), "@inlined": "./module.bundled.js", "@engine": here("script.js"), "@script": "./engine.js" };
await script("inlined.js", "module.bundled.js", inlined("figure"));
await script("element.js", "element.bundled.js", bundled);
await script("define.js", "define.bundled.js", { "@element": "./element.bundled.js" });
// In React's server components: what they import does not reach the browser, and nothing would say so.
const refused = 'Import downhill-race in a component that begins with "use client": a server component does not reach the browser.';
await writeFile(join(out, "define.server.js"), `throw new Error(${JSON.stringify(refused)});\n`);

// A frame: one classic script. In a sandbox and from a file, browsers load no others.
const frame = {
  "@exports": here("exports-none.js"),
  "@panels": here("panels-none.js"),
  ...inlined("frame"),
  "@glue": glue("frame"),
  "@frame": glue("frame"),
  "@element": here("element.js"),
  "@engine": here("script.js"),
  "@script": here("engine.js"),
};
await script("embed.js", "embed.js", frame, { define: NO_FINALIZERS, format: "iife" });

// The page.
// What it needs for some of its panels is loaded when they are opened.
const define = { ...page.define, ...NO_FINALIZERS };
await script("page/page.ts", "page.js", { ...page.imports, ...panels }, { define });
// Its worker, which is asked for when something is exported.
const exporter = await fetched("export", "export_bg.wasm");
await script("page/export/worker.ts", "export.js", { ...exporter.imports, ...exporting }, { define: { ...exporter.define, ...NO_FINALIZERS } });

// Its document, which allows the script and the styles that stand in it by their hashes.
/** Puts a file's text where a document names it in a comment. @param {string} document @param {string} name @param {string} text */
const put = (document, name, text) => {
  // What would end the element, or keep its end from being seen.
  if (/<!--|<\/?(script|style)/i.test(text)) throw new Error(`${name} cannot stand in HTML`);
  return document.replace(`/* ${name} */`, () => text);
};
/** @param {string} name */
const minified = async (name) => {
  const { outputFiles } = await esbuild.build({ ...COMMON, entryPoints: [here(name)], write: false });
  return outputFiles[0].text.trim();
};
const styles = await minified("embed.css");
let document = await readFile(here("embed.html"), "utf8");
for (const [name, text, hash] of [
  ["embed.css", styles, "STYLE_HASH"],
  ["load-embed.js", await minified("load-embed.js"), "SCRIPT_HASH"],
]) {
  document = put(document, name, text).replace(hash, `'sha256-${createHash("sha256").update(text).digest("base64")}'`);
}
await writeFile(join(out, "embed.html"), document);

// The same in one file.
const whole = put(await readFile(here("race.html"), "utf8"), "embed.css", styles);
const text = await readFile(join(out, "embed.js"), "utf8");
await writeFile(join(out, "race.html"), put(whole, "embed.js", text.trim()));

// What editors know of the element, from the manifest.
for (const [name, data] of Object.entries(editors(JSON.parse(await readFile(here("custom-elements.json"), "utf8"))))) {
  await writeFile(join(out, name), `${JSON.stringify(data, null, 2)}\n`);
}

// What is not put together of others.
await esbuild.build({ ...COMMON, entryPoints: ["embed-height.js", "place.css"].map(here), outdir: out });
await esbuild.build({ ...COMMON, entryPoints: [here("page/page.css")], outdir: out, bundle: true });

// The package in Node: no DOM, and `init` is given the bytes.
import "downhill-race/define";
import { DownhillRace } from "downhill-race/element";
import { readFile } from "node:fs/promises";
import { place } from "./place.js";

if (DownhillRace.observedAttributes.length === 0) throw new Error("the element has no attributes");
console.log(await place({ module_or_path: await readFile(new URL(import.meta.resolve("downhill-race/wasm"))) }));

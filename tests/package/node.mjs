// The package in Node, without DOM: `init` finds its module by itself, or with the word `bytes` it is
// given what it is made of.
import "downhill-race/define";
import { DownhillRace } from "downhill-race/element";
import { readFile } from "node:fs/promises";
import { argv } from "node:process";
import { place } from "./place.js";

if (DownhillRace.observedAttributes.length === 0) throw new Error("the element has no attributes");
const bytes = () => readFile(new URL(import.meta.resolve("downhill-race/wasm")));
console.log(await place(argv[2] === "bytes" ? { module_or_path: await bytes() } : undefined));

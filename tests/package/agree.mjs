// Whether types, custom-elements.json and README say of the element what its class has:
// `node agree.mjs <folder of typescript>`. It prints what does not agree.
import { DownhillRace } from "downhill-race/element";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const ts = createRequire(import.meta.url)(process.argv[2]);
const text = (name) => readFile(new URL(name, import.meta.resolve("downhill-race/package.json")), "utf8");

function compare(what, one, other) {
  const [these, those] = [new Set(one), new Set(other)];
  for (const name of these) if (!those.has(name)) console.log(`${what}: ${name} is in the first only`);
  for (const name of those) if (!these.has(name)) console.log(`${what}: ${name} is in the second only`);
}

// The class. Callbacks are the browser's.
const found = new Map();
for (let type = DownhillRace; type !== Function.prototype; type = Object.getPrototypeOf(type)) {
  for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(type.prototype))) {
    if (name === "constructor" || name.endsWith("Callback")) continue;
    found.set(name, property.get ? (property.set ? "settable" : "readonly") : "method");
  }
}

// It can be set, which changes nothing.
found.set("ready", "readonly");

// The manifest.
const [{ declarations }] = JSON.parse(await text("custom-elements.json")).modules;
const [manifest] = declarations;
const names = (list) => list.map(({ name }) => name);
const kind = ({ kind, readonly }) => (kind === "method" ? "method" : readonly ? "readonly" : "settable");
compare("members of class and manifest", [...found.keys()], names(manifest.members));
for (const member of manifest.members) {
  if (found.get(member.name) !== kind(member)) console.log(`${member.name} is ${found.get(member.name)}`);
}
// Like a video's, `autoplay` counts when the figure begins; `shownstep` is what a server writes of a property.
const observed = DownhillRace.observedAttributes.filter((name) => name !== "shownstep");
compare("attributes", [...observed, "autoplay"], names(manifest.attributes));

// The types.
const source = ts.createSourceFile("element.d.ts", await text("element.d.ts"), ts.ScriptTarget.Latest);
const declared = new Map();
for (const statement of source.statements) {
  if (!statement.name) continue;
  const members = (statement.members ?? []).filter(
    ({ modifiers }) => !modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword),
  );
  const setters = new Set(members.filter(ts.isSetAccessor).map((member) => member.name.text));
  const kinds = members.map((member) => {
    const readonly = ts.isGetAccessor(member) ? !setters.has(member.name.text) : member.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ReadonlyKeyword);
    return [member.name.text, ts.isMethodDeclaration(member) ? "method" : readonly ? "readonly" : "settable"];
  });
  declared.set(statement.name.text, new Map(kinds));
}
const types = declared.get("DownhillRace");
compare("members of class and types", [...found.keys()], [...types.keys()]);
for (const [name, kind] of types) if (found.get(name) !== kind) console.log(`${name} is ${found.get(name)}`);
// What markup takes in JSX and in templates; `lang` is every element's.
const markup = [...declared.get("DownhillAttributes").keys(), "lang"];
compare("attributes of types and manifest", markup, names(manifest.attributes));
const attributes = new Set(manifest.attributes.map(({ fieldName }) => fieldName));
const properties = [...types].filter(([name, kind]) => kind === "settable" && (!attributes.has(name) || name === "shownStep"));
compare("properties", declared.get("DownhillProperties").keys(), names(properties.map(([name]) => ({ name }))));
compare("events", [...declared.get("DownhillEvents").keys()], names(manifest.events));

// The README.
const readme = await text("README.md");
const { members, events, cssParts, cssProperties } = manifest;
for (const name of names([...manifest.attributes, ...members, ...events, ...cssParts, ...cssProperties])) {
  const word = new RegExp(`\`${name}[\`(]`);
  if (name !== "lang" && !word.test(readme)) console.log(`README.md does not tell of ${name}`);
}

// What editors read.
const custom = JSON.parse(await text("html-custom-data.json"));
compare("tags for editors", names(custom.tags), ["downhill-race"]);
compare("attributes for editors", names(custom.tags[0].attributes), names(manifest.attributes));
const webTypes = JSON.parse(await text("web-types.json"));
const [element] = webTypes.contributions.html.elements;
compare("attributes of web types", names(element.attributes), names(manifest.attributes));
compare("events of web types", names(element.js.events), names(events));
compare("properties of web types", names(element.js.properties), names(members.filter(({ kind }) => kind === "field")));
const { name, version, "web-types": place } = JSON.parse(await text("package.json"));
compare("web types and package", [webTypes.name, webTypes.version, "web-types.json"], [name, version, place]);

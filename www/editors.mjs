// What editors read of the element, made from custom-elements.json: VS Code's custom data for HTML, and the
// web types of JetBrains' editors.
import { readFileSync } from "node:fs";

const own = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8"));

/** The values of a type that is a list of texts: `"full" | "minimal"`. @param {string} text */
function choices(text) {
  const found = text.split(" | ").filter((part) => part !== "null");
  return found.every((part) => part.startsWith('"')) ? found.map((part) => part.slice(1, -1)) : undefined;
}

/**
 * The files by their names.
 * @param {{ modules: { declarations: any[] }[] }} manifest
 */
export function editors(manifest) {
  const [element] = manifest.modules[0].declarations;
  const { tagName: name, attributes, members, events, slots, cssParts, cssProperties } = element;
  const description = `${element.summary} ${element.description}`;
  const named = (/** @type {{ name: string, description: string }} */ { name, description }) => ({ name, description });
  const isBoolean = (/** @type {any} */ { type }) => type.text === "boolean";
  return {
    "html-custom-data.json": {
      version: 1.1,
      tags: [
        {
          name,
          description,
          attributes: attributes.map((/** @type {any} */ attribute) => {
            const values = choices(attribute.type.text)?.map((name) => ({ name }));
            return { ...named(attribute), ...(isBoolean(attribute) ? { valueSet: "v" } : values ? { values } : {}) };
          }),
        },
      ],
    },
    "web-types.json": {
      $schema: "https://json.schemastore.org/web-types",
      name: own.name,
      version: own.version,
      "description-markup": "markdown",
      contributions: {
        html: {
          elements: [
            {
              name,
              description,
              attributes: attributes.map((/** @type {any} */ attribute) => ({
                ...named(attribute),
                value: { type: attribute.type.text, required: !isBoolean(attribute) },
                ...(attribute.default ? { default: attribute.default } : {}),
              })),
              slots: slots.map(named),
              js: {
                properties: members
                  .filter((/** @type {any} */ { kind }) => kind === "field")
                  .map((/** @type {any} */ member) => ({ ...named(member), value: { type: member.type.text }, ...(member.readonly ? { "read-only": true } : {}) })),
                events: events.map(named),
              },
              css: { parts: cssParts.map(named), properties: cssProperties.map(named) },
            },
          ],
        },
      },
    },
  };
}

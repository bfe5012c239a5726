/** A basket as the file that the catalogue keeps of shared ones: `catalog/baskets/<id>.yml`. */

import { printable } from "../access/literals.js";

/** @typedef {import("./baskets.js").Basket} Basket */

/**
 * The name of the file and its text. The title and the notes are those of one language: an editor adds the other.
 * @param {Basket} basket
 * @param {"fr" | "en"} lang
 * @param {string} today ISO date
 */
export function proposal(basket, lang, today) {
  const id = idOf(basket.name);
  const lines = [
    `id: ${id}`,
    ...text("title", basket.name, lang, ""),
    ...(basket.note ? text("description", basket.note, lang, "") : []),
    'author: ""',
    `created: "${today}"`,
    `updated: "${today}"`,
    "datasets:",
    ...basket.choices.flatMap(({ id: dataset, note }) => [`  - dataset: ${dataset}`, ...(note ? text("note", note, lang, "    ") : [])]),
  ];
  return { file: `${id}.yml`, text: `${lines.join("\n")}\n` };
}

/**
 * Lower case, digits and hyphens, three letters at least.
 * @param {string} name
 */
function idOf(name) {
  const plain = name.normalize("NFKD").replace(/\p{Mark}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  return plain.slice(0, 60).replace(/-+$/, "").length >= 3 ? plain.slice(0, 60).replace(/-+$/, "") : `basket-${plain || "new"}`;
}

/**
 * @param {string} field
 * @param {string} said
 * @param {"fr" | "en"} lang
 * @param {string} indent
 */
function text(field, said, lang, indent) {
  // A JSON string without control characters is a double-quoted string of YAML too.
  return [`${indent}${field}:`, `${indent}  ${lang}: ${JSON.stringify(printable(said).replace(/\s+/g, " ").trim())}`];
}

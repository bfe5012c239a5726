/** Why a dataset was found, in words: "salinité → Salinité de la mer", "« tempête » dans la notice". */

import { fill } from "../../words.js";

/** @typedef {import("../../discovery/ask.js").Asked} Asked */

/**
 * A line of reasons, or null when there is nothing to explain.
 * @param {number} row
 * @param {Asked} asked
 * @param {import("../../discovery/titles.js").Source} source
 * @param {Record<string, string>} words
 * @returns {HTMLElement | null}
 */
export function whyOf(row, asked, { columns, tree }, words) {
  const { parts, words: said } = asked.why(row);
  /** @type {(string | HTMLElement)[][]} */
  const reasons = parts.map((part) => {
    const label = ownLabel(columns, row, asked.variables(part)) || partLabel(part, words);
    return same(part.text, label) ? [strong(part.text)] : [strong(part.text), ` → ${label}`];
  });
  if (said.length) reasons.push([fill(words["why-words"], { words: [...new Set(said)].join(", ") })]);
  if (!reasons.length) {
    for (const part of asked.parts) {
      const label = neighbour(columns, tree, row, asked.variables(part));
      if (label) reasons.push([strong(part.text), ` ≈ ${label}`]);
    }
  }
  if (!reasons.length) return null;
  const line = document.createElement("p");
  line.className = "card-why";
  line.append(`${words.why ?? ""} `);
  reasons.forEach((pieces, i) => line.append(...(i ? [" · "] : []), ...pieces));
  return line;
}

/**
 * What a part was taken for, in words.
 * @param {import("../../discovery/ask.js").Part} part
 * @param {Record<string, string>} words
 */
export function partLabel(part, words) {
  const { kind, label, text, value } = part;
  if (kind === "access") return (value.ids ?? []).map((id) => words[`access.${id}`] ?? id).join(", ") || text;
  if (kind !== "period") return label || text;
  const [from, to] = [value.start, value.end].map((day) => day?.slice(0, 4) ?? null);
  if (from && to) return from === to ? from : `${from} – ${to}`;
  return from ? fill(words["script-from"], { n: from }) : fill(words["script-to"], { n: to ?? "" });
}

/**
 * The label of the row's own variable among those that a concept stands for: the narrower one that it carries.
 * @param {import("../../discovery/select.js").Columns} columns
 * @param {number} row
 * @param {readonly string[]} ids
 */
function ownLabel(columns, row, ids) {
  const { options, labels, offsets, values } = columns.facets.variable;
  const end = offsets[row + 1] ?? 0;
  let best = ids.length;
  let label = "";
  for (let at = offsets[row] ?? 0; at < end; at++) {
    const option = values[at] ?? 0;
    const place = ids.indexOf(options[option] ?? "");
    if (place >= 0 && place < best) [best, label] = [place, labels[option] ?? ""];
  }
  return label;
}

/**
 * The label of the row's variable that shares a sub-domain with those asked for.
 * @param {import("../../discovery/select.js").Columns} columns
 * @param {import("../../discovery/select.js").Tree} tree
 * @param {number} row
 * @param {readonly string[]} ids
 */
function neighbour({ facets: { variable } }, tree, row, ids) {
  const groups = new Set(ids.flatMap((id) => tree.of[variable.options.indexOf(id)] ?? []));
  const end = variable.offsets[row + 1] ?? 0;
  for (let at = variable.offsets[row] ?? 0; at < end; at++) {
    const option = variable.values[at] ?? 0;
    if (tree.of[option]?.some((group) => groups.has(group))) return variable.labels[option] ?? "";
  }
  return "";
}

/**
 * @param {string} a
 * @param {string} b
 */
function same(a, b) {
  return a.localeCompare(b, undefined, { sensitivity: "base" }) === 0;
}

/** @param {string} text */
function strong(text) {
  const element = document.createElement("b");
  element.textContent = text;
  return element;
}

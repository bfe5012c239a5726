/** Fetches the columns of the catalogue, each file once. */

import { LABELLED } from "./card.js";
import { boxesOf } from "./geometry.js";
import { makeTable, periodOf } from "./table.js";
import { readWords } from "./words.js";

/** @typedef {{table: import("./table.js").Table, boxes: number[][], thisYear: number}} Loaded */

/**
 * Where the site's root is, from an element that says it in `data-root`, as an absolute address.
 * @param {Element} element
 */
export function rootOf(element) {
  return new URL(element.getAttribute("data-root") || "./", document.baseURI).href;
}

/**
 * The language of the page.
 * @param {Element} element
 */
export function langOf(element) {
  return element.getAttribute("data-lang") === "en" ? "en" : "fr";
}

/**
 * The table and the boxes, all files at once.
 * @param {Element} element a component with data-root, data-lang and data-words
 * @param {{summaries: boolean}} wanted the summaries are the largest file, and a map shows none
 * @returns {Promise<Loaded>}
 */
export async function loadCatalogue(element, wanted) {
  const root = rootOf(element);
  const lang = langOf(element);
  const [rows, boxes, labels, summaries] = await Promise.all(
    ["list", "boxes", `list-${lang}`, ...(wanted.summaries ? [`summaries-${lang}`] : [])].map((name) =>
      fetchJson(`${root}search/${name}.json`),
    ),
  );
  const words = readWords(element);
  const access = Object.fromEntries(["open", "account", "request", "embargo"].map((id) => [id, words[`access.${id}`] ?? id]));
  const table = makeTable(rows, labels, summaries ?? { texts: [], other: [] }, access, lang);
  // "Until now" is the year of the last update, as in the pages: a drawing must not depend on the day.
  const thisYear = table.updated.reduce((last, date) => Math.max(last, Number(date.slice(0, 4)) || 0), 2000);
  return { table, boxes, thisYear };
}

/**
 * What the card of a row says.
 * @param {Loaded} loaded
 * @param {number} row
 * @returns {import("./card.js").CardValues}
 */
export function cardOf({ table, boxes }, row) {
  const variables = (table.cells.variable[row] ?? []).map((option) => ({
    id: table.options.variable[option] ?? "",
    label: table.labels.variable[option] ?? "",
  }));
  const labels = LABELLED.map((facet) => [facet, (table.cells[facet][row] ?? []).map((option) => table.labels[facet][option]).join(", ")]);
  return {
    id: table.ids[row] ?? "",
    title: table.titles[row] ?? "",
    titleInOther: table.titlesInOther.has(row),
    summary: table.summaries[row] ?? "",
    summaryInOther: table.summariesInOther.has(row),
    compartment: table.options.compartment[table.cells.compartment[row]?.[0] ?? -1] ?? "",
    boxes: boxesOf(boxes[row]),
    period: periodOf(table, row),
    variables,
    variableCount: variables.length,
    labels: Object.fromEntries(labels),
  };
}

/** @param {string} address */
export async function fetchJson(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: the answer is ${answer.status}, a JSON file was expected`);
  return answer.json();
}

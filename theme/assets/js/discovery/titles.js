/** The plain lists of the catalogue as a source of results: words found in titles, sentences and names of variables. [I/O] */

import { cardOf, loadCatalogue } from "../catalogue.js";
import { wordsOf } from "../fold.js";
import { FACETS } from "../query-state.js";
import { nothingAsked } from "./ask.js";

/** @typedef {import("./select.js").Columns} Columns */
/** @typedef {import("./select.js").Column} Column */
/** @typedef {import("./ask.js").Asked} Asked */
/**
 * @typedef {object} Source where the page takes its data from
 * @property {Columns} columns
 * @property {import("./select.js").Tree & {labels: readonly string[]}} tree
 * @property {number} thisYear what an open end reaches to
 * @property {boolean} reduced whether it only knows titles, because better data could not be loaded
 * @property {() => Promise<void>} loadYears fills `columns.years`
 * @property {() => Promise<void>} loadBoxes fills `columns.boxes`
 * @property {() => Promise<void>} loadOrder fills `columns.updated` and `columns.complete`
 * @property {(rows: readonly number[]) => Promise<import("../card.js").CardValues[]>} cards
 * @property {(text: string, plain: boolean, today: string) => Promise<Asked>} ask
 */

/**
 * @param {Element} element a component with data-root, data-lang and data-words
 * @param {TreeFile} tree
 * @returns {Promise<Source>}
 */
export async function openTitles(element, tree) {
  const loaded = await loadCatalogue(element, { summaries: true });
  const { table, boxes } = loaded;
  const flat = boxes.map((row) => row ?? []);
  const side = (/** @type {number} */ at) => Float32Array.from(flat.flatMap((row) => row.filter((_, i) => i % 4 === at)));
  /** @type {Columns} */
  const columns = {
    size: table.size,
    live: new Uint8Array(table.size).fill(1),
    facets: /** @type {Record<import("../query-state.js").Facet, Column>} */ (
      Object.fromEntries(FACETS.map((facet) => [facet, columnOf(table.options[facet], table.labels[facet], table.cells[facet])]))
    ),
    updated: table.updated.map((date) => Date.parse(date) / 86_400_000 || 0),
    complete: new Uint8Array(table.size),
    years: { start: table.start, end: table.end },
    boxes: { offsets: offsetsOf(flat.map((row) => Math.floor(row.length / 4))), west: side(0), south: side(1), east: side(2), north: side(3) },
  };
  return {
    columns,
    tree: treeOf(tree, table.options.variable),
    thisYear: loaded.thisYear,
    reduced: true,
    loadYears: async () => {},
    loadBoxes: async () => {},
    loadOrder: async () => {},
    cards: async (rows) => rows.map((row) => cardOf(loaded, row)),
    ask: async (text) => asked(table.texts(), wordsOf(text)),
  };
}

/**
 * The rows whose text has most of the words: all that have as many as the best.
 * @param {readonly string[]} texts folded
 * @param {readonly string[]} words folded
 * @returns {Asked}
 */
export function asked(texts, words) {
  const scores = Float64Array.from(texts, (text) => words.filter((word) => text.includes(word)).length);
  const best = scores.reduce((a, b) => Math.max(a, b), 0);
  const hits = Uint8Array.from(scores, (score) => Number(best > 0 && score === best));
  return { ...nothingAsked(), scores, hits, why: (row) => ({ parts: [], words: words.filter((word) => texts[row]?.includes(word)) }) };
}

/** @typedef {{subdomains: {id: string, label: string}[], of: Record<string, number[]>, year: number}} TreeFile /search/tree-<lang>.json */

/**
 * @param {TreeFile} file
 * @param {readonly string[]} variables ids, by the rows of the facet
 */
export function treeOf(file, variables) {
  return {
    groups: file.subdomains.map(({ id }) => id),
    labels: file.subdomains.map(({ label }) => label),
    of: variables.map((id) => (Object.hasOwn(file.of, id) ? (file.of[id] ?? []) : [])),
  };
}

/**
 * @param {readonly string[]} options
 * @param {readonly string[]} labels
 * @param {readonly (readonly number[])[]} cells
 * @returns {Column}
 */
function columnOf(options, labels, cells) {
  return { options, labels, offsets: offsetsOf(cells.map((row) => row.length)), values: Uint32Array.from(cells.flat()) };
}

/**
 * Where the values of each row start, from how many it has.
 * @param {readonly number[]} counts
 */
function offsetsOf(counts) {
  const offsets = new Uint32Array(counts.length + 1);
  counts.forEach((count, i) => {
    offsets[i + 1] = (offsets[i] ?? 0) + count;
  });
  return offsets;
}

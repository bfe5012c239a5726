/** Which rows a state keeps, in which order, and how many each option would give. */

import { wordsOf } from "./fold.js";
import { FACETS } from "./query-state.js";
import { UNKNOWN } from "./table.js";

/** @typedef {import("./query-state.js").State} State */
/** @typedef {import("./query-state.js").Facet} Facet */
/** @typedef {import("./table.js").Table} Table */
/**
 * @typedef {object} Found
 * @property {number[]} rows in the order asked for
 * @property {Record<Facet, Uint32Array>} counts for each option, the rows it has among those that the other facets
 *   keep: what one would see after choosing it
 */

/**
 * Options of one facet widen (this or that), facets narrow each other. One pass over the rows: a row that fails one
 * facet only still counts for the options of that facet.
 * @param {Table} table
 * @param {State} state
 * @returns {Found}
 */
export function find(table, state) {
  const wanted = FACETS.map((facet) => choices(table, state, facet));
  const counts = FACETS.map((facet) => new Uint32Array(table.options[facet].length));
  const words = wordsOf(state.q);
  const texts = words.length ? table.texts() : [];
  const kept = new Uint8Array(table.size);
  for (let row = 0; row < table.size; row++) {
    if (!inPeriod(table, row, state) || !words.every((word) => texts[row]?.includes(word))) continue;
    let failed = -1;
    let failures = 0;
    for (let f = 0; f < FACETS.length && failures < 2; f++) {
      const chosen = wanted[f];
      if (!chosen || table.cells[FACETS[f] ?? "access"][row]?.some((option) => chosen[option])) continue;
      failures++;
      failed = f;
    }
    if (failures === 0) {
      kept[row] = 1;
      for (let f = 0; f < FACETS.length; f++) count(counts[f], table.cells[FACETS[f] ?? "access"][row]);
    } else if (failures === 1) count(counts[failed], table.cells[FACETS[failed] ?? "access"][row]);
  }
  return {
    rows: ordered(table, state).filter((row) => kept[row]),
    counts: /** @type {Record<Facet, Uint32Array>} */ (Object.fromEntries(FACETS.map((facet, f) => [facet, counts[f]]))),
  };
}

/**
 * The chosen options of a facet as flags, or null when all rows pass. An id that the catalogue does not have keeps
 * nothing: a link to a filter that no longer exists must not show everything.
 * @param {Table} table
 * @param {State} state
 * @param {Facet} facet
 */
function choices(table, state, facet) {
  if (!state.chosen[facet].length) return null;
  const flags = new Uint8Array(table.options[facet].length);
  for (const id of state.chosen[facet]) {
    const option = table.options[facet].indexOf(id);
    if (option >= 0) flags[option] = 1;
  }
  return flags;
}

/**
 * @param {Uint32Array | undefined} counts
 * @param {readonly number[] | undefined} options
 */
function count(counts, options) {
  if (counts && options) for (const option of options) counts[option] = (counts[option] ?? 0) + 1;
}

/**
 * Whether the dataset has data in the years asked for; one whose period is not stated has no answer, so it is left out.
 * @param {Table} table
 * @param {number} row
 * @param {State} state
 */
export function inPeriod(table, row, state) {
  if (state.from === null && state.to === null) return true;
  const start = table.start[row] ?? UNKNOWN;
  const end = table.end[row] ?? UNKNOWN;
  if (start === UNKNOWN && end === UNKNOWN) return false;
  if (state.from !== null && end !== UNKNOWN && end < state.from) return false;
  return state.to === null || start === UNKNOWN || start <= state.to;
}

/**
 * All rows in the order asked for; equal ones by title.
 * @param {Table} table
 * @param {State} state
 */
function ordered(table, state) {
  if (state.sort === "recent") {
    return [...table.byTitle()].sort((a, b) => later(table.updated[b], table.updated[a]));
  }
  if (state.sort === "start") {
    // An unknown start comes last, not before all history.
    const key = (/** @type {number} */ row) => (table.start[row] === UNKNOWN ? Infinity : (table.start[row] ?? Infinity));
    return [...table.byTitle()].sort((a, b) => (key(a) === key(b) ? 0 : key(a) - key(b)));
  }
  return [...table.byTitle()];
}

/**
 * @param {string | undefined} a
 * @param {string | undefined} b
 */
function later(a = "", b = "") {
  return a < b ? -1 : a > b ? 1 : 0;
}

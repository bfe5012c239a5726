/** Which rows the filters keep, and what each option would give: one pass over typed arrays. */

import { FACETS } from "../query-state.js";
import { OPEN_END, UNKNOWN } from "../table.js";
import { touchesAny } from "./space.js";

/** @typedef {import("../query-state.js").Facet} Facet */
/** @typedef {import("./address.js").State} State */
/**
 * @typedef {object} Column one facet: options, their labels, and those of each row
 * @property {readonly string[]} options
 * @property {readonly string[]} labels
 * @property {ArrayLike<number>} offsets where the options of each row start in `values`; one more than there are rows
 * @property {ArrayLike<number>} values
 */
/** @typedef {{start: ArrayLike<number>, end: ArrayLike<number>}} Years UNKNOWN when not stated, OPEN_END when it goes on */
/** @typedef {{offsets: ArrayLike<number>, west: ArrayLike<number>, south: ArrayLike<number>, east: ArrayLike<number>, north: ArrayLike<number>}} Boxes degrees, box by box; `offsets` as in a column */
/**
 * @typedef {object} Columns
 * @property {number} size
 * @property {ArrayLike<number>} live 1 for a dataset, 0 for a row that none has
 * @property {Readonly<Record<Facet, Column>>} facets
 * @property {ArrayLike<number> | null} updated days, for the order only; null until asked for
 * @property {ArrayLike<number> | null} complete criteria of quality met; null until asked for
 * @property {Years | null} years null until asked for
 * @property {Boxes | null} boxes null until asked for
 */
/** @typedef {{groups: readonly string[], of: readonly (readonly number[])[]}} Tree sub-domains, and those of each variable's row */
/** @typedef {{key: string, pass: Uint8Array}} Mask rows that a criterion from the words lets through */
/**
 * @typedef {object} Selection
 * @property {Uint8Array} failed KEPT, the number of the only criterion that a row fails, or SEVERAL
 * @property {readonly string[]} criteria names of the criteria by their number; "" is none
 * @property {number} total rows kept
 * @property {Record<Facet, Uint32Array>} counts for each option, the rows it has among those that all others keep
 * @property {Uint32Array} groups the same for each sub-domain
 */

export const KEPT = 0;
export const SEVERAL = 255;

/**
 * Options of one facet widen (this or that), criteria narrow each other. A row that fails one criterion only still
 * counts for what that criterion could be instead: the options of its facet, the histogram, the map, "drop this one".
 * @param {Columns} columns
 * @param {State} state
 * @param {readonly Mask[]} masks
 * @param {Tree} [tree]
 * @returns {Selection}
 */
export function select(columns, state, masks, tree = { groups: [], of: [] }) {
  const tests = testsOf(columns, state, masks, tree);
  const failed = new Uint8Array(columns.size);
  const counts = FACETS.map((facet) => new Uint32Array(columns.facets[facet].options.length));
  const groups = new Uint32Array(tree.groups.length);
  const seen = new Int32Array(tree.groups.length).fill(-1);
  const variable = FACETS.indexOf("variable");
  const facetOf = tests.map(({ key }) => FACETS.indexOf(/** @type {Facet} */ (key)));
  let total = 0;

  /** @type {(facet: number, row: number) => void} */
  const count = (facet, row) => {
    const column = columns.facets[FACETS[facet] ?? "access"];
    const into = counts[facet];
    if (!into) return;
    const end = column.offsets[row + 1] ?? 0;
    for (let at = column.offsets[row] ?? 0; at < end; at++) {
      const option = column.values[at] ?? 0;
      into[option] = (into[option] ?? 0) + 1;
      if (facet !== variable) continue;
      for (const group of tree.of[option] ?? []) {
        // A row with two variables of a sub-domain is one dataset of it.
        if (seen[group] === row) continue;
        seen[group] = row;
        groups[group] = (groups[group] ?? 0) + 1;
      }
    }
  };

  for (let row = 0; row < columns.size; row++) {
    let verdict = columns.live[row] ? KEPT : SEVERAL;
    for (let t = 0; t < tests.length && verdict !== SEVERAL; t++) {
      if (tests[t]?.pass(row)) continue;
      verdict = verdict === KEPT ? t + 1 : SEVERAL;
    }
    failed[row] = verdict;
    if (verdict === KEPT) {
      total++;
      for (let facet = 0; facet < FACETS.length; facet++) count(facet, row);
    } else if (verdict !== SEVERAL) {
      const facet = facetOf[verdict - 1] ?? -1;
      if (facet >= 0) count(facet, row);
    }
  }
  return {
    failed,
    criteria: ["", ...tests.map(({ key }) => key)],
    total,
    counts: /** @type {Record<Facet, Uint32Array>} */ (Object.fromEntries(FACETS.map((facet, f) => [facet, counts[f]]))),
    groups,
  };
}

/**
 * Rows kept, or kept but for one criterion: what the histogram shows without the period, the map without the box.
 * @param {Selection} selection
 * @param {string} key the criterion left out
 * @returns {(row: number) => boolean}
 */
export function keptBut({ failed, criteria }, key) {
  const number = criteria.indexOf(key);
  return (row) => failed[row] === KEPT || (number > 0 && failed[row] === number);
}

/**
 * How many rows would be kept without each criterion in force.
 * @param {Selection} selection
 * @returns {Map<string, number>}
 */
export function withoutEach({ failed, criteria, total }) {
  const gained = new Uint32Array(256);
  for (const verdict of failed) gained[verdict] = (gained[verdict] ?? 0) + 1;
  return new Map(criteria.slice(1).map((key, i) => [key, total + (gained[i + 1] ?? 0)]));
}

/**
 * @param {Columns} columns
 * @param {State} state
 * @param {readonly Mask[]} masks
 * @param {Tree} tree
 * @returns {{key: string, pass: (row: number) => boolean}[]}
 */
function testsOf(columns, state, masks, tree) {
  const tests = masks.map(({ key, pass }) => ({ key, pass: (/** @type {number} */ row) => pass[row] === 1 }));
  for (const facet of FACETS) {
    const column = columns.facets[facet];
    const flags = flagsOf(column, state.chosen[facet]);
    if (facet === "variable") addGroups(flags, state.chosen.subdomain, tree);
    const asked = state.chosen[facet].length + (facet === "variable" ? state.chosen.subdomain.length : 0);
    if (asked) tests.push({ key: facet, pass: (row) => hasOne(column, row, flags) });
  }
  const { years, boxes } = columns;
  const { from, to, box } = state;
  if (years && (from !== null || to !== null)) tests.push({ key: "period", pass: (row) => inYears(years, row, from, to) });
  if (boxes && box) tests.push({ key: "box", pass: (row) => touchesAny(boxes, row, box) });
  return tests;
}

/**
 * Flags of the chosen options. An id that the catalogue does not have flags nothing: a link to a filter that no longer
 * exists must not show everything.
 * @param {Column} column
 * @param {readonly string[]} ids
 */
export function flagsOf(column, ids) {
  const flags = new Uint8Array(column.options.length);
  for (const id of ids) {
    const option = column.options.indexOf(id);
    if (option >= 0) flags[option] = 1;
  }
  return flags;
}

/**
 * @param {Uint8Array} flags of variables
 * @param {readonly string[]} subdomains
 * @param {Tree} tree
 */
function addGroups(flags, subdomains, tree) {
  if (!subdomains.length) return;
  const wanted = new Set(subdomains.map((id) => tree.groups.indexOf(id)));
  tree.of.forEach((groups, option) => {
    if (groups.some((group) => wanted.has(group))) flags[option] = 1;
  });
}

/**
 * Whether the row has one of the flagged options.
 * @param {Column} column
 * @param {number} row
 * @param {Uint8Array} flags
 */
export function hasOne(column, row, flags) {
  const end = column.offsets[row + 1] ?? 0;
  for (let at = column.offsets[row] ?? 0; at < end; at++) if (flags[column.values[at] ?? 0]) return true;
  return false;
}

/**
 * Whether the dataset has data in the years asked for; one whose period is not stated has no answer, so it is left out.
 * @param {Years} years
 * @param {number} row
 * @param {number | null} from
 * @param {number | null} to
 */
export function inYears({ start, end }, row, from, to) {
  const first = start[row] ?? UNKNOWN;
  const last = end[row] ?? UNKNOWN;
  if (first === UNKNOWN && last === UNKNOWN) return false;
  if (from !== null && last !== UNKNOWN && last !== OPEN_END && last < from) return false;
  return to === null || first === UNKNOWN || first <= to;
}

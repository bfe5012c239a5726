/** The columns of /search/*.json as one table: a row per dataset, ready to filter. */

import { fold } from "./fold.js";
import { FACETS } from "./query-state.js";

/** @typedef {import("./query-state.js").Facet} Facet */
/** @typedef {number | number[]} Cell */
/**
 * @typedef {object} Rows /search/list.json
 * @property {string[]} ids
 * @property {Record<Facet, string[]>} tables
 * @property {Record<Facet, Cell[]>} cells
 * @property {(number | null)[]} start
 * @property {(number | null)[]} end
 * @property {string[]} updated
 */
/** @typedef {{texts: string[], other: number[]}} Texts /search/summaries-<lang>.json */
/** @typedef {Texts & {labels: Partial<Record<Facet, string[]>>, names: string[]}} Labels /search/list-<lang>.json */
/**
 * @typedef {object} Table
 * @property {number} size
 * @property {readonly string[]} ids
 * @property {readonly string[]} titles
 * @property {ReadonlySet<number>} titlesInOther rows whose title is in the other language
 * @property {readonly string[]} summaries
 * @property {ReadonlySet<number>} summariesInOther
 * @property {Record<Facet, readonly string[]>} options ids of each facet's options
 * @property {Record<Facet, readonly string[]>} labels their labels
 * @property {Record<Facet, readonly (readonly number[])[]>} cells options of each row
 * @property {Int16Array} start first year; UNKNOWN when not stated
 * @property {Int16Array} end last year; OPEN_END when it goes on, UNKNOWN when not stated
 * @property {readonly string[]} updated
 * @property {() => readonly number[]} byTitle rows in the order of their titles; sorted at the first call
 * @property {() => readonly string[]} texts what a text is looked for in, folded; made at the first call
 */

export const OPEN_END = 9999;
export const UNKNOWN = -32768;

/**
 * The table of the catalogue in one language.
 * @param {Rows} rows
 * @param {Labels} labels
 * @param {Texts} summaries
 * @param {Record<string, string>} accessWords label of each access condition
 * @param {string} lang
 * @returns {Table}
 */
export function makeTable(rows, labels, summaries, accessWords, lang) {
  const size = rows.ids.length;
  const cells = /** @type {Record<Facet, number[][]>} */ ({});
  const options = /** @type {Record<Facet, string[]>} */ ({});
  const names = /** @type {Record<Facet, string[]>} */ ({});
  for (const facet of FACETS) {
    cells[facet] = (rows.cells[facet] ?? new Array(size).fill(-1)).map(list);
    options[facet] = rows.tables[facet] ?? [];
    names[facet] = labels.labels[facet] ?? options[facet].map((id) => accessWords[id] ?? id);
  }
  /** @type {number[] | undefined} */
  let order;
  /** @type {string[] | undefined} */
  let texts;
  return {
    size,
    ids: rows.ids,
    titles: labels.texts,
    titlesInOther: new Set(labels.other),
    summaries: summaries.texts,
    summariesInOther: new Set(summaries.other),
    options,
    labels: names,
    cells,
    start: Int16Array.from(rows.start, (y) => y ?? UNKNOWN),
    end: Int16Array.from(rows.end, (y) => y ?? UNKNOWN),
    updated: rows.updated,
    byTitle() {
      if (order) return order;
      const { compare } = new Intl.Collator(lang, { numeric: true });
      order = rows.ids.map((_, i) => i).sort((a, b) => compare(labels.texts[a] ?? "", labels.texts[b] ?? "") || a - b);
      return order;
    },
    texts() {
      if (texts) return texts;
      const variables = names.variable.map((label, i) => fold(`${label} ${labels.names[i] ?? ""}`));
      texts = rows.ids.map((id, row) =>
        [
          fold(`${labels.texts[row] ?? ""} ${summaries.texts[row] ?? ""} ${id}`),
          ...(cells.variable[row] ?? []).map((v) => variables[v]),
        ].join(" "),
      );
      return texts;
    },
  };
}

/**
 * A cell as a list: none for -1.
 * @param {Cell} cell
 * @returns {number[]}
 */
function list(cell) {
  return typeof cell === "number" ? (cell < 0 ? [] : [cell]) : cell;
}

/**
 * The first and last year of a row, null when not stated (and OPEN_END when it goes on).
 * @param {Table} table
 * @param {number} row
 */
export function periodOf(table, row) {
  const start = table.start[row] ?? UNKNOWN;
  const end = table.end[row] ?? UNKNOWN;
  return { start: start === UNKNOWN ? null : start, end: end === UNKNOWN ? null : end };
}

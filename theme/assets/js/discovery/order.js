/** The order in which the kept rows are shown. */

/**
 * The rows kept, in the order asked for; equal ones stay in the order of the table.
 * @param {import("./select.js").Columns} columns
 * @param {Uint8Array} failed of the selection: 0 is kept
 * @param {Float64Array | null} scores by row; null without words
 * @param {import("./address.js").State["sort"]} sort
 * @returns {Int32Array}
 */
export function ordered({ size, updated, complete }, failed, scores, sort) {
  const rows = new Int32Array(size);
  let n = 0;
  for (let row = 0; row < size; row++) if (failed[row] === 0) rows[n++] = row;
  // Without words all are as relevant: the best described come first.
  const key = sort === "recent" ? updated : sort === "complete" ? complete : (scores ?? complete);
  const then = sort === "" ? complete : (scores ?? updated);
  return rows.subarray(0, n).sort((a, b) => (key?.[b] ?? 0) - (key?.[a] ?? 0) || (then?.[b] ?? 0) - (then?.[a] ?? 0) || a - b);
}

/** The coverage in time of a set of datasets: how many have data in each step of an axis that is fine where data are many. */

import { OPEN_END, UNKNOWN } from "../table.js";

/** @typedef {import("./select.js").Years} Years */
/** @typedef {{edges: readonly number[]}} Axis first years of the steps, and at last the first year after the axis */

const OLD = [1800, 1850, 1900, 1920, 1930, 1940, 1950];
const AHEAD = [2030, 2040, 2050, 2075, 2101];

/**
 * The axis: decades before 1950, then every year until this one, then decades for projections.
 * @param {number} thisYear
 * @returns {Axis}
 */
export function makeAxis(thisYear) {
  const edges = [...OLD];
  for (let year = 1951; year <= thisYear + 1; year++) edges.push(year);
  return { edges: [...edges, ...AHEAD.filter((year) => year > thisYear + 1)] };
}

/**
 * How many of the wanted rows have data in each step of the axis; an open end reaches `thisYear`. Rows without any
 * stated year count nowhere.
 * @param {Years} years
 * @param {Axis} axis
 * @param {(row: number) => boolean} wanted
 * @param {number} thisYear
 * @returns {Uint32Array}
 */
export function coverage({ start, end }, { edges }, wanted, thisYear) {
  const steps = edges.length - 1;
  const change = new Int32Array(steps + 1);
  const first = edges[0] ?? 0;
  const after = edges[steps] ?? 0;
  for (let row = 0; row < start.length; row++) {
    const from = start[row] ?? UNKNOWN;
    let to = end[row] ?? UNKNOWN;
    if ((from === UNKNOWN && to === UNKNOWN) || !wanted(row)) continue;
    if (to === OPEN_END || to === UNKNOWN) to = Math.max(thisYear, from);
    const since = from === UNKNOWN ? to : from;
    if (since >= after || to < first) continue;
    const a = stepOf(edges, Math.max(since, first));
    const b = stepOf(edges, Math.min(to, after - 1));
    change[a] = (change[a] ?? 0) + 1;
    change[b + 1] = (change[b + 1] ?? 0) - 1;
  }
  const counts = new Uint32Array(steps);
  let sum = 0;
  for (let step = 0; step < steps; step++) counts[step] = sum += change[step] ?? 0;
  return counts;
}

/**
 * The step that holds a year; the nearest one outside the axis.
 * @param {readonly number[]} edges
 * @param {number} year
 */
export function stepOf(edges, year) {
  let low = 0;
  let high = edges.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((edges[middle] ?? 0) <= year) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * What two thumbs on steps of the axis mean: null at either end, where nothing is asked.
 * @param {Axis} axis
 * @param {number} low
 * @param {number} high
 * @returns {{from: number | null, to: number | null}}
 */
export function yearsOf({ edges }, low, high) {
  const last = edges.length - 2;
  return { from: low <= 0 ? null : (edges[low] ?? null), to: high >= last ? null : (edges[high + 1] ?? 0) - 1 };
}

/**
 * Where the thumbs stand for a period asked for.
 * @param {Axis} axis
 * @param {number | null} from
 * @param {number | null} to
 * @returns {[number, number]}
 */
export function thumbsOf({ edges }, from, to) {
  return [from === null ? 0 : stepOf(edges, from), to === null ? edges.length - 2 : stepOf(edges, to)];
}

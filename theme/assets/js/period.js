/** The period of a dataset: its bar on the common time axis (as build/terra_build/period_bar.py draws it), and its words. */

import { OPEN_END } from "./table.js";
import { fill } from "./words.js";

/** @type {readonly (readonly [number, number])[]} */
const STOPS = [[1840, 4], [1950, 34], [2030, 170], [2100, 196]];
const TICKS = [1950, 1970, 1990, 2010, 2030];
const NARROWEST = 2;

export const AXIS = `M0 4h200${TICKS.map((year) => `M${short(place(year))} 1v6`).join("")}`;

/** @typedef {{start: number | null, end: number | null}} Period whole years; OPEN_END when it goes on */

/**
 * The bar as a path in a drawing of 200 by 8; "" when nothing is stated.
 * @param {Period} period
 * @param {number} thisYear where an open end is drawn to
 */
export function bar({ start, end }, thisYear) {
  if (start === null && end === null) return "";
  const open = end === null || end === OPEN_END;
  let left = start === null ? 1 : place(start);
  let right = place(open ? thisYear + 1 : end + 1);
  if (right - left < NARROWEST) {
    const middle = Math.min(Math.max((left + right) / 2, 1 + NARROWEST / 2), 199 - NARROWEST / 2);
    [left, right] = [middle - NARROWEST / 2, middle + NARROWEST / 2];
  }
  if (open) return `M${short(left)} 2H${short(right)}l4 2-4 2H${short(left)}z`;
  return `M${short(left)} 2H${short(right)}v4H${short(left)}z`;
}

/**
 * Where a year lies on the axis, from 1 to 199.
 * @param {number} year
 */
export function place(year) {
  let [year0, x0] = STOPS[0] ?? [0, 0];
  if (year <= year0) return 1;
  for (const [year1, x1] of STOPS.slice(1)) {
    if (year <= year1) return x0 + ((x1 - x0) * (year - year0)) / (year1 - year0);
    [year0, x0] = [year1, x1];
  }
  return 199;
}

/**
 * The period in words, from patterns for both ends known, an open end, an unknown start and a single year.
 * @param {Period} period
 * @param {{both?: string, since?: string, until?: string, one?: string}} patterns
 */
export function periodText({ start, end }, patterns) {
  if (start === null && end === null) return "";
  const values = { start: start ?? "", end: end ?? "" };
  if (end === null || end === OPEN_END) return fill(patterns.since, values);
  if (start === null) return fill(patterns.until, values);
  return fill(start === end ? patterns.one : patterns.both, values);
}

/** @param {number} value */
function short(value) {
  return String(Math.round(value * 10) / 10);
}

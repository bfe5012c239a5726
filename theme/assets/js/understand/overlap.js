/** How well the place and the period of a dataset answer those of a query, as shares from 0 to 1. */

/** @typedef {import("./knowledge.js").Box} Box */

const DEGREE = Math.PI / 180;
const DAY = 86_400_000;
const YEAR = 365.25;
/** A dataset of the whole world is about a place as little as this power says: 1 % of common ground gives 0.4. */
const ABOUT = 0.2;
const COVERED = 0.1;
/** What a dataset of the world is worth for the smallest place: it has the place, though it is not about it. */
const HOLDS = 0.1;
/** A point or a line counts as so many degrees wide: a kilometre. */
const THIN = 0.01;
/** A footprint that holds the place, or lies in it, answers it; one that only touches it is of the region beside it. */
const BESIDE = 0.5;
/** So many years answer a question without a beginning: "before 1950" is served by twenty of them. */
const ENOUGH_YEARS = 20;

/**
 * How well a footprint answers a place: 1 for the same box, less the more of the footprint lies elsewhere, and less, but
 * slowly, the less of the place it covers. 0 when they do not meet. So a dataset of the place comes before one of the
 * continent, and that one before one of the world.
 * @param {Box} place
 * @param {Box} footprint
 */
export function overlap(place, footprint) {
  const common = commonArea(place, footprint);
  if (common === 0) return 0;
  const covered = Math.min(common / area(place), 1);
  const about = Math.min(common / area(footprint), 1);
  return covered ** COVERED * (HOLDS + (1 - HOLDS) * about ** ABOUT) * Math.max(covered, about) ** BESIDE;
}

/**
 * The area in square degrees at the equator: boxes near the poles are smaller than they look.
 * @param {Box} box
 */
export function area([west, south, east, north]) {
  return Math.max(width(west, east), THIN) * Math.max(height(south, north), THIN);
}

/** @param {number} west @param {number} east */
function width(west, east) {
  return west <= east ? east - west : east - west + 360;
}

/** @param {number} south @param {number} north */
function height(south, north) {
  return (Math.sin(north * DEGREE) - Math.sin(south * DEGREE)) / DEGREE;
}

/** @param {Box} a @param {Box} b */
function commonArea(a, b) {
  const south = Math.max(a[1], b[1]);
  const north = Math.min(a[3], b[3]);
  if (north < south) return 0;
  // A box that crosses the antimeridian goes on past 180; the other is tried one turn to either side.
  const east = a[0] + width(a[0], a[2]);
  let common = 0;
  let touch = false;
  for (const turn of [-360, 0, 360]) {
    const from = Math.max(a[0], b[0] + turn);
    const to = Math.min(east, b[0] + turn + width(b[0], b[2]));
    if (to >= from) touch = true;
    if (to > from) common += to - from;
  }
  if (!touch) return 0;
  return Math.max(common, THIN) * Math.max(height(south, north), THIN);
}

/**
 * How much of the period asked for a dataset has: 1 for all of it. 0 when none.
 * @param {{start: string | null, end: string | null}} period first and last day, null when open
 * @param {{start: number | null, end: number | null}} years of the dataset, null when it goes on or is not known
 * @param {string} today
 */
export function coverage(period, years, today) {
  const now = Date.parse(today) || 0;
  const last = period.end === null ? now : Date.parse(period.end);
  const first = period.start === null ? -Infinity : Date.parse(period.start);
  const from = Math.max(first, years.start === null ? -Infinity : Date.UTC(years.start, 0, 1));
  const to = Math.min(last, years.end === null ? Math.max(now, last) : Date.UTC(years.end, 11, 31));
  if (to < from) return 0;
  const asked = period.start === null ? ENOUGH_YEARS * YEAR : (last - first) / DAY + 1;
  return Math.min(((to - from) / DAY + 1) / asked, 1);
}

/** Boxes on a map: the view around them and their paths, by the same rules as build/terra_build/footprint.py. */

/** @typedef {readonly [number, number, number, number]} Box west, south, east, north; west > east over the antimeridian */
/** @typedef {{left: number, top: number, width: number, height: number}} View degrees, top counted southwards */

/** @type {View} */
export const WORLD = Object.freeze({ left: -180, top: -90, width: 360, height: 180 });

const MARGIN = 1.6;
const LOWEST_MINI = 24;
const WORLD_WIDTH = 200;
const WORLD_HEIGHT = 95;
const DOT = 0.06;
const SPECK = 0.012;
const MOST = 40;
const GLOBAL_WIDTH = 300;
const GLOBAL_HEIGHT = 100;

/**
 * The boxes of one row of /search/boxes.json.
 * @param {readonly number[] | undefined} flat
 * @returns {Box[]}
 */
export function boxesOf(flat = []) {
  /** @type {Box[]} */
  const boxes = [];
  for (let i = 0; i + 3 < flat.length; i += 4) boxes.push([flat[i] ?? 0, flat[i + 1] ?? 0, flat[i + 2] ?? 0, flat[i + 3] ?? 0]);
  return boxes;
}

/**
 * Degrees of longitude from west to east.
 * @param {Box} box
 */
export function widthOf([west, , east]) {
  return east >= west ? east - west : east - west + 360;
}

/**
 * Whether the box covers so much of the world that it says nothing about where.
 * @param {Box} box
 */
export function isGlobal(box) {
  return widthOf(box) >= GLOBAL_WIDTH && box[3] - box[1] >= GLOBAL_HEIGHT;
}

/**
 * The box itself, or its two parts on either side of the antimeridian.
 * @param {Box} box
 * @returns {Box[]}
 */
export function halves(box) {
  const [west, south, east, north] = box;
  return west <= east ? [box] : [[west, south, 180, north], [-180, south, east, north]];
}

/**
 * The view around the boxes of a card, in an image of 2:1 stretched so that shapes are right at its middle latitude.
 * @param {readonly Box[]} boxes one at least
 * @param {number} [lowest] degrees of latitude shown at least
 * @returns {View}
 */
export function viewOf(boxes, lowest = LOWEST_MINI) {
  const [west, east] = arc(boxes);
  const south = Math.min(...boxes.map((b) => b[1]));
  const north = Math.max(...boxes.map((b) => b[3]));
  const middle = (south + north) / 2;
  const squeeze = Math.max(Math.cos((middle * Math.PI) / 180), 0.3);
  const height = Math.max((north - south) * MARGIN, ((east - west) * MARGIN * squeeze) / 2, lowest);
  const width = (2 * height) / squeeze;
  if (width > WORLD_WIDTH || height > WORLD_HEIGHT) return WORLD;
  const left = (west + east) / 2 - width / 2;
  return { left: left < -180 ? left + 360 : left, top: Math.min(Math.max(-middle - height / 2, -90), 90 - height), width, height };
}

/**
 * The shortest way from west to east over all boxes; east may pass 180.
 * @param {readonly Box[]} boxes
 * @returns {[number, number]}
 */
function arc(boxes) {
  const spans = boxes.map((b) => /** @type {[number, number]} */ ([b[0], b[0] + widthOf(b)])).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const [first, end0] = spans[0] ?? [-180, 180];
  let reach = end0;
  let widest = 0;
  let start = first;
  let end = end0;
  for (const [west, east] of spans.slice(1)) {
    if (west - reach > widest) [widest, start, end] = [west - reach, west, reach + 360];
    reach = Math.max(reach, east);
  }
  if (first + 360 - reach >= widest) [start, end] = [first, reach];
  // A wide box over the antimeridian may reach further round than the box at which the arc was cut.
  return [start, Math.min(Math.max(end, reach), start + 360)];
}

/**
 * The boxes as two SVG paths in the view: areas, and dots (lines without length) where they are too small.
 * @param {readonly Box[]} boxes
 * @param {View} view
 */
export function pathsOf(boxes, view) {
  let areas = "";
  let dots = "";
  for (const box of boxes.slice(0, MOST)) {
    const [west, south, , north] = box;
    const across = widthOf(box);
    const high = north - south;
    const x = west + across > view.left ? west : west + 360;
    if (across > view.width * SPECK || high > view.height * SPECK) {
      if (view === WORLD && x + across > 180) {
        areas += area(x, north, 180 - x, high) + area(-180, north, x + across - 180, high);
      } else areas += area(x, north, across, high);
    }
    if (across < view.width * DOT && high < view.height * DOT) dots += `M${short(x + across / 2)} ${short(-(south + north) / 2)}h0`;
  }
  return { areas, dots };
}

/**
 * @param {number} x
 * @param {number} north
 * @param {number} across
 * @param {number} high
 */
function area(x, north, across, high) {
  return `M${short(x)} ${short(-north)}h${short(across)}v${short(high)}h-${short(across)}z`;
}

/**
 * A coordinate with two decimals at most, without useless zeros.
 * @param {number} value
 */
export function short(value) {
  return String(Math.round(value * 100) / 100 || 0);
}

/** Many boxes in typed arrays: which lie in a view, which are under a point, on the square of the Mercator map. */

import { boxesOf, halves, isGlobal } from "./geometry.js";

/** @typedef {import("./geometry.js").Box} Box */
/**
 * @typedef {object} Footprints parts of boxes (one box over the antimeridian is two), largest first
 * @property {number} size
 * @property {Float64Array} west on a map of width 1
 * @property {Float64Array} east
 * @property {Float64Array} top on a map of height 1, from the north
 * @property {Float64Array} bottom
 * @property {Int32Array} row the dataset of each part
 * @property {number[]} worldwide rows that cover the world, not drawn
 * @property {number[]} nowhere rows without any box
 */
/** @typedef {{west: number, east: number, top: number, bottom: number}} Window on the map of side 1 */

const MAX_LATITUDE = 85.0511287798;

/** @param {number} longitude */
export function mapX(longitude) {
  return (longitude + 180) / 360;
}

/** @param {number} latitude */
export function mapY(latitude) {
  const sine = Math.sin((Math.min(Math.max(latitude, -MAX_LATITUDE), MAX_LATITUDE) * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}

/**
 * The footprints of the rows of /search/boxes.json.
 * @param {readonly (readonly number[])[]} rows
 * @returns {Footprints}
 */
export function makeFootprints(rows) {
  return footprintsOf(rows.length, (row) => boxesOf(rows[row]));
}

/**
 * The footprints of columns of boxes.
 * @param {import("./discovery/select.js").Boxes} boxes
 * @param {ArrayLike<number>} live 1 for a dataset, 0 for a row that none has
 * @returns {Footprints & {rows: number[]}} `rows` are those drawn, each once
 */
export function boxesFrom({ offsets, west, south, east, north }, live) {
  const prints = footprintsOf(live.length, (row) => {
    /** @type {Box[]} */
    const boxes = [];
    for (let i = offsets[row] ?? 0; i < (offsets[row + 1] ?? 0); i++) boxes.push([west[i] ?? 0, south[i] ?? 0, east[i] ?? 0, north[i] ?? 0]);
    return boxes;
  });
  return { ...prints, rows: [...new Set(prints.row)] };
}

/**
 * @param {number} count
 * @param {(row: number) => readonly Box[]} boxesOfRow
 * @returns {Footprints}
 */
function footprintsOf(count, boxesOfRow) {
  /** @type {{box: Box, row: number, area: number}[]} */
  const parts = [];
  /** @type {number[]} */
  const worldwide = [];
  /** @type {number[]} */
  const nowhere = [];
  for (let row = 0; row < count; row++) {
    const boxes = boxesOfRow(row);
    if (!boxes.length) nowhere.push(row);
    else if (boxes.some(isGlobal)) worldwide.push(row);
    else for (const box of boxes) for (const half of halves(box)) parts.push({ box: half, row, area: (half[2] - half[0]) * (half[3] - half[1]) });
  }
  // Small ones are drawn last, on top, and are the first answer to a click.
  parts.sort((a, b) => b.area - a.area || a.box[0] - b.box[0] || a.box[1] - b.box[1] || a.row - b.row);
  return {
    size: parts.length,
    west: Float64Array.from(parts, ({ box }) => mapX(box[0])),
    east: Float64Array.from(parts, ({ box }) => mapX(box[2])),
    top: Float64Array.from(parts, ({ box }) => mapY(box[3])),
    bottom: Float64Array.from(parts, ({ box }) => mapY(box[1])),
    row: Int32Array.from(parts, ({ row }) => row),
    worldwide,
    nowhere,
  };
}

/**
 * The rows with a part in the window, each once, smallest footprint first.
 * @param {Footprints} prints
 * @param {Window} window
 * @param {(row: number) => boolean} [wanted]
 * @returns {number[]}
 */
export function rowsIn(prints, window, wanted = () => true) {
  /** @type {Set<number>} */
  const rows = new Set();
  for (let i = prints.size - 1; i >= 0; i--) {
    const row = prints.row[i] ?? 0;
    if (touches(prints, i, window) && wanted(row)) rows.add(row);
  }
  return [...rows];
}

/**
 * Whether parts i and j are one and the same box; equal ones are neighbours.
 * @param {Footprints} prints
 * @param {number} i
 * @param {number} j
 */
export function same(prints, i, j) {
  return (
    prints.west[i] === prints.west[j] && prints.east[i] === prints.east[j] && prints.top[i] === prints.top[j] && prints.bottom[i] === prints.bottom[j]
  );
}

/**
 * Whether part i hides the whole window: drawn, it would only tint it.
 * @param {Footprints} prints
 * @param {number} i
 * @param {Window} window
 */
export function covers(prints, i, window) {
  return (
    (prints.west[i] ?? 2) < window.west && (prints.east[i] ?? -1) > window.east && (prints.top[i] ?? 2) < window.top && (prints.bottom[i] ?? -1) > window.bottom
  );
}

/**
 * Whether part i and the window have a point in common.
 * @param {Footprints} prints
 * @param {number} i
 * @param {Window} window
 */
export function touches(prints, i, window) {
  return (
    (prints.west[i] ?? 2) <= window.east &&
    (prints.east[i] ?? -1) >= window.west &&
    (prints.top[i] ?? 2) <= window.bottom &&
    (prints.bottom[i] ?? -1) >= window.top
  );
}

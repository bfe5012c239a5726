/** Boxes of datasets against a box asked for: do they touch, and how much of one is the other. */

import { isGlobal, widthOf } from "../geometry.js";

/** @typedef {import("./address.js").Box} Box */
/** @typedef {import("./select.js").Boxes} Boxes */

/**
 * Whether a box of the row has a point in common with the box.
 * @param {Boxes} boxes
 * @param {number} row
 * @param {Box} box
 */
export function touchesAny({ offsets, west, south, east, north }, row, box) {
  const end = offsets[row + 1] ?? 0;
  for (let i = offsets[row] ?? 0; i < end; i++) {
    if ((south[i] ?? 91) > box[3] || (north[i] ?? -91) < box[1]) continue;
    if (lengthInCommon(west[i] ?? 0, east[i] ?? 0, box[0], box[2]) >= 0) return true;
  }
  return false;
}

/**
 * How well the row answers "where": the share that its box and the one asked for have in common of both together, from
 * 0 (apart, or no box stated) to 1 (the same); the best of its boxes.
 * @param {Boxes} boxes
 * @param {number} row
 * @param {Box} box
 */
export function likeness({ offsets, west, south, east, north }, row, box) {
  let best = 0;
  const end = offsets[row + 1] ?? 0;
  const asked = area(box);
  for (let i = offsets[row] ?? 0; i < end; i++) {
    const own = /** @type {Box} */ ([west[i] ?? 0, south[i] ?? 0, east[i] ?? 0, north[i] ?? 0]);
    const high = Math.min(own[3], box[3]) - Math.max(own[1], box[1]);
    const wide = lengthInCommon(own[0], own[2], box[0], box[2]);
    if (high < 0 || wide < 0) continue;
    // A station inside the place is exactly there, though it covers nothing of it.
    const common = Math.max(high, POINT) * Math.max(wide, POINT);
    const together = asked + area(own) - common;
    const inside = Math.sqrt(common / area(own)) * INSIDE;
    best = Math.max(best, Math.min(1, common / together), Math.min(inside, 1));
  }
  return best;
}

/** A box without extent counts as a hundredth of a degree. */
const POINT = 0.01;
/** What a dataset wholly inside a much larger place is worth against one that covers the same place. */
const INSIDE = 0.8;

/** @param {Box} box */
function area(box) {
  return Math.max(widthOf(box), POINT) * Math.max(box[3] - box[1], POINT);
}

/**
 * Whether a box of the row covers so much of the world that it says nothing about where.
 * @param {Boxes} boxes
 * @param {number} row
 */
export function isWorldwide({ offsets, west, south, east, north }, row) {
  const end = offsets[row + 1] ?? 0;
  for (let i = offsets[row] ?? 0; i < end; i++) {
    if (isGlobal([west[i] ?? 0, south[i] ?? 0, east[i] ?? 0, north[i] ?? 0])) return true;
  }
  return false;
}

/**
 * Degrees of longitude that two arcs share, negative when they are apart; both may cross the antimeridian.
 * @param {number} west
 * @param {number} east
 * @param {number} west2
 * @param {number} east2
 */
export function lengthInCommon(west, east, west2, east2) {
  // Most arcs do not cross the antimeridian, and are compared ten thousand at a time.
  if (west <= east && west2 <= east2) return Math.min(east, east2) - Math.max(west, west2);
  const span = east >= west ? east - west : east - west + 360;
  const span2 = east2 >= west2 ? east2 - west2 : east2 - west2 + 360;
  if (span >= 360 || span2 >= 360) return Math.min(span, span2);
  let best = -1;
  for (const shift of [-360, 0, 360]) {
    const start = Math.max(west, west2 + shift);
    const stop = Math.min(west + span, west2 + shift + span2);
    best = Math.max(best, stop - start);
  }
  return best;
}

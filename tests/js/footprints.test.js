import assert from "node:assert/strict";
import test from "node:test";

import { makeFootprints, mapX, mapY, rowsIn } from "../../theme/assets/js/footprints.js";

const boxes = [
  [-5.5, 41.3, 9.7, 51.2],
  [2.1, 48.7, 2.2, 48.8],
  [-180, -90, 180, 90],
  [],
  [170, -25, -160, -5],
  [-180, -90, 180, 90, 2, 48, 3, 49],
];
const prints = makeFootprints(boxes);

/** A window in degrees. */
const degrees = (west, south, east, north) => ({ west: mapX(west), east: mapX(east), top: mapY(north), bottom: mapY(south) });

test("worldwide datasets and those without a box are kept apart", () => {
  assert.deepEqual(prints.worldwide, [2, 5]);
  assert.deepEqual(prints.nowhere, [3]);
});

test("the smallest footprint is the first answer", () => assert.deepEqual(rowsIn(prints, degrees(2, 48, 3, 49)), [1, 0]));

test("a box over the antimeridian is found on both of its sides, and once", () => {
  assert.deepEqual(rowsIn(prints, degrees(175, -20, 176, -19)), [4]);
  assert.deepEqual(rowsIn(prints, degrees(-176, -20, -175, -19)), [4]);
  assert.deepEqual(rowsIn(prints, degrees(-180, -20, 180, -19)), [4]);
});

test("rows that are not wanted are not found", () => assert.deepEqual(rowsIn(prints, degrees(2, 48, 3, 49), (row) => row === 0), [0]));

test("the poles have a place on the map", () => {
  assert.ok(Math.abs(mapY(90)) < 1e-6);
  assert.ok(Math.abs(mapY(-90) - 1) < 1e-6);
  assert.equal(mapY(0), 0.5);
});

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { boxesOf, halves, isGlobal, pathsOf, viewOf, widthOf } from "../../theme/assets/js/geometry.js";
import { bar, periodText, place } from "../../theme/assets/js/period.js";
import { OPEN_END } from "../../theme/assets/js/table.js";

const cases = JSON.parse(readFileSync(new URL("drawings.json", import.meta.url), "utf8"));

for (const { name, boxes, view, areas, dots } of cases.footprints) {
  test(`the footprint of ${name} is drawn as the server draws it`, () => {
    const found = viewOf(boxes);
    [found.left, found.top, found.width, found.height].forEach((value, i) => assert.ok(Math.abs(value - view[i]) < 0.001, `${value} ${view[i]}`));
    assert.deepEqual(pathsOf(boxes, found), { areas, dots });
  });
}

for (const { start, end, bar: path } of cases.periods) {
  test(`the bar of ${start}–${end} is drawn as the server draws it`, () => assert.equal(bar({ start, end }, 2026), path));
}

test("a period without years has no bar and no words", () => {
  assert.equal(bar({ start: null, end: null }, 2026), "");
  assert.equal(periodText({ start: null, end: null }, { both: "x", since: "x", until: "x", one: "x" }), "");
});

test("a period is said by the pattern that fits it", () => {
  const patterns = { both: "{start}–{end}", since: "depuis {start}", until: "jusqu’en {end}", one: "{start}" };
  assert.equal(periodText({ start: 1993, end: 2020 }, patterns), "1993–2020");
  assert.equal(periodText({ start: 1993, end: OPEN_END }, patterns), "depuis 1993");
  assert.equal(periodText({ start: null, end: 2020 }, patterns), "jusqu’en 2020");
  assert.equal(periodText({ start: 2020, end: 2020 }, patterns), "2020");
});

test("the time axis never runs backwards", () => {
  for (let year = 0; year < 2400; year++) assert.ok(place(year) <= place(year + 1), String(year));
});

test("a box over the antimeridian is one box with two halves", () => {
  assert.equal(widthOf([170, -25, -160, -5]), 30);
  assert.deepEqual(halves([170, -25, -160, -5]), [[170, -25, 180, -5], [-180, -25, -160, -5]]);
});

test("only a box that is wide and high is worldwide", () => {
  assert.ok(isGlobal([-180, -60, 180, 60]));
  assert.ok(!isGlobal([-180, -90, 180, -60]));
  assert.ok(!isGlobal([-20, -80, 60, 80]));
});

test("a broken list of coordinates gives the boxes that are whole", () => {
  assert.deepEqual(boxesOf([1, 2, 3, 4, 5, 6]), [[1, 2, 3, 4]]);
  assert.deepEqual(boxesOf(undefined), []);
});

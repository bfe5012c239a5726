import assert from "node:assert/strict";
import test from "node:test";

import { CHOICES, LONGEST_TEXT, formatAddress, hasFilters, parseAddress, parseBox, pick, roundBox, toggle, withoutFilters } from "../../theme/assets/js/discovery/address.js";
import { levelOf, rowsOf } from "../../theme/assets/js/discovery/compare.js";
import { coverage, makeAxis, stepOf, thumbsOf, yearsOf } from "../../theme/assets/js/discovery/histogram.js";
import { ordered } from "../../theme/assets/js/discovery/order.js";
import { broader, dropped, onlyWords, waysOut, withoutSpan } from "../../theme/assets/js/discovery/relax.js";
import { KEPT, keptBut, select, withoutEach } from "../../theme/assets/js/discovery/select.js";
import { isWorldwide, lengthInCommon, touchesAny } from "../../theme/assets/js/discovery/space.js";
import { asked } from "../../theme/assets/js/discovery/titles.js";
import { FACETS } from "../../theme/assets/js/query-state.js";
import { OPEN_END, UNKNOWN } from "../../theme/assets/js/table.js";

/** A column of lists of options. */
const column = (options, rows) => ({
  options,
  labels: options,
  offsets: rows.reduce((starts, row) => [...starts, starts.at(-1) + row.length], [0]),
  values: rows.flat(),
});
const BOXES = [[[-6, 30, 36, 46]], [[-180, -90, 180, 90]], [], [[170, -20, -170, 0], [10, 10, 10, 10]], [[0, 0, 1, 1]]];
const columns = {
  size: 5,
  live: [1, 1, 1, 1, 0],
  facets: {
    ...Object.fromEntries(FACETS.map((facet) => [facet, column([], [[], [], [], [], []])])),
    variable: column(["salinity", "temperature", "snow"], [[0, 1], [1], [2], [0], [0]]),
    access: column(["open", "request"], [[0], [1], [0], [], [0]]),
  },
  updated: [3, 9, 5, 9, 99],
  complete: [1, 2, 3, 4, 99],
  years: { start: [1987, 1940, UNKNOWN, 2010, 1900], end: [2020, OPEN_END, UNKNOWN, OPEN_END, 1910] },
  boxes: {
    offsets: BOXES.reduce((starts, boxes) => [...starts, starts.at(-1) + boxes.length], [0]),
    ...Object.fromEntries(["west", "south", "east", "north"].map((side, i) => [side, BOXES.flat().map((box) => box[i])])),
  },
};
const tree = { groups: ["hydrology", "heat", "cryosphere"], of: [[0], [0, 1], [2]] };
const all = (search, masks = []) => select(columns, parseAddress(search), masks, tree);
const rows = (selection) => [...selection.failed].flatMap((verdict, row) => (verdict === KEPT ? [row] : []));

test("an address and its state say the same, in one fixed order", () => {
  const search = "?q=sel+marin&variable=salinity&access=open&subdomain=heat&from=1990&to=2020&bbox=-6,30,36.5,46&sort=complete&page=2&map=1&compare=a1b&compare=c2d&view=compare";
  assert.equal(formatAddress(parseAddress(search)), search);
  assert.equal(formatAddress(parseAddress("")), "");
  assert.equal(formatAddress(parseAddress("?q=a&plain=1")), "?q=a&plain=1");
});

test("what an address does not say properly is left out, and never throws", () => {
  for (const search of ["?q=%", "?%=%", "?variable=<script>&variable=../..", "?from=abc&to=99999", "?bbox=1,2,3", "?bbox=0,10,10,0", "?bbox=NaN,0,1,1", "?page=-1&sort=evil&view=compare", "?compare=%00", "?q=\uD800"]) {
    const state = parseAddress(search);
    assert.equal(state.box, null);
    assert.equal(state.comparing, false);
    assert.deepEqual(state.chosen, parseAddress("").chosen);
    assert.equal(state.page, 1);
  }
  assert.equal(parseAddress(`?q=${"é".repeat(10_000)}`).q.length, LONGEST_TEXT);
  assert.equal(parseAddress(`?q=${encodeURIComponent("a".repeat(LONGEST_TEXT - 1) + "🌍")}`).q.length, LONGEST_TEXT - 1);
});

test("years the wrong way round mean the same period", () => {
  const { from, to } = parseAddress("?from=2020&to=1990");
  assert.deepEqual([from, to], [1990, 2020]);
});

test("a box may cross the antimeridian, and is rounded to what a hand can aim at", () => {
  assert.deepEqual(parseBox("170,-20,-170,0"), [170, -20, -170, 0]);
  assert.deepEqual(roundBox([-6.12345, 30.98765, 36.5, 46]), [-6.1, 31, 36.5, 46]);
  assert.deepEqual(roundBox([5.12345, 45.12345, 5.2, 45.2]), [5.123, 45.123, 5.2, 45.2]);
});

test("choosing twice is not choosing, and five datasets are one too many to compare", () => {
  const once = toggle(parseAddress("?page=3"), "access", "open");
  assert.equal(formatAddress(once), "?access=open");
  assert.equal(formatAddress(toggle(once, "access", "open")), "");
  const five = ["a", "b", "c", "d", "e"].reduce(pick, parseAddress(""));
  assert.deepEqual(five.picks, ["a", "b", "c", "d"]);
  assert.deepEqual(pick(five, "b").picks, ["a", "c", "d"]);
});

test("without filters the words, the order and the picked datasets stay", () => {
  const state = parseAddress("?q=sel&access=open&from=1990&bbox=0,0,1,1&sort=recent&compare=abc");
  assert.equal(hasFilters(state), true);
  assert.equal(formatAddress(withoutFilters(state)), "?q=sel&sort=recent&compare=abc");
  assert.equal(hasFilters(withoutFilters(state)), false);
});

test("options of a facet widen, facets narrow, and a number without a dataset never counts", () => {
  assert.deepEqual(rows(all("")), [0, 1, 2, 3]);
  assert.deepEqual(rows(all("?variable=salinity&variable=snow")), [0, 2, 3]);
  assert.deepEqual(rows(all("?variable=salinity&access=open")), [0]);
  assert.deepEqual(rows(all("?variable=gone")), []);
});

test("an option counts what one would see after choosing it as well", () => {
  const { counts } = all("?variable=salinity");
  assert.deepEqual([...counts.variable], [2, 2, 1]);
  assert.deepEqual([...counts.access], [1, 0]);
});

test("a sub-domain chooses its variables and counts each of its datasets once", () => {
  assert.deepEqual(rows(all("?subdomain=hydrology")), [0, 1, 3]);
  assert.deepEqual([...all("").groups], [3, 2, 1]);
  assert.deepEqual(rows(all("?subdomain=unknown")), []);
});

test("counts equal a count by brute force for every pair of choices", () => {
  for (const variable of ["", ...columns.facets.variable.options]) {
    for (const access of ["", ...columns.facets.access.options]) {
      const search = `?${variable && `variable=${variable}&`}${access && `access=${access}`}`;
      const { counts } = all(search);
      columns.facets.access.options.forEach((id, option) => {
        assert.equal(counts.access[option], rows(all(`?${variable && `variable=${variable}&`}access=${id}`)).length, `${search} ${id}`);
      });
    }
  }
});

test("years and box narrow too; what states neither is left out", () => {
  assert.deepEqual(rows(all("?from=2021")), [1, 3]);
  assert.deepEqual(rows(all("?to=1950")), [1]);
  assert.deepEqual(rows(all("?bbox=5,40,10,45")), [0, 1]);
  assert.deepEqual(rows(all("?bbox=175,-10,-175,-5")), [1, 3]);
});

test("the histogram and the map see what all other criteria keep", () => {
  const selection = all("?from=2021&variable=salinity");
  assert.deepEqual([0, 1, 2, 3].filter(keptBut(selection, "period")), [0, 3]);
  assert.deepEqual([0, 1, 2, 3].filter(keptBut(selection, "variable")), [1, 3]);
  assert.deepEqual([0, 1, 2, 3].filter(keptBut(selection, "box")), [3]);
});

test("when nothing is found, each criterion tells what it hides, the most generous first", () => {
  const state = parseAddress("?q=neige&variable=snow&access=request&from=1990");
  const selection = select(columns, state, [{ key: "text", pass: new Uint8Array([1, 1, 1, 1, 1]) }], tree);
  assert.equal(selection.total, 0);
  assert.deepEqual(Object.fromEntries(withoutEach(selection)), { text: 0, variable: 1, access: 0, period: 0 });
  const ways = waysOut(state, selection);
  assert.deepEqual(ways.map(({ key, count }) => [key, count]), [["variable", 1]]);
  for (const { without, count } of ways) assert.equal(select(columns, without, [], tree).total, count);
  assert.equal(formatAddress(onlyWords(state)), "?q=neige");
  assert.equal(dropped(state, "nonsense"), null);
});

test("a piece of the words goes away with the space around it", () => {
  assert.equal(withoutSpan("sel en Méditerranée depuis 1993", [7, 19]), "sel en depuis 1993");
  assert.deepEqual(broader(["temperature", "gone"], columns.facets.variable.options, tree), ["hydrology", "heat"]);
});

test("hits go by score, else by completeness; a chosen order comes first", () => {
  const failed = new Uint8Array([0, 0, 0, 0, 1]);
  assert.deepEqual([...ordered(columns, failed, new Float64Array([0.1, 0.9, 0.9, 0, 0]), "")], [2, 1, 0, 3]);
  assert.deepEqual([...ordered(columns, failed, null, "")], [3, 2, 1, 0]);
  assert.deepEqual([...ordered(columns, failed, new Float64Array([0.1, 0.2, 0.9, 0.3, 0]), "recent")], [3, 1, 2, 0]);
  assert.deepEqual([...ordered(columns, failed, null, "complete")], [3, 2, 1, 0]);
});

test("arcs of longitude meet over the antimeridian", () => {
  assert.equal(lengthInCommon(170, -170, 175, 180), 5);
  assert.equal(lengthInCommon(170, -170, -175, -160), 5);
  assert.ok(lengthInCommon(0, 10, 20, 30) < 0);
  assert.equal(lengthInCommon(-180, 180, 20, 30), 10);
  assert.equal(lengthInCommon(5, 5, 0, 10), 0);
});

test("a station is found by a box around it, a dataset of the whole world by any", () => {
  assert.equal(touchesAny(columns.boxes, 3, [9, 9, 11, 11]), true);
  assert.equal(touchesAny(columns.boxes, 2, [-180, -90, 180, 90]), false);
  assert.equal(isWorldwide(columns.boxes, 1), true);
  assert.equal(isWorldwide(columns.boxes, 3), false);
});

test("the axis is fine where data are many, and a year finds its step", () => {
  const { edges } = makeAxis(2026);
  assert.ok(edges.every((year, i) => i === 0 || year > edges[i - 1]));
  for (let year = 1800; year < 2101; year++) {
    const step = stepOf(edges, year);
    assert.ok(edges[step] <= year && year < edges[step + 1], String(year));
  }
});

test("the histogram counts each dataset in every step that it covers", () => {
  const axis = makeAxis(2026);
  const counts = coverage(columns.years, axis, (row) => columns.live[row] === 1, 2026);
  const brute = axis.edges.slice(0, -1).map((first, i) => [0, 1, 3].filter((row) => {
    const end = columns.years.end[row] === OPEN_END ? 2026 : columns.years.end[row];
    return columns.years.start[row] < axis.edges[i + 1] && end >= first;
  }).length);
  assert.deepEqual([...counts], brute);
});

test("thumbs at both ends ask for nothing, and any other place says its years", () => {
  const axis = makeAxis(2026);
  const last = axis.edges.length - 2;
  assert.deepEqual(yearsOf(axis, 0, last), { from: null, to: null });
  assert.deepEqual(thumbsOf(axis, null, null), [0, last]);
  const [low, high] = thumbsOf(axis, 1993, 2010);
  assert.deepEqual(yearsOf(axis, low, high), { from: 1993, to: 2010 });
});

test("the comparison keeps what one dataset at least states, and marks where all say the same", () => {
  const sheet = (facts, level = "") => ({ id: "a", title: "A", lang: "", summary: "", facts: new Map(Object.entries(facts)), useful: [], level });
  const facts = [{ key: "where", label: "Où" }, { key: "update", label: "Mise à jour" }, { key: "level", label: "Niveau" }];
  assert.deepEqual(rowsOf(facts, [sheet({ Où: "Monde" }, "L2A"), sheet({ Où: "Monde" })]), [
    { key: "where", label: "Où", cells: ["Monde", "Monde"], same: true },
    { key: "level", label: "Niveau", cells: ["L2A", ""], same: false },
  ]);
});

test("a level is read where a text names one, and nowhere else", () => {
  assert.deepEqual(["Réflectances Sentinel-2 L2A", "SWOT level 3 KaRIn", "Produit de niveau 4", "L3S SST"].map(levelOf), ["L2A", "L3", "L4", "L3S"]);
  assert.deepEqual(["Landsat 8", "HTML4", "niveau de la mer", "Sea level 1993"].map(levelOf), ["", "", "", ""]);
});

test("without an index, the titles that have most of the words answer", () => {
  const { hits, why } = asked(["neige au sol", "neige et glace", "ozone"], ["neige", "glace"]);
  assert.deepEqual([...hits], [0, 1, 0]);
  assert.deepEqual(why(1).words, ["neige", "glace"]);
  assert.deepEqual([...asked(["ozone"], ["absent"]).hits], [0]);
});

test("every facet of the page has its place in the address", () => {
  for (const facet of CHOICES) assert.equal(formatAddress(parseAddress(`?${facet}=some-id`)), `?${facet}=some-id`);
});

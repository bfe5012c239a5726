import assert from "node:assert/strict";
import test from "node:test";

import { FACETS, emptyState, formatState, isEmpty, isFiltered, parseState, toggled, year } from "../../theme/assets/js/query-state.js";

test("an address gives its state back", () => {
  const address = "?q=sea+level&compartment=oceans&variable=sea-level&variable=salinity&from=1993&to=2020&sort=recent&page=2";
  assert.equal(formatState(parseState(address)), address);
});

test("the empty state has no query string", () => {
  assert.equal(formatState(emptyState()), "");
  assert.ok(isEmpty(parseState("?utm_source=x")));
});

test("a sort alone changes the list but filters nothing", () => {
  const state = parseState("?sort=start");
  assert.ok(!isEmpty(state));
  assert.ok(!isFiltered(state));
});

test("choosing twice is not choosing, and goes back to the first page", () => {
  const once = toggled(parseState("?page=4"), "variable", "salinity");
  assert.deepEqual(once.chosen.variable, ["salinity"]);
  assert.equal(once.page, 1);
  assert.deepEqual(toggled(once, "variable", "salinity").chosen.variable, []);
});

test("a year has four digits", () => {
  assert.equal(year("1993"), 1993);
  for (const text of ["", "199", "19933", "1e3", "-199", null, "١٩٩٣"]) assert.equal(year(text), null);
});

const HOSTILE = [
  "?%", "?%E0%A4%A", "?q=%00%ff", "?q=" + "x".repeat(100_000), "?variable=../../etc", "?variable=<script>", "?variable=__proto__",
  "?__proto__=1&constructor=2", "?page=-1", "?page=1e9", "?page=NaN", "?from=0x10&to=∞", "?sort=toString", "?sort=__proto__", "?&&&==&=",
  "?variable=" + "a&variable=a".repeat(5000), "??", "#", "?q[]=1", "\u0000", "?q=\ud800",
];

for (const search of HOSTILE) {
  test(`${JSON.stringify(search.slice(0, 30))} gives a state that can be written again`, () => {
    const state = parseState(search);
    assert.ok(state.page >= 1 && state.page <= 1000);
    assert.ok(state.q.length <= 200);
    for (const facet of FACETS) for (const id of state.chosen[facet]) assert.match(id, /^[a-z0-9][a-z0-9.-]*$/);
    assert.equal(formatState(parseState(formatState(state))), formatState(state));
  });
}

test("any string of odd characters gives a state", () => {
  const characters = ["%", "&", "=", "?", "q", "+", "é", "0", "\u0000", "variable", "page", "from", "\ud83d"];
  let seed = 7;
  for (let round = 0; round < 2000; round++) {
    let text = "";
    for (let i = 0; i < 12; i++) {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      text += characters[seed % characters.length];
    }
    assert.equal(typeof formatState(parseState(text)), "string");
  }
});

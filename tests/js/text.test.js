import assert from "node:assert/strict";
import test from "node:test";

import { fold, wordsOf } from "../../theme/assets/js/fold.js";
import { counted, fill, readObject } from "../../theme/assets/js/words.js";

test("accents, case, ligatures and typographic signs do not matter", () => {
  assert.equal(fold("Température de l’Océan"), "temperature de l'ocean");
  assert.equal(fold("Œuvre ÆGIR"), "oeuvre aegir");
  assert.equal(fold("CO₂\u202f: méthane"), "co2 : methane");
});

test("a query of spaces asks nothing", () => assert.deepEqual(wordsOf(" \u00a0\u202f "), []));

test("odd text is folded without an error", () => {
  for (const text of ["\ud800", "\u0000", "🌊", "́".repeat(1000), "ﷺ"]) assert.equal(typeof fold(text), "string");
});

test("a hole without a value stays", () => assert.equal(fill("{n} {x} {toString}", { n: 3 }), "3 {x} {toString}"));

test("a value is never filled again", () => assert.equal(fill("{label}", { label: "{n}", n: 1 }), "{n}"));

test("zero is singular in French and plural in English", () => {
  const fr = { count_one: "{n} jeu", count_many: "{n} jeux" };
  const en = { count_one: "{n} dataset", count_many: "{n} datasets" };
  assert.equal(counted(fr, "count", 0, "fr"), "0 jeu");
  assert.equal(counted(fr, "count", 2, "fr"), "2 jeux");
  assert.equal(counted(fr, "count", 1_000_000, "fr"), "1\u202f000\u202f000 jeux");
  assert.equal(counted(en, "count", 0, "en"), "0 datasets");
  assert.equal(counted(en, "count", 10000, "en"), "10,000 datasets");
});

test("words that are no words are left out", () => {
  assert.deepEqual(readObject('{"a": "x", "b": 1, "c": {"d": "y", "e": null}, "f": null}'), { a: "x", "c.d": "y" });
  for (const json of [null, "", "{", "null", "[]", "3"]) assert.deepEqual(readObject(json), {});
});

import assert from "node:assert/strict";
import test from "node:test";

import { nearTerms } from "../../theme/assets/js/understand/nearby.js";

/** A shard of an index, as the engine tells of it. */
const shard = (terms) => ({ neighbours: async () => Object.entries(terms).map(([term, documents]) => ({ term, documents })) });
const TERMS = { salin: 9, salt: 7, saltmarsh: 1, satellit: 80, saturn: 1, "s1.5": 3, sal: 2 };

test("a term that the index has needs no other", async () => assert.deepEqual(await nearTerms("salt", shard(TERMS)), []));

test("another form of the word is near, the shorter and the commoner first", async () => {
  assert.deepEqual(await nearTerms("salti", shard(TERMS)), ["salt"]);
  assert.deepEqual(await nearTerms("saltis", shard({ saltin: 3, salting: 1, saltism: 1 })), ["saltin", "salting", "saltism"]);
});

test("a slip of the hand is forgiven in long terms only", async () => {
  assert.deepEqual(await nearTerms("satelit", shard(TERMS)), ["satellit"]);
  assert.deepEqual(await nearTerms("slalt", shard(TERMS)), []);
});

test("codes, numbers and short terms have none", async () => {
  for (const term of ["sal", "s1.5", "s2", "c:variables/salt", "صحراء"]) assert.deepEqual(await nearTerms(term, shard(TERMS)), []);
});

test("a shard that does not load gives none", async () => {
  const broken = { neighbours: () => Promise.reject(new Error("lost")) };
  assert.deepEqual(await nearTerms("salti", broken), []);
});

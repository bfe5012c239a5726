import assert from "node:assert/strict";
import test from "node:test";

import { noKnowledge } from "../../theme/assets/js/understand/knowledge.js";
import { prepareTitles, suggest } from "../../theme/assets/js/understand/suggest.js";
import { KNOWLEDGE } from "./understand-knowledge.js";

const TITLES = [
  { id: "argo", title: "Flotteurs Argo – température et salinité" },
  { id: "oeuf", title: "Œufs d’oiseaux de Méditerranée" },
  { id: "tide", title: "Marégraphes de l’Atlantique" },
];
const groups = (text) => Object.fromEntries(suggest(text, KNOWLEDGE, TITLES).map(({ kind, items }) => [kind, items]));
const keys = (text, kind) => (groups(text)[kind] ?? []).map((item) => item.key);
const marked = ({ mark, matched, label }) => mark && (matched || label).slice(...mark);

test("the beginning of any word of any name in either language suggests", () => {
  for (const text of ["niv", "NIVEAU DE LA", "hauteur d", "sea lev", "tide g"]) assert.equal(keys(text, "concepts")[0], "variables/sea-level", text);
});

test("the name that matched is told when it is not the label", () => {
  const [item] = groups("tide").concepts;
  assert.deepEqual([item.label, item.matched], ["Niveau de la mer", "tide gauge"]);
  assert.equal(groups("niveau").concepts[0].matched, "");
});

test("each thing is suggested once, by its best name", () => {
  assert.deepEqual(keys("sali", "concepts"), ["variables/salinity"]);
  assert.equal(groups("sali").concepts[0].matched, "");
});

test("datasets, places and centres come in groups of their own", () => {
  assert.deepEqual(keys("arg", "datasets"), ["argo"]);
  assert.deepEqual(keys("afri", "places"), ["africa", "west-africa"]);
  assert.deepEqual(keys("cor", "centres"), ["data-centres/coriolis"]);
  assert.deepEqual(suggest("médi", KNOWLEDGE, TITLES).map(({ kind }) => kind), ["datasets", "places"]);
});

test("the words before a suggestion stay in the query", () => {
  const { concepts, places } = groups("salinité médi");
  assert.equal(concepts, undefined);
  assert.equal(places[0].query, "salinité Mer Méditerranée");
});

test("a concept that no dataset has is not suggested", () => assert.deepEqual(keys("débit", "concepts"), []));

test("what was typed is marked in what is shown, accents or not", () => {
  assert.equal(marked(groups("mediter").places[0]), "Méditer");
  assert.equal(marked(groups("temperature et sal").datasets[0]), "température et sal");
  assert.equal(marked(groups("oeufs").datasets[0]), "Œufs");
});

test("a misspelt word is completed by its nearest spelling, only when nothing else is", () => {
  assert.deepEqual(keys("salinty", "concepts"), ["variables/salinity"]);
  assert.deepEqual(suggest("zzzzzz", KNOWLEDGE, TITLES), []);
});

test("one letter suggests nothing, nor does an empty box", () => {
  for (const text of ["", " ", "s", "'", "<"]) assert.deepEqual(suggest(text, KNOWLEDGE, TITLES), []);
});

test("prepared titles suggest as plain ones do", () => {
  for (const text of ["argo", "sal", "oeuf", "de"]) assert.deepEqual(suggest(text, KNOWLEDGE, prepareTitles(TITLES)), suggest(text, KNOWLEDGE, TITLES));
});

test("any text is answered", () => {
  for (const text of ["\uD800sal", "a".repeat(10_000), "sal ".repeat(3000), "\u202Eمد", "<script>", "__proto__", "(?:", "\\"]) {
    assert.ok(Array.isArray(suggest(text, KNOWLEDGE, TITLES)));
  }
  assert.deepEqual(suggest("mer", noKnowledge(), []), []);
});

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import test from "node:test";

import {
  LONGEST_NOTE, MOST_BASKETS, MOST_CHOICES, added, basketFile, chosen, currentOf, described, discarded, firstBaskets,
  holds, moved, noted, opened, readBasketFile, readBaskets, removed, replaced,
} from "../../theme/assets/js/basket/baskets.js";
import { proposal } from "../../theme/assets/js/basket/proposal.js";
import { basketFragment, readFragment } from "../../theme/assets/js/basket/link.js";

const empty = firstBaskets("Mon panier");
const three = ["sea-level", "soil-moisture", "rain-gauges"].reduce(added, empty);
/** @param {import("../../theme/assets/js/basket/baskets.js").Baskets} baskets */
const ids = (baskets) => currentOf(baskets).choices.map((choice) => choice.id);

test("a dataset is put in once, moved, noted and taken out, and each step leaves the one before it whole", () => {
  assert.deepEqual(ids(added(three, "sea-level")), ids(three));
  assert.deepEqual(ids(moved(three, "rain-gauges", -2)), ["rain-gauges", "sea-level", "soil-moisture"]);
  assert.deepEqual(ids(moved(three, "sea-level", 99)), ["soil-moisture", "rain-gauges", "sea-level"]);
  assert.deepEqual(ids(moved(three, "unknown", 1)), ids(three));
  assert.equal(currentOf(noted(three, "sea-level", " pour la côte ")).choices[0]?.note, "pour la côte");
  assert.deepEqual(ids(removed(three, "soil-moisture")), ["sea-level", "rain-gauges"]);
  assert.deepEqual(ids(three), ["sea-level", "soil-moisture", "rain-gauges"]);
  assert.ok(holds(three, "sea-level"));
});

test("a dataset that was replaced keeps its place and its note, and is not put in twice", () => {
  const [first = "", second = ""] = currentOf(three).choices.map((choice) => choice.id);
  const said = noted(three, first, "À garder");
  assert.deepEqual(currentOf(replaced(said, first, "newer-data")).choices[0], { id: "newer-data", note: "À garder" });
  assert.equal(currentOf(replaced(said, first, second)).choices.length, currentOf(three).choices.length - 1);
  assert.equal(replaced(said, first, "../x"), said);
});

test("baskets are several, each under a key that is never used again while it stands", () => {
  const two = opened(three, { name: "Crues" });
  assert.deepEqual(ids(two), []);
  assert.deepEqual(ids(chosen(two, "b1")), ids(three));
  assert.equal(chosen(two, "b9"), two);
  assert.deepEqual(discarded(two).baskets.map((basket) => basket.key), ["b1"]);
  assert.deepEqual(ids(discarded(three)), []);
  assert.equal(currentOf(described(two, { name: "  " })).name, "Crues");
  let many = empty;
  for (let n = 0; n < 100; n += 1) many = opened(many, { name: `n${n}` });
  assert.equal(many.baskets.length, MOST_BASKETS);
});

test("no basket holds more than it may, nor what is no id", () => {
  let full = empty;
  for (let n = 0; n < MOST_CHOICES + 5; n += 1) full = added(full, `dataset-${n}`);
  assert.equal(ids(full).length, MOST_CHOICES);
  for (const id of ["../x", "", "A", "x y", "<script>"]) assert.equal(added(empty, id), empty);
});

test("what a browser kept is read back, and anything else made sound or refused", () => {
  assert.deepEqual(readBaskets(JSON.stringify(three)), three);
  for (const wrong of [null, "", "{", "[]", "3", '{"baskets": []}', '{"baskets": [{"key": "x"}]}']) assert.equal(readBaskets(wrong), null);
  const odd = readBaskets(JSON.stringify({
    current: "b7",
    baskets: [
      { key: "b2", name: 3, choices: [{ id: "sea-level" }, { id: "sea-level" }, { id: "../x" }, null, 7], more: 1 },
      { key: "b2", choices: [] },
      { key: "__proto__" },
    ],
  }));
  assert.deepEqual(odd, { current: "b2", baskets: [{ key: "b2", name: "b2", note: "", choices: [{ id: "sea-level", note: "" }] }] });
});

test("a file gives its basket back, and no other file does", () => {
  const { key: _, ...basket } = currentOf(described(noted(three, "sea-level", "a\nb"), { note: "Pour la côte" }));
  assert.deepEqual(readBasketFile(basketFile({ key: "b1", ...basket })), basket);
  for (const wrong of ["", "null", "[]", '{"name": "x"}', '{"terra-basket": 2}']) assert.equal(readBasketFile(wrong), null);
});

test("a link gives its basket back, in its order, with its notes", async () => {
  const { key: _, ...basket } = currentOf(described(noted(three, "soil-moisture", "avec\ttab \\ et\nligne 🌊"), { name: "Été 2026", note: "n" }));
  assert.deepEqual(await readFragment(await basketFragment(basket)), basket);
});

test("a link holds a hundred datasets of this catalogue within 2,000 characters, even those of the longest names", async () => {
  const curated = new URL("../../catalog/curated/", import.meta.url);
  const all = readdirSync(curated, { recursive: true }).map(String).filter((name) => name.endsWith(".yml")).map((name) => name.replace(/^.*\/|\.yml$/g, ""));
  const longest = all.sort((a, b) => b.length - a.length || (a < b ? -1 : 1)).slice(0, 100);
  assert.equal(longest.length, 100);
  const fragment = await basketFragment({ name: "Mon panier", note: "", choices: longest.map((id) => ({ id, note: "" })) });
  const address = `https://catalogue.data-terra.example/fr/basket/${fragment}`;
  assert.ok(address.length <= 2000, `${address.length} characters`);
});

test("a link that is damaged or hostile is called broken, one of something else is no basket", async () => {
  const sound = await basketFragment({ name: "x", note: "", choices: [{ id: "sea-level", note: "" }] });
  assert.equal(await readFragment(""), null);
  assert.equal(await readFragment("#content"), null);
  for (const wrong of ["#basket=", "#basket=2.AAAA", "#basket=1.!!", sound.slice(0, -3), "#basket=1.AAAA", `#basket=1.${"A".repeat(200_000)}`]) {
    assert.equal(await readFragment(wrong), "broken", wrong.slice(0, 40));
  }
});

test("a link that would unfold beyond any basket is refused before it is whole", async () => {
  const stream = new Blob(["a".repeat(50_000_000)]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const bomb = Buffer.from(await new Response(stream).arrayBuffer()).toString("base64url");
  assert.ok(bomb.length < 100_000);
  assert.equal(await readFragment(`#basket=1.${bomb}`), "broken");
});

test("texts of a basket are cut between characters", () => {
  const note = currentOf(noted(three, "sea-level", "🌊".repeat(LONGEST_NOTE + 1))).choices[0]?.note ?? "";
  assert.equal([...note].length, LONGEST_NOTE);
  assert.ok(!note.includes("\ufffd"));
});

test("a basket is proposed as the file that the catalogue reads, and its texts stay texts", () => {
  const basket = currentOf(described(noted(three, "sea-level", 'dit : "x"\nid: y'), { name: "Été & crues", note: "# {a}" }));
  assert.deepEqual(proposal(basket, "fr", "2026-11-21"), {
    file: "ete-crues.yml",
    text: [
      "id: ete-crues", "title:", '  fr: "Été & crues"', "description:", '  fr: "# {a}"', 'author: ""', 'created: "2026-11-21"',
      'updated: "2026-11-21"', "datasets:", "  - dataset: sea-level", "    note:", '      fr: "dit : \\"x\\" id: y"',
      "  - dataset: soil-moisture", "  - dataset: rain-gauges", "",
    ].join("\n"),
  });
  assert.equal(proposal({ ...basket, name: "É" }, "en", "2026-11-21").file, "basket-e.yml");
});

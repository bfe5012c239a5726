import assert from "node:assert/strict";
import test from "node:test";

import { openKnowledge } from "../../theme/assets/js/understand/parts.js";
import { understand } from "../../theme/assets/js/understand/understand.js";

const BASE = { keys: ["variables/sea-level", "compartments/oceans"], above: [[1], []], counts: [4, 20], parts: ["me", "ni"] };
const NAMES = {
  concepts: BASE,
  "names-me": { concepts: [[1, "Océans", "", "mer", ""]], places: [[7, "Mer Noire", "", "", "black-sea", 27, 40, 42, 47]], told: [], words: "mesure", named: "mer" },
  "names-ni": { concepts: [[0, "Niveau de la mer", "", "", ""]], places: [], told: [["houl", 0]], words: "", named: "niveau" },
  "spelling-n": { words: "", named: "niveau" },
  spelling: { words: "mesure", named: "niveau mer" },
};

/** @param {Record<string, unknown>} files */
function opened(files) {
  /** @type {string[]} */
  const asked = [];
  const of = openKnowledge(async (name) => {
    asked.push(name);
    if (!(name in files)) throw new Error(`${name} is lost`);
    return files[name];
  });
  return { of, asked };
}

test("only the parts that the words of a query may be in are asked for, each once", async () => {
  const { of, asked } = opened(NAMES);
  const { knowledge, failed } = await of("mer noire");
  assert.equal(failed, 0);
  const [part] = understand("mer noire", "fr", knowledge).parts;
  assert.deepEqual([part?.kind, part?.label, part?.value.boxes], ["place", "Mer Noire", [[27, 40, 42, 47]]]);
  await of("mer");
  assert.deepEqual(asked, ["concepts", "names-me", "names-ni"]);
});

test("a misspelt word asks for the words of its letter, and for all when it may begin otherwise", async () => {
  const { of, asked } = opened(NAMES);
  const near = await of("nieau mer");
  assert.deepEqual(asked.filter((name) => name.startsWith("spelling")), []); // five letters: no fault is forgiven
  const { knowledge } = await of("nivaeu mer");
  assert.deepEqual(understand("nivaeu mer", "fr", knowledge).corrections.map(({ to }) => to), ["niveau"]);
  assert.ok(!asked.includes("spelling"));
  const other = await of("miveau mer");
  assert.ok(asked.includes("spelling"));
  assert.deepEqual(understand("miveau mer", "fr", other.knowledge).corrections.map(({ to }) => to), ["niveau"]);
  assert.equal(near.failed, 0);
});

test("a lost part leaves its words to be searched as they are, and is asked for again", async () => {
  const { "names-ni": lost, ...rest } = NAMES;
  /** @type {Record<string, unknown>} */
  const files = rest;
  const { of } = opened(files);
  const { knowledge, failed } = await of("niveau");
  assert.equal(failed, 1);
  assert.deepEqual(understand("niveau", "fr", knowledge), { parts: [], rest: ["niveau"], corrections: [] });
  files["names-ni"] = lost;
  assert.equal((await of("niveau")).failed, 0);
});

test("parts that are not what is expected teach nothing and throw nothing", async () => {
  for (const broken of [null, 3, [], "x", { concepts: [3, [99, "x"], [null]], places: [["a"], [0]], told: {}, words: 3, named: [1] }]) {
    const { of } = opened({ concepts: BASE, "names-me": broken, "names-ni": broken, spelling: broken, "spelling-n": broken });
    assert.deepEqual(understand("mer", "fr", (await of("mer")).knowledge).rest, ["mer"]);
    const none = opened({ concepts: broken });
    assert.deepEqual(understand("mer", "fr", (await none.of("mer")).knowledge).rest, ["mer"]);
  }
});

test("any text asks for a bounded number of parts", async () => {
  const { of, asked } = opened(NAMES);
  await of("x".repeat(10_000));
  await of(Array.from({ length: 2000 }, (_, i) => `m${i}`).join(" "));
  await of("\ud800 ملوحة <b>");
  assert.ok(asked.every((name) => name in NAMES || /^spelling-[a-z]$/.test(name)), asked.join());
});

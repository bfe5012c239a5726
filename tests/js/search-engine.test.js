import assert from "node:assert/strict";
import { createServer } from "node:http";
import test from "node:test";
import { gunzipSync } from "node:zlib";

import { openEngine } from "../../theme/assets/js/search/engine.js";
import { SearchFileError, fetchFrom } from "../../theme/assets/js/search/files.js";
import { rank } from "../../theme/assets/js/search/scoring.js";
import { fileName, shardOf } from "../../theme/assets/js/search/shards.js";
import { files, server } from "./search-files.js";

const BASE = "http://localhost/search/";
/** @param {Record<string, Uint8Array | undefined>} [served] */
const open = (served = files()) => {
  const { asked, fetchBytes } = server(served);
  return openEngine(BASE, "en", fetchBytes).then((engine) => ({ engine, asked }));
};
/** @param {import("../../theme/assets/js/search/engine.js").Found} found */
const numbers = (found) => found.hits.map(({ number }) => number);

test("a text finds the documents that have any of its words, best first, equal ones by number", async () => {
  const { engine } = await open();
  const found = await engine.search("the sea");
  assert.deepEqual(numbers(found), [3, 0, 1]);
  assert.equal(found.total, 3);
  assert.deepEqual([...found.mask], [1, 1, 0, 1, 0]);
  assert.deepEqual(found.hits[0]?.matched, ["sea"]);
  assert.equal((await engine.search("the sea", { limit: 1 })).hits.length, 1);
  assert.deepEqual([...found.ranked()], [3, 0, 1]);
});

test("only the shards of the terms asked for are loaded, each once", async () => {
  const { engine, asked } = await open();
  await engine.search("sea");
  await Promise.all([engine.search("sea seas"), engine.search("salt")]);
  assert.deepEqual(asked, ["en/index.json", "en/terms/sea.bin", "en/terms/_.bin"]);
});

test("a required term narrows, a prohibited one takes away, a field holds a term to itself", async () => {
  const { engine } = await open();
  assert.deepEqual(numbers(await engine.search([{ term: "sea" }, { term: "salt", presence: "required" }])), [3]);
  assert.deepEqual(numbers(await engine.search([{ term: "sea" }, { term: "salt", presence: "prohibited" }])), [0, 1]);
  assert.deepEqual(numbers(await engine.search([{ term: "sea", fields: ["text"] }])), [3]);
  assert.equal((await engine.search([{ term: "sea" }, { term: "unknown", presence: "required" }])).total, 0);
});

test("spellings of one thing are one requirement", async () => {
  const { engine } = await open();
  const found = await engine.search([{ term: ["salt", "salin", "c:variables/salt"], presence: "required" }, { term: "sea" }]);
  assert.deepEqual(numbers(found).sort(), [0, 3, 4]);
});

test("a heavier term ranks first", async () => {
  const { engine } = await open();
  assert.equal(numbers(await engine.search([{ term: "sea", weight: 50 }, { term: "salin" }]))[0], 3);
  assert.equal(numbers(await engine.search([{ term: "sea" }, { term: "salin", weight: 50 }]))[0], 0);
});

test("a shard that cannot be had is named, and the other terms still find", async () => {
  const { engine, asked } = await open({ ...files(), "en/terms/_.bin": undefined });
  const found = await engine.search("sea salt");
  assert.deepEqual(found.failed.map(({ path }) => path), ["en/terms/_.bin"]);
  assert.deepEqual(numbers(found), [3, 0, 1]);
  await assert.rejects(engine.search("salt"), SearchFileError);
  assert.equal(asked.filter((path) => path === "en/terms/_.bin").length, 2, "a later query asks again");
});

test("a shard cut short or garbled is an error of that file", async () => {
  const whole = gunzipSync(files()["en/terms/sea.bin"]);
  for (const body of [whole.subarray(0, 40), Buffer.from("<!doctype html>"), Buffer.from([0x1f, 0x8b, 1, 2]), Buffer.alloc(0)]) {
    const { engine } = await open({ ...files(), "en/terms/sea.bin": body });
    await assert.rejects(engine.search("sea"), { name: "SearchFileError", path: "en/terms/sea.bin" });
  }
});

test("a host that unpacks by itself does no harm", async () => {
  const { engine } = await open({ ...files(), "en/terms/sea.bin": gunzipSync(files()["en/terms/sea.bin"]) });
  assert.equal((await engine.search("sea")).total, 3);
});

test("a catalogue without an index is an error, not a wait", async () => {
  await assert.rejects(openEngine(BASE, "en", server({}).fetchBytes), { name: "SearchFileError", path: "en/index.json" });
  await assert.rejects(openEngine(BASE, "en", server({ "en/index.json": Buffer.from("{") }).fetchBytes), SearchFileError);
  await assert.rejects(openEngine(BASE, "en", server({ "en/index.json": Buffer.from("[]") }).fetchBytes), SearchFileError);
});

test("any text is answered", async () => {
  const { engine } = await open();
  for (const text of ["", " ", "<script>alert(1)</script>", "\ud800", "‮", "../../../etc/passwd", "sea ".repeat(5000), "x".repeat(10_000)]) {
    const found = await engine.search(text);
    assert.ok(found.total <= 3, text);
  }
});

test("the neighbours of a misspelt word come from the shard that was loaded for it", async () => {
  const { engine, asked } = await open();
  await engine.search("salte");
  const before = asked.length;
  assert.deepEqual(await engine.neighbours("salte"), [
    { term: "c:variables/salt", documents: 1 },
    { term: "salin", documents: 1 },
    { term: "salt", documents: 1 },
  ]);
  assert.equal(asked.length, before);
});

test("each term lies in the shard whose first term is the last not after it", () => {
  const manifest = /** @type {any} */ ({ shards: ["", "c:a", "sea"] });
  for (const [term, key] of [["0", ""], ["c:a", "c:a"], ["c:b", "c:a"], ["se", "c:a"], ["sea", "sea"], ["земля", "sea"]]) {
    assert.equal(shardOf(manifest, term ?? ""), key);
  }
  assert.equal(fileName("c:variables/sea-level"), "c_3avariables_2fsea_2dlevel");
  assert.equal(fileName(""), "_");
});

test("the best of many are found without sorting all", () => {
  const scores = Float64Array.from({ length: 5000 }, (_, i) => (i * 7919) % 101);
  const mask = Uint8Array.from(scores, (_, i) => Number(i % 3 > 0));
  const all = [...scores.keys()].filter((i) => mask[i]).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
  for (const limit of [0, 1, 10, 300, 5000]) assert.deepEqual([...rank(scores, mask, limit)], all.slice(0, limit));
});

test("a file that fails is tried once more, and the second failure is told", async () => {
  let asked = 0;
  const broken = createServer((request, answer) => {
    asked++;
    answer.writeHead(request.url?.includes("once") && asked > 1 ? 200 : 503).end("x");
  });
  await new Promise((resolve) => broken.listen(0, "127.0.0.1", () => resolve(null)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (broken.address());
  const fetchBytes = fetchFrom(`http://127.0.0.1:${port}/search/`);
  assert.equal(Buffer.from(await fetchBytes("once.bin")).toString(), "x");
  assert.equal(asked, 2);
  await assert.rejects(fetchBytes("never.bin"), /503/);
  assert.equal(asked, 4);
  broken.closeAllConnections();
  broken.close();
});

test("the years that the columns leave open are those of the lists", async () => {
  const [columns, table] = await Promise.all([import("../../theme/assets/js/search/columns.js"), import("../../theme/assets/js/table.js")]);
  assert.deepEqual([columns.OPEN_END, columns.UNKNOWN], [table.OPEN_END, table.UNKNOWN]);
});

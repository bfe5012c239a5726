import assert from "node:assert/strict";
import { createServer } from "node:http";
import test from "node:test";

import { LONGEST_NAME, MOST_BASKETS, added, chosen, described, discarded, firstBaskets, opened } from "../../theme/assets/js/basket/baskets.js";
import { agree, merged, withoutThose } from "../../theme/assets/js/session/account-baskets.js";
import { reconcile } from "../../theme/assets/js/session/storage.js";

/** @typedef {import("../../theme/assets/js/basket/baskets.js").Baskets} Baskets */

const names = { first: "Mon panier", here: "(ici)" };
const blank = firstBaskets(names.first);
const sea = described(added(blank, "sea-level"), { name: "Mer" });
/** @param {Baskets | null} baskets */
const shown = (baskets) => baskets?.baskets.map((basket) => `${basket.key} ${basket.name}: ${basket.choices.map((choice) => choice.id)}`);

test("a browser that never met the account brings its baskets, and takes those of the account", () => {
  assert.deepEqual(shown(merged([], sea, [], names)), ["b1 Mer: sea-level"]);
  assert.deepEqual(shown(merged([], blank, sea.baskets, names)), ["b1 Mer: sea-level"]);
  assert.deepEqual(shown(merged([], sea, sea.baskets, names)), ["b1 Mer: sea-level"]);
  const rain = described(added(blank, "rain-gauges"), { name: "Pluie" });
  const both = merged([], rain, sea.baskets, names);
  assert.deepEqual(shown(both), ["b1 Mer: sea-level", "b2 Pluie (ici): rain-gauges"]);
  assert.equal(both?.current, "b2");
});

test("what one side changed, added or deleted since both agreed is so everywhere", () => {
  const two = opened(sea, { name: "Crues" });
  const base = two.baskets;
  assert.deepEqual(shown(merged(base, discarded(two), base, names)), ["b1 Mer: sea-level"]);
  assert.deepEqual(shown(merged(base, two, discarded(two).baskets, names)), ["b1 Mer: sea-level"]);
  assert.deepEqual(shown(merged(base, added(two, "floods-fr"), base, names)), ["b1 Mer: sea-level", "b2 Crues: floods-fr"]);
  assert.deepEqual(shown(merged(base, two, added(two, "floods-fr").baskets, names)), ["b1 Mer: sea-level", "b2 Crues: floods-fr"]);
  const there = opened(two, { name: "Neige" });
  assert.deepEqual(shown(merged(base, added(two, "floods-fr"), there.baskets, names)), ["b1 Mer: sea-level", "b2 Crues: floods-fr", "b3 Neige: "]);
});

test("a basket changed on both sides stays twice, and one deleted on one side and changed on the other stays", () => {
  const base = sea.baskets;
  const here = added(sea, "tide-gauges");
  const there = added(sea, "salinity-moorings");
  assert.deepEqual(shown(merged(base, here, there.baskets, names)), ["b1 Mer: sea-level,salinity-moorings", "b2 Mer (ici): sea-level,tide-gauges"]);
  const two = opened(sea, { name: "Crues" });
  const gone = discarded(two);
  assert.deepEqual(shown(merged(two.baskets, added(two, "floods-fr"), gone.baskets, names)), ["b1 Mer: sea-level", "b2 Crues: floods-fr"]);
  assert.deepEqual(shown(merged(two.baskets, gone, added(two, "floods-fr").baskets, names)), ["b1 Mer: sea-level", "b2 Crues: floods-fr"]);
});

test("nothing of either side is lost, whatever was done, and joining again changes nothing", () => {
  let seed = 7;
  const random = (/** @type {number} */ n) => (seed = (seed * 16807) % 2147483647) % n;
  const turn = (/** @type {Baskets} */ from) => {
    let now = from;
    for (let step = random(5); step >= 0; step -= 1) {
      now = chosen(now, now.baskets[random(now.baskets.length)]?.key ?? "");
      const act = random(4);
      if (act === 0) now = opened(now, { name: `panier ${random(9)}` });
      else if (act === 1) now = discarded(now);
      else now = added(now, `dataset-${random(30)}`);
    }
    return now;
  };
  const text = (/** @type {{name: string, choices: readonly object[]}} */ { choices }) => JSON.stringify(choices);
  for (let run = 0; run < 400; run += 1) {
    const base = turn(blank);
    const [here, there] = [turn(base), turn(base)];
    const whole = merged(base.baskets, here, there.baskets, names);
    assert.ok(whole);
    const held = new Set(whole.baskets.map(text));
    const before = new Map(base.baskets.map((basket) => [basket.key, text(basket)]));
    for (const basket of [...here.baskets, ...there.baskets]) {
      const changed = before.get(basket.key) !== text(basket);
      if (changed && basket.choices.length) assert.ok(held.has(text(basket)), `run ${run}: ${text(basket)} is lost`);
    }
    assert.equal(new Set(whole.baskets.map((basket) => basket.key)).size, whole.baskets.length);
    assert.ok(whole.baskets.some((basket) => basket.key === whole.current));
    const again = merged(whole.baskets, whole, whole.baskets, names);
    assert.ok(again && agree(again.baskets, whole.baskets));
  }
});

test("too many baskets together are left as they are, and the name of a copy stays short enough", () => {
  let many = described(blank, { name: "Autre" });
  for (let n = 0; n < MOST_BASKETS - 1; n += 1) many = opened(many, { name: `n${n}` });
  assert.equal(merged([], added(many, "sea-level"), [...sea.baskets], names), null);
  const long = described(sea, { name: "é".repeat(LONGEST_NAME) });
  const copy = merged(long.baskets, added(long, "tide-gauges"), added(long, "salinity-moorings").baskets, names)?.baskets[1];
  assert.ok(copy && copy.name.length <= LONGEST_NAME && copy.name.endsWith(" (ici)"));
});

test("whoever signs in next does not take over what another account keeps", () => {
  const two = opened(sea, { name: "Crues" });
  assert.deepEqual(shown(withoutThose(two, two.baskets, names)), ["b1 Mon panier: "]);
  assert.deepEqual(shown(withoutThose(added(two, "floods-fr"), two.baskets, names)), ["b2 Crues: floods-fr"]);
});

/**
 * A place for one account, as an infrastructure would offer it, on this machine.
 * @param {(place: {address: string, kept: {body: string, asked: string[], meanwhile: string[], status: number}}) => Promise<void>} use
 */
async function withPlace(use) {
  const kept = { body: "", asked: /** @type {string[]} */ ([]), meanwhile: /** @type {string[]} */ ([]), status: 0 };
  let version = 0;
  const server = createServer(async (request, response) => {
    kept.asked.push(`${request.method} ${request.headers.authorization}`);
    if (kept.status) return response.writeHead(kept.status).end();
    if (request.method === "GET") return kept.body ? response.writeHead(200, { ETag: `"${version}"` }).end(kept.body) : response.writeHead(404).end();
    const written = kept.meanwhile.shift();
    if (written) [kept.body, version] = [written, version + 1];
    const free = request.headers["if-none-match"] === "*" ? !kept.body : request.headers["if-match"] === `"${version}"`;
    if (!free) return response.writeHead(412).end();
    let body = "";
    for await (const piece of request) body += piece;
    [kept.body, version] = [body, version + 1];
    return response.writeHead(204).end();
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(null)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  try {
    await use({ address: `http://127.0.0.1:${port}/baskets`, kept });
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

test("the account's place is written when it lacks something, with the token and never over what another wrote", () =>
  withPlace(async ({ address, kept }) => {
    const place = { fetch, address, token: "t1" };
    assert.deepEqual(shown(await reconcile(place, sea, [], names)), ["b1 Mer: sea-level"]);
    assert.deepEqual(kept.asked, ["GET Bearer t1", "PUT Bearer t1"]);
    await reconcile(place, sea, sea.baskets, names);
    assert.equal(kept.asked.length, 3);
    kept.meanwhile.push(JSON.stringify(added(sea, "salinity-moorings")));
    const whole = await reconcile(place, added(sea, "tide-gauges"), sea.baskets, names);
    assert.deepEqual(shown(whole), ["b1 Mer: sea-level,salinity-moorings", "b2 Mer (ici): sea-level,tide-gauges"]);
    assert.deepEqual(shown(JSON.parse(kept.body)), shown(whole));
    kept.body = "";
    assert.deepEqual(shown(await reconcile(place, sea, sea.baskets, names)), ["b1 Mer: sea-level"]);
  }));

test("a place that refuses, fails or holds what cannot be read is left as it is, and each is told apart", () =>
  withPlace(async ({ address, kept }) => {
    const place = { fetch, address, token: "t1" };
    const kind = async () => reconcile(place, sea, [], names).then(() => "", (error) => error.kind);
    for (const [status, said] of /** @type {[number, string][]} */ ([[401, "expired"], [403, "storage-refused"], [500, "storage"], [302, "unreachable"]])) {
      kept.status = status;
      assert.equal(await kind(), said);
    }
    kept.status = 0;
    const more = { baskets: [...sea.baskets, { key: "unknown-kind", choices: [] }] };
    for (const body of ["{", "<html>", "[]", '{"baskets": []}', JSON.stringify(more)]) {
      kept.body = body;
      assert.equal(await kind(), "storage-unreadable");
      assert.equal(kept.body, body);
    }
    assert.ok(kept.asked.every((asked) => asked.startsWith("GET")));
    assert.equal(await reconcile({ ...place, address: "http://127.0.0.1:9/" }, sea, [], names).catch((error) => error.kind), "unreachable");
  }));

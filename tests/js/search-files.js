/** Files of a small search, written here by hand as the build writes them. */

import { gzipSync } from "node:zlib";

/** @param {number[]} values @param {number} count */
export const planes = (values, count) =>
  Buffer.concat(Array.from({ length: count }, (_, plane) => Buffer.from(values.map((value) => (value >>> (8 * plane)) & 255))));

/** @param {number[]} numbers */
export const header = (...numbers) => Buffer.concat(numbers.map((number) => Buffer.from(Uint32Array.of(number).buffer)));

/**
 * A shard from its terms, each with entries of field, number, times, length.
 * @param {Record<string, [number, number, number, number][]>} terms
 */
export function shard(terms) {
  const text = Buffer.from(Object.keys(terms).join("\n"));
  const lists = Object.values(terms);
  const places = lists.map((list) => list.map(([field, number]) => (field << 20) | number));
  const gaps = places.flatMap((list) => list.map((place, i) => place - (list[i - 1] ?? 0)));
  const all = lists.flat();
  return Buffer.concat([
    header(lists.length, all.length, all.length, text.length),
    text,
    planes(lists.map((list) => list.length), 3),
    planes(gaps, 3),
    planes(all.map(([, , times]) => times), 1),
    planes(all.map(([, , , length]) => length), 2),
  ]);
}

/** Five numbers, the third a hole; fields title and text; "sea" in three titles, "salt" and "salinity" in texts. */
export const files = () => ({
  "en/index.json": Buffer.from(
    JSON.stringify({
      datasets: 4, numbers: 5, fields: ["title", "text"], boosts: [3, 1], lengths: [8, 40], k1: 1.2, b: 0.75, table: 1,
      long: 256, shards: ["", "sea"],
    }),
  ),
  "en/terms/_.bin": gzipSync(shard({ "c:variables/salt": [[0, 4, 1, 1]], salin: [[1, 0, 1, 10]], salt: [[1, 3, 2, 10]] })),
  "en/terms/sea.bin": gzipSync(shard({ sea: [[0, 0, 1, 2], [0, 1, 1, 2], [0, 3, 1, 2], [1, 3, 1, 10]] })),
});

/**
 * A server of files that counts what is asked for.
 * @param {Record<string, Uint8Array | undefined>} files
 */
export function server(files) {
  /** @type {string[]} */
  const asked = [];
  const fetchBytes = async (/** @type {string} */ path) => {
    asked.push(path);
    const body = files[path];
    if (!body) throw new Error("the answer is 404");
    return new Uint8Array(body);
  };
  return { asked, fetchBytes };
}

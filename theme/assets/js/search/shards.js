/** Shards of the index: which one holds a term, and its entries as typed arrays. */

import { PlaneReader, SearchFileError, readBytes } from "./files.js";

/** @typedef {import("./files.js").FetchBytes} FetchBytes */
/**
 * @typedef {object} Manifest /search/<lang>/index.json
 * @property {number} datasets
 * @property {number} numbers highest number + 1: numbers of withdrawn datasets stay empty
 * @property {string[]} fields
 * @property {number[]} boosts
 * @property {number[]} lengths sum of the lengths of each field
 * @property {number} k1
 * @property {number} b
 * @property {number} table the field whose lengths are in lengths.bin for terms with `long` entries or more in it
 * @property {number} long
 * @property {string[]} shards the key of each: not after its first term, after all terms before it; "" first
 */
/**
 * @typedef {object} Entries one term: ordered by field, then by number
 * @property {Uint32Array} numbers
 * @property {Uint8Array} fields
 * @property {Uint8Array} times how often the field says the term
 * @property {Uint32Array} lengths how many terms the field has
 */
/** @typedef {{terms: string[], entries: (term: string) => Entries | null}} Shard */

const NUMBER_BITS = 20;

/**
 * The name of a shard's file, from its key.
 * @param {string} key
 */
export function fileName(key) {
  return key.replace(/[^a-z0-9]/g, (c) => `_${c.charCodeAt(0).toString(16).padStart(2, "0")}`) || "_";
}

/**
 * The key of the shard that would hold a term.
 * @param {Manifest} manifest
 * @param {string} term
 */
export function shardOf(manifest, term) {
  let low = 0;
  let high = manifest.shards.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((manifest.shards[middle] ?? "") <= term) low = middle;
    else high = middle - 1;
  }
  return manifest.shards[low] ?? "";
}

/**
 * Loads shards, each once; one that failed is asked for again by the next query.
 * @param {Manifest} manifest
 * @param {string} lang
 * @param {FetchBytes} fetchBytes
 */
export function openShards(manifest, lang, fetchBytes) {
  /** @type {Map<string, Promise<Shard>>} */
  const loaded = new Map();
  /** @type {Promise<Uint32Array> | undefined} */
  let table;

  function lengths() {
    table ??= readBytes(fetchBytes, `${lang}/lengths.bin`).then(
      (bytes) => new PlaneReader(bytes).numbers(manifest.numbers, 2),
      (error) => {
        table = undefined;
        throw error;
      },
    );
    return table;
  }

  /**
   * @param {string} term
   * @returns {Promise<Shard>}
   */
  function shard(term) {
    const key = shardOf(manifest, term);
    let found = loaded.get(key);
    if (!found) {
      const path = `${lang}/terms/${fileName(key)}.bin`;
      found = readBytes(fetchBytes, path)
        .then((bytes) => decode(bytes, manifest, lengths))
        .catch((error) => {
          loaded.delete(key);
          throw error instanceof SearchFileError ? error : new SearchFileError(path, error);
        });
      loaded.set(key, found);
    }
    return found;
  }
  return { shard };
}

/**
 * @param {Uint8Array} bytes
 * @param {Manifest} manifest
 * @param {() => Promise<Uint32Array>} lengthTable
 * @returns {Promise<Shard>}
 */
async function decode(bytes, manifest, lengthTable) {
  const reader = new PlaneReader(bytes);
  const [termCount, entryCount, lengthCount, textLength] = [reader.number(), reader.number(), reader.number(), reader.number()];
  const terms = new TextDecoder().decode(reader.slice(textLength)).split("\n");
  const counts = reader.numbers(termCount, 3);
  const gaps = reader.numbers(entryCount, 3);
  const times = reader.slice(entryCount);
  const lengths = reader.numbers(lengthCount, 2);
  const table = lengthCount < entryCount ? await lengthTable() : null;
  const fields = new Uint8Array(entryCount);
  const numbers = gaps;
  const lengthOf = new Uint32Array(entryCount);
  /** @type {Map<string, [number, number]>} */
  const at = new Map();
  let i = 0;
  let next = 0;
  for (let t = 0; t < termCount; t++) {
    const count = counts[t] ?? 0;
    at.set(terms[t] ?? "", [i, i + count]);
    let place = 0;
    let inTable = 0;
    for (let end = i + count, at = i; at < end; at++) {
      place += gaps[at] ?? 0;
      fields[at] = place >>> NUMBER_BITS;
      numbers[at] = place & ((1 << NUMBER_BITS) - 1);
      if (fields[at] === manifest.table) inTable++;
    }
    const common = inTable >= manifest.long;
    for (const end = i + count; i < end; i++) {
      lengthOf[i] = common && fields[i] === manifest.table ? (table?.[numbers[i] ?? 0] ?? 0) : (lengths[next++] ?? 0);
    }
  }
  return {
    terms,
    entries(term) {
      const range = at.get(term);
      if (!range) return null;
      const [from, to] = range;
      return {
        numbers: numbers.subarray(from, to),
        fields: fields.subarray(from, to),
        times: times.subarray(from, to),
        lengths: lengthOf.subarray(from, to),
      };
    },
  };
}

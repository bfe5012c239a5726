/** What the browser must know for one query: the parts of the knowledge that its words may be in, laid together. */

import { numbers, readKnowledge, record, texts } from "./knowledge.js";
import { distance, nearest, tolerance } from "./spelling.js";
import { tokensOf } from "./tokens.js";
import { LONGEST_TEXT, unknownTokens } from "./understand.js";

/** @typedef {import("./knowledge.js").Knowledge} Knowledge */
/** @typedef {(name: string) => Promise<unknown>} ReadPart the JSON of /search/understanding/<lang>/<name>.json */
/** @typedef {{knowledge: Knowledge, failed: number}} Learnt what is known of a query, and how many parts could not be had */

/**
 * Opens the knowledge that lies in parts. For any query it gives what the whole would give of it: the parts that names
 * beginning with its words are in are loaded, and lists of words when one of them may be misspelt.
 * @param {ReadPart} read rejects when a part cannot be had
 * @returns {(text: string) => Promise<Learnt>}
 */
export function openKnowledge(read) {
  /** @type {Map<string, Promise<unknown>>} */
  const loaded = new Map();

  /** @param {string} name */
  function part(name) {
    let found = loaded.get(name);
    if (!found) {
      found = read(name);
      // What failed is asked for again by the next query.
      found.catch(() => loaded.delete(name));
      loaded.set(name, found);
    }
    return found;
  }

  // Every query needs it: asked for before there is one.
  part("concepts").catch(() => {});
  return async (text) => {
    const tokens = tokensOf(text.slice(0, LONGEST_TEXT));
    const words = tokens.filter(({ stop }) => !stop).map(({ word }) => word);
    const known = await learn(part, words, []);
    const odd = unknownTokens(tokens, known.knowledge).map(({ word }) => word).filter(tolerance);
    if (!odd.length) return known;
    const lists = [...new Set(odd.map((word) => `spelling-${word.charAt(0)}`))].sort();
    let spelt = await learn(part, words, lists);
    // Of words that begin alike, one that is one fault away is the nearest there is; else it may begin otherwise.
    if (!odd.every((word) => isSure(word, nearest(word, spelt.knowledge)))) {
      lists.splice(0, Infinity, "spelling");
      spelt = await learn(part, words, lists);
    }
    const meant = odd.flatMap((word) => nearest(word, spelt.knowledge) ?? []);
    return meant.length ? learn(part, [...words, ...meant], lists) : spelt;
  };
}

/**
 * @param {string} word
 * @param {string | null} near
 */
function isSure(word, near) {
  return near !== null && near[0] === word[0] && distance(word, near, 1) <= 1;
}

/**
 * The part that holds the names beginning with a word: the last whose key is not after its beginning.
 * @param {string} word folded
 * @param {readonly string[]} keys in ascending order
 */
function partOf(word, keys) {
  const beginning = /^[a-z0-9]{1,2}/.exec(word)?.[0] ?? "zzz";
  return keys.filter((key) => key <= beginning).at(-1) ?? keys[0];
}

/**
 * @param {(name: string) => Promise<unknown>} part
 * @param {readonly string[]} words folded
 * @param {readonly string[]} lists of words, for their spelling
 * @returns {Promise<Learnt>}
 */
async function learn(part, words, lists) {
  let failed = 0;
  const had = (/** @type {string} */ name) =>
    part(name).catch((error) => {
      console.warn(error);
      failed++;
      return null;
    });
  const base = record(await had("concepts"));
  const keys = texts(base.parts);
  const names = new Set(words.flatMap((word) => partOf(word, keys) ?? []));
  const parts = await Promise.all([...[...names].sort().map((key) => `names-${key}`), ...lists].map(had));
  return { knowledge: readKnowledge(joined(base, parts)), failed };
}

/**
 * The parts as one file of the form of the whole, see `readKnowledge`.
 * @param {Record<string, unknown>} base
 * @param {readonly unknown[]} parts
 */
function joined(base, parts) {
  const keys = texts(base.keys);
  const blank = () => keys.map(() => "");
  const concepts = { keys, above: base.above, counts: base.counts, labels: blank(), other: blank(), alt: blank(), hidden: blank() };
  /** @type {Map<number, {key: string, label: string, other: string, alt: string, box: number[]}>} */
  const places = new Map();
  const told = new Map();
  /** @type {string[]} */
  const words = [];
  /** @type {string[]} */
  const named = [];
  for (const file of parts.map(record)) {
    for (const row of rows(file.concepts)) {
      const [at = -1] = numbers(row.slice(0, 1));
      const [label = "", other = "", alt = "", hidden = ""] = texts(row.slice(1));
      if (!(at in keys)) continue;
      concepts.labels[at] = label;
      concepts.other[at] ||= other;
      concepts.alt[at] = lines(concepts.alt[at], alt);
      concepts.hidden[at] = lines(concepts.hidden[at], hidden);
    }
    for (const row of rows(file.places)) {
      const [at = -1] = numbers(row.slice(0, 1));
      const [label = "", other = "", alt = "", key = ""] = texts(row.slice(1, 5));
      const known = places.get(at);
      places.set(at, { key, label, other: known?.other || other, alt: lines(known?.alt, alt), box: numbers(row.slice(5, 9)) });
    }
    for (const row of rows(file.told)) told.set(texts(row)[0] ?? "", numbers(row.slice(1)));
    if (typeof file.words === "string" && file.words) words.push(...file.words.split(" "));
    if (typeof file.named === "string" && file.named) named.push(...file.named.split(" "));
  }
  const placed = [...places].sort(([a], [b]) => a - b).map(([, place]) => place);
  return {
    concepts,
    places: {
      keys: placed.map(({ key }) => key),
      labels: placed.map(({ label }) => label),
      other: placed.map(({ other }) => other),
      alt: placed.map(({ alt }) => alt),
      boxes: placed.flatMap(({ box }) => box),
    },
    words,
    named,
    told: { terms: [...told.keys()].join(" "), concepts: [...told.values()] },
  };
}

/**
 * @param {unknown} value
 * @returns {unknown[][]}
 */
function rows(value) {
  return Array.isArray(value) ? value.filter(Array.isArray) : [];
}

/** @param {string | undefined} a @param {string} b */
function lines(a, b) {
  return a && b ? `${a}\n${b}` : a || b;
}

/** Finds documents by terms and ranks them by the formula of lunr, from the shards that the terms need. */

import { SearchFileError, fetchFrom, readJson } from "./files.js";
import { rank, score } from "./scoring.js";
import { openShards } from "./shards.js";
import { termsOf } from "./terms.js";

/** @typedef {import("./files.js").FetchBytes} FetchBytes */
/** @typedef {import("./terms.js").Lang} Lang */
/** @typedef {import("./shards.js").Entries} Entries */
/**
 * @typedef {object} WeightedTerm one thing asked for
 * @property {string | readonly string[]} term a term of the index: a stem as `termsOf` gives it, or a concept such as
 *   "c:variables/sea-level"; several are spellings of the same thing, any of which will do
 * @property {number} [weight] lunr's boost; 1
 * @property {readonly string[]} [fields] names of the fields it is looked for in; all
 * @property {"optional" | "required" | "prohibited"} [presence] "optional" unless said otherwise: documents with any of
 *   the terms are hits
 */
/** @typedef {{number: number, score: number, matched: string[]}} Hit a document by its number, and the terms found in it */
/**
 * @typedef {object} Found
 * @property {Hit[]} hits the first ones, best first; equal scores by ascending number
 * @property {number} total
 * @property {() => Uint32Array} ranked the numbers of all hits, best first; sorted when called
 * @property {Float64Array} scores by number: 0 for what is no hit
 * @property {Uint8Array} mask by number: 1 for a hit
 * @property {SearchFileError[]} failed files that could not be had: the result is without their terms
 */
/**
 * @typedef {object} Engine
 * @property {number} datasets
 * @property {number} numbers highest document number + 1
 * @property {(terms: readonly WeightedTerm[] | string, options?: {limit?: number}) => Promise<Found>} search
 * @property {(word: string) => Promise<{term: string, documents: number}[]>} neighbours the terms of the shard that would
 *   hold a word, with the entries of each: what a misspelt word is compared with, at no cost once it was asked for
 */

/** A query of more words than this asks for its first ones: nobody reads more, and each costs a file. */
const MOST_WORDS = 32;
const MOST_TERMS = 256;

/**
 * Opens the index of a language: one small file.
 * @param {string | URL} base the address of /search/, with its final slash
 * @param {Lang} lang
 * @param {FetchBytes} [fetchBytes]
 * @returns {Promise<Engine>}
 * @throws {SearchFileError}
 */
export async function openEngine(base, lang, fetchBytes = fetchFrom(base)) {
  /** @type {import("./shards.js").Manifest} */
  const manifest = await readJson(fetchBytes, `${lang}/index.json`);
  if (!Array.isArray(manifest?.shards)) throw new SearchFileError(`${lang}/index.json`, "no list of shards");
  const shards = openShards(manifest, lang, fetchBytes);
  return {
    datasets: manifest.datasets,
    numbers: manifest.numbers,
    async search(terms, { limit = 10 } = {}) {
      const clauses = typeof terms === "string" ? clausesOf(terms, lang) : terms.slice(0, MOST_TERMS);
      const wanted = [...new Set(clauses.flatMap(({ term }) => term))];
      /** @type {Map<string, Entries>} */
      const entries = new Map();
      /** @type {SearchFileError[]} */
      const failed = [];
      await Promise.all(
        wanted.map(async (term) => {
          try {
            const found = (await shards.shard(term)).entries(term);
            if (found) entries.set(term, found);
          } catch (error) {
            if (!(error instanceof SearchFileError)) throw error;
            if (!failed.some(({ path }) => path === error.path)) failed.push(error);
          }
        }),
      );
      if (failed[0] && !entries.size) throw failed[0];
      const { scores, mask, total } = score(manifest, clauses, entries);
      const hits = rank(scores, mask, limit);
      return {
        hits: Array.from(hits, (number) => ({ number, score: scores[number] ?? 0, matched: matched(entries, number) })),
        total,
        ranked: () => rank(scores, mask, total),
        scores,
        mask,
        failed,
      };
    },
    async neighbours(word) {
      const shard = await shards.shard(word);
      return shard.terms.map((term) => ({ term, documents: shard.entries(term)?.numbers.length ?? 0 }));
    },
  };
}

/**
 * A text as lunr would ask for it: each of its terms, any of which makes a hit.
 * @param {string} text
 * @param {Lang} lang
 * @returns {WeightedTerm[]}
 */
function clausesOf(text, lang) {
  return termsOf(text, lang)
    .slice(0, MOST_WORDS)
    .map((term) => ({ term }));
}

/**
 * The terms that a document has.
 * @param {Map<string, Entries>} entries
 * @param {number} number
 */
function matched(entries, number) {
  return [...entries].filter(([, { numbers }]) => numbers.includes(number)).map(([term]) => term);
}

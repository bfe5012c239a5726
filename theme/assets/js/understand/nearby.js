/** Terms of the index near one that it does not have: another form of the word, or its right spelling. */

import { distance, tolerance } from "./spelling.js";

/** @typedef {import("../search/engine.js").Engine} Engine */

const MOST = 3;
const SHORTEST_STEM = 4;

/**
 * Up to three terms that begin as the term does ("salti" of "salty" as "salt" and "salin" do) or differ by a slip of the
 * hand; none when the index has the term. Only the shard that would hold it is looked at, which the search has loaded.
 * @param {string} term
 * @param {Pick<Engine, "neighbours">} engine
 * @returns {Promise<string[]>}
 */
export async function nearTerms(term, engine) {
  if (term.length < SHORTEST_STEM || !/^[a-z]+$/.test(term)) return [];
  let known;
  try {
    known = await engine.neighbours(term);
  } catch {
    // The search itself says which file could not be had.
    return [];
  }
  if (known.some((other) => other.term === term)) return [];
  const stem = term.slice(0, Math.max(SHORTEST_STEM, term.length - 1));
  const slips = tolerance(term);
  /** @type {{term: string, cost: number}[]} */
  const near = [];
  for (const { term: other, documents } of known) {
    if (!/^[a-z]+$/.test(other) || other.length < SHORTEST_STEM) continue;
    const form = other.startsWith(stem) && other.length <= term.length + 3;
    const faults = form ? other.length - stem.length : distance(term, other, slips);
    // Of two as near, the one that more datasets use.
    if (form || faults <= slips) near.push({ term: other, cost: faults - documents / 1e6 });
  }
  return near.sort((a, b) => a.cost - b.cost).slice(0, MOST).map((found) => found.term);
}

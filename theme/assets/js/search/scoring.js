/** The formula of lunr: BM25 per field with boosts, each weight to a thousandth, over the length of the query. */

/** @typedef {import("./shards.js").Manifest} Manifest */
/** @typedef {import("./shards.js").Entries} Entries */
/** @typedef {import("./engine.js").WeightedTerm} WeightedTerm */

/**
 * Scores of all documents by number. As in lunr, the score of a document is, over its fields, the sum of the weights of
 * the terms found, each times its boost, divided by the length of the query in that field.
 * @param {Manifest} manifest
 * @param {readonly WeightedTerm[]} clauses
 * @param {Map<string, Entries>} entries of the terms that the index has
 */
export function score(manifest, clauses, entries) {
  const scores = new Float64Array(manifest.numbers);
  const mask = new Uint8Array(manifest.numbers);
  const { asked, excluded, required } = readClauses(manifest, clauses, entries);
  const sizes = manifest.fields.map((_, field) => {
    let sum = 0;
    for (const boosts of asked.values()) sum += (boosts[field] ?? 0) ** 2;
    return Math.sqrt(sum);
  });
  // An index of prohibited terms only asks for all the rest, which lunr scores 0; here it asks for nothing.
  for (const [term, boosts] of asked) {
    const found = entries.get(term);
    if (found) add(manifest, found, boosts, sizes, scores, mask);
  }
  let total = 0;
  for (let number = 0; number < mask.length; number++) {
    if (mask[number] && (excluded[number] || required.some((set) => !set[number]))) mask[number] = scores[number] = 0;
    // Sums of the same weights in another order differ in their last digits: equal documents must stay equal.
    if (mask[number]) scores[number] = Math.round((scores[number] ?? 0) * 1e9) / 1e9;
    total += mask[number] ?? 0;
  }
  return { scores, mask, total };
}

/**
 * The boost of each term per field, the documents that a prohibited term excludes, and for each required clause the
 * documents that have one of its terms.
 * @param {Manifest} manifest
 * @param {readonly WeightedTerm[]} clauses
 * @param {Map<string, Entries>} entries
 */
function readClauses(manifest, clauses, entries) {
  /** @type {Map<string, Float64Array>} */
  const asked = new Map();
  const excluded = new Uint8Array(manifest.numbers);
  /** @type {Uint8Array[]} */
  const required = [];
  for (const { term, weight = 1, fields, presence = "optional" } of clauses) {
    const inField = manifest.fields.map((name) => !fields || fields.includes(name));
    const own = presence === "required" ? new Uint8Array(manifest.numbers) : excluded;
    if (presence === "required") required.push(own);
    for (const spelling of typeof term === "string" ? [term] : term) {
      const found = entries.get(spelling);
      if (!found) continue;
      if (presence !== "optional") {
        found.numbers.forEach((number, i) => {
          if (inField[found.fields[i] ?? 0]) own[number] = 1;
        });
      }
      if (presence === "prohibited") continue;
      const boosts = asked.get(spelling) ?? new Float64Array(manifest.fields.length);
      inField.forEach((yes, field) => {
        if (yes) boosts[field] = (boosts[field] ?? 0) + weight;
      });
      asked.set(spelling, boosts);
    }
  }
  return { asked, excluded, required };
}

/**
 * Adds what one term gives to the documents that have it.
 * @param {Manifest} manifest
 * @param {Entries} found
 * @param {Float64Array} boosts of the query, per field
 * @param {number[]} sizes of the query, per field
 * @param {Float64Array} scores
 * @param {Uint8Array} mask
 */
function add({ datasets, boosts: fieldBoosts, lengths, k1, b }, found, boosts, sizes, scores, mask) {
  // lunr counts a document once per field that has the term.
  const count = found.numbers.length;
  const idf = Math.log(1 + Math.abs((datasets - count + 0.5) / (count + 0.5)));
  for (let i = 0; i < count; i++) {
    const field = found.fields[i] ?? 0;
    const boost = boosts[field] ?? 0;
    if (!boost) continue;
    const times = found.times[i] ?? 0;
    const average = (lengths[field] ?? 0) / datasets;
    const norm = k1 * (1 - b + b * ((found.lengths[i] ?? 0) / average)) + times;
    const weight = Math.round((((idf * ((k1 + 1) * times)) / norm) * (fieldBoosts[field] ?? 1)) * 1000) / 1000;
    const number = found.numbers[i] ?? 0;
    mask[number] = 1;
    scores[number] = (scores[number] ?? 0) + (weight * boost) / (sizes[field] ?? 1);
  }
}

/**
 * The first `limit` documents of a mask, best first; equal scores by ascending number.
 * @param {Float64Array} scores
 * @param {Uint8Array} mask
 * @param {number} limit
 * @returns {Uint32Array}
 */
export function rank(scores, mask, limit) {
  const before = (/** @type {number} */ a, /** @type {number} */ b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b;
  /** @type {number[]} */
  let best = [];
  /** @type {number | undefined} */
  let worst;
  for (let number = 0; number < mask.length; number++) {
    if (!mask[number] || (worst !== undefined && before(number, worst) > 0)) continue;
    best.push(number);
    // Sorting now and then keeps a short list of candidates instead of all of them.
    if (best.length > 4 * limit + 64) {
      best = best.sort(before).slice(0, limit);
      worst = best[limit - 1];
    }
  }
  return Uint32Array.from(best.sort(before).slice(0, limit));
}

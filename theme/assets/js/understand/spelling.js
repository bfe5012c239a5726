/** The nearest spelling of a word that nobody knows, among the words of the thesaurus, of places and of titles. */

/** @typedef {import("./knowledge.js").Knowledge} Knowledge */

const SHORTEST = 6;
const LONGEST = 30;

/**
 * How many faults are forgiven in a word: none in a short one, where they would make another word or an acronym.
 * @param {string} word
 */
export function tolerance(word) {
  if (word.length < SHORTEST || word.length > LONGEST || !/^[a-z]+$/.test(word)) return 0;
  return word.length < 9 ? 1 : 2;
}

/**
 * The nearest known spelling, or null when the word is known or nothing is near. Of two as near, the one that begins
 * alike: the first letters are seldom the wrong ones.
 * @param {string} word folded
 * @param {Knowledge} knowledge
 * @returns {string | null}
 */
export function nearest(word, knowledge) {
  const most = tolerance(word);
  if (!most || knowledge.words.has(word)) return null;
  let best = null;
  let least = Infinity;
  for (let length = word.length - most; length <= word.length + most; length++) {
    for (const known of knowledge.byLength[length] ?? []) {
      const alike = known.charCodeAt(0) === word.charCodeAt(0);
      // A fault in the first letter is rare: forgiven only when it is the only one.
      if (!alike && known.charCodeAt(1) !== word.charCodeAt(1) && known.charCodeAt(0) !== word.charCodeAt(1)) continue;
      const faults = distance(word, known, alike ? most : 1);
      const cost = faults + (alike ? 0 : 0.5) + (known.length === word.length ? 0 : 0.1);
      if (faults <= (alike ? most : 1) && cost < least) [best, least] = [known, cost];
    }
  }
  return best;
}

/**
 * Letters to add, drop, change or swap with their neighbour to make one word of the other; `most + 1` when more.
 * @param {string} a
 * @param {string} b
 * @param {number} most
 */
export function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  /** @type {number[]} */
  let before = [];
  /** @type {number[]} */
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let cost = Math.min((above[j - 1] ?? 0) + (same ? 0 : 1), (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1)) {
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      }
      row.push(cost);
      if (cost < least) least = cost;
    }
    if (least > most) return most + 1;
    [before, above] = [above, row];
  }
  return Math.min(above[b.length] ?? 0, most + 1);
}

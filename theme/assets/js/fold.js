/** Text as people type it and text as records write it, made comparable: no case, no accents, plain apostrophes. */

const LIGATURES = /[œæßøđł]/g;
/** @type {Record<string, string>} */
const LETTERS = { œ: "oe", æ: "ae", ß: "ss", ø: "o", đ: "d", ł: "l" };

/**
 * Lower case, accents dropped, ligatures opened, typographic apostrophes and spaces made plain.
 * @param {string} text
 */
export function fold(text) {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(LIGATURES, (letter) => LETTERS[letter] ?? letter)
    .replace(/[’ʼ‘`]/g, "'")
    .replace(/\s+/g, " ")
    .trim();
}

/**
 * The folded words of a query; without any, nothing is asked.
 * @param {string} query
 * @returns {string[]}
 */
export function wordsOf(query) {
  return fold(query).split(" ").filter(Boolean);
}

/** The English stems of lunr.js: Porter's algorithm with its two departures (a word of two letters, a final y). */

const C = "[^aeiou][^aeiouy]*";
const V = "[aeiouy][aeiou]*";
const SOME = new RegExp(`^(?:${C})?${V}${C}`);
const ONE = new RegExp(`^(?:${C})?${V}${C}(?:${V})?$`);
const MANY = new RegExp(`^(?:${C})?${V}${C}${V}${C}`);
const VOWEL = new RegExp(`^(?:${C})?[aeiouy]`);
const SHORT = new RegExp(`^${C}[aeiouy][^aeiouwxy]$`);
const DOUBLE = /([^aeiouylsz])\1$/;

/** @type {Record<string, string>} */
const SECOND = {
  ational: "ate", tional: "tion", enci: "ence", anci: "ance", izer: "ize", bli: "ble", alli: "al", entli: "ent",
  eli: "e", ousli: "ous", ization: "ize", ation: "ate", ator: "ate", alism: "al", iveness: "ive", fulness: "ful",
  ousness: "ous", aliti: "al", iviti: "ive", biliti: "ble", logi: "log",
};
/** @type {Record<string, string>} */
const THIRD = { icate: "ic", ative: "", alize: "al", iciti: "ic", ical: "ic", ful: "", ness: "" };
/** @param {string[]} endings */
const ending = (endings) => new RegExp(`^(.+?)(${endings.join("|")})$`);
const STEPS = [SECOND, THIRD].map((instead) => ({ instead, pattern: ending(Object.keys(instead)) }));
const LAST = ending("al ance ence er ic able ible ant ement ment ent ou ism ate iti ous ive ize".split(" "));
const ION = /^(.+?[st])ion$/;

/**
 * The stem of a folded word of plain letters.
 * @param {string} word
 */
export function stemEnglish(word) {
  if (word.length < 3) return word;
  const firstY = word[0] === "y";
  word = past(plural(firstY ? `Y${word.slice(1)}` : word)).replace(/^(.+?[^aeiou])y$/, "$1i");
  for (const { instead, pattern } of STEPS) {
    const found = pattern.exec(word);
    if (found?.[1] && SOME.test(found[1])) word = found[1] + instead[found[2] ?? ""];
  }
  word = last(word);
  return firstY ? `y${word.slice(1)}` : word;
}

/** @param {string} word */
function plural(word) {
  return /^.+(?:ss|i)es$/.test(word) ? word.slice(0, -2) : /^.+[^s]s$/.test(word) ? word.slice(0, -1) : word;
}

/** @param {string} word */
function past(word) {
  if (/^.+eed$/.test(word)) return SOME.test(word.slice(0, -3)) ? word.slice(0, -1) : word;
  const stem = word.endsWith("ed") ? word.slice(0, -2) : word.endsWith("ing") ? word.slice(0, -3) : "";
  if (!stem || !VOWEL.test(stem)) return word;
  if (/(at|bl|iz)$/.test(stem)) return `${stem}e`;
  if (DOUBLE.test(stem)) return stem.slice(0, -1);
  return SHORT.test(stem) ? `${stem}e` : stem;
}

/** @param {string} word */
function last(word) {
  const found = LAST.exec(word) ?? ION.exec(word);
  if (found?.[1] && MANY.test(found[1])) word = found[1];
  if (word.length > 1 && word.endsWith("e")) {
    const stem = word.slice(0, -1);
    if (MANY.test(stem) || (ONE.test(stem) && !SHORT.test(stem))) word = stem;
  }
  return word.endsWith("ll") && MANY.test(word) ? word.slice(0, -1) : word;
}

/** The words of a query with the place of each in the text, so that what is understood can be shown and removed. */

import { STOP_WORDS, wordsOf } from "../search/terms.js";

/**
 * @typedef {object} Token
 * @property {string} word folded, as the index knows it: "PM2,5" is "pm2.5"
 * @property {string} single the word without the mark of the plural, for the names of things
 * @property {number} start where it begins in the text
 * @property {number} end where it ends
 * @property {boolean} stop whether it says nothing of a subject
 */

const MOST = 256;
const MOST_KEPT = 20_000;
const LONGEST_KEPT = 40;
const CHUNK = /[\p{L}\p{M}\p{N}]+(?:(?<=\p{N})[.,](?=\p{N})[\p{L}\p{M}\p{N}]+)*/gu;
const APOSTROPHE = /^['’ʼ‘`]/;
const ELIDED = /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu)$/i;

/**
 * The words of a text, at most 256: nobody asks more, and a pasted page must not hold the browser.
 * @param {string} text
 * @returns {Token[]}
 */
export function tokensOf(text) {
  /** @type {Token[]} */
  const tokens = [];
  for (const found of text.matchAll(CHUNK)) {
    const start = found.index;
    const end = start + found[0].length;
    if (ELIDED.test(found[0]) && APOSTROPHE.test(text.slice(end, end + 1))) continue;
    if (/^s$/i.test(found[0]) && start > 0 && APOSTROPHE.test(text.slice(start - 1, start))) continue;
    for (const { word, single, stop } of readings(found[0])) {
      tokens.push({ word, single, start, end, stop: stop && !isPartOfName(word, text, start, end) });
      if (tokens.length >= MOST) return tokens;
    }
  }
  return tokens;
}

/**
 * Whether a small word belongs to a name: "sous-sol" is no "sol", "l’Est" and "Sud-Est" are no form of "être".
 * @param {string} word
 * @param {string} text
 * @param {number} start
 * @param {number} end
 */
function isPartOfName(word, text, start, end) {
  if (word === "est") return /[-'’]/.test(text[start - 1] ?? "") && text[end] !== "-";
  return (word === "sous" || word === "sur") && text[end] === "-";
}

/** @type {Map<string, {word: string, single: string, stop: boolean}[]>} */
const known = new Map();

/**
 * What a piece of text is read as. Names say the same words again and again: reading each once makes a page ready four
 * times as fast.
 * @param {string} piece
 */
function readings(piece) {
  let read = known.get(piece);
  if (!read) {
    read = wordsOf(piece).map((word) => ({ word, single: singular(word), stop: STOP_WORDS.has(word) }));
    if (piece.length <= LONGEST_KEPT && known.size < MOST_KEPT) known.set(piece, read);
  }
  return read;
}

/**
 * A folded word without the plural of either language: enough for names, where a stemmer would join too much
 * ("volcan" and "volcanique", "organe" and "organique").
 * @param {string} word
 */
export function singular(word) {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  if (word.endsWith("eaux") || word.endsWith("eux")) return word.slice(0, -1);
  if (word.endsWith("aux") && word.length > 4) return `${word.slice(0, -2)}l`;
  if (word.endsWith("ies") && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:ss|x|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return /[^sui]s$/.test(word) ? word.slice(0, -1) : word;
}

/**
 * The key of a name in the dictionary: its words that say something, in the singular, with a number joined to the
 * letters before it ("PM 2.5" is "pm2.5", "Sentinel-2" is "sentinel2").
 * @param {readonly {single: string, stop: boolean}[]} tokens
 */
export function keyOf(tokens) {
  let key = "";
  for (const { single, stop } of tokens) {
    if (stop) continue;
    key += key && !(/^\d/.test(single) && /[a-z]$/.test(key)) ? ` ${single}` : single;
  }
  return key;
}

/** The terms of a text as the build indexes them: no case, no accents, no elided article, no stop words, stems. */

import { fold } from "../fold.js";
import { stemEnglish } from "./english.js";
import { stemFrench } from "./french.js";

/** @typedef {"fr" | "en"} Lang */

const LONGEST = 64;
const ELISION = /(?<![\p{L}\p{N}])(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu)'/gu;
const POSSESSIVE = /'s(?![\p{L}\p{N}])/gu;
const DECIMAL_COMMA = /(?<=\p{Nd}),(?=\p{Nd})/gu;
const WORD = /[\p{L}\p{N}]+(?:(?<=\p{Nd})\.(?=\p{Nd})[\p{L}\p{N}]+)*/gu;

/** Words that say nothing of a subject, folded, in both languages: a page is searched in both. */
export const STOP_WORDS = new Set(
  (
    "a ainsi au aux avec ce ces cet cette chez comme dans de des dont du elle en entre et eux il ils je la le les leur " +
    "leurs lors lui mais meme ne ni nos notre nous ou par pas plus pour qu quand que qui sa sans se sera ses si sont " +
    "sous sur ta tes tu un une vers vos votre vous y ete est etre " +
    "about an and any are as at be been but by can for from has have how in into is it its not of or our than that " +
    "the their then there these they this those to was we were what when which who will with you your"
  ).split(" "),
);

/**
 * The folded words of a text, stop words included. A number keeps its decimals, "PM2,5" being "pm2.5".
 * @param {string} text
 * @returns {string[]}
 */
export function wordsOf(text) {
  const folded = fold(text).replace(/ı/g, "i").replace(/ς/g, "σ");
  const bare = folded.replace(ELISION, " ").replace(POSSESSIVE, " ").replace(DECIMAL_COMMA, ".");
  return (bare.match(WORD) ?? []).map((word) => (word.length > LONGEST ? [...word].slice(0, LONGEST).join("") : word));
}

/**
 * The stem of a folded word by lunr's stemmer of that language; a code or a word of another script is its own.
 * @param {string} word
 * @param {Lang} lang
 */
export function stem(word, lang) {
  if (!/^[a-z]+$/.test(word)) return word;
  return lang === "fr" ? stemFrench(word) : stemEnglish(word);
}

/**
 * The terms that a text asks for on the page of a language.
 * @param {string} text
 * @param {Lang} lang
 * @returns {string[]}
 */
export function termsOf(text, lang) {
  return wordsOf(text)
    .filter((word) => !STOP_WORDS.has(word))
    .map((word) => stem(word, lang));
}

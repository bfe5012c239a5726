/** What the browser knows to understand a query: the names of concepts and places, as the build wrote them. */

import { keyOf, singular, tokensOf } from "./tokens.js";

/** @typedef {[west: number, south: number, east: number, north: number]} Box */
/**
 * @typedef {object} Concept
 * @property {string} key "variables/sea-level"
 * @property {string} scheme "variables"
 * @property {string} label in the language of the page
 * @property {string} other its label in the other language; "" without one
 * @property {readonly string[]} names every label, that of the page first
 * @property {readonly number[]} above the places in `concepts` of the broader ones
 * @property {number} count how many datasets carry it, directly or by a narrower one
 */
/**
 * @typedef {object} Place
 * @property {string} key
 * @property {string} kind "country", "sea"...
 * @property {string} label in the language of the page
 * @property {readonly string[]} names every name, that of the page first
 * @property {Box} box
 */
/**
 * @typedef {object} Form a name in the dictionary
 * @property {number[]} concepts places in `concepts`
 * @property {number[]} places places in `places`
 * @property {string} name as it is written, with its accents
 */
/**
 * @typedef {object} Name
 * @property {string} name as it is written
 * @property {string} folded its folded words, one space before each: " niveau de la mer"
 * @property {"concepts" | "places"} kind
 * @property {number} at place in `concepts` or `places`
 * @property {number} order 0 for the label of the page, 1 for that of the other language, then the alternatives
 */
/**
 * @typedef {object} Knowledge
 * @property {readonly Concept[]} concepts
 * @property {readonly Place[]} places
 * @property {ReadonlyMap<string, Form>} forms by key, see `keyOf`
 * @property {readonly Name[]} names every name of every concept and place, for suggestions
 * @property {ReadonlySet<string>} words folded words that are spelt right, in the plural or not
 * @property {readonly (readonly string[])[]} byLength the same words by their number of letters, for the nearest spelling
 * @property {ReadonlyMap<string, readonly number[]>} told stem -> places in `concepts` of those whose definition uses it
 * @property {number} longest words of the longest name
 */

/** Rank of a name that is understood and never shown. */
const HIDDEN = 1000;
/** Small words that a name can do without. */
const ARTICLES = new Set("a au aux d de des du en et l la le les un une dans par pour sur sous avec sans an and as at by for from in of on or the to with".split(" "));

/** @returns {Knowledge} that of a page whose file did not load: nothing is understood, words are still searched */
export function noKnowledge() {
  return { concepts: [], places: [], forms: new Map(), names: [], words: new Set(), byLength: [], told: new Map(), longest: 0 };
}

/**
 * The knowledge of /search/understanding-<lang>.json. What is not as expected is left out, never thrown.
 * @param {unknown} json parsed
 * @returns {Knowledge}
 */
export function readKnowledge(json) {
  const file = record(json);
  const concepts = readConcepts(record(file.concepts));
  const places = readPlaces(record(file.places));
  /** @type {Map<string, Form>} */
  const forms = new Map();
  /** @type {Set<string>} */
  const words = new Set(texts(file.words));
  let longest = 0;
  /** @type {Name[]} */
  const names = [];
  /** @param {string} name @param {"concepts" | "places"} kind @param {number} at @param {number} order */
  const learn = (name, kind, at, order) => {
    const tokens = tokensOf(name);
    const key = keyOf(tokens);
    // "vers de terre" without its small words would be the name of the Earth.
    if (!key || tokens.some(({ word, stop }) => stop && !ARTICLES.has(word))) return;
    let folded = "";
    for (const { word } of tokens) folded += ` ${word}`;
    if (order < HIDDEN) names.push({ name, folded, kind, at, order });
    let form = forms.get(key);
    if (!form) forms.set(key, (form = { concepts: [], places: [], name }));
    if (!form[kind].includes(at)) form[kind].push(at);
    const telling = tokens.filter((token) => !token.stop);
    longest = Math.max(longest, telling.length);
    for (const { word, single } of telling) words.add(word).add(single);
  };
  const hidden = texts(record(file.concepts).hidden);
  concepts.forEach((concept, at) => {
    concept.names.forEach((name, order) => {
      learn(name, "concepts", at, order);
      // "Indice de végétation (NDVI)" is also what stands before the bracket.
      if (name.endsWith(")")) learn(name.replace(/\s*\([^()]*\)$/, ""), "concepts", at, HIDDEN);
    });
    for (const name of (hidden[at] ?? "").split("\n")) learn(name, "concepts", at, HIDDEN);
  });
  places.forEach((place, at) => place.names.forEach((name, order) => learn(name, "places", at, order)));
  // A part of the whole lists the words of the names that it leaves out, so that they are spelt right as well.
  for (const word of texts(file.named)) words.add(word).add(singular(word));
  return { concepts, places, forms, names, words, byLength: byLength(words), told: readTold(record(file.told)), longest };
}

/**
 * @param {Record<string, unknown>} columns
 * @returns {Concept[]}
 */
function readConcepts(columns) {
  const labels = texts(columns.labels);
  const other = texts(columns.other);
  const alternatives = texts(columns.alt);
  const above = Array.isArray(columns.above) ? columns.above : [];
  const counts = numbers(columns.counts);
  return texts(columns.keys).map((key, at) => ({
    key,
    scheme: key.split("/")[0] ?? "",
    label: labels[at] ?? key,
    other: other[at] ?? "",
    names: namesOf(labels[at], other[at], alternatives[at]),
    above: numbers(above[at]),
    count: counts[at] ?? 0,
  }));
}

/**
 * @param {Record<string, unknown>} columns
 * @returns {Place[]}
 */
function readPlaces(columns) {
  const labels = texts(columns.labels);
  const other = texts(columns.other);
  const alternatives = texts(columns.alt);
  const kinds = texts(columns.kinds);
  const boxes = numbers(columns.boxes);
  return texts(columns.keys).flatMap((key, at) => {
    const [west, south, east, north] = boxes.slice(at * 4, at * 4 + 4);
    if (west === undefined || south === undefined || east === undefined || north === undefined) return [];
    const names = namesOf(labels[at], other[at], alternatives[at]);
    return [{ key, kind: kinds[at] ?? "", label: labels[at] ?? key, names, box: /** @type {Box} */ ([west, south, east, north]) }];
  });
}

/**
 * @param {Record<string, unknown>} file
 * @returns {Map<string, number[]>}
 */
function readTold({ terms, concepts }) {
  const lists = Array.isArray(concepts) ? concepts : [];
  return new Map((typeof terms === "string" ? terms : "").split(" ").map((term, at) => [term, numbers(lists[at])]));
}

/**
 * @param {string | undefined} label
 * @param {string | undefined} other
 * @param {string | undefined} alternatives one a line
 */
function namesOf(label, other, alternatives) {
  return [...new Set([label ?? "", other ?? "", ...(alternatives ?? "").split("\n")])].filter(Boolean);
}

/** @param {ReadonlySet<string>} words */
function byLength(words) {
  /** @type {string[][]} */
  const lists = [];
  for (const word of words) (lists[word.length] ??= []).push(word);
  return Array.from(lists, (list) => list ?? []);
}

/**
 * @param {unknown} value
 * @returns {Record<string, unknown>}
 */
export function record(value) {
  return value && typeof value === "object" && !Array.isArray(value) ? /** @type {Record<string, unknown>} */ (value) : {};
}

/**
 * @param {unknown} value
 * @returns {string[]}
 */
export function texts(value) {
  return Array.isArray(value) ? value.map((text) => (typeof text === "string" ? text : "")) : [];
}

/**
 * @param {unknown} value
 * @returns {number[]}
 */
export function numbers(value) {
  return Array.isArray(value) ? value.map((number) => (typeof number === "number" && Number.isFinite(number) ? number : 0)) : [];
}

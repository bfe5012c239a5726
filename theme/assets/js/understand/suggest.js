/** Suggestions while someone types: concepts, datasets, places and centres, with the name that matched. */

import { fold } from "../fold.js";
import { area } from "./overlap.js";
import { nearest } from "./spelling.js";
import { tokensOf } from "./tokens.js";

/** @typedef {import("./knowledge.js").Knowledge} Knowledge */
/** @typedef {import("./tokens.js").Token} Token */
/** @typedef {"concepts" | "datasets" | "places" | "centres"} GroupKind */
/**
 * @typedef {object} Suggestion
 * @property {string} label what it is called on the page
 * @property {string} matched the name that matched, when it is not the label: another name, or that of the other language
 * @property {[number, number] | null} mark the letters of `matched`, or of `label` when that matched, that were typed
 * @property {string} key "variables/sea-level", "mediterranean-sea", or the id of a dataset
 * @property {string} kind scheme of a concept or centre, kind of a place, "dataset"
 * @property {number} count datasets of a concept or centre; 0 for others
 * @property {string} query the whole text with the words that matched replaced by this suggestion
 */
/** @typedef {{kind: GroupKind, items: Suggestion[]}} Group */
/** @typedef {{id: string, title: string}} Title */
/** @typedef {{id: string, title: string, folded: string}} Prepared */
/** @typedef {{score: number, make: () => Suggestion}} Candidate made only when it is among the best */
/** @typedef {(kind: GroupKind, score: number, make: () => Suggestion) => void} Add */

/** @type {Readonly<Record<GroupKind, number>>} */
const MOST = { concepts: 6, datasets: 4, places: 3, centres: 3 };
const MOST_WORDS = 5;
const LONGEST_TEXT = 200;
/** @type {Readonly<Record<string, number>>} */
const WORTH = { variables: 1, subdomains: 0.7, compartments: 0.5, platforms: 0.4, formats: 0.1, licences: 0 };
const CENTRES = new Set(["data-centres", "poles"]);

/**
 * Suggestions for a text, in groups, each the best first; a group without any is left out. The last words typed are
 * completed, as many of them as make the beginning of a name: after "salinité médi", "Mer Méditerranée".
 * @param {string} text
 * @param {Knowledge} knowledge
 * @param {readonly Title[]} titles of datasets, prepared once by `prepareTitles` when there are many
 * @returns {Group[]}
 */
export function suggest(text, knowledge, titles = []) {
  const read = text.slice(0, LONGEST_TEXT);
  const tokens = tokensOf(read);
  // One letter begins too many names; after other words it is an article or a word to come.
  if ((tokens.at(-1)?.word.length ?? 2) < 2) tokens.pop();
  if (!tokens.length) return [];
  const found = completed(read, tokens, knowledge, titles);
  if (found.length) return found;
  // Nothing begins so: perhaps a word is misspelt.
  let changed = false;
  const spelt = tokens.map((token) => {
    const word = nearest(token.word, knowledge);
    if (word === null) return token;
    changed = true;
    return { ...token, word };
  });
  return changed ? completed(read, spelt, knowledge, titles) : [];
}

/**
 * The titles ready to be searched at each key.
 * @param {readonly Title[]} titles
 * @returns {Prepared[]}
 */
export function prepareTitles(titles) {
  return titles.map(({ id, title }) => ({ id, title, folded: foldedOf(title) }));
}

/** @param {string} text */
function foldedOf(text) {
  return ` ${fold(text).replace(/[^\p{L}\p{N}.]+/gu, " ").trim()}`;
}

/**
 * @param {string} text
 * @param {readonly Token[]} tokens
 * @param {Knowledge} knowledge
 * @param {readonly Title[]} titles
 * @returns {Group[]}
 */
function completed(text, tokens, knowledge, titles) {
  /** @type {Map<GroupKind, Candidate[]>} */
  const groups = new Map();
  /** @type {Add} */
  const add = (kind, score, make) => {
    const list = groups.get(kind);
    if (list) list.push({ score, make });
    else groups.set(kind, [{ score, make }]);
  };
  // Whatever the number of words, the last one begins a word of the name.
  const last = ` ${tokens.at(-1)?.word ?? ""}`;
  const names = knowledge.names.filter(({ folded }) => folded.includes(last));
  for (let count = Math.min(tokens.length, MOST_WORDS); count > 0; count--) {
    const asked = tokens.slice(-count);
    if (asked.every(({ stop }, i) => stop && i < asked.length - 1) && count > 1) continue;
    const before = text.slice(0, asked[0]?.start ?? 0);
    const words = asked.map(({ word }) => word);
    if (!groups.has("concepts") && !groups.has("places") && !groups.has("centres")) named(words, before, names, knowledge, add);
    if (!groups.has("datasets") && count === tokens.length) titled(words, titles, add);
  }
  return /** @type {GroupKind[]} */ (["concepts", "datasets", "places", "centres"]).flatMap((kind) => {
    const list = groups.get(kind);
    return list ? [{ kind, items: best(list, MOST[kind]) }] : [];
  });
}

/**
 * The concepts and places of which one name has the words: the last one may be unfinished.
 * @param {readonly string[]} words
 * @param {string} before the text before them
 * @param {readonly import("./knowledge.js").Name[]} names those that have the last word
 * @param {Knowledge} knowledge
 * @param {Add} add
 */
function named(words, before, names, knowledge, add) {
  /** @type {Map<unknown, {score: number, name: string, order: number}>} */
  const found = new Map();
  for (const { name, folded, kind, at, order } of names) {
    const closeness = match(folded, words);
    if (!closeness) continue;
    const thing = kind === "concepts" ? knowledge.concepts[at] : knowledge.places[at];
    const score = closeness + (order === 0 ? 0.6 : order === 1 ? 0.3 : 0.4) - folded.length / 60;
    const known = found.get(thing);
    // The label itself is told when it matches at all, however good another name is: it needs no explanation.
    if (thing && !known) found.set(thing, { score, name, order });
    else if (known && score > known.score) Object.assign(known, known.order === 0 ? { score } : { score, name, order });
  }
  for (const concept of knowledge.concepts) {
    const match = found.get(concept);
    // A concept without datasets leads nowhere.
    if (!match || !concept.count) continue;
    const score = match.score + (WORTH[concept.scheme] ?? 0) + Math.log10(1 + concept.count) / 3;
    const { label, key, scheme, count } = concept;
    add(CENTRES.has(scheme) ? "centres" : "concepts", score, () => suggestion(label, match, before, words, { key, kind: scheme, count }));
  }
  for (const place of knowledge.places) {
    const match = found.get(place);
    if (!match) continue;
    const { label, key, kind, box } = place;
    // Of two places that begin alike the larger one is meant more often.
    add("places", match.score + Math.log10(1 + area(box)) / 8, () => suggestion(label, match, before, words, { key, kind, count: 0 }));
  }
}

/**
 * @param {string} label
 * @param {{name: string, order: number}} match
 * @param {string} before
 * @param {readonly string[]} words
 * @param {{key: string, kind: string, count: number}} rest
 * @returns {Suggestion}
 */
function suggestion(label, { name }, before, words, rest) {
  return { label, matched: name === label ? "" : name, mark: markOf(name, words), query: before + label, ...rest };
}

/**
 * @param {readonly string[]} words
 * @param {readonly Title[]} titles
 * @param {Add} add
 */
function titled(words, titles, add) {
  for (const title of titles) {
    const folded = "folded" in title ? /** @type {Prepared} */ (title).folded : foldedOf(title.title);
    const closeness = match(folded, words) || (words.length > 1 ? everyWord(folded, words) : 0);
    if (!closeness) continue;
    add("datasets", closeness - folded.length / 400, () => {
      const mark = markOf(title.title, words);
      return { label: title.title, matched: "", mark, key: title.id, kind: "dataset", count: 0, query: title.title };
    });
  }
}

/**
 * How well a name answers words that follow each other: 4 the whole name, 2 its beginning, 1 inside, 0 not at all.
 * @param {string} folded
 * @param {readonly string[]} words
 */
function match(folded, words) {
  const wanted = ` ${words.join(" ")}`;
  const at = folded.indexOf(wanted);
  return at < 0 ? 0 : folded === wanted ? 4 : at === 0 ? 2 : 1;
}

/** @param {string} folded @param {readonly string[]} words */
function everyWord(folded, words) {
  return words.every((word) => folded.includes(` ${word}`)) ? 0.5 : 0;
}

/**
 * Where the typed words stand in a name as it is written, for the page to mark them.
 * @param {string} name
 * @param {readonly string[]} words
 * @returns {[number, number] | null}
 */
function markOf(name, words) {
  const tokens = tokensOf(name);
  const last = words.at(-1) ?? "";
  for (let at = 0; at + words.length <= tokens.length; at++) {
    const end = tokens[at + words.length - 1];
    if (!end?.word.startsWith(last) || !words.slice(0, -1).every((word, i) => tokens[at + i]?.word === word)) continue;
    const start = tokens[at]?.start ?? 0;
    // Folding may change the number of letters ("œ"): then the whole word is marked.
    const until = end.start + last.length;
    return [start, until <= end.end && fold(name.slice(end.start, until)) === last ? until : end.end];
  }
  return null;
}

/**
 * The first ones, best first; equal ones in the order of the thesaurus.
 * @param {readonly Candidate[]} list
 * @param {number} most
 */
function best(list, most) {
  return [...list].sort((a, b) => b.score - a.score).slice(0, most).map(({ make }) => make());
}

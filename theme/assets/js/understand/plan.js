/** What to ask the search for an understood query: groups of weighted terms, and what lifts a hit or lets it sink. */

import { STOP_WORDS, stem, wordsOf } from "../search/terms.js";

/** @typedef {import("./understand.js").Understood} Understood */
/** @typedef {import("./understand.js").Part} Part */
/** @typedef {import("./knowledge.js").Knowledge} Knowledge */
/** @typedef {import("./knowledge.js").Box} Box */
/** @typedef {import("../search/engine.js").WeightedTerm} WeightedTerm */
/**
 * @typedef {object} Group words that are about one thing: a dataset is as good as it answers each group
 * @property {"concept" | "words" | "place" | "platform" | "centre"} kind
 * @property {number} weight among the groups
 * @property {WeightedTerm[]} terms for the engine
 * @property {string[]} exact the terms of the concepts themselves: a dataset that has one was found by this part
 * @property {Part | null} part what was understood; null for other words
 */
/**
 * @typedef {object} Plan
 * @property {Group[]} subjects what the data must be about; a dataset that answers none is no hit. Empty when only places,
 *   periods or conditions are asked for: then every dataset may be a hit
 * @property {Group[]} asides what is good to have: platforms, centres, the names of places
 * @property {{part: Part, boxes: Box[]}[]} places
 * @property {{part: Part, start: string | null, end: string | null}[]} periods
 * @property {{part: Part, facet: "access" | "format" | "licence", ids: string[]}[]} conditions
 */

/** What a concept is worth by its scheme: the wider it is, the less it says. */
const WORTH = /** @type {Record<string, number>} */ ({ variables: 1, subdomains: 0.8, compartments: 0.35 });
const WORDS_OF_CONCEPT = 0.25;
/** A code may be the name of a mission or a model too: a title that says it is meant at least as much. */
const WORDS_OF_CODE = 1;
/** The field a variable belongs to: datasets of its neighbours come after those of the variable itself. */
const NEIGHBOURS = 0.8;
/** All words as typed, beside what was understood of them. */
const TEXT = 1.2;
const REST = 0.9;
const ASIDE = 0.35;
/** A platform or a centre asked for without a subject is the subject. */
const ALONE = 0.8;
const CORRECTED = 0.8;
const ANY_PLACE = new Set(
  (
    "mer mers ocean golfe baie lac ile iles bassin fleuve departement ville massif mont montagne montagnes nord sud est ouest " +
    "sea seas gulf bay lake island islands basin river department city mount mountains north south east west central centrale"
  ).split(" "),
);
/** What a concept counts whose definition uses the words, and how many of them are asked for. */
const TOLD = 0.2;
const MOST_TOLD = 4;

/**
 * @param {Understood} understood
 * @param {"fr" | "en"} lang the language of the page, whose index is asked
 * @param {Knowledge} knowledge
 * @returns {Plan}
 */
export function plan({ parts, rest, corrections }, lang, knowledge) {
  /** @type {Plan} */
  const planned = { subjects: [], asides: [], places: [], periods: [], conditions: [] };
  for (const part of parts) {
    const { keys = [], boxes = [], ids = [], start = null, end = null } = part.value;
    if (part.kind === "period") planned.periods.push({ part, start, end });
    else if (part.kind === "concept") planned.subjects.push(conceptGroup(part, keys, lang, knowledge));
    else if (part.kind === "platform" || part.kind === "centre") {
      const terms = [...keys.map((key) => ({ term: `c:${key}` })), ...words([part.text, part.name], lang, WORDS_OF_CONCEPT)];
      planned.asides.push({ kind: part.kind, weight: ASIDE, terms, exact: keys.map((key) => `c:${key}`), part });
    } else if (part.kind === "place") {
      planned.places.push({ part, boxes });
      planned.asides.push({ kind: "place", weight: ASIDE, terms: placeWords(part, lang), exact: [], part });
    } else planned.conditions.push({ part, facet: part.kind, ids: part.kind === "access" ? ids : keys.map((key) => key.split("/")[1] ?? key) });
  }
  const others = words(rest, lang, 1);
  for (const { from, to } of corrections) {
    // The word as typed is asked for too: it may be a name that only the record knows.
    if (others.some(({ term }) => term === stem(from, lang))) others.push(...words([to], lang, CORRECTED));
  }
  others.push(...toldBy(others.flatMap(({ term }) => term), knowledge));
  if (others.length) planned.subjects.push({ kind: "words", weight: REST, terms: others, exact: [], part: null });
  if (!planned.subjects.length) {
    planned.subjects = planned.asides.filter(({ kind }) => kind !== "place").map((group) => ({ ...group, weight: ALONE }));
    planned.asides = planned.asides.filter(({ kind }) => kind === "place");
  }
  // All words once more, as they were typed: what was understood too narrowly is still found by its text.
  const all = words([...parts.filter(({ kind }) => kind !== "period" && kind !== "place").map(({ text }) => text), ...rest], lang, 1);
  if (planned.subjects.length && all.length) planned.subjects.push({ kind: "words", weight: TEXT, terms: all, exact: [], part: null });
  return planned;
}

/**
 * @param {Part} part
 * @param {string[]} keys
 * @param {"fr" | "en"} lang
 * @param {Knowledge} knowledge
 * @returns {Group}
 */
function conceptGroup(part, keys, lang, knowledge) {
  const worth = keys.map((key) => WORTH[key.split("/")[0] ?? ""] ?? 1);
  const best = Math.max(...worth, 0.1);
  /** @type {WeightedTerm[]} */
  const terms = keys.map((key, i) => ({ term: `c:${key}`, weight: (worth[i] ?? 1) / best }));
  const above = new Set(keys.flatMap((key) => fieldsOf(key, knowledge)));
  for (const key of above) if (!keys.includes(key)) terms.push({ term: `c:${key}`, weight: NEIGHBOURS });
  terms.push(...words([part.text, part.name], lang, isCode(part.name) ? WORDS_OF_CODE : WORDS_OF_CONCEPT));
  return { kind: "concept", weight: best, terms, exact: keys.map((key) => `c:${key}`), part };
}

/**
 * The words by which a record may name a place: as typed and, where that is another name, as the page calls it. What any
 * sea or lake is called too tells of none.
 * @param {Part} part
 * @param {"fr" | "en"} lang
 * @returns {WeightedTerm[]}
 */
function placeWords({ text, label }, lang) {
  const typed = wordsOf(text);
  const names = wordsOf(label).some((word) => typed.includes(word)) ? typed : [...typed, ...wordsOf(label)];
  const own = names.filter((word) => !ANY_PLACE.has(word));
  return words([(own.length ? own : names).join(" ")], lang, 1);
}

/** @param {string} name */
function isCode(name) {
  return /\p{Lu}/u.test(name) && name === name.toUpperCase();
}

/**
 * The concepts whose definitions use words that are no name of anything, those first that several or rare words tell of.
 * @param {readonly string[]} terms
 * @param {Knowledge} knowledge
 * @returns {WeightedTerm[]}
 */
function toldBy(terms, knowledge) {
  /** @type {Map<number, number>} */
  const told = new Map();
  for (const term of terms) {
    const concepts = knowledge.told.get(term) ?? [];
    for (const at of concepts) told.set(at, (told.get(at) ?? 0) + 1 / Math.sqrt(concepts.length));
  }
  const best = [...told].sort((a, b) => b[1] - a[1]).slice(0, MOST_TOLD);
  return best.flatMap(([at, share]) => {
    const key = knowledge.concepts[at]?.key;
    return key ? [{ term: `c:${key}`, weight: TOLD * share }] : [];
  });
}

/**
 * The sub-domains that a variable belongs to.
 * @param {string} key
 * @param {Knowledge} knowledge
 */
function fieldsOf(key, knowledge) {
  if (!key.startsWith("variables/")) return [];
  const above = knowledge.concepts.find((concept) => concept.key === key)?.above ?? [];
  return above.flatMap((at) => knowledge.concepts[at] ?? []).filter(({ scheme }) => scheme === "subdomains").map((concept) => concept.key);
}

/**
 * The terms of texts, each once.
 * @param {readonly string[]} texts
 * @param {"fr" | "en"} lang
 * @param {number} weight
 * @returns {WeightedTerm[]}
 */
function words(texts, lang, weight) {
  const told = texts.flatMap((text) => wordsOf(text)).filter((word) => !STOP_WORDS.has(word));
  return [...new Set(told.map((word) => stem(word, lang)))].map((term) => ({ term, weight }));
}

/** What a query asks for: its concepts, places, periods and conditions, each with its words in the text. */

import { fold } from "../fold.js";
import { ACCESS } from "./access.js";
import { CALENDAR } from "./calendar.js";
import { periodAt } from "./periods.js";
import { nearest } from "./spelling.js";
import { keyOf, singular, tokensOf } from "./tokens.js";

/** @typedef {import("./knowledge.js").Knowledge} Knowledge */
/** @typedef {import("./knowledge.js").Form} Form */
/** @typedef {import("./knowledge.js").Box} Box */
/** @typedef {import("./tokens.js").Token} Token */
/** @typedef {"concept" | "place" | "period" | "platform" | "access" | "format" | "licence" | "centre"} Kind */
/**
 * @typedef {object} Part
 * @property {Kind} kind
 * @property {string} text the words of the query, as typed
 * @property {[number, number]} span where they stand in the query: removing the chip removes `text.slice(...span)`
 * @property {string} label what it was understood as, in the language of the page; "" for a period, which the page words
 * @property {string} name the label that matched, which may be in the other language or another name
 * @property {Value} value
 */
/**
 * @typedef {object} Value
 * @property {string[]} [keys] concepts, platforms, formats, licences, centres and poles: keys of the thesaurus
 * @property {Box[]} [boxes] a place: one box, several when the name is that of several places
 * @property {string[]} [places] the keys of those places
 * @property {string | null} [start] a period: its first day, null when open
 * @property {string | null} [end] its last day
 * @property {string[]} [ids] access conditions: "open", "account", "request", "embargo"
 */
/** @typedef {{from: string, to: string, span: [number, number]}} Correction */
/**
 * @typedef {object} Understood
 * @property {Part[]} parts in the order of the text
 * @property {string[]} rest the other words that say something, as typed, to be searched as they are
 * @property {Correction[]} corrections words read with another spelling; `rest` holds them as typed
 */

/** Of a longer text the beginning is read. */
export const LONGEST_TEXT = 2000;
const MOST_CORRECTIONS = 24;
const MOST_LABELS = 2;
/** @type {Record<string, Kind>} */
const KIND_OF_SCHEME = {
  variables: "concept", subdomains: "concept", compartments: "concept", platforms: "platform", formats: "format",
  licences: "licence", "data-centres": "centre", poles: "centre",
};
/** Words that every dataset answers to: they ask for data, not for a subject. */
const ASKING = new Set(
  (
    "donnee donnees jeu jeux data dataset datasets information informations cherche chercher trouver trouve voudrais veux besoin " +
    "looking look find need want show give get please merci bonjour hello ou pres autour proche near nearby around within over " +
    "much many each every depuis since avant before apres after plus during pendant durant lors autres other quel quelle quels quelles what where how do does did me my mes mon ma moi ai il on il there am i carte cartes map maps"
  ).split(" "),
);

/** Words that are spelt right though no thesaurus has them. */
const PLAIN = new Set([...ASKING, ...CALENDAR, ...[...ACCESS.values()].flatMap(({ name }) => fold(name).split(" "))]);

/**
 * Understand a query. The longest name wins, from left to right; a name of several things means all of them. Any text
 * gives an answer, in a time that grows with its length up to 2,000 characters and no further.
 * @param {string} text
 * @param {"fr" | "en"} _lang the language of the page
 * @param {Knowledge} knowledge
 * @param {string} [today] "2026-11-21", for "the last ten years"
 * @returns {Understood}
 */
export function understand(text, _lang, knowledge, today) {
  const read = text.slice(0, LONGEST_TEXT);
  const [tokens, corrections] = corrected(tokensOf(read), knowledge);
  /** @type {Part[]} */
  const parts = [];
  /** @type {string[]} */
  const rest = [];
  for (let at = 0; at < tokens.length; ) {
    const period = periodAt(tokens, at, read, today);
    if (period) {
      parts.push(part("period", read, tokens, at, period.until, "", "", { start: period.start, end: period.end }));
      at = period.until;
      continue;
    }
    const [found, until] = named(read, tokens, at, knowledge);
    parts.push(...found);
    if (!found.length) {
      const token = tokens[at];
      if (token && !token.stop && !ASKING.has(token.word)) rest.push(read.slice(token.start, token.end));
    }
    at = until;
  }
  return { parts, rest, corrections };
}

/**
 * The parts of the longest name that begins at a token, and where it ends. A name does not begin with a word that says
 * nothing: "in situ" is found by "situ", and "de la mer" must not swallow its article.
 * @param {string} text
 * @param {readonly Token[]} tokens
 * @param {number} at
 * @param {Knowledge} knowledge
 * @returns {[Part[], number]}
 */
function named(text, tokens, at, knowledge) {
  if (tokens[at]?.stop) return [[], at + 1];
  let telling = 0;
  /** @type {[Part[], number]} */
  let best = [[], at + 1];
  for (let until = at + 1; until <= tokens.length && telling < Math.max(knowledge.longest, 3); until++) {
    if (tokens[until - 1]?.stop) continue;
    telling++;
    const key = keyOf(tokens.slice(at, until));
    const access = ACCESS.get(key);
    const form = knowledge.forms.get(key);
    if (form && (until > at + 1 || !isChance(text.slice(tokens[at]?.start, tokens[at]?.end), tokens[at]?.word ?? "", form))) best = [partsOf(form, text, tokens, at, until, knowledge), until];
    else if (access && text[(tokens[at]?.start ?? 0) - 1] !== "-") {
      best = [[part("access", text, tokens, at, until, access.name, access.name, { ids: [access.id] })], until];
    }
  }
  return best;
}

/**
 * Whether a single word is the name of something by chance only: "do" asks, "DO" is dissolved oxygen; "temps" is no plural
 * of TEMP. Codes of one or two letters are names when written as codes are.
 * @param {string} typed
 * @param {string} word folded
 * @param {Form} form
 */
function isChance(typed, word, { name }) {
  if (typed === typed.toUpperCase()) return false;
  const code = name === name.toUpperCase();
  return ASKING.has(word) || (code && (/^[a-z]{1,2}$/.test(word) ? typed !== name : word !== fold(name)));
}

/**
 * What a name means: one part for its concepts, one for each other kind of thing, one for its places.
 * @param {Form} form
 * @param {string} text
 * @param {readonly Token[]} tokens
 * @param {number} at
 * @param {number} until
 * @param {Knowledge} knowledge
 * @returns {Part[]}
 */
function partsOf(form, text, tokens, at, until, knowledge) {
  /** @type {Map<Kind, {keys: string[], labels: string[]}>} */
  const byKind = new Map();
  // Of several meanings those without any dataset are left out.
  const used = form.concepts.filter((place) => knowledge.concepts[place]?.count);
  for (const place of used.length ? used : form.concepts) {
    const concept = knowledge.concepts[place];
    const kind = KIND_OF_SCHEME[concept?.scheme ?? ""];
    // A concept may list a place among its other names ("Antarctique", of ice sheets): the place is meant.
    if (!concept || !kind || (form.places.length && form.name !== concept.label && form.name !== concept.other)) continue;
    const found = byKind.get(kind) ?? { keys: [], labels: [] };
    found.keys.push(concept.key);
    if (!found.labels.includes(concept.label)) found.labels.push(concept.label);
    byKind.set(kind, found);
  }
  const parts = [...byKind].map(([kind, { keys, labels }]) => {
    const label = labels.slice(0, MOST_LABELS).join(" / ") + (labels.length > MOST_LABELS ? " / …" : "");
    return part(kind, text, tokens, at, until, label, form.name, { keys });
  });
  const places = form.places.flatMap((place) => knowledge.places[place] ?? []);
  if (places.length) {
    const value = { places: places.map((place) => place.key), boxes: places.map((place) => place.box) };
    parts.push(part("place", text, tokens, at, until, places[0]?.label ?? "", form.name, value));
  }
  return parts;
}

/**
 * @param {Kind} kind
 * @param {string} text
 * @param {readonly Token[]} tokens
 * @param {number} at
 * @param {number} until
 * @param {string} label
 * @param {string} name
 * @param {Value} value
 * @returns {Part}
 */
function part(kind, text, tokens, at, until, label, name, value) {
  /** @type {[number, number]} */
  const span = [tokens[beginning(tokens, at, name)]?.start ?? 0, tokens[until - 1]?.end ?? 0];
  return { kind, text: text.slice(...span), span, label, name, value };
}

/**
 * Where a name begins in the text: "in situ" was found by "situ", and "Le Havre" by "Havre".
 * @param {readonly Token[]} tokens
 * @param {number} at
 * @param {string} name
 */
function beginning(tokens, at, name) {
  const words = tokensOf(name);
  let first = at;
  for (let i = words.findIndex(({ stop }) => !stop) - 1; i >= 0 && tokens[first - 1]?.word === words[i]?.word; i--) first--;
  return first;
}

/**
 * The tokens with the nearest spelling of those that nobody knows.
 * @param {readonly Token[]} tokens
 * @param {Knowledge} knowledge
 * @returns {[Token[], Correction[]]}
 */
function corrected(tokens, knowledge) {
  /** @type {Correction[]} */
  const corrections = [];
  let left = MOST_CORRECTIONS;
  const read = tokens.map((token) => {
    const { word, start, end } = token;
    if (left === 0 || !isUnknown(token, knowledge)) return token;
    left--;
    const to = nearest(word, knowledge);
    if (to === null) return token;
    corrections.push({ from: word, to, span: [start, end] });
    return { ...token, word: to, single: singular(to) };
  });
  return [read, corrections];
}

/**
 * The words that nobody knows, of which `understand` seeks the nearest spelling.
 * @param {readonly Token[]} tokens
 * @param {Knowledge} knowledge
 */
export function unknownTokens(tokens, knowledge) {
  return tokens.filter((token) => isUnknown(token, knowledge)).slice(0, MOST_CORRECTIONS);
}

/**
 * @param {Token} token
 * @param {Knowledge} knowledge
 */
function isUnknown({ word, single, stop }, knowledge) {
  return !stop && !knowledge.words.has(word) && !knowledge.words.has(single) && !PLAIN.has(word);
}

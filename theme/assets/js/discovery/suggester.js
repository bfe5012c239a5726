/** What a search box offers while one types, each leading to an address: subjects, places, centres at once, datasets soon after. [I/O] */

import { openDocuments } from "../search/documents.js";
import { openEngine } from "../search/engine.js";
import { fetchFrom, readJson } from "../search/files.js";
import { STOP_WORDS, stem, wordsOf } from "../search/terms.js";
import { readKnowledge } from "../understand/knowledge.js";
import { suggest } from "../understand/suggest.js";
import { readObject } from "../words.js";

/** @typedef {{text: string, mark: [number, number] | null}} Piece a text and the letters of it that were typed */
/**
 * @typedef {object} Suggestion
 * @property {string} text what goes into the box
 * @property {Piece} label
 * @property {Piece | null} note the other name that matched
 * @property {number} count datasets; 0 when that says nothing
 * @property {string} lang of the label when it is not the page's; else ""
 * @property {string} href from the search page
 */
/** @typedef {{kind: string, items: Suggestion[]}} Group */
/**
 * @typedef {object} Suggester
 * @property {Record<string, string>} words
 * @property {"fr" | "en"} lang
 * @property {(text: string) => Group[]} suggest
 * @property {(text: string) => Promise<Group[]>} datasets those whose title has the words; the last may be unfinished
 */

const MOST_DATASETS = 4;
const MOST_ENDINGS = 24;
const SHORTEST = 3;

/**
 * @param {URL} page the address of the search page: /fr/search/
 * @returns {Promise<Suggester>}
 */
export async function openSuggester(page) {
  const lang = page.pathname.endsWith("/en/search/") ? "en" : "fr";
  const base = new URL("../../search/", page);
  const fetchBytes = fetchFrom(base);
  const [words, knowledge] = await Promise.all([readJson(fetchBytes, `box-${lang}.json`), readJson(fetchBytes, `understanding-${lang}.json`).then(readKnowledge)]);
  /** @type {ReturnType<typeof openEngine> | undefined} */
  let engine;
  const documents = openDocuments(base, lang, fetchBytes);
  return {
    words: readObject(JSON.stringify(words)),
    lang,
    suggest: (text) => suggest(text, knowledge).map(({ kind, items }) => ({ kind, items: items.map(suggestionFrom) })),
    async datasets(text) {
      const typed = wordsOf(text);
      const last = typed.pop();
      if (!last || last.length < SHORTEST) return [];
      engine ??= openEngine(base, lang, fetchBytes);
      const found = await titled(await engine, typed.filter((word) => !STOP_WORDS.has(word)).map((word) => stem(word, lang)), last, lang);
      const docs = await documents.load(found);
      const items = docs.flatMap((doc) => (doc ? [datasetFrom(doc, lang)] : []));
      return items.length ? [{ kind: "datasets", items }] : [];
    },
  };
}

/**
 * The numbers of the datasets that have all terms in their title or names, and a word that begins as the last one.
 * @param {import("../search/engine.js").Engine} engine
 * @param {readonly string[]} terms
 * @param {string} last
 * @param {"fr" | "en"} lang
 */
async function titled(engine, terms, last, lang) {
  const near = await engine.neighbours(last);
  const endings = near.filter(({ term }) => term.startsWith(last)).sort((a, b) => b.documents - a.documents).slice(0, MOST_ENDINGS);
  const any = [...new Set([stem(last, lang), ...endings.map(({ term }) => term)])];
  const fields = ["title", "names"];
  const clauses = [...terms, any].map((term) => ({ term, fields, presence: /** @type {const} */ ("required") }));
  const { hits } = await engine.search(clauses, { limit: MOST_DATASETS });
  return hits.map(({ number }) => number);
}

/**
 * @param {import("../understand/suggest.js").Suggestion} found
 * @returns {Suggestion}
 */
function suggestionFrom({ label, matched, mark, key, count, query }) {
  const [scheme = "", id = ""] = key.split("/");
  const facet = scheme === "data-centres" ? "centre" : scheme === "poles" ? "pole" : "";
  // A centre is a filter of its own; what was typed before it stays in words.
  const before = query.slice(0, query.length - label.length).trim();
  const asked = facet ? { ...(before ? { q: before } : {}), [facet]: id } : { q: query };
  return {
    text: facet ? before : query,
    label: { text: label, mark: matched ? null : mark },
    note: matched ? { text: matched, mark } : null,
    count,
    lang: "",
    href: `?${new URLSearchParams(asked)}`,
  };
}

/**
 * @param {import("../search/documents.js").Doc} doc
 * @param {"fr" | "en"} lang
 * @returns {Suggestion}
 */
function datasetFrom({ id, title, titleInOther }, lang) {
  return { text: title, label: { text: title, mark: null }, note: null, count: 0, lang: titleInOther ? (lang === "fr" ? "en" : "fr") : "", href: `../datasets/${id}/` };
}

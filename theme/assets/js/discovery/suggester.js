/** What the box offers while one types: subjects, datasets, places and centres, each leading to an address. [I/O] */

import { fold } from "../fold.js";
import { fetchFrom, readJson } from "../search/files.js";
import { readKnowledge } from "../understand/knowledge.js";
import { readObject } from "../words.js";

/** @typedef {{text: string, label: string, note: string, lang: string, href: string}} Suggestion `text` goes into the box; `href` is from the search page */
/** @typedef {{kind: "concept" | "dataset" | "place" | "centre", items: Suggestion[]}} Group */
/** @typedef {{words: Record<string, string>, lang: "fr" | "en", suggest: (text: string) => Group[]}} Suggester */

const MOST = 5;

/**
 * @param {URL} page the address of the search page: /fr/search/
 * @returns {Promise<Suggester>}
 */
export async function openSuggester(page) {
  const lang = page.pathname.includes("/en/search/") ? "en" : "fr";
  const fetchBytes = fetchFrom(new URL("../../search/", page));
  const [words, knowledge] = await Promise.all([readJson(fetchBytes, `box-${lang}.json`), readJson(fetchBytes, `understanding-${lang}.json`).then(readKnowledge)]);
  return {
    words: readObject(JSON.stringify(words)),
    lang,
    suggest(text) {
      const sought = fold(text);
      const items = knowledge.concepts.flatMap(({ label, names, count }) => {
        const name = count ? names.find((one) => fold(one).startsWith(sought)) : undefined;
        return name ? [{ text: label, label, note: name === label ? "" : name, lang: "", href: `?q=${encodeURIComponent(label)}` }] : [];
      });
      return items.length ? [{ kind: "concept", items: items.slice(0, MOST) }] : [];
    },
  };
}

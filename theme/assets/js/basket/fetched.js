/** The published facts of a dataset, the sites and the words, each asked for once in a page. */

import { entryOf } from "../access/entry.js";
import { readSites } from "../access/sites.js";
import { readObject } from "../words.js";

/** @typedef {import("../access/entry.js").Entry} Entry */
/** @typedef {Entry | "unknown" | "unreachable"} Found */

/** @type {Map<string, Promise<Found>>} */
const entries = new Map();
/** @type {Map<string, Promise<Record<string, string>>>} */
const words = new Map();
/** @type {Promise<Record<string, string>> | null} */
let gone = null;
/** @type {Promise<import("../access/sites.js").Site[]> | null} */
let sites = null;

/**
 * @param {string} id
 * @param {URL} root address of the site
 * @returns {Promise<Found>} "unknown" when the catalogue has no such dataset, "unreachable" when nobody can say
 */
export function fetchEntry(id, root) {
  let found = entries.get(id);
  if (!found) {
    found = readEntry(new URL(`stac/collections/${id}/collection.json`, root));
    entries.set(id, found);
  }
  return found;
}

/**
 * @param {URL} address
 * @returns {Promise<Found>}
 */
async function readEntry(address) {
  try {
    const answer = await fetch(address);
    if (answer.status === 404) return "unknown";
    return answer.ok ? entryOf(await answer.json(), address.href) : "unreachable";
  } catch {
    return "unreachable";
  }
}

/**
 * What became of a dataset that the catalogue no longer has.
 * @param {string} id
 * @param {URL} root address of the site
 * @param {"fr" | "en"} lang
 * @returns {Promise<{title: string, moved: boolean, successor: string} | null>} null when it never had it
 */
export async function fetchGone(id, root, lang) {
  gone ??= fetch(new URL("access/gone.json", root)).then(async (answer) => readObject(await answer.text()), () => ({}));
  const all = await gone;
  const became = all[`${id}.became`];
  return became ? { title: all[`${id}.${lang}`] ?? "", moved: became === "moved", successor: all[`${id}.successor`] ?? "" } : null;
}

/**
 * The sites where a notebook can run; none when they cannot be read, for everything works without them.
 * @param {URL} root
 */
export function fetchSites(root) {
  sites ??= fetch(new URL("access/sites.json", root))
    .then((answer) => answer.json())
    .then(readSites, () => []);
  return sites;
}

/**
 * The words of the basket and of the exports.
 * @param {URL} root
 * @param {string} lang
 */
export function fetchWords(root, lang) {
  let found = words.get(lang);
  if (!found) {
    found = fetch(new URL(`access/words-${lang}.json`, root)).then(async (answer) => readObject(await answer.text()));
    words.set(lang, found);
  }
  return found;
}

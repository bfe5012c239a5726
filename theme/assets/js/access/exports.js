/** Every file that a dataset or a basket can be taken away as: one list for the pages, the command and the tests. */

import { bibtex, citationText, cslJson, dataciteJson, ris } from "../cite/formats.js";
import { roCrate } from "../cite/rocrate.js";
import { processBody } from "./commands.js";
import { eodagConfiguration } from "./eodag.js";
import { galaxyFetch, galaxyTable } from "./galaxy.js";
import { notebook } from "./notebook.js";
import { TEXTS } from "./texts.js";

/** @typedef {import("./entry.js").Entry} Entry */
/** @typedef {import("./entry.js").Lang} Lang */
/** @typedef {import("./sites.js").Site} Site */
/**
 * @typedef {object} Options
 * @property {string} today ISO date
 * @property {Site | null} [site] the site whose copies come first
 * @property {string} [name] of the basket; none for a single dataset
 * @property {string} [note] of the basket
 */
/**
 * @typedef {object} Export
 * @property {string} id stable, for tests and words
 * @property {string} file name of the file, without its stem
 * @property {string} type media type
 * @property {(entries: readonly Entry[], lang: Lang, options: Options) => string | null} make null when it has nothing
 *   to say of these datasets
 */

const DESCRIPTIONS_LICENCE = "https://creativecommons.org/licenses/by/4.0/";

/** @type {readonly Export[]} */
export const EXPORTS = [
  {
    id: "notebook",
    file: ".ipynb",
    type: "application/x-ipynb+json",
    make: (entries, lang, { today, site = null, name = "" }) => notebook(entries, lang, { today, site, title: name }),
  },
  { id: "eodag", file: "-eodag.yml", type: "application/yaml", make: (entries, _, { site = null }) => eodagConfiguration(entries, site) || null },
  { id: "galaxy-fetch", file: "-galaxy.json", type: "application/json", make: galaxyFetch },
  { id: "galaxy-table", file: "-galaxy.tsv", type: "text/tab-separated-values", make: galaxyTable },
  { id: "process", file: "-process.json", type: "application/json", make: processBody },
  { id: "citation", file: ".txt", type: "text/plain", make: (entries, lang, { today }) => citationText(entries, lang, today) },
  { id: "bibtex", file: ".bib", type: "application/x-bibtex", make: (entries, lang, { today }) => bibtex(entries, lang, today) },
  { id: "ris", file: ".ris", type: "application/x-research-info-systems", make: (entries, lang, { today }) => ris(entries, lang, today) },
  { id: "csl", file: "-csl.json", type: "application/vnd.citationstyles.csl+json", make: (entries, lang, { today }) => cslJson(entries, lang, today) },
  { id: "datacite", file: "-datacite.json", type: "application/vnd.datacite.datacite+json", make: (entries, lang) => dataciteJson(entries, lang) },
  {
    id: "ro-crate",
    file: "-ro-crate-metadata.json",
    type: "application/ld+json",
    make: (entries, lang, { today, name, note = "" }) =>
      roCrate(entries, lang, { name: name || TEXTS[lang].basket, note, today, licence: DESCRIPTIONS_LICENCE }),
  },
];

/**
 * The export of that id.
 * @param {string} id
 */
export function exportOf(id) {
  return EXPORTS.find((one) => one.id === id) ?? null;
}

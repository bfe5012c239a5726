/** Citations in the formats of reference managers: BibTeX, RIS, CSL-JSON, DataCite JSON. */

import { printable } from "../access/literals.js";
import { addressOf, citation } from "./sentence.js";

/** @typedef {import("../access/entry.js").Entry} Entry */
/** @typedef {import("../access/entry.js").Lang} Lang */

const TEX = /** @type {Readonly<Record<string, string>>} */ ({
  "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}",
  // BibTeX counts braces even behind a backslash: one of the text would end the field.
  "{": "\\textbraceleft{}", "}": "\\textbraceright{}",
});

/**
 * One sentence each, with the day they were read.
 * @param {readonly Entry[]} entries
 * @param {Lang} lang
 * @param {string} today ISO date
 */
export function citationText(entries, lang, today) {
  return `${entries.map((entry) => printable(citation(entry, lang, today))).join("\n")}\n`;
}

/**
 * `@misc` entries, which every BibTeX style knows. Producers are in braces: they are organisations, not people.
 * @param {readonly Entry[]} entries
 * @param {Lang} lang
 * @param {string} today ISO date
 */
export function bibtex(entries, lang, today) {
  return entries
    .map((entry) => {
      const fields = [
        ["title", `{${tex(entry.title[lang])}}`],
        ["author", entry.producers.map((name) => `{${tex(name)}}`).join(" and ")],
        ["publisher", tex(entry.publisher)],
        ["version", tex(entry.version)],
        ["doi", verbatim(entry.doi)],
        ["url", verbatim(addressOf(entry, lang))],
        ["urldate", today],
      ];
      const lines = fields.filter(([, value]) => value).map(([name, value]) => `  ${name} = {${value}},`);
      return `@misc{${entry.id},\n${lines.join("\n")}\n}\n`;
    })
    .join("\n");
}

/**
 * Tagged lines; a value cannot start a tag of its own, since it is kept on its line.
 * @param {readonly Entry[]} entries
 * @param {Lang} lang
 * @param {string} today ISO date
 */
export function ris(entries, lang, today) {
  return entries
    .map((entry) => {
      const fields = [
        ["TY", "DATA"],
        ["ID", entry.id],
        ["TI", entry.title[lang]],
        ...entry.producers.map((name) => ["AU", `${name},`]), // the comma tells readers of RIS not to turn it round
        ["PB", entry.publisher],
        ["ET", entry.version],
        ["DO", entry.doi],
        ["UR", addressOf(entry, lang)],
        ["LA", lang],
        ["Y2", today.replaceAll("-", "/")],
      ];
      const lines = fields.filter(([, value]) => value).map(([tag, value]) => `${tag}  - ${oneLine(value ?? "")}`);
      return `${lines.join("\r\n")}\r\nER  - \r\n`;
    })
    .join("\r\n");
}

/**
 * @param {readonly Entry[]} entries
 * @param {Lang} lang
 * @param {string} today ISO date
 */
export function cslJson(entries, lang, today) {
  const [year, month, day] = today.split("-").map(Number);
  const items = entries.map((entry) =>
    stated({
      id: entry.id,
      type: "dataset",
      title: entry.title[lang],
      author: entry.producers.map((literal) => ({ literal })),
      publisher: entry.publisher,
      version: entry.version,
      DOI: entry.doi,
      URL: addressOf(entry, lang),
      accessed: { "date-parts": [[year, month, day]] },
      language: lang,
    }),
  );
  return `${JSON.stringify(items, null, 2)}\n`;
}

/**
 * The DataCite metadata schema 4 as JSON, one object for a dataset and a list for several. The year of publication,
 * which DataCite wants to register a DOI, is in no record and left out; ":unav" is DataCite's word for an unknown name.
 * @param {readonly Entry[]} entries
 * @param {Lang} lang
 */
export function dataciteJson(entries, lang) {
  const all = entries.map((entry) =>
    stated({
      id: entry.doi ? `https://doi.org/${entry.doi}` : undefined,
      doi: entry.doi,
      url: addressOf(entry, lang),
      identifiers: [{ identifierType: "URL", identifier: entry.page[lang] }],
      creators: (entry.producers.length ? entry.producers : [":unav"]).map((name) => ({ name, nameType: "Organizational" })),
      titles: titles(entry, lang),
      publisher: { name: entry.publisher || ":unav" },
      types: { resourceTypeGeneral: "Dataset", resourceType: "Dataset" },
      subjects: entry.keywords.map((subject) => ({ subject })),
      descriptions: entry.description[lang] ? [{ description: entry.description[lang], descriptionType: "Abstract", lang }] : [],
      rightsList: rights(entry),
      geoLocations: entry.boxes.map(([w, s, e, n]) => ({
        geoLocationBox: { westBoundLongitude: w, eastBoundLongitude: e, southBoundLatitude: s, northBoundLatitude: n },
      })),
      dates: entry.intervals
        .filter((i) => i.start || i.end)
        .map((i) => ({ date: `${i.start?.slice(0, 10) ?? ""}/${i.end?.slice(0, 10) ?? ""}`, dateType: "Coverage" })),
      version: entry.version,
      schemaVersion: "http://datacite.org/schema/kernel-4",
    }),
  );
  return `${JSON.stringify(all.length === 1 ? all[0] : all, null, 2)}\n`;
}

/**
 * @param {Entry} entry
 * @param {Lang} lang
 */
function titles(entry, lang) {
  const other = lang === "fr" ? "en" : "fr";
  const own = [{ title: entry.title[lang], lang }];
  return entry.title.en === entry.title.fr ? own : [...own, { title: entry.title[other], lang: other, titleType: "TranslatedTitle" }];
}

/** @param {Entry} entry */
function rights(entry) {
  const found = stated({
    rights: entry.licenceName || entry.licence,
    rightsUri: entry.licenceUrl,
    rightsIdentifier: entry.licence,
    rightsIdentifierScheme: entry.licence ? "SPDX" : "",
  });
  return Object.keys(found).length ? [found] : [];
}

/**
 * Without what is empty: a record that does not say is not a record that says nothing.
 * @param {Record<string, unknown>} fields
 */
function stated(fields) {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== "" && value !== undefined && !(Array.isArray(value) && !value.length)),
  );
}

/** @param {string} text */
function tex(text) {
  return oneLine(text).replace(/[\\~^&%$#_{}]/g, (c) => TEX[c] ?? `\\${c}`);
}

/**
 * A DOI or an address, which BibTeX reads as it is: only what would end the field is coded.
 * @param {string} text
 */
function verbatim(text) {
  return oneLine(text).replace(/[{}\\]/g, (c) => encodeURIComponent(c));
}

/** @param {string} text */
function oneLine(text) {
  return printable(text).replace(/\s+/g, " ").trim();
}

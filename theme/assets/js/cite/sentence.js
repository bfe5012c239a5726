/** How to cite a dataset in a sentence, from nothing but what its record says; the page says the same. */

/** @typedef {import("../access/entry.js").Entry} Entry */
/** @typedef {import("../access/entry.js").Lang} Lang */

/**
 * Producers. Title. Version. Publisher. Address (date of access). No record states the year of publication.
 * @param {Entry} entry
 * @param {Lang} lang
 * @param {string} [today] ISO date of access; left out when absent
 */
export function citation(entry, lang, today) {
  const parts = [
    entry.producers.join(", "),
    entry.title[lang],
    entry.version ? `Version ${entry.version}` : "",
    entry.publisher,
    addressOf(entry, lang),
  ];
  const said = parts.filter(Boolean).map((part) => part.replace(/\.+$/, "")).join(". ");
  if (!today) return said;
  return lang === "fr" ? `${said} (consulté le ${today})` : `${said} (accessed ${today})`;
}

/**
 * The DOI, else the page of the producer, else ours.
 * @param {Entry} entry
 * @param {Lang} lang
 */
export function addressOf(entry, lang) {
  return entry.doi ? doiUrl(entry.doi) : entry.landing || entry.page[lang];
}

/** @param {string} doi */
export function doiUrl(doi) {
  return `https://doi.org/${encodeURI(doi).replace(/[#?]/g, encodeURIComponent)}`;
}

/** A basket as an RO-Crate 1.1: `ro-crate-metadata.json`, every dataset by its address, nothing copied into the crate. */

import { addressOf, doiUrl } from "./sentence.js";

/** @typedef {import("../access/entry.js").Entry} Entry */
/** @typedef {import("../access/entry.js").Lang} Lang */

/**
 * @param {readonly Entry[]} entries
 * @param {Lang} lang
 * @param {{name: string, note: string, today: string, licence: string}} basket `today` is an ISO date; `licence` the
 *   address of the licence of the descriptions
 */
export function roCrate(entries, lang, { name, note, today, licence }) {
  /** @type {Map<string, Record<string, unknown>>} */
  const agents = new Map();
  const datasets = entries.map((entry) => {
    const creators = entry.producers.map((producer) => {
      const id = `#agent-${encodeURIComponent(producer)}`;
      agents.set(id, { "@id": id, "@type": "Organization", name: producer });
      return { "@id": id };
    });
    return clean({
      "@id": entry.page[lang],
      "@type": "Dataset",
      name: entry.title[lang],
      description: entry.description[lang],
      identifier: entry.doi ? doiUrl(entry.doi) : entry.id,
      url: addressOf(entry, lang),
      creator: creators,
      license: entry.licenceUrl ? { "@id": entry.licenceUrl } : entry.licenceName,
      version: entry.version,
      keywords: entry.keywords.join(", "),
      temporalCoverage: entry.intervals.map((i) => `${i.start?.slice(0, 10) ?? ".."}/${i.end?.slice(0, 10) ?? ".."}`)[0],
      subjectOf: { "@id": entry.collection },
    });
  });
  const collections = entries.map((entry) => ({
    "@id": entry.collection,
    "@type": "CreativeWork",
    name: `STAC Collection ${entry.id}`,
    encodingFormat: "application/json",
  }));
  const licences = [...new Set(entries.map((entry) => entry.licenceUrl).filter(Boolean))]
    .filter((url) => url !== licence)
    .map((url) => ({ "@id": url, "@type": "CreativeWork", name: entries.find((e) => e.licenceUrl === url)?.licenceName || url }));
  const graph = [
    {
      "@id": "ro-crate-metadata.json",
      "@type": "CreativeWork",
      conformsTo: { "@id": "https://w3id.org/ro/crate/1.1" },
      about: { "@id": "./" },
    },
    clean({
      "@id": "./",
      "@type": "Dataset",
      name,
      description: note || name,
      datePublished: today,
      license: { "@id": licence },
      hasPart: datasets.map((dataset) => ({ "@id": dataset["@id"] })),
    }),
    { "@id": licence, "@type": "CreativeWork", name: licence },
    ...licences,
    ...datasets,
    ...collections,
    ...agents.values(),
  ];
  return `${JSON.stringify({ "@context": "https://w3id.org/ro/crate/1.1/context", "@graph": graph }, null, 2)}\n`;
}

/** @param {Record<string, unknown>} fields */
function clean(fields) {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== "" && value !== undefined && !(Array.isArray(value) && !value.length)),
  );
}

/** What Galaxy takes: a data-fetch request, and a table for its rule builder. */

import { cell, printable } from "./literals.js";
import { nameOf } from "./openers.js";

/** @typedef {import("./entry.js").Entry} Entry */
/** @typedef {{url: string, name: string, ext: string, info: string}} GalaxyItem */

/** The datatypes of Galaxy for our formats; for any other it looks into the file itself. */
const TYPES = /** @type {Readonly<Record<string, string>>} */ ({ netcdf: "netcdf", csv: "csv", geotiff: "geotiff", cog: "geotiff" });

/**
 * The files that Galaxy can fetch by itself: open ones, by http(s), whole.
 * @param {readonly Entry[]} entries
 * @returns {GalaxyItem[]}
 */
export function galaxyItems(entries) {
  return entries.flatMap((entry) =>
    entry.ways
      .filter((way) => way.kind === "file" && /^https?:/.test(way.url) && !way.auth && way.format !== "zarr" && way.protocol !== "opendap")
      .map((way) => ({
        url: way.url,
        name: `${entry.id}-${nameOf(way.url.split(/[?#]/, 1)[0] ?? "")}`,
        ext: TYPES[way.format] ?? "auto",
        info: printable(entry.title.en),
      })),
  );
}

/**
 * The `targets` of `POST /api/tools/fetch`; null when Galaxy can fetch nothing.
 * @param {readonly Entry[]} entries
 * @returns {string | null}
 */
export function galaxyFetch(entries) {
  const items = galaxyItems(entries).map((item) => ({ src: "url", ...item }));
  if (!items.length) return null;
  return `${JSON.stringify({ targets: [{ destination: { type: "hdas" }, items }] }, null, 2)}\n`;
}

/**
 * A table to paste into the rule builder: address, name, type; null when Galaxy can fetch nothing.
 * @param {readonly Entry[]} entries
 * @returns {string | null}
 */
export function galaxyTable(entries) {
  const items = galaxyItems(entries);
  if (!items.length) return null;
  return `${[["url", "name", "ext"], ...items.map((item) => [item.url, item.name, item.ext])]
    .map((row) => row.map(cell).join("\t"))
    .join("\n")}\n`;
}

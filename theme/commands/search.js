/**
 * Prints the ids that the search of a built site finds, best first: `npm run search -- "query" fr [--site DIR] [--limit N]`.
 *
 * The modules are those of the page. Exits 2 when it cannot search.
 */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { openDocuments } from "../assets/js/search/documents.js";
import { openEngine } from "../assets/js/search/engine.js";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { site: { type: "string", default: "site" }, limit: { type: "string", default: "100" } },
});
const [query, lang = "fr"] = positionals;
const limit = Number(values.limit);
if (query === undefined || (lang !== "fr" && lang !== "en") || positionals.length > 2 || !(limit >= 1)) {
  console.error('Usage: npm run search -- "query" fr|en [--site DIR] [--limit N]');
  process.exit(2);
}
const folder = join(values.site, "search");
const base = "file:///search/";
const fetchBytes = (/** @type {string} */ path) => readFile(join(folder, path));

try {
  const engine = await openEngine(base, lang, fetchBytes);
  const found = await engine.search(query, { limit });
  const documents = await openDocuments(base, lang, fetchBytes).load(found.hits.map(({ number }) => number));
  for (const document of documents) if (document) console.log(document.id);
} catch (error) {
  console.error(`${error instanceof Error ? error.message : error}\nBuild the site first (terra build), or name it with --site.`);
  process.exitCode = 2;
}

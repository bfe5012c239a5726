/**
 * Prints the ids that the search page of a built site shows, best first:
 * `npm run search -- "query" fr [--site DIR] [--limit N] [--plain] [--today YYYY-MM-DD]`.
 *
 * The modules are those of the page. `--plain` takes the words as they are, `--today` is the day that "the last ten
 * years" ends with. Exits 2 when it cannot search.
 */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { parseAddress } from "../assets/js/discovery/address.js";
import { nothingAsked } from "../assets/js/discovery/ask.js";
import { ordered } from "../assets/js/discovery/order.js";
import { select } from "../assets/js/discovery/select.js";
import { openIndex } from "../assets/js/discovery/source.js";
import { readJson } from "../assets/js/search/files.js";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    site: { type: "string", default: "site" },
    limit: { type: "string", default: "100" },
    plain: { type: "boolean", default: false },
    today: { type: "string", default: new Date().toISOString().slice(0, 10) },
  },
});
const [query, lang = "fr"] = positionals;
const limit = Number(values.limit);
const dated = /^\d{4}-\d\d-\d\d$/.test(values.today);
if (query === undefined || (lang !== "fr" && lang !== "en") || positionals.length > 2 || !(limit >= 1) || !dated) {
  console.error('Usage: npm run search -- "query" fr|en [--site DIR] [--limit N] [--plain] [--today YYYY-MM-DD]');
  process.exit(2);
}
const fetchBytes = (/** @type {string} */ path) => readFile(join(values.site, "search", path));

try {
  const source = await openIndex(new URL("file:///search/"), lang, {}, fetchBytes, await readJson(fetchBytes, `tree-${lang}.json`));
  const state = parseAddress(`?${new URLSearchParams({ q: query })}`);
  const words = state.q.trim();
  const asked = words ? await source.ask(words, values.plain, values.today) : nothingAsked();
  if (!words) await source.loadOrder();
  const { failed } = select(source.columns, state, asked.hits ? [{ key: "text", pass: asked.hits }] : [], source.tree);
  const rows = ordered(source.columns, failed, asked.scores, state.sort);
  for (const { id } of await source.cards([...rows.subarray(0, limit)])) console.log(id);
} catch (error) {
  console.error(`${error instanceof Error ? error.message : error}\nBuild the site first (terra build), or name it with --site.`);
  process.exitCode = 2;
}

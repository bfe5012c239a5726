/**
 * Writes what the pages of a built site let people download: `npm run exports -- SITE OUT [--only notebook] [--lang fr]`.
 *
 * With `--only notebook`, OUT is the folder that a hub pulls: one notebook per dataset and language.
 */

import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { entryOf } from "../assets/js/access/entry.js";
import { EXPORTS } from "../assets/js/access/exports.js";
import { readSites } from "../assets/js/access/sites.js";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { only: { type: "string" }, lang: { type: "string" }, site: { type: "string" }, today: { type: "string" } },
});
const [site, out] = positionals;
if (!site || !out || (values.today && !/^\d{4}-\d\d-\d\d$/.test(values.today))) {
  console.error("Usage: npm run exports -- SITE OUT [--only EXPORT] [--lang fr|en] [--site VRE] [--today YYYY-MM-DD]");
  process.exit(2);
}
const wanted = EXPORTS.filter((one) => !values.only || one.id === values.only);
if (!wanted.length) {
  console.error(`--only ${values.only}: no such export. Write one of: ${EXPORTS.map((one) => one.id).join(", ")}.`);
  process.exit(2);
}
const langs = /** @type {const} */ (["fr", "en"]).filter((lang) => !values.lang || lang === values.lang);
const today = values.today ?? new Date().toISOString().slice(0, 10);
const vre = values.site ? readSites(JSON.parse(await readFile(join(site, "access/sites.json"), "utf8"))).find((s) => s.id === values.site) : null;

await mkdir(out, { recursive: true });
let written = 0;
for (const id of (await readdir(join(site, "stac/collections"))).sort()) {
  const file = join(site, "stac/collections", id, "collection.json");
  const collection = JSON.parse(await readFile(file, "utf8"));
  const published = collection.links.find((/** @type {{rel: string}} */ link) => link.rel === "self").href;
  const entry = entryOf(collection, published);
  for (const lang of langs) {
    for (const one of wanted) {
      const text = one.make([entry], lang, { today, site: vre ?? null });
      if (text === null) continue;
      await writeFile(join(out, `${entry.id}-${lang}${one.file}`), text);
      written += 1;
    }
  }
}
console.log(`${written} files written in ${out}.`);

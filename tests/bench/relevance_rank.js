/** Rank queries with the modules of the site, from its files: JSON of {q, page} in, the ids in rank order out. */

import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { openColumns } from "../../theme/assets/js/search/columns.js";
import { openDocuments } from "../../theme/assets/js/search/documents.js";
import { openEngine } from "../../theme/assets/js/search/engine.js";
import { answer } from "../../theme/assets/js/understand/answer.js";
import { readKnowledge } from "../../theme/assets/js/understand/knowledge.js";
import { plan } from "../../theme/assets/js/understand/plan.js";
import { understand } from "../../theme/assets/js/understand/understand.js";

const DEPTH = 10;
const [site, today] = process.argv.slice(2);
const folder = join(site ?? "", "search");
const fetchBytes = (path) => readFile(join(folder, path)).then((bytes) => new Uint8Array(bytes));

/** What a page of a language has open. */
async function open(lang) {
  const json = JSON.parse(readFileSync(join(folder, `understanding-${lang}.json`), "utf8"));
  const columns = await openColumns("", lang, fetchBytes);
  return {
    knowledge: readKnowledge(json),
    engine: await openEngine("", lang, fetchBytes),
    documents: openDocuments("", lang, fetchBytes),
    loadColumns: async () => columns,
  };
}

const pages = { fr: await open("fr"), en: await open("en") };
const idsOf = async (documents, numbers) => (await documents.load(numbers)).flatMap((doc) => (doc ? [doc.id] : []));
const queries = JSON.parse(readFileSync(0, "utf8"));
const rankings = [];
for (const { q, page } of queries) {
  const { knowledge, engine, documents, loadColumns } = pages[page];
  const understood = understand(q, page, knowledge, today);
  const { numbers } = await answer(plan(understood, page, knowledge), engine, loadColumns, today);
  const plain = await engine.search(q, { limit: DEPTH });
  rankings.push({
    understood: await idsOf(documents, numbers.slice(0, DEPTH)),
    plain: await idsOf(documents, plain.hits.map(({ number }) => number)),
    parts: understood.parts.map(({ kind, text, label }) => `${kind} "${text}" = ${label}`),
    rest: understood.rest,
  });
}
process.stdout.write(JSON.stringify(rankings));

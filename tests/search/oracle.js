/** Answers the queries of a folder twice: by the engine from its shards, and by lunr.js from a whole index. */

import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";

import { openEngine } from "../../theme/assets/js/search/engine.js";

const lunr = createRequire(import.meta.url)("lunr");
const [folder, lang] = process.argv.slice(2);
const { fields, documents, queries } = JSON.parse(await readFile(`${folder}/${lang}.json`, "utf8"));
const PRESENCE = { optional: lunr.Query.presence.OPTIONAL, required: lunr.Query.presence.REQUIRED, prohibited: lunr.Query.presence.PROHIBITED };

const builder = new lunr.Builder();
builder.ref("number");
for (const [name, boost] of fields) builder.field(name, { boost });
documents.forEach((terms, number) => {
  if (terms) builder.add({ number, ...Object.fromEntries(fields.map(([name], i) => [name, terms[i]])) });
});
const whole = builder.build();

const engine = await openEngine("http://localhost/search/", lang, (path) => readFile(`${folder}/search/${path}`));
const answers = [];
for (const clauses of queries) {
  const found = await engine.search(clauses, { limit: 10 });
  const expected = whole.query((query) => {
    for (const { term, weight = 1, fields: within, presence = "optional" } of clauses) {
      query.term(term, { boost: weight, usePipeline: false, presence: PRESENCE[presence], ...(within && { fields: within }) });
    }
  });
  answers.push({
    ours: [...found.ranked()].map((number) => [number, found.scores[number]]),
    top: found.hits.map(({ number }) => number),
    total: found.total,
    lunr: expected.map(({ ref, score }) => [Number(ref), score]),
  });
}
await writeFile(`${folder}/${lang}-answers.json`, JSON.stringify(answers));

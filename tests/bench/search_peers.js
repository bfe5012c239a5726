/** Builds what the search is measured beside: `node search_peers.js pagefind|lunr DOCUMENTS.json OUT`. */

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";

const [peer, from, out] = process.argv.slice(2);
const { lang, fields, documents } = JSON.parse(await readFile(from, "utf8"));
await mkdir(out, { recursive: true });

if (peer === "pagefind") {
  const pagefind = await import("pagefind");
  const { index } = await pagefind.createIndex({});
  for (const { id, title, content } of documents) {
    await index.addCustomRecord({ url: `/${lang}/datasets/${id}/`, content, language: lang, meta: { title } });
  }
  await index.writeFiles({ outputPath: out });
  await pagefind.close();
} else {
  const lunr = createRequire(import.meta.url)("lunr");
  const builder = new lunr.Builder();
  builder.ref("number");
  for (const [name, boost] of fields) builder.field(name, { boost });
  documents.forEach(({ terms }, number) => builder.add({ number, ...Object.fromEntries(fields.map(([name], i) => [name, terms[i]])) }));
  await writeFile(`${out}/index.json`, JSON.stringify(builder.build()));
  await writeFile(`${out}/titles.json`, JSON.stringify(documents.map(({ title }) => title)));
}

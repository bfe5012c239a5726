/** What a query is understood as with the parts and with the whole of a site: texts in, those that differ and bytes out. */

import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { gzipSync } from "node:zlib";

import { readKnowledge } from "../../theme/assets/js/understand/knowledge.js";
import { openKnowledge } from "../../theme/assets/js/understand/parts.js";
import { plan } from "../../theme/assets/js/understand/plan.js";
import { understand } from "../../theme/assets/js/understand/understand.js";

const [site, lang] = process.argv.slice(2);
const folder = join(site, "search");
const whole = readKnowledge(JSON.parse(readFileSync(join(folder, `understanding-${lang}.json`), "utf8")));
const different = [];
const bytes = [];
for (const text of JSON.parse(readFileSync(0, "utf8"))) {
  let loaded = 0;
  const knowledgeOf = openKnowledge(async (name) => {
    const body = await readFile(join(folder, "understanding", lang, `${name}.json`));
    loaded += gzipSync(body).length;
    return JSON.parse(body.toString());
  });
  const { knowledge, failed } = await knowledgeOf(text);
  const read = (known) => {
    const understood = understand(text, lang, known, "2026-11-21");
    return [understood, plan(understood, lang, known)];
  };
  if (failed || !isDeepStrictEqual(read(knowledge), read(whole))) different.push(text);
  bytes.push(loaded);
}
process.stdout.write(JSON.stringify({ different, bytes }));

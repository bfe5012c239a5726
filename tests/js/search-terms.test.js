import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import test from "node:test";

import { stemEnglish } from "../../theme/assets/js/search/english.js";
import { stemFrench } from "../../theme/assets/js/search/french.js";
import { termsOf, wordsOf } from "../../theme/assets/js/search/terms.js";

const cases = JSON.parse(readFileSync(new URL("../search/cases.json", import.meta.url), "utf8"));
const require = createRequire(import.meta.url);
const lunr = require("lunr");
require("lunr-languages/lunr.stemmer.support.js")(lunr);
require("lunr-languages/lunr.fr.js")(lunr);

test("a text has the words that the build finds in it", () => {
  for (const [text, words] of cases.words) assert.deepEqual(wordsOf(text), words, text);
});

test("a text asks for the terms that the build indexes", () => {
  for (const [lang, text, terms] of cases.terms) assert.deepEqual(termsOf(text, lang), terms, text);
});

test("lone surrogates and controls give no error", () => {
  for (const text of ["\ud800", "a\udc00b", "\u0000", "‮", "́".repeat(500)]) assert.ok(Array.isArray(termsOf(text, "fr")));
});

const ENDINGS = (
  "ance iqUe ation ations ateur logie ution ence ement ements ive ifs eaux aux euse eux issement amment emment ment ments " +
  "ira isse issante irai issons iraient era erai ions erions assions ant aient ez iez e s ion ier ell onn ett y que qui " +
  "ational tional enci anci izer bli alli entli eli ousli ization ator alism iveness fulness aliti iviti biliti logi icate " +
  "ative alize iciti ical ful ness al ible ism ate iti ous ize ed ing eed sses ies ll at iz ss"
).split(" ");

/** Words of letters and endings in every mix, the same at each run. */
function* madeUp() {
  let seed = 7;
  const next = (/** @type {number} */ n) => (seed = (seed * 1103515245 + 12345) % 2147483648) % n;
  for (let i = 0; i < 40_000; i++) {
    let word = "";
    for (let n = next(7); n > 0; n--) word += "aeiouybcdqgulstrzn"[next(18)];
    yield (word + ENDINGS[next(ENDINGS.length)] + (next(9) ? "" : ENDINGS[next(ENDINGS.length)])).toLowerCase();
  }
}

test("words have the stems that the build gives them", () => {
  for (const [word, fr, en] of cases.stems) assert.deepEqual([stemFrench(word), stemEnglish(word)], [fr, en], word);
});

test("French stems are those of lunr-languages, English stems those of lunr", () => {
  for (const word of madeUp()) {
    assert.equal(stemFrench(word), lunr.fr.stemmer(new lunr.Token(word)).toString(), word);
    assert.equal(stemEnglish(word), lunr.stemmer(new lunr.Token(word)).toString(), word);
  }
});

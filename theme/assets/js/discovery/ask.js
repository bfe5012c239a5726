/** From the words of a query to the datasets that answer them, and why each does. [I/O through the engine] */

import { answer } from "../understand/answer.js";
import { plan } from "../understand/plan.js";
import { understand } from "../understand/understand.js";

/** @typedef {import("../understand/understand.js").Part} Part */
/** @typedef {{text: string, instead: string}} Correction */
/**
 * @typedef {object} Asked what the words ask for, and what answers them
 * @property {readonly Part[]} parts pieces of the words that were understood
 * @property {readonly Correction[]} corrections
 * @property {string} spelling the words with their corrections; "" without any
 * @property {Float64Array | null} scores by row; null without words
 * @property {Uint8Array | null} hits by row: 1 for what answers
 * @property {(row: number) => {parts: readonly Part[], words: readonly string[]}} why
 * @property {(part: Part) => readonly string[]} variables ids that a part stands for, its own first, then narrower ones
 * @property {boolean} partial whether some files of the index could not be had
 */

/** @returns {Asked} that of a state without words */
export function nothingAsked() {
  return { parts: [], corrections: [], spelling: "", scores: null, hits: null, why: () => ({ parts: [], words: [] }), variables: () => [], partial: false };
}

/**
 * @param {string} text
 * @param {boolean} plain whether the words are taken as they are
 * @param {object} means
 * @param {"fr" | "en"} means.lang
 * @param {string} means.today "2026-11-21"
 * @param {import("../search/engine.js").Engine} means.engine
 * @param {() => Promise<import("../search/columns.js").Columns>} means.loadColumns
 * @param {import("../understand/knowledge.js").Knowledge} means.knowledge
 * @param {(text: string) => string[]} means.termsOf
 * @returns {Promise<Asked>}
 * @throws {import("../search/files.js").SearchFileError} when nothing of the index can be had
 */
export async function ask(text, plain, { lang, today, engine, loadColumns, knowledge, termsOf }) {
  const understood = plain ? { parts: [], rest: text.split(/\s+/).filter(Boolean), corrections: [] } : understand(text, lang, knowledge, today);
  const { parts, rest, corrections } = understood;
  const found = await answer(plan(understood, lang, knowledge), engine, loadColumns, today);
  const hits = new Uint8Array(engine.numbers);
  for (const number of found.numbers) hits[number] = 1;
  const spoken = [...rest.map((word) => ({ word, part: null })), ...parts.flatMap((part) => (part.kind === "period" ? [] : part.text.split(/\s+/).map((word) => ({ word, part }))))];
  const said = await wordsFound(spoken, engine, termsOf);
  return {
    parts,
    corrections: corrections.map(({ to, span }) => ({ text: text.slice(...span), instead: to })),
    spelling: corrections.reduceRight((known, { to, span }) => known.slice(0, span[0]) + to + known.slice(span[1]), corrections.length ? text : ""),
    scores: found.scores,
    hits,
    why(row) {
      const answered = found.why(row);
      return { parts: answered, words: said.flatMap(({ word, part, mask }) => (mask[row] && !(part && answered.includes(part)) ? [word] : [])) };
    },
    variables: (part) => variablesOf(part, knowledge),
    partial: found.failed.length > 0,
  };
}

const MOST_WORDS = 12;

/**
 * For each word, the rows that have it. Their shards are at hand since the answer.
 * @param {readonly {word: string, part: Part | null}[]} spoken
 * @param {import("../search/engine.js").Engine} engine
 * @param {(text: string) => string[]} termsOf
 */
async function wordsFound(spoken, engine, termsOf) {
  const wanted = spoken.slice(0, MOST_WORDS).flatMap(({ word, part }) => {
    const terms = termsOf(word);
    return terms.length ? [{ word, part, terms }] : [];
  });
  return Promise.all(
    wanted.map(async ({ word, part, terms }) => {
      try {
        const { mask } = await engine.search(terms.map((term) => ({ term, presence: "required" })), { limit: 0 });
        return { word, part, mask };
      } catch {
        return { word, part, mask: new Uint8Array() }; // the answer has said that a file is missing
      }
    }),
  );
}

/**
 * @param {Part} part
 * @param {import("../understand/knowledge.js").Knowledge} knowledge
 */
function variablesOf({ value }, { concepts }) {
  const keys = value.keys ?? [];
  const places = new Set(concepts.flatMap(({ key }, at) => (keys.includes(key) ? [at] : [])));
  const narrower = concepts.filter(({ scheme, above }) => scheme === "variables" && above.some((at) => places.has(at)));
  const own = keys.filter((key) => key.startsWith("variables/"));
  return [...new Set([...own, ...narrower.map(({ key }) => key)])].map((key) => key.slice("variables/".length));
}

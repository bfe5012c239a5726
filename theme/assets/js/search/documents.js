/** What hits show, by document number: only the small blocks that hold them are loaded. */

import { fetchFrom, readJson } from "./files.js";

/** @typedef {import("./files.js").FetchBytes} FetchBytes */
/**
 * @typedef {object} Doc
 * @property {number} number
 * @property {string} id
 * @property {string} title
 * @property {boolean} titleInOther the title is in the other language, because this one is missing
 * @property {string} summary
 * @property {boolean} summaryInOther
 * @property {number[]} boxes west, south, east, north of each box, one after the other
 * @property {number | null} start first year
 * @property {number | null} end last year; 9999 when it goes on
 * @property {string[]} compartments
 * @property {string[]} variables the first three
 * @property {number} variableCount
 * @property {string[]} platforms
 * @property {string} pole
 * @property {string} centre "" when not stated, like licence and access
 * @property {string} licence
 * @property {string} access
 */
/** @typedef {{load: (numbers: Iterable<number>) => Promise<(Doc | null)[]>}} Documents */

const BLOCK = 8;

/**
 * @param {string | URL} base the address of /search/, with its final slash
 * @param {"fr" | "en"} lang
 * @param {FetchBytes} [fetchBytes]
 * @returns {Documents} `load` gives null for a number that no dataset has, and throws SearchFileError
 */
export function openDocuments(base, lang, fetchBytes = fetchFrom(base)) {
  /** @type {Map<number, Promise<any[]>>} */
  const blocks = new Map();

  /** @param {number} index */
  function block(index) {
    let rows = blocks.get(index);
    if (!rows) {
      rows = readJson(fetchBytes, `${lang}/documents/${index}.bin`);
      rows.catch(() => blocks.delete(index));
      blocks.set(index, rows);
    }
    return rows;
  }
  return {
    load: (numbers) =>
      Promise.all(
        Array.from(numbers, async (number) => {
          const rows = await block(Math.floor(number / BLOCK));
          return read(rows[number % BLOCK], number);
        }),
      ),
  };
}

/**
 * @param {any} row
 * @param {number} number
 * @returns {Doc | null}
 */
function read(row, number) {
  if (!Array.isArray(row)) return null;
  const [id, title, titleInOther, summary, summaryInOther, boxes, start, end, ...more] = row;
  const [compartments, variables, variableCount, platforms, pole, centre, licence, access] = more;
  return {
    number,
    id,
    title,
    titleInOther: Boolean(titleInOther),
    summary: summary ?? "",
    summaryInOther: Boolean(summaryInOther),
    boxes: boxes ?? [],
    start: start ?? null,
    end: end ?? null,
    compartments: compartments ?? [],
    variables: variables ?? [],
    variableCount: variableCount ?? 0,
    platforms: platforms ?? [],
    pole: pole ?? "",
    centre: centre ?? "",
    licence: licence ?? "",
    access: access ?? "",
  };
}

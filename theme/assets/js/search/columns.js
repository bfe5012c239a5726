/** The facets of all datasets as typed arrays by document number, and their counts. */

import { PlaneReader, SearchFileError, fetchFrom, readBytes, readJson } from "./files.js";

/** @typedef {import("./files.js").FetchBytes} FetchBytes */
/**
 * @typedef {object} Column one facet
 * @property {readonly string[]} options ids
 * @property {Uint32Array} offsets the cells of number n are values[offsets[n]] to values[offsets[n + 1]]
 * @property {Uint16Array} values rows of `options`
 */
/**
 * @typedef {object} Tally
 * @property {Uint8Array} kept by number: 1 for what passes all facets
 * @property {number} total
 * @property {Record<string, Uint32Array>} counts per facet and option: what one would see after choosing it as well
 */
/** @typedef {{counts: Uint8Array, offsets: Uint32Array, west: Float32Array, south: Float32Array, east: Float32Array, north: Float32Array}} Boxes */
/**
 * @typedef {object} Columns
 * @property {number} numbers highest document number + 1
 * @property {Uint8Array} live by number: 1 for a dataset, 0 for a number that none has
 * @property {Record<string, Column>} facets compartment, variable, platform, pole, centre, licence, format, protocol,
 *   access, resolution
 * @property {(chosen: Readonly<Record<string, readonly string[]>>, within?: Uint8Array) => Tally} tally
 * @property {() => Promise<Record<string, [string, string, ...string[]][]>>} labels per facet: id, label, keys above
 * @property {() => Promise<{start: Int16Array, end: Int16Array}>} years UNKNOWN when not stated, OPEN_END when it goes on
 * @property {() => Promise<Boxes>} boxes in degrees
 * @property {() => Promise<{updated: Uint16Array, completeness: Uint8Array}>} order days since 1970, criteria met
 */

/** The last year of what goes on, and a year that is not stated: those of `table.js`, which a search need not load. */
export const OPEN_END = 9999;
export const UNKNOWN = -32768;

/**
 * Loads the facets; years, boxes and sort keys are loaded when they are first asked for.
 * @param {string | URL} base the address of /search/, with its final slash
 * @param {"fr" | "en"} lang
 * @param {FetchBytes} [fetchBytes]
 * @returns {Promise<Columns>}
 * @throws {SearchFileError}
 */
export async function openColumns(base, lang, fetchBytes = fetchFrom(base)) {
  const [few, variables] = await Promise.all(["facets.bin", "variables.bin"].map((path) => decoded(fetchBytes, path, readFacets)));
  if (!few || few.numbers !== variables?.numbers) throw new SearchFileError("variables.bin", "not of the same build as facets.bin");
  const { numbers, live } = few;
  const facets = { ...few.facets, ...variables.facets };
  return {
    numbers,
    live,
    facets,
    tally: (chosen, within = live) => tally({ numbers, facets }, chosen, within),
    labels: once(() => readJson(fetchBytes, `facets-${lang}.json`)),
    years: once(() => decoded(fetchBytes, "years.bin", (reader) => readYears(reader, numbers))),
    boxes: once(() => decoded(fetchBytes, "boxes.bin", readBoxes)),
    order: once(() => decoded(fetchBytes, "order.bin", (reader) => readOrder(reader, numbers))),
  };
}

/**
 * Counts in one pass. Options of one facet widen (this or that), facets narrow each other; a row that fails one facet
 * only still counts for the options of that facet. An id that the facet does not have keeps nothing.
 * @param {{numbers: number, facets: Record<string, Column>}} columns
 * @param {Readonly<Record<string, readonly string[]>>} chosen
 * @param {Uint8Array} within by number: 1 for the rows to look at, such as the hits of a query
 * @returns {Tally}
 */
export function tally({ numbers, facets }, chosen, within) {
  const names = Object.keys(facets);
  const columns = names.map((name) => /** @type {Column} */ (facets[name]));
  const counts = columns.map((column) => new Uint32Array(column.options.length));
  const wanted = columns.map((column, i) => flags(column, chosen[names[i] ?? ""] ?? []));
  const kept = new Uint8Array(numbers);
  let total = 0;
  for (let number = 0; number < numbers; number++) {
    if (!within[number]) continue;
    let failed = -1;
    let failures = 0;
    for (let f = 0; f < columns.length && failures < 2; f++) {
      const flag = wanted[f];
      if (!flag || has(/** @type {Column} */ (columns[f]), number, flag)) continue;
      failures++;
      failed = f;
    }
    if (failures > 1) continue;
    if (!failures) {
      kept[number] = 1;
      total++;
    }
    for (let f = failures ? failed : 0, last = failures ? failed : columns.length - 1; f <= last; f++) {
      const { offsets, values } = /** @type {Column} */ (columns[f]);
      const count = /** @type {Uint32Array} */ (counts[f]);
      for (let i = offsets[number] ?? 0, end = offsets[number + 1] ?? 0; i < end; i++) {
        const option = values[i] ?? 0;
        count[option] = (count[option] ?? 0) + 1;
      }
    }
  }
  return { kept, total, counts: Object.fromEntries(names.map((name, i) => [name, counts[i] ?? new Uint32Array()])) };
}

/**
 * @param {Column} column
 * @param {readonly string[]} ids
 */
function flags(column, ids) {
  if (!ids.length) return null;
  const found = new Uint8Array(column.options.length);
  for (const id of ids) {
    const option = column.options.indexOf(id);
    if (option >= 0) found[option] = 1;
  }
  return found;
}

/**
 * @param {Column} column
 * @param {number} number
 * @param {Uint8Array} flag
 */
function has({ offsets, values }, number, flag) {
  for (let i = offsets[number] ?? 0, end = offsets[number + 1] ?? 0; i < end; i++) if (flag[values[i] ?? 0]) return true;
  return false;
}

/**
 * @template T
 * @param {FetchBytes} fetchBytes
 * @param {string} path
 * @param {(reader: PlaneReader) => T} read
 * @returns {Promise<T>}
 */
async function decoded(fetchBytes, path, read) {
  const bytes = await readBytes(fetchBytes, path);
  try {
    return read(new PlaneReader(bytes));
  } catch (error) {
    throw new SearchFileError(path, error);
  }
}

/**
 * The same promise at every call, but for one that failed.
 * @template T
 * @param {() => Promise<T>} load
 */
function once(load) {
  /** @type {Promise<T> | undefined} */
  let loaded;
  return () => {
    loaded ??= load().catch((error) => {
      loaded = undefined;
      throw error;
    });
    return loaded;
  };
}

/** @param {PlaneReader} reader */
function readFacets(reader) {
  const head = JSON.parse(new TextDecoder().decode(reader.slice(reader.number())));
  const numbers = /** @type {number} */ (head.numbers);
  const live = reader.slice(numbers);
  /** @type {Record<string, Column>} */
  const facets = {};
  for (const [name, { options, cells, width }] of Object.entries(head.facets)) {
    const offsets = offsetsOf(reader.slice(numbers));
    facets[name] = { options, offsets, values: Uint16Array.from(reader.numbers(cells, width)) };
  }
  return { numbers, live, facets };
}

/**
 * Where the cells of each row begin, from how many it has.
 * @param {Uint8Array} counts
 */
function offsetsOf(counts) {
  const offsets = new Uint32Array(counts.length + 1);
  for (let i = 0; i < counts.length; i++) offsets[i + 1] = (offsets[i] ?? 0) + (counts[i] ?? 0);
  return offsets;
}

/**
 * @param {PlaneReader} reader
 * @param {number} numbers
 */
function readYears(reader, numbers) {
  return { start: Int16Array.from(reader.numbers(numbers, 2)), end: Int16Array.from(reader.numbers(numbers, 2)) };
}

/**
 * @param {PlaneReader} reader
 * @returns {Boxes}
 */
function readBoxes(reader) {
  const [numbers, count] = [reader.number(), reader.number()];
  const counts = reader.slice(numbers);
  const side = () => Float32Array.from(reader.numbers(count, 2), (value) => value / 100 - 180);
  return { counts, offsets: offsetsOf(counts), west: side(), south: side(), east: side(), north: side() };
}

/**
 * @param {PlaneReader} reader
 * @param {number} numbers
 */
function readOrder(reader, numbers) {
  return { updated: Uint16Array.from(reader.numbers(numbers, 2)), completeness: reader.slice(numbers) };
}

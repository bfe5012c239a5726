/** Where the search page takes its data from: the cut index when it loads, else the plain lists. [I/O] */

import { LABELLED } from "../card.js";
import { boxesOf } from "../geometry.js";
import { FACETS } from "../query-state.js";
import { openColumns } from "../search/columns.js";
import { openDocuments } from "../search/documents.js";
import { openEngine } from "../search/engine.js";
import { fetchFrom, readJson } from "../search/files.js";
import { termsOf } from "../search/terms.js";
import { noKnowledge } from "../understand/knowledge.js";
import { openKnowledge } from "../understand/parts.js";
import { readWords } from "../words.js";
import { ask } from "./ask.js";
import { openTitles, treeOf } from "./titles.js";

/** @typedef {import("./titles.js").Source} Source */
/** @typedef {import("./select.js").Columns} Columns */
/** @typedef {import("./select.js").Column} Column */
/** @typedef {import("../query-state.js").Facet} Facet */

/**
 * The source of the page of a component.
 * @param {HTMLElement} element a component with data-root, data-lang and data-words
 * @returns {Promise<Source>}
 */
export async function openSource(element) {
  const lang = element.dataset.lang === "en" ? "en" : "fr";
  const base = new URL("search/", new URL(element.dataset.root ?? "./", document.baseURI));
  const fetchBytes = fetchFrom(base);
  const tree = readJson(fetchBytes, `tree-${lang}.json`);
  try {
    return await openIndex(base, lang, readWords(element), fetchBytes, await tree);
  } catch (error) {
    console.warn("the index cannot be loaded, the lists of titles are used instead:", error);
    return openReduced(element);
  }
}

/**
 * The source that needs no index.
 * @param {HTMLElement} element
 * @returns {Promise<Source>}
 */
export async function openReduced(element) {
  const lang = element.dataset.lang === "en" ? "en" : "fr";
  const base = new URL("search/", new URL(element.dataset.root ?? "./", document.baseURI));
  return openTitles(element, await readJson(fetchFrom(base), `tree-${lang}.json`));
}

/**
 * @param {URL} base the address of /search/
 * @param {"fr" | "en"} lang
 * @param {Readonly<Record<string, string>>} words labels of access conditions and classes of resolution
 * @param {import("../search/files.js").FetchBytes} fetchBytes
 * @param {import("./titles.js").TreeFile} tree
 * @returns {Promise<Source>}
 */
export async function openIndex(base, lang, words, fetchBytes, tree) {
  const [engine, read] = await Promise.all([openEngine(base, lang, fetchBytes), openColumns(base, lang, fetchBytes)]);
  const documents = openDocuments(base, lang, fetchBytes);
  const labels = await read.labels();
  /** @type {Columns} */
  const columns = {
    size: read.numbers,
    live: read.live,
    facets: /** @type {Record<Facet, Column>} */ (Object.fromEntries(FACETS.map((facet) => [facet, labelled(facet)]))),
    updated: null,
    complete: null,
    years: null,
    boxes: null,
  };

  /**
   * @param {Facet} facet
   * @returns {Column}
   */
  function labelled(facet) {
    const column = read.facets[facet] ?? { options: [], offsets: new Uint32Array(read.numbers + 1), values: new Uint16Array() };
    const known = new Map((labels[facet] ?? []).map(([id, label]) => [id, label]));
    return { ...column, labels: column.options.map((id) => known.get(id) ?? words[`${facet}.${id}`] ?? id) };
  }

  const labelOf = new Map(FACETS.map((facet) => [facet, new Map(columns.facets[facet].options.map((id, i) => [id, columns.facets[facet].labels[i] ?? id]))]));
  const knowledgeOf = openKnowledge((name) => readJson(fetchBytes, `understanding/${lang}/${name}.json`));

  return {
    columns,
    tree: treeOf(tree, columns.facets.variable.options),
    thisYear: tree.year,
    reduced: false,
    async loadYears() {
      columns.years ??= await read.years();
    },
    async loadBoxes() {
      columns.boxes ??= await read.boxes();
    },
    async loadOrder() {
      if (columns.updated) return;
      const { updated, completeness } = await read.order();
      Object.assign(columns, { updated, complete: completeness });
    },
    async cards(rows) {
      const read = await documents.load(rows);
      return read.flatMap((doc) => (doc ? [cardFrom(doc, labelOf)] : []));
    },
    async ask(text, plain, today) {
      // Without a part, words are still searched as they are: less is understood, nothing is lost.
      const { knowledge, failed } = plain ? { knowledge: noKnowledge(), failed: 0 } : await knowledgeOf(text);
      const loadColumns = async () => read;
      const asked = await ask(text, plain, { lang, today, engine, loadColumns, knowledge, termsOf: (words) => termsOf(words, lang) });
      return failed ? { ...asked, partial: true } : asked;
    },
  };
}

/**
 * @param {import("../search/documents.js").Doc} doc
 * @param {ReadonlyMap<Facet, ReadonlyMap<string, string>>} labelOf
 * @returns {import("../card.js").CardValues}
 */
function cardFrom(doc, labelOf) {
  const say = (/** @type {Facet} */ facet, /** @type {readonly string[]} */ ids) => ids.map((id) => labelOf.get(facet)?.get(id) ?? id).join(", ");
  const ids = { compartment: doc.compartments, platform: doc.platforms, pole: [doc.pole], centre: [doc.centre], licence: [doc.licence], access: [doc.access] };
  return {
    id: doc.id,
    title: doc.title,
    titleInOther: doc.titleInOther,
    summary: doc.summary,
    summaryInOther: doc.summaryInOther,
    compartment: doc.compartments[0] ?? "",
    boxes: boxesOf(doc.boxes),
    period: { start: doc.start, end: doc.end },
    variables: doc.variables.map((id) => ({ id, label: say("variable", [id]) })),
    variableCount: doc.variableCount,
    labels: Object.fromEntries(LABELLED.map((facet) => [facet, say(facet, ids[facet].filter(Boolean))])),
  };
}

/** The search page: words, filters, map and time in one state that the address holds; each part draws what it is told. */

import { hasFilters, parseAddress, formatAddress, withoutFilters } from "../discovery/address.js";
import { nothingAsked } from "../discovery/ask.js";
import { ordered } from "../discovery/order.js";
import { select } from "../discovery/select.js";
import { openReduced, openSource } from "../discovery/source.js";
import { SearchFileError } from "../search/files.js";
import { counted, readWords } from "../words.js";
import { makeBar } from "./search/bar.js";
import { makeFacets } from "./search/facets.js";
import { makePeriod } from "./search/period.js";
import { makeResults } from "./search/results.js";
import { makeUnderstood } from "./search/understood.js";

/** @typedef {import("../discovery/address.js").State} State */
/** @typedef {import("../discovery/titles.js").Source} Source */
/** @typedef {import("../discovery/ask.js").Asked} Asked */
/** @typedef {import("../discovery/select.js").Selection} Selection */
/**
 * @typedef {object} Around what every part of the page knows
 * @property {HTMLElement} element
 * @property {string} root
 * @property {"fr" | "en"} lang
 * @property {Record<string, string>} words
 * @property {Source} source
 * @property {(next: State, how?: {replace?: boolean, focus?: () => void}) => void} go
 */
/** @typedef {{state: State, asked: Asked, selection: Selection, rows: Int32Array}} Shown what stands on the page */

const PAGE = 20;
const ANNOUNCE = 600;

/** @param {Element} component */
export async function start(component) {
  if (!(component instanceof HTMLElement)) return;
  // Kept as the build wrote it: should the index fail under way, the page starts again from titles.
  const pristine = component.cloneNode(true);
  await run(component, openSource, () => {
    if (!(pristine instanceof HTMLElement)) return;
    component.replaceWith(pristine);
    const box = pristine.querySelector("[data-terra=search-box]");
    if (box) import("./search-box.js").then((module) => module.start(box));
    run(pristine, openReduced, () => {});
  });
}

/**
 * @param {HTMLElement} element
 * @param {(element: HTMLElement) => Promise<Source>} open
 * @param {() => void} fallBack
 */
async function run(element, open, fallBack) {
  const words = readWords(element);
  const lang = element.dataset.lang === "en" ? "en" : "fr";
  const root = element.dataset.root ?? "./";
  const form = partOf(element, "form");
  const field = form?.querySelector("input[name=q]");
  if (!(form instanceof HTMLFormElement) || !(field instanceof HTMLInputElement)) return;
  let state = parseAddress(location.search);
  field.value = state.q;
  const count = partOf(element, "count");
  if (count) count.textContent = words.loading ?? "";
  const body = partOf(element, "body");
  if (body) body.hidden = false;

  /** @type {Source} */
  let source;
  try {
    source = await open(element);
  } catch (error) {
    console.error(error);
    fail(element, words, root, lang);
    return;
  }

  /** @type {Around} */
  const around = { element, root, lang, words, source, go };
  const parts = {
    bar: makeBar(around),
    understood: makeUnderstood(around),
    facets: makeFacets(around),
    period: makePeriod(around),
    results: makeResults(around, PAGE),
    map: later(({ state }) => state.map, () => import("./search/map.js").then(({ makeMap }) => makeMap(around))),
    nothing: later(({ rows }) => rows.length === 0, () => import("./search/nothing.js").then(({ makeNothing }) => makeNothing(around))),
    compare: later(({ state }) => state.picks.length > 0, () => import("./search/compare.js").then(({ makeCompare }) => makeCompare(around))),
  };
  const spoken = partOf(element, "spoken");
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let announcing;
  let turns = 0;

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const q = field.value.trim();
    if (q === state.q && !state.comparing) return void show();
    go({ ...state, q, plain: false, page: 1, comparing: false });
  });
  // A suggestion of the box asks for an address of this very page: no need to load it anew.
  element.addEventListener("terra-choose", (event) => {
    const query = event instanceof CustomEvent ? String(event.detail ?? "") : "";
    event.preventDefault();
    const next = parseAddress(query);
    go({ ...next, sort: state.sort, map: state.map, picks: state.picks });
  });
  window.addEventListener("popstate", () => {
    if (!element.isConnected) return;
    state = parseAddress(location.search);
    show();
  });
  await show();

  /**
   * @param {State} next
   * @param {{replace?: boolean, focus?: () => void}} [how]
   */
  function go(next, { replace = false, focus } = {}) {
    const address = formatAddress(next) || location.pathname;
    const same = formatAddress(next) === formatAddress(state);
    state = next;
    if (!same) history[replace ? "replaceState" : "pushState"](null, "", address);
    show().then(focus);
  }

  /** Asks, selects, orders and draws. A newer turn overtakes an older one that still waits for a file. */
  async function show() {
    const turn = ++turns;
    const now = state;
    delete element.dataset.ready;
    if (field instanceof HTMLInputElement && field.value.trim() !== now.q) field.value = now.q;
    try {
      const [asked] = await Promise.all([
        now.q.trim() ? source.ask(now.q.trim(), now.plain, new Date().toISOString().slice(0, 10)) : nothingAsked(),
        (now.from !== null || now.to !== null) && source.loadYears(),
        now.box && source.loadBoxes(),
        (now.sort || !now.q) && source.loadOrder(),
      ]);
      if (turn !== turns) return;
      const masks = asked.hits ? [{ key: "text", pass: asked.hits }] : [];
      const selection = select(source.columns, now, masks, source.tree);
      const rows = ordered(source.columns, selection.failed, asked.scores, now.sort);
      /** @type {Shown} */
      const shown = { state: now, asked, selection, rows };
      await parts.results.show(shown);
      if (turn !== turns) return;
      say(rows.length, asked.partial);
      parts.understood.show(shown);
      parts.bar.show(shown);
      parts.facets.show(shown);
      element.dataset.ready = String(rows.length);
      await Promise.all([parts.nothing, parts.compare, parts.map, parts.period].map((part) => part.show(shown)));
    } catch (error) {
      console.error(error);
      if (error instanceof SearchFileError && !source.reduced && element.isConnected) fallBack();
      else if (turn === turns) fail(element, words, root, lang);
    }
  }

  /**
   * The count: at once to the eye, and to a screen reader when the reader pauses.
   * @param {number} n
   * @param {boolean} partial whether some files of the index are missing
   */
  function say(n, partial) {
    const text = n ? counted(words, "found", n, lang) : (words.none ?? "");
    if (count) count.textContent = text;
    clearTimeout(announcing);
    announcing = setTimeout(() => {
      if (spoken && spoken.textContent !== text) spoken.textContent = text;
    }, ANNOUNCE);
    const trouble = partOf(element, "trouble");
    if (trouble) {
      trouble.textContent = source.reduced ? (words.reduced ?? "") : partial ? (words.partial ?? "") : "";
      trouble.hidden = !trouble.textContent;
    }
  }
}

/**
 * A part of the page that is loaded when it has something to show for the first time.
 * @param {(shown: Shown) => boolean} needed
 * @param {() => Promise<{show: (shown: Shown) => void | Promise<void>}>} load
 */
function later(needed, load) {
  /** @type {ReturnType<typeof load> | undefined} */
  let part;
  return {
    /** @param {Shown} shown */
    async show(shown) {
      if (!part && !needed(shown)) return;
      part ??= load();
      await (await part).show(shown);
    },
  };
}

/**
 * Never a blank page: what happened, and the list that needs no script.
 * @param {HTMLElement} element
 * @param {Record<string, string>} words
 * @param {string} root
 * @param {string} lang
 */
function fail(element, words, root, lang) {
  const place = partOf(element, "trouble");
  const count = partOf(element, "count");
  if (count) count.textContent = "";
  if (!place) return;
  const link = document.createElement("a");
  link.href = `${root}${lang}/datasets/`;
  link.textContent = words["broken-link"] ?? "";
  place.replaceChildren(words.broken ?? "", " ", link);
  place.hidden = false;
}

/**
 * A part of the page by its name, or null.
 * @param {Element} element
 * @param {string} name
 * @returns {HTMLElement | null}
 */
export function partOf(element, name) {
  const found = element.querySelector(`[data-part="${name}"]`);
  return found instanceof HTMLElement ? found : null;
}

/**
 * The state without anything that narrows: no words, no filters.
 * @param {State} state
 * @returns {State}
 */
export function emptied(state) {
  return { ...withoutFilters(state), q: "", plain: false };
}

/** @param {State} state */
export function isNarrowed(state) {
  return state.q.trim() !== "" || hasFilters(state);
}

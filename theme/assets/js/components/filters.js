/** The list page: filters the datasets in the browser, and keeps what it shows in the address. */

import { makeCard } from "../card.js";
import { cardOf, langOf, loadCatalogue } from "../catalogue.js";
import { chipsOf, showChips } from "../chips.js";
import { find } from "../filter.js";
import { makeOptions } from "../options.js";
import { FACETS, emptyState, formatState, isEmpty, isFiltered, parseState, year } from "../query-state.js";
import { counted, readWords } from "../words.js";

const PAGE = 60;
const TYPING = 150;
const ANNOUNCE = 600;

/** @typedef {import("../query-state.js").State} State */

/** @param {Element} element */
export function start(element) {
  const words = readWords(element);
  const lang = langOf(element);
  const root = element.getAttribute("data-root") ?? "";
  const form = part(element, "form", HTMLFormElement);
  const results = part(element, "results", HTMLElement);
  const template = part(element, "card", HTMLTemplateElement);
  const [count, chips, pager, more, empty] = ["count", "chips", "pager", "more", "empty"].map((name) => part(element, name, HTMLElement));
  if (!form || !results || !template) return;
  const written = [...results.childNodes];
  const writtenCount = count?.textContent ?? "";
  let state = parseState(location.search);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let typing;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let announcing;

  loadCatalogue(element, { summaries: true }).then(ready, (error) => {
    console.error(error);
    if (count) count.textContent = words.failed ?? "";
  });

  /** @param {import("../catalogue.js").Loaded} loaded */
  function ready(loaded) {
    const { table } = loaded;
    if (!form || !results || !template) return;
    const options = FACETS.flatMap((facet) => {
      const place = form.querySelector(`[data-facet="${facet}"] [data-part="options"]`);
      return place ? [{ facet, ...makeOptions(place, { facet, ids: table.options[facet], labels: table.labels[facet], words, lang }) }] : [];
    });
    form.hidden = false;
    writeForm(form, state);
    show();

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(typing);
      read(true);
    });
    form.addEventListener("change", (event) => {
      if (event.target instanceof HTMLInputElement && event.target.classList.contains("option-find")) return;
      clearTimeout(typing);
      read(true);
    });
    form.addEventListener("input", (event) => {
      const target = event.target;
      if (!(target instanceof HTMLInputElement) || target.type === "checkbox") return;
      clearTimeout(typing);
      typing = setTimeout(() => read(false), TYPING);
    });
    window.addEventListener("popstate", () => {
      clearTimeout(typing);
      state = parseState(location.search);
      writeForm(/** @type {HTMLFormElement} */ (form), state);
      show();
    });
    more?.addEventListener("click", () => {
      const next = results.children[results.children.length - 1];
      go({ ...state, page: state.page + 1 }, false);
      // Keep the reader's place: focus goes to the first new card, which follows the last old one.
      const link = next?.nextElementSibling?.querySelector("a");
      if (link instanceof HTMLElement) link.focus();
    });

    /**
     * Takes what the form says. Typing replaces the address, a choice adds one to the history.
     * @param {boolean} push
     */
    function read(push) {
      const next = readForm(/** @type {HTMLFormElement} */ (form), state);
      if (formatState(next) === formatState(state)) return;
      go(next, push);
    }

    /**
     * @param {State} next
     * @param {boolean} push
     */
    function go(next, push) {
      state = next;
      const address = formatState(state) || location.pathname;
      if (push) history.pushState(null, "", address);
      else history.replaceState(null, "", address);
      show();
    }

    function show() {
      if (!results || !template) return;
      const found = find(table, state);
      for (const { facet, show: showOptions } of options) showOptions(found.counts[facet], state.chosen[facet]);
      const labelOf = (/** @type {import("../query-state.js").Facet} */ facet, /** @type {string} */ id) =>
        table.labels[facet][table.options[facet].indexOf(id)] ?? id;
      if (chips) {
        showChips(chips, chipsOf(state, labelOf, words), { ...emptyState(), sort: state.sort }, words, (next) => {
          writeForm(/** @type {HTMLFormElement} */ (form), next);
          go(next, true);
          if (form) (chips.querySelector("button") ?? form.querySelector("input"))?.focus();
        });
      }
      const own = isEmpty(state);
      if (pager) pager.hidden = !own;
      if (own) {
        if (results.firstChild !== written[0] || results.childNodes.length !== written.length) results.replaceChildren(...written);
      } else {
        const shown = Math.min(found.rows.length, state.page * PAGE);
        results.replaceChildren(...found.rows.slice(0, shown).map((row) => makeCard(template, { values: cardOf(loaded, row), root, lang, thisYear: loaded.thisYear })));
      }
      if (more) more.hidden = own || found.rows.length <= state.page * PAGE;
      if (empty) empty.hidden = own || found.rows.length > 0;
      announce(isFiltered(state) ? counted(words, "count", found.rows.length, lang) : writtenCount || counted(words, "count", table.size, lang));
    }
  }

  /**
   * The count in words, once the reader pauses: a screen reader must not be told every step of the typing.
   * @param {string} text
   */
  function announce(text) {
    clearTimeout(announcing);
    if (!count || count.textContent === text) return;
    announcing = setTimeout(() => {
      count.textContent = text;
    }, ANNOUNCE);
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {State} before
 * @returns {State}
 */
function readForm(form, before) {
  const data = new FormData(form);
  const query = new URLSearchParams(formatState(before));
  const said = (/** @type {string} */ name) => String(data.get(name) ?? "");
  for (const name of ["q", "from", "to", "sort"]) {
    if (form.elements.namedItem(name)) query.set(name, said(name));
  }
  for (const facet of FACETS) {
    // An id that the page has no box for (an old link) stays until its chip is clicked.
    const boxes = [...form.querySelectorAll(`input[type="checkbox"][name="${facet}"]`)].map((box) => /** @type {HTMLInputElement} */ (box));
    const known = new Set(boxes.map((box) => box.value));
    const kept = before.chosen[facet].filter((id) => !known.has(id) || boxes.some((box) => box.value === id && box.checked));
    const added = boxes.filter((box) => box.checked && !kept.includes(box.value)).map((box) => box.value);
    query.delete(facet);
    for (const id of [...kept, ...added]) query.append(facet, id);
  }
  query.delete("page");
  return parseState(query.toString());
}

/**
 * @param {HTMLFormElement} form
 * @param {State} state
 */
function writeForm(form, state) {
  /** @type {Record<string, string>} */
  const values = { q: state.q, from: String(state.from ?? ""), to: String(state.to ?? ""), sort: state.sort };
  for (const [name, value] of Object.entries(values)) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) {
      const typing = document.activeElement === field && (name === "from" || name === "to") && year(field.value) === null;
      if (field.value !== value && !typing) field.value = value;
    }
  }
}

/**
 * The part of a component with that name and kind, or null.
 * @template {HTMLElement} T
 * @param {Element} element
 * @param {string} name
 * @param {new () => T} kind
 * @returns {T | null}
 */
function part(element, name, kind) {
  const found = element.querySelector(`[data-part="${name}"]`);
  return found instanceof kind ? found : null;
}

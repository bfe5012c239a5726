/** The options of one facet: checkboxes with live counts, none at zero, seven shown before one asks for more. */

import { fold } from "./fold.js";
import { fill } from "./words.js";

const SHOWN = 7;
const MANY = 15;

/** @typedef {import("./query-state.js").Facet} Facet */
/**
 * @typedef {object} Options
 * @property {(counts: Uint32Array, chosen: readonly string[]) => void} show
 */

/**
 * Fills the place of a facet's options once; `show` then only changes what the counts change, so that focus stays.
 * @param {Element} place
 * @param {{facet: Facet, ids: readonly string[], labels: readonly string[], words: Record<string, string>, lang: string}} facet
 * @returns {Options}
 */
export function makeOptions(place, { facet, ids, labels, words, lang }) {
  const number = new Intl.NumberFormat(lang);
  const rows = ids.map((id, i) => makeOption(facet, id, labels[i] ?? id));
  const folded = labels.map(fold);
  const list = document.createElement("div");
  list.className = "option-list";
  const more = document.createElement("button");
  more.type = "button";
  more.className = "option-more";
  const finder = document.createElement("input");
  let open = false;
  let sought = "";
  /** @type {Uint32Array} */
  let counts = new Uint32Array(ids.length);
  /** @type {readonly string[]} */
  let chosen = [];
  /** @type {number[]} */
  let order = [];

  more.addEventListener("click", () => {
    open = !open;
    arrange();
  });
  if (ids.length > MANY) {
    const legend = place.closest("[data-facet]")?.querySelector("legend, summary")?.textContent?.trim() ?? "";
    finder.type = "search";
    finder.className = "option-find";
    finder.setAttribute("aria-label", fill(words.find, { label: legend }));
    finder.placeholder = fill(words.find_short ?? words.find, { label: legend });
    // The finder filters options, not datasets: its typing must not reach the form.
    finder.addEventListener("input", (event) => {
      event.stopPropagation();
      sought = fold(finder.value);
      arrange();
    });
    finder.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault();
    });
    place.replaceChildren(finder, list, more);
  } else place.replaceChildren(list, more);

  /** Shows, hides and counts; the order was set at the first counts and stays, for options must not jump about. */
  function arrange() {
    let shown = 0;
    let left = 0;
    for (const i of order) {
      const row = rows[i];
      if (!row) continue;
      const on = chosen.includes(ids[i] ?? "");
      const possible = (on || (counts[i] ?? 0) > 0) && (!sought || (folded[i] ?? "").includes(sought));
      const visible = possible && (on || open || sought !== "" || shown < SHOWN);
      row.label.hidden = !visible;
      row.box.checked = on;
      row.count.textContent = number.format(counts[i] ?? 0);
      if (visible) shown++;
      else if (possible) left++;
    }
    more.hidden = left === 0 && !(open && shown > SHOWN && !sought);
    more.setAttribute("aria-expanded", String(open));
    more.textContent = (open ? words.less : words.more) ?? "…";
  }

  return {
    show(nextCounts, nextChosen) {
      counts = nextCounts;
      chosen = nextChosen;
      if (!order.length) {
        order = ids.map((_, i) => i).sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b);
        list.replaceChildren(...order.flatMap((i) => rows[i]?.label ?? []));
      }
      arrange();
      const facetPlace = place.closest("[data-facet]");
      if (facetPlace instanceof HTMLElement) facetPlace.hidden = rows.every((row) => row.label.hidden) && !sought;
    },
  };
}

/**
 * @param {Facet} facet
 * @param {string} id
 * @param {string} text
 */
function makeOption(facet, id, text) {
  const label = document.createElement("label");
  label.className = "option";
  const box = document.createElement("input");
  box.type = "checkbox";
  box.name = facet;
  box.value = id;
  const name = document.createElement("span");
  name.className = "option-label";
  name.textContent = text;
  const count = document.createElement("span");
  count.className = "option-count";
  label.append(box, " ", name, " ", count);
  return { label, box, count };
}

/** The active filters as chips: a click removes one, the last one removes all. */

import { FACETS } from "./query-state.js";
import { fill } from "./words.js";

/** @typedef {import("./query-state.js").State} State */
/**
 * @template [T=State]
 * @typedef {{label: string, without: T}} Chip a filter in words, and the state once it is gone
 */

/**
 * The chips of a state, in the order of the facets.
 * @param {State} state
 * @param {(facet: import("./query-state.js").Facet, id: string) => string} labelOf
 * @param {Record<string, string>} words
 * @returns {Chip[]}
 */
export function chipsOf(state, labelOf, words) {
  /** @type {Chip[]} */
  const chips = [];
  if (state.q.trim()) chips.push({ label: fill(words.text ?? "{label}", { label: state.q.trim() }), without: { ...state, q: "", page: 1 } });
  for (const facet of FACETS) {
    for (const id of state.chosen[facet]) {
      const others = state.chosen[facet].filter((other) => other !== id);
      chips.push({ label: labelOf(facet, id), without: { ...state, chosen: { ...state.chosen, [facet]: others }, page: 1 } });
    }
  }
  if (state.from !== null) chips.push({ label: fill(words.from ?? "≥ {n}", { n: state.from }), without: { ...state, from: null, page: 1 } });
  if (state.to !== null) chips.push({ label: fill(words.to ?? "≤ {n}", { n: state.to }), without: { ...state, to: null, page: 1 } });
  return chips;
}

/**
 * Draws the chips into a list.
 * @template T
 * @param {HTMLElement} place
 * @param {Chip<T>[]} chips
 * @param {T} empty the state once all are gone
 * @param {Record<string, string>} words
 * @param {(state: T) => void} go
 */
export function showChips(place, chips, empty, words, go) {
  const items = chips.map(({ label, without }) => item(label, "chip", fill(words.remove, { label }), () => go(without)));
  if (chips.length) items.push(item(words.reset ?? "×", "chip chip-reset", "", () => go(empty)));
  place.replaceChildren(...items);
  place.hidden = !chips.length;
}

/**
 * One chip that says what kind of thing it holds.
 * @param {string} label
 * @param {string} kind
 * @param {Record<string, string>} words
 * @param {() => void} act
 */
export function chipOf(label, kind, words, act) {
  const place = item(label, "chip", fill(words.remove ?? "{label}", { label: `${kind} ${label}` }), act);
  const said = document.createElement("span");
  said.className = "chip-kind";
  said.textContent = `${kind} `;
  place.querySelector("button")?.prepend(said);
  return place;
}

/**
 * @param {string} text
 * @param {string} className
 * @param {string} spoken what the button does, when its text does not say it
 * @param {() => void} act
 */
function item(text, className, spoken, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = className;
  button.textContent = text;
  if (spoken) {
    button.setAttribute("aria-label", spoken);
    const cross = document.createElement("span");
    cross.setAttribute("aria-hidden", "true");
    cross.textContent = " ×";
    button.append(cross);
  }
  button.addEventListener("click", act);
  const place = document.createElement("li");
  place.append(button);
  return place;
}

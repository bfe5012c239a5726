/** What to do when nothing is found: which criterion to drop and what it would give, and what lies nearby. */

import { CHOICES, withoutFilters } from "./address.js";
import { withoutEach } from "./select.js";

/** @typedef {import("./address.js").State} State */
/** @typedef {{key: string, without: State, count: number}} Way a state with one criterion less, and how many datasets it has */

/**
 * The criteria whose absence would give something, the most generous first.
 * @param {State} state
 * @param {import("./select.js").Selection} selection
 * @returns {Way[]}
 */
export function waysOut(state, selection) {
  /** @type {Way[]} */
  const ways = [];
  for (const [key, count] of withoutEach(selection)) {
    if (!count) continue;
    const without = dropped(state, key);
    if (without) ways.push({ key, without, count });
  }
  return ways.sort((a, b) => b.count - a.count);
}

/**
 * The state without one criterion of the page; null for an unknown one.
 * @param {State} state
 * @param {string} key
 * @returns {State | null}
 */
export function dropped(state, key) {
  if (key === "text") return { ...state, q: "", page: 1 };
  if (key === "period") return { ...state, from: null, to: null, page: 1 };
  if (key === "box") return { ...state, box: null, page: 1 };
  const facet = CHOICES.find((known) => known === key);
  if (!facet) return null;
  const chosen = { ...state.chosen, [facet]: [] };
  // The sub-domains choose variables: both are one criterion.
  return { ...state, chosen: facet === "variable" ? { ...chosen, subdomain: [] } : chosen, page: 1 };
}

/**
 * The state with only its words, when even one criterion less gives nothing.
 * @param {State} state
 */
export function onlyWords(state) {
  return withoutFilters(state);
}

/**
 * The words without the piece that a part was read from.
 * @param {string} text
 * @param {readonly [number, number]} span
 */
export function withoutSpan(text, [start, end]) {
  return `${text.slice(0, start)} ${text.slice(end)}`.replace(/\s+/g, " ").trim();
}

/**
 * The sub-domains that hold the chosen variables, each once: a broader place to look.
 * @param {readonly string[]} variables ids
 * @param {readonly string[]} options ids of the facet
 * @param {import("./select.js").Tree} tree
 */
export function broader(variables, options, tree) {
  const groups = variables.flatMap((id) => tree.of[options.indexOf(id)] ?? []);
  return [...new Set(groups)].flatMap((group) => tree.groups[group] ?? []);
}

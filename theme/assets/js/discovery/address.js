/** What the search page shows, and its place in the address: any query string gives a state, and never throws. */

import { FACETS, idsIn, whole, year } from "../query-state.js";

/** Facets of the page: those of the list, and the sub-domains, which choose all their variables at once. */
export const CHOICES = /** @type {const} */ ([...FACETS, "subdomain"]);
export const SORTS = /** @type {const} */ (["", "recent", "complete"]);
export const MOST_PICKS = 4;

/** @typedef {(typeof CHOICES)[number]} Choice */
/** @typedef {readonly [number, number, number, number]} Box west, south, east, north; west > east over the antimeridian */
/**
 * @typedef {object} State
 * @property {string} q what is looked for, in words
 * @property {boolean} plain whether the words are taken as they are, without understanding them
 * @property {Readonly<Record<Choice, readonly string[]>>} chosen ids chosen per facet, each once
 * @property {number | null} from first year
 * @property {number | null} to last year
 * @property {Box | null} box where
 * @property {(typeof SORTS)[number]} sort "" is by relevance
 * @property {number} page how many pages of results are shown, from 1
 * @property {boolean} map whether the map is open
 * @property {readonly string[]} picks ids of the datasets picked to be compared
 * @property {boolean} comparing whether they are shown side by side
 */

/** Longer texts are cut: nobody types them, and every word costs a look into the index. */
export const LONGEST_TEXT = 300;

/**
 * The state of an address; what it does not understand it leaves out.
 * @param {string} search the query string, with or without "?"
 * @returns {State}
 */
export function parseAddress(search) {
  const query = new URLSearchParams(search);
  const sort = query.get("sort") ?? "";
  const [from, to] = inOrder(year(query.get("from")), year(query.get("to")));
  const picks = idsIn(query, "compare").slice(0, MOST_PICKS);
  return {
    q: cut(query.get("q") ?? ""),
    plain: query.get("plain") === "1",
    chosen: /** @type {Record<Choice, string[]>} */ (Object.fromEntries(CHOICES.map((facet) => [facet, idsIn(query, facet)]))),
    from,
    to,
    box: parseBox(query.get("bbox")),
    sort: SORTS.find((known) => known === sort) ?? "",
    page: Math.min(Math.max(whole(query.get("page")) ?? 1, 1), 100),
    map: query.get("map") === "1",
    picks,
    comparing: query.get("view") === "compare" && picks.length > 1,
  };
}

/**
 * The query string of a state: "" for the empty one, else from "?", in one fixed order.
 * @param {State} state
 */
export function formatAddress(state) {
  const query = new URLSearchParams();
  const q = state.q.trim();
  if (q) query.set("q", q);
  if (q && state.plain) query.set("plain", "1");
  for (const facet of CHOICES) for (const id of state.chosen[facet]) query.append(facet, id);
  if (state.from !== null) query.set("from", String(state.from));
  if (state.to !== null) query.set("to", String(state.to));
  if (state.box) query.set("bbox", state.box.join(","));
  if (state.sort) query.set("sort", state.sort);
  if (state.page > 1) query.set("page", String(state.page));
  if (state.map) query.set("map", "1");
  for (const id of state.picks) query.append("compare", id);
  if (state.comparing && state.picks.length > 1) query.set("view", "compare");
  const text = query.toString();
  return text && `?${text.replace(/%2C/g, ",")}`;
}

/**
 * Four degrees, west first, in bounds; anything else is null.
 * @param {string | null} text
 * @returns {Box | null}
 */
export function parseBox(text) {
  if (!text || !/^-?\d{1,3}(\.\d{1,6})?(,-?\d{1,3}(\.\d{1,6})?){3}$/.test(text)) return null;
  const [west = 0, south = 0, east = 0, north = 0] = text.split(",").map(Number);
  if (Math.abs(west) > 180 || Math.abs(east) > 180 || south < -90 || north > 90 || south >= north || west === east) return null;
  return roundBox([west, south, east, north]);
}

/**
 * The box to a tenth of a degree when it is wide, to a thousandth when it is small: nobody aims better than that.
 * @param {Box} box
 * @returns {Box}
 */
export function roundBox(box) {
  const [west, south, east, north] = box;
  const span = Math.min((east - west + 360) % 360 || 360, north - south);
  const step = span > 5 ? 10 : span > 0.5 ? 100 : 1000;
  const round = (/** @type {number} */ value) => Math.round(value * step) / step || 0;
  return [round(west), round(south), round(east), round(north)];
}

/**
 * The state with an option chosen, or no longer chosen; back on the first page.
 * @param {State} state
 * @param {Choice} facet
 * @param {string} id
 * @returns {State}
 */
export function toggle(state, facet, id) {
  const before = state.chosen[facet];
  const now = before.includes(id) ? before.filter((other) => other !== id) : [...before, id];
  return { ...state, chosen: { ...state.chosen, [facet]: now }, page: 1 };
}

/**
 * The state with a dataset picked to be compared, or no longer; a fifth one finds no room.
 * @param {State} state
 * @param {string} id
 * @returns {State}
 */
export function pick(state, id) {
  const picks = state.picks.includes(id) ? state.picks.filter((other) => other !== id) : [...state.picks, id].slice(0, MOST_PICKS);
  return { ...state, picks, comparing: state.comparing && picks.length > 1 };
}

/**
 * The state without any filter: its words, its order and the datasets picked stay.
 * @param {State} state
 * @returns {State}
 */
export function withoutFilters(state) {
  const { chosen } = parseAddress("");
  return { ...state, chosen, from: null, to: null, box: null, page: 1 };
}

/**
 * Whether something beside words narrows the results.
 * @param {State} state
 */
export function hasFilters(state) {
  return state.from !== null || state.to !== null || state.box !== null || CHOICES.some((facet) => state.chosen[facet].length > 0);
}

/**
 * The words, cut where they are too long, never inside a pair of surrogates.
 * @param {string} text
 */
function cut(text) {
  if (text.length <= LONGEST_TEXT) return text;
  const short = text.slice(0, LONGEST_TEXT);
  return /[\uD800-\uDBFF]$/.test(short) ? short.slice(0, -1) : short;
}

/**
 * Two years in their order: a link with both the wrong way round means the same period.
 * @param {number | null} from
 * @param {number | null} to
 * @returns {[number | null, number | null]}
 */
function inOrder(from, to) {
  return from !== null && to !== null && from > to ? [to, from] : [from, to];
}

/** What the list is filtered on, and its place in the address: any query string gives a state, and never throws. */

export const FACETS = /** @type {const} */ ([
  "compartment", "variable", "platform", "pole", "centre", "licence", "access", "format", "protocol", "resolution",
]);
export const SORTS = /** @type {const} */ (["", "recent", "start"]);

/** @typedef {(typeof FACETS)[number]} Facet */
/** @typedef {(typeof SORTS)[number]} Sort */
/**
 * @typedef {object} State
 * @property {string} q text looked for
 * @property {Readonly<Record<Facet, readonly string[]>>} chosen ids chosen per facet, each once
 * @property {number | null} from first year
 * @property {number | null} to last year
 * @property {Sort} sort "" is by title
 * @property {number} page how many pages of results are shown, from 1
 */

const LONGEST_TEXT = 200;
const MOST_CHOICES = 100;
const ID = /^[a-z0-9][a-z0-9.-]{0,79}$/;

/** @returns {State} */
export function emptyState() {
  return parseState("");
}

/**
 * The state of an address; what it does not understand it leaves out.
 * @param {string} search the query string, with or without "?"
 * @returns {State}
 */
export function parseState(search) {
  const query = new URLSearchParams(search);
  const chosen = /** @type {Record<Facet, string[]>} */ (Object.fromEntries(FACETS.map((facet) => [facet, idsIn(query, facet)])));
  const sort = query.get("sort") ?? "";
  return {
    q: (query.get("q") ?? "").slice(0, LONGEST_TEXT),
    chosen,
    from: year(query.get("from")),
    to: year(query.get("to")),
    sort: SORTS.find((known) => known === sort) ?? "",
    page: Math.min(Math.max(whole(query.get("page")) ?? 1, 1), 1000),
  };
}

/**
 * The ids given for a name, each once; what no id looks like is left out.
 * @param {URLSearchParams} query
 * @param {string} name
 * @returns {string[]}
 */
export function idsIn(query, name) {
  return [...new Set(query.getAll(name).filter((id) => ID.test(id)))].slice(0, MOST_CHOICES);
}

/**
 * The query string of a state: "" for the empty one, else from "?", in one fixed order.
 * @param {State} state
 */
export function formatState(state) {
  const query = new URLSearchParams();
  if (state.q.trim()) query.set("q", state.q.trim());
  for (const facet of FACETS) for (const id of state.chosen[facet]) query.append(facet, id);
  if (state.from !== null) query.set("from", String(state.from));
  if (state.to !== null) query.set("to", String(state.to));
  if (state.sort) query.set("sort", state.sort);
  if (state.page > 1) query.set("page", String(state.page));
  const text = query.toString();
  return text && `?${text}`;
}

/**
 * Whether nothing is filtered or sorted: the list as the server wrote it.
 * @param {State} state
 */
export function isEmpty(state) {
  return !state.sort && !isFiltered(state);
}

/**
 * Whether something is filtered.
 * @param {State} state
 */
export function isFiltered(state) {
  return Boolean(state.q.trim()) || state.from !== null || state.to !== null || FACETS.some((f) => state.chosen[f].length);
}

/**
 * The state with an id chosen if it was not, and the other way round; back on the first page.
 * @param {State} state
 * @param {Facet} facet
 * @param {string} id
 * @returns {State}
 */
export function toggled(state, facet, id) {
  const had = state.chosen[facet];
  const now = had.includes(id) ? had.filter((other) => other !== id) : [...had, id];
  return { ...state, chosen: { ...state.chosen, [facet]: now }, page: 1 };
}

/**
 * A whole number of at most four digits, or null.
 * @param {string | null} text
 */
export function whole(text) {
  return text && /^\d{1,4}$/.test(text.trim()) ? Number(text) : null;
}

/**
 * A year of four digits, or null: someone is still typing the others.
 * @param {string | null} text
 */
export function year(text) {
  return text && /^\d{4}$/.test(text.trim()) ? Number(text) : null;
}

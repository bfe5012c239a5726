/** The baskets of a reader: values that every change makes anew, so that any of them can be undone. */

import { printable } from "../access/literals.js";

/** @typedef {{readonly id: string, readonly note: string}} Choice a dataset, and what the reader says of it */
/**
 * @typedef {object} Basket
 * @property {string} key names it for ever; the name may change
 * @property {string} name
 * @property {string} note what its datasets are together for
 * @property {readonly Choice[]} choices in the reader's order, each dataset once
 */
/** @typedef {{readonly current: string, readonly baskets: readonly Basket[]}} Baskets `current` is the key of one of them */

export const MOST_BASKETS = 50;
export const MOST_CHOICES = 500;
export const LONGEST_NAME = 80;
export const LONGEST_NOTE = 1000;

const ID = /^[a-z0-9][a-z0-9-]{2,79}$/;
const KEY = /^b\d{1,6}$/;

/**
 * One empty basket.
 * @param {string} name
 * @returns {Baskets}
 */
export function firstBaskets(name) {
  return { current: "b1", baskets: [{ key: "b1", name: title(name), note: "", choices: [] }] };
}

/**
 * @param {Baskets} baskets
 * @returns {Basket}
 */
export function currentOf(baskets) {
  const found = baskets.baskets.find((basket) => basket.key === baskets.current) ?? baskets.baskets[0];
  if (!found) throw new Error("baskets without a basket: they are made by firstBaskets or readBaskets only");
  return found;
}

/**
 * @param {Baskets} baskets
 * @param {string} id
 */
export function holds(baskets, id) {
  return currentOf(baskets).choices.some((choice) => choice.id === id);
}

/**
 * The dataset at the end of the current basket; the same baskets when it is there, or the basket is full.
 * @param {Baskets} baskets
 * @param {string} id
 */
export function added(baskets, id) {
  const { choices } = currentOf(baskets);
  if (!ID.test(id) || holds(baskets, id) || choices.length >= MOST_CHOICES) return baskets;
  return changed(baskets, { choices: [...choices, { id, note: "" }] });
}

/**
 * @param {Baskets} baskets
 * @param {string} id
 */
export function removed(baskets, id) {
  return changed(baskets, { choices: currentOf(baskets).choices.filter((choice) => choice.id !== id) });
}

/**
 * Another dataset at the place of the first, with the note on it; the first only goes where the other is in already.
 * @param {Baskets} baskets
 * @param {string} id
 * @param {string} by
 */
export function replaced(baskets, id, by) {
  if (!ID.test(by)) return baskets;
  if (holds(baskets, by)) return removed(baskets, id);
  return changed(baskets, { choices: currentOf(baskets).choices.map((choice) => (choice.id === id ? { ...choice, id: by } : choice)) });
}

/**
 * The dataset so many places further down (up when negative), as far as the list goes.
 * @param {Baskets} baskets
 * @param {string} id
 * @param {number} by
 */
export function moved(baskets, id, by) {
  const choices = [...currentOf(baskets).choices];
  const from = choices.findIndex((choice) => choice.id === id);
  const [choice] = from < 0 ? [] : choices.splice(from, 1);
  if (!choice) return baskets;
  choices.splice(Math.min(Math.max(from + by, 0), choices.length), 0, choice);
  return changed(baskets, { choices });
}

/**
 * @param {Baskets} baskets
 * @param {string} id
 * @param {string} note
 */
export function noted(baskets, id, note) {
  const { choices } = currentOf(baskets);
  return changed(baskets, { choices: choices.map((choice) => (choice.id === id ? { id, note: words(note) } : choice)) });
}

/**
 * The current basket under another name, or with another note.
 * @param {Baskets} baskets
 * @param {{name?: string, note?: string}} said
 */
export function described(baskets, { name, note }) {
  const now = currentOf(baskets);
  return changed(baskets, { name: name === undefined ? now.name : title(name) || now.name, note: note === undefined ? now.note : words(note) });
}

/**
 * A new basket, which becomes the current one; the same baskets when there are too many.
 * @param {Baskets} baskets
 * @param {{name: string, note?: string, choices?: readonly Choice[]}} basket
 * @returns {Baskets}
 */
export function opened(baskets, { name, note = "", choices = [] }) {
  if (baskets.baskets.length >= MOST_BASKETS) return baskets;
  const number = Math.max(0, ...baskets.baskets.map((basket) => Number(basket.key.slice(1)))) + 1;
  const key = `b${number}`;
  const basket = { key, name: title(name) || key, note: words(note), choices: sound(choices) };
  return { current: key, baskets: [...baskets.baskets, basket] };
}

/**
 * Without the current basket; the last one is emptied instead.
 * @param {Baskets} baskets
 * @returns {Baskets}
 */
export function discarded(baskets) {
  const now = currentOf(baskets);
  if (baskets.baskets.length === 1) return changed(baskets, { note: "", choices: [] });
  const left = baskets.baskets.filter((basket) => basket.key !== now.key);
  return { current: left[0]?.key ?? now.key, baskets: left };
}

/**
 * @param {Baskets} baskets
 * @param {string} key
 * @returns {Baskets}
 */
export function chosen(baskets, key) {
  return baskets.baskets.some((basket) => basket.key === key) ? { ...baskets, current: key } : baskets;
}

/**
 * What a browser kept, or a file held; null for what was never baskets. Anything else in it is made sound: unknown
 * fields go, datasets come once, texts are cut.
 * @param {string | null} json
 * @returns {Baskets | null}
 */
export function readBaskets(json) {
  let from;
  try {
    from = JSON.parse(json ?? "");
  } catch {
    return null;
  }
  /** @type {Map<string, Basket>} */
  const found = new Map();
  for (const value of list(from?.baskets).slice(0, MOST_BASKETS)) {
    const basket = object(value);
    const key = text(basket.key);
    if (!KEY.test(key) || found.has(key)) continue;
    const choices = sound(list(basket.choices).map((choice) => ({ id: text(object(choice).id), note: text(object(choice).note) })));
    found.set(key, { key, name: title(text(basket.name)) || key, note: words(text(basket.note)), choices });
  }
  const baskets = [...found.values()];
  const [first] = baskets;
  if (!first) return null;
  return { current: found.has(text(from.current)) ? text(from.current) : first.key, baskets };
}

/**
 * The file of one basket, as people keep it and send it.
 * @param {Basket} basket
 */
export function basketFile({ name, note, choices }) {
  return `${JSON.stringify({ "terra-basket": 1, name, note, choices }, null, 2)}\n`;
}

/**
 * A basket from such a file; null for any other file.
 * @param {string} json
 * @returns {Omit<Basket, "key"> | null}
 */
export function readBasketFile(json) {
  let from;
  try {
    from = object(JSON.parse(json));
  } catch {
    return null;
  }
  if (from["terra-basket"] !== 1) return null;
  const choices = sound(list(from.choices).map((choice) => ({ id: text(object(choice).id), note: text(object(choice).note) })));
  return { name: title(text(from.name)), note: words(text(from.note)), choices };
}

/**
 * @param {Baskets} baskets
 * @param {Partial<Basket>} change
 * @returns {Baskets}
 */
function changed(baskets, change) {
  const now = currentOf(baskets);
  return { ...baskets, baskets: baskets.baskets.map((basket) => (basket === now ? { ...basket, ...change } : basket)) };
}

/**
 * @param {readonly Choice[]} choices
 * @returns {Choice[]}
 */
function sound(choices) {
  const seen = new Set();
  return choices
    .filter(({ id }) => ID.test(id) && !seen.has(id) && seen.add(id))
    .slice(0, MOST_CHOICES)
    .map(({ id, note }) => ({ id, note: words(note) }));
}

/** @param {string} name */
function title(name) {
  return cut(printable(name).replace(/\s+/g, " ").trim(), LONGEST_NAME);
}

/** @param {string} note */
function words(note) {
  return cut(printable(note).trim(), LONGEST_NOTE);
}

/**
 * Cut between characters, never inside one.
 * @param {string} from
 * @param {number} most
 */
function cut(from, most) {
  return from.length <= most ? from : [...from].slice(0, most).join("");
}

/** @param {unknown} value */
function text(value) {
  return typeof value === "string" ? value : "";
}

/**
 * @param {unknown} value
 * @returns {unknown[]}
 */
function list(value) {
  return Array.isArray(value) ? value : [];
}

/**
 * @param {unknown} value
 * @returns {Record<string, unknown>}
 */
function object(value) {
  return value && typeof value === "object" && !Array.isArray(value) ? /** @type {Record<string, unknown>} */ (value) : {};
}

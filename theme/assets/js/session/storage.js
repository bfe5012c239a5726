/** The place where the infrastructure keeps the baskets of an account: one JSON document, read and written whole. */

import { readBaskets } from "../basket/baskets.js";
import { agree, merged } from "./account-baskets.js";
import { ask } from "./flow.js";
import { object } from "./settings.js";
import { Trouble } from "./trouble.js";

/** @typedef {import("../basket/baskets.js").Basket} Basket */
/** @typedef {import("../basket/baskets.js").Baskets} Baskets */
/** @typedef {{fetch: import("./flow.js").Fetch, address: string, token: string}} Place */

const TRIES = 4;

/**
 * Makes the baskets of this browser and of the account one, in both places.
 * @param {Place} place
 * @param {Baskets} local
 * @param {readonly Basket[]} base what both held when they last agreed
 * @param {import("./account-baskets.js").Names} names
 * @returns {Promise<Baskets>} what the account holds now
 * @throws {Trouble} "unreachable", "storage", "storage-refused", "storage-unreadable", "storage-many": nothing was changed
 */
export async function reconcile(place, local, base, names) {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const { baskets: remote, tag } = await load(place);
    const whole = merged(remote ? base : [], local, remote ?? [], names);
    if (!whole) throw new Trouble("storage-many");
    if (remote && agree(whole.baskets, remote)) return whole;
    if (await save(place, whole, remote ? tag : null)) return whole;
    // Somebody else wrote meanwhile: what they wrote is read, and joined too.
  }
  throw new Trouble("storage", "others write all the time");
}

/**
 * @param {Place} place
 * @returns {Promise<{baskets: readonly Basket[] | null, tag: string}>} null where the account keeps nothing yet
 */
async function load({ fetch, address, token }) {
  const answer = await ask(fetch, address, { headers: { Authorization: `Bearer ${token}` } });
  if (answer.status === 404 || answer.status === 204) return { baskets: null, tag: "" };
  judge(answer);
  const text = await answer.text();
  if (!text.trim()) return { baskets: null, tag: answer.headers.get("ETag") ?? "" };
  return { baskets: whole(text), tag: answer.headers.get("ETag") ?? "" };
}

/**
 * @param {Place} place
 * @param {Baskets} baskets
 * @param {string | null} tag of what is replaced; null where nothing was
 * @returns {Promise<boolean>} false when something else lies there by now
 */
async function save({ fetch, address, token }, baskets, tag) {
  /** @type {Record<string, string>} */
  const condition = tag === null ? { "If-None-Match": "*" } : tag ? { "If-Match": tag } : {};
  const answer = await ask(fetch, address, {
    method: "PUT",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json", ...condition },
    body: JSON.stringify(baskets),
  });
  if (answer.status === 412 || answer.status === 409) return false;
  judge(answer);
  return true;
}

/** @param {Response} answer */
function judge(answer) {
  if (answer.status === 401) throw new Trouble("expired");
  if (answer.status === 403) throw new Trouble("storage-refused");
  if (!answer.ok) throw new Trouble("storage", `it answers ${answer.status}`);
}

/**
 * The baskets of a document. One that holds more than we read is left alone: writing it back would lose the rest.
 * @param {string} text
 * @returns {readonly Basket[]}
 */
function whole(text) {
  const read = readBaskets(text);
  if (!read) throw new Trouble("storage-unreadable");
  const written = object(JSON.parse(text)).baskets;
  const sizes = Array.isArray(written) ? written.map((basket) => object(basket).choices).map((choices) => (Array.isArray(choices) ? choices.length : 0)) : [];
  if (sizes.join() !== read.baskets.map((basket) => basket.choices.length).join()) throw new Trouble("storage-unreadable");
  return read.baskets;
}

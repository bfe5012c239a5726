/** The baskets of this browser and those of an account, made one: what either side changed is kept, and so are both. */

import { LONGEST_NAME, MOST_BASKETS, firstBaskets } from "../basket/baskets.js";

/** @typedef {import("../basket/baskets.js").Basket} Basket */
/** @typedef {import("../basket/baskets.js").Baskets} Baskets */
/** @typedef {{first: string, here: string}} Names `first` of an empty basket; `here` is put behind the name of a copy */

/**
 * A merge of three: `base` is what both sides held when they last agreed. A basket that one side changed or deleted
 * since is changed or deleted; one that both changed stays twice, this browser's under a name that says so; one that
 * a side deleted and the other changed stays.
 * @param {readonly Basket[]} base
 * @param {Baskets} local
 * @param {readonly Basket[]} remote
 * @param {Names} names
 * @returns {Baskets | null} null when together they are more than a reader may have: nothing is dropped to make room
 */
export function merged(base, local, remote, names) {
  const before = byKey(base);
  const there = byKey(remote);
  const here = byKey(local.baskets);
  /** @type {Basket[]} */
  const kept = [];
  /** @type {Basket[]} */
  const copies = [];
  for (const key of new Set([...here.keys(), ...there.keys()])) {
    const [was, mine, theirs] = [before.get(key), here.get(key), there.get(key)];
    if (was && mine && same(mine, was)) {
      if (theirs) kept.push(theirs);
    } else if (was && theirs && same(theirs, was)) {
      if (mine) kept.push(mine);
    } else if (!was && mine && (remote.some((basket) => !before.has(basket.key) && same(basket, mine)) || (remote.length && isBlank(mine, names)))) {
      if (theirs) kept.push(theirs);
    } else {
      if (theirs) kept.push(theirs);
      if (mine && !theirs) kept.push(mine);
      if (mine && theirs && !same(mine, theirs)) copies.push(mine);
    }
  }
  let last = Math.max(0, ...[...kept, ...base, ...remote, ...local.baskets].map((basket) => Number(basket.key.slice(1))));
  let { current } = local;
  for (const copy of copies) {
    last += 1;
    const key = `b${last}`;
    if (current === copy.key) current = key;
    kept.push({ ...copy, key, name: named(copy.name, names.here) });
  }
  const [first] = kept;
  if (!first) return firstBaskets(names.first);
  if (kept.length > MOST_BASKETS) return null;
  return { current: kept.some((basket) => basket.key === current) ? current : first.key, baskets: kept };
}

/**
 * Without the baskets that another account keeps as they are: whoever signs in next must not take them over.
 * @param {Baskets} local
 * @param {readonly Basket[]} theirs what that account held when this browser last agreed with it
 * @param {Names} names
 * @returns {Baskets}
 */
export function withoutThose(local, theirs, names) {
  const safe = byKey(theirs);
  const left = local.baskets.filter((basket) => {
    const held = safe.get(basket.key);
    return !(held && same(held, basket));
  });
  const [first] = left;
  if (!first) return firstBaskets(names.first);
  return { current: left.some((basket) => basket.key === local.current) ? local.current : first.key, baskets: left };
}

/**
 * Whether two lists hold the same baskets; their order is no matter.
 * @param {readonly Basket[]} some
 * @param {readonly Basket[]} others
 */
export function agree(some, others) {
  const found = byKey(others);
  return (
    some.length === others.length &&
    some.every((basket) => {
      const other = found.get(basket.key);
      return other !== undefined && same(basket, other);
    })
  );
}

/**
 * @param {Basket} one
 * @param {Basket} other
 */
function same(one, other) {
  return content(one) === content(other);
}

/** @param {Basket} basket */
function content({ name, note, choices }) {
  return JSON.stringify([name, note, choices.map(({ id, note: said }) => [id, said])]);
}

/**
 * The empty basket that every browser begins with is nobody's work.
 * @param {Basket} basket
 * @param {Names} names
 */
function isBlank({ name, note, choices }, names) {
  return !choices.length && !note && name === names.first;
}

/**
 * @param {string} name
 * @param {string} suffix
 */
function named(name, suffix) {
  const room = Math.max(0, LONGEST_NAME - suffix.length - 1);
  return `${[...name].slice(0, room).join("").slice(0, room)} ${suffix}`;
}

/** @param {readonly Basket[]} baskets */
function byKey(baskets) {
  return new Map(baskets.map((basket) => [basket.key, basket]));
}

/** Keeps the baskets of this browser under the account of its reader, as long as the page is open and the session lasts. */

import { readBaskets } from "../basket/baskets.js";
import { agree, merged, withoutThose } from "./account-baskets.js";
import { digest } from "./proof.js";
import { object, text } from "./settings.js";
import { reconcile } from "./storage.js";
import { Trouble } from "./trouble.js";

/** @typedef {import("../basket/baskets.js").Basket} Basket */
/** @typedef {import("../basket/store.js").Store} Store */
/** @typedef {import("./account-baskets.js").Names} Names */
/** @typedef {"kept" | import("./trouble.js").Kind} Standing */

const BASE = "terra-baskets-account";
const PAUSE = 800;

/**
 * Joins both at once, and again after each change.
 * @param {Store} store
 * @param {{address: string, names: Names, session: () => import("./flow.js").Session | null, say: (standing: Standing) => void}} account
 */
export async function keepUnderAccount(store, { address, names, session, say }) {
  const first = session();
  if (!first) return;
  // Only a digest of the account's name stays in the browser: enough to know it again, and nothing else.
  const account = await digest(`${address} ${first.account}`);
  let base = agreed(account);
  if (!base) {
    const other = agreed(null);
    if (other) store.change(withoutThose(store.baskets, other, names));
    base = [];
  }
  let busy = false;
  let again = false;
  let stopped = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  const join = async () => {
    if (stopped) return;
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    try {
      const now = session();
      if (!now || now.account !== first.account) throw new Trouble("expired");
      const before = store.baskets;
      const whole = await reconcile({ fetch: globalThis.fetch.bind(globalThis), address, token: now.accessToken }, before, base ?? [], names);
      // What the reader changed while we asked is a change like any other.
      const here = store.baskets === before ? whole : merged(before.baskets, store.baskets, whole.baskets, names);
      if (!here) throw new Trouble("storage-many");
      base = whole.baskets;
      keepAgreed(account, base);
      if (!agree(here.baskets, store.baskets.baskets)) store.change(here);
      again ||= !agree(here.baskets, base);
      say("kept");
    } catch (error) {
      const kind = error instanceof Trouble ? error.kind : "storage";
      if (kind === "expired") stopped = true;
      say(kind === "unreachable" ? "storage" : kind);
      console.warn("the baskets are not kept under the account:", error);
      again = false;
    }
    busy = false;
    if (again) {
      again = false;
      await join();
    }
  };
  store.addEventListener("change", () => {
    if (base && agree(store.baskets.baskets, base)) return;
    clearTimeout(timer);
    timer = setTimeout(join, PAUSE);
  });
  await join();
}

/**
 * What this browser and an account last agreed on; null when that was another account.
 * @param {string | null} account null for whichever it was
 * @returns {readonly Basket[] | null}
 */
function agreed(account) {
  try {
    const from = object(JSON.parse(localStorage.getItem(BASE) ?? "null"));
    if (!from.account || (account !== null && text(from.account) !== account)) return null;
    return readBaskets(JSON.stringify(from))?.baskets ?? null;
  } catch {
    return null;
  }
}

/**
 * @param {string} account
 * @param {readonly Basket[]} baskets
 */
function keepAgreed(account, baskets) {
  try {
    localStorage.setItem(BASE, JSON.stringify({ account, baskets }));
  } catch {
    // Without it the next page joins both anew: deletions come back, and nothing is lost.
  }
}

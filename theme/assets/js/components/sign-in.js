/** The way to sign in, in the header: who is signed in, and the baskets kept under the account where there is a place. */

import { make } from "../dom.js";
import { hasEnded, keepFrom, readSession, whenForgotten } from "../session/kept.js";
import { fill, readWords } from "../words.js";

/** @param {Element} element the link to the page of the sign-in */
export function start(element) {
  if (!(element instanceof HTMLAnchorElement)) return;
  const words = readWords(element);
  const name = element.querySelector("[data-part=name]") ?? element;
  const own = new URL(element.href).pathname;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const session = () => readSession(Date.now() / 1000);
  const show = () => {
    const now = session();
    element.dataset.state = now ? "in" : "out";
    name.textContent = (now ? now.name || words.account : words.enter) ?? "";
    element.title = now ? fill(words.in, { name: now.name || (words.account ?? "") }) : "";
    clearTimeout(timer);
    if (now) timer = setTimeout(show, Math.min((now.until - Date.now() / 1000) * 1000 + 500, 2 ** 31 - 1));
  };
  show();
  whenForgotten(show);
  // A page that the browser kept aside and shows again may be of another time.
  window.addEventListener("pageshow", show);
  element.addEventListener("click", () => {
    if (session() || location.pathname === own) return;
    try {
      keepFrom(location.href);
    } catch {
      // The page of the sign-in says what is wrong.
    }
  });
  const address = element.dataset.storage;
  if (address && session()) keep(address, words, session, hasEnded);
}

/**
 * @param {string} address
 * @param {Record<string, string>} words
 * @param {() => import("../session/flow.js").Session | null} session
 * @param {(now: number) => boolean} ended
 */
async function keep(address, words, session, ended) {
  const [{ storeOf }, { keepUnderAccount }] = await Promise.all([import("../basket/store.js"), import("../session/keeping.js")]);
  const place = make("p", { class: "note account-note", role: "status", hidden: true });
  document.getElementById("content")?.prepend(place);
  const telling = /\b(?:section-basket|section-sign-in)\b/.test(document.body.className);
  await keepUnderAccount(storeOf(words.first ?? ""), {
    address: new URL(address, document.baseURI).href,
    names: { first: words.first ?? "", here: words.here ?? "" },
    session,
    say: (standing) => {
      place.dataset.standing = standing;
      // Where baskets are not looked at, only what went wrong is said.
      place.hidden = standing === "kept" && !telling;
      const kind = standing === "expired" && !ended(Date.now() / 1000) ? "storage-refused" : standing;
      place.textContent = words[`keeping.${kind}`] ?? words["keeping.storage"] ?? "";
    },
  });
}

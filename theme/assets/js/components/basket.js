/** The basket in the header: how much it holds, and a button on every card and on the page of a dataset. */

import { added, currentOf, holds, removed } from "../basket/baskets.js";
import { fetchWords } from "../basket/fetched.js";
import { storeOf } from "../basket/store.js";
import { make } from "../dom.js";

const PAGE = /\/(?:fr|en)\/datasets\/([a-z0-9][a-z0-9-]{2,79})\/(?:index\.html)?$/;

/** @param {Element} element the link to the basket */
export async function start(element) {
  if (!(element instanceof HTMLAnchorElement)) return;
  const root = new URL(element.dataset.root ?? "./", document.baseURI);
  const words = await fetchWords(root, document.documentElement.lang);
  const store = storeOf(words["basket-mine"] ?? "");
  const count = make("span", { class: "basket-count", "aria-hidden": "true" });
  element.append(count);
  const show = () => {
    const size = currentOf(store.baskets).choices.length;
    count.textContent = size ? String(size) : "";
    count.hidden = !size;
    for (const button of document.querySelectorAll(".basket-add")) mark(button, store, words);
  };
  store.addEventListener("change", show);
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest(".basket-add") : null;
    const id = button?.getAttribute("data-id");
    if (!id) return;
    store.change(holds(store.baskets, id) ? removed(store.baskets, id) : added(store.baskets, id));
  });
  const equip = () => {
    for (const link of document.querySelectorAll(".card:not(.has-basket) h3 a")) {
      const id = PAGE.exec(link instanceof HTMLAnchorElement ? link.pathname : "")?.[1];
      const card = link.closest(".card");
      card?.classList.add("has-basket");
      if (id && card) card.append(addButton(id, link.textContent ?? "", store, words));
    }
  };
  equip();
  const own = PAGE.exec(location.pathname)?.[1];
  const actions = own ? document.querySelector("article.dataset .actions") : null;
  if (own && actions) actions.append(addButton(own, "", store, words));
  // Lists and searches make their cards as one looks.
  const main = document.getElementById("content");
  if (main) new MutationObserver(equip).observe(main, { childList: true, subtree: true });
  show();
}

/**
 * @param {string} id
 * @param {string} title named to screen readers, where several such buttons stand on a page
 * @param {import("../basket/store.js").Store} store
 * @param {Record<string, string>} words
 */
function addButton(id, title, store, words) {
  const button = make("button", { type: "button", class: "basket-add", "data-id": id }, make("span", { class: "basket-word" }));
  if (title) button.append(make("span", { class: "visually-hidden" }, ` ${title}`));
  mark(button, store, words);
  return button;
}

/**
 * @param {Element} button
 * @param {import("../basket/store.js").Store} store
 * @param {Record<string, string>} words
 */
function mark(button, store, words) {
  const inside = holds(store.baskets, button.getAttribute("data-id") ?? "");
  const word = button.querySelector(".basket-word");
  const text = (inside ? words["basket-in"] : words["basket-add"]) ?? "";
  if (word && word.textContent !== text) word.textContent = text;
  button.setAttribute("aria-pressed", String(inside));
}

/** On the page of a shared basket: take it into one's own baskets, or take its datasets away as files. */

import { MOST_BASKETS, opened } from "../basket/baskets.js";
import { fetchEntry, fetchWords } from "../basket/fetched.js";
import { storeOf } from "../basket/store.js";
import { button, make } from "../dom.js";
import { takeAway } from "../take-away.js";

/** @param {Element} element */
export async function start(element) {
  if (!(element instanceof HTMLElement)) return;
  const lang = element.dataset.lang === "en" ? "en" : "fr";
  const root = new URL(element.dataset.root ?? "./", document.baseURI);
  const words = await fetchWords(root, lang);
  const store = storeOf(words["basket-mine"] ?? "");
  const ids = (element.dataset.ids ?? "").split(" ");
  const name = element.dataset.name ?? "";
  element.append(
    button(
      words["basket-copy"] ?? "",
      () => {
        if (store.baskets.baskets.length >= MOST_BASKETS) {
          element.append(make("p", { class: "notice", role: "alert" }, words["basket-too-many"] ?? ""));
          return;
        }
        store.change(opened(store.baskets, { name, choices: ids.map((id) => ({ id, note: "" })) }));
        location.href = new URL(`${lang}/basket/`, root).href;
      },
      { class: "button primary" },
    ),
  );
  const panel = make("section", { class: "use" }, make("h2", {}, words["use-title"] ?? ""));
  document.getElementById("chosen")?.closest("section")?.after(panel);
  const found = await Promise.all(ids.map((id) => fetchEntry(id, root)));
  const entries = found.filter((entry) => typeof entry === "object");
  panel.append(await takeAway(entries, { lang, root, words, stem: location.pathname.split("/").filter(Boolean).pop() ?? "basket", name }));
}

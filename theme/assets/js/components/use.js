/** On the page of a dataset: what it can be taken away as, read and made only when the reader opens it. */

import { fetchEntry, fetchWords } from "../basket/fetched.js";
import { make } from "../dom.js";
import { takeAway } from "../take-away.js";

/** @param {Element} element a `<details>` whose id of dataset is in `data-id` */
export function start(element) {
  if (!(element instanceof HTMLDetailsElement)) return;
  const id = element.dataset.id ?? "";
  const root = new URL(element.dataset.root ?? "./", document.baseURI);
  const lang = document.documentElement.lang === "en" ? "en" : "fr";
  element.hidden = false;
  element.addEventListener(
    "toggle",
    async () => {
      const words = await fetchWords(root, lang);
      const entry = await fetchEntry(id, root);
      if (typeof entry === "object") element.append(await takeAway([entry], { lang, root, words, stem: `${id}-${lang}` }));
      else element.append(make("p", { role: "alert" }, words["use-failed"] ?? ""));
    },
    { once: true },
  );
}

/** A dataset in the list of a basket: its title, the reader's note, its place, and what became of it since. */

import { button, make } from "../dom.js";
import { fill } from "../words.js";
import * as B from "./baskets.js";
import { fetchEntry, fetchGone } from "./fetched.js";

/**
 * @typedef {object} Context
 * @property {Readonly<Record<string, string>>} words
 * @property {"fr" | "en"} lang
 * @property {URL} root
 * @property {((change: (baskets: B.Baskets) => B.Baskets) => void) | null} change null for a list that only shows
 */

/**
 * @param {B.Choice} choice
 * @param {Context} context
 * @returns {HTMLLIElement}
 */
export function choiceItem(choice, context) {
  const { words, lang, root, change } = context;
  const link = make("a", { href: new URL(`${lang}/datasets/${choice.id}/`, root).href }, choice.id);
  const state = make("p", { class: "basket-state", hidden: true });
  const item = make("li", { "data-dataset": choice.id }, make("h3", {}, link), state);
  void describe(choice.id, link, state, context);
  if (!change) {
    if (choice.note) item.append(make("p", { class: "choice-note" }, choice.note));
    return item;
  }
  const note = make("textarea", { rows: "1", maxlength: String(B.LONGEST_NOTE), "data-typing": true, "aria-label": words["basket-item-note"] ?? "", placeholder: words["basket-item-note"] ?? "" });
  note.value = choice.note;
  note.addEventListener("change", () => change((baskets) => B.noted(baskets, choice.id, note.value)));
  const act = (/** @type {string} */ name, /** @type {(baskets: B.Baskets) => B.Baskets} */ what) => {
    const own = button(words[`basket-${name}`] ?? "", () => change(what), { "data-act": `${name}:${choice.id}` });
    own.append(make("span", { class: "visually-hidden" }, ` ${choice.id}`));
    return own;
  };
  item.append(
    note,
    make(
      "p",
      { class: "actions" },
      act("up", (baskets) => B.moved(baskets, choice.id, -1)),
      act("down", (baskets) => B.moved(baskets, choice.id, 1)),
      act("remove", (baskets) => B.removed(baskets, choice.id)),
    ),
  );
  return item;
}

/**
 * Its title, or why there is none; a dataset that is gone or no longer kept up is named so, and its successor offered.
 * @param {string} id
 * @param {HTMLAnchorElement} link
 * @param {HTMLElement} state
 * @param {Context} context
 */
async function describe(id, link, state, { words, lang, root, change }) {
  const say = (/** @type {string} */ word, /** @type {string} */ next) => {
    state.textContent = words[word] ?? "";
    if (!next || !change) return;
    state.append(" ", button(fill(words["basket-successor"], { id: next }), () => change((baskets) => B.replaced(baskets, id, next))));
  };
  const entry = await fetchEntry(id, root);
  if (typeof entry === "object") {
    link.textContent = entry.title[lang];
    if (!entry.deprecated) return;
    say("basket-deprecated", entry.successor);
  } else {
    const gone = entry === "unknown" ? await fetchGone(id, root, lang) : null;
    if (gone?.title) link.textContent = gone.title;
    say(gone ? (gone.moved ? "basket-moved" : "basket-withdrawn") : `basket-${entry}`, gone?.successor ?? "");
  }
  state.hidden = false;
}

/** The hits, in the order of their rank: a card each, why it was found, and a box to pick it for a comparison. */

import { makeCard } from "../../card.js";
import { MOST_PICKS, pick } from "../../discovery/address.js";
import { fill } from "../../words.js";
import { partOf } from "../search.js";
import { whyOf } from "./why.js";

/** @typedef {import("../search.js").Around} Around */
/** @typedef {import("../search.js").Shown} Shown */

/**
 * @param {Around} around
 * @param {number} size hits to a page
 */
export function makeResults({ element, root, lang, words, source, go }, size) {
  const list = partOf(element, "results");
  const more = partOf(element, "more");
  const template = element.querySelector("template[data-part=card]");
  /** @type {Shown | null} */
  let now = null;

  more?.addEventListener("click", () => {
    if (!now) return;
    const next = list?.children.length ?? 0;
    const { state } = now;
    // Keep the reader's place: the first new card follows the last old one.
    go({ ...state, page: state.page + 1 }, { replace: true, focus: () => list?.children[next]?.querySelector("a")?.focus() });
  });
  list?.addEventListener("change", (event) => {
    const box = event.target;
    if (!now || !(box instanceof HTMLInputElement) || box.name !== "pick") return;
    go(pick(now.state, box.value), { replace: true });
  });

  return {
    /** @param {Shown} shown */
    async show(shown) {
      if (!list || !(template instanceof HTMLTemplateElement)) return;
      const { state, rows, asked } = shown;
      const visible = [...rows.slice(0, state.page * size)];
      const cards = await source.cards(visible);
      now = shown;
      const full = state.picks.length >= MOST_PICKS;
      list.replaceChildren(
        ...cards.map((values, i) => {
          const hit = document.createElement("li");
          hit.dataset.dataset = values.id;
          hit.append(makeCard(template, { values, root, lang, thisYear: source.thisYear }));
          const card = hit.firstElementChild;
          const why = whyOf(visible[i] ?? -1, asked, source, words);
          if (why) card?.append(why);
          card?.append(picker(values.id, values.title, state.picks.includes(values.id), full, words));
          return hit;
        }),
      );
      if (more) more.hidden = rows.length <= state.page * size;
      list.hidden = rows.length === 0;
    },
  };
}

/**
 * @param {string} id
 * @param {string} title
 * @param {boolean} on
 * @param {boolean} full
 * @param {Record<string, string>} words
 */
function picker(id, title, on, full, words) {
  const label = document.createElement("label");
  label.className = "card-pick";
  const box = document.createElement("input");
  box.type = "checkbox";
  box.name = "pick";
  box.value = id;
  box.checked = on;
  box.disabled = full && !on;
  if (box.disabled) label.title = words["compare-full"] ?? "";
  box.setAttribute("aria-label", fill(words["compare-add"], { title }));
  label.append(box, " ", words.compare ?? "");
  return label;
}

/** The bar over the results: order, map, link to copy, feeds, and on a narrow screen the sheet of filters. */

import { SORTS } from "../../discovery/address.js";
import { fill } from "../../words.js";
import { partOf } from "../search.js";
import { filterChips, labelOf } from "./understood.js";
import { partLabel } from "./why.js";

/** @typedef {import("../search.js").Around} Around */
/** @typedef {import("../search.js").Shown} Shown */

const SAID = 2000;
/** Where the filters leave the side of the page for a sheet. */
const NARROW = "(max-width: 60rem)";
/** Facets whose concepts have a feed, and the folder of their pages. */
const FEEDS = /** @type {const} */ ({ variable: "variables", compartment: "compartments", pole: "poles" });
/** @typedef {keyof typeof FEEDS} Followed */

/** @param {Around} around */
export function makeBar(around) {
  const { element, root, lang, words, go } = around;
  const sort = partOf(element, "sort");
  const map = partOf(element, "open-map");
  const copy = partOf(element, "copy");
  const feeds = partOf(element, "feed-list");
  const on = partOf(element, "filters-on");
  /** @type {Shown | null} */
  let now = null;

  sort?.addEventListener("change", () => {
    const chosen = SORTS.find((known) => known === (sort instanceof HTMLSelectElement ? sort.value : "")) ?? "";
    if (now) go({ ...now.state, sort: chosen, page: 1 });
  });
  for (const button of [map, partOf(element, "zone-map")]) {
    button?.addEventListener("click", () => {
      if (now) go({ ...now.state, map: button === map ? !now.state.map : true }, { replace: true });
    });
  }
  if (copy) copyOnClick(copy, words["link-copied"] ?? "");
  sheetOf(element);

  return {
    /** @param {Shown} shown */
    show(shown) {
      now = shown;
      const { state } = shown;
      if (sort instanceof HTMLSelectElement) sort.value = state.sort;
      map?.setAttribute("aria-expanded", String(state.map));
      const filters = filterChips(state, around).length;
      if (on) on.textContent = filters ? `(${filters})` : "";
      feeds?.replaceChildren(...feedLinks(shown));
    },
  };

  /**
   * The feeds nearest to the search, each saying what it does not follow.
   * @param {Shown} shown
   */
  function feedLinks({ state, asked }) {
    const said = document.createElement("p");
    said.textContent = words["feed-text"] ?? "";
    const list = document.createElement("ul");
    const facets = /** @type {Followed[]} */ (Object.keys(FEEDS));
    const named = asked.parts.flatMap(({ value }) => value.keys ?? []);
    const all = [...filterChips(state, around).map(({ label }) => label), ...asked.parts.map((part) => partLabel(part, words))];
    for (const facet of facets) {
      const { options } = around.source.columns.facets[facet];
      const ids = [...state.chosen[facet], ...named.filter((key) => key.startsWith(`${FEEDS[facet]}/`)).map((key) => key.slice(FEEDS[facet].length + 1))];
      for (const id of new Set(ids.filter((one) => options.includes(one)))) {
        const label = labelOf(around, facet, id);
        list.append(feed(`${root}${lang}/${FEEDS[facet]}/${id}/feed.xml`, label, [...new Set(all.filter((other) => other !== label))]));
      }
    }
    list.append(feed(`${root}${lang}/feed.xml`, words["feed-all"] ?? "", [...new Set(all)]));
    return [said, list];
  }

  /**
   * @param {string} address
   * @param {string} label
   * @param {string[]} rest criteria that the feed does not follow
   */
  function feed(address, label, rest) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = address;
    link.type = "application/atom+xml";
    link.textContent = label;
    item.append(link);
    if (rest.length) {
      const note = document.createElement("small");
      note.textContent = ` ${fill(words["feed-left-out"], { criteria: rest.join(", ") })}`;
      item.append(note);
    }
    return item;
  }
}

/**
 * @param {HTMLElement} button
 * @param {string} done
 */
function copyOnClick(button, done) {
  const before = button.textContent;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let back;
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(location.href);
    } catch (error) {
      console.error("the link cannot be copied:", error);
      return;
    }
    button.textContent = done;
    clearTimeout(back);
    back = setTimeout(() => {
      button.textContent = before;
    }, SAID);
  });
  button.setAttribute("aria-live", "polite");
}

/**
 * The filters stand beside the results on a wide page, and in a sheet that a button opens on a narrow one.
 * @param {HTMLElement} element
 */
function sheetOf(element) {
  const side = partOf(element, "side");
  const sheet = partOf(element, "sheet");
  const filters = partOf(element, "filters");
  const open = partOf(element, "open-filters");
  if (!side || !filters || !(sheet instanceof HTMLDialogElement)) return;
  const narrow = matchMedia(NARROW);
  const settle = () => {
    if (narrow.matches) sheet.prepend(filters);
    else {
      sheet.close();
      side.prepend(filters);
    }
    side.hidden = narrow.matches;
  };
  narrow.addEventListener("change", settle);
  settle();
  open?.addEventListener("click", () => sheet.showModal());
  partOf(element, "close-filters")?.addEventListener("click", () => sheet.close());
  // A click beside the sheet, on its backdrop, closes it.
  sheet.addEventListener("click", (event) => {
    if (event.target === sheet) sheet.close();
  });
}

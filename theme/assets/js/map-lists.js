/** The lists of datasets that go with the map: in view, worldwide, and under a click; data enter as text only. */

import { counted, fill } from "./words.js";

const LISTED = 100;
const IN_POPUP = 12;
const ANNOUNCE = 600;

/** @typedef {{loaded: import("./catalogue.js").Loaded, root: string, lang: "fr" | "en", words: Record<string, string>, light: (row: number | null) => void}} Around */

/**
 * The lists beside the map and in its popups.
 * @param {HTMLElement} element
 * @param {Around} around
 */
export function makeMapLists(element, { loaded: { table }, root, lang, words, light }) {
  const list = element.querySelector("[data-part=list]");
  const count = element.querySelector("[data-part=count]");
  const group = element.querySelector("[data-part=global]");
  const groupCount = element.querySelector("[data-part=global-count]");
  const groupList = element.querySelector("[data-part=global-list]");
  const number = new Intl.NumberFormat(lang);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let announcing;

  /**
   * @param {number} row
   * @param {boolean} local whether it is drawn on the map
   */
  function item(row, local) {
    const place = document.createElement("li");
    const link = document.createElement("a");
    link.href = `${root}${lang}/datasets/${table.ids[row]}/`;
    link.textContent = table.titles[row] ?? "";
    if (table.titlesInOther.has(row)) link.lang = lang === "fr" ? "en" : "fr";
    const compartment = table.options.compartment[table.cells.compartment[row]?.[0] ?? -1];
    if (compartment) place.dataset.compartment = compartment;
    if (local) {
      for (const name of ["mouseenter", "focusin"]) place.addEventListener(name, () => light(row));
      for (const name of ["mouseleave", "focusout"]) place.addEventListener(name, () => light(null));
    }
    place.append(link);
    return place;
  }

  /**
   * @param {number[]} rows
   * @param {number} most
   * @param {boolean} local
   */
  function items(rows, most, local) {
    const shown = rows.slice(0, most).map((row) => item(row, local));
    if (rows.length > most) {
      const rest = document.createElement("li");
      rest.className = "map-rest";
      rest.textContent = fill(words.rest, { n: number.format(rows.length - most) });
      shown.push(rest);
    }
    return shown;
  }

  return {
    /** @param {number[]} rows */
    inView(rows) {
      list?.replaceChildren(...items(rows, LISTED, true));
      clearTimeout(announcing);
      announcing = setTimeout(() => {
        if (count) count.textContent = counted(words, "count", rows.length, lang);
      }, ANNOUNCE);
    },
    /** @param {number[]} rows */
    worldwide(rows) {
      if (groupCount) groupCount.textContent = number.format(rows.length);
      groupList?.replaceChildren(...rows.map((row) => item(row, false)));
      if (group instanceof HTMLElement) group.hidden = !rows.length;
    },
    /** @param {number[]} rows */
    popup(rows) {
      const content = document.createElement("div");
      if (rows.length > 1) {
        const head = document.createElement("p");
        head.className = "map-popup-count";
        head.textContent = fill(words.here, { n: number.format(rows.length) });
        content.append(head);
      }
      const found = document.createElement("ul");
      found.className = "map-list";
      found.append(...items(rows, IN_POPUP, true));
      content.append(found);
      return content;
    },
  };
}

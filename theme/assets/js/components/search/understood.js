/** What the words were taken for, as chips that can be removed, and the filters in force beside the count. */

import { chipOf, showChips } from "../../chips.js";
import { CHOICES, toggle, withoutFilters } from "../../discovery/address.js";
import { withoutSpan } from "../../discovery/relax.js";
import { fill } from "../../words.js";
import { partOf } from "../search.js";
import { partLabel } from "./why.js";

/** @typedef {import("../search.js").Around} Around */
/** @typedef {import("../../discovery/address.js").State} State */
/** @typedef {import("../../discovery/address.js").Choice} Choice */

/** @param {Around} around */
export function makeUnderstood(around) {
  const { element, words, go } = around;
  const place = partOf(element, "understood");
  const chips = partOf(element, "chips");

  return {
    /** @param {import("../search.js").Shown} shown */
    show({ state, asked }) {
      if (place) {
        const lines = [];
        for (const { text, instead } of asked.corrections) lines.push(line(fill(words.corrected, { text, instead })));
        if (asked.parts.length) {
          const list = document.createElement("ul");
          list.className = "chips";
          list.setAttribute("aria-label", words.understood ?? "");
          list.append(
            ...asked.parts.map((part) => {
              const { kind, span } = part;
              const label = partLabel(part, words);
              const without = { ...state, q: withoutSpan(state.q, span), page: 1 };
              return chipOf(label, words[`kind-${kind}`] ?? words["kind-other"] ?? "", words, () =>
                go(without, { focus: () => (place.querySelector("button") ?? element.querySelector("input"))?.focus() }),
              );
            }),
          );
          lines.push(list);
        }
        if (asked.parts.length || asked.corrections.length || state.plain) {
          const other = document.createElement("button");
          other.type = "button";
          other.className = "text-button";
          other.textContent = (state.plain ? words.understand : words["as-typed"]) ?? "";
          other.addEventListener("click", () => go({ ...state, plain: !state.plain, page: 1 }));
          lines.push(other);
        }
        place.replaceChildren(...lines);
        place.hidden = !lines.length;
      }
      if (chips) {
        showChips(chips, filterChips(state, around), withoutFilters(state), words, (next) =>
          go(next, { focus: () => (chips.querySelector("button") ?? element.querySelector("input"))?.focus() }),
        );
      }
    },
  };
}

/**
 * A chip for each filter in force.
 * @param {State} state
 * @param {Around} around
 * @returns {import("../../chips.js").Chip<State>[]}
 */
export function filterChips(state, around) {
  const { words } = around;
  const chips = CHOICES.flatMap((facet) =>
    state.chosen[facet].map((id) => ({ label: labelOf(around, facet, id), without: toggle(state, facet, id) })),
  );
  if (state.from !== null) chips.push({ label: fill(words["script-from"], { n: state.from }), without: { ...state, from: null, page: 1 } });
  if (state.to !== null) chips.push({ label: fill(words["script-to"], { n: state.to }), without: { ...state, to: null, page: 1 } });
  if (state.box) chips.push({ label: boxLabel(state.box, around), without: { ...state, box: null, page: 1 } });
  return chips;
}

/**
 * The words of a chosen option; an id that the catalogue does not have says so.
 * @param {Around} around
 * @param {Choice} facet
 * @param {string} id
 */
export function labelOf({ source, words }, facet, id) {
  if (facet === "subdomain") return source.tree.labels[source.tree.groups.indexOf(id)] ?? fill(words.unknown, { id });
  const { options, labels } = source.columns.facets[facet];
  return labels[options.indexOf(id)] ?? fill(words.unknown, { id });
}

/**
 * @param {import("../../discovery/address.js").Box} box
 * @param {Around} around
 */
export function boxLabel([west, south, east, north], { words, lang }) {
  const number = new Intl.NumberFormat(lang, { maximumFractionDigits: 2 });
  const angle = (/** @type {number} */ value, /** @type {string} */ positive, /** @type {string} */ negative) =>
    `${number.format(Math.abs(value))}°${value === 0 ? "" : `\u00a0${words[value > 0 ? positive : negative] ?? ""}`}`;
  return fill(words.box, {
    south: angle(south, "north", "south"),
    north: angle(north, "north", "south"),
    west: angle(west, "east", "west"),
    east: angle(east, "east", "west"),
  });
}

/** @param {string} text */
function line(text) {
  const element = document.createElement("p");
  element.textContent = text;
  return element;
}

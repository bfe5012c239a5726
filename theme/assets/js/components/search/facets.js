/** The filters of the side: checkboxes with live counts, and the variables as a tree under their sub-domains. */

import { toggle } from "../../discovery/address.js";
import { fold } from "../../fold.js";
import { makeOptions } from "../../options.js";
import { FACETS } from "../../query-state.js";
import { fill } from "../../words.js";
import { partOf } from "../search.js";
import { boxLabel } from "./understood.js";

/** @typedef {import("../search.js").Around} Around */
/** @typedef {import("../search.js").Shown} Shown */
/** @typedef {import("../../discovery/address.js").Choice} Choice */

/** @param {Around} around */
export function makeFacets(around) {
  const { element, words, lang, source, go } = around;
  const form = partOf(element, "filters");
  /** @type {Shown | null} */
  let now = null;
  const { columns } = source;
  const flat = FACETS.flatMap((facet) => {
    const place = form?.querySelector(`[data-facet="${facet}"] [data-part="options"]`);
    if (!place || facet === "variable") return [];
    const { options, labels } = columns.facets[facet];
    return [{ facet, ...makeOptions(place, { facet, ids: options, labels, words, lang }) }];
  });
  const treePlace = form?.querySelector('[data-facet="variable"] [data-part="options"]');
  const tree = treePlace ? makeTree(treePlace, around) : null;
  const zone = partOf(element, "zone-text");
  const zoneText = zone?.textContent ?? "";

  form?.addEventListener("submit", (event) => event.preventDefault());
  form?.addEventListener("change", (event) => {
    const box = event.target;
    if (!now || !(box instanceof HTMLInputElement) || box.type !== "checkbox") return;
    go(toggle(now.state, /** @type {Choice} */ (box.name), box.value));
  });

  return {
    /** @param {Shown} shown */
    show(shown) {
      now = shown;
      const { state, selection } = shown;
      for (const { facet, show } of flat) show(selection.counts[facet], state.chosen[facet]);
      tree?.show(selection.counts.variable, selection.groups, state.chosen.variable, state.chosen.subdomain);
      for (const details of form?.querySelectorAll("[data-facet]") ?? []) {
        const name = details.getAttribute("data-facet") ?? "";
        const on =
          name === "zone" ? Number(state.box !== null)
          : name === "period" ? Number(state.from !== null || state.to !== null)
          : (state.chosen[/** @type {Choice} */ (name)]?.length ?? 0) + (name === "variable" ? state.chosen.subdomain.length : 0);
        const badge = details.querySelector("[data-part=on]");
        if (badge) badge.textContent = on ? String(on) : "";
      }
      if (zone) zone.textContent = state.box ? boxLabel(state.box, around) : zoneText;
    },
  };
}

/**
 * The variables under their sub-domains. A sub-domain chooses all its variables; a button opens it.
 * @param {Element} place
 * @param {Around} around
 */
function makeTree(place, { words, lang, source }) {
  const number = new Intl.NumberFormat(lang);
  const { options, labels } = source.columns.facets.variable;
  const { groups, labels: groupLabels, of } = source.tree;
  const folded = labels.map(fold);
  const foldedGroups = groupLabels.map(fold);
  const finder = document.createElement("input");
  finder.type = "search";
  finder.className = "option-find";
  finder.placeholder = words.find_short ?? "";
  finder.setAttribute("aria-label", fill(words.find, { label: words["facet.variable"] ?? "" }));
  const list = document.createElement("ul");
  list.className = "tree";
  const more = document.createElement("button");
  more.type = "button";
  more.className = "option-more";
  place.replaceChildren(finder, list, more);

  const rows = groups.map((id, g) => {
    const item = document.createElement("li");
    const head = document.createElement("div");
    head.className = "tree-head";
    const opener = document.createElement("button");
    opener.type = "button";
    opener.className = "tree-open";
    opener.setAttribute("aria-label", fill(words.expand, { label: groupLabels[g] ?? id }));
    const own = checkbox("subdomain", id, groupLabels[g] ?? id);
    head.append(opener, own.label);
    const inner = document.createElement("ul");
    item.append(head, inner);
    const row = { item, opener, own, inner, open: false, made: /** @type {ReturnType<typeof checkbox>[]} */ ([]) };
    opener.addEventListener("click", () => {
      row.open = !row.open;
      arrange();
    });
    return row;
  });
  const members = groups.map((_, g) => options.flatMap((_, v) => (of[v]?.includes(g) ? [v] : [])));
  let sought = "";
  let all = false;
  /** @type {number[] | null} */
  let order = null;
  /** @type {{counts: Uint32Array, groups: Uint32Array, variables: readonly string[], subdomains: readonly string[]}} */
  let state = { counts: new Uint32Array(), groups: new Uint32Array(), variables: [], subdomains: [] };

  finder.addEventListener("input", () => {
    sought = fold(finder.value);
    arrange();
  });
  finder.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  more.addEventListener("click", () => {
    all = !all;
    arrange();
  });

  function arrange() {
    let shown = 0;
    let left = 0;
    for (const g of order ?? []) {
      const row = rows[g];
      if (!row) continue;
      const chosen = state.subdomains.includes(groups[g] ?? "");
      const inside = (members[g] ?? []).filter((v) => (state.counts[v] ?? 0) > 0 || state.variables.includes(options[v] ?? ""));
      const named = foldedGroups[g]?.includes(sought) ?? false;
      const found = sought ? inside.filter((v) => folded[v]?.includes(sought)) : [];
      const wanted = found.length ? found : inside;
      const on = chosen || inside.some((v) => state.variables.includes(options[v] ?? ""));
      const possible = (on || (state.groups[g] ?? 0) > 0) && (!sought || named || found.length > 0);
      const visible = possible && (on || all || sought !== "" || shown < SHOWN);
      row.item.hidden = !visible;
      if (visible) shown++;
      else if (possible) left++;
      if (!visible) continue;
      const open = row.open || found.length > 0 || inside.some((v) => state.variables.includes(options[v] ?? ""));
      row.own.box.checked = chosen;
      row.own.count.textContent = number.format(state.groups[g] ?? 0);
      row.opener.setAttribute("aria-expanded", String(open));
      row.inner.hidden = !open;
      if (open) showMembers(row, wanted);
    }
    const facet = place.closest("[data-facet]");
    if (facet instanceof HTMLElement) facet.hidden = shown === 0 && !sought;
    more.hidden = left === 0 && !(all && shown > SHOWN && !sought);
    more.textContent = (all ? words.less : words.more) ?? "";
    more.setAttribute("aria-expanded", String(all));
  }

  /**
   * The variables of an open sub-domain, the most frequent first; boxes that exist are kept, so that focus stays.
   * @param {(typeof rows)[number]} row
   * @param {number[]} wanted
   */
  function showMembers(row, wanted) {
    const known = new Map(row.made.map((made) => [made.box.value, made]));
    row.made = wanted.map((v) => known.get(options[v] ?? "") ?? checkbox("variable", options[v] ?? "", labels[v] ?? ""));
    row.made.forEach((made, i) => {
      const v = wanted[i] ?? 0;
      made.box.checked = state.variables.includes(made.box.value);
      made.count.textContent = number.format(state.counts[v] ?? 0);
    });
    const items = row.made.map((made) => made.item);
    if (items.length !== row.inner.children.length || items.some((item, i) => item !== row.inner.children[i])) row.inner.replaceChildren(...items);
  }

  return {
    /**
     * @param {Uint32Array} counts
     * @param {Uint32Array} groupCounts
     * @param {readonly string[]} variables
     * @param {readonly string[]} subdomains
     */
    show(counts, groupCounts, variables, subdomains) {
      state = { counts, groups: groupCounts, variables, subdomains };
      if (!order) {
        // Set once: options must not jump about under the hand.
        order = groups.map((_, g) => g).sort((a, b) => (groupCounts[b] ?? 0) - (groupCounts[a] ?? 0) || a - b);
        list.replaceChildren(...order.flatMap((g) => rows[g]?.item ?? []));
        for (const group of members) group.sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b);
      }
      arrange();
    },
  };
}

const SHOWN = 7;

/**
 * @param {string} name
 * @param {string} id
 * @param {string} text
 */
function checkbox(name, id, text) {
  const item = document.createElement("li");
  const label = document.createElement("label");
  label.className = "option";
  const box = document.createElement("input");
  box.type = "checkbox";
  box.name = name;
  box.value = id;
  const said = document.createElement("span");
  said.className = "option-label";
  said.textContent = text;
  const count = document.createElement("span");
  count.className = "option-count";
  label.append(box, " ", said, " ", count);
  item.append(label);
  return { item, label, box, count };
}

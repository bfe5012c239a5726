/** Cards of datasets, cloned from the `<template>` that holds the server's own markup; data enter as text only. */

import { boxesOf, pathsOf, short, viewOf } from "./geometry.js";
import { AXIS, bar, periodText } from "./period.js";
import { periodOf } from "./table.js";
import { fill } from "./words.js";

const SVG = "http://www.w3.org/2000/svg";
const MOST_VARIABLES = 3;

/** @typedef {import("./catalogue.js").Loaded} Loaded */
/** @typedef {import("./query-state.js").Facet} Facet */
/** @typedef {{loaded: Loaded, root: string, lang: "fr" | "en", row: number}} Subject a row, and what is around it */

/**
 * The card of a row.
 * @param {HTMLTemplateElement} template
 * @param {Subject} subject
 * @returns {DocumentFragment}
 */
export function makeCard(template, subject) {
  const card = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  const { table } = subject.loaded;
  const first = table.options.compartment[table.cells.compartment[subject.row]?.[0] ?? -1];
  if (first) card.firstElementChild?.setAttribute("data-compartment", first);
  for (const element of card.querySelectorAll("[data-f]")) {
    const write = FIELDS[element.getAttribute("data-f") ?? ""];
    if (write && !write(element, subject)) say(element, element.getAttribute("data-none") ?? "");
  }
  return card;
}

/** @typedef {(element: Element, subject: Subject) => boolean} Field writes a field; false when there is nothing to say */

/** @type {Record<string, Field>} */
const FIELDS = {
  link(element, { loaded: { table }, root, lang, row }) {
    element.setAttribute("href", `${root}${lang}/datasets/${table.ids[row]}/`);
    return text(element, table.titles[row], table.titlesInOther.has(row), lang);
  },
  summary: (element, { loaded: { table }, lang, row }) =>
    text(element, table.summaries[row], table.summariesInOther.has(row), lang),
  glyph(element, { loaded: { table }, root, row }) {
    const first = table.options.compartment[table.cells.compartment[row]?.[0] ?? -1];
    if (first) element.setAttribute("href", `${root}assets/glyphs/sprite.svg#${first}`);
    return Boolean(first);
  },
  footprint(element, { loaded, root, row }) {
    const boxes = boxesOf(loaded.boxes[row]);
    if (!boxes.length) return false;
    const view = viewOf(boxes);
    const { areas, dots } = pathsOf(boxes, view);
    element.setAttribute("viewBox", [view.left, view.top, view.width, view.height].map(short).join(" "));
    element.setAttribute("preserveAspectRatio", "none");
    element.setAttribute("aria-hidden", "true");
    const land = { class: "fp-land", href: `${root}assets/land.svg#land` };
    const parts = [draw("use", land)];
    if (view.left + view.width > 180) parts.push(draw("use", { ...land, x: "360" }));
    if (areas) parts.push(draw("path", { class: "fp-box", d: areas }));
    if (dots) parts.push(draw("path", { class: "fp-dot", d: dots }));
    element.replaceChildren(...parts);
    return true;
  },
  period(element, { loaded: { table, thisYear }, row }) {
    const d = bar(periodOf(table, row), thisYear);
    if (!d) return false;
    element.setAttribute("aria-hidden", "true");
    element.replaceChildren(draw("path", { class: "pb-axis", d: AXIS }), draw("path", { class: "pb-bar", d }));
    return true;
  },
  "period-text"(element, { loaded: { table }, row }) {
    const patterns = Object.fromEntries(["both", "since", "until", "one"].map((key) => [key, element.getAttribute(`data-${key}`) ?? ""]));
    return text(element, periodText(periodOf(table, row), patterns));
  },
  variables(element, { loaded: { table }, root, lang, row }) {
    const pattern = element.firstElementChild;
    const variables = table.cells.variable[row] ?? [];
    if (!pattern || !variables.length) return false;
    const rest = [...element.children].filter((child) => child.querySelector("[data-f=more]") || child.matches("[data-f=more]"));
    const items = variables.slice(0, MOST_VARIABLES).map((variable) => {
      const item = /** @type {Element} */ (pattern.cloneNode(true));
      const link = item.matches("a") ? item : item.querySelector("a");
      link?.setAttribute("href", `${root}${lang}/variables/${table.options.variable[variable]}/`);
      (link ?? item).textContent = table.labels.variable[variable] ?? "";
      return item;
    });
    element.replaceChildren(...items, ...rest);
    return true;
  },
  more(element, { loaded: { table }, row }) {
    const n = (table.cells.variable[row]?.length ?? 0) - MOST_VARIABLES;
    return n > 0 && text(element, fill(element.getAttribute("data-text") ?? "+{n}", { n }));
  },
};

for (const facet of /** @type {Facet[]} */ (["compartment", "platform", "pole", "centre", "licence", "access"])) {
  FIELDS[facet] = (element, { loaded: { table }, row }) =>
    text(element, (table.cells[facet][row] ?? []).map((option) => table.labels[facet][option]).join(", "));
}

/**
 * Writes a text, with its language when it is not the page's.
 * @param {Element} element
 * @param {string | undefined} value
 * @param {boolean} [inOther]
 * @param {"fr" | "en"} [lang]
 */
function text(element, value, inOther = false, lang = "fr") {
  if (!value) return false;
  element.textContent = value;
  if (inOther) element.setAttribute("lang", lang === "fr" ? "en" : "fr");
  else element.removeAttribute("lang");
  return true;
}

/**
 * Says that nothing is stated, or takes the element away.
 * @param {Element} element
 * @param {string} none
 */
function say(element, none) {
  if (none) element.textContent = none;
  else element.remove();
}

/**
 * @param {string} name
 * @param {Record<string, string>} attributes
 */
function draw(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

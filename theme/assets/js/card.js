/** Cards of datasets, cloned from the `<template>` that holds the server's own markup; data enter as text only. */

import { pathsOf, short, viewOf } from "./geometry.js";
import { AXIS, bar, periodText } from "./period.js";
import { fill } from "./words.js";

const SVG = "http://www.w3.org/2000/svg";
export const MOST_VARIABLES = 3;
/** Facets that a card may say in words. */
export const LABELLED = /** @type {const} */ (["compartment", "platform", "pole", "centre", "licence", "access"]);

/**
 * @typedef {object} CardValues what a card says of a dataset
 * @property {string} id
 * @property {string} title
 * @property {boolean} titleInOther whether the title is in the other language
 * @property {string} summary
 * @property {boolean} summaryInOther
 * @property {string} compartment id of the first one, which lends its colour and its glyph; "" without any
 * @property {readonly import("./geometry.js").Box[]} boxes
 * @property {import("./period.js").Period} period
 * @property {readonly {id: string, label: string}[]} variables the first ones at least
 * @property {number} variableCount all of them
 * @property {Readonly<Record<string, string>>} labels words of its pole, access, licence and so on
 */
/** @typedef {{values: CardValues, root: string, lang: "fr" | "en", thisYear: number}} Subject a dataset, and what is around it */

/**
 * The card of a dataset.
 * @param {HTMLTemplateElement} template
 * @param {Subject} subject
 * @returns {DocumentFragment}
 */
export function makeCard(template, subject) {
  const card = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  const { compartment } = subject.values;
  if (compartment) card.firstElementChild?.setAttribute("data-compartment", compartment);
  for (const element of card.querySelectorAll("[data-f]")) {
    const write = FIELDS[element.getAttribute("data-f") ?? ""];
    if (write && !write(element, subject)) say(element, element.getAttribute("data-none") ?? "");
  }
  return card;
}

/** @typedef {(element: Element, subject: Subject) => boolean} Field writes a field; false when there is nothing to say */

/** @type {Record<string, Field>} */
const FIELDS = {
  link(element, { values, root, lang }) {
    element.setAttribute("href", `${root}${lang}/datasets/${values.id}/`);
    return text(element, values.title, values.titleInOther, lang);
  },
  summary: (element, { values, lang }) => text(element, values.summary, values.summaryInOther, lang),
  glyph(element, { values: { compartment }, root }) {
    if (compartment) element.setAttribute("href", `${root}assets/glyphs/sprite.svg#${compartment}`);
    return Boolean(compartment);
  },
  footprint(element, { values: { boxes }, root }) {
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
  period(element, { values: { period }, thisYear }) {
    const d = bar(period, thisYear);
    if (!d) return false;
    element.setAttribute("aria-hidden", "true");
    element.replaceChildren(draw("path", { class: "pb-axis", d: AXIS }), draw("path", { class: "pb-bar", d }));
    return true;
  },
  "period-text"(element, { values: { period } }) {
    const patterns = Object.fromEntries(["both", "since", "until", "one"].map((key) => [key, element.getAttribute(`data-${key}`) ?? ""]));
    return text(element, periodText(period, patterns));
  },
  variables(element, { values: { variables }, root, lang }) {
    const pattern = element.firstElementChild;
    if (!pattern || !variables.length) return false;
    const rest = [...element.children].filter((child) => child.querySelector("[data-f=more]") || child.matches("[data-f=more]"));
    const items = variables.slice(0, MOST_VARIABLES).map(({ id, label }) => {
      const item = /** @type {Element} */ (pattern.cloneNode(true));
      const link = item.matches("a") ? item : item.querySelector("a");
      link?.setAttribute("href", `${root}${lang}/variables/${id}/`);
      (link ?? item).textContent = label;
      return item;
    });
    element.replaceChildren(...items, ...rest);
    return true;
  },
  more(element, { values: { variableCount } }) {
    const n = variableCount - MOST_VARIABLES;
    return n > 0 && text(element, fill(element.getAttribute("data-text") ?? "+{n}", { n }));
  },
};

for (const facet of LABELLED) FIELDS[facet] = (element, { values }) => text(element, values.labels[facet]);

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

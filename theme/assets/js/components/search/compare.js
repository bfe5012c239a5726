/** Datasets picked to be compared: the tray that holds them, and the table that sets them side by side. */

import { pick } from "../../discovery/address.js";
import { levelOf, rowsOf } from "../../discovery/compare.js";
import { counted, fill } from "../../words.js";
import { partOf } from "../search.js";

/** @typedef {import("../search.js").Around} Around */
/** @typedef {import("../search.js").Shown} Shown */
/** @typedef {import("../../discovery/compare.js").Sheet} Sheet */

/** What people choose by, in the order of the table. */
const ALWAYS = ["variables", "where", "when", "resolution", "update", "level", "access", "licence"];
const FACTS = ["variables", "where", "when", "resolution", "update", "level", "platforms", "format", "access", "licence", "producers", "useful"];

/** @param {Around} around */
export function makeCompare(around) {
  const { element, root, lang, words, go } = around;
  const tray = partOf(element, "tray");
  const section = partOf(element, "compare");
  const place = partOf(element, "compare-body");
  const body = partOf(element, "body");
  /** @type {Map<string, Promise<Sheet | null>>} */
  const sheets = new Map();

  /** @param {string} id */
  function sheetOf(id) {
    const known = sheets.get(id) ?? readSheet(`${root}${lang}/datasets/${id}/`, id);
    sheets.set(id, known);
    return known;
  }

  return {
    /** @param {Shown} shown */
    async show({ state }) {
      if (!tray || !section || !place || !body) return;
      const comparing = state.comparing;
      body.hidden = comparing;
      tray.hidden = comparing || !state.picks.length;
      const opened = section.hidden && comparing;
      section.hidden = !comparing;
      if (!comparing) {
        const count = text("p", counted(words, "picked", state.picks.length, lang));
        /** @type {HTMLElement[]} */
        const items = [count];
        if (state.picks.length > 1) items.push(button(words.compare, "button small primary", () => go({ ...state, comparing: true })));
        else items.push(text("p", words["compare-more"] ?? ""));
        items.push(button(words["compare-clear"], "button small", () => go({ ...state, picks: [] }, { replace: true })));
        tray.replaceChildren(...items);
        return;
      }
      const read = await Promise.all(state.picks.map(sheetOf));
      const gone = state.picks.filter((_, i) => !read[i]);
      /** @type {HTMLElement[]} */
      const parts = [button(words["compare-back"], "button small", () => go({ ...state, comparing: false }))];
      if (gone.length) parts.push(text("p", fill(words["compare-gone"], { ids: gone.join(", ") }), "note"));
      parts.push(table(read.filter((sheet) => sheet !== null), (id) => go(pick(state, id), { replace: true })), text("p", words["compare-differ"] ?? "", "section-text"));
      place.replaceChildren(...parts);
      if (opened) partOf(element, "compare")?.querySelector("h2")?.focus();
    },
  };

  /**
   * @param {readonly Sheet[]} sheets
   * @param {(id: string) => void} remove
   */
  function table(sheets, remove) {
    const facts = FACTS.map((key) => ({ key, label: words[`fact.${key}`] ?? words[`compare-${key}`] ?? key }));
    const frame = document.createElement("div");
    frame.className = "compare-frame";
    frame.tabIndex = 0;
    frame.setAttribute("role", "region");
    frame.setAttribute("aria-labelledby", "compare-title");
    const made = document.createElement("table");
    made.className = "table compare-table";
    const head = made.createTHead().insertRow();
    head.append(headCell(words["compare-criterion"] ?? "", "col"));
    for (const sheet of sheets) {
      const cell = headCell("", "col");
      const link = document.createElement("a");
      link.href = `${root}${lang}/datasets/${sheet.id}/`;
      link.textContent = sheet.title;
      if (sheet.lang) link.lang = sheet.lang;
      const away = button("×", "text-button", () => remove(sheet.id));
      away.setAttribute("aria-label", fill(words["compare-remove"], { title: sheet.title }));
      cell.append(link, " ", away, text("p", sheet.summary));
      head.append(cell);
    }
    const rows = made.createTBody();
    for (const { label, cells, same } of rowsOf(facts, sheets, ALWAYS)) {
      const row = rows.insertRow();
      const name = headCell(label, "row");
      if (!same) {
        const mark = text("span", "≠", "differs");
        name.append(" ", mark);
      }
      row.append(name);
      for (const said of cells) row.append(said ? text("td", said) : text("td", words["not-stated"] ?? "", "unknown"));
    }
    frame.append(made);
    return frame;
  }
}

/**
 * What the page of a dataset says, read as a document: it is not run and not shown.
 * @param {string} address
 * @param {string} id
 * @returns {Promise<Sheet | null>}
 */
function readSheet(address, id) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("GET", address);
    request.responseType = "document";
    request.onerror = () => resolve(null);
    request.onload = () => {
      const page = request.status === 200 ? request.responseXML : null;
      resolve(page && sheetFrom(page, id));
    };
    request.send();
  });
}

/**
 * @param {Document} page
 * @param {string} id
 * @returns {Sheet}
 */
export function sheetFrom(page, id) {
  const said = (/** @type {Element | null | undefined} */ element) => (element?.textContent ?? "").replace(/\s+/g, " ").trim();
  const facts = new Map([...page.querySelectorAll(".essentials .facts > div")].map((div) => [said(div.querySelector("dt")), [...div.querySelectorAll("dd")].map(valueOf).join(", ")]));
  const title = page.querySelector("h1");
  const summary = said(page.querySelector(".head .lede"));
  const own = title?.querySelector("[lang]")?.getAttribute("lang") ?? "";
  return { id, title: said(title), lang: own, summary, facts, useful: [...page.querySelectorAll(".useful li")].map(said), level: levelOf(`${said(title)} ${summary}`) };
}

/**
 * The words of a fact: without its drawing, its explanation in brackets, "" when the page says that it is not stated.
 * @param {Element} value
 */
function valueOf(value) {
  const copy = /** @type {Element} */ (value.cloneNode(true));
  if (copy.querySelector(".unknown")) return "";
  for (const drawing of copy.querySelectorAll("svg, button")) drawing.remove();
  for (const small of copy.querySelectorAll("small")) small.replaceWith(` (${small.textContent?.trim().replace(/\.$/, "") ?? ""})`);
  return (copy.textContent ?? "").replace(/\s+/g, " ").trim();
}

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} name
 * @param {string} content
 * @param {string} [className]
 */
function text(name, content, className = "") {
  const element = document.createElement(name);
  element.textContent = content;
  if (className) element.className = className;
  return element;
}

/**
 * @param {string | undefined} label
 * @param {string} className
 * @param {() => void} act
 */
function button(label, className, act) {
  const element = text("button", label ?? "", className);
  element.type = "button";
  element.addEventListener("click", act);
  return element;
}

/**
 * @param {string} content
 * @param {"col" | "row"} scope
 */
function headCell(content, scope) {
  const cell = text("th", content);
  cell.scope = scope;
  return cell;
}

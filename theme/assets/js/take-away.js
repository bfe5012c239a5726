/** The panel that gives datasets away: where to work, files to download, and for a single dataset the code of each way. */

import { commandsOf, openeoCode, qgisConnection } from "./access/commands.js";
import { eodagCode } from "./access/eodag.js";
import { EXPORTS } from "./access/exports.js";
import { launchUrl } from "./access/sites.js";
import { fetchSites } from "./basket/fetched.js";
import { button, linkable, make, offer } from "./dom.js";
import { fill } from "./words.js";

/** @typedef {import("./access/entry.js").Entry} Entry */
/** @typedef {import("./access/sites.js").Site} Site */
/**
 * @typedef {object} Away
 * @property {"fr" | "en"} lang
 * @property {URL} root address of the site
 * @property {Readonly<Record<string, string>>} words
 * @property {string} stem start of the names of the files
 * @property {string} [name] of the basket; none for a single dataset
 * @property {string} [note] of the basket
 */

/** The site that the reader chose on this page: the panel is made anew with every change of the basket. */
let chosen = "";

/**
 * @param {readonly Entry[]} entries at least one
 * @param {Away} away
 * @returns {Promise<HTMLElement>}
 */
export async function takeAway(entries, away) {
  const { words, lang } = away;
  const sites = await fetchSites(away.root);
  const choice = make("select", { id: "use-site" }, make("option", { value: "" }, words["use-here"] ?? ""));
  for (const site of sites) choice.append(make("option", { value: site.id }, site.title[lang]));
  if (sites.some((site) => site.id === chosen)) choice.value = chosen;
  const place = make("p", { class: "use-place" });
  const files = make("ul", { class: "use-files" });
  const single = entries.length === 1 && !away.name ? entries[0] : undefined;
  const code = make("div", { class: "use-code" });
  const show = () => {
    const site = sites.find((one) => one.id === choice.value) ?? null;
    place.replaceChildren(...placeOf(site, single ? `${single.id}-${lang}.ipynb` : "", away));
    files.replaceChildren(...filesOf(entries, site, away));
    if (single) code.replaceChildren(...codeOf(single, site, words));
  };
  choice.addEventListener("change", () => {
    chosen = choice.value;
    show();
  });
  show();
  return make(
    "div",
    { class: "use-panel" },
    make("p", { class: "use-choice" }, make("label", { for: "use-site" }, words["use-site"] ?? ""), choice),
    place,
    make("h3", {}, words["use-files"] ?? ""),
    files,
    code,
  );
}

/**
 * @param {Site | null} site
 * @param {string} notebook
 * @param {Away} away
 */
function placeOf(site, notebook, { lang, words }) {
  if (!site) return [];
  const { url, holds } = launchUrl(site, notebook);
  const link = make("a", { class: "button small", href: linkable(url), rel: "noopener" }, fill(words["use-launch"], { site: site.title[lang] }));
  const said = [site.note[lang], site.account ? words["use-account"] : "", holds ? "" : words["use-launch-by-hand"]];
  return [link, make("small", {}, said.filter(Boolean).join(" "))];
}

/**
 * @param {readonly Entry[]} entries
 * @param {Site | null} site
 * @param {Away} away
 */
function filesOf(entries, site, { lang, words, stem, name = "", note = "" }) {
  const today = new Date().toISOString().slice(0, 10);
  return EXPORTS.flatMap((one) => {
    const text = one.make(entries, lang, { today, site, name, note });
    if (text === null) return [];
    const label = words[`use-export-${one.id}`] ?? one.id;
    return [make("li", {}, button(label, () => offer(`${stem}${one.file}`, text, one.type), { "data-export": one.id }))];
  });
}

/**
 * @param {Entry} entry
 * @param {Site | null} site
 * @param {Readonly<Record<string, string>>} words
 */
function codeOf(entry, site, words) {
  /** @type {HTMLElement[]} */
  const shown = [];
  const eodag = eodagCode(entry, site).join("\n");
  if (eodag) shown.push(snippet(words["use-tool-eodag"] ?? "", eodag, words));
  for (const way of entry.ways) {
    const host = URL.canParse(way.url) ? new URL(way.url).host : way.url;
    for (const { tool, code } of commandsOf(way)) shown.push(snippet(`${words[`use-tool-${tool}`] ?? tool} – ${way.title || host}`, code, words));
    const qgis = qgisConnection(way, entry.title.en);
    if (qgis) shown.push(make("p", {}, button(`${words["use-tool-qgis"] ?? ""} – ${way.title || host}`, () => offer(qgis.name, qgis.text, "application/xml"))));
  }
  const openeo = openeoCode(entry);
  if (openeo) shown.push(snippet(words["use-tool-openeo"] ?? "", openeo, words));
  if (!shown.length) return [make("p", {}, words["use-portal"] ?? "")];
  return [make("h3", {}, words["use-commands"] ?? ""), ...shown];
}

/**
 * @param {string} title
 * @param {string} code
 * @param {Readonly<Record<string, string>>} words
 */
function snippet(title, code, words) {
  const copy = button(words.copy ?? "", () => {
    navigator.clipboard.writeText(code).then(
      () => {
        copy.textContent = words.copied ?? "";
      },
      (error) => console.error("the code cannot be copied:", error),
    );
  });
  return make("details", { class: "use-snippet" }, make("summary", {}, title), make("pre", { tabindex: "0" }, make("code", {}, code)), copy);
}

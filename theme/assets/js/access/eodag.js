/**
 * A configuration of EODAG 4 for some datasets, and the code that searches them.
 *
 * What EODAG 4.10 does was measured, and shapes this: a higher priority is tried first and a source that fails hands
 * over to the next; `StaticStacSearch` finds only Items, and needs the address of one Collection, so `{_collection}`
 * stands in it; an asset at `file://` is used where it lies. Dates keep the Items that lie wholly within them.
 */

import { quoted } from "./literals.js";

/** @typedef {import("./entry.js").Entry} Entry */
/** @typedef {import("./sites.js").Site} Site */
/**
 * @typedef {object} Source one place where EODAG finds a dataset
 * @property {"local" | "catalogue" | "native"} kind
 * @property {string} provider
 * @property {string} collection what `dag.search(collection=...)` is given
 */

const LOCAL = 30;
const NATIVE = 20;
const OURS = 10;
const PROVIDER = "terra_catalogue";

/**
 * Where EODAG finds a dataset, the first tried first; empty where it cannot.
 * @param {Entry} entry
 * @param {Site | null} site the chosen site, whose copies come first
 * @returns {Source[]}
 */
export function eodagSources(entry, site) {
  /** @type {Source[]} */
  const found = [];
  if (site?.stac && site.holdings.includes(entry.id)) {
    found.push({ kind: "local", provider: localProvider(site), collection: entry.id });
  }
  if (entry.eodag) found.push({ kind: "native", ...entry.eodag });
  if (entry.items.length) found.push({ kind: "catalogue", provider: PROVIDER, collection: entry.id });
  return found;
}

/**
 * The file `eodag.yml` for these datasets; "" when EODAG can open none of them.
 * @param {readonly Entry[]} entries
 * @param {Site | null} site
 */
export function eodagConfiguration(entries, site) {
  const sources = entries.flatMap((entry) => eodagSources(entry, site));
  const ours = entries.filter((entry) => entry.items.length);
  const local = sources.filter((source) => source.kind === "local");
  const native = [...new Set(sources.filter((s) => s.kind === "native").map((s) => s.provider))].sort();
  /** @type {string[]} */
  const lines = [];
  if (site && local.length) lines.push(...staticProvider(localProvider(site), LOCAL, site.stac, local.map((s) => s.collection)));
  for (const provider of native) lines.push(`${provider}:`, `  priority: ${NATIVE}`);
  const first = ours[0];
  if (first) lines.push(...staticProvider(PROVIDER, OURS, template(first), ours.map((entry) => entry.id)));
  return lines.length ? `${lines.join("\n")}\n` : "";
}

/**
 * Python that searches one dataset with EODAG; empty when EODAG cannot open it.
 * @param {Entry} entry
 * @param {Site | null} site
 * @returns {string[]}
 */
export function eodagCode(entry, site) {
  const sources = eodagSources(entry, site);
  const first = sources[0];
  if (!first) return [];
  const box = entry.boxes[0];
  const local = box && box[0] <= box[2] && box[2] - box[0] < 359; // the whole globe, or across 180°, is no filter
  const place = local ? `, geom=[${box.join(", ")}]` : "";
  const search = (/** @type {Source} */ s) =>
    s.kind === "native"
      ? `dag.search(provider=${quoted(s.provider)}, collection=${quoted(s.collection)}${place}, limit=10)`
      : `dag.search(collection=${quoted(s.collection)}, limit=10)`;
  const lines = ["from eodag import EODataAccessGateway", "", "dag = EODataAccessGateway()", `found = ${search(first)}`];
  // A local copy and ours share the nickname, and EODAG goes from one to the other itself; the native one has another.
  const other = sources.find((s) => s.kind !== first.kind && (s.kind === "native" || first.kind === "native"));
  if (other) lines.push("if not found:", `    found = ${search(other)}`);
  return [...lines, "print(found)"];
}

/** @param {Site} site */
function localProvider(site) {
  return `local_${site.id.replaceAll("-", "_")}`;
}

/**
 * Our Collections, wherever the site is published.
 * @param {Entry} entry
 */
function template(entry) {
  return entry.collection.replace(`/${entry.id}/collection.json`, "/{_collection}/collection.json");
}

/**
 * @param {string} name
 * @param {number} priority
 * @param {string} endpoint
 * @param {readonly string[]} ids
 */
function staticProvider(name, priority, endpoint, ids) {
  return [
    `${name}:`,
    `  priority: ${priority}`,
    "  search:",
    "    type: StaticStacSearch",
    `    api_endpoint: ${quoted(endpoint)}`,
    "  products:",
    // In quotes: an id such as 2020-01-01 or null would be no text to YAML.
    ...ids.flatMap((id) => [`    ${quoted(id)}:`, `      _collection: ${quoted(id)}`]),
    "  download:",
    "    type: HTTPDownload",
  ];
}

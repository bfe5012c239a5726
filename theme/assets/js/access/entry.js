/**
 * An entry: what the exports need of a dataset, read out of its published STAC Collection.
 *
 * Nothing is believed of the file but its shape: a field of another type is left out, an address that is not http(s),
 * s3 or irods is no address.
 */

import { printable } from "./literals.js";

/** @typedef {"fr" | "en"} Lang */
/** @typedef {{readonly fr: string, readonly en: string}} Both text in both languages, the same where only one is known */
/** @typedef {readonly [number, number, number, number]} Box west, south, east, north in degrees */
/** @typedef {{readonly start: string | null, readonly end: string | null}} Interval ISO 8601; null is open */
/**
 * @typedef {object} Way an address that leads to the data
 * @property {"file" | "page" | "service"} kind
 * @property {string} url
 * @property {string} protocol id in the thesaurus, or ""
 * @property {string} format id in the thesaurus, or ""
 * @property {string} mediaType
 * @property {string} title
 * @property {string} auth "account", "signed", "api-key" or ""
 * @property {number | null} size bytes
 */
/** @typedef {{readonly site: string, readonly href: string}} Copy where a site keeps a copy; the first is tried first */
/**
 * @typedef {object} Entry
 * @property {string} id
 * @property {Both} title
 * @property {Both} description
 * @property {readonly string[]} producers
 * @property {readonly {readonly name: string, readonly roles: readonly string[], readonly url: string}[]} providers
 * @property {string} publisher
 * @property {string} doi
 * @property {string} version
 * @property {string} updated ISO date
 * @property {string} licence SPDX id, or ""
 * @property {string} licenceName
 * @property {string} licenceUrl
 * @property {readonly string[]} keywords
 * @property {readonly Box[]} boxes empty when not stated
 * @property {readonly Interval[]} intervals empty when not stated
 * @property {Readonly<Record<Lang, string>>} page absolute address of the page
 * @property {string} collection absolute address of the STAC Collection
 * @property {readonly string[]} items absolute addresses of the STAC Items
 * @property {string} landing
 * @property {readonly Way[]} ways
 * @property {readonly Copy[]} copies
 * @property {{readonly provider: string, readonly collection: string} | null} eodag
 * @property {boolean} deprecated
 * @property {string} successor id of the dataset that replaces it, or ""
 */

const ID = /^[a-z0-9][a-z0-9-]{2,79}$/;
const LONGEST = 20_000;

/** A Collection that cannot be read as an entry; the message says which and why. */
export class EntryError extends Error {}

/**
 * @param {unknown} collection the parsed `collection.json`
 * @param {string} address its address on the web; its relative links start there
 * @returns {Entry}
 * @throws {EntryError} when it is no Collection, or has no id
 */
export function entryOf(collection, address) {
  const from = object(collection);
  const id = text(from.id);
  if (from.type !== "Collection" || !ID.test(id)) {
    throw new EntryError(`${address}: expected a STAC Collection with an id of this catalogue. Reload the page.`);
  }
  const links = list(from.links).map(object);
  const translation = object(from["terra:translation"]);
  const first = text(object(from.language).code) === "en" ? "en" : "fr";
  const extent = object(from.extent);
  const providers = list(from.providers).map(object).filter((p) => text(p.name));
  const named = providers.map((p) => ({ name: text(p.name), roles: list(p.roles).map(text), url: web(p.url) }));
  const producers = named.filter((p) => p.roles.includes("producer")).map((p) => p.name);
  const link = (/** @type {string} */ rel) => links.find((l) => l.rel === rel) ?? {};
  const licence = text(from.license);
  return {
    id,
    title: both(first, text(from.title) || id, text(translation.title)),
    description: both(first, text(from.description), text(translation.description)),
    producers: producers.length ? producers : named.map((p) => p.name),
    providers: named,
    publisher: text(from["terra:publisher"]),
    doi: text(from["sci:doi"]) || doiOf(web(link("cite-as").href)),
    version: text(from.version),
    updated: text(from.updated).slice(0, 10),
    licence: licence === "other" ? "" : licence,
    licenceName: text(link("license").title) || text(from["terra:licence"]),
    licenceUrl: absolute(link("license").href, address),
    keywords: list(from.keywords).map(text).filter(Boolean),
    boxes: from["terra:spatial_extent"] ? [] : parts(object(extent.spatial).bbox).map(box).filter((b) => b !== null),
    intervals: from["terra:temporal_extent"] ? [] : parts(object(extent.temporal).interval).map(interval),
    page: { fr: pageIn("fr", links, address), en: pageIn("en", links, address) },
    collection: address,
    items: links.filter((l) => l.rel === "item").map((l) => absolute(l.href, address)).filter(Boolean),
    landing: web(link("about").href),
    ways: Object.entries(object(from.assets)).filter(([key]) => !isCopy(key)).flatMap(([, asset]) => way(object(asset))),
    copies: Object.entries(object(from.assets)).filter(([key]) => isCopy(key)).flatMap(([, asset]) => copies(object(asset))),
    eodag: eodag(object(from["terra:eodag"])),
    deprecated: from.deprecated === true,
    successor: idAt(text(link("successor-version").href)),
  };
}

/** @param {string} key */
function isCopy(key) {
  return /^copy(-\d+)?$/.test(key);
}

/**
 * @param {Record<string, unknown>} asset
 * @returns {Way[]}
 */
function way(asset) {
  const url = open(asset.href);
  if (!url) return [];
  const roles = list(asset.roles);
  const size = asset["file:size"];
  return [
    {
      kind: roles.includes("service") ? "service" : roles.includes("data") ? "file" : "page",
      url,
      protocol: word(asset["terra:protocol"]),
      format: word(asset["terra:format"]),
      mediaType: text(asset.type),
      title: text(asset.title),
      auth: word(list(asset["auth:refs"])[0]),
      size: typeof size === "number" && size >= 0 ? size : null,
    },
  ];
}

/**
 * @param {Record<string, unknown>} asset
 * @returns {Copy[]}
 */
function copies(asset) {
  const all = [asset, ...Object.values(object(asset.alternate)).map(object)];
  return all.map((c) => ({ site: text(c["alternate:name"]), href: open(c.href) })).filter((c) => c.site && c.href);
}

/** @param {Record<string, unknown>} found */
function eodag(found) {
  const provider = text(found.provider);
  const collection = text(found.collection);
  // Both become keys and names in files and code: letters, digits and few signs, as EODAG itself has them.
  return /^\w{1,60}$/.test(provider) && /^[\w.:/-]{1,200}$/.test(collection) ? { provider, collection } : null;
}

/**
 * STAC gives the whole first, then the parts.
 * @param {unknown} value
 */
function parts(value) {
  const all = list(value);
  return all.length > 1 ? all.slice(1) : all;
}

/**
 * @param {unknown} value
 * @returns {Box | null}
 */
function box(value) {
  const [w, s, e, n, ...more] = list(value).filter(isNumber);
  return w === undefined || s === undefined || e === undefined || n === undefined || more.length ? null : [w, s, e, n];
}

/**
 * @param {unknown} value
 * @returns {Interval}
 */
function interval(value) {
  const [start, end] = list(value);
  return { start: instant(start), end: instant(end) };
}

/** @param {unknown} value */
function instant(value) {
  return /^-?\d{4,6}-\d\d-\d\dT[\d:.]+Z$/.test(text(value)) ? text(value) : null;
}

/**
 * @param {Lang} lang
 * @param {Record<string, unknown>[]} links
 * @param {string} address
 */
function pageIn(lang, links, address) {
  return absolute(links.find((l) => l.rel === "alternate" && l.hreflang === lang)?.href, address);
}

/**
 * @param {Lang} first
 * @param {string} own
 * @param {string} other
 * @returns {Both}
 */
function both(first, own, other) {
  const second = other || own;
  return first === "fr" ? { fr: own || second, en: second } : { fr: second, en: own || second };
}

/** @param {string} url */
function doiOf(url) {
  const found = /^https:\/\/doi\.org\/(10\..+)$/.exec(url);
  try {
    return found?.[1] ? decodeURIComponent(found[1]) : "";
  } catch {
    return found?.[1] ?? "";
  }
}

/** @param {string} href */
function idAt(href) {
  const id = /([^/]+)\/collection\.json$/.exec(href)?.[1] ?? "";
  return ID.test(id) ? id : "";
}

/**
 * @param {unknown} href
 * @param {string} address
 */
function absolute(href, address) {
  try {
    const url = new URL(text(href), address);
    return text(href) && /^https?:$/.test(url.protocol) ? url.href : "";
  } catch {
    return "";
  }
}

/**
 * @param {unknown} value
 * @returns {value is number}
 */
function isNumber(value) {
  return typeof value === "number" && Number.isFinite(value);
}

/** @param {unknown} value */
function web(value) {
  return /^https?:\/\/[^\s/]/.test(text(value)) ? text(value) : "";
}

/** @param {unknown} value */
function open(value) {
  return /^(https?|s3|irods|ftp):\/\/\S+$/.test(text(value)) || /^\/[^\s/]\S*$/.test(text(value)) ? text(value) : "";
}

/** @param {unknown} value */
function word(value) {
  return /^[a-z0-9-]{1,60}$/.test(text(value)) ? text(value) : "";
}

/** @param {unknown} value */
function text(value) {
  return typeof value === "string" ? printable(value).slice(0, LONGEST) : "";
}

/**
 * @param {unknown} value
 * @returns {unknown[]}
 */
function list(value) {
  return Array.isArray(value) ? value : [];
}

/**
 * @param {unknown} value
 * @returns {Record<string, unknown>}
 */
function object(value) {
  return value && typeof value === "object" && !Array.isArray(value) ? /** @type {Record<string, unknown>} */ (value) : {};
}

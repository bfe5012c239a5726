/** The sites where a notebook can run, as the catalogue declares them (`catalog/sites/`), and the links that launch it. */

import { printable } from "./literals.js";

/** @typedef {"jupyterhub" | "nbgitpuller" | "binder"} Launch */
/**
 * @typedef {object} Site
 * @property {string} id
 * @property {Readonly<Record<"fr" | "en", string>>} title
 * @property {Readonly<Record<"fr" | "en", string>>} note who may use it, in words
 * @property {Launch} launch
 * @property {string} url of the hub, with a slash at its end
 * @property {boolean} account whether it asks for an account
 * @property {{readonly url: string, readonly branch: string, readonly folder: string} | null} repository where the
 *   published notebooks lie; without one the notebook is downloaded, then opened there by hand
 * @property {Readonly<Record<string, string>>} options of the spawn page of a JupyterHub
 * @property {string} stac address or path of the Collections of its local copies, with `{_collection}` in it, or ""
 * @property {readonly string[]} holdings ids of the datasets it keeps
 */

/**
 * The sites of `/access/sites.json`; what is not written as expected is left out.
 * @param {unknown} file
 * @returns {Site[]}
 */
export function readSites(file) {
  return (Array.isArray(file) ? file : []).flatMap((value) => {
    const from = /** @type {Record<string, unknown>} */ (value && typeof value === "object" ? value : {});
    const launch = from.launch;
    const url = text(from.url);
    if (!/^[a-z0-9-]+$/.test(text(from.id)) || !/^https?:\/\/[^\s]+\/$/.test(url)) return [];
    if (launch !== "jupyterhub" && launch !== "nbgitpuller" && launch !== "binder") return [];
    const holdings = Array.isArray(from.holdings) ? from.holdings.map(text) : [];
    return [
      {
        id: text(from.id),
        title: both(from.title),
        note: both(from.note),
        launch,
        url,
        account: from.account !== false,
        repository: repository(from.repository),
        options: Object.fromEntries(Object.entries(object(from.options)).map(([key, v]) => [key, text(v)])),
        stac: text(from.stac),
        holdings,
      },
    ];
  });
}

/**
 * The address that starts a session on a site, with the notebook of a dataset where the site can fetch it.
 * @param {Site} site
 * @param {string} notebook the name of the file ("sea-level-fr.ipynb"), or "" for a notebook that the reader holds
 * @returns {{url: string, holds: boolean}} `holds` says whether the notebook comes with the session
 */
export function launchUrl(site, notebook) {
  const options = Object.entries(site.options).map(([key, value]) => `opt-${key}=${encodeURIComponent(value)}`);
  const from = site.repository;
  if (!from || !notebook || site.launch === "jupyterhub") {
    if (site.launch === "binder") return { url: site.url, holds: false };
    const next = options.length ? `hub/spawn?${options.join("&")}` : "hub/user-redirect/lab";
    return { url: `${site.url}${next}`, holds: false };
  }
  const path = from.folder ? `${from.folder}/${notebook}` : notebook;
  if (site.launch === "binder") {
    const hosted = /^https:\/\/github\.com\/([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(from.url)?.[1];
    const place = hosted ? `gh/${hosted}` : `git/${encodeURIComponent(from.url)}`;
    return { url: `${site.url}v2/${place}/${encodeURIComponent(from.branch)}?urlpath=${encodeURIComponent(`lab/tree/${path}`)}`, holds: true };
  }
  const name = from.url.replace(/(\.git)?\/?$/, "").split("/").pop() ?? "";
  const query = [
    `repo=${encodeURIComponent(from.url)}`,
    `branch=${encodeURIComponent(from.branch)}`,
    `urlpath=${encodeURIComponent(`lab/tree/${name}/${path}`)}`,
  ];
  // Always below /hub/user-redirect/: a hub sends its readers to their own server from there only.
  return { url: `${site.url}hub/user-redirect/git-pull?${query.join("&")}`, holds: true };
}

/** @param {unknown} value */
function repository(value) {
  const from = object(value);
  const url = text(from.url);
  return /^https:\/\/[^\s]+$/.test(url)
    ? { url, branch: text(from.branch) || "main", folder: text(from.folder).replace(/^\/+|\/+$/g, "") }
    : null;
}

/** @param {unknown} value */
function both(value) {
  const from = object(value);
  return { fr: text(from.fr) || text(from.en), en: text(from.en) || text(from.fr) };
}

/**
 * @param {unknown} value
 * @returns {Record<string, unknown>}
 */
function object(value) {
  return value && typeof value === "object" && !Array.isArray(value) ? /** @type {Record<string, unknown>} */ (value) : {};
}

/** @param {unknown} value */
function text(value) {
  return typeof value === "string" ? printable(value) : "";
}

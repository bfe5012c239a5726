/** Commands and code for one way to the data: wget, curl, Python, R, and what QGIS takes. */

import { comment, html, quoted, rString, shellWord } from "./literals.js";
import { nameOf, ogcService, openerOf } from "./openers.js";

/** @typedef {import("./entry.js").Way} Way */
/** @typedef {{readonly tool: "wget" | "curl" | "python" | "r" | "qgis", readonly code: string}} Command */

/**
 * What can be run for a way, in this order; empty where only a browser leads on.
 * @param {Way} way
 * @returns {Command[]}
 */
export function commandsOf(way) {
  const path = way.url.split(/[?#]/, 1)[0] ?? "";
  const download = way.kind === "file" && /^https?:/.test(way.url) && !way.auth && way.format !== "zarr" && way.protocol !== "opendap";
  const opener = way.auth ? null : openerOf(way);
  /** @type {Command[]} */
  const found = [];
  if (download) {
    const name = shellWord(nameOf(path));
    found.push({ tool: "wget", code: `wget --continue --output-document=${name} -- ${shellWord(way.url)}` });
    found.push({ tool: "curl", code: `curl --fail --location --globoff --continue-at - --output ${name} --url ${shellWord(way.url)}` });
  }
  if (opener) found.push({ tool: "python", code: opener.code.join("\n") });
  const r = download || opener?.how === "opendap" ? inR(way, opener?.how ?? "", path) : "";
  if (r) found.push({ tool: "r", code: r });
  if (opener?.how === "raster") found.push({ tool: "qgis", code: `/vsicurl/${way.url}` });
  return found;
}

/**
 * @param {Way} way
 * @param {string} how
 * @param {string} path
 */
function inR(way, how, path) {
  const url = rString(way.url);
  if (how === "raster") return `library(terra)\ndata <- rast(paste0("/vsicurl/", ${url}))`;
  if (how === "table") return `data <- read.csv(${/\.gz$/i.test(path) ? `gzcon(url(${url}))` : url})`;
  if (how === "opendap") return `library(ncdf4)\ndata <- nc_open(${url})\nprint(data)`;
  return `download.file(${url}, ${rString(nameOf(path))}, mode = "wb")`;
}

/**
 * The file that the data source manager of QGIS loads (Load connections): one entry for the map or feature service.
 * @param {Way} way
 * @param {string} name how QGIS lists it
 * @returns {{name: string, text: string} | null} null for what is no OGC service
 */
export function qgisConnection(way, name) {
  const element = ogcService(way);
  if (!element) return null;
  const root = element === "wms" ? "qgsWMSConnections" : "qgsWFSConnections";
  return {
    name: `qgis-${element}.xml`,
    text:
      `<!DOCTYPE connections>\n<${root} version="1.0">\n` +
      `  <${element} name="${html(comment(name))}" url="${html(way.url)}"/>\n</${root}>\n`,
  };
}

/**
 * Python that builds an openEO data cube from the STAC Collection; "" when it has no Item to load.
 * @param {import("./entry.js").Entry} entry
 */
export function openeoCode(entry) {
  if (!entry.items.length) return "";
  return [
    "import openeo",
    "",
    'connection = openeo.connect("openeo.dataspace.copernicus.eu").authenticate_oidc()',
    `cube = connection.load_stac(${quoted(entry.collection)})`,
    'cube.download("cube.nc")',
  ].join("\n");
}

/**
 * The body of an execution request of OGC API - Processes (part 1, 7.11) that hands the data over by address; null
 * where no open file has one. The process is the reader's choice, so it is not named; the box is that of a single
 * dataset.
 * @param {readonly import("./entry.js").Entry[]} entries
 * @returns {string | null}
 */
export function processBody(entries) {
  const inputs = entries
    .flatMap((entry) => entry.ways)
    .filter((way) => way.kind === "file" && /^https?:/.test(way.url) && !way.auth)
    .map((way) => ({ href: way.url, ...(way.mediaType ? { type: way.mediaType } : {}) }));
  if (!inputs.length) return null;
  const first = entries.length === 1 ? entries[0]?.boxes[0] : undefined;
  const bbox = first ? { bbox: { bbox: first, crs: "http://www.opengis.net/def/crs/OGC/1.3/CRS84" } } : {};
  return `${JSON.stringify({ inputs: { data: inputs.length === 1 ? inputs[0] : inputs, ...bbox }, response: "document" }, null, 2)}\n`;
}

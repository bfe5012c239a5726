/** How a program reaches each way to the data: only what can work at that address, else the portal of the origin. */

import { quoted } from "./literals.js";

/** @typedef {import("./entry.js").Way} Way */
/** @typedef {import("./entry.js").Entry} Entry */
/**
 * @typedef {object} Opener
 * @property {string} how what it does: "zarr", "opendap", "netcdf", "raster", "table", "thredds", "erddap", "wms",
 *   "wfs", "csw", "stac-api", "stac", "copernicusmarine", "fdsn" or "file"
 * @property {readonly string[]} packages what pip installs
 * @property {readonly string[]} code lines of Python; the last value is in `data` where `opens` says so
 * @property {"cube" | "raster" | "table" | ""} opens what `data` is, "" when the code only lists what there is
 */

const NETCDF = /\.(nc|nc4|netcdf|h5|hdf5)$/i;
const RASTER = /\.(tiff?|vrt)$/i;
const TABLE = /\.csv(\.gz)?$/i;

/**
 * How Python reaches a way, or null where only a person does, in a browser.
 * @param {Way} way
 * @returns {Opener | null}
 */
export function openerOf(way) {
  if (way.kind === "service") return SERVICES[way.protocol]?.(way) ?? null;
  return way.kind === "file" ? ofFile(way) : null;
}

/**
 * The first way that a program opens, and how; the most direct first: pieces over the network before whole files.
 * @param {Entry} entry
 * @returns {{way: Way, opener: Opener} | null}
 */
export function bestOpener(entry) {
  const found = entry.ways.flatMap((way) => {
    const opener = way.auth ? null : openerOf(way);
    return opener ? [{ way, opener }] : [];
  });
  return found.find((one) => one.opener.opens) ?? found[0] ?? null;
}

/**
 * @param {Way} way
 * @returns {Opener | null}
 */
function ofFile(way) {
  const path = way.url.split(/[?#]/, 1)[0] ?? "";
  const url = quoted(way.url);
  if (way.format === "zarr") {
    const options = way.url.startsWith("s3:") ? ", storage_options={\"anon\": True}" : "";
    return opener("zarr", ["xarray", "zarr", "fsspec", way.url.startsWith("s3:") ? "s3fs" : "aiohttp"], "cube", [
      "import xarray as xr",
      `data = xr.open_zarr(${url}${options})`,
    ]);
  }
  if (way.protocol === "opendap") {
    return opener("opendap", ["xarray", "netcdf4"], "cube", ["import xarray as xr", `data = xr.open_dataset(${url})`]);
  }
  if (!/^https?:/.test(way.url)) return null;
  if (way.format === "cog" || way.format === "geotiff" || (!way.format && RASTER.test(path))) {
    return opener("raster", ["rioxarray"], "raster", ["import rioxarray", `data = rioxarray.open_rasterio(${url})`]);
  }
  if (way.format === "netcdf" || (!way.format && NETCDF.test(path))) {
    return opener("netcdf", ["xarray", "netcdf4", "requests"], "cube", [
      "import requests",
      "import xarray as xr",
      ...fetched(way),
      "data = xr.open_dataset(path)",
    ]);
  }
  if (way.format === "csv" || (!way.format && TABLE.test(path))) {
    return opener("table", ["pandas"], "table", ["import pandas as pd", `data = pd.read_csv(${url})`]);
  }
  return opener("file", ["requests"], "", ["import requests", ...fetched(way), "print(path)"]);
}

/**
 * Lines that fetch a file once, piece by piece, into `path`.
 * @param {Way} way
 */
function fetched(way) {
  return [
    "from pathlib import Path",
    `path = Path(${quoted(ownNameOf(way.url))})`,
    "if not path.exists():",
    `    with requests.get(${quoted(way.url)}, stream=True, timeout=60) as answer:`,
    "        answer.raise_for_status()",
    '        part = path.with_suffix(path.suffix + ".part")',
    '        with part.open("wb") as out:',
    "            for piece in answer.iter_content(1 << 20):",
    "                out.write(piece)",
    "    part.rename(path)",
  ];
}

/**
 * The name of a file as our own: it must not choose where it is written.
 * @param {string} path
 */
export function nameOf(path) {
  const last = path.replace(/\/+$/, "").split("/").pop() ?? "";
  const safe = last.replace(/[^A-Za-z0-9._-]+/g, "_").replace(/^[._-]+/, "").slice(-100);
  return safe || "data";
}

/**
 * The name of a file in a folder where notebooks of several datasets run: another address never has the same, or the
 * file of one dataset would be read for another.
 * @param {string} url
 */
function ownNameOf(url) {
  let mark = 0x811c9dc5; // FNV-1a, 32 bits
  for (const byte of new TextEncoder().encode(url)) mark = Math.imul(mark ^ byte, 0x01000193);
  return `${(mark >>> 0).toString(16).padStart(8, "0")}-${nameOf(url.split(/[?#]/, 1)[0] ?? "")}`;
}

/**
 * "wms" or "wfs": what the address itself says the service is, else what the record says; "" for neither.
 * @param {Way} way
 */
export function ogcService(way) {
  if (way.kind !== "service" || (way.protocol !== "wms" && way.protocol !== "wfs")) return "";
  const [path = "", query = ""] = way.url.split("#", 1)[0]?.split("?") ?? [];
  const said = /(?:^|&)service=(wms|wfs)(?:&|$)/i.exec(query)?.[1] ?? /\/(wms|wfs)\/?$/i.exec(path)?.[1];
  return said?.toLowerCase() ?? way.protocol;
}

/** @type {Readonly<Record<string, (way: Way) => Opener | null>>} */
const SERVICES = {
  opendap: thredds,
  thredds,
  erddap,
  wms: ows,
  wfs: ows,
  csw: (way) =>
    opener("csw", ["owslib"], "", [
      "from owslib.csw import CatalogueServiceWeb",
      `catalogue = CatalogueServiceWeb(${quoted(way.url)}, timeout=60)`,
      "catalogue.getrecords2(maxrecords=10)",
      "for record in catalogue.records.values():",
      "    print(record.identifier, record.title)",
    ]),
  "stac-api": stacApi,
  stac: (way) =>
    opener("stac", ["pystac"], "", [
      "import pystac",
      `catalogue = pystac.read_file(${quoted(way.url)})`,
      "for child in catalogue.get_children():",
      "    print(child.id, child.title)",
    ]),
  "copernicus-marine-toolbox": copernicusMarine,
  fdsn: (way) => {
    const base = /^(https?:\/\/[^/]+)/.exec(way.url)?.[1];
    if (!base) return null;
    return opener("fdsn", ["obspy"], "", [
      "from obspy.clients.fdsn import Client",
      `client = Client(${quoted(base)})`,
      "print(client)",
    ]);
  },
};

/**
 * A catalogue page of a THREDDS server lists; only an address of a file opens.
 * @param {Way} way
 * @returns {Opener | null}
 */
function thredds(way) {
  const catalogue = /^(https?:\/\/.+\/catalog)\.(?:html|xml)(?:$|[?#])/.exec(way.url);
  if (!catalogue) {
    return NETCDF.test(way.url)
      ? opener("opendap", ["xarray", "netcdf4"], "cube", ["import xarray as xr", `data = xr.open_dataset(${quoted(way.url)})`])
      : null;
  }
  return opener("thredds", ["siphon", "xarray", "netcdf4"], "", [
    "from siphon.catalog import TDSCatalog",
    `catalogue = TDSCatalog(${quoted(`${catalogue[1]}.xml`)})`,
    "print(list(catalogue.catalog_refs))",
    "print(list(catalogue.datasets))",
    '# xr.open_dataset(catalogue.datasets[name].access_urls["OPENDAP"])',
  ]);
}

/**
 * @param {Way} way
 * @returns {Opener | null}
 */
function erddap(way) {
  const found = /^(https?:\/\/.+\/erddap)\/(tabledap|griddap)\/([\w-]+)/.exec(way.url);
  if (!found) return null;
  return opener("erddap", ["erddapy", "pandas"], "", [
    "from erddapy import ERDDAP",
    `server = ERDDAP(server=${quoted(found[1] ?? "")}, protocol=${quoted(found[2] ?? "")})`,
    `server.dataset_id = ${quoted(found[3] ?? "")}`,
    'print(server.get_info_url(response="html"))',
    '# server.variables = [...]; server.constraints = {"time>=": "2024-01-01"}; data = server.to_pandas()',
  ]);
}

/**
 * @param {Way} way
 */
function ows(way) {
  const how = ogcService(way);
  const [name, version] = how === "wfs" ? ["WebFeatureService", "2.0.0"] : ["WebMapService", "1.3.0"];
  return opener(how, ["owslib"], "", [
    `from owslib.${how} import ${name}`,
    `service = ${name}(${quoted(way.url)}, version=${quoted(version)}, timeout=60)`,
    "for name, layer in service.contents.items():",
    "    print(name, layer.title)",
  ]);
}

/**
 * An API is opened at its root, above its lists and its search. Where the record names no collection in it, its
 * collections are listed: a search over all of them would hand over the Items of other datasets.
 * @param {Way} way
 * @returns {Opener}
 */
function stacApi(way) {
  const [address = ""] = way.url.split(/[?#]/, 1);
  const found = /^(https?:\/\/.+?)\/(?:collections(?:\/([^/]+)(?:\/items)?)?|search)\/?$/.exec(address);
  const start = ["from pystac_client import Client", `client = Client.open(${quoted(found?.[1] ?? way.url)}, timeout=60)`];
  if (!found?.[2]) {
    return opener("stac-api", ["pystac-client"], "", [
      ...start,
      "for collection in client.get_collections():",
      "    print(collection.id, collection.title)",
    ]);
  }
  return opener("stac-api", ["pystac-client"], "", [
    ...start,
    `for item in client.search(collections=[${quoted(decoded(found[2]))}], max_items=10).items():`,
    "    print(item.id, item.datetime, list(item.assets))",
  ]);
}

/**
 * @param {Way} way
 * @returns {Opener | null}
 */
function copernicusMarine(way) {
  const product = /\/product\/(\w+)/.exec(way.url)?.[1];
  if (!product) return null;
  return opener("copernicusmarine", ["copernicusmarine"], "", [
    "import copernicusmarine",
    `catalogue = copernicusmarine.describe(product_id=${quoted(product)})`,
    "for product in catalogue.products:",
    "    for dataset in product.datasets:",
    "        print(dataset.dataset_id)",
    "# copernicusmarine.login(); data = copernicusmarine.open_dataset(dataset_id=...)",
  ]);
}

/** @param {string} part */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/**
 * @param {string} how
 * @param {readonly string[]} packages
 * @param {Opener["opens"]} opens
 * @param {readonly string[]} code
 * @returns {Opener}
 */
function opener(how, packages, opens, code) {
  return { how, packages, code, opens };
}

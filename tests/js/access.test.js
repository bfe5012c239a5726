import assert from "node:assert/strict";
import test from "node:test";

import { commandsOf, openeoCode, processBody, qgisConnection } from "../../theme/assets/js/access/commands.js";
import { EntryError, entryOf } from "../../theme/assets/js/access/entry.js";
import { eodagCode, eodagConfiguration, eodagSources } from "../../theme/assets/js/access/eodag.js";
import { EXPORTS } from "../../theme/assets/js/access/exports.js";
import { galaxyFetch, galaxyTable } from "../../theme/assets/js/access/galaxy.js";
import { cell, html, markdown, printable, quoted, rString, shellWord } from "../../theme/assets/js/access/literals.js";
import { notebook } from "../../theme/assets/js/access/notebook.js";
import { bestOpener, nameOf, openerOf } from "../../theme/assets/js/access/openers.js";
import { launchUrl, readSites } from "../../theme/assets/js/access/sites.js";
import { bibtex } from "../../theme/assets/js/cite/formats.js";

const ADDRESS = "https://catalogue.example/stac/collections/sea-level-demo/collection.json";
const TODAY = "2026-11-21";

/** @param {Record<string, unknown>} [more] */
function collection(more = {}) {
  return {
    type: "Collection",
    id: "sea-level-demo",
    title: "Niveau de la mer",
    description: "Un paragraphe.\n\nUn autre.",
    language: { code: "fr" },
    "terra:translation": { language: "en", title: "Sea level", description: "One paragraph." },
    "terra:publisher": "ODATIS",
    providers: [{ name: "LEGOS", roles: ["producer"] }, { name: "Ifremer", roles: ["host"] }],
    license: "CC-BY-4.0",
    "sci:doi": "10.1234/abc",
    extent: { spatial: { bbox: [[-5, 40, 10, 50]] }, temporal: { interval: [["1993-01-01T00:00:00Z", null]] } },
    links: [
      { rel: "self", href: ADDRESS },
      { rel: "alternate", hreflang: "fr", href: "https://catalogue.example/fr/datasets/sea-level-demo/" },
      { rel: "alternate", hreflang: "en", href: "https://catalogue.example/en/datasets/sea-level-demo/" },
      { rel: "item", href: "items/sea-level-demo.json" },
      { rel: "license", href: "https://creativecommons.org/licenses/by/4.0/", title: "CC BY 4.0" },
    ],
    assets: { netcdf: { href: "https://data.example/level.nc", roles: ["data"], "terra:format": "netcdf", type: "application/x-netcdf" } },
    ...more,
  };
}

const entry = entryOf(collection(), ADDRESS);
/** @param {Partial<import("../../theme/assets/js/access/entry.js").Way>} more */
const way = (more) => ({ kind: "file", url: "https://data.example/x", protocol: "", format: "", mediaType: "", title: "", auth: "", size: null, ...more });

test("an entry is read out of a published collection", () => {
  assert.deepEqual(entry.title, { fr: "Niveau de la mer", en: "Sea level" });
  assert.deepEqual(entry.producers, ["LEGOS"]);
  assert.deepEqual(entry.items, ["https://catalogue.example/stac/collections/sea-level-demo/items/sea-level-demo.json"]);
  assert.deepEqual(entry.intervals, [{ start: "1993-01-01T00:00:00Z", end: null }]);
  assert.equal(entry.ways[0]?.kind, "file");
});

test("an extent that STAC only demands is not stated", () => {
  const from = entryOf(collection({ "terra:spatial_extent": "not stated", "terra:temporal_extent": "not stated" }), ADDRESS);
  assert.deepEqual([from.boxes, from.intervals], [[], []]);
});

test("what is no collection of ours is refused, and any other shape is survived", () => {
  for (const wrong of [null, 3, "x", [], {}, { type: "Collection", id: "../etc" }, { type: "Feature", id: "sea-level-demo" }]) {
    assert.throws(() => entryOf(wrong, ADDRESS), EntryError);
  }
  for (const key of Object.keys(collection())) {
    for (const odd of [null, 7, "text", [], [null], [[]], {}, { a: [] }, true]) {
      if (key === "type" || key === "id") continue;
      const from = entryOf(collection({ [key]: odd }), ADDRESS);
      for (const one of EXPORTS) one.make([from], "fr", { today: TODAY });
    }
  }
});

test("addresses that are no addresses of data are left out", () => {
  const hrefs = ["javascript:alert(1)", "data:text/html,x", "https://a b", "", "file:///etc/passwd"];
  const assets = Object.fromEntries(hrefs.map((href, n) => [`a${n}`, { href, roles: ["data"] }]));
  const from = entryOf(collection({ assets, links: [{ rel: "about", href: "javascript:alert(1)" }] }), ADDRESS);
  assert.deepEqual([from.ways, from.landing, from.page.fr], [[], "", ""]);
});

test("a literal gives its text back and holds nothing that runs or hides", () => {
  for (const text of ['"; import os #', "a\nb\\", "\u202eevil", "\u{1f30a}", "\ud800", "'; rm -rf ~ #", "${HOME}`id`"]) {
    assert.match(quoted(text), /^"(?:[ !#-[\]-~]|\\["\\n]|\\u[0-9a-f]{4}|\\U[0-9a-f]{8})*"$/);
    assert.match(rString(text), /^"(?:[ !#-[\]-~]|\\["\\]|\\U\{[0-9a-f]+\})*"$/);
    assert.match(shellWord(text), /^'(?:[^']|'\\'')*'$/);
  }
  assert.equal(html("<img onerror=x>"), "&lt;img onerror=x&gt;");
  assert.equal(markdown("\\(x\\) \\begin{x}"), "&#92;\\(x&#92;\\) &#92;begin\\{x\\}");
  assert.equal(markdown("[x](javascript:1) <b> https://a.b"), "\\[x\\]\\(javascript:1\\) &lt;b&gt; https\\://a.b");
  assert.equal(printable("a\u202eb\u0000c\u2066"), "abc");
});

test("a cell of a table is never a formula", () => {
  for (const text of ["=1+1", "+x", "-x", "@x", "\t=x", "＝x"]) assert.match(cell(text), /^'/);
  assert.equal(cell("a\tb\nc"), "a b c");
});

test("a file never chooses where it is written", () => {
  assert.equal(nameOf("https://x/../../etc/passwd"), "passwd");
  assert.equal(nameOf("https://x/a/"), "a");
  assert.equal(nameOf("https://x/.bashrc"), "bashrc");
  assert.equal(nameOf("https://x/%2e%2e%2f"), "2e_2e_2f");
  assert.equal(nameOf(""), "data");
});

test("each way is opened by what opens it, and by nothing where nothing does", () => {
  const how = (/** @type {Parameters<typeof way>[0]} */ more) => openerOf(way(more))?.how ?? null;
  assert.equal(how({ format: "zarr" }), "zarr");
  assert.equal(how({ format: "cog" }), "raster");
  assert.equal(how({ format: "netcdf" }), "netcdf");
  assert.equal(how({ url: "https://x/y.csv" }), "table");
  assert.equal(how({ protocol: "opendap", url: "https://x/y.nc" }), "opendap");
  assert.equal(how({ kind: "service", protocol: "opendap", url: "https://x/catalog.html" }), "thredds");
  assert.equal(how({ kind: "service", protocol: "erddap", url: "https://x/erddap/tabledap/Argo" }), "erddap");
  assert.equal(how({ kind: "service", protocol: "stac-api", url: "https://x/collections/a%20b" }), "stac-api");
  assert.equal(how({ kind: "service", protocol: "rest" }), null);
  assert.equal(how({ kind: "page" }), null);
});

test("the interface of a catalogue is opened at its root, and never searched for the datasets of others", () => {
  const code = (/** @type {string} */ url) => openerOf(way({ kind: "service", protocol: "stac-api", url }))?.code.join("\n") ?? "";
  for (const end of ["", "/collections", "/collections/", "/search", "/collections?limit=10"]) {
    assert.match(code(`https://x.example/stac${end}`), /Client\.open\("https:\/\/x\.example\/stac", /);
    assert.doesNotMatch(code(`https://x.example/stac${end}`), /search/);
  }
  for (const end of ["", "/", "/items", "?f=json"]) {
    assert.match(code(`https://x.example/stac/collections/a%20b${end}`), /open\("https:\/\/x\.example\/stac", [^]*collections=\["a b"\]/);
  }
});

test("a map service that is a feature service by its address is opened as what it is", () => {
  const code = (/** @type {string} */ protocol, /** @type {string} */ url) => openerOf(way({ kind: "service", protocol, url }))?.code[0];
  assert.equal(code("wms", "https://x.example/wfs"), "from owslib.wfs import WebFeatureService");
  assert.equal(code("wfs", "https://x.example/ows?SERVICE=WMS&request=GetCapabilities"), "from owslib.wms import WebMapService");
  assert.equal(code("wms", "https://x.example/wms/r"), "from owslib.wms import WebMapService");
  assert.match(qgisConnection(way({ kind: "service", protocol: "wms", url: "https://x.example/wfs" }), "x")?.text ?? "", /<qgsWFSConnections/);
});

test("two files of a basket are never kept under one name", () => {
  const names = ["https://a.example/x/data.nc", "https://a.example/y/data.nc", "https://a.example/y/data.nc?v=2"].map((url) => {
    const code = openerOf(way({ url, format: "netcdf" }))?.code.join("\n") ?? "";
    return /path = Path\("([\w.-]+)"\)/.exec(code)?.[1];
  });
  assert.ok(names.every((name) => name?.endsWith("-data.nc")));
  assert.equal(new Set(names).size, 3);
});

test("an id that YAML would read as a date or as nothing stays an id", () => {
  const link = { rel: "item", href: "items/x.json" };
  for (const id of ["2020-01-01", "null", "123"]) {
    const from = entryOf(collection({ id, links: [link] }), ADDRESS.replace("sea-level-demo", id));
    assert.match(eodagConfiguration([from], null), new RegExp(`\\n {4}"${id}":\\n {6}_collection: "${id}"\\n`));
  }
});

test("BibTeX, which counts braces behind backslashes too, finds them in pairs whatever a text holds", () => {
  const from = entryOf(collection({ title: "a}}, note={{b", "terra:publisher": "x} \\{", version: "}}}" }), ADDRESS);
  const text = bibtex([from], "fr", TODAY);
  for (const line of text.split("\n").slice(1, -2)) {
    assert.equal(line.split("{").length, line.split("}").length, line);
    assert.match(line, /^ {2}[a-z]+ = \{.*\},$/);
  }
  assert.match(text, /title = \{\{a\\textbraceright\{\}\\textbraceright\{\}, note=\\textbraceleft\{\}/);
});

test("EODAG looks at the local copy first, then at the provider it knows, then at our items", () => {
  const [site] = readSites([{ id: "my-hub", title: { fr: "x" }, launch: "jupyterhub", url: "https://hub.example/", stac: "/data/{_collection}/collection.json", holdings: ["sea-level-demo"] }]);
  const both = entryOf(collection({ "terra:eodag": { provider: "geodes", collection: "X_1" } }), ADDRESS);
  assert.deepEqual(eodagSources(both, site ?? null).map((s) => s.kind), ["local", "native", "catalogue"]);
  const yaml = eodagConfiguration([both], site ?? null);
  assert.match(yaml, /^local_my_hub:\n {2}priority: 30\n/);
  assert.match(yaml, /\ngeodes:\n {2}priority: 20\n/);
  assert.match(yaml, /\nterra_catalogue:\n {2}priority: 10\n/);
  assert.match(yaml, /api_endpoint: "https:\/\/catalogue\.example\/stac\/collections\/\{_collection\}\/collection\.json"/);
  assert.match(eodagCode(both, null).join("\n"), /provider="geodes", collection="X_1", geom=\[-5, 40, 10, 50\]/);
});

test("EODAG is promised nothing where there is nothing to open", () => {
  const from = entryOf(collection({ links: [], assets: {} }), ADDRESS);
  assert.equal(eodagConfiguration([from], null), "");
  assert.deepEqual(eodagCode(from, null), []);
});

test("hostile names of providers are no names", () => {
  const from = entryOf(collection({ "terra:eodag": { provider: "x:\n  type: Evil", collection: '"]; import os' }, links: [] }), ADDRESS);
  assert.equal(from.eodag, null);
});

test("the same datasets give the same notebook, and each cell its own name", () => {
  const text = notebook([entry, entry], "fr", { today: TODAY, title: "Mon panier" });
  assert.equal(text, notebook([entry, entry], "fr", { today: TODAY, title: "Mon panier" }));
  const ids = JSON.parse(text).cells.map((/** @type {{id: string}} */ c) => c.id);
  assert.equal(new Set(ids).size, ids.length);
  assert.ok(ids.every((/** @type {string} */ id) => /^[a-zA-Z0-9-_]{1,64}$/.test(id)));
});

test("a dataset across 180° is drawn whole", () => {
  const from = entryOf(collection({ extent: { spatial: { bbox: [[170, -20, -170, 10]] }, temporal: { interval: [[null, null]] } } }), ADDRESS);
  assert.match(notebook([from], "en", { today: TODAY }), /\[\[-20, 170\], \[10, 190\]\]/);
});

test("Galaxy is given files only, and a process and openEO what they can read", () => {
  const fetch = JSON.parse(galaxyFetch([entry]) ?? "null");
  assert.deepEqual(fetch.targets[0].items[0], {
    src: "url", url: "https://data.example/level.nc", name: "sea-level-demo-level.nc", ext: "netcdf", info: "Sea level",
  });
  assert.equal(galaxyTable([entry]), "url\tname\text\nhttps://data.example/level.nc\tsea-level-demo-level.nc\tnetcdf\n");
  const closed = entryOf(collection({ assets: { page: { href: "https://x.example/", roles: ["access"] } }, links: [] }), ADDRESS);
  assert.equal(galaxyFetch([closed]), null);
  assert.equal(processBody([closed]), null);
  assert.equal(openeoCode(closed), "");
  assert.equal(JSON.parse(processBody([entry]) ?? "").inputs.data.href, "https://data.example/level.nc");
  const two = JSON.parse(processBody([closed, entry, entry]) ?? "").inputs;
  assert.equal(two.data.length, 2);
  assert.equal(two.bbox, undefined);
  assert.equal(processBody([{ ...entry, ways: [way({ auth: "account" })] }]), null);
  assert.match(openeoCode(entry), /load_stac\("https:\/\/catalogue\.example/);
});

test("the commands of a way are those that can work there", () => {
  const tools = (/** @type {Parameters<typeof way>[0]} */ more) => commandsOf(way(more)).map((c) => c.tool);
  assert.deepEqual(tools({ format: "cog", url: "https://x/a.tif" }), ["wget", "curl", "python", "r", "qgis"]);
  const code = (/** @type {string} */ url) => Object.fromEntries(commandsOf(way({ url })).map((c) => [c.tool, c.code]));
  assert.match(code("https://x/[1-9999].nc").curl ?? "", / --globoff /); // curl would count through the brackets
  assert.equal(code("https://x/a.csv.gz").r, 'data <- read.csv(gzcon(url("https://x/a.csv.gz")))');
  assert.deepEqual(tools({ format: "zarr", url: "https://x/a.zarr" }), ["python"]);
  assert.deepEqual(tools({ kind: "page" }), []);
  assert.deepEqual(tools({ auth: "account", url: "https://x/a.nc" }), []);
  assert.deepEqual(tools({ kind: "service", protocol: "wms" }), ["python"]);
  assert.equal(bestOpener({ ...entry, ways: [] }), null);
});

test("QGIS is given map and feature services, with their texts as text", () => {
  const found = qgisConnection(way({ kind: "service", protocol: "wms", url: 'https://x.example/wms?a="b"&c' }), 'A "name" <x>');
  assert.match(found?.text ?? "", /name="A &quot;name&quot; &lt;x&gt;" url="https:\/\/x\.example\/wms\?a=&quot;b&quot;&amp;c"/);
  assert.equal(qgisConnection(way({}), "x"), null);
});

test("a site is launched with the notebook where it can fetch it, else empty", () => {
  const repository = { url: "https://github.com/org/notebooks", branch: "main", folder: "fr" };
  const [puller, binder, hub, plain] = readSites([
    { id: "a", title: { en: "A" }, launch: "nbgitpuller", url: "https://hub.example/", repository },
    { id: "b", title: { en: "B" }, launch: "binder", url: "https://binder.example/", repository, account: false },
    { id: "c", title: { en: "C" }, launch: "jupyterhub", url: "https://hub.example/", options: { profile: "big & fast" } },
    { id: "d", title: { en: "D" }, launch: "nbgitpuller", url: "https://hub.example/" },
    { id: "e", launch: "ssh", url: "https://x.example/" },
    { id: "f", launch: "binder", url: "javascript:alert(1)" },
    null,
  ]);
  assert.ok(puller && binder && hub && plain);
  assert.equal(
    launchUrl(puller, "x-fr.ipynb").url,
    "https://hub.example/hub/user-redirect/git-pull?repo=https%3A%2F%2Fgithub.com%2Forg%2Fnotebooks&branch=main&urlpath=lab%2Ftree%2Fnotebooks%2Ffr%2Fx-fr.ipynb",
  );
  assert.equal(launchUrl(binder, "x-fr.ipynb").url, "https://binder.example/v2/gh/org/notebooks/main?urlpath=lab%2Ftree%2Ffr%2Fx-fr.ipynb");
  assert.deepEqual(launchUrl(hub, "x.ipynb"), { url: "https://hub.example/hub/spawn?opt-profile=big%20%26%20fast", holds: false });
  assert.deepEqual(launchUrl(plain, "x.ipynb"), { url: "https://hub.example/hub/user-redirect/lab", holds: false });
});

/**
 * A Jupyter notebook (nbformat 4.5) for one dataset or a basket: what, where, how to cite, how to open, a first look.
 *
 * Texts of records are never code: they stand in Markdown with every mark escaped, or in string literals. The same
 * datasets give the same bytes: cells are named by their place.
 */

import { citation } from "../cite/sentence.js";
import { eodagCode, eodagConfiguration, eodagSources } from "./eodag.js";
import { html, markdown, quoted } from "./literals.js";
import { bestOpener } from "./openers.js";
import { periodText, TEXTS } from "./texts.js";

/** @typedef {import("./entry.js").Entry} Entry */
/** @typedef {import("./entry.js").Lang} Lang */
/** @typedef {import("./sites.js").Site} Site */
/** @typedef {{cell_type: "markdown", id: string, metadata: {}, source: string}} MarkdownCell */
/** @typedef {{cell_type: "code", id: string, metadata: {}, execution_count: null, outputs: [], source: string}} CodeCell */
/** @typedef {MarkdownCell | CodeCell} Cell */

/**
 * The text of the `.ipynb` file.
 * @param {readonly Entry[]} entries at least one
 * @param {Lang} lang
 * @param {{title?: string, site?: Site | null, today: string}} options `today` dates the citations (ISO)
 */
export function notebook(entries, lang, { title = "", site = null, today }) {
  const several = entries.length > 1 || title !== "";
  const words = TEXTS[lang];
  const head = several ? [note("basket", `# ${markdown(title || words.basket)}\n\n${words.made}`)] : [];
  const cells = [
    ...head,
    ...setUp(entries, lang, site),
    ...entries.flatMap((entry, index) => ofEntry(entry, lang, `d${index + 1}`, several ? "##" : "#", site, today)),
  ];
  const file = {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {
      kernelspec: { display_name: "Python 3", language: "python", name: "python3" },
      language_info: { name: "python" },
    },
    cells,
  };
  return `${JSON.stringify(file, null, 1)}\n`;
}

/**
 * @param {readonly Entry[]} entries
 * @param {Lang} lang
 * @param {Site | null} site
 * @returns {Cell[]}
 */
function setUp(entries, lang, site) {
  const words = TEXTS[lang];
  const packages = new Set(["folium"]);
  for (const entry of entries) {
    if (eodagSources(entry, site).length) packages.add("eodag");
    for (const name of bestOpener(entry)?.opener.packages ?? []) packages.add(name);
    if (bestOpener(entry)?.opener.opens) packages.add("matplotlib");
  }
  const cells = [code("packages", `# ${words.packages}\n# %pip install --quiet ${[...packages].sort().join(" ")}`)];
  const configuration = eodagConfiguration(entries, site);
  if (configuration) {
    const lines = configuration.trimEnd().split("\n").map((line) => `    ${quoted(line)},`);
    cells.push(
      code(
        "eodag",
        [
          "import os",
          "from pathlib import Path",
          "",
          "configuration = [",
          ...lines,
          "]",
          'Path("eodag.yml").write_text("\\n".join(configuration), encoding="utf-8")',
          'os.environ["EODAG_CFG_FILE"] = str(Path("eodag.yml").resolve())',
        ].join("\n"),
      ),
    );
  }
  return cells;
}

/**
 * @param {Entry} entry
 * @param {Lang} lang
 * @param {string} key
 * @param {string} level
 * @param {Site | null} site
 * @param {string} today
 * @returns {Cell[]}
 */
function ofEntry(entry, lang, key, level, site, today) {
  const words = TEXTS[lang];
  const period = periodText(entry.intervals, lang);
  const about = [
    `${level} ${markdown(entry.title[lang])}`,
    entry.deprecated ? `**${words.deprecated}**` : "",
    markdown(firstParagraph(entry.description[lang])),
    [
      `- ${words.page}${colon(lang)} <${entry.page[lang]}>`,
      `- ${words.licence}${colon(lang)} ${markdown(entry.licenceName || entry.licence || words.notStated)}`,
      period ? `- ${words.period}${colon(lang)} ${markdown(period)}` : "",
      `- ${words.cite}${colon(lang)} ${markdown(citation(entry, lang, today))}`,
    ]
      .filter(Boolean)
      .join("\n"),
  ].filter(Boolean);
  return [note(`${key}-about`, about.join("\n\n")), ...footprint(entry, lang, key, level), ...access(entry, lang, key, level, site)];
}

/**
 * @param {Entry} entry
 * @param {Lang} lang
 * @param {string} key
 * @param {string} level
 * @returns {Cell[]}
 */
function footprint(entry, lang, key, level) {
  const words = TEXTS[lang];
  if (!entry.boxes.length) return [note(`${key}-where`, words.noFootprint)];
  // A box across 180° is drawn whole, on a map that goes on beyond.
  const boxes = entry.boxes.map(([w, s, e, n]) => `    [[${s}, ${w}], [${n}, ${w > e ? e + 360 : e}]],`);
  return [
    note(`${key}-where`, `${level}# ${words.footprint}`),
    code(
      `${key}-map`,
      [
        "import folium",
        "",
        "boxes = [",
        ...boxes,
        "]",
        "world = folium.Map(zoom_start=2)",
        "for box in boxes:",
        // folium takes HTML in its tooltips: the title is given as escaped text.
        `    folium.Rectangle(box, tooltip=${quoted(html(entry.title[lang]))}).add_to(world)`,
        "world.fit_bounds([[min(b[0][0] for b in boxes), min(b[0][1] for b in boxes)],",
        "                  [max(b[1][0] for b in boxes), max(b[1][1] for b in boxes)]])",
        "world",
      ].join("\n"),
    ),
  ];
}

/**
 * @param {Entry} entry
 * @param {Lang} lang
 * @param {string} key
 * @param {string} level
 * @param {Site | null} site
 * @returns {Cell[]}
 */
function access(entry, lang, key, level, site) {
  const words = TEXTS[lang];
  /** @type {Cell[]} */
  const cells = [];
  const searching = eodagCode(entry, site);
  if (searching.length) {
    const account = entry.eodag ? `\n\n${words.eodagAccount}` : "";
    cells.push(note(`${key}-eodag-about`, `${level}# ${words.eodag}${account}`), code(`${key}-eodag`, searching.join("\n")));
  }
  const best = bestOpener(entry);
  if (best) {
    const listing = best.opener.opens ? "" : `\n\n${words.listing}`;
    cells.push(
      note(`${key}-open-about`, `${level}# ${words.direct}${listing}`),
      code(`${key}-open`, best.opener.code.join("\n") + (best.opener.opens ? "\ndata" : "")),
    );
    if (best.opener.opens) cells.push(...plot(best.opener.opens, lang, key, level));
  }
  if (!searching.length && !best) {
    const address = entry.landing || entry.ways[0]?.url || entry.page[lang];
    cells.push(note(`${key}-portal`, `${level}# ${words.direct}\n\n${words.portal}\n\n${autolink(address)}`));
  }
  return cells;
}

/**
 * @param {"cube" | "raster" | "table"} opens
 * @param {Lang} lang
 * @param {string} key
 * @param {string} level
 * @returns {Cell[]}
 */
function plot(opens, lang, key, level) {
  const words = TEXTS[lang];
  const none = `    print(${quoted(words.noPlot)})`;
  const drawing = {
    cube: [
      "drawn = next((v for v in data.data_vars.values() if v.ndim >= 1 and v.dtype.kind in \"if\"), None)",
      "if drawn is None:",
      none,
      "else:",
      "    drawn.isel({name: 0 for name in drawn.dims[:-2]}).plot()",
    ],
    raster: ["data.isel(band=0).coarsen(x=max(1, data.sizes[\"x\"] // 1000), y=max(1, data.sizes[\"y\"] // 1000), boundary=\"trim\").mean().plot()"],
    table: ["numbers = data.select_dtypes(\"number\")", "if numbers.empty:", none, "else:", "    numbers.iloc[:, :4].plot()"],
  }[opens];
  return [note(`${key}-plot-about`, `${level}# ${words.plot}\n\n${words.plotNote}`), code(`${key}-plot`, drawing.join("\n"))];
}

/** @param {string} text */
function firstParagraph(text) {
  return text.split(/\n\s*\n/, 1)[0] ?? "";
}

/** @param {Lang} lang */
function colon(lang) {
  return lang === "fr" ? "\u00a0:" : ":";
}

/**
 * An address as a link of Markdown; one that could end the link early is shown as text.
 * @param {string} url
 */
function autolink(url) {
  return /^https?:\/\/[^\s<>]+$/.test(url) ? `<${url}>` : markdown(url);
}

/**
 * @param {string} id
 * @param {string} source
 * @returns {MarkdownCell}
 */
function note(id, source) {
  return { cell_type: "markdown", id, metadata: {}, source };
}

/**
 * @param {string} id
 * @param {string} source
 * @returns {CodeCell}
 */
function code(id, source) {
  return { cell_type: "code", id, metadata: {}, execution_count: null, outputs: [], source };
}

/** Reads the documents and columns below a folder as the page does, and writes them out as JSON. */

import { readFile } from "node:fs/promises";

import { openColumns } from "../../theme/assets/js/search/columns.js";
import { openDocuments } from "../../theme/assets/js/search/documents.js";

const [folder, chosen] = process.argv.slice(2);
const base = "http://localhost/search/";
const fetchBytes = (/** @type {string} */ path) => readFile(`${folder}/search/${path}`);
const columns = await openColumns(base, "fr", fetchBytes);
const numbers = Array.from({ length: columns.numbers }, (_, number) => number);
const [labels, years, boxes, order] = await Promise.all([columns.labels(), columns.years(), columns.boxes(), columns.order()]);
const sides = [boxes.west, boxes.south, boxes.east, boxes.north];
const plain = (/** @type {import("../../theme/assets/js/search/columns.js").Tally} */ { kept, total, counts }) => ({
  kept: numbers.filter((number) => kept[number]),
  total,
  counts: Object.fromEntries(Object.entries(counts).map(([facet, values]) => [facet, [...values]])),
});
process.stdout.write(
  JSON.stringify({
    live: [...columns.live],
    cells: Object.fromEntries(
      Object.entries(columns.facets).map(([facet, { options, offsets, values }]) => [
        facet,
        numbers.map((n) => [...values.subarray(offsets[n], offsets[n + 1])].map((option) => options[option])),
      ]),
    ),
    options: Object.fromEntries(Object.entries(columns.facets).map(([facet, { options }]) => [facet, options])),
    labels,
    years: numbers.map((n) => [years.start[n], years.end[n]]),
    boxes: numbers.map((n) => {
      const parts = [];
      for (let i = boxes.offsets[n]; i < boxes.offsets[n + 1]; i++) parts.push(sides.map((side) => Math.round(side[i] * 100) / 100));
      return parts;
    }),
    order: numbers.map((n) => [order.updated[n], order.completeness[n]]),
    tallies: JSON.parse(chosen).map((choice) => plain(columns.tally(choice))),
    documents: { fr: await openDocuments(base, "fr", fetchBytes).load(numbers), en: await openDocuments(base, "en", fetchBytes).load(numbers) },
  }),
);

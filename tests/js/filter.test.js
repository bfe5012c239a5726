import assert from "node:assert/strict";
import test from "node:test";

import { chipsOf } from "../../theme/assets/js/chips.js";
import { find } from "../../theme/assets/js/filter.js";
import { FACETS, parseState } from "../../theme/assets/js/query-state.js";
import { makeTable } from "../../theme/assets/js/table.js";

const rows = {
  ids: ["argo", "era5", "odd", "tide"],
  tables: {
    compartment: ["oceans", "atmosphere"], variable: ["salinity", "temperature", "sea-level"], platform: ["float", "model"],
    pole: ["odatis", "aeris"], centre: [], licence: ["cc-by-4.0"], access: ["open", "account", "request", "embargo"], format: [], protocol: [],
  },
  cells: {
    compartment: [0, 1, -1, 0], variable: [[0, 1], 1, -1, 2], platform: [0, 1, -1, -1], pole: [0, 1, 0, 0], centre: [-1, -1, -1, -1],
    licence: [0, -1, -1, 0], access: [0, 1, -1, 0], format: [-1, -1, -1, -1], protocol: [-1, -1, -1, -1],
  },
  start: [1999, 1940, null, 1807],
  end: [9999, 2020, null, null],
  updated: ["2026-01-01", "2026-11-21", "2025-05-05", "2026-01-01"],
};
const labels = {
  texts: ["Flotteurs Argo", "ERA5", "Étrange", "Marégraphe de Brest"],
  other: [1],
  labels: { compartment: ["Océans", "Atmosphère"], variable: ["Salinité", "Température", "Niveau de la mer"], platform: ["Flotteur", "Modèle"], pole: ["ODATIS", "AERIS"], centre: [], licence: ["CC BY 4.0"], format: [], protocol: [] },
  names: ["sea salinity PSS-78", "", "hauteur d’eau"],
};
const summaries = { texts: ["Des profils.", "Une réanalyse.", "", "L’eau à Brest."], other: [] };
const table = makeTable(rows, labels, summaries, { open: "Libre" }, "fr");

/** The ids that an address keeps, in order. */
const ids = (search) => find(table, parseState(search)).rows.map((row) => table.ids[row]);

/** The options of a facet with their counts. */
const counts = (search, facet) => {
  const found = find(table, parseState(search)).counts[facet];
  return Object.fromEntries(table.options[facet].map((id, i) => [id, found[i]]));
};

test("without filters every dataset is there, by title", () => assert.deepEqual(ids(""), ["era5", "odd", "argo", "tide"]));

test("options of one facet widen, facets narrow each other", () => {
  assert.deepEqual(ids("?variable=salinity&variable=sea-level"), ["argo", "tide"]);
  assert.deepEqual(ids("?variable=temperature&compartment=oceans"), ["argo"]);
});

test("an id that the catalogue does not have keeps nothing", () => assert.deepEqual(ids("?variable=no-such-thing"), []));

test("a text is found without its accents, in titles, summaries and the other names of variables", () => {
  assert.deepEqual(ids("?q=maregraphe"), ["tide"]);
  assert.deepEqual(ids("?q=REANALYSE"), ["era5"]);
  assert.deepEqual(ids("?q=pss-78"), ["argo"]);
  assert.deepEqual(ids("?q=hauteur d'eau"), ["tide"]);
  assert.deepEqual(ids("?q=argo profils"), ["argo"]);
  assert.deepEqual(ids("?q=argo brest"), []);
});

test("a period keeps what has data in it, and leaves out what states none", () => {
  assert.deepEqual(ids("?from=2021"), ["argo", "tide"]);
  assert.deepEqual(ids("?to=1900"), ["tide"]);
  assert.deepEqual(ids("?from=1990&to=1995"), ["era5", "tide"]);
});

test("equal updates keep the order of titles, and an unknown start comes last", () => {
  assert.deepEqual(ids("?sort=recent"), ["era5", "argo", "tide", "odd"]);
  assert.deepEqual(ids("?sort=start"), ["tide", "era5", "argo", "odd"]);
});

test("the counts of a facet ignore its own choices: they say what choosing would give", () => {
  assert.deepEqual(counts("?compartment=oceans", "compartment"), { oceans: 2, atmosphere: 1 });
  assert.deepEqual(counts("?compartment=oceans", "variable"), { salinity: 1, temperature: 1, "sea-level": 1 });
  assert.deepEqual(counts("?compartment=oceans&variable=temperature", "compartment"), { oceans: 1, atmosphere: 1 });
});

test("every count is what the filter really gives when only that option is chosen", () => {
  for (const facet of FACETS) {
    const given = counts("?from=1900", facet);
    for (const [id, n] of Object.entries(given)) assert.equal(ids(`?from=1900&${facet}=${id}`).length, n, `${facet} ${id}`);
  }
});

test("an access condition is named by the words of the page, or by itself", () => {
  assert.deepEqual(table.labels.access, ["Libre", "account", "request", "embargo"]);
});

test("every active filter has a chip, and each chip takes away that filter alone", () => {
  const state = parseState("?q=eau&variable=salinity&variable=sea-level&from=1990");
  const words = { text: "« {label} »", from: "depuis {n}", to: "jusqu’en {n}" };
  const chips = chipsOf(state, (_facet, id) => id, words);
  assert.deepEqual(chips.map((chip) => chip.label), ["« eau »", "salinity", "sea-level", "depuis 1990"]);
  assert.deepEqual(chips[1].without.chosen.variable, ["sea-level"]);
  assert.equal(chips[3].without.from, null);
  assert.equal(chips[3].without.q, "eau");
});

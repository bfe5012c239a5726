import assert from "node:assert/strict";
import test from "node:test";

import { noKnowledge, readKnowledge } from "../../theme/assets/js/understand/knowledge.js";
import { distance, nearest, tolerance } from "../../theme/assets/js/understand/spelling.js";
import { keyOf, singular, tokensOf } from "../../theme/assets/js/understand/tokens.js";
import { understand } from "../../theme/assets/js/understand/understand.js";
import { FILE, KNOWLEDGE } from "./understand-knowledge.js";

const read = (text) => understand(text, "fr", KNOWLEDGE, "2026-11-21");

/** The parts as "kind: typed = value", then the rest. */
const told = (text) => {
  const { parts, rest } = read(text);
  const value = ({ keys, places, ids, start, end }) => keys?.join("+") ?? places?.join("+") ?? ids?.join("+") ?? `${start ?? ""}..${end ?? ""}`;
  return [...parts.map((part) => `${part.kind}: ${part.text} = ${value(part.value)}`), ...rest];
};

test("the longest name wins", () => {
  assert.deepEqual(told("niveau de la mer"), ["concept: niveau de la mer = variables/sea-level"]);
  assert.deepEqual(told("la mer"), ["concept: mer = compartments/oceans"]);
  assert.deepEqual(told("Afrique de l’Ouest"), ["place: Afrique de l’Ouest = west-africa"]);
});

test("a name is understood in either language, whatever the page", () => {
  assert.deepEqual(told("sea level"), ["concept: sea level = variables/sea-level"]);
  assert.deepEqual(told("tide gauges in the Mediterranean"), ["concept: tide gauges = variables/sea-level", "place: Mediterranean = mediterranean-sea"]);
});

test("plurals, accents, capitals and articles do not matter", () => {
  assert.deepEqual(told("NIVEAUX DES MERS"), ["concept: NIVEAUX DES MERS = variables/sea-level"]);
  assert.deepEqual(told("salinite de l'eau de mer"), ["concept: salinite de l'eau de mer = variables/salinity"]);
});

test("acronyms and formulas are understood however they are typed", () => {
  for (const text of ["SST", "sst"]) assert.deepEqual(told(text), [`concept: ${text} = variables/sea-surface-temperature`]);
  for (const text of ["PM2.5", "pm2,5", "PM 2.5", "pm 2,5"]) assert.deepEqual(told(text), [`concept: ${text} = variables/pm25`]);
});

test("codes of one or two letters are names when written as codes, and words that ask never are", () => {
  const file = { ...FILE, concepts: { ...FILE.concepts, alt: FILE.concepts.alt.map((names, i) => (i === 2 ? `${names}\nDO\npH\nam` : names)) } };
  const knowledge = readKnowledge(file);
  const kinds = (text) => understand(text, "en", knowledge).parts.map((part) => part.text);
  assert.deepEqual(["DO", "do", "what do I", "pH", "ph", "PH", "Am", "I am"].map((text) => kinds(text).join()), ["DO", "", "", "pH", "ph", "PH", "", ""]);
});

test("a place is meant where a concept lists it among its other names", () => {
  const file = { ...FILE, concepts: { ...FILE.concepts, alt: FILE.concepts.alt.map((names, i) => (i === 2 ? `${names}\nAfrique` : names)) } };
  assert.deepEqual(understand("Afrique", "fr", readKnowledge(file)).parts.map((part) => part.kind), ["place"]);
});

test("small words that make a name stay in it", () => {
  const file = { ...FILE, places: { ...FILE.places, labels: [...FILE.places.labels] } };
  file.places.labels[1] = "Afrique de l’Est";
  file.concepts = { ...FILE.concepts, alt: FILE.concepts.alt.map((names, i) => (i === 0 ? `${names}\nvers de terre` : names)) };
  const knowledge = readKnowledge(file);
  const places = (text) => understand(text, "fr", knowledge).parts.map((part) => part.value.places?.join());
  assert.deepEqual(places("Afrique"), ["africa"]);
  assert.deepEqual(places("Afrique de l'Est"), ["west-africa"]);
  assert.deepEqual(understand("Terre", "fr", knowledge).parts, []);
});

test("a word in brackets is no part of a name", () => {
  const file = { ...FILE, concepts: { ...FILE.concepts, labels: FILE.concepts.labels.map((label, i) => (i === 0 ? "Indice de végétation (NDVI)" : label)) } };
  assert.deepEqual(understand("indice de végétation", "fr", readKnowledge(file)).parts.map((part) => part.value.keys), [["variables/sea-level"]]);
});

test("hidden names are understood and meanings without datasets left out", () => {
  const hidden = FILE.concepts.keys.map((key) => (/sea-level$|salinity|river/.test(key) ? "mesure" : ""));
  const [part] = understand("mesure", "fr", readKnowledge({ ...FILE, concepts: { ...FILE.concepts, hidden } })).parts;
  assert.deepEqual(part?.value.keys, ["variables/sea-level", "variables/salinity"]);
  assert.equal(part?.label, "Niveau de la mer / Salinité de l’eau de mer");
});

test("words of the calendar and of access conditions are never corrected", () => {
  for (const text of ["décembre", "automne", "gratuites", "dernières", "aujourd’hui"]) assert.deepEqual(read(text).corrections, [], text);
});

test("a name of several things means all of them", () => {
  assert.deepEqual(told("CO₂"), ["concept: CO₂ = variables/carbon-dioxide+variables/ocean-pco2"]);
  assert.deepEqual(told("Congo"), ["place: Congo = congo-1+congo-2"]);
});

test("platforms, formats, licences, centres and access conditions are understood", () => {
  assert.deepEqual(told("satellite netcdf CC BY 4.0 Coriolis gratuit"), [
    "platform: satellite = platforms/satellite", "format: netcdf = formats/netcdf", "licence: CC BY 4.0 = licences/cc-by-4.0",
    "centre: Coriolis = data-centres/coriolis", "access: gratuit = open",
  ]);
  assert.deepEqual(told("données in situ en libre accès"), ["platform: in situ = platforms/in-situ", "access: libre accès = open"]);
  assert.deepEqual(told("gap-free"), ["gap", "free"]);
});

test("periods stand among the other parts, in the order of the text", () => {
  assert.deepEqual(told("depuis 1993 le niveau de la mer, été 2003"), [
    "period: depuis 1993 = 1993-01-01..", "concept: niveau de la mer = variables/sea-level", "period: été 2003 = 2003-06-01..2003-08-31",
  ]);
});

test("removing the span of a part removes its words and no others", () => {
  const text = "  niveau de la mer 🌊 en Méditerranée depuis 1993";
  const { parts } = read(text);
  assert.deepEqual(parts.map(({ span }) => text.slice(...span)), ["niveau de la mer", "Méditerranée", "depuis 1993"]);
});

test("each part says the name that matched and the label it stands for", () => {
  const [part] = read("salinity").parts;
  assert.equal(part?.label, "Salinité de l’eau de mer");
  assert.equal(part?.name, "salinity");
});

test("the other words stay as typed, without those that only ask for data", () => {
  assert.deepEqual(told("je cherche des données Argo près de Fidji"), ["place: Fidji = fiji", "Argo"]);
});

test("a misspelt name is understood and the correction is told", () => {
  const { parts, corrections } = read("tempertaure de surface de la mer");
  assert.deepEqual(parts.map((part) => part.value.keys), [["variables/sea-surface-temperature"]]);
  assert.deepEqual(corrections, [{ from: "tempertaure", to: "temperature", span: [0, 11] }]);
  assert.equal(read("salinty").corrections[0]?.to, "salinity");
});

test("short words, acronyms, numbers and known words are never corrected", () => {
  for (const text of ["SSTT", "mre", "2O03", "daily", "quotidiens", "Argo"]) assert.deepEqual(read(text).corrections, [], text);
});

test("a misspelt word that is no name is corrected and kept as typed", () => {
  const { rest, corrections } = read("quotidein");
  assert.deepEqual(rest, ["quotidein"]);
  assert.equal(corrections[0]?.to, "quotidien");
});

test("without knowledge every word is searched as it is, and periods are still understood", () => {
  const { parts, rest } = understand("salinité depuis 1993", "fr", noKnowledge());
  assert.deepEqual([parts.map((part) => part.kind), rest], [["period"], ["salinité"]]);
});

test("a broken file of knowledge is read as far as it goes", () => {
  for (const json of [null, [], "x", { concepts: 3, places: { keys: ["a"] } }, { concepts: { keys: [1, "variables/x"], labels: [null] } }]) {
    assert.deepEqual(understand("mer", "fr", readKnowledge(json)).rest, ["mer"]);
  }
  const cut = { ...FILE, places: { ...FILE.places, boxes: FILE.places.boxes.slice(0, 6) } };
  assert.equal(readKnowledge(cut).places.length, 1);
});

const HOSTILE = {
  "10,000 characters of one word": "a".repeat(10_000),
  "10,000 characters of words": "salinité mre ".repeat(800),
  "10,000 misspelt words": "temperatrue ".repeat(900),
  "a number without end": "1".repeat(10_000),
  "years without end": "1990-".repeat(2000),
  markup: "<img src=x onerror=alert(1)> salinité &amp; <script>",
  "right to left": "الملوحة في البحر \u202Esalinité\u202C",
  "lone surrogates": "\uD800 salinité \uDC00\uDFFF",
  "combining marks without end": `e${"\u0301".repeat(5000)}`,
  "control characters": "\u0000\u0007salinité\uFFFE",
  "property names": "__proto__ constructor toString hasOwnProperty",
  "decimals without end": "1.2,3.4,".repeat(1200),
};

for (const [name, text] of Object.entries(HOSTILE)) {
  test(`${name} gives an answer whose spans lie in the text`, () => {
    const { parts, rest, corrections } = read(text);
    for (const { span } of [...parts, ...corrections]) assert.ok(span[0] >= 0 && span[0] < span[1] && span[1] <= text.length);
    assert.ok(rest.every((word) => text.includes(word)));
    if (text.includes("salinité")) assert.ok(parts.some((part) => part.value.keys?.includes("variables/salinity")));
  });
}

test("a word in the singular or the plural has one key", () => {
  for (const [many, one] of [["rivières", "rivière"], ["niveaux", "niveau"], ["eaux", "eau"], ["animaux", "animal"], ["cities", "city"], ["glasses", "glass"], ["feux", "feu"]]) {
    assert.equal(keyOf(tokensOf(many)), keyOf(tokensOf(one)), many);
  }
  for (const word of ["gas", "ozone", "nimbus", "axis", "2.5", "glass"]) assert.equal(singular(word), word);
});

test("elided articles and possessives are no words", () => {
  assert.deepEqual(tokensOf("l’eau d'Iroise the sea's level").map((token) => token.word), ["eau", "iroise", "the", "sea", "level"]);
});

test("the distance counts letters added, dropped, changed or swapped", () => {
  const cases = /** @type {const} */ ([["mer", "mer", 0], ["mer", "mr", 1], ["mer", "mère".normalize("NFD").replace(/\p{M}/gu, ""), 1], ["abcd", "abdc", 1], ["abc", "xyz", 3], ["", "ab", 2]]);
  for (const [a, b, faults] of cases) assert.equal(distance(a, b, 9), faults, `${a} ${b}`);
  assert.equal(distance("salinity", "chlorophyll", 2), 3);
});

test("longer words forgive more faults, short ones none", () => {
  assert.deepEqual(["ozone", "nuages", "altitudes", "pm2.5x", "a".repeat(31)].map(tolerance), [0, 1, 2, 0, 0]);
  assert.equal(nearest("salimity", KNOWLEDGE), "salinity");
  assert.equal(nearest("zalimity", KNOWLEDGE), null);
});

import assert from "node:assert/strict";
import test from "node:test";

import { area, coverage, overlap } from "../../theme/assets/js/understand/overlap.js";
import { plan } from "../../theme/assets/js/understand/plan.js";
import { understand } from "../../theme/assets/js/understand/understand.js";
import { KNOWLEDGE } from "./understand-knowledge.js";

const TODAY = "2026-11-21";
const planned = (text, lang = "fr") => plan(understand(text, lang, KNOWLEDGE, TODAY), lang, KNOWLEDGE);
const terms = (group) => group.terms.map(({ term }) => term);

/** @type {Record<string, [number, number, number, number]>} */
const BOXES = {
  world: [-180, -90, 180, 90], mediterranean: [-6, 30, 36.5, 46], europe: [-25, 30, 45, 72], lion: [3, 42, 6, 43.7],
  atlantic: [-19, 26, 5, 56], fiji: [177, -19, -179, -16], pacific: [120, -60, -70, 60], point: [4, 43, 4, 43],
};
const of = (place, footprint) => overlap(BOXES[place], BOXES[footprint]);

test("a dataset of the place comes before one of the continent, and that before one of the world", () => {
  assert.equal(of("mediterranean", "mediterranean"), 1);
  assert.ok(of("mediterranean", "europe") < 1);
  assert.ok(of("mediterranean", "world") < of("mediterranean", "europe"));
  assert.ok(of("mediterranean", "world") > 0);
});

test("a dataset inside the place comes before one that only touches it", () => {
  assert.ok(of("mediterranean", "lion") > of("mediterranean", "atlantic"));
});

test("places that do not meet share nothing", () => {
  assert.equal(of("fiji", "mediterranean"), 0);
  assert.equal(of("lion", "fiji"), 0);
});

test("boxes that cross the antimeridian meet those on either side", () => {
  assert.equal(of("fiji", "fiji"), 1);
  assert.ok(of("fiji", "pacific") > of("fiji", "world"));
  assert.ok(overlap(BOXES.fiji, [178, -18, 179, -17]) > 0.5);
  assert.ok(overlap(BOXES.fiji, [-179.9, -18, -179.5, -17]) > 0.5);
  assert.equal(overlap(BOXES.fiji, [-170, -18, -160, -17]), 0);
});

test("a point has no area and is in its place all the same", () => {
  assert.ok(of("mediterranean", "point") > 0.1);
  assert.equal(of("fiji", "point"), 0);
  assert.ok(Number.isFinite(of("point", "world")) && of("point", "world") > 0);
});

test("areas near the poles are smaller than they look", () => assert.ok(area([0, 80, 10, 90]) < area([0, 0, 10, 10]) / 5));

const share = (period, start, end) => coverage({ start: null, end: null, ...period }, { start, end }, TODAY);

test("a period is answered by the part of it that a dataset has", () => {
  assert.equal(share({ start: "2000-01-01", end: "2009-12-31" }, 1990, null), 1);
  assert.ok(Math.abs(share({ start: "2000-01-01", end: "2009-12-31" }, 2005, 2020) - 0.5) < 0.01);
  assert.equal(share({ start: "2000-01-01", end: "2009-12-31" }, 2010, null), 0);
  assert.equal(share({ start: "2003-06-01", end: "2003-08-31" }, 2003, 2003), 1);
});

test("since a year goes up to today, and the longer the better", () => {
  const since = { start: "1990-01-01" };
  assert.equal(share(since, 1980, null), 1);
  assert.ok(share(since, 1990, 2018) > share(since, 2016, null));
  assert.equal(share(since, 1950, 1989), 0);
});

test("before a year has no beginning, and twenty years are enough", () => {
  const before = { end: "1949-12-31" };
  assert.equal(share(before, 1821, null), 1);
  assert.ok(Math.abs(share(before, 1940, null) - 0.5) < 0.01);
  assert.equal(share(before, 1950, null), 0);
});

test("what lies ahead is answered by projections, not by what goes on today", () => {
  const future = { start: "2050-01-01", end: "2050-12-31" };
  assert.equal(share(future, 1850, 2100), 1);
  assert.equal(share(future, 1950, 2020), 0);
});

test("a concept is asked for by its term, its name and the field it belongs to", () => {
  const [group] = planned("niveau de la mer").subjects;
  assert.equal(group?.kind, "concept");
  assert.deepEqual(group?.exact, ["c:variables/sea-level"]);
  assert.ok(["c:variables/sea-level", "c:subdomains/sea-level-topography", "niveau", "mer"].every((term) => terms(group).includes(term)));
});

test("a wide concept weighs less than a precise one", () => {
  const [sea] = planned("mer").subjects;
  const [salinity] = planned("salinité").subjects;
  assert.ok(sea && salinity && sea.weight < salinity.weight);
});

test("words are stemmed for the language of the page", () => {
  assert.deepEqual(terms(planned("flotteurs Argo", "fr").subjects[0]), ["flotteur", "argo"]);
  assert.deepEqual(terms(planned("drifting things", "en").subjects[0]), ["drift", "thing"]);
});

test("a misspelt word is asked for as typed and as corrected, the latter a little less", () => {
  const [group] = planned("quotidein", "fr").subjects;
  assert.deepEqual(terms(group), ["quotidein", "quotidien"]);
  assert.ok((group?.terms[1]?.weight ?? 0) < (group?.terms[0]?.weight ?? 0));
});

test("a word that is no name leads, a little, to the concepts whose definitions use it", () => {
  const [group] = planned("bord", "fr").subjects;
  assert.deepEqual(terms(group), ["bord", "c:variables/sea-level"]);
  assert.ok((group?.terms[1]?.weight ?? 1) < 0.5);
});

test("a platform lifts the subject, and is the subject when there is none", () => {
  const both = planned("salinité satellite");
  assert.deepEqual([both.subjects[0]?.kind, both.asides.map(({ kind }) => kind)], ["concept", ["platform"]]);
  const alone = planned("satellite");
  assert.deepEqual([alone.subjects[0]?.kind, alone.asides], ["platform", []]);
});

test("places, periods and conditions are kept apart from what the data must be about", () => {
  const { subjects, places, periods, conditions } = planned("Méditerranée depuis 1993 netcdf libre accès CC BY 4.0");
  assert.deepEqual(subjects, []);
  assert.deepEqual(places.map(({ boxes }) => boxes), [[[-6, 30, 36.5, 46]]]);
  assert.deepEqual(periods.map(({ start, end }) => [start, end]), [["1993-01-01", null]]);
  assert.deepEqual(conditions.map(({ facet, ids }) => [facet, ids]), [["format", ["netcdf"]], ["access", ["open"]], ["licence", ["cc-by-4.0"]]]);
});

test("a place is sought by its own name in the texts, as typed and as the page calls it", () => {
  const sought = (text) => terms(planned(text).asides[0]);
  assert.deepEqual(sought("mer Méditerranée"), ["mediterrane"]);
  assert.deepEqual(sought("Mediterranean"), ["mediterranean", "mediterrane"]);
  assert.deepEqual(sought("Afrique de l’Ouest"), ["afriqu"]);
});

test("an empty query asks for nothing", () => {
  assert.deepEqual(planned("  de la  "), { subjects: [], asides: [], places: [], periods: [], conditions: [] });
});

/** Ask the search for a plan and rank what it finds: the better a dataset answers each thing asked, the higher. */

import { OPEN_END, UNKNOWN } from "../search/columns.js";
import { nearTerms } from "./nearby.js";
import { coverage, overlap } from "./overlap.js";

/** @typedef {import("./plan.js").Plan} Plan */
/** @typedef {import("./plan.js").Group} Group */
/** @typedef {import("./understand.js").Part} Part */
/** @typedef {import("../search/engine.js").Engine} Engine */
/** @typedef {import("../search/engine.js").WeightedTerm} WeightedTerm */
/** @typedef {import("../search/columns.js").Columns} Columns */
/** @typedef {import("../search/files.js").SearchFileError} SearchFileError */
/**
 * @typedef {object} Answer
 * @property {Uint32Array} numbers of the hits, best first
 * @property {Float64Array} scores by number, from 0 to 1
 * @property {(number: number) => Part[]} why the understood parts that a dataset answers, in the order of the query
 * @property {SearchFileError[]} failed files that could not be had
 */

/** A dataset that says nothing of its place or period is neither in nor out. */
const UNSTATED_PLACE = 0.15;
const UNSTATED_PERIOD = 0.3;
const ELSEWHERE = 0.08;
const ANOTHER_TIME = 0.25;
const OTHER_CONDITION = 0.6;
const ASIDE_MISSING = 0.6;
/** A score of the engine that is half of what words can give: about that of a word in a title. */
const HALF_WORDS = 12;
/** What a term near to the one asked for counts, and for how many terms one is sought. */
const NEAR = 0.7;
const MOST_NEAR = 12;
/** A record that names the place without a box of it: nearly as good. */
const NAMED = 0.8;
/** Hits so far below the best are chance meetings of a word: they would only fill the counts. */
const TAIL = 0.06;

/**
 * @param {Plan} plan
 * @param {Engine} engine
 * @param {() => Promise<Columns>} loadColumns called only when places, periods or conditions are asked for
 * @param {string} today
 * @returns {Promise<Answer>}
 */
export async function answer(plan, engine, loadColumns, today) {
  const apart = plan.places.length || plan.periods.length || plan.conditions.length || !plan.subjects.length;
  const [subjects, asides, columns] = await Promise.all([
    Promise.all(plan.subjects.map((group) => ask(group, engine))),
    Promise.all(plan.asides.map((group) => ask(group, engine))),
    apart ? loadColumns() : null,
  ]);
  const scores = new Float64Array(engine.numbers);
  /** @type {Map<Part, Uint8Array>} */
  const answered = new Map();
  if (subjects.length) mix(plan.subjects, subjects, scores);
  else if (columns) columns.live.forEach((live, number) => (scores[number] = live));
  note(answered, plan.subjects, subjects);
  note(answered, plan.asides, asides);
  const platforms = plan.asides.flatMap((group, i) => (group.kind === "place" ? [] : [asides[i] ?? none(engine)]));
  for (const { share } of platforms) lift(scores, share, ASIDE_MISSING);
  if (columns) await weigh(plan, columns, asides, scores, today, answered);
  return {
    numbers: ranked(scores),
    scores,
    why: (number) => [...answered].filter(([, flags]) => flags[number]).map(([part]) => part).sort((a, b) => a.span[0] - b.span[0]),
    failed: [...subjects, ...asides].flatMap(({ failed }) => failed),
  };
}

/**
 * @typedef {object} Share
 * @property {Float64Array} share by number, from 0 to 1
 * @property {Uint8Array} exact by number: 1 for a dataset that has one of the concepts themselves
 * @property {SearchFileError[]} failed
 */

/** @param {Engine} engine @returns {Share} */
function none(engine) {
  return { share: new Float64Array(engine.numbers), exact: new Uint8Array(engine.numbers), failed: [] };
}

/**
 * How well each dataset answers a group. Concepts are measured against the best answer; words, which may be chance,
 * against what a good match gives.
 * @param {Group} group
 * @param {Engine} engine
 * @returns {Promise<Share>}
 */
async function ask(group, engine) {
  if (!group.terms.length) return none(engine);
  const terms = group.kind === "words" ? await withNear(group.terms, engine) : group.terms;
  const found = await engine.search(terms, { limit: 1 });
  const best = found.hits[0]?.score ?? 0;
  const share = new Float64Array(found.scores.length);
  const absolute = group.kind === "words" || group.kind === "place";
  for (let number = 0; number < share.length; number++) {
    const score = found.mask[number] ? (found.scores[number] ?? 0) : 0;
    if (score > 0) share[number] = absolute ? score / (score + HALF_WORDS) : score / best;
  }
  // The terms are at hand since the first search: this one loads nothing.
  const exact = group.exact.length ? (await engine.search([{ term: group.exact }], { limit: 1 })).mask : new Uint8Array(share.length);
  return { share, exact, failed: found.failed };
}

/**
 * The terms, and beside each that the index does not have those near to it.
 * @param {readonly WeightedTerm[]} terms
 * @param {Engine} engine
 * @returns {Promise<WeightedTerm[]>}
 */
async function withNear(terms, engine) {
  const near = await Promise.all(
    terms.slice(0, MOST_NEAR).map(async ({ term, weight = 1 }) => {
      const others = typeof term === "string" && !term.startsWith("c:") ? await nearTerms(term, engine) : [];
      return others.map((other) => ({ term: other, weight: weight * NEAR }));
    }),
  );
  return [...terms, ...near.flat()];
}

/**
 * @param {readonly Group[]} groups
 * @param {readonly Share[]} shares
 * @param {Float64Array} scores
 */
function mix(groups, shares, scores) {
  const whole = groups.reduce((sum, { weight }) => sum + weight, 0);
  groups.forEach(({ weight }, i) => {
    shares[i]?.share.forEach((share, number) => (scores[number] = (scores[number] ?? 0) + (share * weight) / whole));
  });
}

/**
 * @param {Map<Part, Uint8Array>} answered
 * @param {readonly Group[]} groups
 * @param {readonly Share[]} shares
 */
function note(answered, groups, shares) {
  groups.forEach(({ part }, i) => {
    const exact = shares[i]?.exact;
    if (part && exact) answered.set(part, exact);
  });
}

/**
 * @param {Float64Array} scores
 * @param {Float64Array} share
 * @param {number} least what a dataset keeps that answers nothing of it
 */
function lift(scores, share, least) {
  scores.forEach((score, number) => {
    if (score) scores[number] = score * (least + (1 - least) * (share[number] ?? 0));
  });
}

/**
 * Places, periods and conditions: each makes a dataset sink that does not answer it.
 * @param {Plan} plan
 * @param {Columns} columns
 * @param {readonly Share[]} asides
 * @param {Float64Array} scores
 * @param {string} today
 * @param {Map<Part, Uint8Array>} answered
 */
async function weigh(plan, columns, asides, scores, today, answered) {
  const boxes = plan.places.length ? await columns.boxes() : null;
  const years = plan.periods.length ? await columns.years() : null;
  const size = scores.length;
  // Where nothing but places, periods and conditions is asked for, a dataset that does not answer one is no hit.
  const least = (/** @type {number} */ factor) => (plan.subjects.length ? factor : 0);
  for (const { part, boxes: wanted } of plan.places) {
    const named = asides[plan.asides.findIndex((group) => group.part === part)]?.share;
    const flags = new Uint8Array(size);
    for (let number = 0; number < size; number++) {
      if (!scores[number] || !boxes) continue;
      const first = boxes.offsets[number] ?? 0;
      const last = boxes.offsets[number + 1] ?? 0;
      let best = first === last ? least(UNSTATED_PLACE) : 0;
      for (let i = first; i < last; i++) {
        /** @type {import("./knowledge.js").Box} */
        const footprint = [boxes.west[i] ?? 0, boxes.south[i] ?? 0, boxes.east[i] ?? 0, boxes.north[i] ?? 0];
        for (const box of wanted) best = Math.max(best, overlap(box, footprint));
      }
      const name = (named?.[number] ?? 0) * NAMED;
      if (best > UNSTATED_PLACE || name > 0.2) flags[number] = 1;
      scores[number] = (scores[number] ?? 0) * Math.max(least(ELSEWHERE), best + (1 - best) * name);
    }
    answered.set(part, flags);
  }
  for (const { part, start, end } of plan.periods) {
    const flags = new Uint8Array(size);
    for (let number = 0; number < size; number++) {
      if (!scores[number] || !years) continue;
      const [from, to] = [years.start[number] ?? UNKNOWN, years.end[number] ?? UNKNOWN];
      const share =
        from === UNKNOWN && to === UNKNOWN
          ? UNSTATED_PERIOD
          : coverage({ start, end }, { start: from === UNKNOWN ? null : from, end: to === UNKNOWN || to === OPEN_END ? null : to }, today);
      if (share > 0 && !(from === UNKNOWN && to === UNKNOWN)) flags[number] = 1;
      scores[number] = (scores[number] ?? 0) * (least(ANOTHER_TIME) + (1 - least(ANOTHER_TIME)) * share);
    }
    answered.set(part, flags);
  }
  for (const { part, facet, ids } of plan.conditions) {
    const column = columns.facets[facet];
    const flags = new Uint8Array(size);
    for (let number = 0; column && number < size; number++) {
      for (let i = column.offsets[number] ?? 0; i < (column.offsets[number + 1] ?? 0); i++) {
        if (ids.includes(column.options[column.values[i] ?? 0] ?? "")) flags[number] = 1;
      }
    }
    answered.set(part, flags);
    // A condition that no dataset states, such as free access, keeps and sorts out nothing.
    if (!flags.includes(1)) continue;
    flags.forEach((flag, number) => (scores[number] = (scores[number] ?? 0) * (flag ? 1 : least(OTHER_CONDITION))));
  }
}

/**
 * The numbers of the hits, best first; equal ones by ascending number.
 * @param {Float64Array} scores
 */
function ranked(scores) {
  let best = 0;
  for (const score of scores) best = Math.max(best, score);
  /** @type {number[]} */
  const numbers = [];
  scores.forEach((score, number) => {
    if (score > best * TAIL) numbers.push(number);
  });
  return Uint32Array.from(numbers.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b));
}

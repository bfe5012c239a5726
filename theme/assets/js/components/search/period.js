/** The slider of years over the histogram of coverage: two thumbs that a keyboard moves too. */

import { coverage, makeAxis, thumbsOf, yearsOf } from "../../discovery/histogram.js";
import { keptBut } from "../../discovery/select.js";
import { fill } from "../../words.js";
import { partOf } from "../search.js";

/** @typedef {import("../search.js").Around} Around */
/** @typedef {import("../search.js").Shown} Shown */

const SVG = "http://www.w3.org/2000/svg";
const HEIGHT = 48;
const TICKS = [1950, 1975, 2000, 2025];

/** @param {Around} around */
export function makePeriod({ element, words, lang, source, go }) {
  const place = partOf(element, "period");
  const details = place?.closest("details");
  const axis = makeAxis(source.thisYear);
  const steps = axis.edges.length - 1;
  /** @type {Shown | null} */
  let now = null;
  /** @type {ReturnType<typeof draw> | null} */
  let drawn = null;
  // A folded facet costs nothing: the years are loaded when someone opens it.
  details?.addEventListener("toggle", () => {
    if (details.open && now) update(now);
  });

  /** @param {Shown} shown */
  async function update(shown) {
    await source.loadYears();
    const { years } = source.columns;
    if (!place || !years || shown !== now) return;
    drawn ??= draw(place);
    const counts = coverage(years, axis, keptBut(shown.selection, "period"), source.thisYear);
    drawn.show(counts, thumbsOf(axis, shown.state.from, shown.state.to));
  }

  return {
    /** @param {Shown} shown */
    async show(shown) {
      now = shown;
      if (details instanceof HTMLDetailsElement && details.open) await update(shown);
    },
  };

  /** @param {HTMLElement} onto */
  function draw(onto) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", `0 0 ${steps} ${HEIGHT}`);
    svg.setAttribute("preserveAspectRatio", "none");
    svg.setAttribute("class", "histogram");
    svg.setAttribute("role", "img");
    const outside = document.createElementNS(SVG, "path");
    outside.setAttribute("class", "histogram-out");
    const inside = document.createElementNS(SVG, "path");
    inside.setAttribute("class", "histogram-in");
    svg.append(outside, inside);
    const low = thumb(words.since ?? "");
    const high = thumb(words.until ?? "");
    const rails = document.createElement("div");
    rails.className = "rails";
    rails.append(low, high);
    const ticks = document.createElement("p");
    ticks.className = "ticks";
    ticks.setAttribute("aria-hidden", "true");
    for (const year of TICKS) {
      const tick = document.createElement("span");
      tick.textContent = String(year);
      tick.style.left = `${(100 * axis.edges.indexOf(year)) / steps}%`;
      ticks.append(tick);
    }
    const fields = document.createElement("p");
    fields.className = "years";
    const since = yearField(words.since ?? "");
    const until = yearField(words.until ?? "");
    fields.append(since.label, until.label);
    onto.replaceChildren(svg, rails, ticks, fields);
    /** @type {Uint32Array} */
    let counts = new Uint32Array(steps);

    for (const range of [low, high]) {
      range.addEventListener("input", () => {
        // The thumbs may meet, never cross: the moved one stops at the other.
        if (Number(low.value) > Number(high.value)) range.value = range === low ? high.value : low.value;
        paint();
      });
      range.addEventListener("change", () => {
        if (now) go({ ...now.state, ...yearsOf(axis, Number(low.value), Number(high.value)), page: 1 });
      });
    }
    for (const { field } of [since, until]) {
      field.addEventListener("change", () => {
        const year = (/** @type {HTMLInputElement} */ { value }) => (/^\d{4}$/.test(value) ? Number(value) : null);
        if (now) go({ ...now.state, from: year(since.field), to: year(until.field), page: 1 });
      });
    }

    function paint() {
      const [a, b] = [Number(low.value), Number(high.value)];
      const most = Math.max(1, ...counts);
      let within = "";
      let beyond = "";
      counts.forEach((count, step) => {
        if (!count) return;
        const height = Math.max(2, (count / most) * HEIGHT);
        const bar = `M${step + 0.08} ${HEIGHT}v-${height.toFixed(1)}h.84v${height.toFixed(1)}z`;
        if (step >= a && step <= b) within += bar;
        else beyond += bar;
      });
      inside.setAttribute("d", within);
      outside.setAttribute("d", beyond);
      const { from, to } = yearsOf(axis, a, b);
      low.setAttribute("aria-valuetext", from === null ? (words["any-start"] ?? "") : String(from));
      high.setAttribute("aria-valuetext", to === null ? (words["any-end"] ?? "") : String(to));
      if (document.activeElement !== since.field) since.field.value = from === null ? "" : String(from);
      if (document.activeElement !== until.field) until.field.value = to === null ? "" : String(to);
    }

    return {
      /**
       * @param {Uint32Array} next
       * @param {[number, number]} thumbs
       */
      show(next, thumbs) {
        counts = next;
        low.value = String(thumbs[0]);
        high.value = String(thumbs[1]);
        const number = new Intl.NumberFormat(lang);
        const first = counts.findIndex(Boolean);
        const last = counts.length - 1 - [...counts].reverse().findIndex(Boolean);
        svg.setAttribute(
          "aria-label",
          fill(words.histogram, { from: axis.edges[Math.max(first, 0)] ?? "", to: (axis.edges[last + 1] ?? 1) - 1, most: number.format(Math.max(0, ...counts)) }),
        );
        paint();
        // The exact years of the address, where the axis only knows decades.
        if (now && document.activeElement !== since.field && now.state.from !== null) since.field.value = String(now.state.from);
        if (now && document.activeElement !== until.field && now.state.to !== null) until.field.value = String(now.state.to);
      },
    };
  }

  /** @param {string} label */
  function thumb(label) {
    const range = document.createElement("input");
    range.type = "range";
    range.min = "0";
    range.max = String(steps - 1);
    range.step = "1";
    range.setAttribute("aria-label", label);
    return range;
  }

  /** @param {string} text */
  function yearField(text) {
    const label = document.createElement("label");
    const field = document.createElement("input");
    field.type = "text";
    field.inputMode = "numeric";
    field.maxLength = 4;
    field.placeholder = "…";
    label.append(`${text} `, field);
    return { label, field };
  }
}

/** When nothing is found: what to drop and what it would give, broader subjects, spellings, and a request to send. */

import { broader, dropped, onlyWords, waysOut, withoutSpan } from "../../discovery/relax.js";
import { hasFilters, parseAddress } from "../../discovery/address.js";
import { select } from "../../discovery/select.js";
import { counted, fill } from "../../words.js";
import { partOf } from "../search.js";
import { filterChips, labelOf } from "./understood.js";
import { partLabel } from "./why.js";

/** @typedef {import("../search.js").Around} Around */
/** @typedef {import("../search.js").Shown} Shown */
/** @typedef {import("../../discovery/address.js").State} State */

const MOST = 6;

/** @param {Around} around */
export function makeNothing(around) {
  const { element, root, lang, words, source, go } = around;
  const section = partOf(element, "nothing");
  const place = partOf(element, "ways");
  /** @type {Shown | null} */
  let now = null;

  return {
    /** @param {Shown} shown */
    show(shown) {
      if (!section || !place) return;
      now = shown;
      section.hidden = shown.rows.length > 0;
      if (section.hidden) return;
      place.replaceChildren(...[drops(shown, []), spellings(shown), wider(shown), themes(), request(shown)].flat());
      withoutParts(shown).then((ways) => {
        if (ways.length && shown === now) place.replaceChildren(...[drops(shown, ways), spellings(shown), wider(shown), themes(), request(shown)].flat());
      }, console.error);
    },
  };

  /**
   * What the words would give without each of the pieces that were understood.
   * @param {Shown} shown
   * @returns {Promise<import("../../discovery/relax.js").Way[]>}
   */
  async function withoutParts({ state, asked }) {
    const ways = asked.parts.slice(0, MOST).map(async (part) => {
      const without = { ...state, q: withoutSpan(state.q, part.span), page: 1 };
      if (!without.q) return [];
      const { hits } = await source.ask(without.q, without.plain, new Date().toISOString().slice(0, 10));
      const count = select(source.columns, without, hits ? [{ key: "text", pass: hits }] : [], source.tree).total;
      return count ? [{ key: partKey(part), without, count }] : [];
    });
    return (await Promise.all(ways)).flat();
  }

  /**
   * @param {Shown} shown
   * @param {readonly import("../../discovery/relax.js").Way[]} more ways out that took longer to find
   */
  function drops({ state, asked, selection }, more) {
    const items = [...waysOut(state, selection), ...more]
      .sort((a, b) => b.count - a.count)
      .slice(0, MOST)
      .map((way) => button(fill(words.drop, { label: nameOf(way.key, state, asked) }), way.without, way.count));
    if (!items.length && hasFilters(state) && state.q) items.push(button(words["drop-all"] ?? "", onlyWords(state)));
    return group(words["drop-text"], items);
  }

  /**
   * @param {string} key
   * @param {State} state
   * @param {import("../../discovery/ask.js").Asked} asked
   */
  function nameOf(key, state, asked) {
    if (key === "text") return words["drop-words"] ?? "";
    if (key === "period") return words["drop-period"] ?? "";
    if (key === "box") return words["drop-box"] ?? "";
    const part = asked.parts.find((one) => partKey(one) === key);
    if (part) return `${words[`kind-${part.kind}`] ?? words["kind-other"] ?? ""} ${fill(words["script-text"], { label: partLabel(part, words) })}`;
    const rest = dropped(state, key);
    const left = rest ? filterChips(rest, around).map(({ label }) => label) : [];
    return filterChips(state, around)
      .map(({ label }) => label)
      .filter((label) => !left.includes(label))
      .join(", ");
  }

  /** @param {Shown} shown */
  function spellings({ state, asked }) {
    return group(
      words["spelling-text"],
      asked.spelling ? [button(asked.spelling, { ...state, q: asked.spelling, plain: false, page: 1 })] : [],
    );
  }

  /** @param {Shown} shown */
  function wider({ state, asked }) {
    const { options } = source.columns.facets.variable;
    const variables = [...state.chosen.variable, ...asked.parts.flatMap((part) => asked.variables(part).slice(0, 1))];
    const items = broader(variables, options, source.tree).map((id) => {
      const empty = parseAddress("");
      return button(labelOf(around, "subdomain", id), { ...empty, sort: state.sort, map: state.map, picks: state.picks, chosen: { ...empty.chosen, subdomain: [id] } });
    });
    return group(words["broader-text"], items);
  }

  function themes() {
    const { options, labels } = source.columns.facets.compartment;
    const items = options.map((id, i) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.className = "chip";
      link.href = `${root}${lang}/compartments/${id}/`;
      link.textContent = labels[i] ?? id;
      item.append(link);
      return item;
    });
    return group(words["themes-text"], items);
  }

  /** @param {Shown} shown */
  function request({ state }) {
    const what = [state.q, ...filterChips(state, around).map(({ label }) => label)].filter(Boolean).join(", ");
    const said = document.createElement("p");
    const link = document.createElement("a");
    link.className = "button";
    link.href = requestLink(
      words["request-address"] ?? "",
      fill(words["request-subject"], { what }),
      fill(words["request-body"], { what, address: location.href }),
    );
    link.textContent = words.request ?? "";
    said.append(`${words["request-text"] ?? ""} `, link);
    return [said];
  }

  /**
   * @param {string | undefined} text
   * @param {HTMLElement[]} items
   */
  function group(text, items) {
    if (!items.length) return [];
    const said = document.createElement("p");
    said.textContent = text ?? "";
    const list = document.createElement("ul");
    list.className = "chips";
    list.append(...items);
    return [said, list];
  }

  /**
   * @param {string} text
   * @param {State} next
   * @param {number} [count]
   */
  function button(text, next, count) {
    const item = document.createElement("li");
    const way = document.createElement("button");
    way.type = "button";
    way.className = "chip";
    way.append(text);
    if (count !== undefined) {
      const said = document.createElement("small");
      said.textContent = ` ${counted(words, "n-datasets", count, lang)}`;
      way.append(said);
    }
    way.addEventListener("click", () => go(next));
    item.append(way);
    return item;
  }
}

/** @param {import("../../discovery/ask.js").Part} part */
function partKey({ span }) {
  return `part:${span.join("-")}`;
}

/**
 * A mail, or an issue form, with its title and text already written.
 * @param {string} address of a person, or the https address of a form that takes `title` and `body`
 * @param {string} title
 * @param {string} body
 */
export function requestLink(address, title, body) {
  const short = body.slice(0, 1500);
  if (address.startsWith("https://")) return `${address}?${new URLSearchParams({ title, body: short })}`;
  return `mailto:${address}?subject=${encodeURIComponent(wellFormed(title))}&body=${encodeURIComponent(wellFormed(short).replaceAll("\n", "\r\n"))}`;
}

/**
 * The text without halves of surrogate pairs, which no address can hold.
 * @param {string} text
 */
function wellFormed(text) {
  return text.replace(/[\uD800-\uDFFF]/gu, "");
}

/** Datasets side by side: the rows of the comparison, and where they say the same. */

/** @typedef {{key: string, label: string}} Fact a fact that people choose by, and its words on a dataset's page */
/** @typedef {{id: string, title: string, lang: string, facts: ReadonlyMap<string, string>, useful: readonly string[], level: string, summary: string}} Sheet what a dataset's page says */
/** @typedef {{key: string, label: string, cells: string[], same: boolean}} Row a fact, what each dataset says, "" when not stated */

/**
 * The rows of the facts that one dataset at least states, in the order of the facts.
 * @param {readonly Fact[]} facts
 * @param {readonly Sheet[]} sheets
 * @param {readonly string[]} [always] keys of the facts that are shown even when none states them
 * @returns {Row[]}
 */
export function rowsOf(facts, sheets, always = []) {
  return facts.flatMap(({ key, label }) => {
    const cells = sheets.map((sheet) => (key === "level" ? sheet.level : key === "useful" ? sheet.useful.join(" ; ") : (sheet.facts.get(label) ?? "")));
    const same = sheets.length > 1 && cells.every((cell) => cell === cells[0]);
    return always.includes(key) || cells.some(Boolean) ? [{ key, label, cells, same }] : [];
  });
}

const LEVEL = /(?:^|[^\p{L}\p{N}])(?:L|(?:processing )?level[ -]?|niveau )([0-4][A-D]?|3[SUC]|2P)(?![\p{L}\p{N}])/iu;

/**
 * The processing level that a text names ("L2A", "level 4", "niveau 3"), as "L2A"; "" when it names none.
 * @param {string} text
 */
export function levelOf(text) {
  const found = LEVEL.exec(text);
  return found?.[1] ? `L${found[1].toUpperCase()}` : "";
}

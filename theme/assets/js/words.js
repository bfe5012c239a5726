/** Words of the interface: read from the page, filled with numbers and labels. */

/**
 * The JSON object of an element's `data-words`; an empty one when it is absent or broken.
 * @param {Element} element
 * @returns {Record<string, string>}
 */
export function readWords(element) {
  return readObject(element.getAttribute("data-words"));
}

/**
 * Only the texts of a JSON object, and of the objects in it under "outer.inner".
 * @param {string | null} json
 * @returns {Record<string, string>}
 */
export function readObject(json) {
  /** @type {Record<string, string>} */
  const words = {};
  let parsed;
  try {
    parsed = JSON.parse(json ?? "{}");
  } catch {
    return words;
  }
  for (const [key, value] of Object.entries(parsed ?? {})) {
    if (typeof value === "string") words[key] = value;
    else if (value && typeof value === "object") {
      for (const [inner, text] of Object.entries(value)) if (typeof text === "string") words[`${key}.${inner}`] = text;
    }
  }
  return words;
}

/**
 * The pattern with its `{name}` holes filled; a hole without a value stays as it is.
 * @param {string | undefined} pattern
 * @param {Record<string, string | number>} values
 */
export function fill(pattern, values) {
  return (pattern ?? "").replace(/\{(\w+)\}/g, (hole, name) => (Object.hasOwn(values, name) ? String(values[name]) : hole));
}

/**
 * "1 jeu de données", "12 jeux de données": `<key>_one` or `<key>_many` by the plural rules of the language
 * (zero is singular in French and plural in English).
 * @param {Record<string, string>} words
 * @param {string} key
 * @param {number} n
 * @param {string} lang
 */
export function counted(words, key, n, lang) {
  const form = new Intl.PluralRules(lang).select(n) === "one" ? "one" : "many";
  return fill(words[`${key}_${form}`] ?? "{n}", { n: new Intl.NumberFormat(lang).format(n) });
}

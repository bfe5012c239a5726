/** Texts of records as literals of other languages: whatever they hold, they stay data where they are put. */

const HTML = /** @type {Readonly<Record<string, string>>} */ ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" });

// A backslash before a bracket would start a formula even when it is itself escaped.
const MARKS = /** @type {Readonly<Record<string, string>>} */ ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", "\\": "&#92;" });

/**
 * As a double-quoted string of Python, and of YAML: ASCII only, so that no invisible character hides in the code.
 * @param {string} text
 */
export function quoted(text) {
  return `"${[...wellFormed(text)].map(escaped).join("")}"`;
}

/** @param {string} character */
function escaped(character) {
  if (character === '"' || character === "\\") return `\\${character}`;
  if (character === "\n") return "\\n";
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0x20 && code < 0x7f) return character;
  return code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`;
}

/**
 * As a single-quoted word of a POSIX shell; control characters, which a terminal would obey, are left out.
 * @param {string} text
 */
export function shellWord(text) {
  return `'${printable(text).replaceAll("'", `'\\''`)}'`;
}

/**
 * As a double-quoted string of R.
 * @param {string} text
 */
export function rString(text) {
  const inside = [...wellFormed(text)].map((character) => {
    if (character === '"' || character === "\\") return `\\${character}`;
    const code = character.codePointAt(0) ?? 0;
    return code >= 0x20 && code < 0x7f ? character : `\\U{${hex(code, 1)}}`;
  });
  return `"${inside.join("")}"`;
}

/**
 * As a cell of a table that a spreadsheet may open: one line, no tab, and never a formula (a leading apostrophe
 * tells spreadsheets so, as OWASP advises).
 * @param {string} text
 */
export function cell(text) {
  const line = printable(text).replace(/[\t\r\n]+/g, " ");
  return /^[\s]*[=+\-@＝＋－＠]/u.test(line) ? `'${line}` : line;
}

/**
 * As a comment of one line.
 * @param {string} text
 */
export function comment(text) {
  return printable(text).replace(/\s+/g, " ").trim();
}

/**
 * As text inside HTML, for the one place where a library takes HTML only.
 * @param {string} text
 */
export function html(text) {
  return printable(text).replace(/[&<>"']/g, (c) => HTML[c] ?? c);
}

/**
 * As text inside Markdown, where nothing of it is read as a mark, a link or HTML.
 * @param {string} text
 */
export function markdown(text) {
  return (
    printable(text)
      .replace(/\s+/g, " ")
      // A dollar would start a formula in notebooks; a backtick, code; an address or a name at a host, a link.
      .replace(/[\\`*_{}[\]()#|<>&$~!^@]|:(?=\/\/)|(?<=www)\./gi, (c) => MARKS[c] ?? `\\${c}`)
      // At the start of a line these would make a list, and "1." a numbered one.
      .replace(/^(\s*\d*)([-+.)=])/, "$1\\$2")
  );
}

/**
 * The text without control characters, without characters that turn the direction of reading, and without halves of
 * surrogate pairs.
 * @param {string} text
 */
export function printable(text) {
  // eslint-disable-next-line no-control-regex
  return wellFormed(text).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, "");
}

/** @param {string} text */
export function wellFormed(text) {
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
}

/**
 * @param {number} code
 * @param {number} length
 */
function hex(code, length) {
  return code.toString(16).padStart(length, "0");
}

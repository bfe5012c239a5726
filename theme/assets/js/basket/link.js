/**
 * A basket in the fragment of an address, which no server ever sees: `#basket=1.<letters>`.
 *
 * One line for the name, one for the note, then one per dataset: how many letters its id shares with the one before it
 * (in base 36), the rest of the id, and the note behind a tab. The whole is deflated and written in base64url.
 */

import { LONGEST_NAME, LONGEST_NOTE, MOST_CHOICES, readBasketFile } from "./baskets.js";

/** @typedef {import("./baskets.js").Basket} Basket */

const PREFIX = "#basket=1.";
const LONGEST_LINK = 100_000;
const LONGEST_TEXT = MOST_CHOICES * (LONGEST_NOTE + 100) + LONGEST_NOTE + LONGEST_NAME;

/**
 * The fragment of a basket, from "#".
 * @param {Pick<Basket, "name" | "note" | "choices">} basket
 */
export async function basketFragment({ name, note, choices }) {
  let before = "";
  const lines = choices.map(({ id, note: said }) => {
    let shared = 0;
    while (shared < 35 && shared < id.length && id[shared] === before[shared]) shared += 1;
    before = id;
    return `${shared.toString(36)}${id.slice(shared)}${said ? `\t${escaped(said)}` : ""}`;
  });
  const bytes = new TextEncoder().encode([escaped(name), escaped(note), ...lines].join("\n"));
  return PREFIX + base64url(await through(new CompressionStream("deflate-raw"), bytes, Infinity));
}

/**
 * The basket of a fragment; null for one that is no basket, "broken" for one that was damaged on its way.
 * @param {string} fragment
 * @returns {Promise<Omit<Basket, "key"> | null | "broken">}
 */
export async function readFragment(fragment) {
  if (!fragment.startsWith("#basket=")) return null;
  if (!fragment.startsWith(PREFIX) || fragment.length > LONGEST_LINK) return "broken";
  let text;
  try {
    const bytes = fromBase64url(fragment.slice(PREFIX.length));
    text = new TextDecoder("utf-8", { fatal: true }).decode(await through(new DecompressionStream("deflate-raw"), bytes, LONGEST_TEXT));
  } catch {
    return "broken";
  }
  const [name, note, ...lines] = text.split("\n");
  let before = "";
  /** @type {{id: string, note: string}[]} */
  const choices = [];
  for (const line of lines.slice(0, MOST_CHOICES)) {
    const [coded = "", said = ""] = line.split("\t");
    const shared = Number.parseInt(coded[0] ?? "", 36);
    if (Number.isNaN(shared)) return "broken";
    before = before.slice(0, shared) + coded.slice(1);
    choices.push({ id: before, note: unescaped(said) });
  }
  // The same care as for a file: what is no id, comes twice or is too long goes.
  const read = readBasketFile(JSON.stringify({ "terra-basket": 1, name: unescaped(name ?? ""), note: unescaped(note ?? ""), choices }));
  return read?.choices.length || read?.name ? read : "broken";
}

/**
 * @param {CompressionStream | DecompressionStream} stream
 * @param {Uint8Array} bytes
 * @param {number} most more than that is a bomb, and refused before it is whole
 */
async function through(stream, bytes, most) {
  const writer = stream.writable.getWriter();
  // What goes wrong is told by the reading end; both promises are watched so that none is left unhandled.
  const written = writer.write(/** @type {BufferSource} */ (bytes)).then(() => writer.close()).catch(() => undefined);
  const reader = stream.readable.getReader();
  /** @type {Uint8Array[]} */
  const parts = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > most) {
      await reader.cancel();
      throw new RangeError("more than a basket can hold");
    }
    parts.push(value);
  }
  await written;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** @param {string} text */
function escaped(text) {
  return text.replace(/[\\\n\t]/g, (c) => (c === "\n" ? "\\n" : c === "\t" ? "\\t" : "\\\\"));
}

/** @param {string} text */
function unescaped(text) {
  return text.replace(/\\(.)/g, (_, c) => (c === "n" ? "\n" : c === "t" ? "\t" : c));
}

/** @param {Uint8Array} bytes */
function base64url(bytes) {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** @param {string} text */
function fromBase64url(text) {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (c) => c.charCodeAt(0));
}

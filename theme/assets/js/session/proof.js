/** Random values nobody can guess, digests, and the form in which both travel (RFC 4648, section 5; RFC 7636). */

/**
 * 256 bits of chance, as 43 characters.
 * @returns {string}
 */
export function secret() {
  return encoded(crypto.getRandomValues(new Uint8Array(32)));
}

/**
 * The SHA-256 of a text: the code challenge of a verifier (RFC 7636, section 4.2).
 * @param {string} from
 * @returns {Promise<string>}
 */
export async function digest(from) {
  return encoded(await sha256(from));
}

/**
 * The first half of the SHA-256 of a token, as an ID token states it (`at_hash`).
 * @param {string} token
 * @returns {Promise<string>}
 */
export async function halfDigest(token) {
  return encoded((await sha256(token)).slice(0, 16));
}

/** @param {string} from */
async function sha256(from) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(from)));
}

/** @param {Uint8Array} bytes */
export function encoded(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/**
 * The bytes of such a text; null for anything else.
 * @param {string} from
 * @returns {Uint8Array<ArrayBuffer> | null}
 */
export function decoded(from) {
  if (!/^[A-Za-z0-9_-]+$/.test(from) || from.length % 4 === 1) return null;
  return Uint8Array.from(atob(from.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
}

/** The check of an ID token: who signed it, for whom, when, and in answer to what (OpenID Connect Core 1.0, 3.1.3.7). */

import { said } from "./messages.js";
import { decoded, halfDigest } from "./proof.js";
import { object, text } from "./settings.js";
import { Trouble } from "./trouble.js";

/** @typedef {{account: string, name: string, until: number}} Reader `account` is the issuer's name for the person */
/**
 * @typedef {object} Expected
 * @property {unknown} keys the JSON Web Key Set of the issuer
 * @property {string} issuer
 * @property {string} clientId
 * @property {string} nonce
 * @property {string} accessToken
 * @property {number} now in seconds since 1970
 */

/** Clocks of readers and issuers differ; a minute is what most allow. */
export const LEEWAY = 60;
const LONGEST_NAME = 60;
const SMALLEST_RSA = 256; // bytes of the modulus: 2,048 bits (RFC 7518, section 3.3)

const ALGORITHMS = {
  RS256: { kty: "RSA", key: { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" }, sign: { name: "RSASSA-PKCS1-v1_5" } },
  ES256: { kty: "EC", key: { name: "ECDSA", namedCurve: "P-256" }, sign: { name: "ECDSA", hash: "SHA-256" } },
};
/** @typedef {keyof typeof ALGORITHMS} Algorithm */

/**
 * @param {string} token
 * @param {Expected} expected
 * @returns {Promise<Reader>}
 * @throws {Trouble} "signature", "claims", "nonce" or "expired"
 */
export async function checkIdToken(token, expected) {
  const parts = token.split(".");
  const [head = "", body = "", signature = ""] = parts;
  const header = json(head);
  const claims = json(body);
  const signed = decoded(signature);
  if (parts.length !== 3 || !header || !claims || !signed) throw new Trouble("signature", "the ID token is not a signed JWT");
  await checkSignature(header, `${head}.${body}`, signed, expected.keys);
  return checkClaims(claims, expected);
}

/**
 * @param {Record<string, unknown>} header
 * @param {string} message
 * @param {Uint8Array<ArrayBuffer>} signature
 * @param {unknown} keys
 */
async function checkSignature(header, message, signature, keys) {
  const name = text(header.alg);
  // "none" and HS256, whose key would be a public one, are no algorithms here; `crit` asks for what we do not know.
  if (!Object.hasOwn(ALGORITHMS, name) || header.crit !== undefined) throw new Trouble("signature", "its algorithm is neither RS256 nor ES256");
  const algorithm = ALGORITHMS[/** @type {Algorithm} */ (name)];
  const given = object(keys).keys;
  const fitting = (Array.isArray(given) ? given.map(object) : []).filter(
    (key) =>
      key.kty === algorithm.kty && (key.use ?? "sig") === "sig" && (key.alg ?? name) === name && (header.kid === undefined || key.kid === header.kid),
  );
  const [key] = fitting;
  if (!key || fitting.length > 1) throw new Trouble("signature", "no single key of the issuer fits");
  const imported = await publicKey(key, algorithm);
  const right = await crypto.subtle.verify(algorithm.sign, imported, signature, new TextEncoder().encode(message));
  if (!right) throw new Trouble("signature", "the signature does not fit");
}

/**
 * Only the public members of a key are taken from the set.
 * @param {Record<string, unknown>} key
 * @param {typeof ALGORITHMS[Algorithm]} algorithm
 */
async function publicKey(key, algorithm) {
  const jwk =
    algorithm.kty === "RSA" ? { kty: "RSA", n: text(key.n), e: text(key.e) } : { kty: "EC", crv: text(key.crv), x: text(key.x), y: text(key.y) };
  if (jwk.n !== undefined && (decoded(jwk.n)?.length ?? 0) < SMALLEST_RSA) throw new Trouble("signature", "the key is too short");
  try {
    return await crypto.subtle.importKey("jwk", jwk, algorithm.key, false, ["verify"]);
  } catch {
    throw new Trouble("signature", "the key of the issuer cannot be read");
  }
}

/**
 * @param {Record<string, unknown>} claims
 * @param {Expected} expected
 * @returns {Promise<Reader>}
 */
async function checkClaims(claims, { issuer, clientId, nonce, accessToken, now }) {
  const audience = Array.isArray(claims.aud) ? claims.aud : [claims.aud];
  if (claims.iss !== issuer) throw new Trouble("claims", "iss");
  if (!audience.includes(clientId)) throw new Trouble("claims", "aud");
  if (claims.azp === undefined ? audience.length > 1 : claims.azp !== clientId) throw new Trouble("claims", "azp");
  if (!nonce || claims.nonce !== nonce) throw new Trouble("nonce");
  const { exp, iat, nbf } = claims;
  if (typeof exp !== "number" || typeof iat !== "number") throw new Trouble("claims", "exp, iat");
  if (exp <= now - LEEWAY || iat > now + LEEWAY) throw new Trouble("expired");
  if (nbf !== undefined && (typeof nbf !== "number" || nbf > now + LEEWAY)) throw new Trouble("expired");
  const account = text(claims.sub);
  if (!account) throw new Trouble("claims", "sub");
  if (claims.at_hash !== undefined && claims.at_hash !== (await halfDigest(accessToken))) throw new Trouble("claims", "at_hash");
  const name = [claims.name, claims.preferred_username, claims.email].map((value) => said(text(value))).find(Boolean);
  return { account, name: [...(name ?? "")].slice(0, LONGEST_NAME).join(""), until: exp };
}

/**
 * @param {string} part
 * @returns {Record<string, unknown> | null}
 */
function json(part) {
  const bytes = decoded(part);
  try {
    return bytes && object(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)));
  } catch {
    return null;
  }
}

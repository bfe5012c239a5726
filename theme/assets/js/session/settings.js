/** The settings of the sign-in, as the build publishes them, and what the issuer says of itself. */

import { Trouble } from "./trouble.js";

/**
 * @typedef {object} Settings
 * @property {string} issuer exactly as the issuer writes itself
 * @property {string} clientId
 * @property {string} scope
 * @property {string} storage address that keeps the baskets of an account, or ""
 * @property {readonly string[]} sites ids of the sites where the same account opens a session
 */
/**
 * @typedef {object} Issuer
 * @property {string} authorization
 * @property {string} token
 * @property {string} keys
 * @property {string} endSession "" where the issuer has no common sign-out
 * @property {boolean} names whether its answers always say who answers (RFC 9207)
 */

/**
 * @param {unknown} file `/access/sign-in.json`
 * @returns {Settings}
 * @throws {Trouble} "unreachable" when it is not what the build writes
 */
export function readSettings(file) {
  const from = object(file);
  const settings = {
    issuer: text(from.issuer),
    clientId: text(from.client_id),
    scope: text(from.scope),
    storage: text(from.storage),
    sites: Array.isArray(from.sites) ? from.sites.map(text) : [],
  };
  if (!settings.issuer || !settings.clientId || !settings.scope) throw new Trouble("unreachable", "access/sign-in.json lacks a setting");
  return settings;
}

/**
 * Where the issuer describes itself (OpenID Connect Discovery 1.0, section 4).
 * @param {string} issuer
 */
export function discoveryUrl(issuer) {
  return `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
}

/**
 * What the issuer says of itself. It must be the issuer of the settings, and its addresses lie on its own origin: the
 * page may ask no other, and a code or a token must not be sent elsewhere.
 * @param {unknown} document
 * @param {string} issuer
 * @returns {Issuer}
 * @throws {Trouble} "issuer"
 */
export function readIssuer(document, issuer) {
  const from = object(document);
  if (from.issuer !== issuer) throw new Trouble("issuer", `the document names ${JSON.stringify(from.issuer)}, not ${issuer}`);
  const own = (/** @type {string} */ name) => {
    const url = text(from[name]);
    if (!URL.canParse(url) || new URL(url).origin !== new URL(issuer).origin) throw new Trouble("issuer", `${name} is not on ${new URL(issuer).origin}`);
    return url;
  };
  const methods = from.code_challenge_methods_supported;
  if (Array.isArray(methods) && !methods.includes("S256")) throw new Trouble("issuer", "it does not take a code challenge of method S256");
  return {
    authorization: own("authorization_endpoint"),
    token: own("token_endpoint"),
    keys: own("jwks_uri"),
    endSession: from.end_session_endpoint === undefined ? "" : own("end_session_endpoint"),
    names: from.authorization_response_iss_parameter_supported === true,
  };
}

/**
 * @param {unknown} value
 * @returns {Record<string, unknown>}
 */
export function object(value) {
  return value && typeof value === "object" && !Array.isArray(value) ? /** @type {Record<string, unknown>} */ (value) : {};
}

/** @param {unknown} value */
export function text(value) {
  return typeof value === "string" ? value : "";
}

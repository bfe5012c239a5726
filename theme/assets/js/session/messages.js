/** What goes to the issuer through the reader's address bar, and what comes back (OpenID Connect Core 1.0, section 3.1). */

import { printable } from "../access/literals.js";
import { Trouble } from "./trouble.js";

/** @typedef {import("./settings.js").Settings} Settings */
/** @typedef {import("./settings.js").Issuer} Issuer */
/**
 * @typedef {object} Pending a sign-in under way in this tab
 * @property {string} state
 * @property {string} nonce
 * @property {string} verifier
 * @property {string} redirect where the issuer answers
 * @property {string} back the page to return to
 * @property {number} at when it began, in seconds since 1970
 */

export const LONGEST_WAIT = 15 * 60;
const LONGEST_DETAIL = 200;

/**
 * @param {Issuer} issuer
 * @param {Settings} settings
 * @param {Pending} pending
 * @param {string} challenge
 * @param {string} lang
 */
export function authorizationUrl(issuer, settings, pending, challenge, lang) {
  return extended(issuer.authorization, {
    response_type: "code",
    client_id: settings.clientId,
    redirect_uri: pending.redirect,
    scope: settings.scope,
    state: pending.state,
    nonce: pending.nonce,
    code_challenge: challenge,
    code_challenge_method: "S256",
    ui_locales: lang,
  });
}

/**
 * Whether the address of a page is an answer of an issuer.
 * @param {string} search
 */
export function isAnswer(search) {
  const params = new URLSearchParams(search);
  return params.has("code") || params.has("error");
}

/**
 * The code in an answer. Nothing of an answer that was not asked for in this tab is looked at, nor shown.
 * @param {string} search
 * @param {Pending | null} pending
 * @param {{issuer: string, names: boolean, now: number}} expected `names` whether the issuer always names itself
 * @returns {string}
 * @throws {Trouble}
 */
export function readAnswer(search, pending, { issuer, names, now }) {
  const params = new URLSearchParams(search);
  const once = (/** @type {string} */ name) => (params.getAll(name).length > 1 ? "" : (params.get(name) ?? ""));
  if (!pending || !pending.state || once("state") !== pending.state) throw new Trouble("state");
  if (now - pending.at > LONGEST_WAIT || now < pending.at - 60) throw new Trouble("late");
  if (params.has("iss") ? once("iss") !== issuer : names) throw new Trouble("issuer", "another issuer answers");
  if (params.has("error")) {
    const error = once("error");
    if (error === "access_denied") throw new Trouble("denied");
    throw new Trouble("refused", said(`${error} ${once("error_description")}`));
  }
  const code = once("code");
  if (!code) throw new Trouble("state");
  return code;
}

/**
 * @param {Settings} settings
 * @param {Pending} pending
 * @param {string} code
 */
export function codeExchange(settings, pending, code) {
  return new URLSearchParams({
    grant_type: "authorization_code",
    client_id: settings.clientId,
    code,
    redirect_uri: pending.redirect,
    code_verifier: pending.verifier,
  });
}

/**
 * Where the session at the issuer ends (OpenID Connect RP-Initiated Logout 1.0); "" where it cannot.
 * @param {Issuer} issuer
 * @param {Settings} settings
 * @param {{idToken: string, back: string, state: string}} session
 */
export function endSessionUrl(issuer, settings, { idToken, back, state }) {
  if (!issuer.endSession) return "";
  return extended(issuer.endSession, {
    client_id: settings.clientId,
    id_token_hint: idToken,
    post_logout_redirect_uri: back,
    state,
  });
}

/**
 * A text of the issuer as it may be shown: one line, no invisible characters, not too long.
 * @param {string} text
 */
export function said(text) {
  return printable([...text].slice(0, LONGEST_DETAIL * 2).join("")).replace(/\s+/g, " ").trim().slice(0, LONGEST_DETAIL);
}

/**
 * @param {string} url
 * @param {Record<string, string>} params
 */
function extended(url, params) {
  const whole = new URL(url);
  for (const [key, value] of Object.entries(params)) whole.searchParams.set(key, value);
  whole.hash = "";
  return whole.href;
}

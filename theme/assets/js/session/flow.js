/** Signing in and out, step by step; what talks to the network is handed in. */

import { checkIdToken } from "./id-token.js";
import { authorizationUrl, codeExchange, endSessionUrl, readAnswer, said } from "./messages.js";
import { digest, secret } from "./proof.js";
import { discoveryUrl, object, readIssuer, text } from "./settings.js";
import { Trouble } from "./trouble.js";

/** @typedef {import("./messages.js").Pending} Pending */
/** @typedef {import("./settings.js").Settings} Settings */
/** @typedef {typeof globalThis.fetch} Fetch */
/**
 * @typedef {object} Session
 * @property {string} account the issuer's name for the person
 * @property {string} name as people call them, or ""
 * @property {string} accessToken
 * @property {string} idToken
 * @property {number} until the end of the access token, in seconds since 1970
 */

const PATIENCE = 20_000;
const LONGEST_SESSION = 12 * 3600;

/**
 * The address where the reader signs in, and what to remember until the answer comes.
 * @param {Settings} settings
 * @param {{redirect: string, back: string, lang: string, fetch: Fetch, now: number}} here
 * @returns {Promise<{address: string, pending: Pending}>}
 * @throws {Trouble}
 */
export async function begin(settings, { redirect, back, lang, fetch, now }) {
  // WebCrypto is there on https and on this machine only.
  if (!globalThis.crypto?.subtle) throw new Trouble("insecure");
  const issuer = await discover(settings, fetch);
  const pending = { state: secret(), nonce: secret(), verifier: secret(), redirect, back, at: now };
  return { address: authorizationUrl(issuer, settings, pending, await digest(pending.verifier), lang), pending };
}

/**
 * The session that the issuer's answer opens.
 * @param {Settings} settings
 * @param {string} search the answer
 * @param {Pending | null} pending
 * @param {{fetch: Fetch, now: () => number}} here
 * @returns {Promise<Session>}
 * @throws {Trouble}
 */
export async function finish(settings, search, pending, { fetch, now }) {
  if (!globalThis.crypto?.subtle) throw new Trouble("insecure");
  // First without asking anybody: an answer that was not asked for here is worth no request.
  readAnswer(search, pending, { issuer: settings.issuer, names: false, now: now() });
  const issuer = await discover(settings, fetch);
  const code = readAnswer(search, pending, { issuer: settings.issuer, names: issuer.names, now: now() });
  if (!pending) throw new Trouble("state");
  const answer = await ask(fetch, issuer.token, { method: "POST", body: codeExchange(settings, pending, code) });
  const given = await readJson(answer);
  if (!answer.ok) throw new Trouble("exchange", said(`${text(given.error)} ${text(given.error_description)}`));
  const [accessToken, idToken] = [text(given.access_token), text(given.id_token)];
  // Only what RFC 6750 (section 2.1) lets into a header.
  if (!/^[A-Za-z0-9._~+/-]+=*$/.test(accessToken) || text(given.token_type).toLowerCase() !== "bearer") throw new Trouble("exchange", "no bearer token");
  const keys = await ask(fetch, issuer.keys);
  if (!keys.ok) throw new Trouble("unreachable", `${issuer.keys} answers ${keys.status}`);
  const expected = { keys: await readJson(keys), issuer: settings.issuer, clientId: settings.clientId, nonce: pending.nonce, accessToken, now: now() };
  const { account, name, until } = await checkIdToken(idToken, expected);
  const lasts = typeof given.expires_in === "number" && given.expires_in > 0 ? Math.min(given.expires_in, LONGEST_SESSION) : until - now();
  return { account, name, accessToken, idToken, until: Math.floor(now() + lasts) };
}

/**
 * Where the session ends at the issuer too; "" where it offers no such place.
 * @param {Settings} settings
 * @param {Session} session
 * @param {{back: string, state: string, fetch: Fetch}} here
 * @throws {Trouble}
 */
export async function leave(settings, session, { back, state, fetch }) {
  return endSessionUrl(await discover(settings, fetch), settings, { idToken: session.idToken, back, state });
}

/**
 * @param {Settings} settings
 * @param {Fetch} fetch
 */
async function discover(settings, fetch) {
  const answer = await ask(fetch, discoveryUrl(settings.issuer));
  if (!answer.ok) throw new Trouble("unreachable", `${settings.issuer} answers ${answer.status}`);
  return readIssuer(await readJson(answer), settings.issuer);
}

/**
 * One request that carries nothing but what it says: no cookie, no referrer, no cache, no way to another address.
 * @param {Fetch} fetch
 * @param {string} url
 * @param {RequestInit} [request]
 * @returns {Promise<Response>}
 * @throws {Trouble} "unreachable"
 */
export async function ask(fetch, url, request = {}) {
  try {
    return await fetch(url, {
      ...request,
      headers: { Accept: "application/json", ...request.headers },
      credentials: "omit",
      cache: "no-store",
      redirect: "error",
      referrerPolicy: "no-referrer",
      signal: AbortSignal.timeout(PATIENCE),
    });
  } catch (error) {
    throw new Trouble("unreachable", `${url}: ${error instanceof Error ? error.message : ""}`);
  }
}

/** @param {Response} answer */
async function readJson(answer) {
  try {
    return object(await answer.json());
  } catch {
    return {};
  }
}

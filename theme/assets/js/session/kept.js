/** What a tab remembers of a sign-in, and forgets when it closes; tokens are kept nowhere else. */

import { object, text } from "./settings.js";
import { Trouble } from "./trouble.js";

/** @typedef {import("./messages.js").Pending} Pending */
/** @typedef {import("./flow.js").Session} Session */

const SESSION = "terra-session";
const PENDING = "terra-sign-in";
const FROM = "terra-sign-in-from";
const LEAVING = "terra-sign-out";
const CHANNEL = "terra-session";

/**
 * The session of this tab; null when there is none, or it has ended.
 * @param {number} now in seconds since 1970
 * @returns {Session | null}
 */
export function readSession(now) {
  const from = object(parsed(read(SESSION)));
  const until = typeof from.until === "number" ? from.until : 0;
  const session = { account: text(from.account), name: text(from.name), accessToken: text(from.accessToken), idToken: text(from.idToken), until };
  if (!session.account || !session.accessToken || !session.idToken) return null;
  return until > now ? session : null;
}

/**
 * Whether there was a session in this tab that is over by now.
 * @param {number} now
 */
export function hasEnded(now) {
  return read(SESSION) !== null && readSession(now) === null;
}

/** @param {Session} session */
export function keepSession(session) {
  write(SESSION, JSON.stringify(session));
}

/** Ends the session in this tab and in every other tab of the site. */
export function forgetSession() {
  forgetHere();
  if (typeof BroadcastChannel === "undefined") return;
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage("out");
  channel.close();
}

/**
 * Ends the session of this tab when another tab signs out.
 * @param {() => void} then
 */
export function whenForgotten(then) {
  if (typeof BroadcastChannel === "undefined") return;
  new BroadcastChannel(CHANNEL).addEventListener("message", () => {
    forgetHere();
    then();
  });
}

function forgetHere() {
  take(SESSION);
}

/** @param {Pending} pending */
export function keepPending(pending) {
  write(PENDING, JSON.stringify(pending));
}

/**
 * The sign-in under way, once: an answer cannot be played again.
 * @returns {Pending | null}
 */
export function takePending() {
  const from = object(parsed(take(PENDING)));
  const at = typeof from.at === "number" ? from.at : 0;
  const pending = { state: text(from.state), nonce: text(from.nonce), verifier: text(from.verifier), redirect: text(from.redirect), back: text(from.back), at };
  return pending.state && pending.nonce && pending.verifier ? pending : null;
}

/**
 * The wish to sign in, and the page to return to.
 * @param {string} address
 */
export function keepFrom(address) {
  write(FROM, address);
}

/** @returns {string | null} */
export function takeFrom() {
  return take(FROM);
}

/** @param {string} state */
export function keepLeaving(state) {
  write(LEAVING, state);
}

/** @returns {string | null} */
export function takeLeaving() {
  return take(LEAVING);
}

/**
 * @param {string} key
 * @param {string} value
 * @throws {Trouble} "blocked"
 */
function write(key, value) {
  try {
    sessionStorage.setItem(key, value);
  } catch {
    throw new Trouble("blocked");
  }
}

/** @param {string} key */
function read(key) {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

/** @param {string} key */
function take(key) {
  const value = read(key);
  try {
    sessionStorage.removeItem(key);
  } catch {
    // Blocked storage holds nothing.
  }
  return value;
}

/** @param {string | null} json */
function parsed(json) {
  try {
    return JSON.parse(json ?? "null");
  } catch {
    return null;
  }
}

import assert from "node:assert/strict";
import test from "node:test";

import { checkIdToken } from "../../theme/assets/js/session/id-token.js";
import {
  LONGEST_WAIT, authorizationUrl, codeExchange, endSessionUrl, isAnswer, readAnswer, said,
} from "../../theme/assets/js/session/messages.js";
import { decoded, digest, encoded, halfDigest, secret } from "../../theme/assets/js/session/proof.js";
import { discoveryUrl, readIssuer, readSettings } from "../../theme/assets/js/session/settings.js";

const ISSUER = "https://id.example/realms/terra";
const NOW = 1_800_000_000;
const settings = { issuer: ISSUER, clientId: "catalogue", scope: "openid profile", storage: "", sites: [] };
const described = {
  issuer: ISSUER,
  authorization_endpoint: `${ISSUER}/auth?kc_idp=x`,
  token_endpoint: `${ISSUER}/token`,
  jwks_uri: `${ISSUER}/certs`,
  end_session_endpoint: `${ISSUER}/logout`,
  code_challenge_methods_supported: ["plain", "S256"],
};
const pending = { state: "s1", nonce: "n1", verifier: "v1", redirect: "https://terra.example/fr/sign-in/", back: "", at: NOW };
/** @param {string} kind */
const trouble = (kind) => (/** @type {any} */ error) => error.kind === kind;

test("the code challenge is that of RFC 7636, and secrets are long and never the same", async () => {
  assert.equal(await digest("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
  const secrets = new Set(Array.from({ length: 100 }, secret));
  assert.equal(secrets.size, 100);
  for (const one of secrets) assert.match(one, /^[A-Za-z0-9_-]{43}$/);
  const bytes = crypto.getRandomValues(new Uint8Array(77));
  assert.deepEqual(decoded(encoded(bytes)), bytes);
  for (const wrong of ["", "a", "a=", "a b", "é", "++//"]) assert.equal(decoded(wrong), null);
});

test("settings that the build did not write are refused", () => {
  assert.deepEqual(readSettings({ issuer: ISSUER, client_id: "catalogue", scope: "openid profile" }), settings);
  for (const wrong of [null, [], "x", {}, { issuer: ISSUER }, { issuer: 3, client_id: "x", scope: "openid" }]) {
    assert.throws(() => readSettings(wrong), trouble("unreachable"));
  }
});

test("an issuer is taken at its word only for its own name and its own addresses", () => {
  assert.equal(discoveryUrl(ISSUER), `${ISSUER}/.well-known/openid-configuration`);
  assert.equal(discoveryUrl("https://id.example/"), "https://id.example/.well-known/openid-configuration");
  assert.equal(readIssuer(described, ISSUER).token, `${ISSUER}/token`);
  assert.equal(readIssuer({ ...described, end_session_endpoint: undefined }, ISSUER).endSession, "");
  const wrong = [
    { issuer: `${ISSUER}/` },
    { issuer: undefined },
    { token_endpoint: "https://evil.example/token" },
    { token_endpoint: "http://id.example/token" },
    { jwks_uri: "https://id.example.evil.example/certs" },
    { authorization_endpoint: "javascript:alert(1)" },
    { end_session_endpoint: "//evil.example" },
    { code_challenge_methods_supported: ["plain"] },
  ];
  for (const change of wrong) assert.throws(() => readIssuer({ ...described, ...change }, ISSUER), trouble("issuer"), JSON.stringify(change));
  for (const document of [null, "x", []]) assert.throws(() => readIssuer(document, ISSUER), trouble("issuer"));
});

test("the request carries a challenge, never the verifier, and keeps what the issuer's address already asks", () => {
  const issuer = readIssuer(described, ISSUER);
  const url = new URL(authorizationUrl(issuer, settings, pending, "c1", "fr"));
  assert.deepEqual(Object.fromEntries(url.searchParams), {
    kc_idp: "x", response_type: "code", client_id: "catalogue", redirect_uri: pending.redirect, scope: "openid profile",
    state: "s1", nonce: "n1", code_challenge: "c1", code_challenge_method: "S256", ui_locales: "fr",
  });
  assert.ok(!url.href.includes(pending.verifier));
  assert.equal(codeExchange(settings, pending, "c&d").get("code"), "c&d");
  assert.equal(codeExchange(settings, pending, "c").get("code_verifier"), "v1");
  const out = new URL(endSessionUrl(issuer, settings, { idToken: "a.b.c", back: pending.redirect, state: "s2" }));
  assert.equal(out.searchParams.get("id_token_hint"), "a.b.c");
  assert.equal(endSessionUrl({ ...issuer, endSession: "" }, settings, { idToken: "", back: "", state: "" }), "");
});

test("an answer is read only when this tab asked for it, once, in time, and from the issuer", () => {
  const expected = { issuer: ISSUER, names: false, now: NOW + 5 };
  assert.equal(readAnswer("?code=c1&state=s1", pending, expected), "c1");
  assert.equal(readAnswer(`?code=c1&state=s1&iss=${encodeURIComponent(ISSUER)}`, pending, { ...expected, names: true }), "c1");
  assert.ok(isAnswer("?error=x") && isAnswer("?code=") && !isAnswer("?state=s1") && !isAnswer(""));
  /** @type {[string, typeof pending | null, object, string][]} */
  const wrong = [
    ["?code=c1&state=s1", null, {}, "state"],
    ["?code=c1&state=s2", pending, {}, "state"],
    ["?code=c1", pending, {}, "state"],
    ["?code=c1&state=s1&state=s1", pending, {}, "state"],
    ["?code=c1&code=c2&state=s1", pending, {}, "state"],
    ["?state=s1", pending, {}, "state"],
    ["?code=c1&state=", { ...pending, state: "" }, {}, "state"],
    ["?code=c1&state=s1", pending, { now: NOW + LONGEST_WAIT + 1 }, "late"],
    ["?code=c1&state=s1", pending, { now: NOW - 3600 }, "late"],
    ["?code=c1&state=s1", pending, { names: true }, "issuer"],
    ["?code=c1&state=s1&iss=https%3A%2F%2Fevil.example", pending, {}, "issuer"],
    ["?error=access_denied&state=s1", pending, {}, "denied"],
    ["?error=server_error&state=s1", pending, {}, "refused"],
    ["?error=access_denied&state=s2", pending, {}, "state"],
  ];
  for (const [search, tab, change, kind] of wrong) {
    assert.throws(() => readAnswer(search, tab, { ...expected, ...change }), trouble(kind), `${search} ${kind}`);
  }
});

test("what an issuer says is one short line of text without invisible characters, and a stranger's is not repeated", () => {
  const hostile = `<img src=x onerror=alert(1)>\n\u202egnp\u0000\u200b${"a".repeat(5000)}`;
  assert.equal(said(hostile), `<img src=x onerror=alert(1)> gnp${"a".repeat(168)}`);
  const search = `?${new URLSearchParams({ error: "invalid_request", error_description: hostile, state: "s2" })}`;
  assert.throws(
    () => readAnswer(search, pending, { issuer: ISSUER, names: false, now: NOW }),
    (error) => trouble("state")(error) && /** @type {any} */ (error).detail === "",
  );
});

// Keys and tokens made here, by the platform and not by the module under test.
const rsa = await crypto.subtle.generateKey(
  { name: "RSASSA-PKCS1-v1_5", modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: "SHA-256" }, true, ["sign", "verify"],
);
const ec = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"]);
const rsaKey = { ...(await crypto.subtle.exportKey("jwk", rsa.publicKey)), kid: "r", alg: "RS256", use: "sig" };
const ecKey = { ...(await crypto.subtle.exportKey("jwk", ec.publicKey)), kid: "e" };
const keys = { keys: [rsaKey, ecKey] };
const claims = { iss: ISSUER, aud: "catalogue", sub: "u1", nonce: "n1", iat: NOW - 2, exp: NOW + 300, name: "Ada <b>Lovelace</b>" };
const expected = { keys, issuer: ISSUER, clientId: "catalogue", nonce: "n1", accessToken: "at", now: NOW };

/** @param {object} value */
const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
/**
 * @param {object} body
 * @param {object} [head]
 * @param {"rsa" | "ec"} [by]
 */
async function signed(body, head = { alg: "RS256", kid: "r" }, by = "rsa") {
  const message = `${part(head)}.${part(body)}`;
  const [how, key] = by === "rsa" ? ["RSASSA-PKCS1-v1_5", rsa.privateKey] : [{ name: "ECDSA", hash: "SHA-256" }, ec.privateKey];
  return `${message}.${Buffer.from(await crypto.subtle.sign(/** @type {any} */ (how), /** @type {any} */ (key), Buffer.from(message))).toString("base64url")}`;
}

test("a token signed by the issuer, with RSA or an elliptic curve, names its reader", async () => {
  const reader = { account: "u1", name: "Ada <b>Lovelace</b>", until: NOW + 300 };
  assert.deepEqual(await checkIdToken(await signed(claims), expected), reader);
  assert.deepEqual(await checkIdToken(await signed(claims, { alg: "ES256", kid: "e" }, "ec"), expected), reader);
  assert.deepEqual(await checkIdToken(await signed(claims, { alg: "ES256" }, "ec"), expected), reader);
  const many = { ...claims, aud: ["other", "catalogue"], azp: "catalogue", at_hash: await halfDigest("at"), name: "", preferred_username: "ada" };
  assert.equal((await checkIdToken(await signed(many), expected)).name, "ada");
});

test("the half digest of an access token is that of the example in the specification", async () => {
  assert.equal(await halfDigest("jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y"), "77QmUPtjPfzWtF2AnpK9RQ");
});

test("a token that is not signed by a key of the issuer is refused", async () => {
  const good = await signed(claims);
  const [head, , signature] = good.split(".");
  const other = await signed(claims, { alg: "ES256", kid: "e" }, "rsa");
  const none = `${part({ alg: "none" })}.${part(claims)}.`;
  const wrong = [
    "", "x", "a.b", "a.b.c", none, `${none}AAAA`, `${good}.x`, other,
    `${head}.${part({ ...claims, sub: "u2" })}.${signature}`,
    await signed(claims, { alg: "HS256", kid: "r" }),
    await signed(claims, { alg: "RS256", kid: "unknown" }),
    await signed(claims, { alg: "RS256", kid: "r", crit: ["b64"], b64: false }),
    await signed(claims, { alg: "toString", kid: "r" }),
    await signed(claims, { alg: "RS256", kid: "e" }),
  ];
  for (const token of wrong) await assert.rejects(checkIdToken(token, expected), trouble("signature"), token.slice(0, 60));
  for (const set of [null, {}, { keys: [] }, { keys: "x" }, { keys: [{ ...rsaKey, use: "enc" }] }, { keys: [rsaKey, rsaKey] }, { keys: [{ ...rsaKey, n: "AQAB" }] }, { keys: [{ ...rsaKey, e: "" }] }]) {
    await assert.rejects(checkIdToken(good, { ...expected, keys: set }), trouble("signature"), JSON.stringify(set)?.slice(0, 60));
  }
});

test("a signed token for somebody else, of another time or in answer to another request is refused", async () => {
  /** @type {[object, string][]} */
  const wrong = [
    [{ iss: "https://id.example/realms/other" }, "claims"],
    [{ aud: "other" }, "claims"],
    [{ aud: ["catalogue", "other"] }, "claims"],
    [{ azp: "other" }, "claims"],
    [{ sub: "" }, "claims"],
    [{ at_hash: "x" }, "claims"],
    [{ exp: "2099" }, "claims"],
    [{ iat: undefined }, "claims"],
    [{ nonce: "n2" }, "nonce"],
    [{ nonce: undefined }, "nonce"],
    [{ exp: NOW - 61 }, "expired"],
    [{ iat: NOW + 61 }, "expired"],
    [{ nbf: NOW + 61 }, "expired"],
  ];
  for (const [change, kind] of wrong) {
    await assert.rejects(checkIdToken(await signed({ ...claims, ...change }), expected), trouble(kind), JSON.stringify(change));
  }
  assert.equal((await checkIdToken(await signed({ ...claims, exp: NOW - 30, iat: NOW + 30 }), expected)).account, "u1");
});

/**
 * A real OpenID provider on this machine, and a place that keeps the baskets of its accounts, for the browser test.
 *
 *     node tests/session/provider.js http://127.0.0.1:8000/
 *
 * It prints one line of JSON, {"issuer": ..., "storage": ...}, and stops when its standard input ends.
 */

import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";

import Provider from "oidc-provider";

const site = process.argv[2] ?? "http://127.0.0.1:8000/";
const origin = new URL(site).origin;

/** @param {import("node:crypto").KeyObject} key */
const jwk = (key, kid, alg) => ({ ...key.export({ format: "jwk" }), kid, alg, use: "sig" });
const keys = [
  jwk(generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey, "rsa", "RS256"),
  jwk(generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey, "ec", "ES256"),
];
const pages = ["fr", "en"].map((lang) => `${site}${lang}/sign-in/`);
const client = {
  token_endpoint_auth_method: "none",
  grant_types: ["authorization_code"],
  response_types: ["code"],
  redirect_uris: pages,
  post_logout_redirect_uris: pages,
};

/** @param {import("node:http").Server} server */
const listening = (server) =>
  new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${server.address().port}`));
  });

const server = createServer();
const issuer = await listening(server);
const provider = new Provider(issuer, {
  clients: [
    { ...client, client_id: "catalogue", id_token_signed_response_alg: "RS256" },
    { ...client, client_id: "catalogue-ec", id_token_signed_response_alg: "ES256" },
  ],
  jwks: { keys },
  cookies: { keys: ["only for tests"] },
  clientBasedCORS: (_ctx, from) => from === origin,
  // As Keycloak does: what the scope asks for is in the ID token.
  conformIdTokenClaims: false,
  claims: { openid: ["sub"], profile: ["name"] },
  findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id, name: `${id} <b>Test</b>` }) }),
  ttl: { AccessToken: 3600, IdToken: 3600, AuthorizationCode: 60, Grant: 3600, Interaction: 600, Session: 3600 },
});
server.on("request", provider.callback());

/** @type {Map<string, {body: string, version: number}>} */
const kept = new Map();
const storage = createServer(async (request, response) => {
  response.setHeader("Access-Control-Allow-Origin", origin);
  response.setHeader("Access-Control-Allow-Headers", "Authorization, Content-Type, If-Match, If-None-Match");
  response.setHeader("Access-Control-Allow-Methods", "GET, PUT");
  response.setHeader("Access-Control-Expose-Headers", "ETag");
  if (request.method === "OPTIONS") return response.writeHead(204).end();
  const token = await provider.AccessToken.find((request.headers.authorization ?? "").replace(/^Bearer /, ""));
  if (!token?.isValid) return response.writeHead(401).end();
  const now = kept.get(token.accountId);
  if (request.method === "GET") {
    if (!now) return response.writeHead(204).end();
    return response.writeHead(200, { "Content-Type": "application/json", ETag: `"${now.version}"` }).end(now.body);
  }
  const free = now ? request.headers["if-match"] === `"${now.version}"` : request.headers["if-none-match"] === "*";
  if (!free) return response.writeHead(412).end();
  let body = "";
  for await (const piece of request) body += piece;
  kept.set(token.accountId, { body, version: (now?.version ?? 0) + 1 });
  return response.writeHead(204).end();
});

console.log(JSON.stringify({ issuer, storage: `${await listening(storage)}/baskets` }));
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));

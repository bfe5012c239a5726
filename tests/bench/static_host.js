/**
 * A static host on this machine, a process of its own: text is gzipped as hosts do, every answer's bytes are counted.
 *
 * `node static_host.js '{"folders": {"name": "/path"}, "pages": {"/x.html": "..."}}'` prints its address;
 * GET /served gives what was asked for since the last such question, as [path, bytes] pairs.
 */

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";

const { folders, pages } = JSON.parse(process.argv[2]);
/** What hosts compress; the rest is served as it lies there. */
const TEXT = { ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".json": "application/json" };
/** @type {Map<string, {body: Buffer, headers: Record<string, string | number>} | null>} */
const known = new Map();
let served = [];

async function answer(path) {
  if (known.has(path)) return known.get(path);
  const [, first, ...rest] = path.split("/");
  const body = pages[path] ?? (folders[first] && (await readFile(join(folders[first], ...rest)).catch(() => null)));
  const type = TEXT[extname(path)];
  const sent = body == null ? null : type ? gzipSync(body) : Buffer.from(body);
  const headers = { "Content-Type": type ?? "application/octet-stream", "Content-Length": sent?.length ?? 0 };
  if (extname(path) === ".wasm") headers["Content-Type"] = "application/wasm";
  known.set(path, sent && { body: sent, headers: type ? { ...headers, "Content-Encoding": "gzip" } : headers });
  return known.get(path);
}

const server = createServer(async (request, response) => {
  const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
  if (path === "/served") {
    response.end(JSON.stringify(served));
    served = [];
    return;
  }
  const found = await answer(path);
  served.push([path, found?.body.length ?? 0]);
  response.writeHead(found ? 200 : 404, found?.headers).end(found?.body);
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}`));

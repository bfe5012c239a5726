/**
 * Lets the basket be read without a network after one visit: keeps a copy of what its page loads, and answers with it
 * only when the network does not. Everything else of the site goes the ordinary way.
 */

/** @typedef {{request: Request, respondWith(answer: Promise<Response>): void, waitUntil(done: Promise<unknown>): void}} Asked */

const KEPT = "terra-offline-1";
const OURS = /\/(?:(?:fr|en)\/basket\/|assets\/|access\/|stac\/collections\/[^/]+\/collection\.json$)/;

self.addEventListener("install", (event) => {
  const { waitUntil } = bound(event);
  const first = ["fr/basket/", "en/basket/", "access/words-fr.json", "access/words-en.json", "access/sites.json", "access/gone.json"];
  waitUntil(caches.open(KEPT).then((cache) => cache.addAll(first)));
});

self.addEventListener("activate", (event) => {
  const { waitUntil } = bound(event);
  waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name !== KEPT).map((name) => caches.delete(name)))));
});

self.addEventListener("fetch", (event) => {
  const { request, respondWith } = bound(event);
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin || !OURS.test(url.pathname)) return;
  respondWith(fresh(request));
});

/**
 * The network's answer, a copy of which is kept; without a network, the copy.
 * @param {Request} request
 */
async function fresh(request) {
  const cache = await caches.open(KEPT);
  try {
    const answer = await fetch(request);
    if (answer.ok) await cache.put(request, answer.clone());
    return answer;
  } catch (error) {
    const copy = await cache.match(request, { ignoreSearch: true });
    if (copy) return copy;
    throw error;
  }
}

/**
 * @param {Event} event of a service worker, whose types the DOM's do not know
 * @returns {Asked}
 */
function bound(event) {
  const asked = /** @type {Asked} */ (/** @type {unknown} */ (event));
  return { request: asked.request, respondWith: (answer) => asked.respondWith(answer), waitUntil: (done) => asked.waitUntil(done) };
}

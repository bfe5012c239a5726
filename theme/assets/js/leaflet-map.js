/** A map that moves: Leaflet loaded on demand, our land, our canvas of footprints, our words. */

/** @typedef {import("./footprints.js").Footprints} Footprints */
/** @typedef {import("./box-layer.js").BoxLayer} BoxLayer */

/** The zoom below which a footprint cannot be told from another. */
const NEAR = 1.5;

/**
 * Leaflet and its style sheet, once.
 * @param {string} root way to the root of the site
 * @returns {Promise<typeof import("leaflet")>}
 */
export async function loadLeaflet(root) {
  const base = new URL(root, document.baseURI).href;
  const sheet = `${base}assets/vendor/leaflet/leaflet.css`;
  const known = [...document.styleSheets].some(({ href }) => href === sheet);
  const styled = known || new Promise((resolve, reject) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = sheet;
    link.onload = resolve;
    link.onerror = () => reject(new Error(`${sheet} cannot be loaded`));
    document.head.prepend(link);
  });
  await Promise.all([import(`${base}assets/vendor/leaflet/leaflet.js`), styled]);
  return /** @type {any} */ (globalThis).L;
}

/**
 * @param {typeof import("leaflet")} L
 * @param {HTMLElement} view
 * @param {any} land GeoJSON
 * @param {Record<string, string>} words zoom_in, zoom_out, map, attribution (or map-zoom-in and so on)
 * @param {Footprints} prints
 * @param {typeof import("./box-layer.js").makeBoxLayer} makeBoxLayer
 * @param {HTMLElement} element whose colours are drawn with
 * @returns {{map: import("leaflet").Map, boxes: BoxLayer}}
 */
export function baseMap(L, view, land, words, prints, makeBoxLayer, element) {
  view.replaceChildren();
  view.setAttribute("role", "region");
  view.setAttribute("aria-label", words.map ?? words["map-title"] ?? "");
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(view, {
    minZoom: 0,
    maxZoom: 9,
    zoomSnap: 0.5,
    maxBounds: [[-86, -200], [86, 200]],
    maxBoundsViscosity: 0.8,
    zoomControl: false,
    attributionControl: false,
    zoomAnimation: !still,
    fadeAnimation: !still,
    inertia: !still,
  });
  const zoom = { zoomInTitle: words.zoom_in ?? words["map-zoom-in"], zoomOutTitle: words.zoom_out ?? words["map-zoom-out"] };
  L.control.zoom(zoom).addTo(map);
  L.control.attribution({ prefix: false }).addAttribution(words.attribution ?? words["map-attribution"] ?? "").addTo(map);
  // GeoJSON hands its options to the shapes it makes, renderer included; its types do not say so.
  const options = { interactive: false, renderer: L.canvas({ padding: 0.3 }), style: () => landStyle(element) };
  const base = L.geoJSON(land, options).addTo(map);
  const boxes = makeBoxLayer(L, prints, () => ({ box: colour(element, "--map-box", "#0b6b7a"), active: colour(element, "--map-box-active", "#c2410c") }));
  map.fitBounds([[-56, -168], [74, 178]], { animate: false });
  // On a narrow screen the world is a stamp: start nearer, where most footprints lie.
  if (map.getZoom() < NEAR) map.setView([38, 8], NEAR, { animate: false });
  boxes.layer.addTo(map);
  onThemeChange(() => {
    base.setStyle(landStyle(element));
    boxes.redraw();
  });
  new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(view);
  return { map, boxes };
}

/** @param {HTMLElement} element */
function landStyle(element) {
  return { stroke: true, weight: 0.6, color: colour(element, "--map-coast", "#8fa3a6"), fillColor: colour(element, "--map-land", "#dfe5df"), fillOpacity: 1 };
}

/**
 * A colour of the page's CSS.
 * @param {HTMLElement} element
 * @param {string} name
 * @param {string} otherwise
 */
function colour(element, name, otherwise) {
  return getComputedStyle(element).getPropertyValue(name).trim() || otherwise;
}

/** @param {() => void} act */
function onThemeChange(act) {
  new MutationObserver(act).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", act);
}

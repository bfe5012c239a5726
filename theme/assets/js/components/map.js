/** The map page: all footprints on one canvas, the datasets of the view beside it, those of the whole world apart. */

import { makeBoxLayer } from "../box-layer.js";
import { fetchJson, langOf, loadCatalogue, rootOf } from "../catalogue.js";
import { fold, wordsOf } from "../fold.js";
import { makeFootprints, mapX, mapY, rowsIn } from "../footprints.js";
import { makeMapLists } from "../map-lists.js";
import { readWords } from "../words.js";

/** Pixels around a click that count as under it: a finger is no needle. */
const REACH = 6;
/** The zoom below which a footprint cannot be told from another. */
const NEAR = 1.5;

/** @typedef {import("../catalogue.js").Loaded} Loaded */

/** @param {Element} element */
export async function start(element) {
  const words = readWords(element);
  const view = element.querySelector("[data-part=view]");
  const count = element.querySelector("[data-part=count]");
  if (!(element instanceof HTMLElement) || !(view instanceof HTMLElement)) return;
  try {
    const [L, loaded, land] = await Promise.all([
      loadLeaflet(element),
      loadCatalogue(element, { summaries: false }),
      fetchJson(`${rootOf(element)}assets/land.json`),
    ]);
    show(element, view, L, loaded, land, words);
  } catch (error) {
    console.error(error);
    if (count) count.textContent = words.failed ?? "";
  }
}

/**
 * @param {Element} element
 * @returns {Promise<typeof import("leaflet")>}
 */
async function loadLeaflet(element) {
  await import(`${rootOf(element)}assets/vendor/leaflet/leaflet.js`);
  return /** @type {any} */ (globalThis).L;
}

/**
 * @param {HTMLElement} element
 * @param {HTMLElement} view
 * @param {typeof import("leaflet")} L
 * @param {Loaded} loaded
 * @param {any} land GeoJSON
 * @param {Record<string, string>} words
 */
function show(element, view, L, loaded, land, words) {
  const prints = makeFootprints(loaded.boxes);
  view.replaceChildren();
  view.setAttribute("role", "region");
  view.setAttribute("aria-label", words.map ?? "");
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
  L.control.zoom({ zoomInTitle: words.zoom_in, zoomOutTitle: words.zoom_out }).addTo(map);
  L.control.attribution({ prefix: false }).addAttribution(words.attribution ?? "").addTo(map);
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

  const list = makeMapLists(element, { loaded, root: rootOf(element), lang: langOf(element), words, light: boxes.highlight });
  const worldwide = new Set(prints.worldwide);
  let wanted = (/** @type {number} */ _row) => true;

  function refresh() {
    const bounds = map.getBounds();
    const rows = rowsIn(
      prints,
      { west: mapX(bounds.getWest()), east: mapX(bounds.getEast()), top: mapY(bounds.getNorth()), bottom: mapY(bounds.getSouth()) },
      wanted,
    );
    list.inView(rows);
    list.worldwide([...worldwide].filter(wanted));
  }

  map.on("moveend", refresh);
  map.on("click", (event) => {
    const point = map.latLngToContainerPoint(event.latlng);
    const a = map.containerPointToLatLng(point.subtract([REACH, REACH]));
    const b = map.containerPointToLatLng(point.add([REACH, REACH]));
    const rows = rowsIn(prints, { west: mapX(a.lng), east: mapX(b.lng), top: mapY(a.lat), bottom: mapY(b.lat) }, wanted);
    if (!rows.length) return;
    L.popup({ maxWidth: 320, maxHeight: 260, className: "map-popup" })
      .setLatLng(event.latlng)
      .setContent(list.popup(rows))
      .openOn(map);
  });
  map.on("popupclose", () => boxes.highlight(null));

  listenToFilters(element, loaded, (next) => {
    wanted = next;
    boxes.filter(next);
    refresh();
  });
  new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(view);
  refresh();
}

/**
 * The two filters that a map page may have: a text found in titles, and a compartment.
 * @param {HTMLElement} element
 * @param {Loaded} loaded
 * @param {(wanted: (row: number) => boolean) => void} filter
 */
function listenToFilters(element, { table }, filter) {
  const text = element.querySelector("[data-part=find]");
  const choice = element.querySelector("[data-part=compartment]");
  if (choice instanceof HTMLSelectElement) {
    table.options.compartment.forEach((id, i) => choice.append(new Option(table.labels.compartment[i] ?? id, id)));
  }
  /** @type {readonly string[] | undefined} */
  let titles;
  const read = () => {
    const sought = text instanceof HTMLInputElement ? wordsOf(text.value) : [];
    const compartment = choice instanceof HTMLSelectElement ? table.options.compartment.indexOf(choice.value) : -1;
    titles ??= table.titles.map(fold);
    filter(
      (row) =>
        (compartment < 0 || (table.cells.compartment[row] ?? []).includes(compartment)) &&
        sought.every((word) => titles?.[row]?.includes(word)),
    );
  };
  text?.addEventListener("input", read);
  choice?.addEventListener("change", read);
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

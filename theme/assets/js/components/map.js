/** The map page: all footprints on one canvas, the datasets of the view beside it, those of the whole world apart. */

import { makeBoxLayer } from "../box-layer.js";
import { fetchJson, langOf, loadCatalogue, rootOf } from "../catalogue.js";
import { fold, wordsOf } from "../fold.js";
import { makeFootprints, mapX, mapY, rowsIn } from "../footprints.js";
import { baseMap, loadLeaflet } from "../leaflet-map.js";
import { makeMapLists } from "../map-lists.js";
import { readWords } from "../words.js";

/** Pixels around a click that count as under it: a finger is no needle. */
const REACH = 6;
/** @typedef {import("../catalogue.js").Loaded} Loaded */

/** @param {Element} element */
export async function start(element) {
  const words = readWords(element);
  const view = element.querySelector("[data-part=view]");
  const count = element.querySelector("[data-part=count]");
  if (!(element instanceof HTMLElement) || !(view instanceof HTMLElement)) return;
  try {
    const [L, loaded, land] = await Promise.all([
      loadLeaflet(rootOf(element)),
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
 * @param {HTMLElement} element
 * @param {HTMLElement} view
 * @param {typeof import("leaflet")} L
 * @param {Loaded} loaded
 * @param {any} land GeoJSON
 * @param {Record<string, string>} words
 */
function show(element, view, L, loaded, land, words) {
  const prints = makeFootprints(loaded.boxes);
  const { map, boxes } = baseMap(L, view, land, words, prints, makeBoxLayer, element);
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

/** The map as a facet: the footprints of the hits on one canvas, a zone to draw or to pan to, the list and it linked. */

import { makeBoxLayer } from "../../box-layer.js";
import { fetchJson } from "../../catalogue.js";
import { roundBox } from "../../discovery/address.js";
import { keptBut } from "../../discovery/select.js";
import { boxesFrom, rowsIn, mapX, mapY } from "../../footprints.js";
import { baseMap, loadLeaflet } from "../../leaflet-map.js";
import { counted, fill } from "../../words.js";
import { partOf } from "../search.js";

/** @typedef {import("../search.js").Around} Around */
/** @typedef {import("../search.js").Shown} Shown */
/** @typedef {import("../../discovery/address.js").Box} Box */

const REACH = 6;
const IN_POPUP = 8;
const IN_GROUP = 12;
/** Degrees of longitude from which the whole world is the better view. */
const WIDE = 180;
/** A pan is over when the map rests for so long. */
const REST = 400;

/** @param {Around} around */
export function makeMap(around) {
  const { element, root, words, source } = around;
  const section = partOf(element, "map");
  /** @type {ReturnType<typeof build> | null} */
  let built = null;
  /** @type {Shown | null} */
  let now = null;

  return {
    /** @param {Shown} shown */
    async show(shown) {
      now = shown;
      if (!section) return;
      section.hidden = !shown.state.map;
      element.classList.toggle("with-map", shown.state.map);
      if (!shown.state.map) return;
      try {
        built ??= build(section);
        const map = await built;
        if (now === shown) map.show(shown);
      } catch (error) {
        console.error(error);
        built = null;
        const said = document.createElement("p");
        said.className = "notice";
        said.textContent = words["map-failed"] ?? "";
        section.replaceChildren(said);
      }
    },
  };

  /** @param {HTMLElement} place */
  async function build(place) {
    const [L, land] = await Promise.all([loadLeaflet(root), fetchJson(`${root}assets/land.json`), source.loadBoxes()]);
    const { boxes } = source.columns;
    if (!boxes) throw new Error("the boxes are missing");
    const columnsOfBoxes = boxes;
    const prints = boxesFrom(boxes, source.columns.live);
    const view = document.createElement("div");
    view.className = "map-view";
    const tools = document.createElement("div");
    tools.className = "map-tools";
    const draw = tool(words["zone-draw"]);
    const here = tool(words["zone-view"]);
    const clear = tool(words["zone-clear"]);
    const follow = document.createElement("label");
    const following = document.createElement("input");
    following.type = "checkbox";
    follow.append(following, " ", words["zone-follow"] ?? "");
    const close = tool(words["map-close"]);
    close.classList.add("only-wide");
    tools.append(draw, here, clear, follow, close);
    const foot = document.createElement("div");
    foot.className = "map-foot";
    const shownCount = document.createElement("p");
    const group = document.createElement("details");
    const groupTitle = document.createElement("summary");
    const groupList = document.createElement("ul");
    groupList.className = "map-list";
    group.append(groupTitle, groupList);
    foot.append(shownCount, group);
    place.replaceChildren(tools, view, foot);
    const { map, boxes: layer } = baseMap(L, view, land, words, prints, makeBoxLayer, element);
    const worldwide = new Set(prints.worldwide);
    /** @type {(row: number) => boolean} */
    let wanted = () => true;
    /** @type {import("leaflet").Rectangle | null} */
    let zone = null;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let resting;
    let drawing = false;
    let ours = false;

    const ask = (/** @type {Box | null} */ box, replace = false) => {
      if (now) around.go({ ...now.state, box: box && roundBox(box), page: 1 }, { replace });
    };
    const viewBox = () => boxOf(map.getBounds());
    here.addEventListener("click", () => ask(viewBox()));
    clear.addEventListener("click", () => {
      following.checked = false;
      ask(null);
    });
    close.addEventListener("click", () => {
      if (now) around.go({ ...now.state, map: false }, { replace: true, focus: () => partOf(element, "open-map")?.focus() });
    });
    following.addEventListener("change", () => {
      if (following.checked) ask(viewBox());
    });
    map.on("moveend", () => {
      if (!following.checked || ours) return;
      clearTimeout(resting);
      // Panning is a way of looking: it changes the address without filling the history.
      resting = setTimeout(() => ask(viewBox(), true), REST);
    });
    drawZone(L, map, draw, words, {
      begin: () => (drawing = true),
      done: (box) => {
        drawing = false;
        if (box) ask(box);
      },
    });

    const under = (/** @type {import("leaflet").LatLng} */ at) => {
      const point = map.latLngToContainerPoint(at);
      const a = map.containerPointToLatLng(point.subtract([REACH, REACH]));
      const b = map.containerPointToLatLng(point.add([REACH, REACH]));
      return rowsIn(prints, { west: mapX(a.lng), east: mapX(b.lng), top: mapY(a.lat), bottom: mapY(b.lat) }, wanted);
    };
    map.on("mousemove", (event) => {
      if (drawing) return;
      const [row = null] = under(event.latlng);
      layer.highlight(row);
      mark(row);
    });
    map.on("mouseout", () => {
      layer.highlight(null);
      mark(null);
    });
    map.on("click", async (event) => {
      if (drawing) return;
      const rows = under(event.latlng);
      if (!rows.length) return;
      const content = document.createElement("div");
      const head = document.createElement("p");
      head.className = "map-popup-count";
      head.textContent = fill(words["map-here"], { n: rows.length });
      const list = document.createElement("ul");
      list.className = "map-list";
      list.append(...(await links(rows.slice(0, IN_POPUP))));
      content.append(...(rows.length > 1 ? [head] : []), list);
      L.popup({ maxWidth: 320, maxHeight: 260, className: "map-popup" }).setLatLng(event.latlng).setContent(content).openOn(map);
    });
    const results = partOf(element, "results");
    for (const [name, on] of /** @type {const} */ ([["mouseover", true], ["focusin", true], ["mouseout", false], ["focusout", false]])) {
      results?.addEventListener(name, (event) => {
        const hit = event.target instanceof Element ? event.target.closest("li[data-dataset]") : null;
        const at = hit ? [...(results.children ?? [])].indexOf(hit) : -1;
        layer.highlight(on && at >= 0 ? (now?.rows[at] ?? null) : null);
      });
    }

    /**
     * Marks the hit of a row in the list.
     * @param {number | null} row
     */
    function mark(row) {
      const at = row === null || !now ? -1 : now.rows.indexOf(row);
      results?.querySelector(".lit")?.classList.remove("lit");
      if (at >= 0) results?.children[at]?.classList.add("lit");
    }

    /** @param {readonly number[]} rows */
    async function links(rows) {
      const cards = await source.cards(rows);
      return cards.map((card) => {
        const item = document.createElement("li");
        const link = document.createElement("a");
        link.href = `${root}${around.lang}/datasets/${card.id}/`;
        link.textContent = card.title;
        if (card.titleInOther) link.lang = around.lang === "fr" ? "en" : "fr";
        if (card.compartment) item.dataset.compartment = card.compartment;
        item.append(link);
        return item;
      });
    }

    let fitted = false;
    /**
     * Shows the footprints of the hits as near as they can be, the first time only: then the view is the reader's.
     * @param {readonly number[]} rows
     */
    function fit(rows) {
      fitted = true;
      const wantedRows = new Set(rows);
      let [west, south, east, north] = [180, 90, -180, -90];
      const { offsets, west: w, south: s, east: e, north: n } = columnsOfBoxes;
      for (const row of wantedRows) {
        for (let i = offsets[row] ?? 0; i < (offsets[row + 1] ?? 0); i++) {
          if ((w[i] ?? 0) > (e[i] ?? 0)) return;
          west = Math.min(west, w[i] ?? 0);
          east = Math.max(east, e[i] ?? 0);
          south = Math.min(south, s[i] ?? 0);
          north = Math.max(north, n[i] ?? 0);
        }
      }
      if (rows.length && east - west < WIDE) map.fitBounds([[south, west], [north, east]], { animate: false, maxZoom: 5, padding: [24, 24] });
    }

    /** @type {number[]} */
    let everywhere = [];
    group.addEventListener("toggle", async () => {
      if (group.open) groupList.replaceChildren(...(await links(everywhere.slice(0, IN_GROUP))), ...rest(everywhere.length - IN_GROUP));
    });
    /** @param {number} n */
    function rest(n) {
      if (n <= 0) return [];
      const item = document.createElement("li");
      item.className = "map-rest";
      item.textContent = `+ ${n}`;
      return [item];
    }

    return {
      /** @param {Shown} shown */
      show({ state, selection }) {
        // Those outside the zone stay in sight: one sees what a wider zone would add.
        wanted = keptBut(selection, "box");
        layer.filter(wanted);
        const kept = [...prints.rows].filter(wanted);
        everywhere = [...worldwide].filter(wanted);
        shownCount.textContent = counted(words, "map-shown", kept.length, around.lang);
        groupTitle.textContent = counted(words, "map-worldwide", everywhere.length, around.lang);
        group.hidden = !everywhere.length;
        if (group.open) links(everywhere.slice(0, IN_GROUP)).then((items) => groupList.replaceChildren(...items, ...rest(everywhere.length - IN_GROUP)));
        if (!fitted) fit(kept);
        clear.hidden = !state.box;
        zone?.remove();
        zone = null;
        if (!state.box) return;
        const corners = cornersOf(state.box);
        zone = L.rectangle(corners, { interactive: false, fill: false, weight: 2, dashArray: "6 4", className: "map-zone" }).addTo(map);
        if (following.checked || map.getBounds().intersects(corners)) return;
        ours = true;
        map.fitBounds(corners, { animate: false });
        ours = false;
      },
    };
  }
}

/**
 * A rectangle drawn with the mouse or a finger on the map; Escape gives up.
 * @param {typeof import("leaflet")} L
 * @param {import("leaflet").Map} map
 * @param {HTMLButtonElement} button
 * @param {Record<string, string>} words
 * @param {{begin: () => void, done: (box: Box | null) => void}} report
 */
function drawZone(L, map, button, words, { begin, done }) {
  const place = map.getContainer();
  const before = button.textContent ?? "";
  let on = false;
  /** @type {import("leaflet").LatLng | null} */
  let from = null;
  /** @type {import("leaflet").Rectangle | null} */
  let shape = null;
  const at = (/** @type {PointerEvent} */ event) => map.mouseEventToLatLng(event);
  const stop = (/** @type {Box | null} */ box) => {
    on = false;
    from = null;
    shape?.remove();
    shape = null;
    map.dragging.enable();
    place.classList.remove("drawing");
    button.textContent = before;
    button.setAttribute("aria-pressed", "false");
    done(box);
  };
  button.setAttribute("aria-pressed", "false");
  button.addEventListener("click", () => {
    if (on) return stop(null);
    on = true;
    begin();
    map.dragging.disable();
    place.classList.add("drawing");
    button.textContent = words["zone-drawing"] ?? before;
    button.setAttribute("aria-pressed", "true");
  });
  document.addEventListener("keydown", (event) => {
    if (on && event.key === "Escape") stop(null);
  });
  place.addEventListener("pointerdown", (event) => {
    if (!on || !event.isPrimary) return;
    event.preventDefault();
    from = at(event);
    place.setPointerCapture(event.pointerId);
  });
  place.addEventListener("pointermove", (event) => {
    if (!on || !from) return;
    const bounds = L.latLngBounds(from, at(event));
    shape = shape?.setBounds(bounds) ?? L.rectangle(bounds, { interactive: false, weight: 2, className: "map-zone" }).addTo(map);
  });
  place.addEventListener("pointerup", (event) => {
    if (!on || !from) return;
    const bounds = L.latLngBounds(from, at(event));
    const drawn = bounds.getEast() - bounds.getWest() > 0.01 && bounds.getNorth() - bounds.getSouth() > 0.01;
    // A click without a drag is no zone.
    stop(drawn ? boxOf(bounds) : null);
  });
}

/**
 * @param {import("leaflet").LatLngBounds} bounds
 * @returns {Box}
 */
function boxOf(bounds) {
  const [west, east] = [bounds.getWest(), bounds.getEast()];
  // The map shows a little more than one turn of the Earth.
  const turn = (/** @type {number} */ longitude) => (Math.abs(longitude) <= 180 ? longitude : ((((longitude + 180) % 360) + 360) % 360) - 180);
  const south = Math.max(bounds.getSouth(), -90);
  const north = Math.min(bounds.getNorth(), 90);
  return east - west >= 360 ? [-180, south, 180, north] : [turn(west), south, turn(east), north];
}

/**
 * @param {Box} box
 * @returns {[[number, number], [number, number]]}
 */
function cornersOf([west, south, east, north]) {
  return [[south, west], [north, east < west ? east + 360 : east]];
}

/** @param {string | undefined} label */
function tool(label) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button small";
  button.textContent = label ?? "";
  return button;
}

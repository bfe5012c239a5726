/** A Leaflet layer that draws all footprints on one canvas by hand: thousands stay fluid where shapes of Leaflet do not. */

import { covers, same, touches } from "./footprints.js";

/** @typedef {import("./footprints.js").Footprints} Footprints */
/** @typedef {{box: string, active: string}} Colours */
/**
 * @typedef {object} BoxLayer
 * @property {import("leaflet").Layer} layer
 * @property {(wanted: (row: number) => boolean) => void} filter draws only the wanted rows
 * @property {(row: number | null) => void} highlight draws one row over all others
 * @property {() => void} redraw
 */

/** Share of the map drawn beyond each edge, so that dragging does not show bare borders. */
const PADDING = 0.15;
/** A part smaller than this, in pixels, is drawn as a dot. */
const SMALL = 7;
/** How deep the colour may get where all boxes overlap. */
const DEPTH = 1.2;

/**
 * @param {typeof import("leaflet")} L
 * @param {Footprints} prints
 * @param {() => Colours} colours read at each drawing: the theme may change
 * @returns {BoxLayer}
 */
export function makeBoxLayer(L, prints, colours) {
  const canvas = document.createElement("canvas");
  canvas.className = "leaflet-zoom-animated map-boxes";
  canvas.setAttribute("aria-hidden", "true");
  /** @type {import("leaflet").Map | null} */
  let map = null;
  /** @type {(row: number) => boolean} */
  let wanted = () => true;
  /** @type {number | null} */
  let active = null;
  /** @type {import("leaflet").LatLng | null} */
  let corner = null;
  let zoom = 0;

  const Layer = L.Layer.extend({
    onAdd(/** @type {import("leaflet").Map} */ onto) {
      map = onto;
      map.getPane("overlayPane")?.append(canvas);
      draw();
    },
    onRemove() {
      canvas.remove();
      map = null;
    },
    getEvents() {
      return { moveend: draw, resize: draw, viewreset: draw, zoomanim: animate };
    },
  });

  /**
   * While Leaflet animates a zoom, the last drawing is stretched along.
   * @param {import("leaflet").ZoomAnimEvent} event
   */
  function animate(event) {
    if (!map || !corner) return;
    const scale = map.getZoomScale(event.zoom, zoom);
    // Leaflet's own layers ask the map the same private question; the version is pinned.
    const offset = /** @type {any} */ (map)._latLngToNewLayerPoint(corner, event.zoom, event.center);
    L.DomUtil.setTransform(canvas, offset, scale);
  }

  function draw() {
    if (!map) return;
    const size = map.getSize();
    const pad = size.multiplyBy(PADDING).round();
    const topLeft = map.containerPointToLayerPoint(pad.multiplyBy(-1));
    const width = size.x + 2 * pad.x;
    const height = size.y + 2 * pad.y;
    const ratio = window.devicePixelRatio || 1;
    corner = map.layerPointToLatLng(topLeft);
    zoom = map.getZoom();
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    L.DomUtil.setTransform(canvas, topLeft, 1);
    const context = canvas.getContext("2d");
    if (!context) return;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const scale = map.options.crs?.scale(zoom) ?? 256;
    const origin = map.getPixelOrigin().add(topLeft);
    const { box, active: lit } = colours();
    const view = {
      west: (origin.x - SMALL) / scale,
      east: (origin.x + width + SMALL) / scale,
      top: (origin.y - SMALL) / scale,
      bottom: (origin.y + height + SMALL) / scale,
    };
    context.strokeStyle = context.fillStyle = box;
    context.lineWidth = 1;
    const { drawn, over } = visible(view);
    // Edges and dots are stroked and filled once; areas one by one, because their depth shows where many overlap.
    const dots = new Path2D();
    const edges = new Path2D();
    context.globalAlpha = Math.min(Math.max(DEPTH / drawn.length, 0.008), 0.06);
    for (const i of drawn) {
      const [x, y, w, h] = place(i, scale, origin);
      if (w < SMALL && h < SMALL) {
        dots.moveTo(x + w / 2 + 3, y + h / 2);
        dots.arc(x + w / 2, y + h / 2, 3, 0, 2 * Math.PI);
      } else {
        context.fillRect(x, y, w, h);
        edges.rect(Math.round(x) + 0.5, Math.round(y) + 0.5, Math.round(w), Math.round(h));
      }
    }
    context.globalAlpha = 0.45;
    context.stroke(edges);
    context.globalAlpha = 0.85;
    context.fill(dots);
    context.strokeStyle = context.fillStyle = lit;
    context.lineWidth = 2.5;
    for (const i of over) {
      const [x, y, w, h] = place(i, scale, origin);
      context.globalAlpha = 0.2;
      context.fillRect(x, y, w, h);
      context.globalAlpha = 1;
      context.beginPath();
      if (w < SMALL && h < SMALL) context.arc(x + w / 2, y + h / 2, SMALL, 0, 2 * Math.PI);
      else context.rect(x, y, w, h);
      context.stroke();
    }
  }

  /**
   * The parts to draw, and those of the highlighted row. A box that many datasets share is drawn once, and one that
   * goes beyond all edges of the view says nothing there.
   * @param {import("./footprints.js").Window} view
   */
  function visible(view) {
    /** @type {number[]} */
    const drawn = [];
    /** @type {number[]} */
    const over = [];
    let last = -1;
    for (let i = 0; i < prints.size; i++) {
      const row = prints.row[i] ?? 0;
      if (!touches(prints, i, view) || !wanted(row)) continue;
      if (row === active) over.push(i);
      if (covers(prints, i, view) || (last >= 0 && same(prints, i, last))) continue;
      drawn.push(i);
      last = i;
    }
    return { drawn, over };
  }

  /**
   * Part i in pixels of the canvas.
   * @param {number} i
   * @param {number} scale
   * @param {{x: number, y: number}} origin
   * @returns {[number, number, number, number]}
   */
  function place(i, scale, origin) {
    const x = (prints.west[i] ?? 0) * scale - origin.x;
    const y = (prints.top[i] ?? 0) * scale - origin.y;
    return [x, y, (prints.east[i] ?? 0) * scale - origin.x - x, (prints.bottom[i] ?? 0) * scale - origin.y - y];
  }

  return {
    layer: new Layer(),
    filter(next) {
      wanted = next;
      draw();
    },
    highlight(row) {
      if (row === active) return;
      active = row;
      draw();
    },
    redraw: draw,
  };
}

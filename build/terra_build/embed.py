"""A map for other sites to show: the footprints of one theme, pole or data centre in a single file, made by folium.

folium's own pages ask four other hosts for scripts; this one asks only where the catalogue is published. It takes HTML
in its tooltips, so every text is escaped before it is given one.
"""

from collections.abc import Sequence
from typing import Any

import folium

from terra_build.addresses import page
from terra_build.assets import read_package_file
from terra_build.catalogue import Catalogue
from terra_build.escaping import escape
from terra_build.extents import boxes_of, geojson
from terra_build.land import cut, decode, simplified
from terra_build.project import Project
from terra_catalog.dataset import Dataset
from terra_vocab.concept import Concept
from terra_vocab.text import Lang

_LAND: dict[str, object] = {"color": "#c9c6b8", "weight": 0.5, "fillColor": "#e4e1d4", "fillOpacity": 1}
_BOX: dict[str, object] = {"color": "#b8340f", "weight": 1.5, "fillColor": "#b8340f", "fillOpacity": 0.06}


def embedded_map(project: Project, catalogue: Catalogue, concept: Concept, lang: Lang) -> str:
    """The HTML file: land, and a footprint per dataset that names it and links to its page. [I/O: reads the land]

    A dataset that covers the whole world is left out: it would only hide the others.

    Raises:
        AssetError: the packages of package.json are not installed.
    """
    vendor = f"{catalogue.site_url}assets/vendor/leaflet/"
    world = folium.Map(location=[20, 0], zoom_start=2, tiles=None, world_copy_jump=True, control_scale=True)
    world.default_js = [("leaflet", f"{vendor}leaflet.js")]
    world.default_css = [("leaflet_css", f"{vendor}leaflet.css")]
    rings = cut(simplified(decode(read_package_file(project.root, "world-atlas", "land-110m.json")), 0.1, 0.5))
    rings = [[[(round(x, 1), round(y, 1)) for x, y in ring] for ring in polygon] for polygon in rings]
    land = {"type": "Feature", "properties": {}, "geometry": {"type": "MultiPolygon", "coordinates": rings}}
    folium.GeoJson(land, style_function=lambda _: _LAND, control=False).add_to(world)
    features = [found for d in catalogue.having(concept.key) if (found := _feature(d, catalogue, lang))]
    if features:
        folium.GeoJson(
            {"type": "FeatureCollection", "features": features},
            style_function=lambda _: _BOX,
            tooltip=folium.GeoJsonTooltip(["title"], labels=False),
            popup=folium.GeoJsonPopup(["link"], labels=False),
        ).add_to(world)
    return str(world.get_root().render())


def _feature(dataset: Dataset, catalogue: Catalogue, lang: Lang) -> dict[str, Any] | None:
    boxes: Sequence[tuple[float, ...]] = boxes_of(dataset)
    if not boxes or any(box[2] - box[0] >= 359 for box in boxes):
        return None
    title = escape(dataset.title.shown(lang)[0])
    link = f'<a href="{escape(page(catalogue.site_url, lang, dataset.id))}" target="_top">{title}</a>'
    return {"type": "Feature", "properties": {"title": title, "link": link}, "geometry": geojson(boxes_of(dataset))}

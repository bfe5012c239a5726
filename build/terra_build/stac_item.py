"""The STAC Items of a dataset: one, where a program can open the data at a known address over a known period."""

from typing import Any

from terra_build.access_points import is_openable
from terra_build.addresses import collection
from terra_build.catalogue import Catalogue
from terra_build.extents import boxes_of, geojson, last_second, overall, spans, union
from terra_build.stac_assets import describe, item_assets
from terra_catalog.dataset import Dataset

Json = dict[str, Any]


def item_of(dataset: Dataset, catalogue: Catalogue) -> Json | None:
    """The Item that holds everything a program can open, or None.

    None too when no start is stated: an Item must have both dates, and none may be made up. Data that go on end,
    for the Item, on the day the record was last edited: that much is known.
    """
    openable = [d for d in dataset.distributions if is_openable(d)]
    if not openable or not dataset.intervals:
        return None
    start, end = overall(spans(dataset.intervals))
    end = end or last_second(dataset.updated)
    if start is None or end is None or end < start:
        return None
    title, lang = dataset.title.shown("fr")
    extensions: list[str] = []
    properties: Json = {"title": title, "datetime": None, "start_datetime": start, "end_datetime": end}
    describe(properties, openable, (), lang, extensions)
    whole = "../collection.json"
    out: Json = {
        "type": "Feature",
        "stac_version": "1.1.0",
        "id": dataset.id,
        "collection": dataset.id,
        "geometry": dataset.geometry or geojson(dataset.boxes),
        "properties": properties,
        "assets": item_assets(openable, catalogue, lang),
        "stac_extensions": extensions,
        "links": [
            {"rel": "root", "href": "../../../catalog.json", "type": "application/json"},
            {"rel": "parent", "href": whole, "type": "application/json"},
            {"rel": "collection", "href": whole, "type": "application/json"},
            {"rel": "self", "href": item_address(catalogue.site_url, dataset.id), "type": "application/geo+json"},
        ],
    }
    if boxes := boxes_of(dataset):
        out["bbox"] = union(boxes)
    return out


def item_address(site_url: str, dataset_id: str) -> str:
    """The Item of a dataset."""
    return collection(site_url, dataset_id).replace("collection.json", f"items/{dataset_id}.json")

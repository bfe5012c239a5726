"""Rules about where the data are."""

from collections.abc import Iterator

from terra_catalog.boxes import box_fault, geometry_fault
from terra_catalog.dataset import Dataset
from terra_catalog.quote import quote
from terra_catalog.rule import Finding, record_rule
from terra_vocab.concept import Thesaurus

MAX_BOXES = 50
"""More boxes than this are a list of stations: the map and the STAC extent want their envelope."""

_EARTH = 1e8


@record_rule("error")
def box_range(dataset: Dataset, _: Thesaurus) -> Iterator[Finding]:
    """A box is [west, south, east, north] in degrees; west greater than east crosses the antimeridian.

    Accepted: `boxes: [[-5.2, 41.3, 9.6, 51.1]]`, `[[170, -25, -170, -10]]` for Fiji, and a point `[[2, 48, 2, 48]]`.
    """
    for index, box in enumerate(dataset.boxes):
        if fault := box_fault(box):
            yield f"boxes[{index}]", fault


@record_rule("warning")
def many_boxes(dataset: Dataset, _: Thesaurus) -> Iterator[Finding]:
    """A footprint has at most 50 boxes.

    Accepted: one box around a dense network of stations, rather than one box per station.
    """
    if len(dataset.boxes) > MAX_BOXES:
        yield "boxes", f"{len(dataset.boxes)} boxes, at most {MAX_BOXES} expected. Group those that are close together."


@record_rule("error")
def geometry_shape(dataset: Dataset, _: Thesaurus) -> Iterator[Finding]:
    """A geometry is GeoJSON in longitude and latitude: points, lines or polygons, with closed rings.

    Accepted: `geometry: {type: Point, coordinates: [2.2, 48.7]}`.
    """
    if dataset.geometry is not None and (fault := geometry_fault(dataset.geometry)):
        path, message = fault
        yield f"geometry.{path}" if path else "geometry", message


@record_rule("error")
def ground_resolution(dataset: Dataset, _: Thesaurus) -> Iterator[Finding]:
    """A ground resolution is a length in metres, greater than zero.

    Accepted: `resolution: {metres: 10}`.
    """
    metres = dataset.resolution.metres if dataset.resolution else None
    if metres is not None and not 0 < metres < _EARTH:
        yield "resolution.metres", f"{quote(metres)} is no ground resolution. Write metres, greater than 0."

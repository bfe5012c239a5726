"""A ring that is nothing but a box: how most publishers draw their extents."""

_CORNERS = 5


def rectangle(ring: list[tuple[str, str]]) -> tuple[str, str, str, str] | None:
    """West, south, east, north of a closed ring of longitudes and latitudes if it is an upright rectangle, else None.

    Numbers stay as written. A ring cannot say that it crosses the antimeridian: the lower longitude is the west.
    """
    if len(ring) != _CORNERS or ring[0] != ring[4]:
        return None
    try:
        corners = [(float(lon), float(lat)) for lon, lat in ring]
    except ValueError:
        return None
    lons, lats = {lon for lon, _ in corners}, {lat for _, lat in corners}
    if len(lons) > 2 or len(lats) > 2 or any(_slants(corners[at], corners[at + 1]) for at in range(4)):
        return None
    (west, south), (east, north) = (
        (by(ring, key=lambda point: float(point[0]))[0], by(ring, key=lambda point: float(point[1]))[1])
        for by in (min, max)
    )
    return west, south, east, north


def _slants(first: tuple[float, float], second: tuple[float, float]) -> bool:
    return first[0] != second[0] and first[1] != second[1]

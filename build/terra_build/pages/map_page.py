"""The map page: every footprint at once, on a still drawing that a script replaces by one that moves."""

import json

from terra_build.maps import hero_svg
from terra_build.output import Output
from terra_build.pages.edition import Edition
from terra_build.pages.engine import ROOT, markup


def page(edition: Edition) -> Output:
    """The map page of one language."""
    words, datasets = edition.words, edition.catalogue.entries
    said = {
        "count_one": words.pattern("map-count", "one"),
        "count_many": words.pattern("map-count", "other"),
        "rest": words("map-rest"),
        "here": words("map-here"),
        "zoom_in": words("map-zoom-in"),
        "zoom_out": words("map-zoom-out"),
        "reset": words("map-whole"),
        "map": words("map-title"),
        "attribution": words("map-attribution"),
        "failed": words("map-failed"),
    }
    without = sum(not d.boxes for d in datasets)
    content = edition.templates(
        "map",
        {
            "lang": edition.lang,
            "words_json": json.dumps(said, ensure_ascii=False),
            "map": markup(hero_svg(datasets, ROOT)),
            "without": words.count("map-without", without) if without else "",
        },
    )
    head = '<link rel="stylesheet" href="../../assets/vendor/leaflet/leaflet.css">'
    title, sentence = words("map-title"), words("map-sentence")
    return edition.page("map/", title, content, description=sentence, head=head, section="map")

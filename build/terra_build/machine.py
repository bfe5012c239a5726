"""Every machine-readable file of the site, one builder after the other."""

from collections.abc import Iterator
from pathlib import Path

import orjson

from terra_build import dcat_catalog, feeds, harvest_sums, linksets, opensearch, sitemap, skos_files, stac, stac_views
from terra_build.catalogue import Catalogue
from terra_build.output import Output
from terra_build.stac_item import item_of
from terra_build.stac_schemas import StacSchemas


class InvalidStacError(ValueError):
    """A STAC object of ours breaks a schema: a fault of the build, which nothing is published with."""


def outputs(catalogue: Catalogue, stac_schemas: Path | None = None) -> Iterator[Output]:
    """STAC, GeoDCAT-AP, SKOS, Atom, OpenSearch, sitemap, robots and status.json. [I/O: reads the STAC schemas]

    Every Collection and Item is validated: against the core schemas, and those of the extensions when
    `stac_schemas` names the folder that holds them.

    Raises:
        InvalidStacError: a Collection or an Item is not valid.
        SchemaError: the schemas cannot be used.
    """
    yield from _stac(catalogue, StacSchemas(stac_schemas))
    yield from dcat_catalog.outputs(catalogue)
    yield from skos_files.outputs(catalogue)
    yield from linksets.outputs(catalogue)
    yield from feeds.outputs(catalogue)
    yield from opensearch.outputs(catalogue)
    yield from sitemap.outputs(catalogue)
    yield from harvest_sums.outputs(catalogue)


def _stac(catalogue: Catalogue, schemas: StacSchemas) -> Iterator[Output]:
    yield from stac_views.outputs(catalogue)
    for dataset in catalogue.datasets:
        folder = f"stac/collections/{dataset.id}"
        item = item_of(dataset, catalogue)
        collection = stac.as_collection(dataset, catalogue, (item["id"],) if item else ())
        for path, found in ((f"{folder}/collection.json", collection), (f"{folder}/items/{dataset.id}.json", item)):
            if found is None:
                continue
            if faults := schemas.validate(found):
                raise InvalidStacError(f"{path}: {faults[0]} Correct the record, or the builder that let it pass.")
            yield Output(path, orjson.dumps(found))

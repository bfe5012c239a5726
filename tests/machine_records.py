"""Made-up datasets for the machine-readable files: one that states everything, one that states nothing, odd ones."""

import msgspec

from terra_build.catalogue import Catalogue
from terra_catalog.dataset import (
    Access,
    Contact,
    Dataset,
    Distribution,
    Eodag,
    Identifiers,
    Interval,
    Keywords,
    Location,
    Provenance,
    Provider,
    Related,
    Resolution,
    Service,
    Variable,
)
from terra_vocab.concept import Thesaurus
from terra_vocab.text import Text

SITE = "https://terra.example/catalogue/"

FULL = Dataset(
    id="everything-stated",
    title=Text(fr="Température de l’océan", en="Ocean temperature"),
    summary=Text(fr="Un résumé.", en="A summary."),
    description=Text(fr="Une description.\nSur deux lignes.", en='A "description".'),
    names=("OCEAN-TEMP",),
    pole="odatis",
    data_centre="coriolis",
    created="2026-11-20",
    updated="2026-11-21",
    providers=(
        Provider(name="Ifremer", roles=("producer", "host"), url="https://www.ifremer.fr/"),
        Provider(name="CNRS", roles=("licensor",)),
        Provider(name="Mercator", roles=("processor",)),
    ),
    contacts=(Contact(name="Service", email="data@terra.example", url="https://terra.example/help", role="support"),),
    compartments=("oceans", "climate"),
    variables=(Variable(concept="sea-water-temperature", name="TEMP", unit="°C"), Variable(concept="sea-level")),
    keywords=Keywords(fr=("profils",), en=("profiles",), any=("Argo",)),
    platforms=("float", "ship"),
    instruments=("CTD",),
    missions=("Argo",),
    boxes=((-6.5, 30.25, 36.5, 46.0),),
    intervals=(Interval(start="1993", end="2019-06"),),
    resolution=Resolution(metres=27500.5, step="P2W"),
    update="annual",
    licence="cc-by-4.0",
    rights=Text(fr="Citer le producteur.", en="Cite the producer."),
    access=Access(condition="account", note=Text(fr="Un compte suffit.", en="An account is enough.")),
    landing_page="https://terra.example/landing",
    distributions=(
        Distribution(url="https://terra.example/data/all.nc", protocol="http", format="netcdf", size=1024),
        Distribution(url="https://terra.example/data/all.csv", format="csv", auth="account"),
        Distribution(url="https://terra.example/order", protocol="web", title=Text(fr="Commander", en="Order")),
        Distribution(url="https://terra.example/dodsC/all.nc", protocol="opendap"),
    ),
    services=(Service(url="https://terra.example/wms", protocol="wms", auth="api-key"),),
    related=(
        Related(kind="publication", doi="10.5194/os-15-1601-2019", title=Text(fr="Article", en="Paper")),
        Related(kind="code", url="https://terra.example/code"),
        Related(kind="documentation", url="https://terra.example/manual"),
        Related(kind="derived", dataset="nothing-stated"),
        Related(kind="dataset"),
    ),
    locations=(
        Location(site="gricad", href="irods:///GaiaDataZone/catalog/odatis/a/b/c", priority=1),
        Location(site="ifremer", href="s3://bucket/all.zarr", priority=2),
    ),
    identifiers=Identifiers(doi="10.17882/46219", uuid="0a8a6b5c-0000-4000-8000-000000000000", other=("FR-123",)),
    eodag=Eodag(provider="cop_marine", collection="TEMP"),
    status="superseded",
    version="2.1",
    successor="nothing-stated",
    provenance=Provenance(source="curated"),
)

BARE = Dataset(id="nothing-stated", title=Text(en="Bare"), pole="odatis", created="2026-11-19", updated="2026-11-19")


def like(dataset: Dataset, **fields: object) -> Dataset:
    """The dataset with other values in some fields."""
    return msgspec.structs.replace(dataset, **fields)


def catalogue_of(thesaurus: Thesaurus, *datasets: Dataset) -> Catalogue:
    """A catalogue of these datasets alone."""
    return Catalogue(thesaurus, datasets, SITE)

"""STAC: valid against core and extension schemas, crawled by pystac, honest about what is not stated."""

import socket
from pathlib import Path
from typing import Any

import orjson
import pystac
import pytest
from machine_records import BARE, FULL, SITE, catalogue_of, like
from stac_reference import complaint

from terra_build import stac, stac_views
from terra_build.catalogue import Catalogue
from terra_build.machine import InvalidStacError, outputs
from terra_build.stac_item import item_of
from terra_build.stac_schemas import SchemaError, StacSchemas
from terra_catalog.dataset import Contact, Distribution, Interval, Provider
from terra_vocab.concept import Thesaurus
from terra_vocab.text import Text

Json = dict[str, Any]


def files(catalogue: Catalogue, schemas: Path | None = None) -> dict[str, Json]:
    """Every STAC file by its path."""
    return {o.path: orjson.loads(o.body) for o in outputs(catalogue, schemas) if o.path.startswith("stac/")}


def written(catalogue: Catalogue, folder: Path) -> Path:
    """The STAC files in a folder; gives the root catalogue."""
    for path, stac_object in files(catalogue).items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(orjson.dumps(stac_object))
    return folder / "stac/catalog.json"


def test_every_object_of_the_embedded_catalogue_is_valid_with_its_extensions(
    catalogue: Catalogue, stac_extensions: Path
) -> None:
    schemas = StacSchemas(stac_extensions)
    faults = {path: found for path, made in files(catalogue).items() if (found := schemas.validate(made))}
    assert faults == {}


def test_datasets_that_state_everything_or_nothing_are_valid_too(thesaurus: Thesaurus, stac_extensions: Path) -> None:
    schemas = StacSchemas(stac_extensions)
    made = files(catalogue_of(thesaurus, FULL, BARE))
    assert "stac/collections/everything-stated/items/everything-stated.json" in made
    assert {path: found for path, each in made.items() if (found := schemas.validate(each))} == {}
    declared = made["stac/collections/everything-stated/collection.json"]["stac_extensions"]
    names = {address.split("/")[3] for address in declared}
    assert names == {
        "language", "themes", "contacts", "scientific", "version", "alternate-assets", "authentication", "file",
    }  # fmt: skip


def test_the_build_refuses_to_publish_an_invalid_object(thesaurus: Thesaurus, stac_extensions: Path) -> None:
    wrong = catalogue_of(thesaurus, like(FULL, providers=(Provider(name=""),)))
    with pytest.raises(InvalidStacError, match=r"everything-stated/collection\.json"):
        files(wrong, stac_extensions)


def test_an_extension_whose_schema_is_not_at_hand_is_named_and_never_fetched(tmp_path: Path) -> None:
    (tmp_path / "own.json").write_text('{"$id": "https://terra.example/own.json"}')
    collection: Json = {"type": "Collection", "stac_extensions": ["https://terra.example/other.json"]}
    with pytest.raises(SchemaError, match=r"https://terra\.example/other\.json: this schema is not at hand"):
        StacSchemas(tmp_path).validate(collection)


def test_a_file_that_is_no_schema_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_text("{")
    with pytest.raises(SchemaError, match=r"broken\.json: no JSON Schema"):
        StacSchemas(tmp_path)


def test_an_object_of_an_unknown_type_is_a_fault_in_words() -> None:
    assert StacSchemas().validate({"type": "Thing"}) == [
        "type is 'Thing', one of Catalog, Collection, Feature was expected."
    ]


def test_pystac_crawls_from_the_root_to_each_dataset_once(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("pystac went to the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    root = pystac.Catalog.from_file(str(written(catalogue, tmp_path)))
    found = [each.id for each in root.get_all_collections()]
    assert sorted(found) == [d.id for d in catalogue.datasets]
    for collection in root.get_all_collections():
        parent = collection.get_parent()
        assert parent is not None
        assert parent.id == f"poles-{catalogue.by_id[collection.id].pole}"


def test_the_core_schemas_of_pystac_agree(catalogue: Catalogue, tmp_path: Path) -> None:
    root = pystac.Catalog.from_file(str(written(catalogue, tmp_path)))
    root.stac_extensions.clear()
    root.validate()
    for collection in root.get_all_collections():
        collection.stac_extensions.clear()
        collection.validate()


def test_every_relative_link_leads_to_a_file(catalogue: Catalogue, tmp_path: Path) -> None:
    written(catalogue, tmp_path)
    for file in (tmp_path / "stac").rglob("*.json"):
        for link in orjson.loads(file.read_bytes())["links"]:
            if "://" not in link["href"]:
                assert (file.parent / link["href"]).resolve().is_file(), (file, link)
            elif link["href"].startswith(f"{catalogue.site_url}stac/"):
                assert (tmp_path / link["href"].removeprefix(catalogue.site_url)).is_file(), (file, link)


def test_views_by_compartment_and_variable_are_related_to_the_root(catalogue: Catalogue) -> None:
    made = files(catalogue)
    related = {link["href"] for link in made["stac/catalog.json"]["links"] if link["rel"] == "related"}
    assert "compartments/oceans.json" in related
    listed = [link["href"] for link in made["stac/compartments/oceans.json"]["links"] if link["rel"] == "child"]
    assert listed == [f"../collections/{d.id}/collection.json" for d in catalogue.having("compartments/oceans")]


def test_a_pole_with_many_datasets_lists_parts_of_at_most_200(thesaurus: Thesaurus, tmp_path: Path) -> None:
    many = catalogue_of(thesaurus, *(like(BARE, id=f"many-{n:04}") for n in range(450)))
    made = files(many)
    for path, each in made.items():
        assert sum(link["rel"] == "child" for link in each["links"]) <= stac_views.PART, path
    assert [p for p in made if p.startswith("stac/poles/odatis/")] == [f"stac/poles/odatis/{n}.json" for n in (1, 2, 3)]
    root = pystac.Catalog.from_file(str(written(many, tmp_path)))
    assert len(list(root.get_all_collections())) == 450


def test_both_languages_are_in_the_collection(thesaurus: Thesaurus) -> None:
    made = stac.as_collection(FULL, catalogue_of(thesaurus, FULL))
    assert (made["title"], made["language"]["code"]) == ("Température de l’océan", "fr")
    assert made["terra:translation"] == {
        "language": "en", "title": "Ocean temperature", "description": 'A "description".',
    }  # fmt: skip
    alternates = {link["hreflang"]: link["title"] for link in made["links"] if link["rel"] == "alternate"}
    assert alternates == {"fr": "Température de l’océan", "en": "Ocean temperature"}
    assert {"Océans", "Oceans", "profils", "profiles", "Argo"} <= set(made["keywords"])


def test_a_dataset_without_french_is_in_english_and_says_so(thesaurus: Thesaurus) -> None:
    made = stac.as_collection(BARE, catalogue_of(thesaurus, BARE))
    assert (made["title"], made["language"]["code"]) == ("Bare", "en")
    assert "terra:translation" not in made


def test_an_extent_that_is_not_stated_says_so(thesaurus: Thesaurus) -> None:
    made = stac.as_collection(BARE, catalogue_of(thesaurus, BARE))
    assert made["extent"] == {
        "spatial": {"bbox": [[-180, -90, 180, 90]]}, "temporal": {"interval": [(None, None)]},
    }  # fmt: skip
    assert made["terra:spatial_extent"] == made["terra:temporal_extent"] == "not stated"
    full = stac.as_collection(FULL, catalogue_of(thesaurus, FULL))
    assert "terra:spatial_extent" not in full


def test_several_boxes_and_intervals_come_after_the_whole(thesaurus: Thesaurus) -> None:
    boxes = ((170.0, -20.0, -170.0, -10.0), (160.0, -30.0, 172.0, -15.0))
    intervals = (Interval(start="1990", end="1995"), Interval(start="2001"))
    made = stac.as_collection(like(FULL, boxes=boxes, intervals=intervals), catalogue_of(thesaurus, FULL))
    assert made["extent"]["spatial"]["bbox"] == [(160.0, -30.0, -170.0, -10.0), *boxes]
    assert made["extent"]["temporal"]["interval"] == [
        ("1990-01-01T00:00:00Z", None),
        ("1990-01-01T00:00:00Z", "1995-12-31T23:59:59Z"),
        ("2001-01-01T00:00:00Z", None),
    ]


def test_a_licence_without_spdx_code_is_other_with_its_words(thesaurus: Thesaurus) -> None:
    catalogue = catalogue_of(thesaurus, FULL)
    assert stac.as_collection(FULL, catalogue)["license"] == "CC-BY-4.0"
    aviso = stac.as_collection(like(FULL, licence="aviso"), catalogue)
    assert (aviso["license"], aviso["terra:licence"]) == ("other", "Licence AVISO")
    assert [link["href"] for link in aviso["links"] if link["rel"] == "license"] == [f"{SITE}vocab/licences/aviso/"]
    unknown = stac.as_collection(like(FULL, licence=None, rights=Text()), catalogue)
    assert (unknown["license"], unknown["terra:licence"]) == ("other", "non renseignée")


def test_an_openable_file_earns_an_item_with_both_dates(thesaurus: Thesaurus) -> None:
    item = item_of(FULL, catalogue_of(thesaurus, FULL))
    assert item is not None
    properties = item["properties"]
    assert (properties["datetime"], properties["start_datetime"]) == (None, "1993-01-01T00:00:00Z")
    assert properties["end_datetime"] == "2019-06-30T23:59:59Z"
    assert {asset["href"] for asset in item["assets"].values()} == {
        "https://terra.example/data/all.nc", "https://terra.example/dodsC/all.nc",
    }  # fmt: skip
    assert list(pystac.Item.from_dict(item).bbox or ()) == [-6.5, 30.25, 36.5, 46.0]


@pytest.mark.parametrize(
    "fields",
    [
        {"intervals": ()},
        {"intervals": (Interval(end="2019"),)},
        {"distributions": (Distribution(url="https://terra.example/all.csv", format="csv"),)},
        {"distributions": (Distribution(url="https://terra.example/netcdf/", format="netcdf"),)},
        {"distributions": (Distribution(url="https://terra.example/thredds/", protocol="opendap"),)},
    ],
)
def test_no_item_is_made_up(thesaurus: Thesaurus, fields: dict[str, object]) -> None:
    assert item_of(like(FULL, **fields), catalogue_of(thesaurus, FULL)) is None


def test_data_that_go_on_end_for_the_item_on_the_day_of_the_record(thesaurus: Thesaurus) -> None:
    item = item_of(like(FULL, intervals=(Interval(start="1993"),)), catalogue_of(thesaurus, FULL))
    assert item is not None
    assert item["properties"]["end_datetime"] == "2026-11-21T23:59:59Z"


def test_copies_are_alternates_of_the_first_choice(thesaurus: Thesaurus) -> None:
    copy = stac.as_collection(FULL, catalogue_of(thesaurus, FULL))["assets"]["copy"]
    assert (copy["href"], copy["alternate:name"]) == ("s3://bucket/all.zarr", "ifremer")
    assert copy["alternate"]["gricad"]["href"].startswith("irods:///GaiaDataZone/")


def test_an_email_that_is_none_is_left_out_and_the_contact_stays(thesaurus: Thesaurus) -> None:
    odd = like(FULL, contacts=(Contact(name="Service", email="nobody at terra"),))
    assert stac.as_collection(odd, catalogue_of(thesaurus, odd))["contacts"] == [{"name": "Service"}]


def test_themes_are_named_by_the_addresses_of_the_thesaurus(thesaurus: Thesaurus) -> None:
    themes = stac.as_collection(FULL, catalogue_of(thesaurus, FULL))["themes"]
    ids = [concept["id"] for theme in themes for concept in theme["concepts"]]
    assert f"{SITE}vocab/variables/sea-level/" in ids
    assert f"{SITE}vocab/compartments/oceans/" in ids


def test_stac_valid_the_reference_agrees(catalogue: Catalogue, tmp_path: Path, stac_extensions: Path) -> None:
    written(catalogue, tmp_path)
    listed = sorted((tmp_path / "stac/collections").rglob("collection.json"))[::9]
    views = [tmp_path / "stac" / name for name in ("catalog.json", "poles/odatis.json", "compartments/oceans.json")]
    assert {file: found for file in [*views, *listed] if (found := complaint(file, stac_extensions))} == {}

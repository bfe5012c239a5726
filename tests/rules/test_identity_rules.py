import pytest
from sound_record import says, says_together, spoilt

from terra_catalog.dataset import Identifiers, Prefer, Provenance, Related
from terra_catalog.load import Record
from terra_catalog.rules.identity import RESERVED
from terra_vocab.text import Text


@pytest.mark.parametrize("good", ["abc", "theia-forms-t", "1-2", "a" * 80])
def test_an_id_of_letters_digits_and_hyphens_is_accepted(good):
    assert says("id-shape", id=good) == []


@pytest.mark.parametrize(
    "bad", ["", "ab", "-abc", "Abc", "a_b", "a.b.c", "../etc", "a/b/c", "é" * 5, "abc\n", "abc\0", "a" * 81]
)
def test_any_other_id_is_refused(bad):
    assert len(says("id-shape", id=bad)) == 1


def test_the_message_about_an_id_says_what_to_write():
    assert says("id-shape", id="../Etc") == [
        (
            "id",
            "`../Etc` is no id. Write 3 to 80 characters among a-z, 0-9 and hyphens, the first a letter or a digit.",
        )
    ]


@pytest.mark.parametrize("name", ["search", "page", "index", "con", "com1", "lpt9", "api", "2024", "page-2", "page12"])
def test_a_reserved_name_is_no_id(name):
    assert says("id-reserved", id=name) == [
        ("id", f"`{name}` is reserved. Choose a longer name, such as `odatis-{name}`.")
    ]


def test_names_that_only_begin_like_a_reserved_one_are_accepted():
    assert [says("id-reserved", id=name) for name in ("page-of-history", "connectivity", "2024-floods")] == [[], [], []]
    assert {"page", "index", "con", "nul", "aux", "prn", "com1", "api", "search"} <= RESERVED


@pytest.mark.parametrize("good", ["10.6096/1020", "10.1000.10/a(b)c", "10.1002/x%3C1%3E"])
def test_a_bare_doi_is_accepted(good):
    assert says("doi-shape", identifiers=Identifiers(doi=good)) == []


@pytest.mark.parametrize("bad", ["https://doi.org/10.6096/1020", "10.6096", "10.1/", "10.6096/a b", "10.6096/<a>", ""])
def test_anything_else_is_no_doi(bad):
    expected = f"`{bad}` is no DOI. Write it from `10.` on, without resolver, spaces percent-encoded: `10.6096/1020`."
    assert says("doi-shape", identifiers=Identifiers(doi=bad)) == [("identifiers.doi", expected)]
    related = (Related(kind="publication", doi=bad),)
    assert says("doi-shape", related=related) == [("related[0].doi", expected)]


def test_a_uuid_has_five_groups_of_digits():
    assert says("uuid-shape", identifiers=Identifiers(uuid="6f1b2a3c-0d4e-4f5a-8b6c-7d8e9f0a1b2c")) == []
    assert says("uuid-shape", identifiers=Identifiers(uuid="6f1b2a3c")) == [
        (
            "identifiers.uuid",
            "`6f1b2a3c` is no UUID: 8-4-4-4-12 hexadecimal digits were expected. "
            "Put another kind of name in identifiers.other.",
        )
    ]


def test_a_source_is_named_like_a_file():
    assert says("source-shape", provenance=Provenance(source="odatis-csw")) == []
    assert says("source-shape", provenance=Provenance(source="../x")) == [
        (
            "provenance.source",
            "`../x` is no source: lower-case letters, digits and hyphens were expected. "
            "Write the name of its file in harvest/sources.",
        )
    ]


def test_a_reference_is_the_id_of_another_dataset():
    wrong = "`../x` is no id of a dataset. Write the id that its page address ends with."
    own = "the dataset names itself. Name another dataset, or remove the field."
    assert says("dataset-reference", successor="other-one") == []
    assert says("dataset-reference", successor="../x") == [("successor", wrong)]
    assert says("dataset-reference", prefer=(Prefer(dataset="../x", when=Text(fr="si")),)) == [
        ("prefer[0].dataset", wrong)
    ]
    assert says("dataset-reference", related=(Related(kind="next", dataset="odatis-sst"),)) == [
        ("related[0].dataset", own)
    ]


def test_a_curated_file_has_the_name_of_its_id_and_the_folder_of_its_pole():
    good = Record(spoilt(), "catalog/curated/odatis/odatis-sst.yml")
    misnamed = Record(spoilt(), "catalog/curated/odatis/sst.yml")
    misplaced = Record(spoilt(), "catalog/curated/aeris/odatis-sst.yml")
    assert says_together("file-name", good, misnamed, misplaced) == [
        (
            misnamed.file,
            "id",
            "the file is named `sst.yml` and the id is `odatis-sst`. Name the file `odatis-sst.yml`.",
        ),
        (
            misplaced.file,
            "pole",
            "the file lies in the folder `aeris` and the pole is `odatis`. Move it to catalog/curated/odatis/.",
        ),
    ]


def test_a_harvested_file_has_the_folder_of_its_source():
    harvested = spoilt(provenance=Provenance(source="odatis-csw"))
    good = Record(harvested, "catalog/records/odatis-csw/odatis-sst.json")
    misplaced = Record(harvested, "catalog/records/theia/odatis-sst.json")
    without = Record(spoilt(), "catalog/records/theia/odatis-sst.json")
    elsewhere = Record(harvested, "draft.yml")
    end = "Make them agree."
    assert says_together("file-name", good, misplaced, without, elsewhere) == [
        (
            misplaced.file,
            "provenance.source",
            f"the file lies in the folder `theia` and the source is `odatis-csw`. {end}",
        ),
        (without.file, "provenance.source", f"the file lies in the folder `theia` and the source is `None`. {end}"),
    ]


def test_the_first_file_keeps_an_id_and_the_second_is_told():
    assert says_together("duplicate-id", Record(spoilt(), "a.yml"), Record(spoilt(), "b.yml")) == [
        ("b.yml", "id", "the id `odatis-sst` is already that of a.yml. Choose another, or merge the two.")
    ]


def test_two_records_with_one_doi_are_told_whatever_its_case():
    one = Record(spoilt(identifiers=Identifiers(doi="10.1234/ABC")), "a.yml")
    two = Record(spoilt(id="other", identifiers=Identifiers(doi="10.1234/abc")), "b.yml")
    assert says_together("shared-doi", one, Record(spoilt(id="none"), "c.yml"), two) == [
        (
            "b.yml",
            "identifiers.doi",
            "the DOI 10.1234/abc is already that of `odatis-sst` (a.yml). Merge the two if they are one dataset.",
        )
    ]


def test_a_link_to_a_dataset_that_is_not_there_is_told():
    known = Record(spoilt(id="other", successor="odatis-sst"), "a.yml")
    lost = Record(spoilt(successor="gone"), "b.yml")
    assert says_together("unknown-dataset", known, lost) == [
        ("b.yml", "successor", "no dataset `gone` in the catalogue. Correct the id, or remove the link.")
    ]

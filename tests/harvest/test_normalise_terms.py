import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.harvest.normalising import SOURCE, an_original, dataset_of, dataset_with, errors_in, rules_with

from terra_catalog.dataset import Dataset
from terra_harvest.normalise.spdx import licences_in
from terra_harvest.original import Term, Texts


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("CC-BY-4.0", "CC-BY-4.0"),
        ("cc by 4.0", "CC-BY-4.0"),
        ("CC_BY_4_0", "CC-BY-4.0"),
        ("etalab-2.0", "etalab-2.0"),
        ("https://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0"),
        ("http://creativecommons.org/licenses/by/4.0/legalcode", "CC-BY-4.0"),
        ("https://creativecommons.org/licenses/by-nc-sa/4.0/deed.fr", "CC-BY-NC-SA-4.0"),
        ("http://creativecommons.org/licenses/by/3.0/au/", "https://creativecommons.org/licenses/by/3.0/au/"),
        ("http://creativecommons.org/publicdomain/zero/1.0/legalcode", "CC0-1.0"),
        ("https://spdx.org/licenses/CC-BY-4.0.html", "CC-BY-4.0"),
        ("[CC-BY-SA-4.0](https://spdx.org/licenses/CC-BY-SA-4.0.html)", "CC-BY-SA-4.0"),
        ("http://publications.europa.eu/resource/authority/licence/CC_BY_4_0", "CC-BY-4.0"),
        ("http://opendatacommons.org/licenses/odbl/1.0", "ODbL-1.0"),
        ("Creative Commons Attribution 4.0 International License.", "CC-BY-4.0"),
        ("This work is licensed under a Creative Commons Attribution (CC-BY) 4.0 License.", "CC-BY-4.0"),
        ("Creative Commons Attribution-NonCommercial 4.0 International", "CC-BY-NC-4.0"),
        ("Licence Creative Commons Attribution - Pas d’utilisation commerciale 4.0", "CC-BY-NC-4.0"),
        ("Creative Commons CC-0 license", "CC0-1.0"),
        ("Licence Ouverte 2.0", "etalab-2.0"),
        ("Licence Ouverte / Open Licence Version 2.0", "etalab-2.0"),
        ("https://www.etalab.gouv.fr/wp-content/uploads/2017/04/ETALAB-Licence-Ouverte-v2.0.pdf", "etalab-2.0"),
        ("CC BY-NC", "CC-BY-NC"),
    ],
)  # fmt: skip
def test_a_licence_is_known_by_its_names(written: str, found: str) -> None:
    assert licences_in(written) == (found,)


@pytest.mark.parametrize(
    "written",
    [
        "Data under Creative Commons Attribution 3.0 Australia", "Licence Ouverte 1.0", "by 4.0", "Use is free",
        "The CCD camera by 4.0 m", "licence", "proprietary", "https://example.org/licence", "CC",
        "Attribution required", "",
    ],
)  # fmt: skip
def test_words_that_name_no_licence_name_none(written: str) -> None:
    assert licences_in(written) == ()


INSPIRE = "http://inspire.ec.europa.eu/metadata-codelist/LimitationsOnPublicAccess"


def terms(*found: Term) -> Dataset:
    return dataset_with(terms=found)


@pytest.mark.parametrize(
    ("code", "licence"),
    [
        ("CC-BY-4.0", "cc-by-4.0"),
        ("etalab-2.0", "etalab-2.0"),
        ("CC0-1.0", "cc0-1.0"),
        ("CC-BY", "cc-by"),
        ("CC-BY-3.0", "https://creativecommons.org/licenses/by/3.0/"),
        ("MIT", "https://spdx.org/licenses/MIT.html"),
        ("proprietary", None),
    ],
)
def test_a_licence_is_a_concept_or_the_address_of_its_text(code: str, licence: str | None) -> None:
    assert terms(Term(code=code, kind="license")).licence == licence


def test_words_that_say_more_than_the_licence_are_kept() -> None:
    found = terms(
        Term(text=Texts(en="Creative Commons Attribution 4.0 International License"), kind="limitation"),
        Term(text=Texts(en="Please cite the authors.", fr="Citer les auteurs."), kind="use"),
    )
    assert (found.licence, found.rights.en, found.rights.fr) == (
        "cc-by-4.0",
        "Please cite the authors.",
        "Citer les auteurs.",
    )


def test_the_address_of_terms_stands_beside_their_words() -> None:
    found = terms(Term(text=Texts(fr="Conditions du service"), url="https://a.org/terms", kind="use"))
    assert (found.rights.fr, found.rights.en) == ("Conditions du service (https://a.org/terms)", None)
    assert terms(Term(url="https://a.org/terms", kind="use")).rights.en == "https://a.org/terms"


def test_two_licences_are_given_in_words() -> None:
    both = (Term(code="CC-BY-4.0", kind="license"), Term(code="CC-BY-NC-4.0", kind="license"))
    found = terms(*both)
    assert found.licence is None
    assert found.rights.en == "CC-BY-4.0\n\nCC-BY-NC-4.0"
    assert rules_with(terms=both) == ["licence-several"]


def test_a_licence_without_version_is_the_same_as_with_it() -> None:
    found = terms(Term(text=Texts(en="CC BY-NC"), kind="use"), Term(code="CC-BY-NC-4.0", kind="license"))
    assert found.licence == "cc-by-nc-4.0"


def test_terms_of_the_metadata_and_empty_ones_are_no_terms_of_the_data() -> None:
    found = terms(
        Term(text=Texts(en="CC-BY-4.0"), kind="metadata"),
        Term(text=Texts(en="none"), kind="use"),
        Term(code="unclassified", kind="security"),
        Term(code="copyright", kind="use"),
        Term(text=Texts(en="license"), kind="use"),
    )
    assert (found.licence, bool(found.rights)) == (None, False)


def test_the_licence_of_the_source_is_only_that_of_records_that_state_none() -> None:
    source = msgspec.structs.replace(SOURCE, default_licence="etalab-2.0")
    assert dataset_of(an_original(), source).licence == "etalab-2.0"
    silent = an_original(terms=(Term(code="copyright", kind="use"),))
    assert dataset_of(silent, source).licence == "etalab-2.0"
    stated = an_original(terms=(Term(text=Texts(en="For research only."), kind="use"),))
    assert dataset_of(stated, source).licence is None


def test_terms_have_no_markup() -> None:
    found = terms(
        Term(
            text=Texts(en="<a href='http://creativecommons.org/licenses/by/4.0/'><img src=x></a> Cite us."), kind="use"
        )
    )
    assert found.licence == "cc-by-4.0"
    assert not errors_in(found)


@pytest.mark.parametrize(
    ("term", "condition"),
    [
        (Term(text=Texts(en="no limitations"), kind="access"), "open"),
        (Term(text=Texts(fr="Pas de restriction d’accès public"), kind="access", code="otherRestrictions"), "open"),
        (Term(url=f"{INSPIRE}/noLimitations", kind="access"), "open"),
        (Term(url="info:eu-repo/semantics/openAccess"), "open"),
        (Term(url="http://publications.europa.eu/resource/authority/access-right/PUBLIC", kind="access"), "open"),
        (Term(code="registrationNeeded", kind="access"), "account"),
        (Term(text=Texts(en="Registration is required to download the data."), kind="other"), "account"),
        (Term(text=Texts(fr="Inscription préalable obligatoire"), kind="limitation"), "account"),
        (Term(text=Texts(en="Available upon request from the PI"), kind="access"), "request"),
        (Term(text=Texts(fr="Données disponibles sur demande."), kind="access"), "request"),
        (Term(text=Texts(en="2027-06-30"), kind="embargo"), "embargo"),
        (Term(text=Texts(en="2020-06-30"), kind="embargo"), None),
        (Term(text=Texts(en="two years"), kind="embargo"), None),
        (Term(text=Texts(en="no limitations"), kind="use"), None),
        (Term(code="isAccessibleForFree=true", kind="access"), None),
        (Term(code="CC-BY-4.0", kind="license"), None),
        (Term(url=f"{INSPIRE}/INSPIRE_Directive_Article13_1d", kind="access"), None),
    ],
)  # fmt: skip
def test_access_is_what_the_terms_say_in_so_many_words(term: Term, condition: str | None) -> None:
    access = terms(term).access
    assert (access.condition if access else None) == condition


def test_of_several_conditions_the_strictest_holds() -> None:
    access = terms(
        Term(text=Texts(en="no limitations"), kind="access"),
        Term(text=Texts(en="Registration required."), kind="access"),
    ).access
    assert access is not None
    assert (access.condition, access.note.en) == ("account", "Registration required.")


def test_an_embargo_has_its_end() -> None:
    access = terms(Term(text=Texts(en="Embargo until 2027-06-30"), kind="access")).access
    assert access is not None
    assert (access.condition, access.until) == ("embargo", "2027-06-30")


_NAMES = (
    "Creative Commons Attribution BY NC SA ND 4.0 3.0 licence Ouverte Etalab 2.0 ODbL CC0 by/4.0/ <b> embargo "
    "2027-01-01 https://creativecommons.org/licenses/ registration required sur demande none - au"
)
WORDS = st.sampled_from(_NAMES.split())
KINDS = st.sampled_from(["license", "use", "access", "other", "embargo", None])


@settings(max_examples=1500, deadline=None)
@given(
    st.lists(WORDS, max_size=14).map(" ".join), st.sampled_from(["license", "use", "access", "other", "embargo", None])
)
def test_whatever_the_terms_the_rules_are_kept(words: str, kind: str | None) -> None:
    assert not errors_in(terms(Term(text=Texts(any=words), code=words[:30], url=words, kind=kind)))

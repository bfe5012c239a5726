"""The sites and the baskets that people add beside the records, and what is said of wrong ones."""

from pathlib import Path

import pytest
from tests.conftest import ROOT

from terra_build.catalogue import Catalogue
from terra_catalog.community import load_community

IDS = {"sea-level", "soil-moisture"}
SITE = """\
id: my-hub
title: {fr: Mon site, en: My site}
url: https://hub.example/
launch: jupyterhub
account: true
"""
BASKET = """\
id: my-basket
title: {fr: Mon panier}
author: A team
created: "2026-11-21"
updated: "2026-11-21"
datasets: [{dataset: sea-level}]
"""


def _messages(tmp_path: Path, folder: str, name: str, text: str) -> list[str]:
    file = tmp_path / f"catalog/{folder}/{name}.yml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return [str(issue) for issue in load_community(tmp_path, IDS)[1]]


def test_those_of_the_project_are_sound(catalogue: Catalogue) -> None:
    community, issues = load_community(ROOT, [d.id for d in catalogue.datasets])
    assert issues == []
    assert {site.launch for site in community.sites} == {"jupyterhub", "nbgitpuller", "binder"}
    assert len(community.baskets) >= 2


@pytest.mark.parametrize(
    ("folder", "name", "text"), [("sites", "my-hub", SITE), ("baskets", "my-basket", BASKET)], ids=["site", "basket"]
)
def test_a_sound_file_raises_no_issue(tmp_path: Path, folder: str, name: str, text: str) -> None:
    assert _messages(tmp_path, folder, name, text) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("id: my-hub", "id: other"), "sites/my-hub.yml:1: error [site-id] id:"),
        (("en: My site", "en: ''"), ":2: error [site-title] title: no title in en. Write both languages."),
        (("https://hub.example/", "https://hub.example"), ":3: error [site-url] url:"),
        (("https://hub.example/", "javascript:alert(1)/"), ":3: error [site-url] url:"),
        (("jupyterhub", "ssh"), "Write one of: binder, jupyterhub, nbgitpuller."),
        (("account: true", "account: true\nstac: /data/x.json"), "[site-stac] stac: no {_collection}"),
        (("account: true", "account: true\nholdings: [sea-level]"), "[site-stac] holdings: copies without `stac`."),
        (
            ("account: true", "account: true\nstac: '/d/{_collection}'\nholdings: [sea-levle]"),
            ":7: error [site-holdings] holdings[0]: no dataset `sea-levle`. Did you mean sea-level?",
        ),
        (("account: true", "account: true\noptions: {'a b': x}"), "[site-options]"),
        (("account: true", "account: true\nrepository: {url: 'file:///etc'}"), "[site-repository] repository.url:"),
        (("account: true", "account: true\nshell: x"), "unknown field `shell`. Remove it."),
    ],
)
def test_a_wrong_site_is_left_out_and_says_why(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    found = _messages(tmp_path, "sites", "my-hub", SITE.replace(*change))
    assert any(said in message for message in found), found
    assert load_community(tmp_path, IDS)[0].sites == ()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("id: my-basket", "id: My"), "baskets/my-basket.yml:1: error [basket-id] id:"),
        (("{fr: Mon panier}", "{}"), "[basket-title]"),
        (("A team", "' '"), "[basket-author]"),
        (('created: "2026-11-21"', 'created: "2026-11"'), "[basket-date] created: `2026-11`: a day as YYYY-MM-DD"),
        (("{dataset: sea-level}", ""), "[basket-size] datasets: 0 datasets: 1 to 500 expected."),
        (("{dataset: sea-level}", "{dataset: ../x}"), "[basket-dataset] datasets[0].dataset: no dataset `../x`."),
        (("{dataset: sea-level}", "{dataset: sea-level}, {dataset: sea-level}"), "[basket-twice] datasets[1].dataset:"),
        (("datasets:", "datasets: &a"), "[strict-yaml]"),
    ],
)
def test_a_wrong_basket_is_left_out_and_says_why(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    found = _messages(tmp_path, "baskets", "my-basket", BASKET.replace(*change))
    assert any(said in message for message in found), found
    assert load_community(tmp_path, IDS)[0].baskets == ()


def test_a_file_that_is_no_text_or_a_link_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "catalog/baskets"
    folder.mkdir(parents=True)
    (folder / "a.yml").write_bytes(b"id: \xff")
    (folder / "b.yml").symlink_to("/etc/hostname")
    found = [str(issue) for issue in load_community(tmp_path, IDS)[1]]
    assert "a.yml:1: error [readable-file] byte 4 is not UTF-8. Save the file as UTF-8." in found[0]
    assert "b.yml: error [readable-file] not a regular file." in found[1]

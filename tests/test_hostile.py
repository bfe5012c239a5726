"""Hostile text in every field of a record stays text: nothing of it runs in a browser, with our policy or without."""

import re
import threading
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import msgspec
import pytest
from playwright.sync_api import Browser
from tests.browser import open_browser
from tests.site_reader import links, parsed
from tests.site_reader import pages as pages_of

from terra_build import assets, editorial, facets, pages
from terra_build.catalogue import Catalogue
from terra_build.project import Project
from terra_build.publish import publish
from terra_build.serve import make_server
from terra_build.shell import render_shells
from terra_catalog.dataset import (
    Contact,
    Dataset,
    Distribution,
    Keywords,
    Provenance,
    Provider,
    Related,
    Service,
    Variable,
)
from terra_vocab.concept import Thesaurus
from terra_vocab.text import Text

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("hostile")]

_RUN = "terraRan()"
_TAGS = (
    "img src=x onerror={0}",
    "svg onload={0}",
    "body onload={0}",
    "details open ontoggle={0}",
    "input autofocus onfocus={0}",
    "video src=x onerror={0}",
    "audio src=x onerror={0}",
    "iframe srcdoc='<script>parent.{0}</script>'",
    "iframe src=javascript:parent.{0}",
    "object data=javascript:{0}",
    "embed src=javascript:{0}",
    "marquee onstart={0}",
    "select autofocus onfocus={0}",
    "textarea autofocus onfocus={0}",
    "link rel=stylesheet href=x onerror={0}",
    "meta http-equiv=refresh content='0;url=javascript:{0}'",
    "form action=javascript:{0}",
    "isindex action=javascript:{0} type=image",
    "base href=javascript:{0}//",
    "math href=javascript:{0}",
    "a href=javascript:{0} autofocus onfocus={0}",
    "style onload={0}",
)
PAYLOADS = (
    f"<script>{_RUN}</script>",
    f"</script><script>{_RUN}</script>",
    f"<ScRiPt>{_RUN}</sCrIpT>",
    f"<script src=data:,{_RUN}></script>",
    f"<!--<script>--><script>{_RUN}</script>",
    f"</title><script>{_RUN}</script>",
    f"</style><script>{_RUN}</script>",
    f"</textarea><script>{_RUN}</script>",
    f"</noscript><script>{_RUN}</script>",
    f"--><script>{_RUN}</script>",
    f"]]><script>{_RUN}</script>",
    f"<script>{_RUN}//",
    f"<<script>{_RUN}//<</script>",
    f"<script\x0c>{_RUN}</script>",
    f'"><script>{_RUN}</script>',
    f"'><script>{_RUN}</script>",
    f"`><script>{_RUN}</script>",
    f'" onmouseover={_RUN} x="',
    f"' onmouseover={_RUN} x='",
    f'" autofocus onfocus={_RUN} x="',
    f"x onerror={_RUN}",
    f"\u2028{_RUN}\u2029",
    f'";{_RUN};//',
    f"';{_RUN};//",
    f"`;{_RUN};//",
    f"${{{_RUN}}}",
    f"{{{{constructor.constructor('{_RUN}')()}}}}",
    f"{{% raw %}}{_RUN}{{% endraw %}}",
    f"{{{{ {_RUN} }}}}",
    f"\\u003cscript\\u003e{_RUN}\\u003c/script\\u003e",
    f"&lt;script&gt;{_RUN}&lt;/script&gt;",
    f"&#60;script&#62;{_RUN}&#60;/script&#62;",
    f"%3Cscript%3E{_RUN}%3C/script%3E",
    f"+ADw-script+AD4-{_RUN}+ADw-/script+AD4-",
    f"javascript:{_RUN}",
    f"java\tscript:{_RUN}",
    f" javascript:{_RUN}",
    f"JaVaScRiPt:{_RUN}",
    f"\x01javascript:{_RUN}",
    f"vbscript:{_RUN}",
    f"data:text/html,<script>{_RUN}</script>",
    "data:text/html;base64,PHNjcmlwdD50ZXJyYVJhbigpPC9zY3JpcHQ+",
    f"javascript://%0a{_RUN}",
    f"[x](javascript:{_RUN})",
    f'![x](x"onerror="{_RUN})',
    f'<a href="javascript:{_RUN}">x</a>',
    f"@@content@@<script>{_RUN}</script>",
    f'@@root@@"><script>{_RUN}</script>',
    f"\u202e<script>{_RUN}</script>",
    f"＜script＞{_RUN}＜/script＞",
    f"<svg><script>{_RUN}</script></svg>",
    f"<svg><animate onbegin={_RUN} attributeName=x dur=1s>",
    f"<math><mtext><table><mglyph><style><img src=x onerror={_RUN}>",
    f'<noscript><p title="</noscript><img src=x onerror={_RUN}>">',
    f"<template><script>{_RUN}</script></template>",
    f"<x contenteditable autofocus onfocus={_RUN}>",
    f'<p style="background:url(javascript:{_RUN})">',
    *(f"<{tag.format(_RUN)}>" for tag in _TAGS),
)


def _hostile(number: int, payload: str) -> Dataset:
    """A record whose every string is the payload, but for those that choose where the record stands."""
    text = Text(fr=payload, en=payload)
    return Dataset(
        id=f"hostile-{number:03d}",
        title=text,
        summary=text,
        description=text,
        names=(payload,),
        useful_for=(text,),
        not_for=(text,),
        pole="theia",
        data_centre="cnes-geodes",
        providers=(Provider(name=payload, url=payload),),
        contacts=(Contact(name=payload, email=payload, url=payload, role=payload),),
        compartments=("oceans",),
        variables=(Variable(concept="sea-level", name=payload, unit=payload, cf=payload),),
        keywords=Keywords(fr=(payload,), en=(payload,), any=(payload,)),
        platforms=("satellite",),
        instruments=(payload,),
        missions=(payload,),
        boxes=((0.0, 0.0, 1.0, 1.0),),
        rights=text,
        landing_page=payload,
        distributions=(Distribution(url=payload, protocol="http", media_type=payload, title=text),),
        services=(Service(url=payload, protocol="wms", title=text),),
        related=(Related(kind="publication", url=payload, doi=payload, title=text), Related(kind="code", url=payload)),
        version=payload,
        created="2026-01-01",
        updated="2026-01-01",
        provenance=Provenance(source=payload, upstream_id=payload, url=payload, also=(payload,)),
    )


@pytest.fixture(scope="module")
def hostile_site(project: Project, thesaurus: Thesaurus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site made past the checks, as if every rule had let the payloads through."""
    made = [_hostile(number, payload) for number, payload in enumerate(PAYLOADS)]
    catalogue = Catalogue(thesaurus, made, project.site_url)
    folder = tmp_path_factory.mktemp("hostile") / "site"
    shells = render_shells(project)
    made_for_readers = chain(
        assets.outputs(project.root),
        pages.outputs(catalogue, shells.shells),
        editorial.outputs(catalogue, shells.editorial),
        facets.outputs(catalogue),
    )
    publish(made_for_readers, folder)
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened


def _run_everything(browser: Browser, site: Path, *, policy: bool) -> list[str]:
    server = make_server(site, quiet=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    ran: list[str] = []
    context = browser.new_context(bypass_csp=not policy)
    context.expose_binding("terraRan", lambda source: ran.append(source["page"].url))
    page = context.new_page()
    page.on("dialog", lambda dialog: (ran.append(page.url), dialog.dismiss()))
    base = f"http://127.0.0.1:{server.server_address[1]}/"
    addresses = [f"{lang}/datasets/hostile-{n:03d}/" for n in range(len(PAYLOADS)) for lang in ("fr", "en")]
    addresses += [
        f"{lang}/{path}"
        for lang in ("fr", "en")
        for path in (
            "",
            "datasets/",
            "search/",
            "map/",
            "compartments/oceans/",
            "variables/sea-level/",
            "poles/theia/",
            "centres/cnes-geodes/",
        )
    ]
    try:
        for address in addresses:
            page.goto(base + address, wait_until="load")
    finally:
        context.close()
        server.shutdown()
        thread.join()
        server.server_close()
    return ran


def test_at_least_79_payloads_are_tried() -> None:
    assert len(set(PAYLOADS)) >= 79


@pytest.mark.parametrize("policy", [True, False], ids=["with the policy", "without the policy"])
def test_no_payload_runs(browser: Browser, hostile_site: Path, policy: bool) -> None:
    assert _run_everything(browser, hostile_site, policy=policy) == []


def test_the_trap_itself_catches_what_runs(browser: Browser, tmp_path: Path) -> None:
    for lang in ("fr", "en"):
        folder = tmp_path / lang / "datasets/hostile-000"
        folder.mkdir(parents=True)
        (folder / "index.html").write_text(f"<!doctype html><title>x</title><script>{_RUN}</script>", "utf-8")
    assert _run_everything(browser, tmp_path, policy=False)


def test_no_address_of_a_page_has_an_active_scheme(hostile_site: Path) -> None:
    plain = re.compile(r"(https?|ftp|s3|irods|mailto|sftp):|[A-Za-z0-9_.@/?#%=&+-]*$")
    strange = {
        href[:60]
        for page in pages_of(hostile_site)
        for href in links(parsed(page))
        if not plain.match(href.strip().lower())
    }
    assert strange == set()


def test_a_hostile_record_is_refused_by_the_rules_too(thesaurus: Thesaurus, tmp_path: Path) -> None:
    from terra_catalog.check import check
    from terra_catalog.load import load_records

    for number, payload in enumerate(PAYLOADS):
        (tmp_path / f"hostile-{number:03d}.json").write_bytes(msgspec.json.encode(_hostile(number, payload)))
    records, _ = load_records([tmp_path], tmp_path)
    kept, _ = check(records, thesaurus)
    assert kept == []

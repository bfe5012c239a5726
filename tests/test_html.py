"""Every page type is valid HTML for the validator of the W3C (vnu)."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.conftest import ROOT

PAGE_TYPES = (
    "index.html",
    "404.html",
    *(
        f"{lang}/{path}index.html"
        for lang in ("fr", "en")
        for path in (
            "",
            "datasets/",
            "datasets/theia-forms-t/",
            "datasets/argo-gdac/",
            "datasets/so2-etna-piton/",
            "datasets/smos-enhanced-tb/",
            "compartments/oceans/",
            "compartments/",
            "subdomains/seismicity/",
            "subdomains/",
            "variables/sea-level/",
            "variables/",
            "poles/odatis/",
            "poles/",
            "centres/ifremer/",
            "centres/",
            "map/",
            "search/",
            "contribute/",
            "api/",
            "about/",
            "vocab/licences/cc-by-4.0/",
        )
    ),
)


def test_every_page_type_is_valid_html(site: Path) -> None:
    java = shutil.which("java")
    if java is None:
        pytest.skip("the HTML validator needs Java, which is not on this machine")
    files = [str(site / path) for path in PAGE_TYPES if (site / path).is_file()]
    assert len(files) >= 40, "page types moved: correct the list"
    jar = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"
    done = subprocess.run([java, "-jar", jar, "--format", "json", *files], capture_output=True, text=True, check=False)
    messages = [m for m in json.loads(done.stderr)["messages"] if m["type"] == "error"]
    assert not messages, [
        f"{Path(m['url']).relative_to(site.as_posix())}: {m['message']}"
        if str(site) in m["url"]
        else f"{m['url'][-60:]}: {m['message']}"
        for m in messages[:10]
    ]

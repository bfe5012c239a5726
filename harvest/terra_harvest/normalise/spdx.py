"""Licences by their names, codes and addresses: an SPDX identifier, or the address of a text that has none."""

import re
from collections.abc import Iterable

# The identifiers of https://spdx.org/licenses/ that data are published under, as SPDX spells them.
KNOWN = {
    name.lower(): name
    for name in [
        "CC0-1.0",
        "CC-BY-1.0",
        "CC-BY-2.0",
        "CC-BY-2.5",
        "CC-BY-3.0",
        "CC-BY-4.0",
        "CC-BY-SA-2.0",
        "CC-BY-SA-2.5",
        "CC-BY-SA-3.0",
        "CC-BY-SA-4.0",
        "CC-BY-NC-2.0",
        "CC-BY-NC-3.0",
        "CC-BY-NC-4.0",
        "CC-BY-ND-2.0",
        "CC-BY-ND-3.0",
        "CC-BY-ND-4.0",
        "CC-BY-NC-SA-1.0",
        "CC-BY-NC-SA-2.0",
        "CC-BY-NC-SA-3.0",
        "CC-BY-NC-SA-4.0",
        "CC-BY-NC-ND-2.0",
        "CC-BY-NC-ND-3.0",
        "CC-BY-NC-ND-4.0",
        "CC-PDDC",
        "ODbL-1.0",
        "ODC-By-1.0",
        "PDDL-1.0",
        "etalab-2.0",
        "OGL-UK-1.0",
        "OGL-UK-2.0",
        "OGL-UK-3.0",
        "OGL-Canada-2.0",
        "DL-DE-BY-2.0",
        "DL-DE-ZERO-2.0",
        "NLOD-1.0",
        "NLOD-2.0",
        "CDLA-Permissive-1.0",
        "CDLA-Permissive-2.0",
        "CDLA-Sharing-1.0",
        "MIT",
        "Apache-2.0",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "BSL-1.0",
        "GPL-2.0-only",
        "GPL-2.0-or-later",
        "GPL-3.0-only",
        "GPL-3.0-or-later",
        "LGPL-3.0-only",
        "LGPL-3.0-or-later",
        "AGPL-3.0-only",
        "AGPL-3.0-or-later",
        "MPL-2.0",
        "CECILL-2.1",
        "CECILL-B",
        "CECILL-C",
        "EUPL-1.2",
        "EUPL-1.1",
    ]
}

_CC_URL = re.compile(
    r"(?:https?:)?//(?:www\.)?creativecommons\.org/(?:licen[sc]es/(?P<kind>by(?:-nc)?(?:-sa|-nd)?)/(?P<version>\d\.\d)"
    r"(?:/(?P<country>[a-z]{2,3}))?(?=[/?#\s\"')\].,;]|$)|publicdomain/(?P<zero>zero)/1\.0)",
    re.IGNORECASE,
)
_SPDX_URL = re.compile(r"https?://(?:www\.)?(?:spdx|opensource)\.org/licenses/([A-Za-z0-9.+-]+)/?", re.IGNORECASE)
_EU_URL = re.compile(r"https?://publications\.europa\.eu/resource/authority/licence/([A-Z0-9_]+)/?", re.IGNORECASE)
_ODC_URL = re.compile(
    r"https?://(?:www\.)?opendatacommons\.org/licenses/(odbl|by|pddl)(?:/(?:1[.-]0|summary))?/?", re.IGNORECASE
)
_ETALAB_URL = re.compile(
    r"https?://(?:www\.)?(?:etalab\.gouv\.fr|github\.com/etalab|data\.gouv\.fr|spdx\.org)/\S*"
    r"(?:open-licen[cs]e|licence-ouverte|open-licence|etalab)[-_]?(?:v|\S*?)2[.-]?0\S*",
    re.IGNORECASE,
)
_ODC = {"odbl": "ODbL-1.0", "by": "ODC-By-1.0", "pddl": "PDDL-1.0"}

_WORDS = re.compile(
    r"\b(?:creative[ -]commons(?: licen[cs]e)?|licence creative commons|cc)\b[\s:,(-]*"
    r"(?P<kind>(?:[\s:,()/+-]*(?:cc[- ])?(?:attribution|paternité|by|non[ -]?commercial|"
    r"pas d['’]utilisation commerciale|nc|share[ -]?alike|partage (?:dans les mêmes conditions|à l['’]identique)|sa|"
    r"no[ -]?deriv(?:ative)?s?(?: works)?|pas de modifications?|nd)\b)+)"
    r"(?P<between>(?:[\s,():-]*(?:licen[cs]e|international|unported|generic|public|version|v)\b\.?)*)[\s,():v-]*"
    r"(?P<version>[1-4]\.\d)?\)?(?P<after>[\s,()-]*[A-Za-z]*)",
    re.IGNORECASE,
)
_PORTS = frozenset(
    [
        "au",
        "australia",
        "us",
        "uk",
        "igo",
        "fr",
        "france",
        "de",
        "nz",
        "canada",
        "ca",
        "netherlands",
        "nl",
        "germany",
        "austria",
        "at",
    ]
)
_ZERO = re.compile(r"\b(?:cc[- ]?0|cc[ -]?zero|creative commons (?:cc-?0|zero))\b", re.IGNORECASE)
_ETALAB = re.compile(
    r"\b(?:licence ouverte|open licen[cs]e|etalab)\b(?:[\s/|()-]*(?:licence ouverte|open licen[cs]e|etalab))*"
    r"[\s,():-]*(?:version|v)?[\s.]*2(?:\.0)?\b(?!\.[1-9])",
    re.IGNORECASE,
)
_OTHERS = (
    (re.compile(r"\bODbL\b|open database licen[cs]e", re.IGNORECASE), "ODbL-1.0"),
    (re.compile(r"\bPDDL\b|public domain dedication and licen[cs]e", re.IGNORECASE), "PDDL-1.0"),
    (re.compile(r"\bODC[- ]By\b|open data commons attribution", re.IGNORECASE), "ODC-By-1.0"),
)


def licences_in(text: str) -> tuple[str, ...]:
    """The licences that a text names, each once: SPDX identifiers ("CC-BY-4.0"), or "CC-BY-NC" without a version.

    The address of a ported licence of Creative Commons ("by/3.0/au") has no identifier and is given itself. An exact
    identifier or code is recognised alone; in a sentence only names that cannot mean anything else.
    """
    words = text.strip()
    if code := by_code(words):
        return (code,)
    found: dict[str, None] = {}
    rest = words
    for match in _CC_URL.finditer(words):
        found[_of_cc_url(match)] = None
    if "//" in words:
        for pattern in (_SPDX_URL, _EU_URL, _ODC_URL, _ETALAB_URL):
            for match in pattern.finditer(words):
                if name := _of_url(match[0]):
                    found[name] = None
        rest = re.sub(r"(?:https?:)?//\S+", " ", words)
    for match in _WORDS.finditer(rest):
        if name := _of_words(match):
            found[name] = None
    if _ZERO.search(rest):
        found["CC0-1.0"] = None
    if _ETALAB.search(rest):
        found["etalab-2.0"] = None
    for pattern, name in _OTHERS:
        if pattern.search(rest):
            found[name] = None
    return exact(found)


def by_code(text: str) -> str | None:
    """The SPDX identifier that a code is, whatever its case and separators ("CC_BY_4_0", "cc by 4.0"); else None."""
    if len(text) > 40:
        return None
    key = re.sub(r"[\s_]+", "-", text.strip().lower())
    return (
        KNOWN.get(key)
        or KNOWN.get(re.sub(r"-(\d)-(\d)$", r"-\1.\2", key))
        or KNOWN.get(re.sub(r"(?<=[a-z])-?v?(\d\.\d)$", r"-\1", key))
    )


def exact(found: Iterable[str]) -> tuple[str, ...]:
    """Without the names that another one says more exactly: the words say CC BY-NC, the address its version."""
    names = list(found)
    versions = {name.rpartition("-")[0] for name in names if name[-1:].isdigit()}
    return tuple(name for name in names if name not in versions)


def _of_cc_url(match: re.Match[str]) -> str:
    if match["zero"]:
        return "CC0-1.0"
    kind, version = match["kind"].lower(), match["version"]
    if match["country"] and match["country"].lower() not in ("deed", "legalcode"):
        return f"https://creativecommons.org/licenses/{kind}/{version}/{match['country'].lower()}/"
    name = f"cc-{kind}-{version}"
    return KNOWN.get(name, f"https://creativecommons.org/licenses/{kind}/{version}/")


def _of_url(url: str) -> str | None:
    if match := _SPDX_URL.fullmatch(url):
        return KNOWN.get(match[1].lower().rstrip(".").removesuffix(".html").removesuffix(".json"))
    if match := _EU_URL.fullmatch(url):
        return by_code(match[1])
    if match := _ODC_URL.fullmatch(url):
        return _ODC[match[1].lower()]
    return "etalab-2.0" if _ETALAB_URL.fullmatch(url) else None


def _of_words(match: re.Match[str]) -> str | None:
    kind = match["kind"].lower()
    if not re.search(r"attribution|paternité|by", kind):
        return None
    parts = ["CC-BY"]
    if re.search(r"non[ -]?commercial|pas d['’]utilisation|\bnc\b", kind):
        parts.append("NC")
    if re.search(r"share|partage|\bsa\b", kind):
        parts.append("SA")
    elif re.search(r"deriv|modif|\bnd\b", kind):
        parts.append("ND")
    version = match["version"]
    after = match["after"].strip(" ,()-").lower()
    if version and after in _PORTS:
        # Ported to the law of a country: another text.
        return None
    name = "-".join(parts)
    return KNOWN.get(f"{name}-{version}".lower()) if version else name

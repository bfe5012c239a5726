"""Things beside the data: publications, code, documentation, earlier and later versions, sources, the whole."""

import re

from terra_catalog.dataset import Related, RelatedKind
from terra_catalog.quote import quote
from terra_catalog.urls import safe_url
from terra_harvest.formats.doi import as_doi
from terra_harvest.normalise.identifiers import bare_doi, is_test
from terra_harvest.normalise.link_titles import link_title
from terra_harvest.normalise.notes import Note, Notes
from terra_harvest.normalise.placeholders import says_nothing
from terra_harvest.original import Link
from terra_vocab.text import Lang

# Relations of DataCite 4.5, ISO 19115 (DS_AssociationTypeCode), Dublin Core, schema.org, EML and STAC.
_RELATIONS: dict[str, RelatedKind] = {
    **dict.fromkeys(
        [
            "publication",
            "cites",
            "iscitedby",
            "citation",
            "bibliography",
            "literaturecited",
            "usagecitation",
            "referencepublication",
            "issupplementto",
            "isdescribedby",
            "ispublishedin",
            "isreferencedby",
            "isreviewedby",
            "relatedpublication",
            "citeas",
            "subjectof",
        ],
        "publication",
    ),
    **dict.fromkeys(
        [
            "documentation",
            "isdocumentedby",
            "documents",
            "additionaldocumentation",
            "hasmetadata",
            "describedby",
            "help",
            "information",
        ],
        "documentation",
    ),
    **dict.fromkeys(
        ["source", "sources", "datasource", "isderivedfrom", "isbasedon", "isbasedonurl", "derivedfrom", "compiles"],
        "source",
    ),
    **dict.fromkeys(["issourceof", "iscompiledby"], "derived"),
    **dict.fromkeys(
        ["isnewversionof", "predecessorversion", "obsoletes", "continues", "replaces", "revisionof", "predecessorof"],
        "previous",
    ),
    **dict.fromkeys(
        [
            "ispreviousversionof",
            "latestversion",
            "successorversion",
            "isobsoletedby",
            "iscontinuedby",
            "isreplacedby",
            "successorof",
        ],
        "next",
    ),
    **dict.fromkeys(
        [
            "ispartof",
            "largerworkcitation",
            "partofseamlessdatabase",
            "collectivetitle",
            "series",
            "parent",
            "isversionof",
        ],
        "part-of",
    ),
    **dict.fromkeys(
        [
            "haspart",
            "iscomposedof",
            "hasversion",
            "isvariantformof",
            "isvariantof",
            "crossreference",
            "isrelatedto",
            "related",
            "relation",
            "dataset",
            "datasets",
            "isoriginalformof",
            "issupplementedby",
            "stereomate",
        ],
        "dataset",
    ),
}
# Relations that no page shows: the services of a record, names of one thing, samples and projects.
_LEFT = frozenset(
    [
        "operateson",
        "isidenticalto",
        "ismetadatafor",
        "iscollectedby",
        "collects",
        "requires",
        "isrequiredby",
        "pid",
        "hastranslation",
        "istranslationof",
        "reviews",
        "describes",
    ]
)
_CODE = re.compile(
    r"^https?://(?:www\.)?(?:github\.com|gitlab\.[\w.-]+|[\w.-]*gitlab[\w.-]*|bitbucket\.org|archive\.softwareheritage\.org|"
    r"pypi\.org/project|cran\.r-project\.org)/",
    re.IGNORECASE,
).match
_NOTEBOOK = re.compile(r"\.ipynb(?:[?#]|$)|mybinder\.org|colab\.research\.google", re.IGNORECASE).search
_PUBLICATION = re.compile(
    r"\b(?:article|publication|paper|journal|preprint|related publication)\b", re.IGNORECASE
).search
_DOI_PATH = re.compile(r"(?:dx\.)?doi\.org/", re.IGNORECASE).search
_LETTERS = re.compile(r"[^a-z]")


def related_to(link: Link, doi: str | None, language: Lang, notes: Notes) -> Related | None:
    """The related thing of a link, by DOI or by web address; None for the dataset itself and what is neither."""
    kind = kind_of(link)
    # In a static catalogue a relative address leads to its own skeleton; OpenAIRE's `info:` names a grant.
    if (
        kind is None
        or says_nothing(link.url)
        or link.url.startswith(("./", "../", "info:eu-repo/"))
        or is_test(link.url)
    ):
        return None
    title = link_title(link, language)
    if found := as_doi(link.url):
        if doi and found.casefold() == doi.casefold():
            return None
        bare = bare_doi(found, "related", notes)
        return Related(kind=kind, doi=bare, title=title) if bare else None
    url = safe_url(link.url.replace("&amp;", "&"))
    if url is not None:
        return Related(kind=kind, url=url, title=title)
    if "://" in link.url or "/" in link.url:
        notes.append(Note("related", "address-unusable", f"{quote(link.url)} is no address that can be published"))
    return None


def kind_of(link: Link) -> RelatedKind | None:
    """What a related thing is: its address says that it is code, else the relation of the record tells."""
    function = _LETTERS.sub("", (link.function or "").rpartition("/")[2].lower())
    if function in _LEFT:
        return None
    if _NOTEBOOK(link.url) or link.media_type == "application/x-ipynb+json":
        return "notebook"
    if _CODE(link.url):
        return "code"
    named = f"{link.name.en or ''} {link.name.fr or ''} {link.name.any or ''}"
    if _PUBLICATION(named):
        return "publication"
    known = _RELATIONS.get(function)
    if known in ("dataset", "publication") and not as_doi(link.url) and not _DOI_PATH(link.url):
        # What is related in an unstated way, and has no DOI, is something to read.
        return "documentation" if known == "publication" or function in ("related", "relation") else known
    return known or "documentation"

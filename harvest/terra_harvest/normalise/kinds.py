"""What a record must be to become a dataset: of a kind that is one, with a title, and no template."""

import re

from terra_catalog.quote import quote
from terra_harvest.normalise.language import either
from terra_harvest.normalise.placeholders import is_template_title, says_nothing
from terra_harvest.normalise.plain import line
from terra_harvest.original import Original, Texts

# Kinds of ISO 19115 (MD_ScopeCode), STAC, ESGF, EML, Dublin Core (DCMI type), DataCite (resourceTypeGeneral), COAR.
_SERVICES = "service services webservice interactiveresource"
_PARTS = "item file feature featuretype attribute attributetype propertytype dimensiongroup"
_WORKS = (
    "text document citation protocol article journalarticle book bookchapter chapter thesis dissertation report "
    "technicalreport workingpaper preprint conferencepaper conferenceproceeding datapaper peerreview poster "
    "presentation lecture inauguraladdress review outputmanagementplan journal standard"
)
_THINGS = (
    "software application computationalnotebook sourcecode instrument collectionhardware physicalobject project award "
    "event person organization studyregistration featurecatalog featurecatalogue catalog catalogue metadata model3d"
)
_NO_DATASET = {
    **dict.fromkeys(_SERVICES.split(), "a service"),
    **dict.fromkeys(_PARTS.split(), "a part of a dataset"),
    **dict.fromkeys(_WORKS.split(), "a text"),
    **dict.fromkeys(_THINGS.split(), "something else"),
}
_LETTERS = re.compile(r"[^a-z0-9]")


def why_no_dataset(original: Original) -> str | None:
    """Why the record cannot be one of a dataset, in words for its source's maintainers; None if it can."""
    kind = _LETTERS.sub("", (original.kind or "").rstrip("/").rpartition("/")[2].lower())
    if what := _NO_DATASET.get(kind):
        return f"its kind is {quote(original.kind)}: {what}, no dataset"
    return None


def title_of(original: Original) -> Texts | None:
    """The title, on one line, or an alternate one where it is empty; None when neither says anything."""
    for texts in (original.title, *original.alternate_titles):
        found = Texts(fr=_said(texts.fr), en=_said(texts.en), any=_said(texts.any))
        if found:
            return found
    return None


def why_no_title(original: Original) -> str:
    """What stands in the place of the title."""
    written = either(original.title)
    if not written:
        return "it has no title"
    what = "that of a template" if is_template_title(line(written)) else "no title"
    return f"its title {quote(written)} is {what}"


def _said(text: str | None) -> str | None:
    if not text:
        return None
    words = line(text)
    return None if not words or says_nothing(words) or is_template_title(words) else words

"""What is looked up while records are read: built once per thesaurus, never changed, safe to share."""

from collections.abc import Iterable

from terra_harvest.enrich.addresses import addresses_of
from terra_harvest.enrich.cf import cf_names_of
from terra_harvest.enrich.evidence import Fields
from terra_harvest.enrich.fold import folded
from terra_harvest.enrich.forms import forms_of
from terra_harvest.enrich.platforms import platform_phrases
from terra_harvest.enrich.reading import Forms
from terra_vocab.concept import Thesaurus


class Matcher:
    """The forms of every concept, ready to be found in records, and the names of places that are no themes."""

    def __init__(self, thesaurus: Thesaurus, places: Iterable[str] = ()) -> None:
        self.forms = Forms(thesaurus, forms_of(thesaurus), addresses_of(thesaurus), cf_names_of(thesaurus))
        self.fields = Fields(thesaurus)
        self.platforms = platform_phrases(thesaurus)
        self.places = frozenset(map(folded, places)) - {""}
        self.actors = frozenset(
            folded(label)
            for scheme in ("data-centres", "poles")
            for concept in thesaurus.of(scheme)
            for label in (concept.label.fr, concept.label.en, *concept.alt.fr, *concept.alt.en, *concept.alt.any)
            if label
        )

"""What a STAC object is about: keywords, themes and variables, in the core and in the extensions seen in the field."""

from collections.abc import Iterator

from terra_harvest.formats.languages import texts
from terra_harvest.formats.loose import first_text, mapping, mappings, several, text, texts_of
from terra_harvest.original import Measured, Texts, Word
from terra_harvest.strict_json import Json

_FACETS = (
    "osc:missions",
    "osc:region",
    "osc:themes",
    "osc:project",
    "gee:categories",
    "cmip6:activity_id",
    "cmip6:experiment_id",
    "cmip6:source_id",
    "cmip6:institution_id",
    "cmip6:table_id",
    "cmip6:realm",
    "cmip6:frequency",
    "cmip6:nominal_resolution",
    "dataType",
    "product:type",
    "processing:level",
    "linz:geospatial_category",
    "linz:region",
)


def facet(fields: dict[str, Json], name: str) -> Json:
    """A field of the object, else of its summaries, which hold every value of its items."""
    return fields.get(name) if fields.get(name) is not None else mapping(fields.get("summaries")).get(name)


def keywords_of(fields: dict[str, Json], language: str | None) -> tuple[Word, ...]:
    """The keywords, the concepts of the themes, and the facets of known extensions with their name as kind."""
    plain = (Word(text=texts(word, language)) for word in _words(fields.get("keywords")))
    return tuple(dict.fromkeys([*plain, *_themes(fields, language), *_facets(fields)]))


def measures_of(fields: dict[str, Json], language: str | None) -> tuple[Measured, ...]:
    """The variables: of datacube, cf, cmip6, OSC, and of Earth Engine's schemas."""
    found = [
        *_cube_variables(fields, language),
        *_cf_parameters(fields),
        *_cmip6_variables(fields),
        *(Measured(name=Texts(any=name)) for name in texts_of(fields.get("osc:variables"))),
        *_columns(fields, language),
    ]
    return tuple(dict.fromkeys(found))


def _words(value: Json) -> Iterator[str]:
    for entry in several(value):
        # Some wrote one text with commas until the list came; some write a list in a list.
        for word in several(entry):
            if words := text(word):
                yield words


def _themes(fields: dict[str, Json], language: str | None) -> Iterator[Word]:
    for theme in mappings(fields.get("themes")):
        scheme = text(theme.get("scheme"))
        for concept in mappings(theme.get("concepts")):
            name = first_text(concept.get("title"), concept.get("name"), concept.get("id"))
            identifier = text(concept.get("id"))
            address = identifier if identifier and identifier.startswith("http") else None
            if name:
                yield Word(
                    text=texts(name, language), thesaurus=scheme, uri=text(concept.get("url")) or address, kind="theme"
                )


def _facets(fields: dict[str, Json]) -> Iterator[Word]:
    for name in _FACETS:
        for value in texts_of(facet(fields, name)):
            yield Word(text=Texts(any=value), kind=name)


def _cube_variables(fields: dict[str, Json], language: str | None) -> Iterator[Measured]:
    for name, entry in mapping(facet(fields, "cube:variables")).items():
        variable = mapping(entry)
        if text(variable.get("type")) != "auxiliary":
            attributes = mapping(variable.get("attrs"))
            yield Measured(
                name=texts(first_text(variable.get("description"), attributes.get("long_name")), language)
                or Texts(any=name),
                unit=first_text(variable.get("unit"), attributes.get("units")),
                cf=first_text(variable.get("cf:standard_name"), attributes.get("standard_name")),
            )


def _cf_parameters(fields: dict[str, Json]) -> Iterator[Measured]:
    for entry in mappings(facet(fields, "cf:parameter")):
        if name := text(entry.get("name")):
            yield Measured(name=Texts(any=name), unit=text(entry.get("unit")), cf=name)


def _cmip6_variables(fields: dict[str, Json]) -> Iterator[Measured]:
    names = texts_of(fields.get("cmip6:variable_id")) or texts_of(facet(fields, "cmip6:variable"))
    long_names = texts_of(fields.get("cmip6:variable_long_name"))
    for name in long_names if len(names) < 2 and long_names else names:
        alone = len(names) < 2
        yield Measured(
            name=Texts(any=name),
            unit=first_text(*several(fields.get("cmip6:variable_units"))) if alone else None,
            cf=first_text(
                *several(fields.get("cmip6:variable_cf_standard_name")), *several(fields.get("cmip6:cf_standard_name"))
            )
            if alone
            else None,
        )


def _columns(fields: dict[str, Json], language: str | None) -> Iterator[Measured]:
    for entry in (*mappings(facet(fields, "gee:schema")), *mappings(fields.get("table:columns"))):
        if name := first_text(entry.get("description"), entry.get("name")):
            yield Measured(name=texts(name, language), unit=text(entry.get("units")))

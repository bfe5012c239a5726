"""Made-up records of ISO 19139, whole enough for any server and for every step of the harvest; always the same ones."""

_PREFIXES = (
    'xmlns:gmd="http://www.isotc211.org/2005/gmd" xmlns:gco="http://www.isotc211.org/2005/gco" '
    'xmlns:gml="http://www.opengis.net/gml/3.2"'
)
_THEMES = (
    ("Température de surface de la mer", "sea surface temperature", "l’Atlantique", (-20, 40, 0, 55)),
    ("Salinité de surface de la mer", "sea surface salinity", "la Méditerranée", (-6, 30, 36, 46)),
    ("Précipitations", "precipitation", "les Alpes", (5, 43, 14, 48)),
    ("Débit des cours d’eau", "river discharge", "la Réunion", (55, -22, 56, -20)),
    ("Aérosols", "aerosols", "l’Afrique de l’Ouest", (-17, 4, 15, 20)),
    ("Déplacement du sol", "ground displacement", "les Antilles", (-62, 14, -60, 18)),
)


def native_id(number: int) -> str:
    """The identifier of a record: a UUID, as catalogues give."""
    return f"{number:08x}-0000-4000-8000-{number * 7919 % 16**12:012x}"


def iso_record(number: int, version: int = 1) -> str:
    """The record of a number; another version of it has another abstract."""
    fr, en, place, (west, south, east, north) = _THEMES[number % len(_THEMES)]
    key = native_id(number)
    year = 1990 + number % 30
    localised = (
        '<gmd:PT_FreeText><gmd:textGroup><gmd:LocalisedCharacterString locale="#EN">'
        f"{en.capitalize()}, series {number}. Title of {key}"
        "</gmd:LocalisedCharacterString></gmd:textGroup></gmd:PT_FreeText>"
    )
    return (
        f"<gmd:MD_Metadata {_PREFIXES}>"
        f"{_says('fileIdentifier', key)}{_says('language', 'fre')}"
        f"{_code('hierarchyLevel', 'MD_ScopeCode', 'dataset')}"
        f"<gmd:contact>{_party('pointOfContact')}</gmd:contact>"
        f"<gmd:dateStamp><gco:DateTime>2026-0{1 + number % 9}-15T10:00:00</gco:DateTime></gmd:dateStamp>"
        '<gmd:locale><gmd:PT_Locale id="EN"><gmd:languageCode><gmd:LanguageCode codeList="" codeListValue="eng"/>'
        '</gmd:languageCode><gmd:characterEncoding><gmd:MD_CharacterSetCode codeList="" codeListValue="utf8"/>'
        "</gmd:characterEncoding></gmd:PT_Locale></gmd:locale>"
        "<gmd:identificationInfo><gmd:MD_DataIdentification><gmd:citation><gmd:CI_Citation>"
        f"<gmd:title><gco:CharacterString>{fr} sur {place}, série {number}. Title of {key}</gco:CharacterString>"
        f"{localised}</gmd:title>"
        f"<gmd:date><gmd:CI_Date><gmd:date><gco:Date>{year}-03-01</gco:Date></gmd:date>"
        f"{_code('dateType', 'CI_DateTypeCode', 'publication')}</gmd:CI_Date></gmd:date>"
        "</gmd:CI_Citation></gmd:citation>"
        f"{_says('abstract', f'{fr} : mesures suivies sur {place} depuis {year}, version {version}. ' + _PROSE)}"
        f"<gmd:pointOfContact>{_party('principalInvestigator')}</gmd:pointOfContact>"
        f"<gmd:descriptiveKeywords><gmd:MD_Keywords>{_says('keyword', fr)}{_says('keyword', en)}"
        f"{_says('keyword', f'campagne {number % 11}')}{_code('type', 'MD_KeywordTypeCode', 'theme')}"
        "</gmd:MD_Keywords></gmd:descriptiveKeywords>"
        "<gmd:resourceConstraints><gmd:MD_LegalConstraints>"
        f"{_code('useConstraints', 'MD_RestrictionCode', 'otherRestrictions')}"
        f"{_says('otherConstraints', 'https://creativecommons.org/licenses/by/4.0/')}"
        "</gmd:MD_LegalConstraints></gmd:resourceConstraints>"
        f"{_says('language', 'fre')}"
        "<gmd:topicCategory><gmd:MD_TopicCategoryCode>environment</gmd:MD_TopicCategoryCode></gmd:topicCategory>"
        f"<gmd:extent><gmd:EX_Extent>{_box(west, south, east, north)}{_period(year)}</gmd:EX_Extent></gmd:extent>"
        "</gmd:MD_DataIdentification></gmd:identificationInfo>"
        "<gmd:distributionInfo><gmd:MD_Distribution><gmd:transferOptions><gmd:MD_DigitalTransferOptions>"
        f"{_link(f'https://data.example/{number}.nc', 'WWW:DOWNLOAD-1.0-http--download', 'Données')}"
        f"{_link('https://data.example/wms', 'OGC:WMS-1.3.0-http-get-map', f'couche{number}')}"
        "</gmd:MD_DigitalTransferOptions></gmd:transferOptions></gmd:MD_Distribution></gmd:distributionInfo>"
        "</gmd:MD_Metadata>"
    )


_PROSE = (
    "Les mesures sont reprises chaque jour puis contrôlées avant d’être mises à disposition. On les compare aux "
    "observations voisines, pour repérer une valeur suspecte. Chaque fichier porte la date, le lieu et la qualité."
)


def _says(name: str, text: str) -> str:
    return f"<gmd:{name}><gco:CharacterString>{text}</gco:CharacterString></gmd:{name}>"


def _code(name: str, kind: str, value: str) -> str:
    return f'<gmd:{name}><gmd:{kind} codeList="" codeListValue="{value}">{value}</gmd:{kind}></gmd:{name}>'


def _party(role: str) -> str:
    return (
        f"<gmd:CI_ResponsibleParty>{_says('organisationName', 'Observatoire des essais')}"
        "<gmd:contactInfo><gmd:CI_Contact><gmd:address><gmd:CI_Address>"
        f"{_says('electronicMailAddress', 'contact@data.example')}"
        "</gmd:CI_Address></gmd:address></gmd:CI_Contact></gmd:contactInfo>"
        f"{_code('role', 'CI_RoleCode', role)}</gmd:CI_ResponsibleParty>"
    )


def _box(west: int, south: int, east: int, north: int) -> str:
    sides = (("westBoundLongitude", west), ("eastBoundLongitude", east))
    sides += (("southBoundLatitude", south), ("northBoundLatitude", north))
    inside = "".join(f"<gmd:{name}><gco:Decimal>{value}</gco:Decimal></gmd:{name}>" for name, value in sides)
    return (
        f"<gmd:geographicElement><gmd:EX_GeographicBoundingBox>{inside}"
        "</gmd:EX_GeographicBoundingBox></gmd:geographicElement>"
    )


def _period(year: int) -> str:
    return (
        '<gmd:temporalElement><gmd:EX_TemporalExtent><gmd:extent><gml:TimePeriod gml:id="t1">'
        f"<gml:beginPosition>{year}-01-01</gml:beginPosition><gml:endPosition>{year + 5}-12-31</gml:endPosition>"
        "</gml:TimePeriod></gmd:extent></gmd:EX_TemporalExtent></gmd:temporalElement>"
    )


def _link(url: str, protocol: str, name: str) -> str:
    return (
        f"<gmd:onLine><gmd:CI_OnlineResource><gmd:linkage><gmd:URL>{url}</gmd:URL></gmd:linkage>"
        f"{_says('protocol', protocol)}{_says('name', name)}</gmd:CI_OnlineResource></gmd:onLine>"
    )

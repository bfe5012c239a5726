"""What forms leave in their fields: words that say nothing, and templates that nobody filled in."""

import re

_NOTHING = re.compile(
    r"[-–—?.*/_ ]*|n/?[ad]|none\.?|null|nil|nan|unknown|unkown|undefined|unspecified|not (?:available|applicable|"
    r"provided|specified|known|planned)|inapplicable|missing|tbd|tba|to be (?:defined|determined|completed)|todo|"
    r"aucune?s?\.?|inconnue?|non (?:renseignée?|communiquée?|disponible|applicable|précisée?|définie?)|sans objet|"
    r"à (?:compléter|définir|renseigner)|niet beschikbaar|autre|other",
    re.IGNORECASE,
).fullmatch
_TEMPLATE = re.compile(
    r"\{\{\s*[\w.-]+\s*\}\}|\$\{[\w.-]+\}|/\*/|\bgmd:MD_|\bgco:CharacterString|"
    r"(?:\A|:\s?)--\s.*\s--|(?:Resource|Overview|Metadata|Distribution) > |"
    r"\[(?:insert|insérer|saisir|title|titre)\b",
    re.IGNORECASE,
).search
_SIGNS = ("{{", "${", "/*/", "gmd:", "gco:", "-- ", " > ", "[")
_TEMPLATE_TITLE = re.compile(
    r"(?:template|modèle|modele) (?:for|pour|de (?:fiche|métadonnées))\b|(?:my |a )?(?:new )?template|"
    r"(?:nouvelle|new) (?:fiche|metadata)|(?:title|titre)(?: of (?:the )?dataset| du jeu de données)?|untitled|"
    r"sans titre",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"(?:template|modèle|modele) (?:for|pour|de (?:fiche|métadonnées))\b", re.IGNORECASE).match


def says_nothing(text: str) -> bool:
    """Whether a field was only filled because it had to be ("n/a", "none", "-- titre --")."""
    return (len(text) < 40 and _NOTHING(text) is not None) or is_template(text)


def is_template(text: str) -> bool:
    """Whether the text is that of a template: a place to fill in, or the path of the element itself."""
    # Most texts hold none of the signs that a template has: looking for these is far cheaper than the pattern.
    return any(sign in text for sign in _SIGNS) and _TEMPLATE(text[:2000]) is not None


def is_template_title(text: str) -> bool:
    """Whether a title is that of a template, which catalogues keep among their records."""
    return is_template(text) or _WHOLE(text) is not None or _TEMPLATE_TITLE.fullmatch(text) is not None

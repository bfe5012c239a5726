"""The few sentences that the machine-readable files carry in both languages."""

from terra_vocab.text import Text

CATALOGUE_TITLE = Text(fr="Terra Catalogue", en="Terra Catalogue")
CATALOGUE_DESCRIPTION = Text(
    fr="Le catalogue des données du système Terre de GAIA DATA / Data Terra.",
    en="The catalogue of the Earth-system data of GAIA DATA / Data Terra.",
)
PUBLISHER = Text(fr="GAIA DATA / Data Terra", en="GAIA DATA / Data Terra")
FEED_TITLE = Text(
    fr="Terra Catalogue\u00a0: jeux de données nouveaux et modifiés",
    en="Terra Catalogue: new and changed datasets",
)
LICENCE_NOT_STATED = Text(fr="non renseignée", en="not stated")
AUTHENTICATION = {
    "account": Text(fr="Un compte chez le fournisseur est demandé.", en="An account with the provider is required."),
    "signed": Text(
        fr="L’adresse des fichiers est signée par un service du fournisseur.",
        en="A service of the provider signs the addresses of the files.",
    ),
    "api-key": Text(fr="Une clé d’accès du fournisseur est demandée.", en="An API key of the provider is required."),
}
"""What `auth` of a distribution means, by its value."""

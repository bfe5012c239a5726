"""The STAC extensions that the catalogue writes, by the address of their schema."""

_ADDRESS = "https://stac-extensions.github.io/{}/schema.json"

LANGUAGE = _ADDRESS.format("language/v1.0.0")
THEMES = _ADDRESS.format("themes/v1.0.0")
CONTACTS = _ADDRESS.format("contacts/v1.0.0")
SCIENTIFIC = _ADDRESS.format("scientific/v1.0.0")
VERSIONING = _ADDRESS.format("version/v1.2.0")
FILE = _ADDRESS.format("file/v2.1.0")
AUTH = _ADDRESS.format("authentication/v1.1.0")
ALTERNATE = _ADDRESS.format("alternate-assets/v1.2.0")

EXTENSIONS = (LANGUAGE, THEMES, CONTACTS, SCIENTIFIC, VERSIONING, FILE, AUTH, ALTERNATE)
"""All of them, for those who fetch the schemas."""

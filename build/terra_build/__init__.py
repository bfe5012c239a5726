"""The build: from records and thesaurus to the published files."""

"""The thesaurus: concepts that people search by, read from SKOS files and looked up by every other layer."""

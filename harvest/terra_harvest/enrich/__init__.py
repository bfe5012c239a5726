"""Enrichment: what the words of a record mean in the thesaurus, each match with its reason."""

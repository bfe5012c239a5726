"""From an original to a dataset: what can be said surely is said in the catalogue's words, the rest is flagged."""

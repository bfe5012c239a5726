"""What the browser must know to understand a query: the thesaurus and the gazetteer, as one small file per language."""

"""The harvest: from the catalogues of the data centres to the records of `catalog/records`."""

"""The protocols that catalogues speak, one module each, all with the same `walk`."""

"""Readers of records, one format each."""

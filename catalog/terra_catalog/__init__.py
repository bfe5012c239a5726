"""The record: what a dataset is, how its file is read, and the rules that it must keep."""

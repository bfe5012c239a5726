"""The rules that a record must keep: one small function each, whose docstring is its page in the manual."""

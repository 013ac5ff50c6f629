"""The rules: a module per kind of entry, or per named operation of a rewriting."""

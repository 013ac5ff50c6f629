"""Implementations of what Keras 3 lost, under their old names; each module is imported when it is first used."""

"""Nestings of lists, tuples and dicts: ``keras.tree``, or what an early Keras 3 used in its place."""

from __future__ import annotations

from typing import Any


def _tree() -> Any:
    import keras

    try:
        return keras.tree
    except AttributeError:
        import importlib

        return importlib.import_module("tree")


def __getattr__(name: str) -> Any:
    return getattr(_tree(), name)

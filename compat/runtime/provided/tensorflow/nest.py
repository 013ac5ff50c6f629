"""``tf.nest`` is ``keras.tree``."""

from __future__ import annotations

from typing import Any

from ... import trees


def flatten(structure: Any, expand_composites: bool = False) -> list[Any]:
    return list(trees.flatten(structure))


def map_structure(func: Any, *structure: Any, **kwargs: Any) -> Any:
    return trees.map_structure(func, *structure)


def pack_sequence_as(structure: Any, flat_sequence: Any, expand_composites: bool = False) -> Any:
    return trees.pack_sequence_as(structure, flat_sequence)


def is_nested(seq: Any) -> bool:
    return bool(trees.is_nested(seq))


def assert_same_structure(nest1: Any, nest2: Any, check_types: bool = True, expand_composites: bool = False) -> None:
    trees.assert_same_structure(nest1, nest2)


NAMES = {name: name for name in ("flatten", "map_structure", "pack_sequence_as", "is_nested", "assert_same_structure")}

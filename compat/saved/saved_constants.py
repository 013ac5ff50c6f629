"""Constants in the graph of a SavedModel: the words of lookup tables, which are in no checkpoint."""

from __future__ import annotations

import os
from functools import cached_property
from typing import Any, Union

from . import protobuf
from .errors import UnreadableFile
from .tracked import Tracked

Words = list[Union[str, int]]
_STRING, _INT32, _INT64 = 7, 3, 9


class Constants:
    """The constants of a ``saved_model.pb``, which is read when one is asked for.

    Args:
        file: Its path.
        most: The most bytes that it may have.
    """

    def __init__(self, file: str, most: int) -> None:
        self._file, self._most = file, most

    def keys(self, tracked: Tracked, table: str) -> Words:
        """The keys that a table is filled with, in the order of their values; empty where they are not found.

        Args:
            tracked: The objects.
            table: The path of the table.
        """
        stored = tracked.tables(table)
        if stored is not None:
            return [_word(each) for each in stored]
        node = tracked.node(f"{table}/_initialize/trace_0")
        numbers = [] if node is None else [node.children.get(f"capture_{place}", -1) for place in (1, 2)]
        found = [self._value(number) for number in numbers]
        if len(found) != 2 or len(found[0]) != len(found[1]):
            return []
        # Either may be captured first: the values count the keys.
        keys, values = found if _counts(found[1]) else (found[1], found[0])
        if not _counts(values):
            return []
        pairs: list[tuple[Any, Any]] = sorted(zip(values, keys), key=lambda each: each[0])
        return [_word(key) for _, key in pairs]

    @cached_property
    def _graph(self) -> bytes:
        if os.path.getsize(self._file) > self._most:
            raise UnreadableFile(f"{self._file} has more than {self._most} bytes", "Keras never writes such files.")
        with open(self._file, "rb") as file:
            graphs = protobuf.messages(file.read(), 2)
        return graphs[0] if graphs else b""

    @cached_property
    def _operations(self) -> list[str]:
        """For each object the operation that holds its value, where it is a constant."""
        objects = protobuf.messages(self._graph, 7)
        nodes = protobuf.messages(objects[0], 1) if objects else []
        constants = (protobuf.messages(node, 9) for node in nodes)
        return [protobuf.text(found[-1], 1) if found else "" for found in constants]

    @cached_property
    def _tensors(self) -> dict[str, bytes]:
        wanted = frozenset(self._operations) - {""}
        found = {}
        for graph in protobuf.messages(self._graph, 2):
            for node in protobuf.messages(graph, 1):
                name = protobuf.text(node, 1)
                if name in wanted:
                    for attribute in protobuf.messages(node, 5):
                        if protobuf.text(attribute, 1) == "value":
                            value = protobuf.messages(attribute, 2)[-1:]
                            found[name] = protobuf.messages(value[0], 8)[-1] if value else b""
        return found

    def _value(self, number: int) -> list[bytes] | list[int]:
        if not 0 <= number < len(self._operations):
            return []
        tensor = self._tensors.get(self._operations[number], b"")
        kind, content = protobuf.integer(tensor, 1), protobuf.messages(tensor, 4)
        if kind == _STRING:
            return protobuf.messages(tensor, 8)
        if kind not in (_INT32, _INT64):
            return []
        size = 4 if kind == _INT32 else 8
        if content:
            raw = content[-1]
            return [int.from_bytes(raw[at : at + size], "little", signed=True) for at in range(0, len(raw), size)]
        return protobuf.integers(tensor, 7 if kind == _INT32 else 10)


def _counts(values: list[bytes] | list[int]) -> bool:
    numbers = sorted(each for each in values if isinstance(each, int))
    return (
        len(numbers) == len(values) and bool(numbers) and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    )


def _word(value: bytes | int) -> str | int:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value

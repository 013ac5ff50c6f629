"""Edits of a text: spans of bytes and what takes their place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


class Overlap(Exception):
    """Two edits touch the same bytes."""


@dataclass(frozen=True, order=True)
class Edit:
    """``text`` in the place of the bytes from ``start`` to ``end``; an insertion where they are equal."""

    start: int
    end: int
    text: str


def merge(edits: Iterable[Edit]) -> list[Edit]:
    """The edits in the order of their places, each once; insertions at one place keep their order.

    Raises:
        Overlap: Two of them touch the same bytes.
    """
    ordered = sorted(dict.fromkeys(edits), key=lambda edit: (edit.start, edit.end))
    for before, after in zip(ordered, ordered[1:]):
        if after.start < before.end:
            raise Overlap(f"bytes {after.start} to {before.end} would be changed twice")
    return ordered


def apply(data: bytes, edits: Iterable[Edit]) -> bytes:
    """The text with all edits made.

    Raises:
        Overlap: Two of them touch the same bytes.
    """
    parts, position = [], 0
    for edit in merge(edits):
        parts += [data[position : edit.start], edit.text.encode("utf-8")]
        position = edit.end
    return b"".join([*parts, data[position:]])

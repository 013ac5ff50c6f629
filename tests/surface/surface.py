"""The recorded surfaces of Keras 2, and how an answer is told from none."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import known

FOLDER = Path(__file__).parent / "recorded"
#: What was recorded, and the dialect that speaks it.
VERSIONS = {"2.2.4": "2.2", "2.15": "2.15"}
PAGE = re.compile(r"K2C\d{3} \w+")


@dataclass
class Surface:
    """The rows of one recording, by kind."""

    version: str
    classes: dict[str, str] = field(default_factory=dict)
    functions: dict[str, str] = field(default_factory=dict)
    methods: dict[str, str] = field(default_factory=dict)
    objects: dict[str, list[str]] = field(default_factory=dict)
    aliases: list[tuple[str, str]] = field(default_factory=list)
    takes: dict[str, str] = field(default_factory=dict)
    default: dict[str, str] = field(default_factory=dict)
    ordered: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def dialect(self) -> str:
        return VERSIONS[self.version]


def put(surface: Surface, kind: str, name: str, *columns: str) -> None:
    """Add one row."""
    if kind == "alias":
        surface.aliases.append((name, columns[0]))
    elif kind == "object":
        surface.objects[name] = columns[0].split()
    elif kind == "ordered":
        surface.ordered[name] = (columns[0], columns[1])
    else:
        names = {"class": "classes", "function": "functions", "method": "methods"}
        getattr(surface, names.get(kind, kind))[name] = columns[0]


@cache
def recorded(version: str) -> Surface:
    """What was written down under that Keras."""
    surface = Surface(version)
    for line in (FOLDER / f"keras-{version}.tsv").read_text(encoding="utf-8").splitlines():
        put(surface, *line.split("\t"))
    return surface


def reached(name: str) -> Any:
    """What Keras 2 code gets for a dotted name; a module on the way is imported.

    Raises:
        AttributeError, ImportError: There is no such name, or it is refused.
    """
    parent, _, last = name.rpartition(".")
    return getattr(importlib.import_module(parent), last)


def failure(call: Callable[[], Any]) -> str:
    """Empty where a call works or is refused with its page, else the error that it raised."""
    try:
        call()
    except Exception as error:
        return "" if is_refusal(error) else f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
    return ""


def is_refusal(error: BaseException) -> bool:
    """Whether an error names the page that says why, or the backend that alone can do it."""
    said = str(error)
    return (PAGE.search(said) is not None and "Hint: " in said) or any(each in said for each in known.OF_TENSORFLOW)

"""``[tool.compat]`` of the nearest ``pyproject.toml`` above the working directory."""

from __future__ import annotations

import os
from functools import cache
from typing import Any


def read(start: str | None = None) -> dict[str, Any]:
    """Return the table, empty where there is none.

    Raises:
        ValueError: The file is not valid TOML.
    """
    return _read(os.path.abspath(start or os.getcwd()))


@cache
def _read(folder: str) -> dict[str, Any]:
    path = os.path.join(folder, "pyproject.toml")
    if not os.path.isfile(path):
        parent = os.path.dirname(folder)
        return {} if parent == folder else _read(parent)
    with open(path, "rb") as file:
        content = file.read()
    if b"tool.compat" not in content:
        return {}
    return _parse(content, path).get("tool", {}).get("compat", {})


def _parse(content: bytes, path: str) -> dict[str, Any]:
    import sys

    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    try:
        return tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"{path} is not valid TOML: {error}") from None

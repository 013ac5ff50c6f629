"""The table at the end of ``compat run --report``: what was translated, how often, and on which page it stands."""

from __future__ import annotations

import importlib
import os

from ..changes._answers import described


def show(package: str) -> None:
    """Print the table of the library that runs under the name ``package``."""
    notices = importlib.import_module(".runtime.notices", package)
    entries = importlib.import_module(".runtime.entries", package)
    rows: list[tuple[str, ...]] = [("count", "page", "Keras 2", "Keras 3", "first at")]
    for entry, count, (file, line) in notices.report():
        change = entries.change_of(entry)
        old, new = described(entry, change)
        rows.append((str(count), f"{change.code} {change.name}", old, new, f"{_shown(file)}:{line}"))
    print("\n".join(_lines(rows)))


def _lines(rows: list[tuple[str, ...]]) -> list[str]:
    if len(rows) == 1:
        return ["compat: nothing was translated: the program is written for Keras 3."]
    widths = [min(max(len(row[column]) for row in rows), 56) for column in range(len(rows[0]))]
    table = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in rows]
    total = sum(int(row[0]) for row in rows[1:])
    return [f"compat: {total} translations of {len(rows) - 1} kinds in this process", *table]


def _shown(file: str) -> str:
    relative = os.path.relpath(file)
    return file if relative.startswith("..") else relative

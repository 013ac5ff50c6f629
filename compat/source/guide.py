"""The pages of the migration guide: in the package, or beside it in a checkout."""

from __future__ import annotations

import os
import re

from ..changes import ALL
from ..changes._kinds import Change

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_FOLDERS = (os.path.join(_PACKAGE, "_guide"), os.path.join(os.path.dirname(_PACKAGE), "migration_guide"))


def page(change: Change) -> str:
    """The text of a change's page.

    Raises:
        FileNotFoundError: The guide is not installed.
    """
    for folder in _FOLDERS:
        path = os.path.join(folder, f"{change.name}.md")
        if os.path.isfile(path):
            with open(path, encoding="utf-8") as file:
                return file.read()
    raise FileNotFoundError(f"no page {change.name}.md in {' or '.join(_FOLDERS)}")


def named(text: str) -> Change | None:
    """The change of a code, in any case, or of a name."""
    wanted = text.strip().casefold()
    return next((each for each in ALL if wanted in (each.code.casefold(), each.name)), None)


def speaking_of(error: str) -> list[Change]:
    """The changes whose errors a text holds, those first that match more of it."""
    text = " ".join(error.split())
    found = []
    for change in ALL:
        lengths = [len(match.group()) for each in change.errors if (match := re.search(each, text))]
        if lengths:
            found.append((max(lengths), change))
    return [change for _, change in sorted(found, key=lambda each: -each[0])]

"""Codes that a user selects or ignores."""

from __future__ import annotations

from dataclasses import dataclass

from ..changes import ALL
from ..changes._kinds import Change


@dataclass(frozen=True)
class Selection:
    """Which changes are looked for: codes, beginnings of codes (``K2C1``), or names (``optimizer_lr``).

    Attributes:
        select: Those wanted; empty: all.
        ignore: Those not wanted.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for each in (*self.select, *self.ignore):
            if not any(_matches(each, change) for change in ALL):
                known = ", ".join(change.code for change in ALL)
                raise ValueError(f"unknown code {each!r}; expected one of {known}, the beginning of some, or a name.")

    def has(self, change: Change) -> bool:
        """Whether a change is looked for."""
        wanted = not self.select or any(_matches(each, change) for each in self.select)
        return wanted and not any(_matches(each, change) for each in self.ignore)


def _matches(pattern: str, change: Change) -> bool:
    return pattern == change.name or (pattern.startswith("K2C") and change.code.startswith(pattern))

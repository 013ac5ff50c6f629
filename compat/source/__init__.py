"""Keras 2 in source files: found with ``ast``, mended by byte spans.

Imports ``compat.changes`` and the standard library only; no Keras is needed. (``pathspec`` reads ``.gitignore`` where it is.)
"""

from __future__ import annotations

from .checker import Checked, Fixed, Options, check, fix
from .findings import Finding
from .outcome import Item, Outcome
from .select import Selection
from .text import Unreadable

__all__ = ["Checked", "Finding", "Fixed", "Item", "Options", "Outcome", "Selection", "Unreadable", "check", "fix"]

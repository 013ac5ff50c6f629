"""Model files of Keras 2, for Keras 3: read as data, translated by the entries of ``changes``, written as Keras 3 writes.

Nothing in a file is run. Keras is imported by :func:`load_model` alone.
"""

from __future__ import annotations

from .convert import Report, convert
from .errors import Refused, UnreadableFile
from .load import load_model
from .load_weights import load_tree

__all__ = ["Refused", "Report", "UnreadableFile", "convert", "load_model", "load_tree"]

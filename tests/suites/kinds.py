"""Misses sorted by their error: a detail of the release's own code that no program sees, or a difference that one may meet."""

from __future__ import annotations

import re

#: ``(kind, pattern)``; the first that is found says the kind.
_KINDS = (
    ("internal", r"has no counterpart in Keras 3: it held (private|the private|the layers and loops)"),
    ("internal", r"object has no attribute '_|has no attribute '_\w+'$"),
    ("internal", r"^AssertionError: \d{9,} not found in \{"),
    ("internal", r"^ValueError: too many values to unpack"),
    ("words", r"^AssertionError: (\"|').*(\"|') does not match (\"|')"),
    ("refused", r"has no counterpart in Keras 3|Hint: see K2C|see K2C\d{3}"),
    ("ragged", r"[Rr]agged"),
    ("graph", r"symbolic tf\.Tensor|SymbolicTensor|graph|Graph"),
)


def kind(error: str) -> str:
    """``internal``, ``words`` (the same error, said otherwise), ``refused``, ``ragged``, ``graph`` (tensors of TensorFlow 1), ``gap``."""
    return next((name for name, pattern in _KINDS if re.search(pattern, error)), "gap")

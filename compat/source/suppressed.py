"""``# compat: ignore[K2C101]``: findings that a file asks not to hear of."""

from __future__ import annotations

import io
import re
import tokenize

from .text import Text

_COMMENT = re.compile(r"#\s*compat:\s*ignore(?:\[(?P<codes>[^\]]*)\])?", re.IGNORECASE)


class Suppressed:
    """The comments of one file."""

    def __init__(self, text: Text) -> None:
        self._codes: dict[int, set[str] | None] = {}
        if re.search(rb"compat:\s*ignore", text.data, re.IGNORECASE):
            self._read(text)

    def _read(self, text: Text) -> None:
        for token in tokenize.tokenize(io.BytesIO(text.data).readline):
            found = _COMMENT.search(token.string) if token.type == tokenize.COMMENT else None
            if found:
                codes = found.group("codes")
                self._codes[token.start[0]] = None if codes is None else set(re.findall(r"\w+", codes))

    def hides(self, names: tuple[str, ...], first: int, last: int) -> bool:
        """Whether a comment on one of the lines names a finding's code or page, or no code at all."""
        for number in range(first, last + 1):
            if number in self._codes:
                codes = self._codes[number]
                if codes is None or codes.intersection(names):
                    return True
        return False

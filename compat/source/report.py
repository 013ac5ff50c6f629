"""Findings as lines of text."""

from __future__ import annotations

from .checker import Options
from .findings import Finding
from .text import Text


def lines(path: str, text: Text, finding: Finding, options: Options) -> list[str]:
    """``path:line:col: CODE [*] message``, the source line, and a caret under what is meant."""
    start, end = text.start(finding.node), text.end(finding.node)
    number, column = text.line_of(start), text.column_of(start)
    star = " [*]" if options.may(finding) else " note" if finding.note else ""
    source = text.line(number)
    width = text.column_of(end) - column if text.line_of(end) == number else len(source) - column + 1
    caret = "".join("\t" if each == "\t" else " " for each in source[: column - 1]) + "^" * max(width, 1)
    return [f"{path}:{number}:{column}: {finding.code}{star} {finding.message}", f"    {source}", f"    {caret}"]

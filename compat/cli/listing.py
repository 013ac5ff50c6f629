"""``compat list``: every name and spelling of Keras 2 that changed, and its answer."""

from __future__ import annotations

import argparse
import json
import sys

from ..changes import ALL
from ..changes._answers import Answer, answers


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to show, and how."""
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help="part of a name, a code or a page: LSTM, keras.backend, K2C101"
    )
    parser.add_argument("--format", choices=("text", "json", "tsv"), default="text", help="text (default), json or tsv")
    parser.add_argument(
        "--answer", metavar="WORD", help="only rows with this answer: refused, translated, provided, ..."
    )


def run(options: argparse.Namespace) -> int:
    """Print the table; returns 1 where nothing in it has the name."""
    wanted = [name.lower() for name in options.names]
    rows = [row for row in answers(ALL) if _is_wanted(row, wanted) and options.answer in (None, row.answer)]
    if not rows:
        shown = ", ".join(map(repr, options.names)) or f"the answer {options.answer!r}"
        print(
            f"compat list: nothing changed for {shown}: what is not in the table works in Keras 3 as it is.\n"
            f"Hint: give a part of a name (LSTM), a code ({ALL[0].code}) or a page ({ALL[0].name}).",
            file=sys.stderr,
        )
        return 1
    _PRINTERS[options.format](rows)
    return 0


def _is_wanted(row: Answer, wanted: list[str]) -> bool:
    return not wanted or any(each in text.lower() for each in wanted for text in (row.code, row.page, row.name))


def _text(rows: list[Answer]) -> None:
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    widths[2] = min(widths[2], 60)
    for row in rows:
        print("  ".join([*(cell.ljust(width) for cell, width in zip(row, widths)), row.how]))
    print(f"{len(rows)} row{'' if len(rows) == 1 else 's'}. `compat explain CODE` prints a page.")


def _json(rows: list[Answer]) -> None:
    print(json.dumps([row._asdict() for row in rows], indent=1))


def _tsv(rows: list[Answer]) -> None:
    print("\t".join(Answer._fields))
    for row in rows:
        print("\t".join(" ".join(cell.split()) for cell in row))


_PRINTERS = {"text": _text, "json": _json, "tsv": _tsv}

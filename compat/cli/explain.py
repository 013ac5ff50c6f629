"""``compat explain``: the page of a code, a name, or an error message."""

from __future__ import annotations

import argparse
import sys

from ..changes import ALL
from ..source import guide


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to explain."""
    parser.add_argument(
        "what", nargs="+", help='K2C101, batch_input_shape, or the text of an error in quotes ("-": from stdin)'
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the page; returns 2 where there is none."""
    text = sys.stdin.read() if arguments.what == ["-"] else " ".join(arguments.what)
    change = guide.named(text)
    found = [change] if change is not None else guide.speaking_of(text)
    if not found:
        print(
            f"compat explain: no page for {text.strip()[:200]!r}; expected a code ({ALL[0].code} to {ALL[-1].code}), a "
            "name, or the text of an error that Keras 3 gave.\nHint: `compat check PATH` names the codes of a program.",
            file=sys.stderr,
        )
        return 2
    try:
        print(guide.page(found[0]).rstrip())
    except FileNotFoundError as error:
        print(f"compat explain: {error}", file=sys.stderr)
        return 2
    for other in found[1:]:
        print(f"\nSee also: compat explain {other.code} ({other.title})")
    return 0

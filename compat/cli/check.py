"""``compat check``: what Keras 3 breaks in source files."""

from __future__ import annotations

import argparse
from functools import partial

from ..source import Item, outcome
from . import formats, static, statistics
from .formats import html
from .static import complain, configure, count, files_of, outcomes, refuse, show

#: Forms that are written as files are looked at; the others are one document.
_AS_THEY_COME = ("text", "github")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Paths, and what to look for."""
    static.add_arguments(parser)
    parser.add_argument("--html", metavar="FILE", help="also write a report, to be read in a browser")


def run(arguments: argparse.Namespace) -> int:
    """Print the findings; returns 0 for none, 1 for some, 2 where something could not be read."""
    try:
        wanted = configure(arguments)
        found, total = files_of(arguments)
    except (ValueError, OSError) as error:
        return refuse("check", error)
    work = partial(outcome.checked, options=wanted, with_diff=bool(arguments.html))
    broken, items, report = 0, list[Item](), html.Report()
    as_they_come = arguments.format in _AS_THEY_COME and not arguments.statistics
    for each in outcomes(found, work, arguments.jobs):
        broken += complain(each, "checked")
        report.add(each)
        shown = [item for item in each.items if arguments.notes or not item.note]
        items += each.items
        if as_they_come:
            show(formats.FORMATS[arguments.format](shown))
    shown = [item for item in items if arguments.notes or not item.note]
    if arguments.statistics:
        show(statistics.write(shown, arguments.format))
    elif not as_they_come:
        show(formats.FORMATS[arguments.format](shown))
    if arguments.format == "text":
        print(_summary(items, total, bool(arguments.notes)))
    if arguments.html:
        try:
            report.write(arguments.html)
        except OSError as error:
            return refuse("check", error)
    return 2 if broken else 1 if any(not item.note for item in items) else 0


def _summary(items: list[Item], total: int, notes_shown: bool) -> str:
    fixable, unsafe = sum(item.fixable for item in items), sum(item.unsafe and not item.fixable for item in items)
    notes = sum(item.note for item in items)
    hints = []
    if fixable:
        hints.append(f" [*] `compat fix` rewrites {fixable}.")
    if unsafe:
        hints.append(f" `compat fix --unsafe` rewrites {unsafe} more.")
    if notes and not notes_shown:
        hints.append(f" --notes shows {count(notes, 'note')}.")
    return f"{count(len(items) - notes, 'finding')} in {count(total, 'file')}.{''.join(hints)}"

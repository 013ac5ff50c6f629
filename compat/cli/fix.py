"""``compat fix``: source files rewritten for Keras 3."""

from __future__ import annotations

import argparse
import sys
from functools import partial

from ..source import Item, Outcome, files, outcome
from . import formats, static, statistics
from .static import STDIN, complain, configure, count, files_of, outcomes, refuse, show


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Paths, and what may be rewritten."""
    static.add_arguments(parser)
    parser.add_argument("--diff", action="store_true", help="print what would change and change nothing")


def run(arguments: argparse.Namespace) -> int:
    """Rewrite the files; returns 0 where nothing is left, 1 where something is (or would change), 2 on a failure."""
    try:
        wanted = configure(arguments)
        if arguments.diff and arguments.format != "text":
            raise ValueError(f"--diff is text and does not go with --format {arguments.format}.")
        found, _ = files_of(arguments)
    except (ValueError, OSError) as error:
        return refuse("fix", error)
    work = partial(outcome.fixed, options=wanted, with_diff=arguments.diff)
    mended = changed = broken = 0
    left, from_stdin = list[Item](), STDIN in arguments.paths
    # What is rewritten goes to standard output where the program came from standard input: the rest goes beside it.
    out = sys.stderr if from_stdin and not arguments.diff else sys.stdout
    streams = {each.path: each.raw for each in found if each.raw is not None}
    as_they_come = arguments.format == "text" and not arguments.statistics
    for each in outcomes(found, work, arguments.jobs):
        broken += complain(each, "rewritten")
        mended += each.mended
        changed += each.raw is not None
        if arguments.diff:
            if each.diff:
                print(each.diff)
        elif each.path in streams:
            sys.stdout.buffer.write(each.raw if each.raw is not None else streams[each.path] or b"")
            sys.stdout.buffer.flush()
        else:
            broken += _write(each)
        items = [item for item in each.items if arguments.notes or not item.note]
        left += items
        if as_they_come:
            show(formats.FORMATS["text"](items), out)
    if arguments.statistics:
        show(statistics.write(left, arguments.format), out)
    elif not as_they_come:
        show(formats.FORMATS[arguments.format](left), out)
    count_left = sum(not item.note for item in left)
    if arguments.format == "text":
        done = "would be rewritten" if arguments.diff else "rewritten"
        places = f"{count(mended, 'place')} in {count(changed, 'file')} {done}"
        print(f"{places}; {count(count_left, 'finding')} left.", file=out)
    return 2 if broken else 1 if count_left or (arguments.diff and changed) else 0


def _write(each: Outcome) -> int:
    try:
        if each.raw is not None:
            files.replace(each.path, each.raw)
    except OSError as error:
        print(f"{each.path}: could not be written: {error}", file=sys.stderr)
        return 1
    return 0

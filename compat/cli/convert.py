"""``compat convert``: models of Keras 2 as ``.keras`` files of Keras 3, one or a tree of them."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..saved.outcomes import Outcome

    Progress = Callable[[int, int], None]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to read, what to write, and how."""
    parser.add_argument(
        "source",
        metavar="SRC",
        help="a model: .h5, .keras, a SavedModel folder, .json or .yaml; with -r a folder of them",
    )
    parser.add_argument("target", metavar="DST", nargs="?", help="the .keras file to write (default: beside SRC)")
    parser.add_argument(
        "-r", "--recursive", action="store_true", help="convert every model below SRC into the folder DST"
    )
    parser.add_argument("--weights", metavar="FILE", help="the weights of a .json or .yaml architecture")
    parser.add_argument("--verify", action="store_true", help="compare what the old and the new model compute")
    parser.add_argument("--target", dest="release", metavar="3.N", help="the Keras that is to load the result")
    parser.add_argument("--json", action="store_true", help="print a report in JSON")
    parser.add_argument(
        "-j", "--jobs", type=int, default=0, metavar="N", help="processes for a tree (default: one a core)"
    )


def run(options: argparse.Namespace) -> int:
    """Convert; returns 0 where all is well, 1 where something was refused, 2 where something could not be read or written."""
    try:
        from ..saved.errors import UnreadableFile
        from ..saved.outcomes import attempt
        from ..saved.tree import convert_tree
    except ImportError as error:
        print(f"compat convert: {error}\nHint: pip install 'keras-compat[convert]'", file=sys.stderr)
        return 2
    how: dict[str, Any] = {"target": options.release, "verify": options.verify}
    if not options.recursive:
        if options.weights is not None:
            how["weights"] = options.weights
        found = attempt(options.source, options.target, how)
        _show([found], options, table=False)
        return found.exit_status
    problem = _problem(options)
    if problem:
        print(f"compat convert: {problem}", file=sys.stderr)
        return 2
    jobs = options.jobs or os.cpu_count() or 1
    try:
        with _progress(options.json) as progress:
            outcomes = convert_tree(options.source, options.target, how, jobs, progress)
    except UnreadableFile as error:
        print(f"compat convert: {error}", file=sys.stderr)
        return 2
    _show(outcomes, options, table=True)
    return max((each.exit_status for each in outcomes), default=0)


def _problem(options: argparse.Namespace) -> str:
    if options.target is None:
        return "--recursive needs a folder for the results\nHint: compat convert --recursive SRC DST"
    if options.weights is not None:
        return "--weights belongs to one architecture\nHint: convert that one by itself."
    if options.jobs < 0:
        return f"--jobs {options.jobs}: expected a number of processes\nHint: leave it out for one a core."
    return ""


def _show(outcomes: list[Outcome], options: argparse.Namespace, table: bool) -> None:
    if options.json:
        counts = Counter(each.status for each in outcomes)
        print(json.dumps({"version": 1, "summary": counts, "files": [each.as_json() for each in outcomes]}, indent=2))
        return
    for each in outcomes:
        prefix = "compat convert: " if each.exit_status == 2 and not table else ""
        print(f"{prefix}{each}", file=sys.stderr if each.target is None and each.exit_status else sys.stdout)
    if table:
        print("\n".join(_table(outcomes)))


def _table(outcomes: list[Outcome]) -> Iterator[str]:
    from ..saved.outcomes import STATUSES

    counts = Counter(each.status for each in outcomes)
    yield ""
    yield f"{len(outcomes)} models"
    for status in STATUSES:
        if counts[status]:
            yield f"  {counts[status]:>6}  {status}"
    pages = Counter(each.page for each in outcomes if each.page)
    for page, count in pages.most_common():
        yield f"  {count:>6}  refused by {page}"


@contextmanager
def _progress(quiet: bool) -> Iterator[Progress | None]:
    """A bar on a terminal, by rich where it is installed; nothing elsewhere."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    try:
        from rich.console import Console
        from rich.progress import Progress as Bar
    except ImportError:
        yield _counter
        print(file=sys.stderr)
        return
    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("converting", total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)


def _counter(done: int, of: int) -> None:
    print(f"\r{done} of {of}", end="", file=sys.stderr, flush=True)

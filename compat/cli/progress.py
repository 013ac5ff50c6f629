"""A bar on the terminal for long runs, where the package ``rich`` is there."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

#: A run over fewer bytes is over before one could read a bar.
_LONG = 3_000_000


@contextmanager
def bar(total: int, size: int) -> Iterator[Callable[[], None]]:
    """A function to call behind each of ``total`` files, of ``size`` bytes together."""
    if size < _LONG or not sys.stderr.isatty():
        yield lambda: None
        return
    try:
        from rich.console import Console
        from rich.progress import Progress
    except ImportError:
        yield lambda: None
        return
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("files that mention Keras", total=total)
        yield lambda: progress.advance(task)

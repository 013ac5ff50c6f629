"""What ``check`` and ``fix`` share: their arguments, ``[tool.compat]``, and the way over the files."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple, TextIO

from .. import config, versions
from ..changes._kinds import DIALECTS
from ..source import Options, Outcome, Selection, files, outcome
from . import formats, progress

#: The path that means standard input.
STDIN = "-"
#: From this many bytes of files that mention Keras on, processes of their own pay.
_PAYS = 1_500_000
#: What ``[tool.compat]`` may hold for these commands, and of what type; ``dialect`` and ``packages`` are for run time too.
_KEYS = {
    "select": (list, str),
    "ignore": (list, str),
    "dialect": (str,),
    "packages": (list,),
    "unsafe": (bool,),
    "keep-keras2": (bool,),
    "notes": (bool,),
    "format": (str,),
    "jobs": (int,),
}

Work = Callable[[str, bytes], Outcome]


class File(NamedTuple):
    """A file to look at, and its content where that is not read from it."""

    path: str
    raw: bytes | None = None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of both commands."""
    switch = argparse.BooleanOptionalAction
    parser.add_argument(
        "paths", nargs="+", metavar="PATH", help="a file, a notebook, a folder, or - for standard input"
    )
    parser.add_argument("--select", metavar="CODES", help="look for these only: K2C101,K2C4,optimizer_lr")
    parser.add_argument("--ignore", metavar="CODES", help="do not look for these")
    parser.add_argument("--dialect", choices=DIALECTS, help="the Keras that the files were written for (default 2.15)")
    parser.add_argument("--unsafe", action=switch, help="also rewrite where the new form may mean something else")
    parser.add_argument("--keep-keras2", action=switch, help="only rewrite to what Keras 2.15 runs too")
    parser.add_argument("--notes", action=switch, help="also show what has nothing to change in the file")
    parser.add_argument("--format", choices=tuple(formats.FORMATS), help="how findings are printed (default text)")
    parser.add_argument("--statistics", action="store_true", help="print how often each change is met, not each place")
    parser.add_argument(
        "--stdin-filename", metavar="NAME", help="what standard input is called, and whether a notebook"
    )
    parser.add_argument("--jobs", type=int, metavar="N", help="processes (default: as many as pay)")


def configure(arguments: argparse.Namespace) -> Options:
    """Fill in what ``[tool.compat]`` says and the command line does not; returns what the rules need to know.

    Raises:
        ValueError: A code, a key, a value or a dialect is not known.
    """
    table = config.read(_start(arguments.paths))
    for key, value in table.items():
        if key not in _KEYS:
            raise ValueError(f"[tool.compat] has no key {key!r}; expected one of {', '.join(_KEYS)}.")
        if not isinstance(value, _KEYS[key]) or (isinstance(value, bool) and bool not in _KEYS[key]):
            wanted = " or ".join(each.__name__ for each in _KEYS[key])
            raise ValueError(f"[tool.compat] {key} is {value!r}; expected a {wanted}.")
        name = key.replace("-", "_")
        if key != "dialect" and getattr(arguments, name, None) is None:
            setattr(arguments, name, value)
    if arguments.format is None:
        arguments.format = "text"
    if arguments.format not in formats.FORMATS:
        raise ValueError(f"[tool.compat] format is {arguments.format!r}; expected one of {', '.join(formats.FORMATS)}.")
    dialect = arguments.dialect or os.environ.get("COMPAT_DIALECT") or table.get("dialect")
    return Options(
        Selection(_codes(arguments.select), _codes(arguments.ignore)),
        versions.dialect(dialect),
        bool(arguments.unsafe),
        bool(arguments.keep_keras2),
    )


def _start(paths: list[str]) -> str:
    """The folder whose ``pyproject.toml``, or the nearest above, holds for the paths."""
    found = [os.path.abspath(each) for each in paths if each != STDIN and os.path.exists(each)]
    common = os.path.commonpath(found) if found else os.getcwd()
    return common if os.path.isdir(common) else os.path.dirname(common)


def _codes(given: str | list[str] | None) -> tuple[str, ...]:
    items = given.split(",") if isinstance(given, str) else given or ()
    return tuple(stripped for each in items if (stripped := str(each).strip()))


def files_of(arguments: argparse.Namespace) -> tuple[list[File], int]:
    """The files that mention Keras, or were named themselves, and how many there are in all.

    Raises:
        FileNotFoundError: A path does not exist.
    """
    told: set[str] = set()

    def tell(text: str) -> None:
        if not told:  # one such file is enough
            print(f"compat: {text}", file=sys.stderr)
        told.add(text)

    wanted, count = [], 0
    for path in arguments.paths:
        if path == STDIN:
            wanted.append(File(arguments.stdin_filename or STDIN, sys.stdin.buffer.read()))
            count += 1
    for path, is_named in files.programs((each for each in arguments.paths if each != STDIN), tell):
        count += 1
        try:
            if is_named or outcome.mentions_keras(files.read(path)):
                wanted.append(File(path))
        except OSError:
            wanted.append(File(path))  # why is said where it is looked at
    return wanted, count


def outcomes(found: list[File], work: partial[Outcome], jobs: int | None) -> Iterator[Outcome]:
    """What becomes of each file, in their order."""
    run = partial(_one, work)
    size = 0 if jobs else sum(_size(each) for each in found)
    processes = min(jobs or (os.cpu_count() or 1 if size > _PAYS else 1), len(found))
    with progress.bar(len(found), size) as step:
        for each in _mapped(run, found, processes):
            step()
            yield each


def _mapped(run: Callable[[File], Outcome], found: list[File], processes: int) -> Iterator[Outcome]:
    if processes <= 1:
        yield from map(run, found)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(processes) as pool:
        yield from pool.map(run, found, chunksize=max(1, min(16, len(found) // (4 * processes))))


def _size(file: File) -> int:
    try:
        return len(file.raw) if file.raw is not None else os.path.getsize(file.path)
    except OSError:
        return 0


def _one(work: Work, file: File) -> Outcome:
    try:
        return work(file.path, files.read(file.path) if file.raw is None else file.raw)
    except OSError as error:
        return Outcome(file.path, errors=(str(error),))


def count(number: int, noun: str) -> str:
    """``1 file``, ``2 files``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def refuse(command: str, error: Exception) -> int:
    """Say why a command cannot run."""
    if isinstance(error, FileNotFoundError) and error.filename is None:
        print(f"compat {command}: no such file or folder: {error}", file=sys.stderr)
    else:
        print(f"compat {command}: {error}", file=sys.stderr)
    return 2


def show(lines: Iterable[str], out: TextIO | None = None) -> None:
    """Print lines."""
    for line in lines:
        print(line, file=out)


def complain(found: Outcome, done: str) -> int:
    """Say what is wrong with a file; returns how much that is."""
    for error in found.errors:
        print(f"{found.path}: could not be {done}: {error}", file=sys.stderr)
    return len(found.errors)

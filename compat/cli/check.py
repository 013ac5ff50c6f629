"""``compat check``: what Keras 3 breaks in source files."""

from __future__ import annotations

import argparse
import sys

from ..changes._kinds import DIALECTS
from ..source import Options, Selection, Unreadable, check, files, report


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Paths, and what to look for."""
    add_common(parser)
    parser.add_argument("--notes", action="store_true", help="also show what has nothing to change in the file")


def add_common(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``check`` and ``fix`` alike."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, or a folder with Python files")
    parser.add_argument("--select", default="", metavar="CODES", help="look for these only: K2C101,K2C4,optimizer_lr")
    parser.add_argument("--ignore", default="", metavar="CODES", help="do not look for these")
    parser.add_argument("--dialect", choices=DIALECTS, help="the Keras that the files were written for (default 2.15)")


def options(arguments: argparse.Namespace, unsafe: bool = False, keep_keras2: bool = False) -> Options:
    """What the common arguments ask for.

    Raises:
        ValueError: A code, or a configured dialect, is not known.
    """
    from .. import versions

    selection = Selection(_codes(arguments.select), _codes(arguments.ignore))
    return Options(selection, versions.dialect(arguments.dialect), unsafe, keep_keras2)


def _codes(text: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in text.split(",") if each.strip())


def run(arguments: argparse.Namespace) -> int:
    """Print the findings; returns 0 for none, 1 for some, 2 where something could not be read."""
    try:
        wanted, paths = options(arguments), list(files.python_files(arguments.paths))
    except (ValueError, FileNotFoundError) as error:
        return refuse("check", error)
    found = fixable = unsafe = notes = broken = 0
    for path in paths:
        try:
            checked = check(files.read(path), wanted)
        except (Unreadable, OSError) as error:
            print(f"{path}: could not be checked: {error}", file=sys.stderr)
            broken += 1
            continue
        for finding in checked.findings:
            notes += finding.note
            found += not finding.note
            fixable += wanted.may(finding)
            unsafe += finding.fix is not None and not finding.is_safe
            if arguments.notes or not finding.note:
                print("\n".join(report.lines(path, checked.text, finding, wanted)))
    print(f"{count(found, 'finding')} in {count(len(paths), 'file')}.{_hints(fixable, unsafe, notes, arguments.notes)}")
    return 2 if broken else 1 if found else 0


def _hints(fixable: int, unsafe: int, notes: int, shown: bool) -> str:
    hints = []
    if fixable:
        hints.append(f" [*] `compat fix` rewrites {fixable}.")
    if unsafe:
        hints.append(f" `compat fix --unsafe` rewrites {unsafe} more.")
    if notes and not shown:
        hints.append(f" --notes shows {count(notes, 'note')}.")
    return "".join(hints)


def count(number: int, noun: str) -> str:
    """``1 file``, ``2 files``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def refuse(command: str, error: Exception) -> int:
    """Say why a command cannot run."""
    if isinstance(error, FileNotFoundError):
        print(f"compat {command}: no such file or folder: {error}", file=sys.stderr)
    else:
        print(f"compat {command}: {error}", file=sys.stderr)
    return 2
